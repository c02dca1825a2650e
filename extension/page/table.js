/** The cells of tables and grids with the names of their columns. */

/** A cell as evidence: the name of its column, empty where there is none, and its text. @typedef {{ name: string, text: string }} PageCell */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 * @param {ReturnType<typeof pageWalk>} walk
 * @param {ReturnType<typeof pageHeads>} heads
 * @param {ReturnType<typeof pageRows>} rows
 * @param {ReturnType<typeof pagePanes>} panes
 */
function pageTable(plain, tree, looks, walk, heads, rows, panes) {
  const { nameOf, headsOf, columnOf, isHead } = heads;

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
    const pane = panes.paneOf(element);
    const said = pane.length > 1 ? [pane] : [];
    const { row } = looks.of(element);
    if (row) {
      const cells = rowOfCells(cellsOf(row));
      // A table of two columns that nothing names may be one of names and values.
      const pairs = cells.length === 2 && cells.every(({ name }) => name === '');
      return { row: cells, panes: pairs ? [...said, ...panes.fieldsOf(element)] : said };
    }
    const found = rows.rowOf(element);
    const cells = found ? named(found) : [];
    if (cells.some(({ name }) => name !== '')) return { row: cells, panes: [...said, ...panes.fieldsOf(element)] };
    const own = inColumn(element);
    return { row: own ? [own] : cells, panes: [...said, ...panes.fieldsOf(element)] };
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

  /** The cells of a row that only its layout tells, with the names that stand over them. @param {PageRow} found @returns {PageCell[]} */
  const named = ({ row, cells, heads: own }) => {
    const first = cells[0]?.element;
    const { list, apart } = first ? headsOf(first) : { list: [], apart: false };
    // What is right above the row is nearer than the heads of another grid.
    const near = () => rows.headsAbove(row, cells);
    const said = own && own.length > 0 ? rows.over(cells, own) : null;
    const names = said ?? (apart ? (near() ?? rows.over(cells, list)) : (rows.over(cells, list) ?? near()));
    return cells.map(({ element }) => {
      const head = names?.get(element);
      return { name: head ? nameOf(head) : '', text: walk.textOf(element) };
    });
  };

  return { rowsOf, rowOfCells, cellsOf, around, between };
}
