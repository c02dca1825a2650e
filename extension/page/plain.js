/**
 * The page's own objects as the browser made them. `<form><input name="firstChild">` hides the property of that name of
 * its form, and `<img name="body">` that of the document, from extensions too (HTML, section 4.10.3 "The form element",
 * and "The Document object", `[LegacyOverrideBuiltIns]`): so what is asked of pages is asked by their prototypes.
 *
 * The files of this folder run inside pages, as plain scripts one after the other; each defines one function whose name
 * begins with `page`. They share nothing with the rest of the extension but the evidence that the last one returns.
 */

/** Ways to ask nodes, elements and the document that no page can change. */
function pagePlain() {
  /** @param {object} prototype @param {string} name @returns {() => any} */
  const getter = (prototype, name) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);

  const nodeType = getter(Node.prototype, 'nodeType');
  const firstChild = getter(Node.prototype, 'firstChild');
  const lastChild = getter(Node.prototype, 'lastChild');
  const nextSibling = getter(Node.prototype, 'nextSibling');
  const previousSibling = getter(Node.prototype, 'previousSibling');
  const parentNode = getter(Node.prototype, 'parentNode');
  const childNodes = getter(Node.prototype, 'childNodes');
  const textContent = getter(Node.prototype, 'textContent');
  const localName = getter(Element.prototype, 'localName');
  const shadowRoot = getter(Element.prototype, 'shadowRoot');
  const scrollLeft = getter(Element.prototype, 'scrollLeft');
  const scrollTop = getter(Element.prototype, 'scrollTop');
  const body = getter(Document.prototype, 'body');
  const documentElement = getter(Document.prototype, 'documentElement');
  const activeElement = getter(Document.prototype, 'activeElement');
  const { createTreeWalker } = Document.prototype;
  const { getRootNode, contains } = Node.prototype;
  const {
    getAttribute,
    hasAttributes,
    matches,
    closest,
    querySelector,
    querySelectorAll,
    getElementsByTagName,
    getBoundingClientRect,
    checkVisibility,
  } = Element.prototype;

  // Each is called from a line of its own: engines make a call fast where it is always the same one.
  return {
    /** @param {Node} node @returns {node is Element} */
    isElement: (node) => nodeType.call(node) === 1,
    /** Text, CDATA too. @param {Node} node @returns {node is Text} */
    isText: (node) => nodeType.call(node) === 3 || nodeType.call(node) === 4,
    /** @param {Node} node @returns {ChildNode | null} */
    firstChild: (node) => firstChild.call(node),
    /** @param {Node} node @returns {ChildNode | null} */
    lastChild: (node) => lastChild.call(node),
    /** @param {Node} node @returns {ChildNode | null} */
    nextSibling: (node) => nextSibling.call(node),
    /** @param {Node} node @returns {ChildNode | null} */
    previousSibling: (node) => previousSibling.call(node),
    /** @param {Node} node @returns {ParentNode | null} */
    parentNode: (node) => parentNode.call(node),
    /** @param {Node} node @returns {NodeListOf<ChildNode>} */
    childNodes: (node) => childNodes.call(node),
    /** @param {Node} node @returns {string | null} */
    textContent: (node) => textContent.call(node),
    /** @param {Element} element @returns {string} */
    localName: (element) => localName.call(element),
    /** @param {Element} element @returns {ShadowRoot | null} */
    shadowRoot: (element) => shadowRoot.call(element),
    /** @param {Element} element @returns {number} */
    scrollLeft: (element) => scrollLeft.call(element),
    /** @param {Element} element @returns {number} */
    scrollTop: (element) => scrollTop.call(element),
    /** @returns {HTMLElement | null} */
    body: () => body.call(document),
    /** @returns {Element | null} */
    root: () => documentElement.call(document),
    /** @returns {Element | null} */
    focused: () => activeElement.call(document),
    range: () => Document.prototype.createRange.call(document),
    hasFocus: () => Document.prototype.hasFocus.call(document),
    /** The document or shadow root that a node is in. @param {Node} node */
    tree: (node) => getRootNode.call(node),
    /** @param {Node} node @param {Node | null} other */
    contains: (node, other) => contains.call(node, other),
    /** @param {Element} element @param {string} name */
    attribute: (element, name) => getAttribute.call(element, name),
    /** @param {Element} element */
    hasAttributes: (element) => hasAttributes.call(element),
    /** @param {Element} element @param {string} selector */
    matches: (element, selector) => matches.call(element, selector),
    /** @param {Element} element @param {string} selector @returns {Element | null} */
    closest: (element, selector) => closest.call(element, selector),
    /** @param {Element} element @param {string} selector @returns {Element | null} */
    find: (element, selector) => querySelector.call(element, selector),
    /** @param {Element | Document | ShadowRoot} where @param {string} selector @returns {Element[]} */
    findAll: (where, selector) => [
      ...(where instanceof Element
        ? querySelectorAll
        : where instanceof Document
          ? Document.prototype.querySelectorAll
          : DocumentFragment.prototype.querySelectorAll
      ).call(where, selector),
    ],
    /** The texts inside an element, so many at most. @param {Node} node @param {number} [most] */
    textsIn: (node, most = 4_000) => {
      const walker = createTreeWalker.call(document, node, NodeFilter.SHOW_TEXT);
      const texts = /** @type {Text[]} */ ([]);
      for (let text = walker.nextNode(); text && texts.length < most; text = walker.nextNode())
        texts.push(/** @type {Text} */ (text));
      return texts;
    },
    /** How many elements are inside one. @param {Element} element */
    countInside: (element) => getElementsByTagName.call(element, '*').length,
    /** @param {Element} element */
    box: (element) => getBoundingClientRect.call(element),
    /** @param {Element} element */
    isVisible: (element) => checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true }),
  };
}
