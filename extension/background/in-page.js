/**
 * What runs in the page of a selection, not in the background: it is sent there as text, so it must not use anything
 * outside itself.
 */

/** @typedef {{ text: string, password: boolean, focused: boolean }} Read */

/**
 * Runs in the page: the selected part of the focused field, or the selection.
 *
 * @returns {Read}
 */
export function readSelection() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  const focused = document.hasFocus();
  if (active instanceof HTMLInputElement && active.type === 'password') return { text: '', password: true, focused };
  if (active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement) {
    // Types such as e-mail and number have no readable selection; the browser's copy serves then.
    const { selectionStart: start, selectionEnd: end, value } = active;
    const text = start === null || end === null ? '' : value.slice(start, end);
    if (text) return { text, password: false, focused };
  }
  const selection = getSelection();
  if (!selection) return { text: '', password: false, focused };
  // Firefox selects columns of a table as one range a cell, and joins them without a separator.
  const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
  const text = ranges.length > 1 ? ranges.map(String).join('\n') : selection.toString();
  return { text, password: false, focused };
}
