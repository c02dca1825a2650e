/**
 * The selection, exactly as it is on the page.
 *
 * `info.selectionText` is not that: Chromium turns line breaks and tabs into spaces, Firefox cuts it at 16,384 UTF-16
 * units. So the selection is read in the clicked frame, with the access to the page that the click grants. Where that
 * is refused (frames of another origin, the PDF viewer), `info.selectionText` serves.
 */
import { readSelection } from './in-page.js';
import { runInTab } from './in-tab.js';

/** @typedef {import('../types/messages.js').Selection} Selection */

/** Where Firefox cuts `info.selectionText`, in UTF-16 units (measured with Firefox 153, 2026-11; look again: 2027-11). */
const FIREFOX_CUT = 16_384;

/**
 * What was selected where the menu was opened, or the address of the link that it was opened on.
 *
 * @param {chrome.contextMenus.OnClickData} info
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {Promise<Selection>}
 */
export async function selectionOfClick(info, tab) {
  const host = hostOf(info.frameUrl ?? info.pageUrl ?? tab?.url);
  if (!info.selectionText && info.linkUrl) return { text: info.linkUrl, host, note: null };
  const given = info.selectionText ?? '';
  if (tab?.id !== undefined && tab.id >= 0) {
    const [read] = (await runInTab({ tabId: tab.id, frameIds: [info.frameId ?? 0] }, readSelection)) ?? [];
    if (read?.password) return { text: '', host, note: 'password' };
    if (read?.text) return { text: read.text, host, note: null };
  }
  return { text: given, host, note: given.length === FIREFOX_CUT ? 'cut' : null };
}

/**
 * What is selected in a tab, in whichever of its frames has the focus. That the tab may not be read is another thing than
 * that nothing is selected, and is said.
 *
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {Promise<Selection>}
 */
export async function selectionOfTab(tab) {
  const host = hostOf(tab?.url);
  if (tab?.id === undefined || tab.id < 0) return { text: '', host, note: null };
  const reads = await runInTab({ tabId: tab.id, allFrames: true }, readSelection);
  if (!reads) return { text: '', host, note: 'refused' };
  // The focused frame is the last of those that have the focus: its parents have it too.
  const read = reads.findLast((one) => one.focused && (one.text || one.password)) ?? reads.find((one) => one.text) ?? reads.find((one) => one.password);
  if (read?.password) return { text: '', host, note: 'password' };
  return { text: read?.text ?? '', host, note: null };
}

/** The host of an address, with its port; empty where there is none. @param {string | undefined} address */
export function hostOf(address) {
  return address && URL.canParse(address) ? new URL(address).host : '';
}
