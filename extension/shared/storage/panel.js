/** What the panel beside the page is to show, in `storage.session`: one name a window. */
import { browser } from '../browser.js';

/** The names begin with this; the window's number follows. */
const PANEL = 'panel:';

/**
 * Tells the panel of a window which selection to show.
 *
 * @param {number} windowId
 * @param {string} name the name that it was left under
 */
export async function showInPanel(windowId, name) {
  await browser.storage.session.set({ [PANEL + windowId]: { name, at: Date.now() } });
}

/**
 * Calls back with the name of a selection that the panel of a window is to show.
 *
 * @param {number} windowId
 * @param {(name: string) => void} show
 */
export function onPanel(windowId, show) {
  browser.storage.onChanged.addListener((changes, area) => {
    const told = /** @type {{ name: string } | undefined} */ (area === 'session' ? changes[PANEL + windowId]?.newValue : undefined);
    if (told) show(told.name);
  });
}
