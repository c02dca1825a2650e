/** "Find indicators on this page": the page opens at once, and asks for the text of the tab as soon as it is there. */
import { find, leave, leaveAgain } from '../shared/storage.js';
import { answering, runInTab } from '../tab/in-tab.js';
import { openPage } from './open.js';
import { WHOLE } from '../tab/page-scripts.js';
import { hostOf } from '../tab/selection.js';

/** The content of a frame. @typedef {{ text: string, host: string, url: string, closed: string[], cut: boolean }} PageWhole */
/** @typedef {import('../types/messages.js').Messages['page.read']['result']} PageRead */

/** How long a page may take to be read, in milliseconds: half a million cells take some seconds. */
const PATIENCE = 30_000;

/**
 * Opens our page for a tab. The click gave us the right to read the tab, and keeps it until the tab goes elsewhere.
 *
 * @param {chrome.tabs.Tab | undefined} tab
 */
export async function scanPage(tab) {
  const name = await leave({
    text: '',
    host: hostOf(tab?.url),
    note: null,
    reason: 'scan',
    problem: null,
    tab: tab?.id ?? -1,
  });
  await openPage(name, tab);
}

/**
 * Reads all frames of the tab that a handoff names, once; the page that is loaded again gets what was read.
 *
 * @param {string} name
 * @returns {Promise<PageRead>}
 */
export async function readScan(name) {
  const handoff = await find(name);
  if (!handoff) return { text: '', own: [], unread: [], note: 'refused' };
  const { text, note } = handoff;
  if (text || note) return { text, own: handoff.own ?? [], unread: handoff.unread ?? [], note };
  // None where the browser refuses: its own pages, the PDF viewer. The page says so.
  const target = await answering(handoff.tab ?? -1);
  /** @type {PageWhole[]} */
  const frames = (await runInTab(target, WHOLE, { patience: PATIENCE })) ?? [];
  const read = {
    text: frames.map((frame) => frame.text).join('\n'),
    own: [...new Set(frames.map((frame) => frame.host))].filter((host) => host !== ''),
    unread: closed(frames),
    note: /** @type {PageRead['note']} */ (
      frames.length === 0 ? 'refused' : frames.some((frame) => frame.cut) ? 'page_cut' : null
    ),
  };
  await leaveAgain(name, { ...handoff, ...read });
  return read;
}

/** The addresses of frames that nobody could read, without what follows their path. @param {PageWhole[]} frames */
function closed(frames) {
  const read = new Set(frames.map(({ url }) => url));
  const missing = frames.flatMap((frame) => frame.closed).filter((url) => !read.has(url));
  return [...new Set(missing.map((url) => hostOf(url) || url))];
}
