/** How the elements of a page look: whether their text is seen, which line, cell and row it stands in. */

/**
 * What of an element's look says where its text stands, and whether anybody sees it.
 *
 * @typedef {object} PageLook
 * @property {Element} element
 * @property {boolean} seen whether text right inside it is seen
 * @property {boolean} gone whether nothing inside it is seen, whatever its own look
 * @property {Element} block the element whose lines its text stands in
 * @property {Element | null} cell of a table or grid
 * @property {Element | null} row of a table or grid
 * @property {string} spaces `collapse`, `lines` where line breaks are kept, `keep` where blanks are too
 * @property {boolean} picks whether a selection may hold its text
 * @property {boolean} moved whether it is placed by itself, out of the flow of what is around it
 * @property {number} size of its letters, in CSS pixels
 * @property {number[] | null} back the colour behind its text, where it is known
 * @property {DOMRect | null} box where it is, if that had to be known
 * @property {string} kind a name that elements of one look share
 */

/**
 * What a style says, apart from where its element is.
 *
 * @typedef {object} PageStyle
 * @property {boolean} inline
 * @property {boolean} boxless whether it has no box of its own (`display: contents`), as slots have none
 * @property {string} spaces
 * @property {boolean} picks
 * @property {number} size
 * @property {number[] | null} back
 * @property {boolean} faint whether its letters cannot be told from what is behind them
 * @property {boolean} clipped whether what is outside its box is not shown
 * @property {boolean} moved whether it may stand where nobody scrolls to
 * @property {string} kind
 */

/** @param {ReturnType<typeof pageTree>} tree */
function pageLooks(tree) {
  /** The cells of tables and grids. */
  const CELL_TAGS = ['TD', 'TH'];
  const CELL_ROLES = ['gridcell', 'cell', 'columnheader', 'rowheader'];
  const CELL = [...CELL_TAGS, ...CELL_ROLES.map((role) => `[role="${role}"]`)].join();
  const ROW = 'tr, [role="row"]';
  /** From this many elements on, an element of the same class below an element of the same look is taken to look the same. */
  const MANY = 600;
  /** Properties that only say where a box is and how large. */
  const PLACES = ['top:', 'left:', 'right:', 'bottom:', 'inset', 'width:', 'height:', 'min-', 'max-', 'transform:', 'flex', '--'];
  /** A box this small, in CSS pixels, that cuts what it holds shows nothing: the usual way to write for screen readers only. */
  const DOT = 2;
  /** Letters whose colour differs by less than this, summed over red, green and blue, are not seen. */
  const FAINT = 24;

  /** @type {Map<Element, PageLook>} */
  const looks = new Map();
  /** @type {Map<string, PageStyle>} */
  const styles = new Map();
  /** Short names for looks. @type {Map<string, string>} */
  const kinds = new Map();

  /** The numbers of `rgb(…)` and `rgba(…)`, alpha 1 where there is none; null for other notations. @param {string} colour */
  const numbers = (colour) => {
    if (!colour.startsWith('rgb')) return null;
    const parts = colour.slice(colour.indexOf('(') + 1, -1).split(',').map(Number);
    return parts.length === 3 ? [...parts, 1] : parts;
  };

  /** What is behind a page that has no background: white, unless the page is dark or stands in another one. */
  const canvas = () => {
    const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark');
    return dark || self !== top ? null : [255, 255, 255, 1];
  };

  /** @param {string} clip */
  const clipsAll = (clip) => {
    if (!clip.startsWith('rect(')) return false;
    const [up, right, down, left] = clip.slice(5, -1).split(',').map(parseFloat);
    return Number(right) - Number(left) <= DOT || Number(down) - Number(up) <= DOT;
  };

  /** @param {string} path */
  const cutsAll = (path) => (path.startsWith('inset(') && parseFloat(path.slice(6)) >= 50 && path.includes('%')) || path.startsWith('circle(0');

  /** What of an element's own style is no place or size, which grids give each row and cell. @param {string | null} style */
  const lookIn = (style) =>
    style ? style.split(';').map((one) => one.trim()).filter((one) => !PLACES.some((place) => one.startsWith(place))).join() + (style.includes('transform') ? 'moved' : '') : '';

  /** @param {Element} element @param {PageLook | null} parent @returns {PageStyle} */
  const styleOf = (element, parent) => {
    const key = looks.size > MANY ? `${parent?.kind}|${element.tagName}|${element.getAttribute('class')}|${lookIn(element.getAttribute('style'))}` : '';
    const known = key ? styles.get(key) : undefined;
    if (known) return known;
    const style = getComputedStyle(element);
    const back = numbers(style.backgroundColor);
    const behind = style.backgroundImage !== 'none' ? null : back && back[3] === 0 ? (parent ? parent.back : canvas()) : back && Number(back[3]) > 0.9 ? back : null;
    const colour = numbers(style.color);
    const differs = colour && behind ? [0, 1, 2].reduce((sum, part) => sum + Math.abs(Number(colour[part]) - Number(behind[part])), 0) : FAINT;
    const size = parseFloat(style.fontSize);
    const made = {
      inline: style.display === 'inline' || style.display === 'contents' || style.display.startsWith('ruby'),
      boxless: style.display === 'contents',
      spaces: style.whiteSpace.startsWith('pre-line') ? 'lines' : style.whiteSpace.startsWith('pre') || style.whiteSpace.startsWith('break') ? 'keep' : 'collapse',
      picks: (style.userSelect || style.webkitUserSelect) !== 'none',
      size,
      back: behind,
      faint: size < 2 || differs < FAINT || (colour !== null && Number(colour[3]) < 0.1) || Number(style.opacity) < 0.1 || parseFloat(style.textIndent) < -200,
      clipped: style.overflowX !== 'visible' || style.overflowY !== 'visible' || style.clip !== 'auto' || style.clipPath !== 'none',
      moved: style.position === 'absolute' || style.position === 'fixed' || style.position === 'relative' || style.transform !== 'none' || parseFloat(style.marginLeft) < -200,
      kind: '',
    };
    if (clipsAll(style.clip) || cutsAll(style.clipPath)) made.size = 0;
    const kind = JSON.stringify([made.inline, made.boxless, made.moved, made.spaces, made.picks, made.size, made.back, made.faint, element.tagName]);
    made.kind = kinds.get(kind) ?? String(kinds.size);
    kinds.set(kind, made.kind);
    if (key) styles.set(key, made);
    return made;
  };

  /** The left and upper edge that one can scroll to inside an element. @typedef {{ left: number, top: number }} Edges */
  const page = { left: -scrollX, top: -scrollY };
  const leftwards = document.dir === 'rtl';
  /** @type {Map<Element, Edges>} */
  const edges = new Map();

  /** The edges inside an element: its own where it scrolls, else those of what is around it. @param {Element | null} element @returns {Edges} */
  const edgesIn = (element) => {
    const known = element ? edges.get(element) : page;
    if (!element || known) return known ?? page;
    const path = [];
    let found = page;
    for (let one = /** @type {Element | null} */ (element); one && one !== document.body && one !== document.documentElement; one = tree.elementOf(tree.parentOf(one))) {
      const there = edges.get(one);
      if (there || one.scrollLeft !== 0 || one.scrollTop !== 0) {
        const box = there ?? one.getBoundingClientRect();
        found = there ?? { left: box.left - one.scrollLeft, top: box.top - one.scrollTop };
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
    const path = [];
    for (let one = /** @type {Element | null} */ (element); one && !looks.has(one); one = tree.elementOf(tree.parentOf(one))) path.push(one);
    for (const one of path.reverse()) looks.set(one, look(one));
    return /** @type {PageLook} */ (looks.get(element));
  };

  /** @param {Element} element whose parent is known */
  const look = (element) => {
    const around = tree.elementOf(tree.parentOf(element));
    const parent = around ? looks.get(around) ?? null : null;
    const style = styleOf(element, parent);
    const box = style.clipped || style.moved ? element.getBoundingClientRect() : null;
    const gone = parent?.gone === true || style.size === 0 || (box !== null && isAway(box, style, around));
    const role = element.getAttribute('role');
    const cell = CELL_TAGS.includes(element.tagName) || (role !== null && CELL_ROLES.includes(role));
    const row = element.tagName === 'TR' || role === 'row';
    return {
      element,
      gone,
      seen: !gone && !style.faint && (style.boxless ? parent?.seen === true : element.checkVisibility({ opacityProperty: true, visibilityProperty: true })),
      block: style.inline && parent ? parent.block : element,
      cell: cell ? element : row ? null : parent?.cell ?? null,
      row: row ? element : parent?.row ?? null,
      spaces: style.spaces,
      picks: style.picks,
      moved: style.moved,
      size: style.size,
      back: style.back,
      box,
      kind: style.kind,
    };
  };

  return { of, CELL, ROW };
}
