/** The policy of an organisation: shown as fixed, and by whom. */
import { byId, element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';
import { attach, elementsOf, labelOf, take } from './fields.js';

/** @typedef {import('../wasm/secdo.js').Policy} Policy */

/**
 * Marks the fixed settings, and no other.
 *
 * @param {Policy} policy
 */
export function showPolicy({ fixed, organisation, no_export, https_only, allowed_hosts }) {
  take('.fixed');
  for (const held of document.querySelectorAll('[data-fixed]')) {
    held.removeAttribute('data-fixed');
    /** @type {HTMLInputElement} */ (held).disabled = false;
  }
  const words = organisation ? t('fixed_by', organisation) : t('fixed');
  for (const setting of fixed) {
    const fields = elementsOf(setting);
    const [field] = fields;
    if (!field) continue;
    for (const held of fields) {
      /** @type {HTMLInputElement | HTMLFieldSetElement} */ (held).disabled = true;
      held.dataset.fixed = '';
    }
    if (document.getElementById(`fixed-${field.id}`)) continue;
    const note = element('p', { className: 'fixed muted', id: `fixed-${field.id}`, textContent: words });
    attach(field, note);
  }
  const rules = [
    https_only ? t('rule_https') : '',
    allowed_hosts.length > 0 ? t('rule_hosts', allowed_hosts.join(', ')) : '',
    no_export ? t('rule_no_export') : '',
  ].filter(Boolean);
  byId('policy-section', HTMLElement).hidden = fixed.length + rules.length === 0;
  byId('policy-link', HTMLElement).hidden = fixed.length + rules.length === 0;
  byId('policy-by', HTMLParagraphElement).textContent = organisation
    ? t('policy_by', organisation)
    : t('policy_unnamed');
  byId('policy-rules', HTMLUListElement).replaceChildren(...rules.map((rule) => element('li', { textContent: rule })));
  byId('policy-fixed', HTMLParagraphElement).textContent =
    fixed.length > 0 ? t('policy_fixed', fixed.map(labelOf).join(', ')) : '';
}
