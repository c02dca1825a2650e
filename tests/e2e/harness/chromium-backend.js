/**
 * A running Chromium for `Browser`.
 */
import { chromiumDriver, evaluateIn } from './chromium-driver.js';
import { errorText } from './chromium-errors.js';
import { nestedSessions } from './chromium-session.js';
import { Workers } from './chromium-workers.js';
import { expressionOf, outcomeOf } from './remote-code.js';
import { DEFAULT_TIMEOUT, until, within } from './wait.js';

/**
 * @typedef {import('./types.js').Backend} Backend
 * @typedef {{ targetId: string, type: string, url: string }} TargetInfo
 * @typedef {{ driver: import('./types.js').Driver, target: string }} Tab
 */

/** @implements {Backend} */
export class ChromiumBackend {
  /** @type {WeakMap<import('playwright-core').Page, Promise<Tab>>} */
  #tabs = new WeakMap();
  /** @type {string[]} */
  #errors = [];
  /** @type {(method: string, params: any) => void} */
  #collect = (...event) => this.#errors.push(...errorText(...event));
  #context;
  #session;
  #group;
  #attach;
  #lister;
  #workers;

  /**
   * @param {import('playwright-core').BrowserContext} context
   * @param {import('playwright-core').CDPSession} session the browser's
   * @param {import('./group.js').Group} group
   * @param {[string, string]} origins the extension's and the tab lister's
   */
  constructor(context, session, group, [extensionOrigin, lister]) {
    this.extensionOrigin = extensionOrigin;
    this.#context = context;
    this.#session = session;
    this.#group = group;
    this.#lister = lister;
    this.#attach = nestedSessions(session);
    this.#workers = new Workers(context, session, this.#attach, this.#collect);
    // Playwright's own limit is half of ours.
    context.setDefaultTimeout(DEFAULT_TIMEOUT);
    context.setDefaultNavigationTimeout(DEFAULT_TIMEOUT);
    context.on('console', (message) => {
      // A failed load is a console error in Chromium only; and workers have a session of their own.
      const network = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && message.page() && !network) this.#errors.push(message.text());
    });
    context.on('weberror', (webError) => this.#errors.push(String(webError.error())));
  }

  /** Nothing; resolves when the workers of both extensions run. */
  async ready() {
    await this.#workers.watch(this.extensionOrigin);
    await this.#workers.start(this.extensionOrigin);
    await this.#workers.start(this.#lister);
  }

  /** @param {string} url */
  async open(url) {
    const page = await this.#context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    return (await this.#tab(page)).driver;
  }

  /** @returns {Promise<{ url: string, active: boolean, driver: import('./types.js').Driver }[]>} */
  async tabs() {
    // A tab that has just been opened is in the strip before Playwright has a page for it.
    return until(async () => {
      const listed = await this.#strip();
      const tabs = await Promise.all(this.#context.pages().map((page) => this.#tabUnlessClosed(page)));
      const found = listed.map(({ url, active, target }) => {
        return { url, active, driver: /** @type {any} */ (tabs.find((tab) => tab?.target === target)?.driver) };
      });
      return found.every(({ driver }) => driver) && found;
    }, 'Playwright to have a page for every tab');
  }

  /** @returns {Promise<{ url: string, active: boolean, target: string }[]>} the tab strip, as the browser has it */
  async #strip() {
    return outcomeOf(await this.#workers.evaluate(this.#lister, expressionOf('() => listTabs()', null)));
  }

  /** @param {string} expression */
  async background(expression) {
    return this.#workers.evaluate(this.extensionOrigin, expression);
  }

  async stopBackground() {
    await this.#workers.stop(this.extensionOrigin);
  }

  async reload() {
    // Outside developer mode an unpacked extension that loads itself anew is disabled (Chromium 156, 2026-11-28).
    await this.#onExtensionsPage(`() => chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })`);
    await this.#workers.reload(this.extensionOrigin);
  }

  async backgroundState() {
    return this.#workers.state(this.extensionOrigin);
  }

  /** @param {(() => Promise<void>) | null} press what opens it; null for action.openPopup() */
  async openPopup(press) {
    const pages = async () => {
      const { targetInfos } = await this.#session.send('Target.getTargets');
      return targetInfos.filter(({ type, url }) => type === 'page' && url.startsWith(`${this.extensionOrigin}/`));
    };
    const before = new Set((await pages()).map(({ targetId }) => targetId));
    if (press) await press();
    else outcomeOf(await this.background(expressionOf('() => chrome.action.openPopup()', null)));
    const popup = await until(
      async () => (await pages()).find(({ targetId }) => !before.has(targetId)),
      'the toolbar popup',
    );
    const session = await this.#attach(popup.targetId, this.#collect);
    await session.send('Runtime.enable');
    await until(
      async () => (await evaluateIn(session, `document.readyState`)) === 'complete',
      'the toolbar popup to be loaded',
    );
    return chromiumDriver(session, null, () => this.#closeTarget(popup.targetId));
  }

  /**
   * There is no flag for this, and the dialog cannot be reached headless; the extensions page has the right.
   * @param {string} pattern
   */
  async grantHostPermission(pattern) {
    await this.#onExtensionsPage(`([id, pattern]) => chrome.developerPrivate.addHostPermission(id, pattern)`, pattern);
  }

  /** Runs code for the extension on the extensions page, which may do more than others. @param {string} code takes the extension's id and `arg` @param {string} [arg] */
  async #onExtensionsPage(code, arg = '') {
    const url = 'chrome://extensions/';
    const { targetId } = await this.#session.send('Target.createTarget', { url, background: true });
    const session = await this.#attach(targetId);
    const [id] = this.extensionOrigin.split('/').slice(-1);
    const ready = `String(document.readyState === 'complete' && typeof chrome.developerPrivate === 'object')`;
    await until(async () => (await evaluateIn(session, ready)) === 'true', `${url} to be loaded`);
    outcomeOf(await evaluateIn(session, expressionOf(code, [id, arg])));
    await this.#closeTarget(targetId);
  }

  /** Chromium's native menu is no document: nobody can ask for its items. */
  async menuLabels() {
    return null;
  }

  /**
   * Focus by a click, not by Ctrl+L: that key goes through the page first, and the text would overtake it.
   * @param {import('./native.js').Native} native
   * @param {string} words
   */
  async typeAddress(native, words) {
    const active = (await this.tabs()).find((tab) => tab.active);
    if (!active) throw new Error('no tab is in the foreground');
    const { x, y } = await active.driver.origin();
    await native.click({ x: x + 500, y: y - 23 }); // The middle of the toolbar, which is 46 pixels high.
    await native.key('ctrl+a');
    await native.type(words);
  }

  async consoleErrors() {
    return [...this.#errors];
  }

  async close() {
    try {
      await within(this.#context.close(), 'Chromium to close');
    } finally {
      await this.#group.stop();
    }
  }

  async kill() {
    const closed = new Promise((resolve) => this.#context.once('close', resolve));
    await this.#group.kill();
    await within(closed, 'Playwright to notice that Chromium has gone');
  }

  /**
   * The driver and target of a page, the same at each call.
   * @param {import('playwright-core').Page} page
   * @returns {Promise<Tab>}
   */
  #tab(page) {
    const make = async () => {
      const session = await this.#context.newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      const target = targetInfo.targetId;
      const close = async () => {
        await page.close();
        await until(
          async () => !(await this.#strip()).some((tab) => tab.target === target),
          'the tab to leave the strip',
        );
      };
      return { driver: chromiumDriver(session, page, close), target };
    };
    const tab = this.#tabs.get(page) ?? make();
    this.#tabs.set(page, tab);
    return tab;
  }

  /** @param {import('playwright-core').Page} page */
  async #tabUnlessClosed(page) {
    try {
      return await this.#tab(page);
    } catch (error) {
      if (page.isClosed()) return undefined;
      throw error;
    }
  }

  /** @param {string} targetId */
  async #closeTarget(targetId) {
    await this.#session.send('Target.closeTarget', { targetId });
    await until(async () => {
      const { targetInfos } = await this.#session.send('Target.getTargets');
      return !targetInfos.some((target) => target.targetId === targetId);
    }, 'the page to be closed');
  }
}
