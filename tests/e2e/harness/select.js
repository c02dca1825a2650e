/**
 * Selecting text the way a user's page has it before a right click: focus by a real click, the selection in view, and
 * the place on the screen where a right click meets it.
 */
import { frameBox, heard, listen, painted } from './in-page.js';
import { scrollTo, selectAllOf, textPoint } from './in-page-selection.js';
import { until, within } from './wait.js';

/**
 * @typedef {object} Selectable
 * @property {string} selector the element whose text is selected
 * @property {string} [frame] the iframe that the element is in
 * @property {string} [shadow] the host in whose open shadow root the element is
 * @property {boolean} [whole] false: leave focus and selection as the page has them, only scroll and find the point
 */

/**
 * The point on the screen in the middle of the visible selection.
 * @param {import('./page.js').Page} page in the foreground
 * @param {import('./native.js').Native} native
 * @param {Selectable} what
 * @returns {Promise<import('./types.js').Point>}
 */
export async function select(page, native, { selector, frame, shadow, whole = true }) {
  const scope = frame === undefined ? page : page.frame(frame);
  const target = { selector, ...(shadow === undefined ? {} : { shadow }) };
  const origin = await page.driver.origin();
  const onScreen = async () => {
    const box = frame === undefined ? { x: 0, y: 0 } : await page.evaluate(frameBox, frame);
    const point = await scope.evaluate(textPoint, { ...target, ...('clip' in box ? { clip: box.clip } : {}) });
    return { x: origin.x + box.x + point.x, y: origin.y + box.y + point.y };
  };

  if ((await page.evaluate(() => document.visibilityState)) !== 'visible') {
    throw new Error('cannot select in a tab in the background: bringToFront() first');
  }
  await scope.evaluate(scrollTo, target);
  await scope.evaluate(painted);
  if (whole) {
    await focusByClick(scope, native, await onScreen());
    await scope.evaluate(selectAllOf, target);
    await scope.evaluate(painted);
  }
  return onScreen();
}

/**
 * Nothing; clicks at the point once the document answers to the pointer there. A click on a page whose first picture
 * is not on the screen yet is lost in both browsers (measured 2026-11-24); a pointer that moves does no harm, so it
 * moves to and fro until the document has noticed.
 * @param {import('./page.js').Frame} scope
 * @param {import('./native.js').Native} native
 * @param {import('./types.js').Point} point
 */
async function focusByClick(scope, native, point) {
  await scope.evaluate(listen, 'mousemove');
  let noticed = false;
  const move = scope.evaluate(heard).then(() => (noticed = true));
  let step = 0;
  await Promise.all([
    within(move, `the document to notice the pointer at ${point.x},${point.y} of the screen`),
    until(async () => {
      await native.move({ x: point.x + (step++ % 2), y: point.y });
      return noticed;
    }, `the document to notice the pointer at ${point.x},${point.y} of the screen`),
  ]);
  await scope.evaluate(listen, 'mouseup');
  await native.click(point);
  await within(scope.evaluate(heard), `the document to notice the click at ${point.x},${point.y} of the screen`);
}
