/** The cells of tables and grids with the names of their columns, wherever a grid keeps its header. */

/** A cell as evidence: the name of its column, empty where there is none, and its text. @typedef {{ name: string, text: string }} PageCell */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 * @param {ReturnType<typeof pageWalk>} walk
 * @param {ReturnType<typeof pageRows>} rows
 */
function pageTable(plain, tree, looks, walk, rows) {
  /** Elements that hold a whole grid with its header. */
  const GRID = '[role="grid"], [role="treegrid"], [role="table"], table';
  /** How far up a header is looked for that is not in the grid of its cells. */
  const UP = 8;
  /** How many heads are compared with a cell. */
  const HEADS = 400;
  /** How long the name of a column may be, in UTF-16 units. */
  const NAME = 80;
  /** How far the edge of a head outside the grid may be from that of its column, in CSS pixels. */
  const ASIDE = 6;

  /** @type {Map<Element, string>} */
  const names = new Map();
  /** @typedef {{ element: Element, box: DOMRect }} PageHead */

  /** @type {Map<Element, PageHead[]>} */
  const heads = new Map();
  /** @type {Map<Element, PageHead[]>} */
  const firsts = new Map();
  /** @type {Map<Element, boolean>} */
  const filled = new Map();

  /** The text of a head, once; what it holds where nothing of it is seen: grids draw their heads twice, and narrow ones away. @param {Element} head */
  const nameOf = (head) => {
    const known = names.get(head);
    if (known !== undefined) return known;
    const seen = walk.textOf(head).split('\n').join(' ').trim();
    const held = seen === '' ? (plain.attribute(head, 'aria-label') ?? plain.textContent(head) ?? '').trim() : seen;
    const name = held.length > NAME ? seen : held;
    names.set(head, name);
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

  /** The heads of the grid of a cell, with their boxes; `apart` where they are in an element around the grid. @param {Element} cell @returns {{ list: PageHead[], apart: boolean }} */
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
    const known = heads.get(grid);
    if (known) return known;
    const boxes = plain
      .findAll(grid, looks.HEAD)
      .slice(0, HEADS)
      .filter((head) => plain.attribute(head, 'scope') !== 'row' && !isInBody(head))
      .map((element) => ({ element, box: plain.box(element) }))
      .filter(({ box }) => box.width > 0);
    heads.set(grid, boxes);
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

  /** The cells of the first row of a table without heads, where they are names: short, and without a digit. @param {Element} table @returns {PageHead[]} */
  const firstRow = (table) => {
    const known = firsts.get(table);
    if (known) return known;
    const two = plain.localName(table) === 'table' ? plain.findAll(table, 'tr').slice(0, 2) : [];
    const cells = two.map((row) => plain.findAll(row, 'td').filter((cell) => looks.of(cell).row === row));
    const [names = [], values = []] = cells;
    // Two in a row may be a name and its value, but for a row that is called a head.
    const few = two[0] && plain.attribute(two[0], 'class')?.includes('head') ? 2 : 3;
    const fits = names.length >= few && names.length === values.length && names.every(rows.isName);
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

  /** The cells over several rows, of the rows right inside an element. @type {Map<Element, { cell: Element, home: Element, box: DOMRect }[]>} */
  const tall = new Map();

  /** @param {Element} parent */
  const tallIn = (parent) => {
    const known = tall.get(parent);
    if (known) return known;
    const found = plain.findAll(parent, 'td[rowspan], th[rowspan]').flatMap((cell) => {
      const home = looks.of(cell).row;
      return home && plain.parentNode(home) === parent ? [{ cell, home, box: plain.box(cell) }] : [];
    });
    tall.set(parent, found);
    return found;
  };

  /** The cells of rows above that reach down into this one. @param {Element} row */
  const spanning = (row) => {
    const parent = plain.localName(row) === 'tr' ? tree.elementOf(tree.parentOf(row)) : null;
    const cells = parent ? tallIn(parent) : [];
    if (cells.length === 0) return [];
    const { top, bottom } = plain.box(row);
    const middle = (top + bottom) / 2;
    return cells.flatMap(({ cell, home, box }) =>
      home !== row && box.top < middle && middle < box.bottom ? [cell] : [],
    );
  };

  /**
   * The rows of cells, each from left to right as they are seen, with the names of their columns.
   *
   * @param {Iterable<Element>} cells in the order in which they were read
   * @returns {PageCell[][]}
   */
  const rowsOf = (cells) => {
    /** @type {Map<Element | string | null, Element[]>} */
    const rows = new Map();
    const chosen = new Set(cells);
    for (const cell of chosen) {
      if (isHead(cell)) continue;
      // Columns that do not scroll are in another element with the number of the same row.
      const { row } = looks.of(cell);
      const key = (row && plain.attribute(row, 'aria-rowindex')) ?? row;
      const list = rows.get(key);
      if (list) list.push(cell);
      else rows.set(key, [cell, ...(row ? spanning(row).filter((one) => chosen.has(one)) : [])]);
    }
    return [...rows.values()].map(rowOfCells);
  };

  /** One row of cells, from left to right as they are seen. @param {Element[]} row @returns {PageCell[]} */
  const rowOfCells = (row) => {
    const placed = row.filter((cell) => !isHead(cell)).map((cell) => ({ cell, left: plain.box(cell).left }));
    placed.sort((one, other) => one.left - other.left);
    return placed.map(({ cell }) => ({ name: columnOf(cell), text: walk.textOf(cell) }));
  };

  /** The cells of a row, also those that the grid keeps in another element of the same height: columns that do not scroll. @param {Element} row */
  const cellsOf = (row) => {
    const own = [...plain.findAll(row, looks.CELL).filter((cell) => looks.of(cell).row === row), ...spanning(row)];
    const grid = tree.closest(row, '[role="grid"], [role="treegrid"]');
    const number = plain.attribute(row, 'aria-rowindex');
    if (!grid || !number) return own;
    const twins = plain
      .findAll(grid, `[role="row"][aria-rowindex="${CSS.escape(number)}"]`)
      .filter((one) => one !== row);
    return [
      ...own,
      ...twins.flatMap((twin) => plain.findAll(twin, looks.CELL).filter((cell) => looks.of(cell).row === twin)),
    ];
  };

  /**
   * The row that an element stands in, by what the page says or by its layout, and what may be the panes of details that it
   * stands in, the surest first.
   *
   * @param {Element} element
   * @returns {{ row: PageCell[], panes: PageCell[][] }}
   */
  const around = (element) => {
    const pane = rows.paneOf(element);
    const panes = pane.length > 1 ? [pane] : [];
    const { row } = looks.of(element);
    if (row) {
      const cells = rowOfCells(cellsOf(row));
      // A table of two columns that nothing names may be one of names and values.
      const pairs = cells.length === 2 && cells.every(({ name }) => name === '');
      return { row: cells, panes: pairs ? [...panes, ...rows.fieldsOf(element)] : panes };
    }
    const found = rows.rowOf(element);
    const cells = found ? named(found) : [];
    if (cells.some(({ name }) => name !== '')) return { row: cells, panes: [...panes, ...rows.fieldsOf(element)] };
    const own = inColumn(element);
    return { row: own ? [own] : cells, panes: [...panes, ...rows.fieldsOf(element)] };
  };

  /** What stands in a column where a grid draws its cells column by column, or places each by itself; null where no head is over it. @param {Element} element @returns {PageCell | null} */
  const inColumn = (element) => {
    const { cell } = looks.of(element);
    const [own] = cell ? rowOfCells([cell]) : [];
    if (own && own.name !== '') return own;
    const head = rows.headOver(element);
    return head ? { name: nameOf(head), text: walk.textOf(element) } : null;
  };

  /**
   * The cells between two places of a row that only its layout tells.
   *
   * @param {Element} first the element in which the first place is
   * @param {Element} last
   * @param {boolean} before whether the last place is before all that its cell holds
   * @returns {PageCell[]} empty where there is no such row
   */
  const between = (first, last, before) => {
    const found = rows.rowOf(first);
    if (!found || !tree.pathOf(last).includes(found.row)) return [];
    const [from, to] = [first, last].map((place) =>
      found.cells.findIndex(({ element }) => plain.contains(element, place)),
    );
    if (from === undefined || to === undefined || from < 0 || to <= from) return [];
    return named(found).slice(from, before ? to : to + 1);
  };

  /** The cells of a row that only its layout tells, with the names that stand over them. @param {NonNullable<ReturnType<typeof rows.rowOf>>} found @returns {PageCell[]} */
  const named = ({ row, cells }) => {
    const first = cells[0]?.element;
    const { list, apart } = first ? headsOf(first) : { list: [], apart: false };
    // What is right above the row is nearer than the heads of another grid.
    const near = () => rows.headsAbove(row, cells);
    const heads = apart ? (near() ?? rows.over(cells, list)) : (rows.over(cells, list) ?? near());
    return cells.map(({ element }) => {
      const head = heads?.get(element);
      return { name: head ? nameOf(head) : '', text: walk.textOf(element) };
    });
  };

  return { rowsOf, rowOfCells, cellsOf, around, between };
}
