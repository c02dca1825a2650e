/** The names of columns, wherever a grid keeps its header. */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 * @param {ReturnType<typeof pageWalk>} walk
 * @param {ReturnType<typeof pageBoxes>} boxes
 * @param {ReturnType<typeof pageNames>} names
 */
function pageHeads(plain, tree, looks, walk, boxes, names) {
  const { ASIDE } = boxes;
  const { isName } = names;

  /** Elements that hold a whole grid with its header. */
  const GRID = '[role="grid"], [role="treegrid"], [role="table"], table';

  /** How far up a header is looked for that is not in the grid of its cells. */
  const UP = 8;

  /** How many heads are compared with a cell. */
  const HEADS = 400;

  /** How long the name of a column may be, in UTF-16 units. */
  const NAME = 80;

  /** @type {Map<Element, string>} */
  const texts = new Map();

  /** @type {Map<Element, PageBox[]>} */
  const ofGrids = new Map();

  /** @type {Map<Element, PageBox[]>} */
  const firsts = new Map();

  /** @type {Map<Element, boolean>} */
  const filled = new Map();

  /** The text of a head, once; what it holds where nothing of it is seen: grids draw their heads twice, and narrow ones away. @param {Element} head */
  const nameOf = (head) => {
    const known = texts.get(head);
    if (known !== undefined) return known;
    const seen = walk.textOf(head).split('\n').join(' ').trim();
    const held = seen === '' ? (plain.attribute(head, 'aria-label') ?? plain.textContent(head) ?? '').trim() : seen;
    const name = held.length > NAME ? seen : held;
    texts.set(head, name);
    return name;
  };

  /** The heads that ids name. @param {Element} cell @param {string} attribute */
  const byIds = (cell, attribute) => {
    const root = /** @type {Document | ShadowRoot} */ (plain.tree(cell));
    const ids = plain.attribute(cell, attribute)?.split(' ') ?? [];
    const found = ids.flatMap((id) => (id ? (plain.findAll(root, `#${CSS.escape(id)}`)[0] ?? []) : []));
    return (
      found.find((one) => plain.matches(one, looks.HEAD) && nameOf(one) !== '') ??
      (attribute === 'aria-describedby' ? found.find((one) => plain.closest(one, looks.HEAD)) : undefined) ??
      null
    );
  };

  /** The heads of the grid of a cell, with their boxes; `apart` where they are in an element around the grid. @param {Element} cell @returns {{ list: PageBox[], apart: boolean }} */
  const headsOf = (cell) => {
    const own = tree.closest(cell, GRID) ?? tree.elementOf(tree.parentOf(cell));
    // A table of details inside a cell of another table: what that one's heads name is the whole cell.
    const outer = own && tree.closest(tree.parentOf(own), looks.CELL);
    const holder = outer && tree.closest(outer, GRID);
    for (let grid = own, up = 0; grid && up < UP; up += 1) {
      if (grid === holder) break;
      const apart = grid !== own;
      // The heads of a table that has rows belong to that table.
      const list = apart ? headsIn(grid).filter(({ element }) => !hasRows(element)) : headsIn(grid);
      if (list.length > 0) return { list, apart };
      const first = apart ? [] : firstRow(grid);
      if (first.length > 0) return { list: first, apart };
      grid = tree.elementOf(tree.parentOf(grid));
      // Another table on the way has a header of its own.
      if (grid && plain.findAll(grid, 'table, [role="grid"]').length > 4) break;
    }
    return { list: [], apart: false };
  };

  /** The heads of columns in an element, with their boxes. @param {Element} grid */
  const headsIn = (grid) => {
    const known = ofGrids.get(grid);
    if (known) return known;
    const boxes = plain
      .findAll(grid, looks.HEAD)
      .slice(0, HEADS)
      .filter((head) => plain.attribute(head, 'scope') !== 'row' && !isInBody(head))
      .map((element) => ({ element, box: plain.box(element) }))
      .filter(({ box }) => box.width > 0);
    ofGrids.set(grid, boxes);
    return boxes;
  };

  /** Whether the table of a head has rows below it, that are seen. @param {Element} head */
  const hasRows = (head) => {
    const table = plain.closest(head, 'table');
    if (!table) return false;
    const known = filled.get(table);
    if (known !== undefined) return known;
    const cells = plain.findAll(table, 'tbody td:not([role="columnheader"])').slice(0, HEADS);
    const has = cells.some((cell) => plain.box(cell).height > 0 && plain.closest(cell, 'table') === table);
    filled.set(table, has);
    return has;
  };

  /** The cells of the first row of a table without heads, where they are names: short, and without a digit. @param {Element} table @returns {PageBox[]} */
  const firstRow = (table) => {
    const known = firsts.get(table);
    if (known) return known;
    const two = plain.localName(table) === 'table' ? plain.findAll(table, 'tr').slice(0, 2) : [];
    const cells = two.map((row) => plain.findAll(row, 'td').filter((cell) => looks.of(cell).row === row));
    const [names = [], values = []] = cells;
    // Two in a row may be a name and its value, but for a row that is called a head.
    const few = two[0] && plain.attribute(two[0], 'class')?.includes('head') ? 2 : 3;
    const fits = names.length >= few && names.length === values.length && names.every(isName);
    const named = fits && names.filter((cell) => nameOf(cell) !== '').length > 1;
    const list = named ? names.map((element) => ({ element, box: plain.box(element) })) : [];
    firsts.set(table, list);
    return list;
  };

  /** Whether a `th` names its row: it stands beside `td`s, not above them. @param {Element} head */
  const isInBody = (head) => plain.localName(head) === 'th' && !plain.closest(head, 'thead') && hasCellBeside(head);

  /** Whether as many `td`s or more are in its row: a row of heads may begin with one, of numbers or check boxes. @param {Element} head */
  const hasCellBeside = (head) => {
    const row = plain.parentNode(head);
    const cells = row ? Array.from(plain.childNodes(row)).filter((one) => plain.isElement(one)) : [];
    const count = (/** @type {string} */ name) =>
      cells.filter((one) => plain.isElement(one) && plain.localName(one) === name).length;
    const tds = count('td');
    return tds > 0 && tds >= count('th');
  };

  /**
   * The names above a cell: of the head of its column, and of heads that touch that one above or below: of a group, of the
   * filters of a grid. `Version / before`; empty where there is none.
   *
   * @param {Element} cell
   */
  const above = (cell) => {
    const box = plain.box(cell);
    const middle = (box.left + box.right) / 2;
    const { list, apart } = headsOf(cell);
    // Heads outside the grid may be those of another one, whose columns are elsewhere.
    const fits = (/** @type {DOMRect} */ head) =>
      !apart || Math.abs(head.left - box.left) <= ASIDE || Math.abs(head.right - box.right) <= ASIDE;
    const over = list.filter(
      (head) =>
        head.box.left - 1 <= middle && middle <= head.box.right + 1 && head.box.top < box.bottom && fits(head.box),
    );
    // A head of a group stands over several; the one with the narrowest box is the column's.
    over.sort((one, other) => one.box.width - other.box.width || other.box.top - one.box.top);
    const best = over.find(({ element }) => element !== cell && nameOf(element) !== '');
    if (!best) return '';
    const chain = [best];
    for (let rounds = 0; rounds < over.length; rounds += 1) {
      const next = over.find(
        (one) =>
          !chain.includes(one) &&
          chain.some(
            ({ box: known }) =>
              Math.abs(known.top - one.box.bottom) <= ASIDE || Math.abs(one.box.top - known.bottom) <= ASIDE,
          ),
      );
      if (!next) break;
      chain.push(next);
    }
    chain.sort((one, other) => one.box.top - other.box.top);
    return [...new Set(chain.map(({ element }) => nameOf(element)))].filter((name) => name !== '').join(' / ');
  };

  /** The head of the column with the same number. @param {Element} cell */
  const byNumber = (cell) => {
    const number = plain.attribute(cell, 'aria-colindex');
    if (!number) return null;
    const same = headsOf(cell).list.filter(({ element }) => plain.attribute(element, 'aria-colindex') === number);
    return same.length === 1 ? (same[0]?.element ?? null) : null;
  };

  /** The name of the column of a cell; empty where nothing names it. @param {Element} cell */
  const columnOf = (cell) => {
    const head = byIds(cell, 'headers') ?? byNumber(cell) ?? byIds(cell, 'aria-describedby');
    if (head) return head === cell ? '' : nameOf(head);
    return above(cell);
  };

  /** Whether a cell is a head itself. @param {Element} cell */
  const isHead = (cell) =>
    (plain.matches(cell, looks.HEAD) && !isInBody(cell) && plain.attribute(cell, 'scope') !== 'row') || isInFirst(cell);

  /** @param {Element} cell */
  const isInFirst = (cell) => {
    const table = plain.localName(cell) === 'td' ? tree.closest(cell, GRID) : null;
    return table !== null && headsIn(table).length === 0 && firstRow(table).some(({ element }) => element === cell);
  };

  return { nameOf, headsOf, columnOf, isHead };
}
