/** Reads text from a page as it is seen. */

/**
 * What was read so far; several stretches can be read one after the other into one.
 *
 * @typedef {object} PageText
 * @property {string[]} parts
 * @property {number} length of all parts, in UTF-16 units
 * @property {PagePiece | null} last
 * @property {boolean} blank whether blanks were seen since
 * @property {boolean} broken whether a line ended since
 * @property {boolean} cut whether the end was not reached, since it would take too long or be too large
 * @property {boolean} picks whether only what a selection may hold is read
 * @property {(piece: PagePiece, text: string, before: string) => void} [each] is told every piece
 */

/**
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 * @param {ReturnType<typeof pageLines>} lines
 * @param {{ most: number, until: number }} bounds the most text, in UTF-16 units, and the time of the page to stop at, in milliseconds
 */
function pageWalk(tree, looks, lines, bounds) {
  /** Elements whose content is not drawn, or not as text. */
  const MUTE = ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'IFRAME', 'FRAME', 'OBJECT', 'VIDEO', 'AUDIO', 'CANVAS', 'DATALIST', 'HEAD', 'TITLE', 'DESC', 'METADATA', 'DEFS'];
  /** Types of fields that show what was typed into them. */
  const TYPED = ['text', 'search', 'url', 'tel', 'email', 'number'];

  /** @param {Partial<PageText>} [how] @returns {PageText} */
  const start = (how = {}) => ({ parts: [], length: 0, last: null, blank: false, broken: false, cut: false, picks: false, ...how });

  /** A text with its blanks as they are drawn, without those at its ends. @param {string} data @param {string} spaces */
  const drawn = (data, spaces) => {
    if (spaces === 'keep') return data;
    const text = data.trim();
    if (!text.includes('\n') && !text.includes('\t') && !text.includes('  ') && !text.includes('\r')) return text;
    const kept = spaces === 'lines' ? text.split('\n') : [text.replaceAll('\n', ' ')];
    const squeezed = kept.map((line) => line.replaceAll('\t', ' ').replaceAll('\r', ' ').split(' ').filter((word) => word !== '').join(' '));
    return squeezed.join('\n');
  };

  /** @param {PageText} out @param {string} text @param {PagePiece} piece */
  const put = (out, text, piece) => {
    if (out.length + text.length > bounds.most) {
      out.cut = true;
      return;
    }
    const before = out.last ? lines.between(out.last, piece, out) : '';
    out.parts.push(before + text);
    out.length += before.length + text.length;
    out.each?.(piece, text, before);
    out.last = piece;
    out.blank = false;
    out.broken = false;
  };

  /** @param {PageText} out @param {Text} node @param {number} from @param {number} to */
  const text = (out, node, from, to) => {
    const parent = tree.elementOf(tree.parentOf(node));
    // What is right inside closed details is hidden by a slot of the browser's own.
    if (from >= to || !parent || (parent instanceof HTMLDetailsElement && !parent.open)) return;
    const data = node.data.slice(from, to);
    const trimmed = data.trim();
    const look = looks.of(parent);
    if (trimmed === '') {
      if (look.seen) {
        if (look.spaces !== 'collapse' && data.includes('\n')) out.broken = true;
        else out.blank = true;
      }
      return;
    }
    if (!look.seen || (out.picks && !look.picks)) return;
    if (look.spaces !== 'keep' && data[0] !== trimmed[0]) out.blank = true;
    put(out, drawn(data, look.spaces), { node, from: from + data.indexOf(trimmed), to: from + data.indexOf(trimmed) + trimmed.length, look });
    out.blank = look.spaces !== 'keep' && data.at(-1) !== trimmed.at(-1);
  };

  /** What a field shows; null for other elements. @param {Element} element */
  const shownBy = (element) => {
    if (element instanceof HTMLTextAreaElement) return element.value;
    if (element instanceof HTMLInputElement) return TYPED.includes(element.type) ? element.value : '';
    // What a menu shows while it is closed is what was chosen.
    if (element instanceof HTMLSelectElement) return Array.from(element.selectedOptions, (option) => option.text).join(' ');
    return null;
  };

  /** What an element says by itself; whether what is inside it is read as well. @param {PageText} out @param {Element} element */
  const enter = (out, element) => {
    if (MUTE.includes(element.tagName.toUpperCase())) return false;
    if (element.tagName === 'BR') out.broken = true;
    const look = looks.of(element);
    if (look.gone) return false;
    const shown = shownBy(element);
    if (shown === null) return true;
    const around = tree.elementOf(tree.parentOf(element));
    out.blank = true;
    if (shown.trim() !== '' && look.seen && !out.picks) put(out, shown.trim(), { node: element, from: 0, to: 0, look: { ...look, block: around ? looks.of(around).block : element } });
    // A field has edges.
    out.blank = true;
    return false;
  };

  /** The node before which a place is, and the one after whose inside it is, where it has no node behind it. @param {PagePlace} place */
  const stopAt = ({ node, offset }) => {
    if (node instanceof CharacterData) return { before: null, leaving: null };
    const before = node.childNodes[offset] ?? null;
    return { before, leaving: before ? null : node };
  };

  /**
   * Reads from one place to another, step by step: every step is a node, before what is inside it.
   *
   * @param {PageText} out
   * @param {PagePlace} from
   * @param {PagePlace} to
   */
  const steps = function* (out, from, to) {
    const { before, leaving } = stopAt(to);
    const limit = tree.around(from.node, to.node);
    const first = from.node instanceof CharacterData ? from.node : from.offset === 0 ? tree.firstOf(from.node) : from.node.childNodes[from.offset] ?? null;
    let node = /** @type {Node | null} */ (first ?? from.node);
    let inside = first !== null;
    if (first === null && from.node === leaving) return;
    while (node) {
      if (node === before) return;
      if (inside) {
        if (node instanceof Text) text(out, node, node === from.node ? from.offset : 0, node === to.node ? to.offset : node.data.length);
        if (node === to.node && node instanceof CharacterData) return;
        if (out.cut) return;
        yield node;
        const child = node instanceof Element && enter(out, node) ? tree.firstOf(node) : null;
        if (child) {
          node = child;
          continue;
        }
      }
      // Up, until something is beside it.
      for (;;) {
        if (node === leaving || node === limit) return;
        const next = tree.nextOf(node);
        if (next) {
          node = next;
          inside = true;
          break;
        }
        node = tree.parentOf(node);
        if (!node) return;
      }
    }
  };

  /** Reads from one place to another at once. @param {PageText} out @param {PagePlace} from @param {PagePlace} to */
  const read = (out, from, to) => {
    let count = 0;
    const walk = steps(out, from, to);
    while (!walk.next().done) {
      count += 1;
      if (count % 256 === 0 && performance.now() > bounds.until) {
        out.cut = true;
        return;
      }
    }
  };

  /** The text of an element as it is seen. @param {Element} element @param {Partial<PageText>} [how] */
  const textOf = (element, how) => {
    const out = start(how);
    read(out, { node: element, offset: 0 }, { node: element, offset: element.childNodes.length });
    return out.parts.join('');
  };

  return { start, steps, read, textOf };
}
