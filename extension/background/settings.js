/** Stores settings: the core decides what may be stored. */
import { core } from '../core.js';
import { readSettings, setSettingsAside, writeSettings } from '../shared/storage.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */

/**
 * Checks and stores settings. Settings of a newer version stay as they are: reading them fails first.
 *
 * @param {Settings} settings
 * @returns {Promise<Settings>} the settings now in force
 */
export async function saveSettings(settings) {
  const secdo = await core();
  secdo.loadSettings(await readSettings());
  const text = secdo.storeSettings(JSON.stringify(settings));
  await writeSettings(text);
  return secdo.loadSettings(text).settings;
}

/** @returns {Promise<Settings>} the defaults, after the stored settings were put aside */
export async function resetSettings() {
  await setSettingsAside();
  return (await core()).loadSettings('').settings;
}
