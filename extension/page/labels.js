/** The short texts that may name a value: what stands before it, above it, or is all that stands beside it. */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 * @param {ReturnType<typeof pageWalk>} walk
 */
function pageLabels(plain, tree, looks, walk) {
  /** A longer text, in UTF-16 units, is no label. */
  const LABEL = 40;
  /** How many labels are looked for: between a name and its value may be a sign, an icon, a button, a type. */
  const LABELS = 4;
  /** What holds a value with whatever is beside it: a name stands before that. */
  const HOME = 'td, th, dd, li, [role="gridcell"], [role="cell"]';
  /** How many nodes before an element are looked at. */
  const MOST = 60;
  /** How many ancestors are searched for such a home, and how many for a name where there is none. */
  const DEEP = 6;
  const NEAR = 2;
  /** How much farther up the name of the object is that a named value is in. */
  const OUTER = 2;
  /** Where style sheets for narrow screens find the name of a column. */
  const OF_COLUMN = ['data-label', 'data-title', 'data-th'];
  /** The parts of a list that values are in, and how many texts of those beside one are given. */
  const MEMBER = ['dd', 'li'];
  const MEMBERS = 24;
  /** The largest size of an element that is there for screen readers alone, in CSS pixels. */
  const SPOKEN = 1;

  /** What may name an element: the label of a field, or the short texts of what stands before it. @param {Element} element */
  const of = (element) => {
    /** @type {string[]} */
    const labels = [];
    const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    if (isField && element.labels?.[0]) return [labelOf(element.labels[0], element)];
    const spoken = isField ? plain.attribute(element, 'aria-label') : null;
    if (spoken) return [spoken];
    const home = homeOf(element);
    let inShadow = 0;
    // Behind its own name, a value may be in an object that has one.
    for (let one = element, up = 0; up < (home ? DEEP : labels.length > 0 ? NEAR + OUTER : NEAR); up += 1) {
      const known = labels.length;
      const own = OF_COLUMN.map((name) => plain.attribute(one, name)).find((name) => name) ?? generatedBefore(one);
      if (own) labels.push(own);
      for (const id of plain.attribute(one, 'aria-labelledby')?.split(' ') ?? []) {
        const root = /** @type {Document | ShadowRoot} */ (plain.tree(one));
        const named = id ? plain.findAll(root, `#${CSS.escape(id)}`)[0] : undefined;
        if (named && named !== one) labels.push(short(named) ?? '');
      }
      // The name of a row goes before the cells between.
      const named =
        plain.localName(one) === 'td' ? siblingsBefore(one).find((node) => tagOf(node) === 'th') : undefined;
      for (const before of named ? [named] : siblingsBefore(one)) {
        // Of several values below a name each has it.
        if (isMemberBeside(before, one)) continue;
        // Other members of an object, beside the one that the value is in.
        if (one !== element && one !== home && isAlike(before, one) && !isNameOf(before, one)) continue;
        const text = short(before);
        if (text === null) return labels;
        if (text !== '') labels.push(text);
        if (labels.length === LABELS) return labels;
      }
      const parent = tree.elementOf(tree.parentOf(one));
      if (!parent || parent === plain.body() || (one === home && plain.localName(one) !== 'li')) break;
      if (home && !tree.pathOf(one).includes(home)) break;
      // What an element of the page's own is made of counts for nothing.
      if (labels.length === known && inShadow < DEEP && plain.tree(one) instanceof ShadowRoot) {
        inShadow += 1;
        up -= 1;
      }
      one = parent;
    }
    return labels;
  };

  /** What a label says beside the field that it may hold. @param {Element} label @param {Element} field */
  const labelOf = (label, field) => {
    const beside = Array.from(plain.childNodes(label)).filter((node) => !plain.contains(node, field));
    const texts = beside.flatMap((node) => (plain.isElement(node) || plain.isText(node) ? (short(node) ?? []) : []));
    return texts.join(' ').trim();
  };

  /** The text that a style sheet puts before what an element holds: words, and attributes; empty where there is none. @param {Element} element */
  const generatedBefore = (element) => {
    const { content } = getComputedStyle(element, '::before');
    if (content === 'none' || content === 'normal' || content === '' || content.length > 4 * LABEL) return '';
    // Words stand between quotes, names of attributes between them.
    const parts = content.split('"').map((part, index) => {
      if (index % 2 === 1) return part;
      const [, name] = part.trim().split('attr(');
      return name === undefined ? '' : (plain.attribute(element, name.split(')')[0] ?? '') ?? '');
    });
    const text = parts.join('').trim();
    return text.length > LABEL ? '' : text;
  };

  /** The nearest element that holds a value with what is beside it. @param {Element} element */
  const homeOf = (element) => {
    let one = /** @type {Element | null} */ (element);
    for (let up = 0; one && up < DEEP; up += 1, one = tree.elementOf(tree.parentOf(one)))
      if (plain.matches(one, HOME)) return one;
    return null;
  };

  /** The elements and texts before a node in its parent, the nearest first. @param {Node} node */
  const siblingsBefore = (node) => {
    /** @type {(Element | Text)[]} */
    const found = [];
    let before = plain.previousSibling(node);
    for (let looked = 0; before && looked < MOST; looked += 1, before = plain.previousSibling(before))
      if (plain.isElement(before) || plain.isText(before)) found.push(before);
    return found;
  };

  /** Whether two elements are of one kind, by their tag and their class. @param {Node} one @param {Element} other */
  const isAlike = (one, other) => {
    const kind = plain.attribute(other, 'class') ?? '';
    return (
      plain.isElement(one) &&
      kind !== '' &&
      plain.localName(one) === plain.localName(other) &&
      plain.attribute(one, 'class') === kind
    );
  };

  /** Whether both are parts of one list. @param {Node} node @param {Element} element */
  const isMemberBeside = (node, element) =>
    node !== element && MEMBER.includes(tagOf(node)) && tagOf(node) === plain.localName(element);

  /** The short texts of the other parts of the list that a value is in: `"type": "imphash"` beside `"value"`. @param {Element} element */
  const membersOf = (element) => {
    const home = homeOf(element);
    const parent = home && plain.parentNode(home);
    if (!parent) return [];
    const all = Array.from(plain.childNodes(parent));
    const at = all.indexOf(home);
    return all
      .slice(Math.max(0, at - MEMBERS / 2), at + MEMBERS / 2)
      .flatMap((node) => (plain.isElement(node) && isMemberBeside(node, home) ? (short(node) ?? []) : []));
  };

  /** Whether one of two alike elements names the other one: it has no digit. @param {Element | Text} name @param {Element} element */
  const isNameOf = (name, element) => {
    const all = Array.from(plain.childNodes(/** @type {Node} */ (plain.parentNode(element))));
    const hasDigit = [...(short(name) ?? '0')].some((letter) => letter >= '0' && letter <= '9');
    return !hasDigit && all.filter((node) => isAlike(node, element)).length === 2;
  };

  /** @param {Node} node */
  const tagOf = (node) => (plain.isElement(node) ? plain.localName(node) : '');

  /** The other one of two short texts that are all a box holds: cards of numbers have the name below. @param {Element} element */
  const partnerOf = (element) => {
    for (let one = element, up = 0; up < NEAR; up += 1) {
      const parent = tree.elementOf(tree.parentOf(one));
      if (!parent || parent === plain.body()) return '';
      const all = Array.from(plain.childNodes(parent)).filter((node) => (plain.textContent(node) ?? '').trim() !== '');
      const [first, other] = all;
      if (all.length === 2 && first === one && other && (plain.isElement(other) || plain.isText(other)))
        return short(other) ?? '';
      if (all.length > 1) return '';
      one = parent;
    }
    return '';
  };

  /** What an element or a text says, null where it is too long for a label. @param {Element | Text} node */
  const short = (node) => {
    if (plain.isText(node)) return node.data.trim().length > LABEL ? null : node.data.trim();
    if (plain.matches(node, looks.ROW) || Number(plain.textContent(node)?.length) > 4 * LABEL) return null;
    const text = walk.textOf(node).trim() || spokenIn(node) || generatedBefore(node);
    if (text.length > LABEL || text.includes('\n')) return null;
    // Of an icon, what it is called.
    const isIcon = [...text].every(
      (letter) => letter.toLowerCase() === letter.toUpperCase() && !(letter >= '0' && letter <= '9'),
    );
    return (isIcon ? plain.attribute(node, 'title') : null) ?? text;
  };

  /** The text of an element that is drawn for those alone who hear it; empty for others. @param {Element} element */
  const spokenIn = (element) => {
    const { width, height } = plain.box(element);
    const isDrawn = getComputedStyle(element).display !== 'none';
    return isDrawn && width <= SPOKEN && height <= SPOKEN ? (plain.textContent(element) ?? '').trim() : '';
  };

  return { of, membersOf, partnerOf };
}
