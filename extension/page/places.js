/** Where the boxes of a page stand: in sight, or where nobody scrolls to. */

/** A box of the page, in CSS pixels. @typedef {Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom' | 'width' | 'height'>} PagePlaced */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {number} dot the size of a box that shows nothing where it cuts what it holds, in CSS pixels
 */
function pagePlaces(plain, tree, dot) {
  /** The left and upper edge that one can scroll to inside an element. @typedef {{ left: number, top: number }} Edges */
  const page = { left: -scrollX, top: -scrollY };
  const body = plain.body();
  const root = plain.root();
  const leftwards = root !== null && getComputedStyle(root).direction === 'rtl';
  /** @type {Map<Element, Edges>} */
  const edges = new Map();

  /** The edges inside an element: its own where it scrolls, else those of what is around it. @param {Element | null} element @returns {Edges} */
  const edgesIn = (element) => {
    const known = element ? edges.get(element) : page;
    if (!element || known) return known ?? page;
    const path = [];
    let found = page;
    for (
      let one = /** @type {Element | null} */ (element);
      one && one !== body && one !== root;
      one = tree.elementOf(tree.parentOf(one))
    ) {
      const there = edges.get(one);
      const [across, down] = there ? [0, 0] : [plain.scrollLeft(one), plain.scrollTop(one)];
      if (there || across !== 0 || down !== 0) {
        const box = there ?? plain.box(one);
        found = there ?? { left: box.left - across, top: box.top - down };
        path.push(one);
        break;
      }
      path.push(one);
    }
    for (const one of path) edges.set(one, found);
    return found;
  };

  /** After so many of one kind that stand alike in boxes of one size, the others do, too. */
  const ALIKE = 4;
  /** How far boxes of one kind may be from each other, in CSS pixels. */
  const NEAR = 0.5;

  /**
   * A box inside another one, and the size of that; how many were found so, 0 where they differ.
   *
   * @typedef {{ left: number, top: number, width: number, height: number, wide: number, high: number, found: number }} Inside
   */
  /** By the style of the box around, and the sign of the element. @type {Map<PageStyle, Map<string, Inside>>} */
  const known = new Map();

  /**
   * The box of an element. To ask for each of very many takes most of the time that a grid is read in, and the cells of a
   * column stand alike in their rows.
   *
   * @param {Element} element
   * @param {PageLook | null} around
   * @param {string | null} sign what elements that are placed alike share: tag, class, and their own style, positions too
   * @returns {PagePlaced}
   */
  const boxOf = (element, around, sign) => {
    if (!around?.box || sign === null) return plain.box(element);
    let signs = known.get(around.style);
    if (!signs) known.set(around.style, (signs = new Map()));
    const one = signs.get(sign);
    const { left, top, width: wide, height: high } = around.box;
    if (one && one.found >= ALIKE && one.wide === wide && one.high === high)
      return {
        left: left + one.left,
        right: left + one.left + one.width,
        top: top + one.top,
        bottom: top + one.top + one.height,
        width: one.width,
        height: one.height,
      };
    const box = plain.box(element);
    const here = { left: box.left - left, top: box.top - top, width: box.width, height: box.height, wide, high };
    if (!one) signs.set(sign, { ...here, found: 1 });
    else one.found = one.found > 0 && isAlike(one, here) ? one.found + 1 : 0;
    return box;
  };

  /** @param {Omit<Inside, 'found'>} one @param {Omit<Inside, 'found'>} other */
  const isAlike = (one, other) =>
    one.wide === other.wide &&
    one.high === other.high &&
    Math.abs(one.left - other.left) < NEAR &&
    Math.abs(one.top - other.top) < NEAR &&
    Math.abs(one.width - other.width) < NEAR &&
    Math.abs(one.height - other.height) < NEAR;

  /** Whether a box stands where nobody can see it. @param {PagePlaced} box @param {PageStyle} style @param {Element | null} around */
  const isAway = (box, style, around) => {
    if (style.clipped && !style.inline && (box.width < dot || box.height < dot)) return true;
    if (!style.moved || leftwards) return false;
    const { left, top: upper } = edgesIn(around);
    return (box.width > 0 && box.right <= left) || (box.height > 0 && box.bottom <= upper);
  };

  return { boxOf, isAway };
}
