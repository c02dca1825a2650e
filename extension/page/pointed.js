/** The place of the pointer: the element, its cell, its row, the link around it, and the letter that was clicked. */

/**
 * The element under the pointer, as evidence. Texts are empty where an element holds more than one value's worth.
 *
 * @typedef {object} PagePointed
 * @property {string} before what stands before it in its cell, or in the block it stands in
 * @property {string} text of the innermost element
 * @property {string} after what stands behind it there
 * @property {string} title what the page shows when the pointer rests there
 * @property {string[]} labels short texts before it, or above it, that may be its name, the nearest first
 * @property {string[]} members short texts of the other parts of the list that it is in
 * @property {string} partner the short text behind it, where nothing else is in a box with it; empty elsewhere
 * @property {boolean} selectable whether a click there would put the caret there
 * @property {boolean} clicked whether the keyboard is where a click there would put it
 */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 * @param {ReturnType<typeof pageWalk>} walk
 * @param {ReturnType<typeof pageLabels>} labels
 * @param {ReturnType<typeof pageSelected>} selected
 * @param {ReturnType<typeof pageLines>} lines
 * @param {(element: Element) => boolean} catchesKeys whether an element only catches keys
 */
function pagePointed(plain, tree, looks, walk, labels, selected, lines, catchesKeys) {
  /** An element with more text than this, in UTF-16 units, or more elements is no value but a part of the page. */
  const LONG = 4_096;
  const MANY = 60;

  /** The innermost element that the pointer is on, in shadow roots too. @returns {Element | null} */
  const hovered = () => {
    let found = /** @type {Element | null} */ (null);
    for (
      let root = /** @type {Document | ShadowRoot | null} */ (document);
      root;
      root = found ? tree.rootOf(found) : null
    ) {
      const inner = plain.findAll(root, ':hover').at(-1);
      if (!inner) break;
      found = inner;
    }
    // A slot is no box: its host is.
    while (found && plain.localName(found) === 'slot') found = tree.elementOf(tree.parentOf(found));
    for (let around = found && veiledBy(found); around; around = veiledBy(around)) found = around;
    return found === plain.root() ? null : found;
  };

  /** How far the edges of a veil may be from those of what it lies on, in CSS pixels. */
  const EDGE = 3;

  /** What an empty element lies on, as buttons draw how they are pressed; null for others. @param {Element} element */
  const veiledBy = (element) => {
    const around = tree.elementOf(tree.parentOf(element));
    const isEmpty = ['span', 'div'].includes(plain.localName(element)) && !plain.firstChild(element);
    if (!isEmpty || !around || getComputedStyle(element).position !== 'absolute') return null;
    const [own, outer] = [plain.box(element), plain.box(around)];
    const sides = /** @type {const} */ (['left', 'top', 'right', 'bottom']);
    return sides.every((side) => Math.abs(own[side] - outer[side]) <= EDGE) ? around : null;
  };

  /** The text of an element, empty where it is a part of the page rather than a value. @param {Element | null} element */
  const valueOf = (element) => {
    if (!element || element === plain.body() || plain.matches(element, looks.ROW)) return '';
    if (
      plain.countInside(element) > MANY ||
      plain.find(element, looks.CELL) ||
      Number(plain.textContent(element)?.length) > LONG
    )
      return '';
    const text =
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? fieldText(element)
        : walk.textOf(element);
    return text.length > LONG ? '' : text;
  };

  /** The text of an element, and of its cell or block at both sides of it. @param {Element} element @param {Element} home */
  const within = (element, home) => {
    const text = valueOf(element);
    const alone = { before: '', text, after: '' };
    const parent = plain.parentNode(element);
    const index = parent ? [...plain.childNodes(parent)].indexOf(element) : -1;
    if (home === element || !parent || index < 0) return alone;
    const whole = { from: { node: home, offset: 0 }, to: { node: home, offset: plain.childNodes(home).length } };
    // Of a part of the page that holds more than a value, the line.
    const [from, to] = valueOf(home) === '' ? edges(element) : [whole.from, whole.to];
    if (!from || !to) return alone;
    const out = walk.start();
    walk.read(out, from, { node: parent, offset: index });
    const start = out.parts.length;
    walk.read(out, { node: parent, offset: index }, { node: parent, offset: index + 1 });
    const end = out.parts.length;
    walk.read(out, { node: parent, offset: index + 1 }, to);
    return {
      before: out.parts.slice(0, start).join(''),
      text: out.parts.slice(start, end).join(''),
      after: out.parts.slice(end).join(''),
    };
  };

  /** Both ends of the line of texts and marks that an element stands in; null where it is a block of its own. @param {Element} element */
  const edges = (element) =>
    looks.of(element).style.inline && plain.countInside(element) < MANY
      ? [selected.edgeOfRun(element, 'previousSibling'), selected.edgeOfRun(element, 'nextSibling')]
      : [null, null];

  /** @param {HTMLInputElement | HTMLTextAreaElement} field */
  const fieldText = (field) => (field.type === 'password' || field.type === 'hidden' ? '' : field.value);

  /** The tooltips of an element and those around it, from inside out. @param {Element | null} element */
  const titleOf = (element) => {
    for (let one = element, up = 0; one && up < 3; one = tree.elementOf(tree.parentOf(one)), up += 1) {
      const title = plain.attribute(one, 'title') || (one === element ? spokenOf(one) : '');
      if (title && !plain.matches(one, looks.ROW) && one !== plain.body()) return title.slice(0, LONG);
    }
    return '';
  };

  /** The text that is spoken in place of an element's own, where that is shortened: `b31228f7…93d5f`. @param {Element} element */
  const spokenOf = (element) => {
    const spoken = plain.attribute(element, 'aria-label') ?? '';
    const text = spoken === '' ? '' : valueOf(element);
    return text.includes('…') || text.includes('...') ? spoken : '';
  };

  /** The element that a click on this one gives the keyboard to; null where that is the page. @param {Element} element */
  const focusOf = (element) =>
    tree.closest(element, 'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]');

  /** @param {Element | null} element @param {Element | null} active what has the keyboard @returns {PagePointed | null} */
  const evidence = (element, active) => {
    if (!element) return null;
    const focus = focusOf(element);
    const { cell, block, style } = looks.of(element);
    // A shape of a drawing without a text: what is written elsewhere in it is not under the pointer.
    const isShape = element instanceof SVGElement && (plain.textContent(element) ?? '').trim() === '';
    const nothing = { before: '', text: '', after: '' };
    return {
      ...(isShape ? nothing : within(element, cell ?? lines.wholeOf(block))),
      title: titleOf(element),
      labels: isShape ? [] : labels.of(element),
      members: isShape ? [] : labels.membersOf(element),
      partner: isShape ? '' : labels.partnerOf(element),
      selectable: !isShape && style.picks && !plain.closest(element, 'a[href], button, [draggable="true"]'),
      clicked: focus
        ? focus === active
        : active === null || active === plain.body() || plain.contains(active, element) || catchesKeys(active),
    };
  };

  /** The link around an element. @param {Element | null} element */
  const linkAt = (element) => {
    const link = tree.closest(element, 'a[href], area[href]');
    return link instanceof HTMLAnchorElement || link instanceof HTMLAreaElement ? link : null;
  };

  /** The link around an element, as evidence. @param {Element | null} element */
  const link = (element) => {
    const here = linkAt(element);
    return here ? { url: here.href, text: valueOf(here), title: titleOf(here) } : null;
  };

  return { hovered, evidence, link, valueOf };
}
