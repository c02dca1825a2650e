/** Where the boxes of a page stand: in sight, or where nobody scrolls to. */

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

  /** Whether a box stands where nobody can see it. @param {DOMRect} box @param {PageStyle} style @param {Element | null} around */
  const isAway = (box, style, around) => {
    if (style.clipped && !style.inline && (box.width < dot || box.height < dot)) return true;
    if (!style.moved || leftwards) return false;
    const { left, top: upper } = edgesIn(around);
    return (box.width > 0 && box.right <= left) || (box.height > 0 && box.bottom <= upper);
  };

  return { isAway };
}
