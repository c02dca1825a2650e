/** The document's demands on an alert, read strictly: every doubt is a refusal. */
import { isIP } from 'node:net';

/** The key of every example in the document: no secret, and valid nowhere but here. */
export const EXAMPLE_KEY = 'b9cbe23a2c0acaa61c40abef3c792a83f302adb15649fe19bf73402e253dfd16';

/** A rule gives what the value must be, when it is not. @typedef {(value: string) => string | null} Rule */

/**
 * @param {boolean} right
 * @param {string} demand
 */
const must = (right, demand) => (right ? null : demand);

/** @type {Rule} */
const text = () => null;
/** @type {Rule} */
const address = (value) => must(isIP(value) !== 0, 'must be an IP address');
/** @type {Rule} */
const port = (value) =>
  must(/^\d{1,5}$/.test(value) && Number(value) <= 65_535, 'must be a port, 0 to 65535, in digits');
/** @type {Rule} */
const milliseconds = (value) =>
  // Seconds have 10 digits and microseconds 16 for any date an alert may carry.
  must(/^\d{12,14}$/.test(value), 'must be UTC epoch milliseconds in digits');
/**
 * @param {string[]} allowed
 * @returns {Rule}
 */
const oneOf =
  (...allowed) =>
  (value) =>
    must(allowed.includes(value), `must be one of ${allowed.join(', ')}`);

/** @type {Record<string, Rule>} */
const COMMON_MANDATORY = {
  company: text,
  apikey: text,
  timestamp: milliseconds,
  vendor: text,
  product: text,
  type: oneOf('OutgoingConnectionEvent', 'IncomingConnectionEvent', 'SuspiciousFileEvent'),
};
/** @type {Record<string, Rule>} */
const COMMON_OPTIONAL = { severity: oneOf('LOW', 'MEDIUM', 'HIGH'), event_id: text };

const NETWORK = {
  name: 'a network event',
  mandatory: { ...COMMON_MANDATORY, source_ip: address, destination_ip: address, destination_port: port },
  optional: { ...COMMON_OPTIONAL, source_port: port },
};
const FILE = {
  name: 'a file event',
  mandatory: { ...COMMON_MANDATORY, agent_ip: address, file_path: text },
  optional: COMMON_OPTIONAL,
};

/**
 * The error of the alert, with the HTTP status a server answers; null when nothing is.
 * @param {unknown} alert the parsed body
 * @param {string} [known] the key that the server knows
 * @returns {{ status: 400 | 403, problem: string } | null}
 */
export function judgeAlert(alert, known = EXAMPLE_KEY) {
  if (typeof alert !== 'object' || alert === null || Array.isArray(alert)) {
    return { status: 400, problem: 'The body must be a JSON object.' };
  }
  const fields = new Map(Object.entries(alert));
  for (const [name, value] of fields) {
    if (typeof value !== 'string') return { status: 400, problem: `${name} must be a JSON string.` };
  }
  const key = fields.get('apikey');
  if (key && key !== known) return { status: 403, problem: 'apikey is not known to this server.' };
  const problem = firstProblem(fields);
  return problem ? { status: 400, problem } : null;
}

/**
 * @param {Map<string, string>} fields
 * @returns {string | null}
 */
function firstProblem(fields) {
  const kind = fields.get('type') === 'SuspiciousFileEvent' ? FILE : NETWORK;
  const rules = new Map(Object.entries({ ...kind.mandatory, ...kind.optional }));
  for (const name of Object.keys(kind.mandatory)) {
    if (!fields.has(name)) return `${name} is mandatory for ${kind.name}.`;
  }
  for (const [name, value] of fields) {
    const rule = rules.get(name);
    if (!rule) return `${name} is not an attribute of ${kind.name}.`;
    if (value.trim() === '') return `${name} must not be empty.`;
    const demand = rule(value);
    if (demand) return `${name} ${demand}.`;
  }
  return null;
}
