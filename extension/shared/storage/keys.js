/** The keys of the API, each by itself: in `storage.local`, or in `storage.session` where they go with the browser. */
import { browser } from '../browser.js';

/** The names of keys begin with this; the address of their server follows, nothing while no server is set. */
const KEY = 'key:';

/** Keys of the API by the addresses of their servers. @typedef {import('../../wasm/secdo.js').Keys} Keys */

/**
 * @param {string[]} servers their addresses
 * @returns {Promise<Keys>} the keys of those that there is one for
 */
export async function readKeys(servers) {
  const names = servers.map((server) => KEY + server);
  const found = { ...(await browser.storage.local.get(names)), ...(await browser.storage.session.get(names)) };
  return Object.fromEntries(Object.entries(found).map(([name, key]) => [name.slice(KEY.length), String(key)]));
}

/** @returns {Promise<{ kept: string[], inMemory: string[] }>} the servers whose keys are on this computer, and in memory */
export async function keyedServers() {
  const servers = (/** @type {object} */ items) => Object.keys(items).flatMap((name) => (name.startsWith(KEY) ? [name.slice(KEY.length)] : []));
  return { kept: servers(await browser.storage.local.get(null)), inMemory: servers(await browser.storage.session.get(null)) };
}

/** @param {string} server @returns {Promise<string>} its key of the API; empty when there is none */
export async function readKey(server) {
  return (await readKeys([server]))[server] ?? '';
}

/**
 * Keeps a key of the API, in one place only.
 *
 * @param {string} server its address
 * @param {string} key empty to forget it
 * @param {boolean} forSession until the browser closes, in memory; otherwise on this computer
 */
export async function writeKey(server, key, forSession) {
  const name = KEY + server;
  const [place, other] = forSession ? [browser.storage.session, browser.storage.local] : [browser.storage.local, browser.storage.session];
  // First to its new place, then away from the old one: a full disk must not cost the key.
  if (key) await place.set({ [name]: key });
  else await place.remove(name);
  await other.remove(name);
}
