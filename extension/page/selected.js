/** The selection on a page: its stretches in the order in which they are seen, with what stands around them. */

/**
 * A stretch of the page, from one place to another.
 *
 * @typedef {{ from: PagePlace, to: PagePlace }} PageStretch
 */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 * @param {ReturnType<typeof pageLines>} lines
 */
function pageSelected(plain, tree, looks, lines) {
  /** How much is read around a selection at each side, in UTF-16 units: longer than any indicator. */
  const AROUND = 4_096;
  /** Blocks with more elements than this are not read whole around a selection. */
  const SMALL = 200;

  /** The ranges of the selection, which may be in shadow roots. @param {Element | null} pointed the element below the pointer @returns {PageStretch[]} */
  const ranges = (pointed) => {
    const selection = getSelection();
    if (!selection || selection.rangeCount === 0) return [];
    const given = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
    const composed =
      given.length === 1 && typeof selection.getComposedRanges === 'function' ? inShadows(selection, pointed) : null;
    const all = composed ? [composed] : given;
    return all.map(({ startContainer, startOffset, endContainer, endOffset }) => ({
      from: { node: startContainer, offset: startOffset },
      to: { node: endContainer, offset: endOffset },
    }));
  };

  /**
   * The selection with its ends inside shadow roots. A browser tells only of the roots that it is given, and else that
   * the selection is at their host; so hosts are asked for, one in the other.
   *
   * @param {Selection} selection
   * @param {Element | null} pointed
   */
  const inShadows = (selection, pointed) => {
    /** @type {Set<ShadowRoot>} */
    const roots = new Set();
    for (let one = /** @type {Node | null} */ (pointed ?? plain.focused()); one; one = tree.parentOf(one)) {
      const root = plain.tree(one);
      if (root instanceof ShadowRoot) roots.add(root);
    }
    for (;;) {
      const [range] = selection.getComposedRanges({ shadowRoots: [...roots] });
      if (!range) return null;
      const known = roots.size;
      for (const [node, offset] of /** @type {const} */ ([
        [range.startContainer, range.startOffset],
        [range.endContainer, range.endOffset],
      ])) {
        for (const near of [node, plain.childNodes(node)[offset], plain.childNodes(node)[offset - 1]]) {
          const root = near ? tree.rootOf(near) : null;
          if (root) roots.add(root);
        }
      }
      if (roots.size === known) return range;
    }
  };

  /** Where an element is on the page, whatever it is wrapped in. @param {Node} node */
  const boxOf = (node) => (plain.isElement(node) ? plain.box(node) : null);

  /**
   * A stretch across rows, or cells, in the order of the eye: grids draw their rows in another order than they stand in the page.
   * `missing` where rows between the ends are not on the page at all.
   *
   * @param {PageStretch} stretch
   * @returns {{ stretches: PageStretch[], missing: boolean }}
   */
  const asSeen = (stretch) => {
    const same = { stretches: [stretch], missing: false };
    const common = tree.around(stretch.from.node, stretch.to.node);
    if (!common || common === stretch.from.node || common === stretch.to.node) return same;
    const below = (/** @type {Node} */ node) => {
      const path = tree.pathOf(node);
      return path[path.indexOf(common) - 1];
    };
    const [first, last] = [below(stretch.from.node), below(stretch.to.node)];
    const [top, bottom] = [first, last].map((node) => (node ? boxOf(node) : null));
    if (!first || !last || !top || !bottom || top.height === 0 || bottom.height === 0) return same;
    // Only what is placed row by row can be out of its order.
    if (!looks.of(/** @type {Element} */ (first)).style.moved) return same;
    /** @type {{ node: Element, box: DOMRect }[]} */
    const rows = [];
    const holder = plain.parentNode(first);
    const onwards = plain.isElement(common) && getComputedStyle(common).direction === 'rtl' ? -1 : 1;
    /** Which of two boxes is read first: the upper one, and of two in one line the one where lines begin. @param {DOMRect} one @param {DOMRect} other */
    const inLines = (one, other) =>
      Math.abs(one.top - other.top) > 1 ? one.top - other.top : onwards * (one.left - other.left);
    for (const node of holder ? Array.from(plain.childNodes(holder)) : [])
      if (plain.isElement(node)) rows.push({ node, box: plain.box(node) });
    const [upper, lower] = inLines(top, bottom) <= 0 ? [top, bottom] : [bottom, top];
    const between = rows
      .filter(({ box }) => box.height > 0 && inLines(upper, box) <= 0 && inLines(box, lower) <= 0)
      .sort((one, other) => inLines(one.box, other.box));
    const missing = between.some(
      ({ box }, index) => index > 0 && box.top - Number(between[index - 1]?.box.bottom) > box.height,
    );
    const start = rows.findIndex(({ node }) => node === first);
    const inOrder = between.every(({ node }, index) => rows[start + index]?.node === node);
    if (inOrder) return { stretches: [stretch], missing };
    const [from, to] = upper === top ? [stretch.from, stretch.to] : [stretch.to, stretch.from];
    const stretches = between.map(({ node }, index) => ({
      from: index === 0 ? from : { node, offset: 0 },
      to: index === between.length - 1 ? to : { node, offset: plain.childNodes(node).length },
    }));
    return { stretches, missing };
  };

  /** The cell, or else the block, that a place stands in. @param {PagePlace} place */
  const homeOf = ({ node, offset }) => {
    const at = plain.isElement(node) ? (plain.childNodes(node)[offset] ?? plain.lastChild(node) ?? node) : node;
    const element = tree.elementOf(at);
    if (!element) return null;
    const { cell, block } = looks.of(element);
    return cell ?? lines.wholeOf(block);
  };

  /**
   * A stretch as the hand drew it. Firefox takes a drag that ends in the free space of a cell to a row above: what is
   * selected ends where the drag began, and of the cell under the pointer not a letter is (seen with Firefox 153,
   * 2026-11; look again: 2027-11). Then the cells from the beginning of the drag to the pointer are meant.
   *
   * @param {PageStretch} stretch
   * @param {Element | null} pointed the element below the pointer
   * @returns {PageStretch | null} null where the selection is what was drawn
   */
  const asDrawn = ({ from, to }, pointed) => {
    const chosen = getSelection();
    if (!pointed || chosen?.anchorNode !== to.node || chosen.anchorOffset !== to.offset) return null;
    if (!(to.node instanceof Text) || to.node.data.slice(0, to.offset).trim() !== '') return null;
    const began = homeOf(to);
    const ended = homeOf({ node: pointed, offset: 0 });
    if (!began || !ended) return null;
    const { row } = looks.of(began);
    const isAlong = began === ended || (row !== null && looks.of(ended).row === row);
    if (!isAlong || tree.pathOf(from.node).includes(row ?? began)) return null;
    if (plain.box(ended).left < plain.box(began).left) return null;
    return { from: to, to: { node: ended, offset: plain.childNodes(ended).length } };
  };

  /** More texts and marks than this beside each other are not read whole. */
  const RUN = 400;

  /**
   * Where the run of texts and marks begins, or ends, that a node stands in between two blocks: a line of a page that holds
   * more than a value.
   *
   * @param {Node} node
   * @param {'previousSibling' | 'nextSibling'} onwards
   * @returns {PagePlace | null}
   */
  const edgeOfRun = (node, onwards) => {
    const isInline = (/** @type {Node} */ one) =>
      plain.isText(one) || (plain.isElement(one) && plain.localName(one) !== 'br' && looks.of(one).style.inline);
    let one = node;
    for (let around = plain.parentNode(one); around && plain.isElement(around) && isInline(around);) {
      one = around;
      around = plain.parentNode(one);
    }
    let length = 0;
    for (let count = 0, next = plain[onwards](one); next && isInline(next) && count < RUN; count += 1) {
      const text = plain.textContent(next) ?? '';
      length += text.length;
      const end = onwards === 'nextSibling' ? text.indexOf('\n') : text.lastIndexOf('\n') + 1;
      const isEnd = text.includes('\n') && keepsLines(next);
      if (isEnd && plain.isText(next)) return { node: next, offset: end };
      if (isEnd || length > AROUND) break;
      one = next;
      next = plain[onwards](one);
    }
    const parent = plain.parentNode(one);
    // What is inside a host of a shadow root is drawn elsewhere, each in its slot.
    if (!parent || !isInline(one) || tree.rootOf(parent)) return null;
    const index = Array.from(plain.childNodes(parent)).indexOf(/** @type {ChildNode} */ (one));
    return { node: parent, offset: onwards === 'nextSibling' ? index + 1 : index };
  };

  /** Whether the ends of lines are drawn in a text or an element. @param {Node} node */
  const keepsLines = (node) => {
    const element = tree.elementOf(node);
    return element !== null && looks.of(element).style.spaces !== 'collapse';
  };

  /** The place where what stands before a selection begins. @param {PagePlace} place @returns {PagePlace} */
  const before = (place) => {
    const home = homeOf(place);
    // A place may be before a block that it is not in: nothing of that stands before it.
    if (
      home &&
      plain.contains(home, place.node) &&
      plain.countInside(home) < SMALL &&
      Number(plain.textContent(home)?.length) < AROUND
    )
      return { node: home, offset: 0 };
    if (!(place.node instanceof Text)) return place;
    const begins = keepsLines(place.node) ? place.node.data.lastIndexOf('\n', place.offset - 1) + 1 : 0;
    if (place.offset > 0 && begins > 0) return { node: place.node, offset: Math.max(begins, place.offset - AROUND) };
    const near = place.node.data.length < AROUND ? edgeOfRun(place.node, 'previousSibling') : null;
    return near ?? { node: place.node, offset: Math.max(0, place.offset - AROUND) };
  };

  /** The place where what stands behind a selection ends. @param {PagePlace} place its end @param {PagePlace} [from] its beginning @returns {PagePlace} */
  const behind = (place, from) => {
    const home = homeOf(place);
    // Firefox ends a double click on a part of a value, `<b>local</b>/bin`, before the text behind it (seen with Firefox 153,
    // 2026-11; look again: 2027-11).
    const goesOn = from !== undefined && home !== null && home === homeOf(from);
    // A place before the first text of a block is behind the block before it, as after a triple click.
    if (!goesOn && (!(place.node instanceof Text) || place.offset === 0)) return place;
    if (home && plain.countInside(home) < SMALL && Number(plain.textContent(home)?.length) < AROUND)
      return { node: home, offset: plain.childNodes(home).length };
    if (!(place.node instanceof Text)) return place;
    const ends = keepsLines(place.node) ? place.node.data.indexOf('\n', place.offset) : -1;
    if (ends >= 0) return { node: place.node, offset: Math.min(ends, place.offset + AROUND) };
    const near = place.node.data.length < AROUND ? edgeOfRun(place.node, 'nextSibling') : null;
    return near ?? { node: place.node, offset: Math.min(place.node.data.length, place.offset + AROUND) };
  };

  return { ranges, asDrawn, asSeen, before, behind, homeOf, edgeOfRun };
}
