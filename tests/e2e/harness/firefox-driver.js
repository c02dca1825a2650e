/**
 * One Firefox page by WebDriver BiDi: a tab, the toolbar popup or the background page.
 */
import { giveKeyboard, overrideMedia, showTab } from './firefox-privileged.js';
import { webdriverActions } from './keys.js';
import { NavigatedError } from './remote-code.js';
import { until } from './wait.js';

/** @typedef {import('./bidi.js').Bidi} Bidi */

/**
 * The result of a BiDi command that needs a living document, with the ways to say "that document has gone" made one.
 * @param {Bidi} bidi
 * @param {string} method
 * @param {object} params
 * @returns {Promise<any>}
 */
async function send(bidi, method, params) {
  try {
    return await bidi.send(method, params);
  } catch (error) {
    const gone = /AbortError|DiscardedBrowsingContext|actor .*destroyed|no such frame|navigated/i;
    if (gone.test(String(error))) throw new NavigatedError(String(error));
    throw error;
  }
}

/**
 * The remote value of an expression in a browsing context; a promise is awaited.
 * @param {Bidi} bidi
 * @param {string} context
 * @param {string} expression
 * @returns {Promise<any>}
 */
async function evaluateRemote(bidi, context, expression) {
  const params = { expression, target: { context }, awaitPromise: true };
  const { type, result, exceptionDetails } = await send(bidi, 'script.evaluate', params);
  if (type !== 'success') throw new Error(exceptionDetails.text);
  return result;
}

/**
 * The string that an expression gives in a browsing context.
 * @param {Bidi} bidi
 * @param {string} context
 * @param {string} expression
 * @returns {Promise<string>}
 */
export async function evaluateIn(bidi, context, expression) {
  return (await evaluateRemote(bidi, context, expression)).value;
}

/**
 * The driver of a page.
 * @param {Bidi} bidi
 * @param {string} context the page's BiDi id
 * @param {(code: Function, arg?: unknown) => Promise<any>} privileged runs code in Firefox's own window
 * @param {(() => Promise<void>)} [close] for what is not a tab
 * @returns {import('./types.js').Driver}
 */
export function firefoxDriver(bidi, context, privileged, close) {
  const evaluate = (/** @type {string} */ expression) => evaluateIn(bidi, context, expression);
  const perform = (/** @type {object} */ source) => send(bidi, 'input.performActions', { context, actions: [source] });
  /** Whether the page has the keyboard now: a tab in the foreground is given it. A popup has it while it is open. */
  const keyboard = async () => {
    if (close) return false;
    const has = async () => {
      if ((await evaluate('String(document.hasFocus())')) === 'true') return 'yes';
      return (await privileged(giveKeyboard, context)) ? '' : 'no';
    };
    return (await until(has, 'the tab in the foreground to have the keyboard')) === 'yes';
  };

  return {
    evaluate,

    async url() {
      const { contexts } = await send(bidi, 'browsingContext.getTree', { root: context, maxDepth: 0 });
      return contexts[0].url;
    },

    frame: (selector) => async (expression) => {
      const query = `document.querySelector(${JSON.stringify(selector)})?.contentWindow`;
      const { type, value } = await evaluateRemote(bidi, context, query);
      if (type !== 'window') throw new Error(`"${selector}" is not an iframe`);
      return evaluateIn(bidi, value.context, expression);
    },

    async click({ x, y }) {
      await keyboard();
      // BiDi takes whole pixels only.
      const move = { type: 'pointerMove', x: Math.floor(x), y: Math.floor(y) };
      const actions = [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
      await perform({ type: 'pointer', id: 'mouse', actions });
    },

    async press(key) {
      await keyboard();
      await perform({ type: 'key', id: 'keyboard', actions: webdriverActions(key) });
    },

    async insertText(text) {
      // One trusted input event, as Chromium's Input.insertText makes; a key for each character would make many.
      const insert = `document.execCommand('insertText', false, ${JSON.stringify(text)})`;
      // In one expression with the question who has the keyboard: what a field gets without it is no change to it.
      const done = await until(async () => {
        const has = await keyboard();
        return evaluate(`${has} && !document.hasFocus() ? '' : String(${insert})`);
      }, 'the page to have the keyboard');
      if (done !== 'true') throw new Error('the focused element takes no text');
    },

    async screenshot() {
      return Buffer.from((await send(bidi, 'browsingContext.captureScreenshot', { context })).data, 'base64');
    },

    async setViewport(size) {
      await send(bidi, 'browsingContext.setViewport', { context, viewport: size });
    },

    async emulate(media) {
      await privileged(overrideMedia, { id: context, media });
    },

    async bringToFront() {
      await until(() => privileged(showTab, context), 'the tab to be in the foreground');
    },

    async origin() {
      const [x, y] = JSON.parse(await evaluate('JSON.stringify([mozInnerScreenX, mozInnerScreenY])'));
      return { x, y };
    },

    close:
      close ??
      (async () => {
        await send(bidi, 'browsingContext.close', { context });
        const open = async () => (await bidi.send('browsingContext.getTree', { maxDepth: 0 })).contexts;
        await until(
          async () => !(await open()).some((/** @type {any} */ tab) => tab.context === context),
          'the tab to leave the strip',
        );
      }),
  };
}
