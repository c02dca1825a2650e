/** The tree of a page as it is drawn: into shadow roots, closed ones too, and through slots. */

/**
 * A place in the page: before the child `offset` of an element, or before a UTF-16 unit of a text.
 *
 * @typedef {{ node: Node, offset: number }} PagePlace
 */

/** The ways through the tree of the page. @param {ReturnType<typeof pagePlain>} plain */
function pageTree(plain) {
  /** Extensions may look into closed shadow roots: by `chrome.dom` in Chromium, by the element itself in Firefox. */
  const dom = /** @type {{ chrome?: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } } }} */ (
    globalThis
  ).chrome?.dom;

  /** The shadow root of an element, open or closed. @param {Node} node @param {Node | null} [first] its first child @returns {ShadowRoot | null} */
  const rootOf = (node, first = plain.firstChild(node)) => {
    if (!plain.isElement(node)) return null;
    // Asking takes as long as reading a cell: hosts have nothing else in them, or are elements of the page's own.
    if (first && !plain.localName(node).includes('-')) return plain.shadowRoot(node);
    if (!(node instanceof HTMLElement)) return null;
    if (dom) return dom.openOrClosedShadowRoot(node);
    return (
      /** @type {{ openOrClosedShadowRoot?: ShadowRoot | null }} */ (/** @type {unknown} */ (node))
        .openOrClosedShadowRoot ?? plain.shadowRoot(node)
    );
  };

  /** @param {Node} node */
  const isSlot = (node) => plain.isElement(node) && plain.localName(node) === 'slot';

  /** The slot in which a child of a host is drawn. @param {Node} node @param {Node} parent */
  const slotOf = (node, parent) =>
    plain.isElement(parent) && plain.shadowRoot(parent)
      ? (/** @type {Element | Text} */ (node).assignedSlot ?? null)
      : null;

  /** Where a node is drawn: its slot, the host of its shadow root, its parent. @param {Node} node @returns {Node | null} */
  const parentOf = (node) => {
    const parent = plain.parentNode(node);
    if (!parent) return node instanceof ShadowRoot ? node.host : null;
    if (plain.isElement(parent)) return slotOf(node, parent) ?? parent;
    return parent instanceof ShadowRoot ? parent.host : parent;
  };

  /** The first node that is drawn inside another one. @param {Node} node @returns {Node | null} */
  const firstOf = (node) => {
    const first = plain.firstChild(node);
    const root = rootOf(node, first);
    if (root) return root.firstChild;
    return isSlot(node) ? (/** @type {HTMLSlotElement} */ (node).assignedNodes()[0] ?? first) : first;
  };

  /** The node that is drawn beside another one. @param {Node} node @param {Node | null} [around] where it is drawn @returns {Node | null} */
  const nextOf = (node, around = parentOf(node)) => {
    if (!around || !isSlot(around) || plain.parentNode(node) === around) return plain.nextSibling(node);
    const assigned = /** @type {HTMLSlotElement} */ (around).assignedNodes();
    return assigned[assigned.indexOf(/** @type {Element | Text} */ (node)) + 1] ?? null;
  };

  /** The element that a node is, or that is drawn around it. @param {Node | null} node @returns {Element | null} */
  const elementOf = (node) => {
    let one = node;
    while (one && !plain.isElement(one)) one = parentOf(one);
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
      const found = plain.closest(one, selector);
      if (found) return found;
      // The host of the shadow root comes next.
      const root = plain.tree(one);
      if (!(root instanceof ShadowRoot)) return null;
      one = root.host;
      if (plain.matches(one, selector)) return one;
    }
    return null;
  };

  return { rootOf, parentOf, firstOf, nextOf, elementOf, pathOf, around, closest };
}
