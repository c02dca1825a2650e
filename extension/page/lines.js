/** The separator between two pieces of text on a page: nothing, a blank, a tab between cells, a line break between rows. */

/**
 * A piece of text as it was read: of a text node, from one UTF-16 unit to another, or the value of a field.
 *
 * @typedef {{ node: Text | Element, from: number, to: number, look: PageLook }} PagePiece
 */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 */
function pageLines(plain, tree, looks) {
  /** Pieces nearer than this, in parts of a letter's size, are one value that the page cut: `<mark>10.0</mark>.0.1`. */
  const GLUED = 0.15;
  /** Pieces of one line farther than this, in parts of a letter's size, are told apart though no blank is between them. */
  const APART = 0.4;

  /** Elements that mark a part of a value, and are boxes of their own only by chance: all children of a flex box are. */
  const MARKS = ['mark', 'em', 'b', 'strong', 'i', 'u'];

  /** Names of fonts of pictures, and how long the name of one may be, in UTF-16 units. */
  const ICONS = ['icon', 'symbol', 'awesome', 'glyph'];
  const ICON = 24;
  /** How much room a chip has at its sides at least, in CSS pixels: a mark of what was found has less. */
  const ROOM = 3;

  const range = plain.range();

  /** The box of the last or the first letter of a piece. @param {PagePiece} piece @param {boolean} last */
  const letter = ({ node, from, to }, last) => {
    if (plain.isElement(node)) return plain.box(node);
    range.setStart(node, last ? Math.max(from, to - 1) : from);
    range.setEnd(node, last ? to : Math.min(to, from + 1));
    const boxes = range.getClientRects();
    return boxes[last ? boxes.length - 1 : 0] ?? range.getBoundingClientRect();
  };

  /** Whether boxes stand beside each other. @param {PagePlaced} one @param {PagePlaced} other */
  const beside = (one, other) => {
    const high = Math.min(one.height, other.height);
    const wide = Math.min(one.width, other.width);
    const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const covered = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    return high > 0 && shared >= high / 2 && covered <= wide / 2;
  };

  /** How far two pieces are from each other on their line, in parts of a letter's size; null where they stand on two. @param {PagePiece} one @param {PagePiece} other */
  const gap = (one, other) => {
    const [a, b] = [letter(one, true), letter(other, false)];
    const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (shared < Math.min(a.height, b.height) / 2) return null;
    const far = (/** @type {PagePlaced} */ box) => Math.max(box.left - a.right, a.left - box.right);
    const wide = far(b) > 0 && getComputedStyle(other.look.block).direction === 'rtl';
    // A number in a line from right to left begins at its far end.
    return Math.min(far(b), wide ? far(letter(other, true)) : Infinity) / Math.max(1, other.look.style.size);
  };

  /** The boxes in which two pieces stand, below what is around both. @param {PagePiece} one @param {PagePiece} other */
  const branches = (one, other) => {
    let [mine, theirs] = /** @type {Node[]} */ ([one.node, other.node]);
    let a = /** @type {PageLook | null} */ (one.look);
    let b = /** @type {PageLook | null} */ (other.look);
    while (a && b && a.element !== b.element) {
      const [up, down] = [a.depth >= b.depth, b.depth >= a.depth];
      if (up) [mine, a] = [a.element, a.around];
      if (down) [theirs, b] = [b.element, b.around];
    }
    return [mine, theirs];
  };

  /** The box that was looked at last: what comes second in one comparison comes first in the next. */
  let known = /** @type {{ node: Element, box: PagePlaced } | null} */ (null);

  /** The box of the outermost element with a width that a piece stands in, below one that has none; null where none is known. @param {Node} node @param {PagePiece} piece */
  const wideInside = (node, { look }) => {
    let found = null;
    for (let one = /** @type {PageLook | null} */ (look); one && one.element !== node; one = one.around)
      if (one.box && one.box.width > 0) found = one.box;
    return found;
  };

  /** @param {Node | undefined} node @param {PagePiece} piece @param {boolean} last */
  const boxOf = (node, piece, last) => {
    if (!node || !plain.isElement(node)) return letter(piece, last);
    const box = known?.node === node ? known.box : (looks.of(node).box ?? plain.box(node));
    known = { node, box };
    // Rows whose cells are placed by themselves have no width.
    return box.width > 0 ? box : (wideInside(node, piece) ?? letter(piece, last));
  };

  /** @param {Node | undefined} node */
  const isMark = (node) =>
    node !== undefined && plain.isElement(node) && MARKS.includes(plain.localName(node)) && !isIcon(node);

  /** Whether an element draws a picture by the name of it, in a font of such. @param {Element} element */
  const isIcon = (element) => {
    if (Number(plain.textContent(element)?.length) > ICON) return false;
    const fonts = getComputedStyle(element).fontFamily.toLowerCase();
    return ICONS.some((name) => fonts.includes(name)) || (plain.attribute(element, 'class') ?? '').includes('icon');
  };

  /** Whether an element is a chip at this side: filled or framed, with room between its edge and its text. @param {Node | undefined} node @param {'Left' | 'Right'} side */
  const isChip = (node, side) => {
    if (!node || !plain.isElement(node) || MARKS.includes(plain.localName(node))) return false;
    const style = getComputedStyle(node);
    const isFilled = style.backgroundColor !== 'rgba(0, 0, 0, 0)' || parseFloat(style[`border${side}Width`]) > 0;
    return isFilled && parseFloat(style[`padding${side}`]) >= ROOM;
  };

  /** Whether two pieces without a blank between them are told apart by what they stand in. @param {PagePiece} one @param {PagePiece} other */
  const isApart = (one, other) => {
    if (one.look.element === other.look.element) return false;
    const [a, b] = branches(one, other);
    return (
      [a, b].some((node) => node && plain.isElement(node) && isIcon(node)) || isChip(a, 'Right') || isChip(b, 'Left')
    );
  };

  /** Whether a piece stands above or below its line. @param {PagePiece} piece */
  const isRaised = ({ look }) => look.style.inline && ['sup', 'sub'].includes(plain.localName(look.element));

  /** Whether a value may go on from one piece to the other: two numbers or two words that touch are two, `evil` and `.com` one. @param {PagePiece} one @param {PagePiece} other */
  const isJoint = (one, other) => {
    const [end, begin] = [one.node, other.node].map((node) => (plain.isElement(node) ? '' : node.data));
    // A sign is neither: it has no upper and lower case, and is no digit.
    const isLetter = (/** @type {string} */ one) =>
      one !== '' && (one.toLowerCase() !== one.toUpperCase() || (one >= '0' && one <= '9'));
    return !(isLetter(end?.[one.to - 1] ?? '') && isLetter(begin?.[other.from] ?? ''));
  };

  /** How far the rest of a value is from what an ellipsis ends, in CSS pixels. */
  const TOUCHING = 1.5;

  /** Whether two elements are one value whose beginning an ellipsis ends, so that its end is seen: `C:\Users\…\node.exe`. @param {Element} one @param {Element} rest */
  const isCut = (one, rest) => {
    if (plain.parentNode(one) !== plain.parentNode(rest)) return false;
    const [cut, other] = [one, rest].map((element) => getComputedStyle(element));
    const ends = (/** @type {Element} */ element, /** @type {CSSStyleDeclaration | undefined} */ style) =>
      looks.of(element).style.clipped && style?.textOverflow === 'ellipsis';
    // Cells of a row have blanks inside their edges, or between them.
    const isApart = parseFloat(cut?.paddingRight ?? '') > 0 || parseFloat(other?.paddingLeft ?? '') > 0;
    const touches = Math.abs(plain.box(rest).left - plain.box(one).right) < TOUCHING;
    if (!ends(one, cut) || ends(rest, other) || isApart || !touches) return false;
    range.selectNodeContents(one);
    return range.getBoundingClientRect().right >= plain.box(one).right - TOUCHING;
  };

  /** The element around a value that is cut so; the given one for others. @param {Element} element */
  const wholeOf = (element) => {
    const sibling = (/** @type {'previousSibling' | 'nextSibling'} */ onwards) => {
      const beside = plain[onwards](element);
      return beside && plain.isElement(beside) ? beside : null;
    };
    const [before, behind] = [sibling('previousSibling'), sibling('nextSibling')];
    const isPart = (before && isCut(before, element)) || (behind && isCut(element, behind));
    return (isPart && tree.elementOf(tree.parentOf(element))) || element;
  };

  /** The separator between pieces of different blocks that no table tells apart, by their places. @param {PagePiece} one @param {PagePiece} other */
  const byPlace = (one, other) => {
    if (isCut(one.look.element, other.look.element)) return '';
    const [a, b] = branches(one, other);
    if (!beside(boxOf(a, one, true), boxOf(b, other, false))) return '\n';
    const placed = [a, b].some((node) => node && plain.isElement(node) && looks.of(node).style.moved);
    const far = placed ? null : gap(one, other);
    return far !== null && far > -GLUED && far < GLUED && (isJoint(one, other) || [a, b].some(isMark)) ? '' : '\t';
  };

  /**
   * The separator between a piece and the one before it.
   *
   * @param {PagePiece} one
   * @param {PagePiece} other
   * @param {{ blank: boolean, broken: boolean }} seen whether blanks, or the end of a line, were between them
   * @returns {'' | ' ' | '\t' | '\n'}
   */
  const between = (one, other, { blank, broken }) => {
    if (one.look.row !== other.look.row) return '\n';
    if (one.look.cell !== other.look.cell) return '\t';
    if (one.look.block !== other.look.block) return byPlace(one, other);
    if (broken) return '\n';
    if (one.node === other.node) return blank ? ' ' : '';
    const far = blank && one.look.element === other.look.element ? 0 : (gap(one, other) ?? 0);
    // The number of a footnote is none of an address: `198.51.100.7<sup>3</sup>`.
    if (isRaised(one) !== isRaised(other)) return ' ';
    if (far > 2) return '\t';
    return blank || far > APART || (!isJoint(one, other) && isApart(one, other)) ? ' ' : '';
  };

  return { between, wholeOf };
}
