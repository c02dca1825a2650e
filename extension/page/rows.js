/** Rows that only their layout tells: boxes of one kind below each other, each of boxes beside each other. */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageBoxes>} boxes
 * @param {ReturnType<typeof pageNames>} names
 * @param {ReturnType<typeof pageGrids>} grids
 */
function pageRows(plain, tree, boxes, names, grids) {
  const { inside, beside, kindOf, UP, MANY, ASIDE } = boxes;
  const { isName, isValue, areNames } = names;

  /** How far up from an element the box of its cell is looked for, and how long its text may be, in UTF-16 units. */
  const CELL_UP = 4;

  const LONGEST_CELL = 256;

  /** The boxes of the same kind around an element, with as many boxes beside each other, below each other. @param {Element} element @param {number} count */
  const alike = (element, count) => {
    const parent = tree.elementOf(tree.parentOf(element));
    if (!parent) return [];
    const kind = kindOf(element);
    const mine = plain.box(element);
    const others = inside(parent).filter(
      (one) =>
        one.element === element ||
        (kindOf(one.element) === kind &&
          Math.abs(one.box.left - mine.left) <= ASIDE &&
          Math.abs(one.box.top - mine.top) >= mine.height / 2),
    );
    const at = others.findIndex((one) => one.element === element);
    // Those next to it are enough to tell.
    return others.filter(
      (one, index) => one.element === element || Math.abs(index - at) > 2 || beside(one.element).length === count,
    );
  };

  /**
   * The row that an element stands in, with its cells; null where the layout tells of none.
   *
   * @param {Element} element
   * @returns {PageRow | null}
   */
  const rowOf = (element) => {
    for (
      let one = /** @type {Element | null} */ (element), up = 0;
      one && one !== plain.body() && up < UP;
      one = tree.elementOf(tree.parentOf(one)), up += 1
    ) {
      const cells = beside(one);
      if (cells.length < 2) continue;
      if (alike(one, cells.length).length > 1) return { row: one, cells };
    }
    return grids.rowOf(element);
  };

  /** Which heads stand over which cells; null where too few do to be the heads of these. @param {PageBox[]} cells @param {PageBox[]} heads */
  const over = (cells, heads) => {
    /** @type {Map<Element, Element>} */
    const found = new Map();
    for (const { element, box } of cells) {
      const head = heads.find(
        (one) =>
          one.box.top < box.top &&
          (Math.abs(one.box.left - box.left) <= ASIDE || Math.abs(one.box.right - box.right) <= ASIDE),
      );
      if (head) found.set(element, head.element);
    }
    return found.size >= 2 && found.size >= cells.length * 0.6 ? found : null;
  };

  /** The elements right before one, the nearest first. @param {Element} element */
  const before = (element) => {
    const found = [];
    for (
      let node = plain.previousSibling(element), looked = 0;
      node && found.length < 3 && looked < MANY;
      node = plain.previousSibling(node), looked += 1
    )
      if (plain.isElement(node)) found.push(node);
    return found;
  };

  /** An element and what is in it, in the order of the page, but not all of very many. @param {Element} element */
  const someOf = (element) => {
    const found = [element];
    const waiting = [tree.firstOf(element)];
    while (waiting.length > 0 && found.length < MANY) {
      const node = waiting.pop();
      if (!node) continue;
      waiting.push(tree.nextOf(node));
      if (!plain.isElement(node)) continue;
      found.push(node);
      waiting.push(tree.firstOf(node));
    }
    return found;
  };

  /** The first row of the same kind, where it is one of names. @param {Element} row @param {PageBox[]} cells */
  const firstAlike = (row, cells) => {
    const parent = tree.elementOf(tree.parentOf(row));
    const kind = kindOf(row);
    const first = parent ? inside(parent).find(({ element }) => kindOf(element) === kind) : undefined;
    const names = first && first.element !== row ? beside(first.element) : [];
    return names.length === cells.length && areNames(names.map((name) => name.element)) ? over(cells, names) : null;
  };

  /** The boxes above a row that stand over its cells: in what comes before the row, or before what holds it. @param {Element} row @param {PageBox[]} cells */
  const headsAbove = (row, cells) => {
    const kind = kindOf(row);
    const first = firstAlike(row, cells);
    if (first) return first;
    for (
      let one = /** @type {Element | null} */ (row), up = 0;
      one && one !== plain.body() && up < UP;
      one = tree.elementOf(tree.parentOf(one)), up += 1
    ) {
      for (const sibling of before(one)) {
        // A row of the same kind is no head, unless its class says so.
        if (one === row && kindOf(sibling) === kind && !plain.attribute(sibling, 'class')?.includes('head')) continue;
        for (const holder of someOf(sibling)) {
          const row = beside(holder);
          // A row that holds values is no row of names.
          if (row.some(({ element }) => isValue(element))) continue;
          const found = over(cells, row);
          if (found) return found;
        }
      }
    }
    return null;
  };

  /**
   * The head over an element that stands in a column, where cells are drawn column by column or each is placed by itself:
   * the box with the same edges, among others beside it, in what comes before. Null where there is none.
   *
   * @param {Element} element
   */
  const headOver = (element) => {
    const text = plain.textContent(element) ?? '';
    if (text.length > LONGEST_CELL) return null;
    const own = plain.box(element);
    /** @type {DOMRect[]} */
    const boxes = [];
    const isOver = (/** @type {Element} */ one) => {
      const { left, right, top } = plain.box(one);
      return left - ASIDE <= own.left && own.right <= right + ASIDE && top < own.top;
    };
    for (
      let one = /** @type {Element | null} */ (element), up = 0;
      one && one !== plain.body() && up < UP + CELL_UP;
      one = tree.elementOf(tree.parentOf(one)), up += 1
    ) {
      if (up < CELL_UP && plain.textContent(one) === text) boxes.push(plain.box(one));
      // Right above what holds the cells, and mostly of names: not another row, nor the head of another table.
      const { top: begins } = plain.box(one);
      const heads = before(one)
        .filter((sibling) => isOver(sibling) && Math.abs(plain.box(sibling).bottom - begins) <= ASIDE)
        .flatMap((sibling) => someOf(sibling).map((holder) => beside(holder)))
        .filter((row) => row.length > 1 && row.filter((head) => isName(head.element)).length * 2 > row.length)
        .flat();
      const head = heads.find(({ box }) =>
        boxes.some(
          ({ left, right, top }) =>
            box.bottom <= top + 1 && Math.abs(box.left - left) <= ASIDE && Math.abs(box.right - right) <= ASIDE,
        ),
      );
      if (head) return isName(head.element) ? head.element : null;
    }
    return null;
  };

  return { rowOf, over, headsAbove, headOver };
}
