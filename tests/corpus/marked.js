/**
 * Reads marked text, as README.md describes it: the same format that `crate/core/tests/corpus/marked.rs` reads.
 *
 * @typedef {{ kind: string, value: string, start: number, end: number }} Mark `start` and `end` in UTF-16 units
 * @typedef {{ place: string, text: string, marks: Mark[] }} Case
 */

/** The cases of a file. @param {string} name @param {string} content @returns {Case[]} */
export function parse(name, content) {
  return content
    .split('\n')
    .map((line, index) => ({ line, place: `${name}:${index + 1}` }))
    .filter(({ line }) => line !== '' && !line.startsWith('# '))
    .map(({ line, place }) => read(place, line));
}

/** @param {string} place @param {string} line @returns {Case} */
function read(place, line) {
  let text = '';
  /** @type {Mark[]} */
  const marks = [];
  for (const [index, part] of line.split('⟨').entries()) {
    if (index === 0) {
      text += unsign(part);
      continue;
    }
    const close = part.indexOf('⟩');
    if (close < 0) throw new Error(`${place}: a mark is not closed`);
    const inside = part.slice(0, close);
    const space = inside.indexOf(' ');
    const body = inside.slice(space + 1);
    const arrow = body.indexOf(' ⇒ ');
    const written = arrow < 0 ? body : body.slice(0, arrow);
    const value = arrow < 0 ? body : body.slice(arrow + 3);
    const start = text.length;
    text += unsign(written);
    marks.push({ kind: inside.slice(0, space), value: unsign(value), start, end: text.length });
    text += unsign(part.slice(close + 1));
  }
  return { place, text, marks };
}

/** Turns signs into the characters they stand for. @param {string} text */
function unsign(text) {
  return text
    .replaceAll('␊', '\n')
    .replaceAll('␍', '\r')
    .replaceAll('␉', '\t')
    .replaceAll('␀', '\0')
    .replaceAll(/⟪([0-9A-F]+)⟫/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
}
