/** A setting that could not be saved: the reason at its field, which keeps what was typed. */
import { element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';
import { attach, elementsOf, take } from './fields.js';

/** @typedef {import('../wasm/secdo.js').Problem} Problem */

/**
 * Marks the field of a setting that cannot be used; no field any more, where there is no problem.
 *
 * @param {Problem | null} problem
 * @returns {boolean} whether the problem is shown at a field
 */
export function showRefused(problem) {
  take('.refused');
  for (const field of document.querySelectorAll('[data-refused]')) {
    field.setAttribute('aria-invalid', 'false');
    field.removeAttribute('data-refused');
  }
  const [field] = problem?.code === 'setting_ignored' ? elementsOf(problem.params[0] ?? '') : [];
  if (!field) return false;
  const words =
    field instanceof HTMLInputElement && field.type === 'number'
      ? t('number_refused', field.min, field.max)
      : t('value_refused');
  attach(field, element('p', { className: 'refused', id: `refused-${field.id}`, role: 'alert', textContent: words }));
  field.dataset.refused = '';
  field.setAttribute('aria-invalid', 'true');
  field.focus();
  return true;
}
