/** The browser's extension interface: the only file that names it. Promises in every browser we support. */

/** @type {typeof chrome} */
export const browser = /** @type {{ browser?: typeof chrome }} */ (globalThis).browser ?? chrome;

/** The context menu, which Firefox calls by a name of its own. */
export const menus = /** @type {{ menus?: typeof chrome.contextMenus }} */ (/** @type {unknown} */ (browser)).menus ?? browser.contextMenus;
