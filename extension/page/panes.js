/** Panes of details: pairs of a name and a value, by what the page says or by its layout. */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageWalk>} walk
 * @param {ReturnType<typeof pageBoxes>} boxes
 */
function pagePanes(plain, tree, walk, boxes) {
  const { inside, beside, kindOf, UP, MANY } = boxes;

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

  return { paneOf, fieldsOf };
}
