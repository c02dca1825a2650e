/** The panel beside the page: Chromium calls it side panel, Firefox sidebar. */
import { browser } from './browser.js';

/** What Firefox has in place of Chromium's side panel. @typedef {{ open: () => Promise<void>, isOpen: (of: { windowId: number }) => Promise<boolean> }} Sidebar */
const sidebar = /** @type {{ sidebarAction?: Sidebar }} */ (browser).sidebarAction;

/** Whether the browser has one. */
export const hasPanel = Boolean(browser.sidePanel ?? sidebar);

/** Opens it; only within a click. @param {number} windowId */
export async function openPanel(windowId) {
  if (sidebar) await sidebar.open();
  else await browser.sidePanel.open({ windowId });
}

/** @param {number} windowId @returns {Promise<boolean>} whether it is open in a window */
export async function isPanelOpen(windowId) {
  if (sidebar) return sidebar.isOpen({ windowId });
  if (!browser.sidePanel) return false;
  const contexts = await browser.runtime.getContexts({ contextTypes: [/** @type {any} */ ('SIDE_PANEL')] });
  return contexts.some((context) => context.windowId === windowId);
}
