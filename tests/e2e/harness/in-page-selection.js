/**
 * Functions that run inside pages and deal with the selected text. Each is sent as its own source, so none may use
 * anything outside itself.
 */

/**
 * @typedef {object} Target
 * @property {string} selector the element whose text is selected
 * @property {string} [shadow] the host in whose open shadow root the element is
 */

/**
 * Nothing; scrolls the element into view and selects nothing. A tall element shows its start.
 * @param {Target} target
 */
export function scrollTo({ selector, shadow }) {
  const root = shadow === undefined ? document : document.querySelector(shadow)?.shadowRoot;
  if (!root) throw new Error(`"${shadow}" has no open shadow root`);
  const element = root.querySelector(selector);
  if (!element) throw new Error(`there is no element "${selector}"`);
  const tall = element.getBoundingClientRect().height > innerHeight;
  element.scrollIntoView({ block: tall ? 'start' : 'center', inline: 'nearest', behavior: 'instant' });
  if (element instanceof HTMLTextAreaElement) element.scrollTop = 0;
}

/**
 * Nothing; selects the whole text of the element.
 * @param {Target} target
 */
export function selectAllOf({ selector, shadow }) {
  const root = shadow === undefined ? document : document.querySelector(shadow)?.shadowRoot;
  const element = root?.querySelector(selector);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    element.focus({ preventScroll: true });
    element.select(); // And not setSelectionRange, which inputs of type email and number do not have.
    return;
  }
  if (!element) throw new Error(`there is no element "${selector}"`);
  // Not addRange: in Chromium it takes no range inside a shadow tree.
  getSelection()?.setBaseAndExtent(element, 0, element, element.childNodes.length);
}

/**
 * The middle of the part of the element's text that is in view and not covered, in pixels of this document's viewport.
 * @param {Target & { clip?: { left: number, top: number, right: number, bottom: number } }} target clip: what can be
 *     seen of this document
 * @returns {{ x: number, y: number }}
 */
export function textPoint({ selector, shadow, clip }) {
  const root = shadow === undefined ? document : document.querySelector(shadow)?.shadowRoot;
  const element = root?.querySelector(selector);
  if (!root || !element) throw new Error(`there is no element "${selector}"`);
  const view = {
    left: Math.max(0, clip?.left ?? 0),
    top: Math.max(0, clip?.top ?? 0),
    right: Math.min(innerWidth, clip?.right ?? innerWidth),
    bottom: Math.min(innerHeight, clip?.bottom ?? innerHeight),
  };
  const middle = (/** @type {DOMRect} */ rect) => {
    const left = Math.max(rect.left, view.left);
    const right = Math.min(rect.right, view.right);
    const top = Math.max(rect.top, view.top);
    const bottom = Math.min(rect.bottom, view.bottom);
    return right - left < 1 || bottom - top < 1 ? null : { x: (left + right) / 2, y: (top + bottom) / 2 };
  };

  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    // The text's own boxes cannot be asked for here: take the start of the first line.
    const rect = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const px = (/** @type {string} */ value) => parseFloat(value) || 0;
    const x = rect.left + element.clientLeft + px(style.paddingLeft) + 4;
    const line = px(style.lineHeight) || px(style.fontSize) * 1.2;
    const first = rect.top + element.clientTop + px(style.paddingTop) + line / 2;
    return { x, y: element instanceof HTMLInputElement ? rect.top + rect.height / 2 : first };
  }

  /** @type {{ x: number, y: number }[]} */
  const points = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && points.length < 40; node = walker.nextNode()) {
    if (!node.nodeValue?.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const point = middle(rect);
      const hit = point && root.elementFromPoint(point.x, point.y);
      if (point && hit && (element.contains(hit) || hit.contains(node))) points.push(point);
      if (points.length >= 40) break;
    }
  }
  // On a link the browser's menu is another one, with more items and their access keys.
  const plain = points.filter(({ x, y }) => !root.elementFromPoint(x, y)?.closest('a[href]'));
  const best = plain.length > 0 ? plain : points;
  const point = best[Math.floor(best.length / 2)];
  if (!point) throw new Error(`no text of "${selector}" can be seen`);
  return point;
}
