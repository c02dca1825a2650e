/** Opens tabs: queries where the settings say, our own page beside the tab that asked for it. */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { describe } from '../shared/describe.js';
import { offer } from '../shared/messages.js';
import { addRecent, readRecent, readSettings, rememberedTab, rememberTab } from '../shared/storage.js';
import { settingsAt } from './settings-actions.js';

/** @typedef {import('../wasm/secdo.js').Tabs} Tabs */
/** @typedef {`${chrome.omnibox.OnInputEnteredDisposition}`} Disposition */

/**
 * Opens a query.
 *
 * @param {string} url as the core built it
 * @param {Tabs} where
 * @param {chrome.tabs.Tab | undefined} tab the tab that asked for it
 * @param {Disposition} [disposition] where the address bar wants it; stronger than the settings
 */
export async function openUrl(url, where, tab, disposition) {
  if (disposition) return openByAddressBar(url, tab, disposition);
  if (where === 'window') {
    const opened = await browser.windows.create({ url });
    return remember(opened?.tabs?.[0]);
  }
  if (where === 'reuse' && (await openAgain(url))) return undefined;
  return remember(await browser.tabs.create({ url, active: where !== 'background', ...beside(tab) }));
}

/**
 * Opens the queries that a person picked or built. The core builds their URLs here once more, so that no URL comes
 * from a page.
 *
 * @param {import('../types/messages.js').Messages['queries.open']['params']} asked
 * @returns {Promise<{ opened: number }>}
 */
export async function openQueries(asked) {
  const secdo = await core();
  const settings = await settingsAt(asked.server);
  const answer = 'picks' in asked ? secdo.ask(asked.picks, ...settings) : secdo.build(asked.draft, ...settings);
  const { tabs: where, recent } = secdo.loadSettings(...settings).settings;
  // Queries of a Cortex XDR share the page that they are pasted into.
  const urls = [...new Set(answer.queries.flatMap(({ url }) => (url ? [url] : [])))];
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  // One after the other, so that they stand in their order; only the first one comes to the front.
  for (const [index, url] of urls.entries()) {
    const place = index === 0 ? where : where === 'window' ? 'window' : 'background';
    await openUrl(url, place, tab && index > 0 ? { ...tab, index: tab.index + index } : tab);
  }
  if (recent) await note(answer.queries, tab);
  return { opened: urls.length };
}

/**
 * Remembers queries that were opened, which is for a person who wants that. What is asked in a private window is forgotten
 * with it.
 *
 * @param {import('../wasm/secdo.js').Answer['queries']} queries
 * @param {chrome.tabs.Tab | undefined} tab the tab that asked for them
 */
export async function note(queries, tab) {
  if (tab?.incognito || isForPrivate(tab)) return;
  try {
    // An address of a Cortex XDR does not say what was asked.
    await addRecent(
      queries.flatMap((query) =>
        query.url && !query.xql ? [{ url: query.url, words: describe(query), at: Date.now() }] : [],
      ),
    );
  } catch (error) {
    // The query is open; that it is not in the list is no reason to say that it is not.
    console.error('A query could not be remembered:', error);
  }
}

/** Opens a query of the list again, as it was built then. @param {string} url */
export async function openRecent(url) {
  const query = (await readRecent()).find((one) => one.url === url);
  if (!query) return null;
  const [secdo, settings] = [await core(), await readSettings()];
  // A server that was taken away, or that a policy refuses, is asked no more.
  secdo.serverOf(url, ...settings);
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  await openUrl(url, secdo.loadSettings(...settings).settings.tabs, tab);
  return null;
}

/**
 * Opens the page on a selection that was left for it: in the panel where that is open, else in a tab.
 *
 * @param {string} name
 * @param {chrome.tabs.Tab | undefined} tab
 * @param {Disposition} [disposition]
 */
export async function openPage(name, tab, disposition) {
  if (tab && (await offer('panel.show', { windowId: tab.windowId, name }))) return;
  const url = browser.runtime.getURL(
    `popup/popup.html?from=${encodeURIComponent(name)}${isElsewhere(tab) ? PRIVATE : ''}`,
  );
  if (disposition === 'currentTab' && tab?.id !== undefined && !isElsewhere(tab))
    await browser.tabs.update(tab.id, { url });
  else await browser.tabs.create({ url, active: true, ...(isElsewhere(tab) ? {} : beside(tab)) });
}

/** How the address of a page ends that opens in an ordinary window for a private one. */
const PRIVATE = '&private';

/** @param {chrome.tabs.Tab | undefined} tab */
function isForPrivate(tab) {
  return Boolean(tab?.url?.startsWith(browser.runtime.getURL('')) && tab.url.endsWith(PRIVATE));
}

/** Whether a page of ours opens in another window than the tab's: Chromium has none in private windows (https://developer.chrome.com/docs/extensions/reference/manifest/incognito). @param {chrome.tabs.Tab | undefined} tab */
function isElsewhere(tab) {
  return Boolean(tab?.incognito && browser.offscreen);
}

/** @param {string} url @param {chrome.tabs.Tab | undefined} tab @param {Disposition} disposition */
async function openByAddressBar(url, tab, disposition) {
  if (disposition === 'currentTab' && tab?.id !== undefined)
    return remember(await browser.tabs.update(tab.id, { url }));
  return remember(await browser.tabs.create({ url, active: disposition !== 'newBackgroundTab', ...beside(tab) }));
}

/**
 * Shows the query in the tab that SECDO was opened in last; false when that tab is gone.
 *
 * @param {string} url
 */
async function openAgain(url) {
  const id = await rememberedTab();
  if (id === undefined) return false;
  try {
    const tab = await browser.tabs.update(id, { url, active: true });
    if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
    return true;
  } catch {
    // The browser's way to say that the tab was closed.
    return false;
  }
}

/** @param {chrome.tabs.Tab | undefined} tab */
async function remember(tab) {
  if (tab?.id !== undefined) await rememberTab(tab.id);
}

/** @param {chrome.tabs.Tab | undefined} tab */
function beside(tab) {
  if (!tab || tab.id === undefined || tab.id < 0) return {};
  return { index: tab.index + 1, windowId: tab.windowId, openerTabId: tab.id };
}
