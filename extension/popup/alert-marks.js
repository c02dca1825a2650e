/** The evidence for each field that was read from a line: how sure it is, and what else it could be. */
import { byId, element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';
import { FIELDS } from './alert-form.js';

/** @typedef {import('../wasm/secdo.js').AlertEvidence} AlertEvidence */

/** The sign of each certainty; the words are in its name. */
const SIGNS = /** @type {const} */ ({ stated: '•', inferred: '◦', guessed: '?' });

/** How many alternatives are offered at a field. */
const OFFERED = 3;

/**
 * Marks the fields that a line filled in, and offers what else they could be where that is not sure.
 *
 * @param {AlertEvidence[]} evidence
 * @param {(field: string, value: string) => void} put
 */
export function showMarks(evidence, put) {
  clearMarks();
  for (const { field, certainty, name, alternatives } of evidence) {
    const label = labelOf(field);
    if (!label) continue;
    if (certainty) {
      const words = name ? t(`certainty_${certainty}_as`, name) : t(`certainty_${certainty}`);
      label.append(
        element('span', {
          className: 'certainty',
          title: words,
          role: 'img',
          label: words,
          data: { certainty },
          textContent: SIGNS[certainty],
        }),
      );
    }
    // Of several times, each is worth a look.
    if ((certainty === 'stated' && field !== 'timestamp') || alternatives.length === 0) continue;
    const buttons = alternatives.slice(0, OFFERED).map(([value, called]) => {
      const button = element('button', {
        type: 'button',
        className: 'plain value',
        title: called || value,
        textContent: value,
      });
      button.addEventListener('click', () => put(field, value));
      return button;
    });
    label.parentElement?.append(element('p', { className: 'alternatives muted' }, t('alternatives'), ' ', ...buttons));
  }
}

/** Takes the marks away, of one field or of all. @param {string} [field] */
export function clearMarks(field) {
  for (const one of field === undefined ? FIELDS : [field]) {
    labelOf(one)?.querySelector('.certainty')?.remove();
    labelOf(one)?.parentElement?.querySelector('.alternatives')?.remove();
  }
}

/** @param {string} field */
function labelOf(field) {
  return byId('alert-form', HTMLFormElement).querySelector(`label[for="${field}"]`);
}
