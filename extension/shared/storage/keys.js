/**
 * The keys of the API, each by itself: in a database, or in `storage.session` where they go with the browser. Both are
 * closed to the scripts that run in pages, which `storage.local` is not in every browser.
 */
import { browser } from '../browser.js';

/** The names of keys in `storage` begin with this; the address of their server follows, nothing while no server is set. */
const KEY = 'key:';

/** Keys of the API by the addresses of their servers. @typedef {import('../../wasm/secdo.js').Keys} Keys */

/** The name of the database, and of its only store: keys by the addresses of their servers. */
const STORE = 'keys';

/** @type {Promise<void> | undefined} */
let moving;

/**
 * The result of a request of the database.
 *
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Does something with the store; what it changes is on the disk when the promise resolves.
 *
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inStore(mode, work) {
  const opening = indexedDB.open(STORE, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE);
  const database = await done(opening);
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error ?? new Error('The database took nothing.'));
    });
    // It is awaited below, but only once the work has been done.
    ended.catch(() => undefined);
    const result = await work(transaction.objectStore(STORE));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

/** @returns {Promise<Keys>} all keys on this computer */
async function stored() {
  moving ??= moveIn().catch((error) => {
    moving = undefined;
    throw error;
  });
  await moving;
  return read();
}

/** @returns {Promise<Keys>} */
function read() {
  return inStore('readonly', async (store) => {
    const [servers, keys] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    return Object.fromEntries(servers.map((server, index) => [String(server), String(keys[index])]));
  });
}

/** Brings keys here that an earlier version left in `storage.local`: first to their new place, then away from the old one. */
async function moveIn() {
  const left = inArea(await browser.storage.local.get(null));
  if (Object.keys(left).length === 0) return;
  await inStore('readwrite', async (store) => {
    for (const [server, key] of Object.entries(left))
      if ((await done(store.getKey(server))) === undefined) await done(store.put(key, server));
  });
  await browser.storage.local.remove(Object.keys(left).map((server) => KEY + server));
}

/** @param {Record<string, unknown>} items of an area of `storage` @returns {Keys} */
function inArea(items) {
  return Object.fromEntries(
    Object.entries(items).flatMap(([name, key]) =>
      name.startsWith(KEY) ? [[name.slice(KEY.length), String(key)]] : [],
    ),
  );
}

/**
 * @param {string[]} servers their addresses
 * @returns {Promise<Keys>} the keys of those that there is one for
 */
export async function readKeys(servers) {
  const all = {
    ...(await stored()),
    ...inArea(await browser.storage.session.get(servers.map((server) => KEY + server))),
  };
  return Object.fromEntries(Object.entries(all).filter(([server]) => servers.includes(server)));
}

/** @returns {Promise<{ kept: string[], inMemory: string[] }>} the servers whose keys are on this computer, and in memory */
export async function keyedServers() {
  return { kept: Object.keys(await stored()), inMemory: Object.keys(inArea(await browser.storage.session.get(null))) };
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
  await stored();
  const inMemory = {
    put: () => browser.storage.session.set({ [KEY + server]: key }),
    remove: () => browser.storage.session.remove(KEY + server),
  };
  const onDisk = {
    put: () => inStore('readwrite', (store) => done(store.put(key, server))),
    remove: () => inStore('readwrite', (store) => done(store.delete(server))),
  };
  const [place, other] = forSession ? [inMemory, onDisk] : [onDisk, inMemory];
  // First to its new place, then away from the old one: a full disk must not cost the key.
  if (key) await place.put();
  else await place.remove();
  await other.remove();
}
