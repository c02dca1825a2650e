/** The settings, in `storage.local`, and the policy of the organisation. */
import { browser } from '../browser.js';

/**
 * The settings as the core reads them: the text that was stored, empty before anything was set, and the organisation's
 * policy, empty where there is none.
 *
 * @typedef {[stored: string, policy: string]} SettingsTexts
 */

/** @returns {Promise<SettingsTexts>} the settings and the policy, as they are now */
export async function readSettings() {
  const [{ settings }, policy] = await Promise.all([browser.storage.local.get('settings'), readPolicy()]);
  const own = settings === undefined ? '' : typeof settings === 'string' ? settings : JSON.stringify(settings);
  return [own, Object.keys(policy).length > 0 ? JSON.stringify(policy) : ''];
}

/** @returns {Promise<Record<string, unknown>>} what the organisation fixed; empty where there is no policy */
async function readPolicy() {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    // Firefox refuses where there is no policy
    // (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/storage/managed; 2026-11, look again: 2027-11).
    return {};
  }
}

/**
 * Stores settings.
 *
 * @param {string} text as the core wrote it
 */
export async function writeSettings(text) {
  await browser.storage.local.set({ settings: text });
}

/**
 * Closes `storage.local` to the scripts that run in pages, where the browser lets us: Chromium does, and remembers it. What
 * must not be read there is nowhere in it; see `keys.js`.
 */
export async function closeToPages() {
  try {
    if (browser.offscreen) await browser.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch (error) {
    console.error('The storage could not be closed to pages:', error);
  }
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
    if ((area === 'local' && changes.settings) || area === 'managed') changed();
  });
}
