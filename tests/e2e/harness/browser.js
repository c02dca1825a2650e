/**
 * A browser as the tests see it, the same for both.
 */
import { axe } from './axe.js';
import { gestureOn } from './gesture.js';
import { useMenu } from './menu.js';
import { Page } from './page.js';
import { expressionOf, outcomeOf } from './remote-code.js';
import { select } from './select.js';
import { DEFAULT_TIMEOUT, until } from './wait.js';

/** @typedef {import('./types.js').Driver} Driver */

/** A launched browser with the extension in it. Get one from `launch`. */
export class Browser {
  #backend;
  #native;
  #release;
  /** @type {WeakMap<Driver, Page>} */
  #pages = new WeakMap();

  /**
   * @param {import('./types.js').BrowserName} name
   * @param {import('./types.js').Backend} backend
   * @param {object} parts
   * @param {string} parts.profile
   * @param {string | null} parts.display
   * @param {import('./native.js').Native | null} parts.native
   * @param {(keepProfile: boolean) => Promise<void>} parts.release ends and removes what the launch made beside the
   *     browser
   */
  constructor(name, backend, { profile, display, native, release }) {
    this.name = name;
    this.profile = profile;
    this.display = display;
    this.extensionOrigin = backend.extensionOrigin;
    this.#backend = backend;
    this.#native = native;
    this.#release = release;
  }

  /**
   * A new tab in the foreground with the address fully loaded.
   * @param {string} url
   */
  async open(url) {
    return this.#page(await this.#backend.open(url));
  }

  /** Every tab, in the order of the tab strip; `active` is the one in the foreground of its window. */
  async tabs() {
    const tabs = await this.#backend.tabs();
    return tabs.map(({ url, active, driver }) => ({ url, active, page: this.#page(driver) }));
  }

  /**
   * The page of the first tab whose address pleases the predicate, now or later. It may still be loading.
   * @param {(url: string) => boolean} predicate
   * @param {number} [timeout] milliseconds
   */
  async waitForTab(predicate, timeout = DEFAULT_TIMEOUT) {
    /** @type {string[]} */
    let seen = [];
    const search = async () => {
      const tabs = await this.tabs();
      seen = tabs.map(({ url }) => url);
      return tabs.find(({ url }) => predicate(url))?.page;
    };
    return until(search, () => `a tab with ${String(predicate)} among ${seen.join(', ')}`, timeout);
  }

  /**
   * The point on the screen in the middle of the selection it made; see `Selectable`.
   * @param {Page} page
   * @param {import('./select.js').Selectable} what
   */
  select(page, what) {
    return select(page, this.#screen('select'), what);
  }

  /**
   * The point on the screen of what a triple click in the middle of an element selected: for text that no script can
   * reach, as in a closed shadow root.
   * @param {Page} page
   * @param {string} selector
   */
  async tripleClick(page, selector) {
    const origin = await page.driver.origin();
    const middle = await page.evaluate((where) => {
      const box = document.querySelector(where)?.getBoundingClientRect();
      if (!box) throw new Error(`there is no element "${where}"`);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }, selector);
    const point = { x: origin.x + middle.x, y: origin.y + middle.y };
    await this.#screen('tripleClick').click(point, 1, 3);
    await page.waitFor(() => getSelection()?.type === 'Range' || getSelection()?.type === 'Caret');
    return point;
  }

  /**
   * The point on the screen where a person's gesture ended: the pointer on the visible text of an element, and what the
   * gesture does there.
   * @param {Page} page
   * @param {import('./types.js').Gesture} gesture
   * @returns {Promise<import('./types.js').Point>}
   */
  gesture(page, gesture) {
    return gestureOn(page, this.#screen('gesture'), gesture);
  }

  /**
   * The labels of the extension's items where the browser tells them, after it used the native context menu at a point
   * of the screen; see `MenuChoice`.
   * @param {Page} page
   * @param {import('./types.js').Point} point
   * @param {import('./menu.js').MenuChoice} choice
   */
  menu(page, point, choice) {
    return useMenu(page, this.#screen('menu'), this.#backend, point, choice);
  }

  /**
   * Nothing; presses a combination in the browser's window, such as "alt+shift+s".
   * @param {string} combination in xdotool's words
   */
  async keys(combination) {
    await this.#screen('keys').key(combination);
  }

  /**
   * Nothing; writes a picture of the whole screen, for what is not in a page.
   * @param {string} file
   */
  async picture(file) {
    await this.#screen('picture').screenshot(file);
  }

  /**
   * Nothing; types into the address bar: the keyword, a space, the text, Return.
   * @param {string} keyword
   * @param {string} text
   */
  async omnibox(keyword, text) {
    const native = this.#screen('omnibox');
    await this.#backend.typeAddress(native, `${keyword} ${text}`);
    await native.key('Return');
  }

  /**
   * The result of `code` in the extension's background, which is started when it is stopped.
   * @template T, A
   * @param {((arg: A) => T | Promise<T>) | string} code
   * @param {A} [arg]
   * @returns {Promise<T>}
   */
  async background(code, arg) {
    return outcomeOf(await this.#backend.background(expressionOf(code, arg)));
  }

  /** Nothing; stops the service worker or event page, and resolves when it is gone. */
  async stopBackground() {
    await this.#backend.stopBackground();
  }

  /**
   * Nothing; takes what is in the extension's folder now, as an update does: its pages are closed, its background starts anew.
   * @param {string} folder that of the launch
   */
  async reload(folder) {
    await this.#backend.reload(folder);
  }

  /** "running" or "stopped", found out without waking it. */
  async backgroundState() {
    return this.#backend.backgroundState();
  }

  /**
   * The extension's real toolbar popup. With `keys`, the shortcut of `_execute_action` opens it, which gives the right
   * to read the tab as a click on the button does; otherwise action.openPopup(), which gives none.
   * @param {{ keys?: string }} [options] in xdotool's words
   */
  async openPopup({ keys } = {}) {
    return this.#page(await this.#backend.openPopup(keys === undefined ? null : () => this.keys(keys)));
  }

  /**
   * Nothing; makes the next permissions.request for the origin succeed without a prompt. Chromium remembers it for
   * this pattern, Firefox stops prompting for all. Neither gives the permission yet.
   * @param {string} pattern such as "http://127.0.0.1/*"
   */
  async grantHostPermission(pattern) {
    await this.#backend.grantHostPermission(pattern);
  }

  /**
   * The accessibility violations that axe finds in the page.
   * @param {Page} page
   * @param {{ disable?: string[] }} [options]
   */
  axe(page, { disable = [] } = {}) {
    return axe(page, disable);
  }

  /** The console.error calls, uncaught exceptions and unhandled rejections of pages and background so far. */
  async consoleErrors() {
    return this.#backend.consoleErrors();
  }

  /** Nothing; ends the browser as a user would, and removes what the launch made. A given profile is kept. */
  async close() {
    try {
      await this.#backend.close();
    } finally {
      await this.#release(false);
    }
  }

  /** Nothing; ends the browser by SIGKILL. The profile is kept, a temporary one until this process ends. */
  async kill() {
    await this.#backend.kill();
    await this.#release(true);
  }

  /** @param {Driver} driver */
  #page(driver) {
    const page = this.#pages.get(driver) ?? new Page(driver);
    this.#pages.set(driver, page);
    return page;
  }

  /** @param {string} method */
  #screen(method) {
    if (!this.#native) throw new Error(`${method}() needs a screen: launch with headful: true`);
    return this.#native;
  }
}
