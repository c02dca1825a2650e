/**
 * A page as the tests see it, the same for both browsers: built on the few things that a driver can do.
 */
import { writeFile } from 'node:fs/promises';
import { locate, selectContent } from './in-page.js';
import { expressionOf, NavigatedError, outcomeOf } from './remote-code.js';
import { DEFAULT_TIMEOUT, until, within } from './wait.js';

/** @typedef {import('./types.js').Driver} Driver */

/** A document that can be asked: an iframe's, or, as a `Page`, a tab's. */
export class Frame {
  #evaluate;

  /** @param {(expression: string) => Promise<string>} evaluate */
  constructor(evaluate) {
    this.#evaluate = evaluate;
  }

  /**
   * The result of `code` in the document, as JSON carries it.
   * @template T, A
   * @param {((arg: A) => T | Promise<T>) | string} code a function that uses nothing from outside, or its source, or
   *     another expression
   * @param {A} [arg]
   * @returns {Promise<T>}
   */
  async evaluate(code, arg) {
    return outcomeOf(await this.#evaluate(expressionOf(code, arg)));
  }

  /**
   * The first truthy value that `code` gives in the document, asked again and again, also across a navigation. An
   * exception in the document is thrown at once.
   * @template T, A
   * @param {((arg: A) => T | Promise<T>) | string} code
   * @param {A} [arg]
   * @param {{ timeout?: number }} [options]
   * @returns {Promise<Exclude<T, false | null | undefined | '' | 0>>}
   */
  async waitFor(code, arg, { timeout = DEFAULT_TIMEOUT } = {}) {
    const what = `${String(code)} with ${JSON.stringify(arg)} to be truthy in the page`;
    const ask = () => this.evaluate(code, arg).catch(unlessNavigated);
    try {
      return /** @type {any} */ (await until(ask, what, timeout));
    } catch (error) {
      const said = await within(this.evaluate(notices), 'its state', 2_000).catch(() => '');
      throw said
        ? new Error(`${error instanceof Error ? error.message : error}; the page: ${said}`, { cause: error })
        : error;
    }
  }
}

/** The problems that a page of ours shows, and the element with the keyboard. Runs in the page. */
function notices() {
  const said = Array.from(document.querySelectorAll('.notice'), ({ textContent }) => textContent?.trim() ?? '').join(
    ' ',
  );
  const field = document.activeElement;
  const value = field instanceof HTMLInputElement && field.type !== 'password' ? ` "${field.value}"` : '';
  return `${said} (${document.visibilityState}, ${document.hasFocus() ? 'with' : 'without'} the keyboard, at ${field?.nodeName}#${field?.id}${value})`;
}

/**
 * @param {unknown} error
 * @returns {undefined}
 */
function unlessNavigated(error) {
  if (!(error instanceof NavigatedError)) throw error;
}

/** A tab, or the toolbar popup. Get one from a `Browser`. */
export class Page extends Frame {
  /** The browser's own hand on the page; the harness uses it, tests should not. */
  driver;

  /** @param {Driver} driver */
  constructor(driver) {
    super(driver.evaluate);
    this.driver = driver;
  }

  /** The address as the address bar would show it: for a page that failed to load, the one that was tried. */
  url() {
    return this.driver.url();
  }

  /**
   * The document in an iframe of this page, same origin or not. It is looked up at each use.
   * @param {string} selector of the iframe element
   */
  frame(selector) {
    return new Frame(this.driver.frame(selector));
  }

  /**
   * Nothing; makes a trusted click in the middle of an element, once it is visible, at rest, enabled and not covered.
   * @param {string} selector
   * @param {{ timeout?: number }} [options]
   */
  async click(selector, { timeout = DEFAULT_TIMEOUT } = {}) {
    let why = '';
    const reach = async () => {
      const found = await this.evaluate(locate, selector).catch(unlessNavigated);
      why = found?.why ?? 'its page navigates';
      return found?.point;
    };
    const point = await until(reach, () => `"${selector}" to take a click: ${why}`, timeout);
    await this.driver.click(point);
  }

  /**
   * Nothing; replaces the content of a text field as a user would: click, select all, type over it. The text arrives
   * in one input event.
   * @param {string} selector
   * @param {string} text
   */
  async fill(selector, text) {
    await this.click(selector);
    await this.evaluate(selectContent, selector);
    if (text === '') await this.driver.press('Delete');
    else await this.driver.insertText(text);
  }

  /**
   * Nothing; presses and releases a key in the page.
   * @param {string} key such as "Enter", "/", "Shift+Tab"
   */
  async press(key) {
    await this.driver.press(key);
  }

  /**
   * Nothing; writes a PNG of the visible part of the page.
   * @param {string} file
   */
  async screenshot(file) {
    await writeFile(file, await this.driver.screenshot());
  }

  /**
   * Nothing; gives the page another size, or with null the window's again. While it has another size, Chromium pages
   * take no native input.
   * @param {import('./types.js').Size | null} size
   */
  async setViewport(size) {
    await this.driver.setViewport(size);
  }

  /**
   * Nothing; makes media queries answer as asked. What is left out stays as it was. In Firefox `reducedMotion` is for
   * all pages of the browser.
   * @param {import('./types.js').Media} media
   */
  async emulate(media) {
    await this.driver.emulate(media);
  }

  /** Nothing; makes this tab the one in the foreground. */
  async bringToFront() {
    // Firefox answers before the tab is shown, and a tab that it is still changing to may come over it: ask until it is.
    await until(async () => {
      await this.driver.bringToFront();
      return this.evaluate(() => document.visibilityState === 'visible');
    }, 'the tab to come to the front');
  }

  /** Nothing; closes the tab, or the popup. */
  async close() {
    await this.driver.close();
  }
}
