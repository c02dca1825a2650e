/** The actions of pages on alerts: every write goes through here. */
import { core } from '../core.js';
import { keepDraft, readSettings, touchOutbox, writeKey } from '../shared/storage.js';
import { deliver, wake } from './deliver.js';
import { settingsAt } from './settings-actions.js';

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */

/**
 * Stores an alert, then begins to deliver it. The answer comes once it is stored: what fails after that does not make
 * it look lost.
 *
 * @param {AlertDraft} draft
 * @param {string} id the same for the same draft, so that sending it twice stores it once
 * @param {string} server the address of the server that the page showed; empty where it showed none
 * @param {number} at when it was sent, in milliseconds since 1970
 */
export async function queueAlert(draft, id, server, at) {
  await (await core()).outboxAdd(draft, id, at, ...(await settingsAt(server)));
  await Promise.allSettled([keepDraft(null), touchOutbox()]);
  void deliver();
  return { id };
}

/** @param {string[]} ids */
export async function retryAlerts(ids) {
  await (await core()).outboxRetry(ids);
  await changed();
  return null;
}

/** @param {string[]} ids */
export async function deleteAlerts(ids) {
  await (await core()).outboxDelete(ids);
  await changed();
  return null;
}

/** @returns {Promise<import('../types/messages.js').OutboxSeen>} */
export async function listAlerts() {
  const secdo = await core();
  return {
    items: await secdo.outboxList(),
    counts: await secdo.outboxCounts(),
    unreadable: await secdo.outboxUnreadable(),
  };
}

/** @param {'csv' | 'json'} format */
export async function exportAlerts(format) {
  return (await core()).outboxExport(format, ...(await readSettings()));
}

/** @param {string} text */
export async function importAlerts(text) {
  const imported = await (await core()).outboxImport(text);
  await changed();
  return imported;
}

/**
 * Gives what waits for one server to another one.
 *
 * @param {string} from
 * @param {string} to
 */
export async function moveAlerts(from, to) {
  await settingsAt(to);
  await (await core()).outboxMove(from, to);
  await changed();
  return null;
}

/** @param {string} key @param {string} [server] the current one unless told */
export async function saveKey(key, server) {
  const { settings, known } = (await core()).loadSettings(...(await readSettings()));
  const address = server ?? settings.server;
  // A key that no page shows could not be removed either.
  if (address !== settings.server && !known.some((one) => one.address === address)) return null;
  await writeKey(address, key.trim(), settings.alerts.session_key);
  void wake();
  return null;
}

async function changed() {
  await Promise.allSettled([touchOutbox()]);
  // Not awaited: the page has its answer, and delivering takes as long as the server does.
  void deliver();
}
