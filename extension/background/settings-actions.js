/** Stores settings: the core decides what may be stored. The keys go with their servers. */
import { click } from '../click.js';
import { core } from '../core.js';
import {
  clearRecent,
  keyedServers,
  readKey,
  readKeys,
  readSettings,
  setSettingsAside,
  touchOutbox,
  writeKey,
  writeSettings,
} from '../shared/storage.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */
/** @typedef {import('../wasm/secdo.js').LoadedSettings} LoadedSettings */
/** The address of a server before and after it was changed. @typedef {{ from: string, to: string }} Renamed */

/** @type {Promise<unknown>} */
let working = Promise.resolve();

/**
 * Does what changes settings or keys one after the other: each begins with what the one before it has stored.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function inTurn(work) {
  const done = working.then(work);
  working = done.catch(() => undefined);
  return done;
}

/** Uses another one of the servers, and leaves everything else as it is. @param {string} server its address */
export async function useServer(server) {
  return saveSettings({ ...(await core()).loadSettings(...(await readSettings())).settings, server }, null);
}

/**
 * Checks and stores settings. Settings of a newer version stay as they are: reading them fails first.
 *
 * @param {Settings} settings
 * @param {Renamed | null} renamed where a server's address was changed: its key and what waits for it go along
 * @returns {Promise<LoadedSettings>} the settings now in force
 */
export async function saveSettings(settings, renamed) {
  const secdo = await core();
  const current = await readSettings();
  const before = secdo.loadSettings(...current);
  const stored = secdo.storeSettings(JSON.stringify(settings), ...current);
  const key = renamed ? await readKey(renamed.from) : '';
  if (renamed && key) await writeKey(renamed.to, key, before.settings.alerts.session_key);
  await writeSettings(stored);
  if (renamed) {
    await secdo.outboxMove(renamed.from, renamed.to);
    if (key) await writeKey(renamed.from, '', true);
    await touchOutbox();
  }
  const now = secdo.loadSettings(...(await readSettings()));
  const gone = before.known.filter(({ address }) => !now.known.some((known) => known.address === address));
  // In memory only, so that it is still there when the removal is undone.
  for (const { address } of gone) await writeKey(address, await readKey(address), true);
  await obey();
  return now;
}

/** Does what settings ask of what is stored, whoever set them: this page, a file, a policy. */
export async function obey() {
  const { settings, known } = (await core()).loadSettings(...(await readSettings()));
  if (!settings.recent) await clearRecent();
  const inUse = new Set(known.map(({ address }) => address));
  const { kept, inMemory } = await keyedServers();
  // Those of servers that a policy hides obey too; what was taken away is not brought back by itself.
  const misplaced = settings.alerts.session_key ? kept : inMemory.filter((address) => inUse.has(address));
  for (const [address, key] of Object.entries(await readKeys(misplaced)))
    await writeKey(address, key, settings.alerts.session_key);
}

/** @returns {Promise<LoadedSettings>} the defaults, after the stored settings were put aside; no key stays on the computer */
export async function resetSettings() {
  await setSettingsAside();
  const { kept } = await keyedServers();
  for (const [address, key] of Object.entries(await readKeys(kept))) await writeKey(address, key, true);
  await obey();
  return (await core()).loadSettings(...(await readSettings()));
}

/**
 * The settings in force, with this server as the current one.
 *
 * @param {string} server its address; empty for the current one as it is
 * @returns {Promise<import('../shared/storage.js').SettingsTexts>}
 */
export async function settingsAt(server) {
  const settings = await readSettings();
  return server ? [(await click()).settingsAt(...settings, server), settings[1]] : settings;
}
