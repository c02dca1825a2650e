/** Runs scripts in the frames of a tab, with the access that a click or a shortcut gives. */
import { browser } from '../shared/browser.js';

/**
 * How long a refusal may only be an access that comes late: the pauses between tries, in milliseconds. Chromium tells
 * the shortcut before it has told the page's process that we may read it: on a busy machine 18 of 120 presses were
 * refused, or found no frame, and found the same page open a moment later (measured with Chromium 156, 2026-11; look
 * again: 2027-11).
 */
const LATE = [10, 20, 40, 80, 160];

/** How long a page may take to answer, in milliseconds: a script of its own may never end. */
const PATIENCE = 2_000;

/** The addresses that can open at all; pages of the browser and of other extensions never do. */
const READABLE = ['http:', 'https:', 'file:', 'ftp:'];

/**
 * The result of the last of some scripts in each frame that can be read; null where the browser refuses all of them, or
 * where the page does not answer.
 *
 * @template T
 * @param {chrome.scripting.InjectionTarget} target
 * @param {string[]} files the scripts, from the root of the extension
 * @param {{ patience?: number }} [how] how long the page may take, in milliseconds
 * @returns {Promise<T[] | null>}
 */
export async function runInTab(target, files, { patience = PATIENCE } = {}) {
  const asked = Date.now();
  for (const pause of [...LATE, null]) {
    const results = await inject(target, files, patience - (Date.now() - asked));
    if (results !== 'refused') return results;
    if (pause === null || !(await mayOpenYet(target.tabId))) return null;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return null;
}

/**
 * @template T
 * @param {chrome.scripting.InjectionTarget} target
 * @param {string[]} files
 * @param {number} patience
 * @returns {Promise<T[] | 'refused' | null>}
 */
async function inject(target, files, patience) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  try {
    // At once: a page that never ends loading would be waited for else.
    const results = await Promise.race([
      browser.scripting.executeScript({ target, files, injectImmediately: true }),
      late,
    ]);
    if (!results) {
      console.debug('A tab did not answer.');
      return null;
    }
    // No frame at all is a refusal too: every page has one.
    for (const { error } of /** @type {{ error?: unknown }[]} */ (results))
      if (error) console.error('A page was not read:', error);
    return results.length > 0
      ? results.flatMap((/** @type {{ result?: unknown }} */ { result }) => (result ? [/** @type {T} */ (result)] : []))
      : 'refused';
  } catch (error) {
    // Expected on pages that no extension may read; the caller says so, or has the browser's own copy of the selection.
    console.debug('A tab was not read:', error);
    return 'refused';
  } finally {
    clearTimeout(timer);
  }
}

/** @param {number} id a tab */
async function mayOpenYet(id) {
  const tab = await browser.tabs.get(id).catch(() => null);
  // Without the access the address is not told either.
  return tab !== null && (!tab.url || (URL.canParse(tab.url) && READABLE.includes(new URL(tab.url).protocol)));
}

/**
 * A target with all frames of a tab, or with its outermost frame alone, where one of the others does not answer: the
 * browser waits for all of them.
 *
 * @param {number} tabId
 * @returns {Promise<chrome.scripting.InjectionTarget>}
 */
export async function answering(tabId) {
  const all = /** @type {const} */ ({ tabId, allFrames: true });
  return (await runInTab(all, ['/page/here.js'])) ? all : { tabId, frameIds: [0] };
}

/** @returns {Promise<chrome.tabs.Tab | undefined>} the tab that a person looks at */
export async function activeTab() {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  return tab;
}
