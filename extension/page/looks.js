/** How the elements of a page look: whether their text is seen, which line, cell and row it stands in. */

/**
 * The part of an element's look that tells where its text is, and whether anybody sees it.
 *
 * @typedef {object} PageLook
 * @property {Element} element
 * @property {PageLook | null} around the look of the element that it is drawn in
 * @property {number} depth how many elements are around it
 * @property {boolean} gone whether nothing inside it is seen, whatever its own look
 * @property {boolean | null} seen whether text right inside it is seen; null until somebody asks
 * @property {Element} block the element whose lines its text stands in
 * @property {Element | null} cell of a table or grid
 * @property {Element | null} row of a table or grid
 * @property {PageStyle} style
 * @property {DOMRect | null} box where it is, if that had to be known
 */

/**
 * The facts of a style, apart from where its element is.
 *
 * @typedef {object} PageStyle
 * @property {boolean} inline
 * @property {boolean} boxless whether it has no box of its own (`display: contents`), as slots have none
 * @property {string} spaces `collapse`, `lines` where line breaks are kept, `keep` where blanks are too
 * @property {boolean} picks whether a selection may hold its text
 * @property {number} size of its letters, in CSS pixels
 * @property {number[] | null} back the colour behind its text, where it is known
 * @property {boolean} faint whether its letters cannot be told from what is behind them
 * @property {boolean} clipped whether what is outside its box is not shown
 * @property {boolean} moved whether it is placed by itself, out of the flow of what is around it, and may stand where nobody scrolls to
 * @property {Map<string, PageStyle>} inside the styles of elements inside ones of this style, by tag, class and style
 */

/** @param {ReturnType<typeof pagePlain>} plain @param {ReturnType<typeof pageTree>} tree */
function pageLooks(plain, tree) {
  /** The cells of tables and grids. */
  const CELL_TAGS = ['td', 'th'];
  const CELL_ROLES = ['gridcell', 'cell', 'columnheader', 'rowheader'];
  const CELL = [...CELL_TAGS, ...CELL_ROLES.map((role) => `[role="${role}"]`)].join();
  const ROW = 'tr, [role="row"]';
  /** From this many elements on, an element of the same class below an element of the same look is taken to look the same. */
  const MANY = 600;
  /** Properties that only say where a box is and how large. */
  const PLACES = [
    'top:',
    'left:',
    'right:',
    'bottom:',
    'inset',
    'width:',
    'height:',
    'min-',
    'max-',
    'transform:',
    'flex',
    '--',
  ];
  /** A box this small, in CSS pixels, that cuts what it holds shows nothing: the usual way to write for screen readers only. */
  const DOT = 2;
  /** Letters whose colour differs by less than this, summed over red, green and blue, are not seen. */
  const FAINT = 24;

  /** @type {Map<Element, PageLook>} */
  const looks = new Map();
  /** One of each style. @type {Map<string, PageStyle>} */
  const styles = new Map();

  /** The numbers of `rgb(…)` and `rgba(…)`, alpha 1 where there is none; null for other notations. @param {string} colour */
  const numbers = (colour) => {
    if (!colour.startsWith('rgb')) return null;
    const parts = colour
      .slice(colour.indexOf('(') + 1, -1)
      .split(',')
      .map(Number);
    return parts.length === 3 ? [...parts, 1] : parts;
  };

  /** The colour behind a page that has no background: white, unless the page is dark or stands in another one. */
  const canvas = () => {
    const root = plain.root();
    const dark = root !== null && getComputedStyle(root).colorScheme.includes('dark');
    return dark || self !== top ? null : [255, 255, 255, 1];
  };

  /** @param {string} clip */
  const clipsAll = (clip) => {
    if (!clip.startsWith('rect(')) return false;
    const [up, right, down, left] = clip.slice(5, -1).split(',').map(parseFloat);
    return Number(right) - Number(left) <= DOT || Number(down) - Number(up) <= DOT;
  };

  /** @param {string} path */
  const cutsAll = (path) =>
    (path.startsWith('inset(') && parseFloat(path.slice(6)) >= 50 && path.includes('%')) || path.startsWith('circle(0');

  /** An element's own style without place and size, which grids give each row and cell. @param {string} style */
  const readLook = (style) =>
    style
      .split(';')
      .map((one) => one.trim())
      .filter((one) => !PLACES.some((place) => one.startsWith(place)))
      .join() + (style.includes('transform') ? 'moved' : '');

  /** The facts of own styles, by their text: the cells of a column have the same. @type {Map<string, string>} */
  const ownLooks = new Map();

  /** @param {string} style */
  const lookIn = (style) => {
    const known = ownLooks.get(style);
    if (known !== undefined) return known;
    const read = readLook(style);
    ownLooks.set(style, read);
    return read;
  };

  /** A key for how an element looks, as far as the element itself tells: its tag, its class, its own style. @param {Element} element @param {string} tag @param {boolean} bare whether it has no attributes */
  const signOf = (element, tag, bare) => {
    if (bare) return tag;
    const style = plain.attribute(element, 'style');
    return `${tag} ${plain.attribute(element, 'class') ?? ''} ${style ? lookIn(style) : ''}`;
  };

  /** @param {Element} element @param {PageLook | null} around @param {string} tag @param {boolean} bare @returns {PageStyle} */
  const styleOf = (element, around, tag, bare) => {
    if (!around || looks.size <= MANY) return styled(element, around, tag);
    const sign = signOf(element, tag, bare);
    const known = around.style.inside.get(sign);
    if (known) return known;
    const made = styled(element, around, tag);
    around.style.inside.set(sign, made);
    return made;
  };

  /** @param {Element} element @param {PageLook | null} around @param {string} tag @returns {PageStyle} */
  const styled = (element, around, tag) => {
    const style = getComputedStyle(element);
    const back = numbers(style.backgroundColor);
    const behind =
      style.backgroundImage !== 'none'
        ? null
        : back && back[3] === 0
          ? around
            ? around.style.back
            : canvas()
          : back && Number(back[3]) > 0.9
            ? back
            : null;
    const colour = numbers(style.color);
    const differs =
      colour && behind
        ? [0, 1, 2].reduce((sum, part) => sum + Math.abs(Number(colour[part]) - Number(behind[part])), 0)
        : FAINT;
    const size = parseFloat(style.fontSize);
    const made = {
      inline: style.display === 'inline' || style.display === 'contents' || style.display.startsWith('ruby'),
      boxless: style.display === 'contents',
      spaces: style.whiteSpace.startsWith('pre-line')
        ? 'lines'
        : style.whiteSpace.startsWith('pre') || style.whiteSpace.startsWith('break')
          ? 'keep'
          : 'collapse',
      picks: (style.userSelect || style.webkitUserSelect) !== 'none',
      size,
      back: behind,
      faint:
        size < 2 ||
        differs < FAINT ||
        (colour !== null && Number(colour[3]) < 0.1) ||
        Number(style.opacity) < 0.1 ||
        parseFloat(style.textIndent) < -200,
      clipped:
        style.overflowX !== 'visible' ||
        style.overflowY !== 'visible' ||
        style.clip !== 'auto' ||
        style.clipPath !== 'none',
      moved:
        style.position === 'absolute' ||
        style.position === 'fixed' ||
        style.position === 'relative' ||
        style.transform !== 'none' ||
        parseFloat(style.marginLeft) < -200,
      inside: new Map(),
    };
    if (clipsAll(style.clip) || cutsAll(style.clipPath)) made.size = 0;
    const sign = JSON.stringify({ ...made, inside: tag });
    const known = styles.get(sign);
    if (!known) styles.set(sign, made);
    return known ?? made;
  };

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
    if (style.clipped && !style.inline && (box.width < DOT || box.height < DOT)) return true;
    if (!style.moved || leftwards) return false;
    const { left, top: upper } = edgesIn(around);
    return (box.width > 0 && box.right <= left) || (box.height > 0 && box.bottom <= upper);
  };

  /** @param {Element} element @returns {PageLook} */
  const of = (element) => {
    const known = looks.get(element);
    if (known) return known;
    // From the outside in, since pages may be nested deeper than functions.
    const path = [element];
    let around = /** @type {PageLook | null} */ (null);
    for (let one = tree.elementOf(tree.parentOf(element)); one && !around; one = tree.elementOf(tree.parentOf(one))) {
      around = looks.get(one) ?? null;
      if (!around) path.push(one);
    }
    for (const one of path.reverse()) around = inside(one, around);
    return /** @type {PageLook} */ (around);
  };

  /** The look of an element inside one whose look is known. @param {Element} element @param {PageLook | null} around @returns {PageLook} */
  const inside = (element, around) => {
    const known = looks.get(element);
    if (known) return known;
    const tag = plain.localName(element);
    const bare = !plain.hasAttributes(element);
    const style = styleOf(element, around, tag, bare);
    const box = style.clipped || style.moved ? plain.box(element) : null;
    const gone =
      around?.gone === true || style.size === 0 || (box !== null && isAway(box, style, around?.element ?? null));
    const role = bare ? null : plain.attribute(element, 'role');
    const row = tag === 'tr' || role === 'row';
    const cell = CELL_TAGS.includes(tag) || (role !== null && CELL_ROLES.includes(role));
    const look = {
      element,
      around,
      depth: around ? around.depth + 1 : 0,
      gone,
      seen: gone || style.faint ? false : null,
      block: style.inline && around ? around.block : element,
      cell: cell ? element : row ? null : (around?.cell ?? null),
      row: row ? element : (around?.row ?? null),
      style,
      box,
    };
    looks.set(element, look);
    return look;
  };

  /** Styles of which an element was shown, inside one that was seen itself. @type {Set<PageStyle>} */
  const shownStyles = new Set();

  /** Whether an element is shown. Of very many of one style inside what is seen, the first speaks for all. @param {PageLook} look */
  const isShown = ({ element, around, style }) => {
    if (looks.size <= MANY || !around) return plain.isVisible(element);
    around.seen ??= !around.style.boxless && plain.isVisible(around.element);
    if (around.seen && shownStyles.has(style)) return true;
    const shown = plain.isVisible(element);
    if (shown) shownStyles.add(style);
    return shown;
  };

  /** Whether text right inside an element is seen. @param {PageLook} look */
  const isSeen = (look) => {
    let one = /** @type {PageLook | null} */ (look);
    // An element without a box of its own is seen where the one around it is.
    while (one && one.seen === null && one.style.boxless) one = one.around;
    const seen = one !== null && (one.seen ?? isShown(one));
    if (one) one.seen = seen;
    look.seen = seen;
    return seen;
  };

  return { of, inside, isSeen, CELL, ROW };
}
