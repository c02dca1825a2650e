/**
 * What is kept, and where: the only file that names the browser's storage.
 *
 * Settings are in `storage.local`. What a person selected is in `storage.session`: in memory, gone with the browser.
 */
import { browser } from './browser.js';

/** @typedef {import('../types/messages.js').Handoff} Handoff */

/**
 * The stored settings as the text that the core reads; empty before anything was set.
 *
 * @returns {Promise<string>}
 */
export async function readSettings() {
  const { settings } = await browser.storage.local.get('settings');
  if (settings === undefined) return '';
  return typeof settings === 'string' ? settings : JSON.stringify(settings);
}

/**
 * Stores settings.
 *
 * @param {string} text as the core wrote it
 */
export async function writeSettings(text) {
  await browser.storage.local.set({ settings: text });
}

/** Puts settings that cannot be read aside, where a person can still find them, and begins anew. */
export async function setSettingsAside() {
  const { settings } = await browser.storage.local.get('settings');
  await browser.storage.local.set({ settingsSetAside: settings });
  await browser.storage.local.remove('settings');
}

/**
 * Calls back when the settings change.
 *
 * @param {() => void} changed
 */
export function onSettings(changed) {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes.settings) changed();
  });
}

/**
 * Leaves a selection for a page that is about to open.
 *
 * @param {Handoff} handoff
 * @returns {Promise<string>} the name under which the page finds it
 */
export async function leave(handoff) {
  const name = `handoff:${crypto.randomUUID()}`;
  await browser.storage.session.set({ [name]: handoff });
  return name;
}

/**
 * The selection that was left under a name, as often as the page is loaded again.
 *
 * @param {string} name
 * @returns {Promise<Handoff | undefined>}
 */
export async function find(name) {
  return /** @type {Handoff | undefined} */ ((await browser.storage.session.get(name))[name]);
}

/**
 * Keeps what is typed in the popup.
 *
 * @param {string} text
 */
export async function keepText(text) {
  await browser.storage.session.set({ typed: text });
}

/** @returns {Promise<string>} what was typed in the popup before it was closed */
export async function keptText() {
  const { typed } = await browser.storage.session.get('typed');
  return typeof typed === 'string' ? typed : '';
}

/**
 * Remembers the tab that SECDO was opened in.
 *
 * @param {number} id
 */
export async function rememberTab(id) {
  await browser.storage.session.set({ tab: id });
}

/** @returns {Promise<number | undefined>} the tab that SECDO was opened in last */
export async function rememberedTab() {
  const { tab } = await browser.storage.session.get('tab');
  return typeof tab === 'number' ? tab : undefined;
}
