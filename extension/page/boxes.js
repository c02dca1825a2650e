/** The boxes that are drawn in an element, and those beside each other. */

/** An element with its box. @typedef {{ element: Element, box: DOMRect }} PageBox */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 */
function pageBoxes(plain, tree) {
  /** How far up from an element a row or a pane is looked for, and from a row the names of its columns. */
  const UP = 9;

  /** More boxes than this are no row, and more pairs no pane. */
  const MANY = 60;

  /** How far the edge of a box may be from that of another one of its column, in CSS pixels. */
  const ASIDE = 6;

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

  return { inside, beside, kindOf, UP, MANY, ASIDE };
}
