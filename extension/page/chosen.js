/**
 * Cells that are chosen in a grid's own way: where a drag, or a click with Shift, selects no text but cells, which the grid
 * marks, or draws a frame around.
 */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 */
function pageChosen(plain, tree, looks) {
  /** Words in the classes of chosen cells, and of the frame around them. */
  const WORDS = ['select', 'highlight', 'range', 'area', 'chosen', 'region'];
  /** How far up from a cell without a role its grid is looked for, and from what the pointer is on the cell. */
  const UP = 8;
  const CELL_UP = 3;
  /** More cells, or frames, are not looked at. */
  const MANY = 4_000;
  const FRAMES = 60;
  const MARKS = 4;
  /** How far the edges of the cells of one row or column may be apart, in CSS pixels. */
  const ASIDE = 3;

  /** The cell that an element stands in, by its role, or the box around its text. @param {Element} element */
  const cellOf = (element) => {
    const { cell } = looks.of(element);
    if (cell) return cell;
    let one = element;
    for (let up = 0; up < CELL_UP; up += 1) {
      const around = tree.elementOf(tree.parentOf(one));
      if (!around || plain.textContent(around) !== plain.textContent(element)) break;
      one = around;
    }
    return one;
  };

  /** The names of the classes of an element. @param {Element} element */
  const classes = (element) => (plain.attribute(element, 'class') ?? '').split(' ').filter((name) => name !== '');

  /** @param {string} name */
  const isMark = (name) => WORDS.some((word) => name.toLowerCase().includes(word));

  /** The cells of the grid of a cell, itself among them. @param {Element} cell @returns {Element[]} */
  const cellsBeside = (cell) => {
    const [first] = classes(cell);
    const kind = `${plain.localName(cell)}${first && !isMark(first) ? `.${CSS.escape(first)}` : ''}`;
    let grid = /** @type {Element | null} */ (tree.closest(cell, '[role="grid"], [role="treegrid"], table'));
    for (
      let one = tree.elementOf(tree.parentOf(cell)), up = 0;
      !grid && one && one !== plain.body() && up < UP;
      one = tree.elementOf(tree.parentOf(one)), up += 1
    )
      if (plain.findAll(one, kind).length > 3) grid = one;
    const inside = grid ? plain.findAll(grid, looks.of(cell).cell ? looks.CELL : kind) : [];
    // Heads of columns are not chosen.
    const cells = inside.length <= MANY ? inside.filter((one) => !plain.matches(one, looks.HEAD)) : [];
    return cells.includes(cell) ? cells : [];
  };

  /** The cells that are marked as one is. @param {Element} cell @param {Element[]} cells */
  const marked = (cell, cells) => {
    const names = classes(cell).filter(isMark).slice(0, MARKS);
    const selectors = ['[aria-selected="true"]', ...names.map((name) => `.${CSS.escape(name)}`)];
    return selectors
      .filter((selector) => plain.matches(cell, selector))
      .map((selector) => cells.filter((one) => plain.matches(one, selector)));
  };

  /** Whether the browser selects no text in an element, since it, or one around it, says so: `user-select` is not inherited, and Firefox gives its own word alone as the computed one (https://www.w3.org/TR/css-ui-4/#content-selection; seen with Firefox 153, 2026-11; look again: 2027-11). @param {Element} element */
  const isUnpicked = (element) => {
    let one = /** @type {PageLook | null} */ (looks.of(element));
    for (let up = 0; one && one.style.picks && up < UP; up += 1) one = one.around;
    return one !== null && !one.style.picks;
  };

  /** Whether the middle of a box is in a frame. @param {DOMRect} frame @param {DOMRect} box */
  const holds = (frame, box) => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return frame.left <= x && x <= frame.right && frame.top <= y && y <= frame.bottom;
  };

  /** The frames that are drawn around a cell, where the browser itself selects no text. @param {Element} cell */
  const framesOf = (cell) => {
    /** @type {DOMRect[]} */
    const found = [];
    if (!isUnpicked(cell)) return found;
    const own = plain.box(cell);
    const selector = WORDS.map((word) => `[class*="${word}" i]`).join();
    for (
      let around = tree.elementOf(tree.parentOf(cell)), up = 0;
      around && around !== plain.body() && up < UP && found.length === 0 && plain.countInside(around) <= MANY;
      around = tree.elementOf(tree.parentOf(around)), up += 1
    )
      for (const frame of plain.findAll(around, selector).slice(0, FRAMES)) {
        if (plain.textContent(frame)?.trim() !== '' || getComputedStyle(frame).position !== 'absolute') continue;
        const box = plain.box(frame);
        if (holds(box, own)) found.push(box);
      }
    return found;
  };

  /** Whether cells fill a part of their rows and of their columns, each row the same: not whole rows, which are marked when one of them is looked at. @param {Element[]} chosen @param {Element[]} cells */
  const isBlock = (chosen, cells) => {
    if (chosen.length < 2 || chosen.length === cells.length) return false;
    const boxes = chosen.map((cell) => plain.box(cell));
    const rest = cells.filter((cell) => !chosen.includes(cell)).map((cell) => plain.box(cell));
    const near = (/** @type {number} */ one, /** @type {number} */ other) => Math.abs(one - other) <= ASIDE;
    const tops = boxes.filter(({ top }, at) => boxes.findIndex((one) => near(one.top, top)) === at);
    const lefts = boxes.filter(({ left }, at) => boxes.findIndex((one) => near(one.left, left)) === at);
    const inner = (/** @type {DOMRect} */ { left, top }) =>
      Math.min(...lefts.map((one) => one.left)) - ASIDE <= left &&
      left <= Math.max(...lefts.map((one) => one.left)) + ASIDE &&
      Math.min(...tops.map((one) => one.top)) - ASIDE <= top &&
      top <= Math.max(...tops.map((one) => one.top)) + ASIDE;
    // Hits of a search are marked here and there.
    if (rest.some(inner)) return false;
    const besideRows = rest.some((one) => tops.some(({ top }) => near(one.top, top)));
    const besideColumns = rest.some((one) => lefts.some(({ left }) => near(one.left, left)));
    return boxes.length === tops.length * lefts.length && besideRows && besideColumns;
  };

  /** Cells row by row, each from left to right, as they are seen. @param {Element[]} chosen */
  const inRows = (chosen) => {
    const placed = chosen.map((cell) => ({ cell, box: plain.box(cell) }));
    placed.sort((one, other) =>
      Math.abs(one.box.top - other.box.top) > ASIDE ? one.box.top - other.box.top : one.box.left - other.box.left,
    );
    /** @type {Element[][]} */
    const rows = [];
    placed.forEach(({ cell, box }, at) => {
      const before = placed[at - 1];
      if (before && Math.abs(before.box.top - box.top) <= ASIDE) rows.at(-1)?.push(cell);
      else rows.push([cell]);
    });
    return rows;
  };

  /** The rows of the chosen cells, where the pointer is on one of several; none elsewhere. @param {Element | null} hovered @returns {Element[][]} */
  const rows = (hovered) => {
    if (!hovered || hovered === plain.body()) return [];
    const cell = cellOf(hovered);
    const all = cellsBeside(cell);
    if (all.length < 3) return [];
    const marks = marked(cell, all).filter((some) => some.length > 1 && some.length < all.length);
    const frames = framesOf(cell);
    if (marks.length === 0 && frames.length === 0) return [];
    const isSeen = (/** @type {Element} */ one) => plain.box(one).width > 0;
    const seen = all.filter(isSeen);
    const framed = frames.map((frame) => seen.filter((one) => holds(frame, plain.box(one))));
    const chosen = [...marks.map((some) => some.filter(isSeen)), ...framed].find((some) => isBlock(some, seen));
    return chosen ? inRows(chosen) : [];
  };

  return { rows, isUnpicked };
}
