/** A gesture on a page before the context menu: a hand points, clicks twice or three times, drags. */
import { painted } from './in-page.js';
import { until } from './wait.js';

/**
 * The point on the screen where the gesture ended.
 * @param {import('./page.js').Page} page in the foreground
 * @param {import('./native.js').Native} native
 * @param {import('./types.js').Gesture} gesture
 * @returns {Promise<import('./types.js').Point>}
 */
export async function gestureOn(page, native, { how, on, to = on, part = 0.5 }) {
  await page.evaluate(painted);
  const origin = await page.driver.origin();
  const place = async (/** @type {import('./types.js').TextOf} */ what, /** @type {number} */ at) => {
    const box = await page.evaluate(textBox, what);
    return { x: Math.round(origin.x + box.x + box.width * at), y: Math.round(origin.y + box.y + box.height / 2) };
  };
  const point = await place(on, part);
  await pointAt(page, native, point);
  if (how === 'point') return point;
  if (how !== 'drag') {
    await native.click(point, 1, how === 'double' ? 2 : 3);
    await page.evaluate(painted);
    return point;
  }
  const [from, end] = [await place(on, 0), await place(to, 1)];
  // A text may begin at the edge of the window.
  await native.drag({ x: Math.max(from.x - 1, origin.x), y: from.y }, { x: end.x + 1, y: end.y });
  await page.evaluate(painted);
  return place(to, 0.9);
}

/**
 * Nothing; moves the pointer to and fro until the page has noticed it: a page whose first picture is not on the screen
 * yet loses it.
 * @param {import('./page.js').Page} page
 * @param {import('./native.js').Native} native
 * @param {import('./types.js').Point} point
 */
async function pointAt(page, native, point) {
  await page.evaluate(() => {
    Object.assign(globalThis, { noticedPointer: false });
    addEventListener('mousemove', () => Object.assign(globalThis, { noticedPointer: true }), {
      capture: true,
      once: true,
    });
  });
  let step = 0;
  await until(async () => {
    await native.move({ x: point.x + (step++ % 2), y: point.y });
    return page.evaluate(() => /** @type {{ noticedPointer?: boolean }} */ (globalThis).noticedPointer);
  }, `the page to notice the pointer at ${point.x},${point.y} of the screen`);
}

/**
 * Runs in the page: the box of the first line of an element's text, of one in an open shadow root too.
 * @param {import('./types.js').TextOf} what
 */
function textBox({ selector, text }) {
  /** @param {Document | ShadowRoot} root @returns {Element[]} */
  const find = (root) => [
    ...root.querySelectorAll(selector),
    ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? find(shadowRoot) : [])),
  ];
  const all = find(document);
  const element = text === undefined ? all[0] : all.find((one) => one.textContent?.trim() === text);
  if (!element) throw new Error(`there is no "${selector}" with the text "${text}"`);
  // As a hand does before it points.
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const range = document.createRange();
  range.selectNodeContents(element);
  const line =
    [...range.getClientRects()].find(({ width, height }) => width > 0 && height > 0) ?? element.getBoundingClientRect();
  const clip = element.getBoundingClientRect();
  const right = Math.min(line.right, clip.right);
  return { x: line.x, y: line.y, width: right - line.x, height: line.height };
}
