/** A setting that could not be saved: the reason at its field, which keeps what was typed. */
import { element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';
import { elementsOf } from './policy.js';

/** @typedef {import('../wasm/secdo.js').Problem} Problem */

/**
 * Marks the field of a setting that cannot be used; no field any more, where there is no problem.
 *
 * @param {Problem | null} problem
 * @returns {boolean} whether the problem is shown at a field
 */
export function showRefused(problem) {
  for (const shown of document.querySelectorAll('.refused')) shown.remove();
  for (const field of document.querySelectorAll('[data-refused]')) {
    const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== `refused-${field.id}`);
    field.setAttribute('aria-describedby', others.join(' '));
    field.setAttribute('aria-invalid', 'false');
    field.removeAttribute('data-refused');
  }
  const [field] = problem?.code === 'setting_ignored' ? elementsOf(problem.params[0] ?? '') : [];
  if (!field) return false;
  const words = element('p', { className: 'refused', id: `refused-${field.id}`, role: 'alert', textContent: t('value_refused') });
  (field.closest('.choice, .with-button, .pivot') ?? field).after(words);
  field.dataset.refused = '';
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${words.id}`.trim());
  field.focus();
  return true;
}
