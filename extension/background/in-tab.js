/** Runs a function in the frames of a tab, with the access that a click or a shortcut gives. */
import { browser } from '../shared/browser.js';

/**
 * How long a refusal may only be an access that comes late: the pauses between tries, in milliseconds. Chromium tells
 * the shortcut before it has told the page's process that we may read it: on a busy machine 18 of 120 presses were
 * refused, or found no frame, and found the same page open a moment later (measured with Chromium 156, 2026-11; look
 * again: 2027-11).
 */
const LATE = [10, 20, 40, 80, 160];

/** The addresses that can open at all; pages of the browser and of other extensions never do. */
const READABLE = ['http:', 'https:', 'file:', 'ftp:'];

/**
 * What the function gave in each frame that can be read; null where the browser refuses all of them.
 *
 * @template T
 * @param {chrome.scripting.InjectionTarget} target
 * @param {() => T | Promise<T>} func
 * @returns {Promise<T[] | null>}
 */
export async function runInTab(target, func) {
  for (const pause of [...LATE, null]) {
    const results = await inject(target, func);
    if (results || pause === null || !(await mayOpenYet(target.tabId))) return results;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return null;
}

/**
 * @template T
 * @param {chrome.scripting.InjectionTarget} target
 * @param {() => T | Promise<T>} func
 * @returns {Promise<T[] | null>}
 */
async function inject(target, func) {
  try {
    const results = await browser.scripting.executeScript({ target, func });
    // No frame at all is a refusal too: every page has one.
    return results.length > 0 ? results.flatMap(({ result }) => (result ? [/** @type {T} */ (result)] : [])) : null;
  } catch (error) {
    // Expected on pages that no extension may read; the caller says so, or has the browser's own copy of the selection.
    console.debug('A tab was not read:', error);
    return null;
  }
}

/** @param {number} id a tab */
async function mayOpenYet(id) {
  const tab = await browser.tabs.get(id).catch(() => null);
  // Without the access the address is not told either.
  return tab !== null && (!tab.url || (URL.canParse(tab.url) && READABLE.includes(new URL(tab.url).protocol)));
}
