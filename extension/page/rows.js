/** Rows that only their layout tells: boxes of one kind below each other, each of boxes beside each other; and panes of details. */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageWalk>} walk
 */
function pageRows(plain, tree, walk) {
  /** How far up from an element its row is looked for, and from a row the names of its columns. */
  const UP = 9;
  /** More boxes than this are no row, and more pairs no pane. */
  const MANY = 60;
  /** A longer text, in UTF-16 units, is not the name of a column that only its place tells. */
  const NAME = 32;
  /** How far the edge of a head may be from that of its column, in CSS pixels. */
  const ASIDE = 6;

  /** @typedef {{ element: Element, box: DOMRect }} PageBox */

  /** The boxes drawn right inside an element, in its shadow root and its slots too; none where text of its own is among them. @param {Element} element @returns {PageBox[]} */
  const inside = (element) => {
    /** @type {PageBox[]} */
    const boxes = [];
    let count = 0;
    /** @param {Element} holder @returns {boolean} whether it holds boxes alone, and not too many */
    const read = (holder) => {
      for (let node = tree.firstOf(holder); node; node = tree.nextOf(node, holder)) {
        count += 1;
        if (count > 40 * MANY || (node instanceof Text && node.data.trim() !== '')) return false;
        if (!plain.isElement(node)) continue;
        const box = plain.box(node);
        if (box.width > 0 && box.height > 0) boxes.push({ element: node, box });
        else if (plain.localName(node) === 'slot' && !read(node)) return false;
      }
      return true;
    };
    return read(element) ? boxes : [];
  };

  /** The boxes beside each other in an element, from left to right; none where it holds anything else. @param {Element} element */
  const beside = (element) => {
    let boxes = inside(element);
    for (let depth = 0; boxes.length === 1 && boxes[0] && depth < UP; depth += 1) boxes = inside(boxes[0].element);
    if (boxes.length < 2 || boxes.length > MANY) return [];
    boxes.sort((one, other) => one.box.left - other.box.left);
    const apart = boxes.every(({ box }, index) => {
      const before = boxes[index - 1]?.box;
      return (
        !before ||
        (box.left >= before.right - 1 &&
          Math.min(box.bottom, before.bottom) - Math.max(box.top, before.top) >=
            Math.min(box.height, before.height) / 2)
      );
    });
    return apart ? boxes : [];
  };

  /** A key that boxes of one kind share. @param {Element} element */
  const kindOf = (element) => `${plain.localName(element)} ${plain.attribute(element, 'class')?.split(' ')[0] ?? ''}`;

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
   * @returns {{ row: Element, cells: PageBox[] } | null}
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
    return null;
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

  /** The boxes above a row that stand over its cells: in what comes before the row, or before what holds it. @param {Element} row @param {PageBox[]} cells */
  const headsAbove = (row, cells) => {
    const kind = kindOf(row);
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

  /** How far up from an element the box of its cell is looked for, and how long its text may be, in UTF-16 units. */
  const CELL_UP = 4;
  const LONGEST_CELL = 256;

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

  /** Whether an element holds a word with a digit and a sign of values, or many digits: an address, a hash, a path. @param {Element} element */
  const isValue = (element) => {
    const isDigit = (/** @type {string} */ letter) => letter >= '0' && letter <= '9';
    return walk
      .textOf(element)
      .split(' ')
      .some((word) => {
        const digits = [...word].filter(isDigit).length;
        return digits > 5 || (digits > 0 && ['.', '/', '\\', '@'].some((sign) => word.slice(0, -1).includes(sign)));
      });
  };

  /** Signs inside values that names of columns do not have. */
  const OF_VALUES = ['@', '\\', '/', ':', '='];

  /** Whether what an element holds may be the name of a column: short, without a digit, and no name of a host or a file. @param {Element} element */
  const isName = (element) => {
    const name = walk.textOf(element).trim();
    const isDotted = name.split(' ').some((word) => word.slice(0, -1).includes('.'));
    const hasDigit = [...name].some((letter) => letter >= '0' && letter <= '9');
    return (
      name !== '' && name.length <= NAME && !hasDigit && !isDotted && !OF_VALUES.some((sign) => name.includes(sign))
    );
  };

  /** The pairs of name and value of what may be the pane that an element stands in: `dl`, a table of pairs; none where it is in none. @param {Element} element @returns {{ name: string, text: string }[]} */
  const paneOf = (element) => {
    const list = tree.closest(element, 'dl');
    if (list) {
      let name = /** @type {Element | null} */ (null);
      return plain
        .findAll(list, 'dt, dd')
        .slice(0, 2 * MANY)
        .flatMap((part) => {
          if (plain.localName(part) === 'dd') return name ? pair(name, part) : [];
          name = part;
          return [];
        });
    }
    const table = tree.closest(element, 'table');
    const rows = table ? plain.findAll(table, 'tr').slice(0, MANY) : [];
    const pairs = rows.flatMap((row) => {
      const parts = plain.findAll(row, 'th, td');
      // Names and values in turn, one pair or several in a row.
      const inTurn =
        parts.length % 2 === 0 &&
        parts.every((part, index) => plain.localName(part) === (index % 2 === 0 ? 'th' : 'td'));
      return inTurn
        ? parts.flatMap((part, index) =>
            index % 2 === 0 && parts[index + 1] ? pair(part, /** @type {Element} */ (parts[index + 1])) : [],
          )
        : [];
    });
    return pairs.length >= rows.length - 1 ? pairs : [];
  };

  /** @param {Element} name @param {Element} value */
  const pair = (name, value) => {
    const named = walk.textOf(name).trim();
    return [{ name: named.endsWith(':') ? named.slice(0, -1) : named, text: walk.textOf(value) }];
  };

  /** The two boxes that are all an element holds, one above or beside the other; none for others. @param {Element} element */
  const twoIn = (element) => {
    const boxes = inside(element);
    const [upper, lower] = boxes;
    if (upper && lower && boxes.length === 2 && upper.box.bottom <= lower.box.top + 2) return boxes;
    const pair = beside(element);
    return pair.length === 2 ? pair : [];
  };

  /** The pairs of what may be panes by their layout, one around the other: a name above or beside each value. @param {Element} element @returns {{ name: string, text: string }[][]} */
  const fieldsOf = (element) => {
    const found = [];
    for (
      let one = /** @type {Element | null} */ (element), up = 0;
      one && one !== plain.body() && up < UP;
      one = tree.elementOf(tree.parentOf(one)), up += 1
    ) {
      const parent = tree.elementOf(tree.parentOf(one));
      if (!parent || twoIn(one).length === 0) continue;
      const kind = kindOf(one);
      const fields = inside(parent).filter((field) => kindOf(field.element) === kind);
      if (fields.length < 3 || fields.length > MANY) continue;
      const pairs = fields.flatMap((field) => {
        const [name, value] = twoIn(field.element);
        return name && value ? pair(name.element, value.element) : [];
      });
      if (pairs.length >= fields.length * 0.8) found.push(pairs);
    }
    return found;
  };

  return { rowOf, over, headsAbove, headOver, isName, paneOf, fieldsOf };
}
