/**
 * The tree of a page as it is drawn: into shadow roots, closed ones too, and through slots.
 *
 * The files of this folder run inside pages, as plain scripts one after the other; each defines one function whose name
 * begins with `page`. They share nothing with the rest of the extension but the evidence that the last one returns.
 */

/**
 * A place in the page: before the child `offset` of an element, or before a UTF-16 unit of a text.
 *
 * @typedef {{ node: Node, offset: number }} PagePlace
 */

/** The ways through the tree of the page. */
function pageTree() {
  /** Extensions may look into closed shadow roots: by `chrome.dom` in Chromium, by the element itself in Firefox. */
  const dom = /** @type {{ chrome?: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } } }} */ (globalThis).chrome?.dom;

  /** The shadow root of an element, open or closed. @param {Node} node @returns {ShadowRoot | null} */
  const rootOf = (node) => {
    if (!(node instanceof HTMLElement)) return null;
    if (node.shadowRoot) return node.shadowRoot;
    // Asking takes as long as reading a cell: hosts are elements of the page's own, or have nothing else in them.
    if (node.firstChild && !node.localName.includes('-')) return null;
    if (dom) return dom.openOrClosedShadowRoot(node);
    return /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (/** @type {unknown} */ (node)).openOrClosedShadowRoot ?? null;
  };

  /** The slot in which a child of a host is drawn. @param {Node} node @param {Element} parent */
  const slotOf = (node, parent) => (parent.shadowRoot ? /** @type {Element | Text} */ (node).assignedSlot ?? null : null);

  /** Where a node is drawn: its slot, the host of its shadow root, its parent. @param {Node} node @returns {Node | null} */
  const parentOf = (node) => {
    const parent = node.parentNode;
    if (parent instanceof Element) return slotOf(node, parent) ?? parent;
    return parent instanceof ShadowRoot ? parent.host : parent;
  };

  /** The first node that is drawn inside another one. @param {Node} node @returns {Node | null} */
  const firstOf = (node) => {
    const root = rootOf(node);
    if (root) return root.firstChild;
    if (node instanceof HTMLSlotElement) return node.assignedNodes()[0] ?? node.firstChild;
    return node.firstChild;
  };

  /** The node that is drawn beside another one. @param {Node} node @returns {Node | null} */
  const nextOf = (node) => {
    const slot = node.parentNode instanceof Element ? slotOf(node, node.parentNode) : null;
    if (!slot) return node.nextSibling;
    const assigned = slot.assignedNodes();
    return assigned[assigned.indexOf(/** @type {Element | Text} */ (node)) + 1] ?? null;
  };

  /** The element that a node is, or that is drawn around it. @param {Node | null} node @returns {Element | null} */
  const elementOf = (node) => {
    let one = node;
    while (one && !(one instanceof Element)) one = parentOf(one);
    return one;
  };

  /** All that is around a node, the node first. @param {Node} node */
  const pathOf = (node) => {
    const path = [];
    for (let one = /** @type {Node | null} */ (node); one; one = parentOf(one)) path.push(one);
    return path;
  };

  /** The innermost node around both. @param {Node} one @param {Node} other @returns {Node | null} */
  const around = (one, other) => {
    const path = new Set(pathOf(one));
    for (let node = /** @type {Node | null} */ (other); node; node = parentOf(node)) if (path.has(node)) return node;
    return null;
  };

  /** The nearest element, itself included, that a selector fits. @param {Node | null} node @param {string} selector */
  const closest = (node, selector) => {
    for (let one = elementOf(node); one; one = elementOf(parentOf(one))) {
      const found = one.closest(selector);
      if (found) return found;
      // The host of the shadow root comes next.
      const root = one.getRootNode();
      if (!(root instanceof ShadowRoot)) return null;
      one = root.host;
      if (one.matches(selector)) return one;
    }
    return null;
  };

  return { rootOf, parentOf, firstOf, nextOf, elementOf, pathOf, around, closest };
}
