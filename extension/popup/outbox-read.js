/**
 * Reads the outbox for the page. It reads the database itself, but for a private window of Firefox, where a page has
 * none: there the background reads it.
 */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { send } from '../shared/messages.js';

/** @returns {Promise<import('../types/messages.js').OutboxSeen>} */
export async function readOutbox() {
  if (browser.extension.inIncognitoContext) return send('outbox.list', {});
  const secdo = await core();
  return {
    items: await secdo.outboxList(),
    counts: await secdo.outboxCounts(),
    unreadable: await secdo.outboxUnreadable(),
  };
}

/** The outbox as a file. @param {'csv' | 'json'} format @param {import('../shared/storage.js').SettingsTexts} settings */
export async function exportOutbox(format, settings) {
  if (browser.extension.inIncognitoContext) return send('outbox.export', { format });
  return (await core()).outboxExport(format, ...settings);
}
