/** The queries that were opened last, in `storage.local`, where a person wants that. */
import { browser } from '../browser.js';

/** How many queries are remembered. */
const MOST_RECENT = 20;

/** A query that was opened. @typedef {{ url: string, words: string, at: number }} Recent */

/** @returns {Promise<Recent[]>} the queries that were opened last, the newest one first */
export async function readRecent() {
  const { recent } = await browser.storage.local.get('recent');
  return Array.isArray(recent) ? recent : [];
}

/** Remembers queries; what was asked before moves to the front. @param {Recent[]} queries */
export async function addRecent(queries) {
  const urls = queries.map(({ url }) => url);
  const older = (await readRecent()).filter(({ url }) => !urls.includes(url));
  await browser.storage.local.set({ recent: [...queries, ...older].slice(0, MOST_RECENT) });
}

/** Calls when the list changes. @param {() => void} listener */
export function onRecent(listener) {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && 'recent' in changes) listener();
  });
}

/** Forgets them. */
export async function clearRecent() {
  await browser.storage.local.remove('recent');
}
