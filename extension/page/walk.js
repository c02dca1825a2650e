/** Reads text from a page as it is seen. */

/**
 * The text read so far; several stretches can be read one after the other into one.
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
 * @property {(frame: HTMLIFrameElement | HTMLFrameElement) => void} [frame] is told every frame
 */

/**
 * @param {ReturnType<typeof pagePlain>} plain
 * @param {ReturnType<typeof pageTree>} tree
 * @param {ReturnType<typeof pageLooks>} looks
 * @param {ReturnType<typeof pageLines>} lines
 * @param {{ most: number, until: number }} bounds the most text, in UTF-16 units, and the time of the page to stop at, in milliseconds
 */
function pageWalk(plain, tree, looks, lines, bounds) {
  /** Elements whose content is not drawn, or not as text. */
  const MUTE = new Set([
    'script',
    'style',
    'noscript',
    'template',
    'iframe',
    'frame',
    'object',
    'video',
    'audio',
    'canvas',
    'datalist',
    'head',
    'title',
    'desc',
    'metadata',
    'defs',
  ]);
  /** Types of fields that show what was typed into them. */
  const TYPED = ['text', 'search', 'url', 'tel', 'email', 'number'];

  /** @param {Partial<PageText>} [how] @returns {PageText} */
  const start = (how = {}) => ({
    parts: [],
    length: 0,
    last: null,
    blank: false,
    broken: false,
    cut: false,
    picks: false,
    ...how,
  });

  /** A trimmed text with its blanks as they are drawn. @param {string} text @param {string} spaces */
  const drawn = (text, spaces) => {
    if (!text.includes('\n') && !text.includes('  ') && !text.includes('\t') && !text.includes('\r')) return text;
    const kept = spaces === 'lines' ? text.split('\n') : [text.replaceAll('\n', ' ')];
    const squeezed = kept.map((line) =>
      line
        .replaceAll('\t', ' ')
        .replaceAll('\r', ' ')
        .split(' ')
        .filter((word) => word !== '')
        .join(' '),
    );
    return squeezed.join('\n');
  };

  /** The part of a text that may still be read, up to a blank, so that no value is cut in the middle. @param {string} text @param {number} room in UTF-16 units */
  const fitting = (text, room) => {
    const part = text.slice(0, Math.max(0, room));
    const end = Math.max(part.lastIndexOf(' '), part.lastIndexOf('\n'), part.lastIndexOf('\t'));
    return part.slice(0, Math.max(0, end));
  };

  /** @param {PageText} out @param {string} text @param {PagePiece} piece */
  const put = (out, text, piece) => {
    const fits = out.length + text.length <= bounds.most;
    if (!fits) out.cut = true;
    const read = fits ? text : fitting(text, bounds.most - out.length);
    if (read === '') return;
    const before = out.last ? lines.between(out.last, piece, out) : '';
    out.parts.push(before + read);
    out.length += before.length + read.length;
    out.each?.(piece, read, before);
    out.last = piece;
    out.blank = false;
    out.broken = false;
  };

  /** @param {PageText} out @param {Text} node @param {PageLook} look of the element around it @param {number} from @param {number} to */
  const text = (out, node, look, from, to) => {
    if (from >= to || look.gone) return;
    const whole = node.data;
    // Blanks that keep words together are blanks to the eye, as in `C:\Program&nbsp;Files`.
    const data = (from === 0 && to === whole.length ? whole : whole.slice(from, to)).replaceAll('\u00a0', ' ');
    const { spaces, picks } = look.style;
    const start = data.trimStart();
    if (start === '') {
      // Blanks count between two pieces of one block only, and are not drawn elsewhere.
      if (out.last?.look.block !== look.block || !looks.isSeen(look)) return;
      if (spaces !== 'collapse' && data.includes('\n')) out.broken = true;
      else out.blank = true;
      return;
    }
    // Children of closed details are hidden by a slot of the browser's own.
    if (
      !looks.isSeen(look) ||
      (out.picks && !picks) ||
      (look.element instanceof HTMLDetailsElement && !look.element.open)
    )
      return;
    const trimmed = start.trimEnd();
    const keeps = spaces === 'keep';
    const first = from + data.length - start.length;
    if (!keeps && start.length < data.length) out.blank = true;
    put(out, keeps ? data : drawn(trimmed, spaces), { node, from: first, to: first + trimmed.length, look });
    out.blank = !keeps && trimmed.length < start.length;
  };

  /** The text that a field shows; null for other elements. @param {Element} element @param {string} tag */
  const shownBy = (element, tag) => {
    if (tag === 'textarea' && element instanceof HTMLTextAreaElement) return element.value;
    if (tag === 'input' && element instanceof HTMLInputElement)
      return TYPED.includes(element.type) ? element.value : '';
    // A closed menu shows the chosen option.
    if (tag === 'select' && element instanceof HTMLSelectElement)
      return Array.from(element.selectedOptions, (option) => option.text).join(' ');
    return null;
  };

  /** Reads an element's own text; returns whether its inside is read as well. @param {PageText} out @param {Element} element @param {PageLook} look */
  const enter = (out, element, look) => {
    const tag = plain.localName(element);
    if (MUTE.has(tag)) {
      if (out.frame && (element instanceof HTMLIFrameElement || element instanceof HTMLFrameElement))
        out.frame(element);
      return false;
    }
    if (tag === 'br') out.broken = true;
    if (look.gone) return false;
    const shown = shownBy(element, tag);
    if (shown === null) return true;
    out.blank = true;
    if (shown.trim() !== '' && looks.isSeen(look) && !out.picks)
      put(out, shown.trim(), {
        node: element,
        from: 0,
        to: 0,
        look: { ...look, block: look.around?.block ?? element },
      });
    // A field has edges.
    out.blank = true;
    return false;
  };

  /** The node before which a place is, and the one after whose inside it is, where it has no node behind it. @param {PagePlace} place */
  const stopAt = ({ node, offset }) => {
    if (node instanceof CharacterData) return { before: null, leaving: null };
    const before = plain.childNodes(node)[offset] ?? null;
    // A shadow root is left with its host.
    return { before, leaving: before ? null : node instanceof ShadowRoot ? node.host : node };
  };

  /** How many nodes are read in one step. */
  const STRIDE = 64;

  /**
   * Reads from one place to another, step by step: a step is some nodes.
   *
   * @param {PageText} out
   * @param {PagePlace} from
   * @param {PagePlace} to
   */
  const steps = function* (out, from, to) {
    const { before, leaving } = stopAt(to);
    const limit = tree.around(from.node, to.node);
    const first =
      from.node instanceof CharacterData
        ? from.node
        : from.offset === 0
          ? tree.firstOf(from.node)
          : (plain.childNodes(from.node)[from.offset] ?? null);
    if (first === null && from.node === leaving) return;
    let node = /** @type {Node | null} */ (first ?? from.node);
    let inside = first !== null;
    // Where the node is drawn, and the look of the element that this is or is in.
    let around = tree.parentOf(/** @type {Node} */ (node));
    let look = lookAround(around);
    for (let count = 1; node; count += 1) {
      if (node === before) return;
      if (count % STRIDE === 0) yield;
      if (inside) {
        let within = /** @type {PageLook | null} */ (null);
        if (plain.isElement(node)) {
          const own = looks.inside(node, look);
          if (enter(out, node, own)) within = own;
        } else if (look && plain.isText(node)) {
          text(out, node, look, node === from.node ? from.offset : 0, node === to.node ? to.offset : node.data.length);
        }
        if (out.cut || (node === to.node && node instanceof CharacterData)) return;
        const child = within ? tree.firstOf(node) : null;
        if (child) {
          around = node;
          look = within;
          node = child;
          continue;
        }
      }
      // Up, until something is beside it.
      for (;;) {
        if (node === leaving || node === limit) return;
        const next = tree.nextOf(node, around);
        if (next) {
          node = next;
          inside = true;
          break;
        }
        node = around;
        if (!node) return;
        around = tree.parentOf(node);
        look = look?.element === node ? look.around : lookAround(around);
      }
    }
  };

  /** The look of the element that a node is or is in. @param {Node | null} node */
  const lookAround = (node) => {
    const element = tree.elementOf(node);
    return element ? looks.of(element) : null;
  };

  /** Reads from one place to another at once. @param {PageText} out @param {PagePlace} from @param {PagePlace} to */
  const read = (out, from, to) => {
    const walk = steps(out, from, to);
    while (!walk.next().done) {
      if (performance.now() > bounds.until) {
        out.cut = true;
        return;
      }
    }
  };

  /** The text of an element as it is seen. @param {Element} element @param {Partial<PageText>} [how] */
  const textOf = (element, how) => {
    const out = start(how);
    read(out, { node: element, offset: 0 }, { node: element, offset: plain.childNodes(element).length });
    return out.parts.join('');
  };

  return { start, steps, read, textOf };
}
