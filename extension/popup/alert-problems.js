/** The errors of a draft and the questions about it: each at its field, and all of it above the button. */
import { byId, element, notice } from '../shared/elements.js';
import { sentence } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { FIELDS } from './alert-form.js';

/** @typedef {import('../wasm/secdo.js').CheckedAlert} CheckedAlert */

/** Where a question about the draft is shown. */
const NOTICE_FIELD = /** @type {const} */ ({
  time_ahead: 'timestamp',
  time_old: 'timestamp',
  year_assumed: 'timestamp',
  time_ambiguous: 'timestamp',
  path_not_full: 'file_path',
  same_address: 'destination_ip',
  likely_reply: 'destination_ip',
});

/**
 * Every error at its field, and all of them above the button.
 *
 * @param {CheckedAlert} checked
 * @param {Set<string>} touched the fields whose errors are said already
 */
export function showProblems(checked, touched) {
  document.querySelectorAll('#alert .field-error, #alert .field-notice').forEach((shown) => shown.remove());
  for (const field of FIELDS) {
    document.getElementById(field)?.removeAttribute('aria-invalid');
    document.getElementById(field)?.removeAttribute('aria-describedby');
  }
  const errors = checked.errors.filter(({ field }) => touched.has(field));
  for (const { field, problem } of errors) say(field, 'field-error', sentence(problem));
  for (const question of checked.notices) say(NOTICE_FIELD[question], 'field-notice', t(`notice_${question}`));
  for (const { field } of errors) document.getElementById(field)?.setAttribute('aria-invalid', 'true');
  const lines = errors.map(({ field, problem }) =>
    element('li', { textContent: `${t(`field_${field}`)}: ${sentence(problem)}` }),
  );
  byId('alert-summary', HTMLDivElement).replaceChildren(
    ...(lines.length > 1 ? [notice('danger', t('alert_errors'), element('ul', {}, ...lines))] : []),
  );
  const hash = errors.some(({ problem }) => problem.code === 'hash_instead_of_path');
  byId('hash-query', HTMLButtonElement).hidden = !hash;
}

/** Shows what a Cortex XDR is told differently. @param {import('../wasm/secdo.js').AlertDifference[]} differences */
export function showDifferences(differences) {
  const lines = differences.map((difference) => element('li', { textContent: t(`difference_${difference}`) }));
  byId('alert-differences', HTMLDivElement).replaceChildren(
    ...(lines.length > 0 ? [element('p', { textContent: t('differences') }), element('ul', {}, ...lines)] : []),
  );
}

/** @param {string} field @param {string} className @param {string} words */
function say(field, className, words) {
  const input = document.getElementById(field);
  const line = element('p', { className, textContent: words, id: `${field}-${className}` });
  const described = input?.getAttribute('aria-describedby');
  input?.setAttribute('aria-describedby', described ? `${described} ${line.id}` : line.id);
  input?.parentElement?.append(line);
}
