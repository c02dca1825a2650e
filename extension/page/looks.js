/** How the elements of a page look: whether their text is seen, which line, cell and row it stands in. */

/**
 * The part of an element's look that tells where its text is, and whether anybody sees it.
 *
 * @typedef {object} PageLook
 * @property {Element} element
 * @property {PageLook | null} around the look of the element that it is drawn in
 * @property {number} depth how many elements are around it
 * @property {boolean} gone whether nothing inside it is seen, whatever its own look
 * @property {boolean} loose whether that is so only because a box cuts it that has no place of its own
 * @property {boolean | null} seen whether text right inside it is seen; null until somebody asks
 * @property {Element} block the element whose lines its text stands in
 * @property {Element | null} cell of a table or grid
 * @property {Element | null} row of a table or grid
 * @property {PageStyle} style
 * @property {PagePlaced | null} box where it is, if that had to be known
 */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 */
function pageLooks(plain, tree) {
  /** The cells of tables and grids. */
  const CELL_TAGS = ['td', 'th'];
  const CELL_ROLES = ['gridcell', 'cell', 'columnheader', 'rowheader'];
  const CELL = [...CELL_TAGS, ...CELL_ROLES.map((role) => `[role="${role}"]`)].join();
  const ROW = 'tr, [role="row"]';
  /** The heads of columns, and `th` that name their row. */
  const HEAD = 'th, thead td, [role="columnheader"]';
  /** From this many elements on, an element of the same class below an element of the same look is taken to look the same. */
  const MANY = 600;

  const { signOf, styled, DOT } = pageStyles(plain);
  const { boxOf, isAway } = pagePlaces(plain, tree, DOT);

  /** @type {Map<Element, PageLook>} */
  const looks = new Map();

  /** @param {Element} element @param {PageLook | null} around @param {string} tag @param {string | null} sign @returns {PageStyle} */
  const styleOf = (element, around, tag, sign) => {
    if (!around || sign === null) return styled(element, around, tag);
    const known = around.style.inside.get(sign);
    if (known) return known;
    const made = styled(element, around, tag);
    around.style.inside.set(sign, made);
    return made;
  };

  /** Whether an element cuts nothing that is placed by a box around it. @param {Element} element */
  const isOpen = (element) => {
    const { clipPath, contain, filter, willChange } = getComputedStyle(element);
    return clipPath === 'none' && contain === 'none' && filter === 'none' && willChange === 'auto';
  };

  /** @param {Element} element @returns {PageLook} */
  const of = (element) => {
    const known = looks.get(element);
    if (known) return known;
    // From the outside in, since pages may be nested deeper than functions.
    const path = [element];
    let around = /** @type {PageLook | null} */ (null);
    for (let one = tree.elementOf(tree.parentOf(element)); one && !around; one = tree.elementOf(tree.parentOf(one))) {
      around = looks.get(one) ?? null;
      if (!around) path.push(one);
    }
    for (const one of path.reverse()) around = inside(one, around);
    return /** @type {PageLook} */ (around);
  };

  /** The look of an element inside one whose look is known. @param {Element} element @param {PageLook | null} around @returns {PageLook} */
  const inside = (element, around) => {
    const known = looks.get(element);
    if (known) return known;
    const tag = plain.localName(element);
    const bare = !plain.hasAttributes(element);
    const many = looks.size > MANY;
    const own = many && !bare ? plain.attribute(element, 'style') : null;
    const sign = many ? signOf(element, tag, bare, own) : null;
    const style = styleOf(element, around, tag, sign);
    // Only what is placed by itself stands where its own style says, whatever is beside it.
    const box =
      style.clipped || style.moved ? boxOf(element, around, sign && style.apart ? `${sign} ${own ?? ''}` : null) : null;
    // A box without size that is not placed itself cuts nothing that is placed by a box around it.
    const free = style.apart && around?.loose === true;
    const away = style.size === 0 || (box !== null && isAway(box, style, around?.element ?? null));
    const held = around?.gone === true && !free;
    const gone = held || away;
    const loose = !style.moved && (around?.loose === true || (!held && away && style.size > 0)) && isOpen(element);
    // Texts of a drawing stand in lines of their own, and so do parts of them that have places; in Firefox their style is
    // that of parts of a line.
    const isPlaced = () => !bare && ['x', 'y', 'dy'].some((name) => plain.attribute(element, name) !== null);
    const line = tag === 'text' || (tag === 'tspan' && isPlaced());
    const role = bare ? null : plain.attribute(element, 'role');
    const row = tag === 'tr' || role === 'row';
    const cell = CELL_TAGS.includes(tag) || (role !== null && CELL_ROLES.includes(role));
    const look = {
      element,
      around,
      depth: around ? around.depth + 1 : 0,
      gone,
      loose,
      seen: gone || style.faint ? false : null,
      block: style.inline && !line && around ? around.block : element,
      cell: cell ? element : row ? null : (around?.cell ?? null),
      row: row ? element : (around?.row ?? null),
      style,
      box,
    };
    looks.set(element, look);
    return look;
  };

  /** Styles of which an element was shown, inside one that was seen itself. @type {Set<PageStyle>} */
  const shownStyles = new Set();

  /** Whether an element is shown. Of very many of one style inside what is seen, the first speaks for all. @param {PageLook} look */
  const isShown = ({ element, around, style }) => {
    if (looks.size <= MANY || !around) return plain.isVisible(element);
    around.seen ??= !around.style.boxless && plain.isVisible(around.element);
    if (around.seen && shownStyles.has(style)) return true;
    const shown = plain.isVisible(element);
    if (shown) shownStyles.add(style);
    return shown;
  };

  /** Whether text right inside an element is seen. @param {PageLook} look */
  const isSeen = (look) => {
    let one = /** @type {PageLook | null} */ (look);
    // An element without a box of its own is seen where the one around it is.
    while (one && one.seen === null && one.style.boxless) one = one.around;
    const seen = one !== null && (one.seen ?? isShown(one));
    if (one) one.seen = seen;
    look.seen = seen;
    return seen;
  };

  return { of, inside, isSeen, CELL, ROW, HEAD };
}
