/** What pages do with alerts: every write goes through here. */
import { core } from '../core.js';
import { keepDraft, readSettings, touchOutbox, writeKey } from '../shared/storage.js';
import { deliver } from './deliver.js';

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */

/**
 * Stores an alert, then begins to deliver it. The answer comes once it is stored.
 *
 * @param {AlertDraft} draft
 */
export async function queueAlert(draft) {
  const id = crypto.randomUUID();
  await (await core()).outboxAdd(draft, id, await readSettings());
  await keepDraft(null);
  await changed();
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
  void deliver();
  return null;
}

async function changed() {
  await touchOutbox();
  // Not awaited: the page has its answer, and delivering takes as long as the server does.
  void deliver();
}
