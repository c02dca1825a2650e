/** Alerts by the hundred, as an exported outbox holds them. */

/** A file alert as the form gives it. */
export const DRAFT = {
  kind: 'file',
  direction: '',
  source_ip: '',
  source_port: '',
  destination_ip: '',
  destination_port: '',
  agent_ip: '192.168.52.131',
  file_path: 'c:\\temp\\a.exe',
  timestamp: '1493209485000',
  vendor: 'McAfee',
  product: 'ePO',
  severity: '',
  event_id: '',
};

/**
 * The text of an exported outbox with this many file alerts; each has an event id of its own.
 *
 * @param {number} count
 * @param {string} [prefix] of the event ids
 * @param {string} [server] that they are for
 */
export function exported(count, prefix = 'e', server = '') {
  const now = Date.now();
  const items = Array.from({ length: count }, (_, index) => ({
    id: `${prefix}-${index}`,
    created: now,
    server,
    alert: {
      timestamp: now,
      vendor: 'McAfee',
      product: 'ePO',
      severity: 'HIGH',
      event_id: `${prefix}-${index}`,
      event: { file: { agent_ip: '192.168.52.131', file_path: `c:\\temp\\${index}\\pageant.exe` } },
    },
    state: 'queued',
    next: now,
    may_be_duplicate: false,
    attempts: [],
  }));
  return JSON.stringify({ version: 1, items });
}

/**
 * How often the stand-in took each event id.
 *
 * @param {any[]} alerts as the stand-in kept them
 * @returns {Map<string, number>}
 */
export function taken(alerts) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { event_id: id = '' } of alerts) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Runs in one of our pages: every alert of the outbox. @returns {Promise<import('../../../extension/wasm/secdo.js').OutboxItem[]>} */
export async function listed() {
  return (await (await import(`${location.origin}/core.js`)).core()).outboxList();
}
