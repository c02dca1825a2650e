/**
 * One Chromium page, by the DevTools protocol alone, so that a tab and the toolbar popup are driven by the same code.
 */
import { devtoolsEvents } from './keys.js';
import { NavigatedError } from './remote-code.js';
import { within } from './wait.js';

/** @typedef {import('./chromium-session.js').Session} Session */

const GONE = new RegExp(
  'Execution context was destroyed|navigated or closed|Cannot find (default execution )?context|Frame was detached',
);

/** The frame around a page that has a side panel beside it, in pixels (measured with Chromium 156, 2026-11). */
const FRAME = 8;

/**
 * The result of evaluating in a document, with the many ways to say "that document has gone" made one.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export async function orNavigated(promise) {
  try {
    return await promise;
  } catch (error) {
    if (GONE.test(String(error))) throw new NavigatedError(String(error));
    throw error;
  }
}

/**
 * The value of an async expression in the main frame of the session's target.
 * @param {Session} session
 * @param {string} expression
 * @returns {Promise<string>}
 */
export async function evaluateIn(session, expression) {
  const parameters = { expression, awaitPromise: true, returnByValue: true };
  const { result, exceptionDetails } = await within(
    orNavigated(session.send('Runtime.evaluate', parameters)),
    () => `the page to answer to ${expression.slice(0, 300)}`,
  );
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/**
 * The driver of a page.
 * @param {Session} session
 * @param {import('playwright-core').Page | null} page Playwright's, which the popup does not have
 * @param {() => Promise<void>} close
 * @returns {import('./types.js').Driver}
 */
export function chromiumDriver(session, page, close) {
  /** @type {import('./types.js').Media} */
  const media = {};
  let resized = false;
  const evaluate = (/** @type {string} */ expression) => evaluateIn(session, expression);

  return {
    evaluate,
    close,

    async url() {
      const { currentIndex, entries } = await session.send('Page.getNavigationHistory');
      return entries[currentIndex].url;
    },

    frame: (selector) => async (expression) => {
      if (!page) throw new Error('frames of the toolbar popup are not supported in Chromium');
      const element = await page.locator(selector).elementHandle();
      const frame = await element?.contentFrame();
      if (!frame) throw new Error(`"${selector}" is not an iframe`);
      return orNavigated(frame.evaluate(expression));
    },

    async click({ x, y }) {
      const base = { x, y, button: 'left', clickCount: 1 };
      await session.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
      await session.send('Input.dispatchMouseEvent', { ...base, type: 'mousePressed', buttons: 1 });
      await session.send('Input.dispatchMouseEvent', { ...base, type: 'mouseReleased' });
    },

    async press(key) {
      for (const event of devtoolsEvents(key)) await session.send('Input.dispatchKeyEvent', event);
    },

    async insertText(text) {
      await session.send('Input.insertText', { text });
    },

    async screenshot() {
      return Buffer.from((await session.send('Page.captureScreenshot', { format: 'png' })).data, 'base64');
    },

    async setViewport(size) {
      resized = size !== null;
      if (size === null) await session.send('Emulation.clearDeviceMetricsOverride');
      else await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 0, mobile: false });
    },

    async emulate(change) {
      Object.assign(media, change);
      const features = [
        { name: 'prefers-color-scheme', value: media.colorScheme ?? '' },
        { name: 'prefers-reduced-motion', value: media.reducedMotion ?? '' },
        { name: 'forced-colors', value: media.forcedColors ?? '' },
      ];
      await session.send('Emulation.setEmulatedMedia', { features });
    },

    async bringToFront() {
      await session.send('Page.bringToFront');
    },

    async origin() {
      if (resized) throw new Error('a page with an emulated viewport has no place on the screen: setViewport(null)');
      const measure = `JSON.stringify([screenX, screenY, outerWidth, outerHeight, innerWidth, innerHeight])`;
      const [left, top, outerWidth, outerHeight, innerWidth, innerHeight] = JSON.parse(await evaluate(measure));
      const beside = (outerWidth - innerWidth) / 2;
      // With a side panel at the right, only the frame is left of the page.
      const border = beside > FRAME * 2 ? FRAME : beside;
      return { x: left + border, y: top + outerHeight - innerHeight - border };
    },
  };
}
