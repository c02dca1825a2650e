/** A browser with the extension, a stand-in SECDO server and its consoles: what every end-to-end test starts with. */
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { EXAMPLE_KEY } from '../standin/alert-rules.js';
import { start } from '../standin/server.js';
import { launch } from './harness/index.js';
import { until } from './harness/wait.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where screenshots are kept for people to look at. */
export const SCREENSHOTS = join(root, 'dist/screenshots');

/** The folder of the unpacked extension for each browser. */
export const EXTENSION = { chromium: join(root, 'dist/chrome'), firefox: join(root, 'dist/firefox') };

/**
 * The folder of a copy of the extension that may copy from the start: Chromium asks for that in a dialog of its own, which
 * is deaf at first, for a while that nobody can measure from outside.
 *
 * @param {import('./harness/index.js').BrowserName} name
 */
export async function withCopying(name) {
  const folder = await mkdtemp(join(tmpdir(), 'secdo-everyday-'));
  await cp(EXTENSION[name], folder, { recursive: true });
  if (name === 'firefox') return folder;
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  const optional = manifest.optional_permissions.filter(
    (/** @type {string} */ permission) => permission !== 'clipboardWrite',
  );
  await writeFile(
    file,
    JSON.stringify({
      ...manifest,
      permissions: [...manifest.permissions, 'clipboardWrite'],
      optional_permissions: optional,
    }),
  );
  return folder;
}

/** The access key of our item in the context menu. */
export const MENU_KEY = 'i';

/** The shortcut that opens the toolbar's popup. */
export const POPUP_KEYS = 'alt+shift+u';

/** A page of a tab. @typedef {Awaited<ReturnType<import('./harness/browser.js').Browser['open']>>} Page */

/** The stand-in. @typedef {Awaited<ReturnType<typeof start>>} Server */

/** A running session; `stop` ends everything it started. */
export class Session {
  /** The tabs that were there before the last click. @type {Set<Page>} */
  #before = new Set();

  /**
   * @param {import('./harness/index.js').BrowserName} name
   * @param {import('./harness/browser.js').Browser} browser
   * @param {Server} server
   */
  constructor(name, browser, server) {
    this.name = name;
    this.browser = browser;
    this.server = server;
  }

  /**
   * A session whose extension knows the stand-in as its server, unless `configured` is false.
   *
   * @param {import('./harness/index.js').BrowserName} name
   * @param {{ configured?: boolean, profile?: string, server?: Server, insecureCerts?: boolean, home?: string, extension?: string }} [options]
   */
  static async start(
    name,
    { configured = true, profile, home, extension = EXTENSION[name], server: given, insecureCerts = false } = {},
  ) {
    await mkdir(SCREENSHOTS, { recursive: true });
    // Without kept connections, since Chromium repeats a POST by itself when one of them breaks.
    const server = given ?? (await start({ keepAlive: false }));
    const isFirst = home === undefined && (profile === undefined || (await readdir(profile)).length === 0);
    try {
      const options = {
        extension,
        insecureCerts,
        ...(profile === undefined ? {} : { profile }),
        ...(home === undefined ? {} : { home }),
      };
      const session = new Session(name, await launch(name, options), server);
      // The first steps open by themselves after an installation, where no policy has set a server.
      if (isFirst) {
        const first = await session.browser.waitForTab((url) => url.startsWith(session.extensionUrl('options/')));
        // A page that is closed while it starts leaves a message on Firefox's console.
        await first.waitFor(settled);
        await first.close();
      }
      if (configured) await session.set({ server: server.origin });
      return session;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  async stop() {
    try {
      await this.browser.close();
    } finally {
      await this.server.stop();
    }
  }

  /** Ends the browser as a power cut does; the profile stays, the server too. */
  async kill() {
    await this.browser.kill();
  }

  /** Sets what alerts need, as a person does, and allows sending to the stand-in. */
  async prepareAlerts() {
    const page = await this.options();
    await page.fill('#company', 'secdo');
    await page.press('Tab');
    await page.fill('#key', EXAMPLE_KEY);
    await page.press('Tab');
    await page.waitFor(() => document.getElementById('key-state')?.textContent !== '');
    await page.fill('#per_second', '100');
    await page.press('Tab');
    await this.allow(page);
    await page.close();
  }

  /** @param {Page} page the options */
  async allow(page) {
    await this.browser.grantHostPermission('http://127.0.0.1/*');
    await page.bringToFront();
    await page.click('#permission');
    await page.waitFor(() => document.getElementById('permission')?.hidden);
  }

  /**
   * Accepts the certificate of the server in a tab, as a person does after "Open the server".
   *
   * @param {Page} page the outbox, which offers it
   */
  async acceptCertificate(page) {
    await page.click('.open_server');
    const warning = await this.browser.waitForTab((url) => url.startsWith(this.server.secureOrigin));
    await warning.bringToFront();
    if (this.name === 'chromium') {
      // By its buttons: letters of the keyboard are lost while the warning has not the keyboard yet.
      await warning.click('#details-button');
      await warning.click('#proceed-link');
    } else {
      await warning.waitFor(acceptInFirefox, 'advanced-button');
      await warning.waitFor(acceptInFirefox, 'exception-button');
    }
    await warning.waitFor(() => document.documentElement?.dataset.parsed !== undefined);
    await warning.close();
  }

  /**
   * Takes the last change back, and waits until the words that say so have the focus: a page that is closed while it
   * moves the focus leaves the next tab of Firefox without one.
   *
   * @param {Page} page the options
   */
  async undo(page) {
    await page.click('#undo');
    await page.waitFor(
      () =>
        document.getElementById('saved')?.textContent === 'Taken back' &&
        (document.activeElement?.id === 'saved' || !document.hasFocus()),
    );
  }

  /**
   * Sends a message to the background as our own pages do.
   *
   * @param {Page} page one of ours
   * @param {string} name
   * @param {object} params
   */
  async message(page, name, params) {
    return page.evaluate(
      async (message) => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        const reply = await api.runtime.sendMessage(message);
        if (!reply.ok) throw new Error(reply.problem.message);
        return reply.result;
      },
      { name, params },
    );
  }

  /**
   * Adds a server, which is in use from then on, as a person does.
   *
   * @param {Page} page the options
   * @param {string} address
   */
  async addServer(page, address) {
    const before = await page.evaluate(() => document.querySelectorAll('#servers input').length);
    await page.click('#add summary');
    await page.fill('#add_address', address);
    await page.press('Enter');
    await page.waitFor(
      (/** @type {number} */ count) => document.querySelectorAll('#servers input').length > Math.max(1, count),
      before,
    );
  }

  /** @param {string} file */
  extensionUrl(file) {
    return `${this.browser.extensionOrigin}/${file}`;
  }

  /** The options page, once it shows the settings. */
  async options() {
    const page = await this.browser.open(this.extensionUrl('options/options.html'));
    await page.waitFor(settled);
    return page;
  }

  /**
   * Changes settings as a person does: on the options page, in its fields.
   *
   * @param {{ server?: string, tabs?: string, menu?: string }} settings
   */
  async set({ server, tabs, menu }) {
    const page = await this.options();
    if (server !== undefined) {
      await page.fill('#server', server);
      await page.press('Tab');
      await page.waitFor(saved);
    }
    for (const [name, value] of Object.entries({ tabs, menu })) {
      if (value === undefined) continue;
      await page.evaluate(() => document.getElementById('saved')?.replaceChildren());
      await page.click(`input[name="${name}"][value="${value}"]`);
      await page.waitFor(saved);
    }
    await page.close();
  }

  /** @param {string} name of a console page */
  async console(name) {
    return this.browser.open(`${this.server.origin}/consoles/${name}.html`);
  }

  /**
   * Selects something, right-clicks it and chooses our item; the query that SECDO's page then understood.
   *
   * @param {Page} page
   * @param {Parameters<import('./harness/browser.js').Browser['select']>[1]} what
   */
  async investigate(page, what) {
    const query = this.server.waitForQuery();
    await this.choose(page, what);
    return query;
  }

  /**
   * Selects something, right-clicks it and chooses our item.
   *
   * @param {Page} page
   * @param {Parameters<import('./harness/browser.js').Browser['select']>[1]} what
   * @param {{ screenshot?: string, submenu?: string }} [options]
   */
  async choose(page, what, options = {}) {
    // A tab that is still opening, with a query of before, comes to the front when it is ready.
    await until(async () => {
      await page.bringToFront();
      return page.evaluate(() => document.visibilityState === 'visible');
    }, 'the console in front');
    const point = await this.browser.select(page, what);
    this.#before = new Set((await this.browser.tabs()).map((tab) => tab.page));
    await this.browser.menu(page, point, { choose: MENU_KEY, ...options });
  }

  /** The Investigate page that a click opened, once it shows what it found. */
  async page() {
    const page = await this.browser.waitForTab((url) => url.includes('popup/popup.html?from=handoff'));
    await page.waitFor(settled);
    return page;
  }

  /** The tabs that the last `choose` opened: queries and pages of ours. Waits for the first. */
  async waitForNewTab() {
    const fresh = async () =>
      (await this.browser.tabs()).filter(({ page, url }) => !this.#before.has(page) && url !== 'about:blank');
    return until(async () => {
      const tabs = await fresh();
      // A tab has no address before its first document.
      return tabs.length > 0 && tabs.every(({ url }) => url !== '') ? tabs : null;
    }, 'a tab that the click opened');
  }

  /** The Investigate page as a tab, empty. */
  async emptyPage() {
    const page = await this.browser.open(this.extensionUrl('popup/popup.html?from=none'));
    await page.waitFor(settled);
    return page;
  }

  /** The toolbar's popup, as a click on the button opens it: with the right to read the tab. */
  async popup() {
    const popup = await this.browser.openPopup({ keys: POPUP_KEYS });
    await popup.waitFor(settled);
    return popup;
  }

  /**
   * Types into the text field of the page, and waits until the page has read it.
   *
   * @param {Page} page
   * @param {string} text
   */
  async type(page, text) {
    await page.fill('#text', text);
    await page.waitFor((typed) => {
      const field = /** @type {HTMLTextAreaElement} */ (document.getElementById('text'));
      return field.value === typed && document.querySelector('main')?.getAttribute('aria-busy') === 'false';
    }, text);
  }

  /**
   * Keeps a screenshot for people to look at.
   *
   * @param {Page} page
   * @param {string} name
   */
  async look(page, name) {
    await page.screenshot(join(SCREENSHOTS, `${this.name}-${name}.png`));
  }
}

/**
 * Runs in Firefox's warning, whose buttons are in shadow roots: presses one of them as soon as it is shown and takes
 * clicks.
 *
 * @param {string} id
 */
async function acceptInFirefox(id) {
  /** @param {Document | ShadowRoot} root @returns {Element[]} */
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const host = all(document).find((one) => one.id === id && one.getClientRects().length > 0);
  const button = host?.shadowRoot?.querySelector('button') ?? host;
  if (!(button instanceof HTMLElement) || button.matches(':disabled')) return false;
  button.click();
  return true;
}

/** Runs in the Investigate page: it shows what it read. */
function settled() {
  return document.querySelector('main')?.getAttribute('aria-busy') === 'false';
}

/** Runs in the options page. */
function saved() {
  return document.getElementById('saved')?.textContent !== '';
}
