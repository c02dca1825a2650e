/**
 * The requests that Cortex XDR takes, by the vendor's documents ("Cortex XDR REST API", "Cortex XSIAM XQL Language")
 * read strictly. It shares no code with the product: signatures, fields and the quotes of XQL are checked by its own
 * reading.
 */
import { createHash } from 'node:crypto';

/**
 * Who may ask.
 *
 * @typedef {object} Account
 * @property {string} id of the key
 * @property {string} key
 * @property {'standard' | 'advanced'} level
 */

/** Why a request is not the account's; null where it is. @param {import('node:http').IncomingHttpHeaders} headers @param {Account} account */
export function unauthorized(headers, { id, key, level }) {
  const { authorization } = headers;
  if (headers['x-xdr-auth-id'] === undefined || authorization === undefined) return 'a header is missing';
  if (headers['x-xdr-auth-id'] !== id) return 'another key id';
  if (level === 'standard') {
    if (headers['x-xdr-nonce'] !== undefined || headers['x-xdr-timestamp'] !== undefined)
      return 'a standard key is not signed';
    return authorization === key ? null : 'another key';
  }
  const nonce = String(headers['x-xdr-nonce'] ?? '');
  const timestamp = String(headers['x-xdr-timestamp'] ?? '');
  if (!/^[A-Za-z0-9]{32,64}$/.test(nonce)) return 'no nonce';
  if (!/^\d{13}$/.test(timestamp) || Math.abs(Number(timestamp) - Date.now()) > 300_000) return 'no time';
  const hash = createHash('sha256').update(`${key}${nonce}${timestamp}`).digest('hex');
  return authorization === hash ? null : 'another signature';
}

/** @typedef {(value: unknown) => boolean} Rule */
/** @type {Rule} */
const text = (value) => typeof value === 'string' && value !== '';
/** @type {Rule} */
const port = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535;
/** @type {Rule} */
const time = (value) => Number.isSafeInteger(value) && Number(value) > 1e11;
/** @type {Rule} */
const v4 = (value) => typeof value === 'string' && /^(\d{1,3}\.){3}\d{1,3}$/.test(value);
/** @type {Rule} */
const v6 = (value) => typeof value === 'string' && value.includes(':');
/** @param {...string} allowed @returns {Rule} */
const oneOf =
  (...allowed) =>
  (value) =>
    typeof value === 'string' && allowed.includes(value);
/** @param {Rule} rule @returns {Rule} */
const list = (rule) => (value) => Array.isArray(value) && value.length > 0 && value.every(rule);

/** The fields of a parsed alert; those with a star must be there. @type {Record<string, Rule>} */
const PARSED = {
  '*product': text,
  '*vendor': text,
  '*local_ip': v4,
  '*local_port': port,
  '*remote_ip': v4,
  '*remote_port': port,
  '*event_timestamp': time,
  '*alert_name': text,
  severity: oneOf('Informational', 'Low', 'Medium', 'High', 'Unknown'),
  alert_description: text,
  action_status: oneOf('Reported', 'Blocked'),
  local_ip_v6: v6,
  remote_ip_v6: v6,
};

/** @type {Record<string, Rule>} */
const PLACES = {
  'xdm.source.host.ipv4_addresses': list(v4),
  'xdm.file.path': list(text),
  'xdm.target.file.filename': list(text),
};

/** @type {Record<string, Rule>} */
const ISSUE = {
  '*name': text,
  '*description': text,
  '*observation_time': time,
  '*issue_domain': oneOf('Security', 'Health', 'Hunting', 'IT', 'Posture'),
  '*category': text,
  '*severity': oneOf('INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'),
  normalized_fields: (value) => wrongIn(value, PLACES) === null,
};

/** The error in an object; null where nothing is. @param {unknown} value @param {Record<string, Rule>} rules @returns {string | null} */
function wrongIn(value, rules) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'no object';
  const given = /** @type {Record<string, unknown>} */ (value);
  for (const [name, rule] of Object.entries(rules)) {
    const bare = name.replace('*', '');
    if (!(bare in given)) {
      if (bare !== name) return `${bare} is missing`;
    } else if (!rule(given[bare])) {
      return `${bare}: ${JSON.stringify(given[bare])}`;
    }
  }
  const unknown = Object.keys(given).find((name) => !(name in rules) && !(`*${name}` in rules));
  return unknown === undefined ? null : `${unknown} is not known`;
}

/** The error in the body of `insert_parsed_alerts`; null where nothing is. @param {any} body */
export function wrongAlerts(body) {
  const alerts = body?.request_data?.alerts;
  if (!Array.isArray(alerts) || alerts.length < 1 || alerts.length > 60) return 'alerts: 1 to 60 are needed';
  return alerts.map((alert) => wrongIn(alert, PARSED)).find((wrong) => wrong !== null) ?? null;
}

/** The error in the body of `issue`; null where nothing is. @param {any} body */
export const wrongIssue = (body) => wrongIn(body?.request_data?.issue, ISSUE);

/** The error in a query; null where nothing is: every text ends on its line, every stage has a name. @param {unknown} query */
export function wrongQuery(query) {
  if (typeof query !== 'string') return 'no query';
  let bare = '';
  let within = false;
  for (const one of query) {
    if (within && (one === '\n' || one === '\r')) return 'a text does not end';
    if (one === '"') within = !within;
    else if (!within) bare += one;
  }
  if (within) return 'a text does not end';
  const stages = bare.split('|').map((stage) => stage.trim().split(/\s/)[0]);
  const known = ['config', 'dataset', 'preset', 'filter', 'fields', 'limit', 'comp'];
  const unknown = stages.find((stage) => !known.includes(String(stage)));
  return unknown === undefined ? null : `${unknown} is no stage`;
}
