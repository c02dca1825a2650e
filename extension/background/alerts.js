/** What pages do with alerts: every write goes through here. */
import { core } from '../core.js';
import { keepDraft, readSettings, touchOutbox, writeKey } from '../shared/storage.js';
import { deliver, wake } from './deliver.js';

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */

/**
 * Stores an alert, then begins to deliver it. The answer comes once it is stored: what fails after that does not make
 * it look lost.
 *
 * @param {AlertDraft} draft
 * @param {string} id the same for the same draft, so that sending it twice stores it once
 */
export async function queueAlert(draft, id) {
  await (await core()).outboxAdd(draft, id, await readSettings());
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

/** @param {string} text */
export async function importAlerts(text) {
  const added = await (await core()).outboxImport(text);
  await changed();
  return { added };
}

/** @param {string} key */
export async function saveKey(key) {
  const { session_key: forSession } = (await core()).loadSettings(await readSettings()).settings.alerts;
  await writeKey(key.trim(), forSession);
  void wake();
  return null;
}

async function changed() {
  await touchOutbox();
  // Not awaited: the page has its answer, and delivering takes as long as the server does.
  void deliver();
}
