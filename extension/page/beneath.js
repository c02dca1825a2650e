/**
 * What is drawn beneath a field that nobody sees. Editors and terminals that draw their text themselves move such a field
 * below the pointer when the right button is pressed, so that the browser's menu can copy and paste: it is what the
 * pointer is on then, and never what is meant.
 */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 */
function pageBeneath(plain) {
  /** A smaller field shows no text, in CSS pixels. */
  const SEEN = 8;
  /** Nor does one that is more transparent than this. */
  const FAINT = 0.2;
  /**
   * Where the pointer is in such a field, in CSS pixels from its left and its upper edge, by the least size of the field.
   * Seen in xterm.js 5 (a square of 20 around it), CodeMirror 5 (one of 30), Ace 1.4 (a letter), 2026-11.
   */
  const POINTER = [
    { size: 25, at: 5 },
    { size: 16, at: 10 },
    { size: 0, at: 2 },
  ];
  /** A field that was moved below the pointer is at least as wide, in CSS pixels. */
  const MOVED = 16;
  /** How far around what is beneath the texts are looked for. */
  const UP = 3;

  const range = plain.range();

  /** Whether an element is a field that only catches keys: nobody sees what stands in it. @param {Element} element */
  const catchesKeys = (element) => {
    const isField = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
    const { width, height, right, bottom } = plain.box(element);
    // Grids give the keyboard to such a one when a cell is pressed.
    if ((isField || plain.attribute(element, 'contenteditable') !== null) && (right <= 0 || bottom <= 0)) return true;
    if (!isField) return false;
    const { color, opacity } = getComputedStyle(element);
    return width < SEEN || height < SEEN || Number(opacity) < FAINT || color === 'rgba(0, 0, 0, 0)';
  };

  /** Whether the letters between two places of a text are drawn at a point. @param {Text} text @param {number} from @param {number} to @param {{ x: number, y: number }} point */
  const isAt = (text, from, to, { x, y }) => {
    range.setStart(text, from);
    range.setEnd(text, to);
    return [...range.getClientRects()].some(
      ({ left, right, top, bottom }) => left <= x && x < right && top <= y && y < bottom,
    );
  };

  /** The letter at a point among the texts inside an element. @param {Element} home @param {{ x: number, y: number }} point @returns {PagePlace | null} */
  const letterIn = (home, point) => {
    for (const node of plain.textsIn(home)) {
      if (!isAt(node, 0, node.data.length, point)) continue;
      for (let offset = 0; offset < node.data.length; offset += 1)
        if (isAt(node, offset, offset + 1, point)) return { node, offset };
    }
    return null;
  };

  /** The letter beneath a field that catches keys; null where none is drawn there. @param {Element} field */
  const letterBelow = (field) => {
    const { left, top, width, height } = plain.box(field);
    const size = Math.min(width, height);
    const at = POINTER.find((one) => size >= one.size)?.at ?? 0;
    const point = { x: left + at, y: top + at };
    const { elementsFromPoint } = plain.tree(field) instanceof ShadowRoot ? ShadowRoot.prototype : Document.prototype;
    const below = elementsFromPoint
      .call(plain.tree(field), point.x, point.y)
      .find((/** @type {Element} */ one) => one !== field);
    let home = /** @type {Node | null} */ (below ?? null);
    for (let up = 0; home && plain.isElement(home) && up < UP; up += 1, home = plain.parentNode(home)) {
      const letter = letterIn(home, point);
      if (letter) return letter;
    }
    return null;
  };

  /** Whether the middle of a field is on an element. @param {Element} field @param {Element} element */
  const isOn = (field, element) => {
    const [own, below] = [plain.box(field), plain.box(element)];
    const [x, y] = [(own.left + own.right) / 2, (own.top + own.bottom) / 2];
    return below.left <= x && x <= below.right && below.top <= y && y <= below.bottom;
  };

  /**
   * The letter under the pointer where a field that catches keys is drawn over it; null elsewhere.
   *
   * @param {Element | null} topmost what the pointer is on
   * @param {Element | null} active what has the keyboard
   * @returns {PagePlace | null}
   */
  const letterUnder = (topmost, active) => {
    if (!topmost) return null;
    if (catchesKeys(topmost)) return letterBelow(topmost);
    // Firefox takes the pointer to be on what it was on until it moves (seen with Firefox 153, 2026-11; look again: 2027-11).
    const moved = active && catchesKeys(active) && plain.box(active).width >= MOVED && isOn(active, topmost);
    return moved ? letterBelow(active) : null;
  };

  return { catchesKeys, letterUnder };
}
