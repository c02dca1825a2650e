/** Grids whose cells stand right inside them, without an element around each row. */

/** A row with its cells; the names over them, where a grid has them in its first line. @typedef {{ row: Element, cells: PageBox[], heads?: PageBox[] }} PageRow */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageBoxes>} boxes
 * @param {ReturnType<typeof pageNames>} names
 */
function pageGrids(plain, tree, boxes, names) {
  const { inside, UP, ASIDE } = boxes;
  const { areNames } = names;

  /** How many boxes of a grid are looked at. */
  const MOST = 2_000;

  /** The boxes of a grid without elements of rows, line by line; none where the lines have not all as many boxes below each other. @param {Element} grid */
  const linesIn = (grid) => {
    const boxes = inside(grid);
    if (boxes.length < 4 || boxes.length > MOST) return [];
    boxes.sort((one, other) => one.box.top - other.box.top || one.box.left - other.box.left);
    /** @type {PageBox[][]} */
    const lines = [];
    for (const one of boxes) {
      const line = lines.at(-1);
      const first = line?.[0];
      if (line && first && one.box.top - first.box.top < first.box.height / 2) line.push(one);
      else lines.push([one]);
    }
    for (const line of lines) line.sort((one, other) => one.box.left - other.box.left);
    const [first = []] = lines;
    const isGrid =
      lines.length > 1 &&
      first.length > 1 &&
      lines.every(
        (line) =>
          line.length === first.length &&
          line.every(({ box }, at) => Math.abs(box.left - /** @type {PageBox} */ (first[at]).box.left) <= ASIDE),
      );
    return isGrid ? lines : [];
  };

  /** The row of a grid without elements of rows that an element stands in, and its first line, where that is one of names. @param {Element} element @returns {PageRow | null} */
  const rowOf = (element) => {
    for (
      let one = element, up = 0, grid = tree.elementOf(tree.parentOf(element));
      grid && grid !== plain.body() && up < UP;
      one = grid, grid = tree.elementOf(tree.parentOf(grid)), up += 1
    ) {
      const lines = linesIn(grid);
      const cells = lines.find((line) => line.some((cell) => cell.element === one));
      if (!cells) continue;
      const [first = []] = lines;
      return { row: grid, cells, heads: cells !== first && areNames(first.map((head) => head.element)) ? first : [] };
    }
    return null;
  };

  return { rowOf };
}
