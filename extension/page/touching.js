/** Values that touch: how far a double click goes that takes several at once. */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 */
function pageTouching(plain, tree) {
  /** How much wider than its text a box may be whose text touches what is beside it, in CSS pixels. */
  const ROOM = 2;

  /** Whether a box stands in a line and is no wider than what it holds: no box of its own, no cell. @param {Element} element */
  const isInline = (element) => {
    const { display, paddingLeft, paddingRight } = getComputedStyle(element);
    if (display === 'inline') return true;
    if (!display.startsWith('inline')) return false;
    const range = plain.range();
    range.selectNodeContents(element);
    const held = range.getBoundingClientRect().width + parseFloat(paddingLeft) + parseFloat(paddingRight);
    return plain.box(element).width - held <= ROOM;
  };

  /** Whether a stretch is in one line of boxes that touch, as far as a double click goes. @param {PageStretch} stretch */
  const isInLine = ({ from, to }) => {
    const around = tree.around(from.node, to.node);
    const paths = [from.node, to.node].map((node) => tree.pathOf(node));
    return paths.every((path) => {
      const inside = path.slice(0, around ? path.indexOf(around) : path.length).filter((node) => plain.isElement(node));
      return inside.every((element) => isInline(element));
    });
  };

  return { isInLine };
}
