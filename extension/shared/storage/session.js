/** Makes room in `storage.session`: selections that were left earlier go. */
import { browser } from '../browser.js';

/** The names of selections that were left for pages begin with this. */
export const HANDOFF = 'handoff:';

/**
 * Keeps values until the browser closes. Where the browser's quota (10 MB for everything in `storage.session`) is
 * reached, selections left earlier make room.
 *
 * @param {Record<string, unknown>} values
 */
export async function setInSession(values) {
  try {
    await browser.storage.session.set(values);
  } catch (error) {
    console.error('No room in memory; selections that were left earlier make some:', error);
    const kept = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(kept.filter((name) => name.startsWith(HANDOFF) && !(name in values)));
    await browser.storage.session.set(values);
  }
}
