/** Stores settings: the core decides what may be stored. */
import { core } from '../core.js';
import { readKey, readSettings, setSettingsAside, writeKey, writeSettings } from '../shared/storage.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */

/**
 * Checks and stores settings. Settings of a newer version stay as they are: reading them fails first.
 *
 * @param {Settings} settings
 * @returns {Promise<Settings>} the settings now in force
 */
export async function saveSettings(settings) {
  const secdo = await core();
  const { alerts: old } = secdo.loadSettings(await readSettings()).settings;
  const text = secdo.storeSettings(JSON.stringify(settings));
  await writeSettings(text);
  const stored = secdo.loadSettings(text).settings;
  // The key moves to where it is now to be kept.
  if (stored.alerts.session_key !== old.session_key) await writeKey(await readKey(), stored.alerts.session_key);
  return stored;
}

/** @returns {Promise<Settings>} the defaults, after the stored settings were put aside */
export async function resetSettings() {
  await setSettingsAside();
  return (await core()).loadSettings('').settings;
}
