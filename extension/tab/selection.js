/**
 * The meaning of a click on its page.
 *
 * `info.selectionText` is not the selection: Chromium turns line breaks and tabs into spaces, Firefox cuts it at 16,384
 * UTF-16 units, both run the cells of grids together. So the page is read in the clicked frame, with the access that the
 * click grants, and the core decides by that evidence. Where reading is refused (frames of another origin, the PDF
 * viewer), what the browser tells serves.
 */
import { click as clickModule } from '../click.js';
import { activeTab, runInTab } from './in-tab.js';
import { AT_CLICK } from './page-scripts.js';
import { warm } from './warm.js';

/** @typedef {import('../shared/storage.js').SettingsTexts} SettingsTexts */
/** @typedef {import('../types/messages.js').Selection} Selection */
/** @typedef {import('../wasm/click.js').PageEvidence} PageEvidence */
/** @typedef {import('../wasm/click.js').PageClick} PageClick */

/**
 * The meaning of a click on an item of the context menu.
 *
 * @param {chrome.contextMenus.OnClickData} info
 * @param {chrome.tabs.Tab | undefined} tab
 * @param {{ whole?: boolean, settings?: Promise<SettingsTexts> }} [how] whether a row is wanted rather than one value of it;
 *   the settings, where a query follows
 * @returns {Promise<Selection & { page: boolean }>}
 */
export async function selectionOfClick(info, tab, { whole = false, settings } = {}) {
  // In the menu of our own button: the page is as a shortcut finds it.
  if (info.frameId === undefined && !info.selectionText && !info.linkUrl) return selectionOfTab(tab, 'keys', settings);
  const host = hostOf(info.frameUrl ?? info.pageUrl ?? tab?.url);
  const click = {
    gesture: /** @type {const} */ ('menu'),
    selected: info.selectionText ?? '',
    link: info.linkUrl ?? null,
    whole,
  };
  return meant(tab, { frameIds: [info.frameId ?? 0] }, click, host, settings);
}

/**
 * The selection in a tab, in whichever of its frames has the focus, and for a shortcut else what the pointer is on.
 * That the tab may not be read is another thing than that nothing is selected, and is said.
 *
 * @param {chrome.tabs.Tab | undefined} tab
 * @param {'keys' | 'popup'} gesture
 * @param {Promise<SettingsTexts>} [settings] where a query follows
 * @returns {Promise<Selection & { page: boolean }>}
 */
export async function selectionOfTab(tab, gesture, settings) {
  const click = { gesture, selected: '', link: null, whole: false };
  return meant(tab, { allFrames: true }, click, hostOf(tab?.url), settings);
}

/**
 * The selection in the active tab, for the popup, which opens on any tab: one that may not be read is none of its business.
 *
 * @returns {Promise<Selection>}
 */
export async function selectionOfActive() {
  const { page: _page, ...selection } = await selectionOfTab(await activeTab(), 'popup');
  return selection.note === 'refused' ? { ...selection, note: null } : selection;
}

/**
 * @param {chrome.tabs.Tab | undefined} tab
 * @param {{ frameIds: number[] } | { allFrames: true }} where
 * @param {PageClick} click
 * @param {string} host
 * @param {Promise<SettingsTexts>} [settings]
 */
async function meant(tab, where, click, host, settings) {
  const module = clickModule();
  const readable = tab?.id !== undefined && tab.id >= 0;
  /** @type {PageEvidence[]} */
  let frames = [];
  if (readable) {
    const reading = read({ tabId: /** @type {number} */ (tab.id), ...where });
    if (settings) void warm(click, settings, reading);
    frames = await reading;
  }
  const { page, text, part, record, note } = (await module).meant(frames, click);
  return { page, text, host, note: readable || note !== 'refused' ? note : null, part, record };
}

/**
 * The evidence of the frames of a tab. The outermost is asked first, and tells enough as a rule: a page may have hundreds
 * of others, and one that hangs.
 *
 * @param {chrome.scripting.InjectionTarget} target
 * @returns {Promise<PageEvidence[]>}
 */
async function read(target) {
  /** @type {PageEvidence[] | null} */
  const outermost = target.allFrames ? await runInTab({ tabId: target.tabId, frameIds: [0] }, AT_CLICK) : null;
  if (outermost && (await clickModule()).tells(outermost)) return outermost;
  return (await runInTab(target, AT_CLICK)) ?? outermost ?? [];
}

/** The host of an address, with its port; empty where there is none. @param {string | undefined} address */
export function hostOf(address) {
  return address && URL.canParse(address) ? new URL(address).host : '';
}
