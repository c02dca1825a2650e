/**
 * A running Firefox for `Browser`.
 */
import { evaluateIn, firefoxDriver } from './firefox-driver.js';
import { EXTENSION_UUID } from './firefox-prefs.js';
import * as chrome from './firefox-privileged.js';
import { expressionOf, NavigatedError, outcomeOf } from './remote-code.js';
import { until } from './wait.js';

/**
 * @typedef {import('./types.js').Backend} Backend
 * @typedef {import('./types.js').Driver} Driver
 */

/** @implements {Backend} */
export class FirefoxBackend {
  extensionOrigin = `moz-extension://${EXTENSION_UUID}`;
  /** @type {Map<string, Driver>} */
  #drivers = new Map();
  #bidi;
  #group;
  #extensionId;
  #window;

  /**
   * @param {import('./bidi.js').Bidi} bidi with a session
   * @param {import('./group.js').Group} group
   * @param {string} extensionId the gecko id
   * @param {string} window the BiDi id of Firefox's own window
   */
  constructor(bidi, group, extensionId, window) {
    this.#bidi = bidi;
    this.#group = group;
    this.#extensionId = extensionId;
    this.#window = window;
  }

  /**
   * Nothing; installs the extension, and resolves when its background runs.
   * @param {string} folder
   */
  async install(folder) {
    await this.#privileged(chrome.showExtensionViews, this.#extensionId);
    await this.#privileged(chrome.collectErrors);
    await this.#bidi.send('webExtension.install', { extensionData: { type: 'path', path: folder } });
    await this.#backgroundId();
  }

  /**
   * Nothing; a temporary add-on is loaded anew by installing it over itself.
   * @param {string} folder
   */
  async reload(folder) {
    await this.#bidi.send('webExtension.install', { extensionData: { type: 'path', path: folder } });
    await this.#backgroundId();
  }

  /** @param {string} url */
  async open(url) {
    const { context } = await this.#bidi.send('browsingContext.create', { type: 'tab', background: true });
    await this.#driver(context).bringToFront();
    // Firefox emits no load events for moz-extension pages (153, 2026-11-24): these are asked until they are there.
    const own = url.startsWith('moz-extension:');
    await this.#bidi.send('browsingContext.navigate', { context, url, wait: own ? 'none' : 'complete' });
    if (own) await this.#loaded(context, url);
    return this.#driver(context);
  }

  async tabs() {
    /** @type {{ url: string, active: boolean, id: string }[]} */
    const tabs = await this.#privileged(chrome.listTabs);
    return tabs.map(({ url, active, id }) => ({ url, active, driver: this.#driver(id) }));
  }

  /** @param {string} expression */
  async background(expression) {
    return evaluateIn(this.#bidi, await this.#backgroundId(), expression);
  }

  async stopBackground() {
    await this.#privileged(chrome.terminateBackground, this.#extensionId);
    await until(
      async () => (await this.#privileged(chrome.backgroundState, this.#extensionId)) === 'stopped',
      'the event page to be stopped',
    );
  }

  /** @returns {Promise<'running' | 'stopped'>} */
  async backgroundState() {
    const state = await this.#privileged(chrome.backgroundState, this.#extensionId);
    return state === 'stopped' ? 'stopped' : 'running';
  }

  /** @param {(() => Promise<void>) | null} press what opens it; null for action.openPopup() */
  async openPopup(press) {
    const which = { extensionId: this.#extensionId, type: 'popup' };
    if (press) await press();
    else outcomeOf(await this.background(expressionOf('() => browser.action.openPopup()', null)));
    const context = await until(() => this.#privileged(chrome.viewId, which), 'the toolbar popup');
    await this.#loaded(context, 'the toolbar popup');
    const close = () => this.#privileged(chrome.hidePopup, this.#extensionId);
    return firefoxDriver(this.#bidi, context, (...call) => this.#privileged(...call), close);
  }

  /** The pattern does not matter: Firefox can only be told to ask for none at all. */
  async grantHostPermission() {
    await this.#privileged(chrome.grantSilently);
  }

  async menuLabels() {
    return until(() => this.#privileged(chrome.menuLabels, this.#extensionId), 'the context menu to be fully open');
  }

  /**
   * @param {import('./native.js').Native} native
   * @param {string} words
   */
  async typeAddress(native, words) {
    const bar = () => this.#privileged(chrome.addressBar);
    await native.key('ctrl+l');
    await until(async () => (await bar()).focused, 'the address bar to take the focus');
    await native.type(words);
    await until(async () => (await bar()).value === words, `the address bar to hold "${words}"`);
  }

  async consoleErrors() {
    return this.#privileged(chrome.collectedErrors);
  }

  async close() {
    try {
      await this.#bidi.send('browser.close', {});
      await this.#group.gone();
    } finally {
      await this.#group.kill();
      this.#bidi.close();
    }
  }

  async kill() {
    await this.#group.kill();
    this.#bidi.close();
  }

  /**
   * The result of `code` in Firefox's own window.
   * @param {Function} code
   * @param {unknown} [arg]
   */
  async #privileged(code, arg) {
    return outcomeOf(await evaluateIn(this.#bidi, this.#window, expressionOf(code, arg)));
  }

  /** The BiDi id of the background page, which is started when it is stopped. */
  async #backgroundId() {
    const which = { extensionId: this.#extensionId, type: 'background' };
    return until(async () => {
      const state = await this.#privileged(chrome.backgroundState, this.#extensionId);
      if (state === 'stopped') await this.#privileged(chrome.wakeBackground, this.#extensionId);
      return state === 'running' && this.#privileged(chrome.viewId, which);
    }, 'the event page to run');
  }

  /**
   * Nothing; resolves when the page has loaded.
   * @param {string} context
   * @param {string} what
   */
  async #loaded(context, what) {
    const ready = `String(location.protocol === 'moz-extension:' && document.readyState === 'complete')`;
    await until(async () => {
      try {
        return (await evaluateIn(this.#bidi, context, ready)) === 'true';
      } catch (error) {
        if (error instanceof NavigatedError) return false;
        throw error;
      }
    }, `${what} to be loaded`);
  }

  /** @param {string} context */
  #driver(context) {
    const make = () => firefoxDriver(this.#bidi, context, (...call) => this.#privileged(...call));
    const driver = this.#drivers.get(context) ?? make();
    this.#drivers.set(context, driver);
    return driver;
  }
}
