/**
 * Functions that run inside pages. Each is sent as its own source, so none may use anything outside itself.
 */

/**
 * Where an element takes a click, or why it does not yet.
 * @param {string} selector
 * @returns {Promise<{ point?: { x: number, y: number }, why?: string }>}
 */
export async function locate(selector) {
  if (document.visibilityState !== 'visible') throw new Error('the tab is in the background: bringToFront() first');
  const element = document.querySelector(selector);
  if (!element) return { why: 'there is no such element' };
  if (element.matches(':disabled')) return { why: 'it is disabled' };
  const rect = () => element.getClientRects()[0];
  const before = rect();
  if (!before || before.width === 0 || before.height === 0) return { why: 'it has no size' };
  if (getComputedStyle(element).visibility !== 'visible') return { why: 'it is hidden' };
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const first = rect();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const box = rect();
  if (!first || !box || first.x !== box.x || first.y !== box.y || first.width !== box.width) return { why: 'it moves' };
  const left = Math.max(box.left, 0);
  const top = Math.max(box.top, 0);
  const x = (left + Math.min(box.right, innerWidth)) / 2;
  const y = (top + Math.min(box.bottom, innerHeight)) / 2;
  const hit = document.elementFromPoint(x, y);
  const label = hit?.closest('label');
  if (!hit || !(element.contains(hit) || label?.control === element)) {
    return { why: hit ? `it is covered by ${hit.outerHTML.slice(0, 80)}` : 'it is outside the viewport' };
  }
  return { point: { x, y } };
}

/**
 * Nothing; selects all of a text field that has the focus.
 * @param {string} selector
 */
export function selectContent(selector) {
  const element = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  if (!element || document.activeElement !== element) throw new Error(`"${selector}" did not take the focus`);
  if (element instanceof HTMLTextAreaElement) element.select();
  else if (element instanceof HTMLInputElement && element.selectionStart !== undefined) element.select();
  else if (element.isContentEditable) getSelection()?.selectAllChildren(element);
  else throw new Error(`"${selector}" is not a text field`);
}

/** Nothing; resolves when the document has been painted, which native input has to wait for. */
export async function painted() {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/**
 * Nothing; starts to listen for an event of the pointer, for `heard`. Two calls, because a listener that is still on
 * its way would miss the event.
 * @param {'mousemove' | 'mouseup'} type
 */
export function listen(type) {
  const store = /** @type {any} */ (globalThis);
  // A link under the pointer must not lead away: the click is for the focus only.
  const stay = (/** @type {Event} */ event) => event.preventDefault();
  addEventListener('click', stay, { capture: true });
  store[Symbol.for('e2e-harness')] = new Promise((resolve) => {
    addEventListener(type, resolve, { capture: true, once: true });
  }).then(async () => {
    // The click event follows the mouseup in the same turn; a turn later it is over.
    await new Promise((resolve) => setTimeout(resolve));
    removeEventListener('click', stay, { capture: true });
  });
}

/** True, once the event that `listen` waits for has come. */
export async function heard() {
  const store = /** @type {any} */ (globalThis);
  await store[Symbol.for('e2e-harness')];
  delete store[Symbol.for('e2e-harness')];
  return true;
}

/**
 * The inside of an iframe in its page's viewport: its corner, and the part of it that is in view, in its own pixels.
 * @param {string} selector
 * @returns {{ x: number, y: number, clip: { left: number, top: number, right: number, bottom: number } }}
 */
export function frameBox(selector) {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`there is no iframe "${selector}"`);
  const rect = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const x = rect.left + element.clientLeft + parseFloat(style.paddingLeft);
  const y = rect.top + element.clientTop + parseFloat(style.paddingTop);
  return { x, y, clip: { left: -x, top: -y, right: innerWidth - x, bottom: innerHeight - y } };
}
