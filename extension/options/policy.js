/** What an organisation fixes: shown as fixed, and by whom. */
import { byId, element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';

/** @typedef {import('../wasm/secdo.js').Policy} Policy */

/**
 * The element of a setting: a field, or a group of radio buttons.
 *
 * @param {string} setting as `server`, `pivots.hash`, `alerts.company`
 */
function elementOf(setting) {
  const [section, name] = setting.split('.');
  return document.getElementById(name === undefined ? setting : section === 'pivots' ? `pivot-${name}` : name);
}

/**
 * Marks the fixed settings, and no other.
 *
 * @param {Policy} policy
 */
export function showPolicy({ fixed, organisation, no_export, https_only, allowed_hosts }) {
  for (const shown of document.querySelectorAll('.fixed')) shown.remove();
  for (const held of document.querySelectorAll('[data-fixed]')) {
    held.removeAttribute('data-fixed');
    /** @type {HTMLInputElement} */ (held).disabled = false;
  }
  const words = organisation ? t('fixed_by', organisation) : t('fixed');
  for (const setting of fixed) {
    const field = elementOf(setting);
    if (!field) continue;
    /** @type {HTMLInputElement | HTMLFieldSetElement} */ (field).disabled = true;
    field.dataset.fixed = '';
    const note = element('p', { className: 'fixed muted', id: `fixed-${field.id}`, textContent: words });
    // Beside a check box there is its label; in a group the note stands at its end.
    if (field instanceof HTMLFieldSetElement) field.append(note);
    else (field.closest('.choice, .with-button, .pivot') ?? field).after(note);
    const described = field.getAttribute('aria-describedby') ?? '';
    if (!described.includes(note.id)) field.setAttribute('aria-describedby', `${described} ${note.id}`.trim());
  }
  const rules = [
    https_only ? t('rule_https') : '',
    allowed_hosts.length > 0 ? t('rule_hosts', allowed_hosts.join(', ')) : '',
    no_export ? t('rule_no_export') : '',
  ].filter(Boolean);
  byId('policy-section', HTMLElement).hidden = fixed.length + rules.length === 0;
  byId('policy-link', HTMLElement).hidden = fixed.length + rules.length === 0;
  byId('policy-by', HTMLParagraphElement).textContent = organisation ? t('policy_by', organisation) : t('policy_unnamed');
  byId('policy-rules', HTMLUListElement).replaceChildren(...rules.map((rule) => element('li', { textContent: rule })));
  byId('policy-fixed', HTMLParagraphElement).textContent = fixed.length > 0 ? t('policy_fixed', fixed.join(', ')) : '';
}
