/** Fields that have the keyboard: those that a person types into, and those of editors, which hold what is selected in the lines that they draw. */

/**
 * @param {ReturnType<typeof pageBeneath>['catchesKeys']} catchesKeys whether an element is such a field of an editor
 */
function pageInputs(catchesKeys) {
  /** @typedef {import('../wasm/secdo.js').PageStretch} PageStretch */

  /** How much of a field is read at each side, in UTF-16 units. */
  const AROUND = 4_096;

  /** @param {Element | null} element @returns {element is HTMLTextAreaElement | HTMLInputElement} */
  const isField = (element) => element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;

  /** A text with blanks in place of those that keep words together, as editors draw them. @param {string} text */
  const evenBlanks = (text) => text.replaceAll('\u00a0', ' ').trim();

  /** The text under the pointer. @param {PageStretch | null} at */
  const textAt = (at) => (at ? evenBlanks(at.before + at.text + at.after) : '');

  /** The selected part of a field, with the rest of its text; null where nothing is selected. @param {Element | null} element @returns {PageStretch | null} */
  const selectedIn = (element) => {
    if (!isField(element)) return null;
    // Types such as e-mail and number have no readable selection; the browser's copy serves then.
    const { selectionStart: start, selectionEnd: end, value } = element;
    if (start === null || end === null || start === end) return null;
    return {
      before: value.slice(Math.max(0, start - AROUND), start),
      text: value.slice(start, end),
      after: value.slice(end, end + AROUND),
    };
  };

  /** Whether a text is another one than what is under the pointer: grids keep the cell that was chosen first in such a field. @param {string} text @param {PageStretch | null} at */
  const isElsewhere = (text, at) => {
    const here = textAt(at);
    const parts = text.trim().split('\n').map(evenBlanks);
    return here !== '' && !here.includes(parts[0] ?? '') && !parts.some((part) => part !== '' && here.includes(part));
  };

  /**
   * The caret of a field, in its line: the pointer is on the field, or on that line, which an editor draws that keeps it
   * there. Null for others.
   *
   * @param {Element | null} field
   * @param {Element | null} hovered
   * @param {PageStretch | null} at what is under the pointer
   */
  const caretIn = (field, hovered, at) => {
    if (!isField(field) || field.selectionStart === null || field.selectionStart !== field.selectionEnd) return null;
    const place = field.selectionStart;
    const above = field.value.slice(Math.max(0, place - AROUND), place);
    const below = field.value.slice(place, place + AROUND);
    const [before, after] = [above.slice(above.lastIndexOf('\n') + 1), below.split('\n', 1)[0] ?? ''];
    const line = evenBlanks(before + after);
    const isHere = catchesKeys(field) ? line !== '' && textAt(at).includes(line) : hovered === field;
    return isHere ? { before, after, inside: true } : null;
  };

  /**
   * What an editor's field holds is selected in the line beneath it, which goes on at both sides.
   *
   * @param {PageStretch} field
   * @param {{ before: string, after: string }} line at both sides of the pointer
   */
  const inItsLine = (field, line) => {
    if (field.before !== '' || field.after !== '') return field;
    const whole = evenBlanks(line.before + line.after);
    const text = evenBlanks(field.text);
    // Of several that are alike the one under the pointer.
    const start = whole.lastIndexOf(text, line.before.length);
    return start < 0 ? field : { before: whole.slice(0, start), text, after: whole.slice(start + text.length) };
  };

  return { selectedIn, isElsewhere, caretIn, inItsLine };
}
