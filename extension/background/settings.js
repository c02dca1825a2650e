/** Stores settings: the core decides what may be stored. */
import { core } from '../core.js';
import { isKeyStored, readKey, readSettings, setSettingsAside, writeKey, writeSettings } from '../shared/storage.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */

/**
 * Checks and stores settings. Settings of a newer version stay as they are: reading them fails first.
 *
 * @param {Settings} settings
 * @returns {Promise<Settings>} the settings now in force
 */
export async function saveSettings(settings) {
  const secdo = await core();
  const current = await readSettings();
  secdo.loadSettings(current);
  await writeSettings(secdo.storeSettings(JSON.stringify(settings), current));
  await placeKey();
  return secdo.loadSettings(await readSettings()).settings;
}

/** Keeps the key where it is to be kept: a person or a policy may have changed that. */
export async function placeKey() {
  const { session_key } = (await core()).loadSettings(await readSettings()).settings.alerts;
  if ((await isKeyStored()) === session_key) await writeKey(await readKey(), session_key);
}

/** @returns {Promise<Settings>} the defaults, after the stored settings were put aside */
export async function resetSettings() {
  await setSettingsAside();
  return (await core()).loadSettings(await readSettings()).settings;
}
