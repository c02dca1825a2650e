/** The evidence of a frame about a click: what is selected, what is under the pointer, and what stands around both. */

/**
 * The evidence of a frame; the core decides what of it is meant. Called as the last of the scripts of this folder, its
 * answer is what the background gets.
 *
 * @param {number} [patience] how long it may take, in milliseconds; what was read until then is given
 * @returns {import('../wasm/secdo.js').PageEvidence}
 */
function pageEvidence(patience = 1_500) {
  /** How many cells of a selection are read with the names of their columns. */
  const CELLS = 20_000;
  /** A longer text, in UTF-16 units, is more than one value of a row. */
  const VALUE = 4_096;
  const plain = pagePlain();
  const tree = pageTree(plain);
  const looks = pageLooks(plain, tree);
  const lines = pageLines(plain, tree, looks);
  const walk = pageWalk(plain, tree, looks, lines, {
    most: 32_000_000,
    until: performance.now() + patience,
  });
  const selected = pageSelected(plain, tree, looks, lines);
  const boxes = pageBoxes(plain, tree);
  const names = pageNames(walk);
  const heads = pageHeads(plain, tree, looks, walk, boxes, names);
  const rows = pageRows(plain, tree, boxes, names, pageGrids(plain, tree, boxes, names));
  const table = pageTable(plain, tree, looks, walk, heads, rows, pagePanes(plain, tree, walk, boxes));
  const { catchesKeys, letterUnder } = pageBeneath(plain);
  const inputs = pageInputs(catchesKeys);
  const labels = pageLabels(plain, tree, looks, walk);
  const pointed = pagePointed(plain, tree, looks, walk, labels, selected, lines, catchesKeys);

  const topmost = pointed.hovered();
  const active = innermostFocus();
  const letter = letterUnder(topmost, active);
  const hovered = letter ? tree.elementOf(letter.node) : topmost;
  const empty = {
    host: location.hostname,
    focus: plain.hasFocus(),
    inner: active instanceof HTMLIFrameElement || active instanceof HTMLFrameElement,
    password: false,
    field: null,
    selection: null,
    caret: null,
    pointed: null,
    focused: '',
    links: [],
    rows: [],
    row: [],
    panes: [],
  };
  if (active instanceof HTMLInputElement && active.type === 'password') return { ...empty, password: true };
  const field = inputs.selectedIn(active);
  const at = pointed.evidence(hovered, active);
  if (field && !(active && catchesKeys(active))) return { ...empty, field, pointed: at };
  if (field && !inputs.isElsewhere(field.text, at)) {
    return { ...empty, field: letter ? inputs.inItsLine(field, caretIn(letter)) : field, pointed: at };
  }

  const ranges = selected.ranges(hovered);
  const drawn = ranges[0] && ranges.length === 1 ? selected.asDrawn(ranges[0], hovered) : null;
  const stretches = drawn ? [drawn] : ranges;
  const [only] = stretches;
  const collapsed =
    stretches.length === 1 && only && only.from.node === only.to.node && only.from.offset === only.to.offset;
  const choice = pageChosen(plain, tree, looks);
  const isText = !collapsed && only && !isOfField(only) && !(hovered && choice.isUnpicked(hovered));
  const chosen = isText ? [] : choice.rows(hovered);
  const selection = chosen.length > 0 ? readChosen(chosen) : collapsed || !only ? null : readSelection();
  // Not for a part of the page that holds more than a value.
  const home = selection
    ? homeOf(selection)
    : hovered && (looks.of(hovered).row || pointed.valueOf(hovered) !== '')
      ? hovered
      : null;
  return {
    ...empty,
    selection: selection ? selection.evidence : null,
    caret: letter
      ? caretIn(letter)
      : (inputs.caretIn(active, hovered, at) ?? (collapsed && only ? readCaret(only.from) : null)),
    pointed: at,
    // The right button gives the keyboard to what can have it, so the focus stays when the pointer has moved on.
    focused: active && active !== plain.body() && !catchesKeys(active) ? pointed.valueOf(active) : '',
    links: [pointed.link(hovered), pointed.link(active)].flatMap((link) => link ?? []),
    rows: selection ? (selection.cells.length > 0 ? readRows(selection.cells) : readLoose()) : [],
    ...(home ? table.around(home) : {}),
  };

  /** The focused element, in shadow roots too. */
  function innermostFocus() {
    let one = plain.focused();
    for (let root = one && tree.rootOf(one); root?.activeElement; root = tree.rootOf(root.activeElement))
      one = root.activeElement;
    return one;
  }

  /** Whether a stretch is but an element without text, as a field that has the keyboard. @param {PageStretch} stretch */
  function isOfField({ from, to }) {
    if (from.node !== to.node || to.offset - from.offset > 1) return false;
    const child = plain.childNodes(from.node)[from.offset];
    return child !== undefined && (plain.textContent(child) ?? '').trim() === '';
  }

  /** The text at both sides of a letter, in the line that an editor draws, each word of it in an element of its own. @param {PagePlace} letter */
  function caretIn(letter) {
    let home = /** @type {Element} */ (hovered);
    const { height } = plain.box(home);
    for (let one = tree.elementOf(tree.parentOf(home)); one; one = tree.elementOf(tree.parentOf(one))) {
      if (plain.box(one).height >= 2 * height) break;
      home = one;
    }
    // As it is written, without the blanks that the reader puts between boxes.
    const texts = plain
      .textsIn(home)
      .filter((text) => looks.isSeen(looks.of(/** @type {Element} */ (tree.elementOf(text)))));
    const at = texts.indexOf(/** @type {Text} */ (letter.node));
    const own = texts[at]?.data ?? '';
    const joined = (/** @type {Text[]} */ some) => some.map(({ data }) => data).join('');
    return {
      before: joined(texts.slice(0, Math.max(0, at))) + own.slice(0, letter.offset),
      after: own.slice(letter.offset) + joined(texts.slice(at + 1)),
      inside: true,
    };
  }

  /** The selection as it is seen. */
  function readSelection() {
    /** @type {Set<Element>} */
    const cells = new Set();
    let loose = false;
    const first = /** @type {PageStretch} */ (only);
    const last = /** @type {PageStretch} */ (stretches.at(-1));
    const seen = stretches.length === 1 ? selected.asSeen(first) : { stretches, missing: false };
    const out = walk.start({ picks: true });
    const inOrder = seen.stretches.length === 1;
    if (inOrder) walk.read(out, selected.before(first.from), first.from);
    const start = out.parts.length;
    out.each = ({ look }) => {
      if (look.cell) cells.add(look.cell);
      else loose = true;
    };
    for (const { from, to } of seen.stretches) walk.read(out, from, to);
    const end = out.parts.length;
    delete out.each;
    if (inOrder) walk.read(out, last.to, selected.behind(last.to, first.from));
    const evidence = {
      before: out.parts.slice(0, start).join(''),
      text: out.parts.slice(start, end).join(''),
      after: out.parts.slice(end).join(''),
      missing: seen.missing,
      cut: out.cut,
      // A double or triple click may end at the element behind, a drag ends in a text.
      paragraph: !drawn && last.to.node instanceof Element,
      chosen: false,
      labels: labelsOf(first.from, out.parts.slice(start, end)),
      pointed: hovered !== null && stretches.some(({ from, to }) => touches(from, to, hovered)),
      touching: stretches.length === 1 && pageTouching(plain, tree).isInLine(first),
    };
    return { evidence, cells: loose && cells.size < 2 ? [] : [...cells] };
  }

  /** What may name the first of several values that are selected. @param {PagePlace} place where they begin @param {string[]} parts */
  function labelsOf({ node }, parts) {
    const element = tree.elementOf(node);
    const isSeveral = parts.some((part) => part.includes('\t') || part.includes('\n'));
    return element && isSeveral && plain.isText(node) ? labels.of(element) : [];
  }

  /** What is chosen in a grid's own way, as a selection: rows below each other, cells between tabs. @param {Element[][]} rows */
  function readChosen(rows) {
    const text = rows.map((row) => row.map((cell) => walk.textOf(cell).trim()).join('\t')).join('\n');
    const nothing = { before: '', after: '', missing: false, cut: false, paragraph: false, labels: [] };
    return { evidence: { ...nothing, text, chosen: true, pointed: true, touching: false }, cells: rows.flat() };
  }

  /** @param {PagePlace} from @param {PagePlace} to @param {Element} element */
  function touches(from, to, element) {
    const range = plain.range();
    try {
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset);
      return range.intersectsNode(element);
    } catch {
      // Ends in different trees: a selection across a shadow root.
      return true;
    }
  }

  /** The text at both sides of the caret, which a right click has put where it was made. @param {PagePlace} place */
  function readCaret(place) {
    if (!(place.node instanceof Text)) return null;
    const out = walk.start();
    walk.read(out, selected.before(place), place);
    const start = out.parts.length;
    walk.read(out, place, selected.behind({ node: place.node, offset: Math.max(1, place.offset) }));
    return {
      before: out.parts.slice(0, start).join(''),
      after: out.parts.slice(start).join(''),
      inside: hovered !== null && plain.contains(hovered, place.node),
    };
  }

  /** The cell or block of one selected value; null for more than a value. @param {ReturnType<typeof readSelection>} selection */
  function homeOf({ evidence, cells }) {
    if (evidence.text.length > VALUE || cells.length > 1) return null;
    return cells[0] ?? selected.homeOf(/** @type {PageStretch} */ (only).from);
  }

  /** The selected cells of one row where nothing says that they are cells. */
  function readLoose() {
    const { from, to } = /** @type {PageStretch} */ (only);
    const [first, last] = [from, to].map(({ node }) => tree.elementOf(node));
    const cells = first && last ? table.between(first, last, to.offset === 0) : [];
    return cells.length > 0 ? [cells] : [];
  }

  /** @param {Element[]} cells */
  function readRows(cells) {
    const few = cells.slice(0, CELLS);
    const rows = new Set(few.map((cell) => looks.of(cell).row));
    // A whole row is read with the columns that the grid keeps elsewhere.
    const [row] = rows;
    const whole = rows.size === 1 && row ? table.cellsOf(row) : few;
    const all =
      few.length > 1 && whole.length > few.length && few.length >= (row ? plain.findAll(row, looks.CELL).length : 0);
    return all ? [table.rowOfCells(whole)] : table.rowsOf(few);
  }
}
