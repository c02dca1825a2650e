/** What an organisation fixes: shown as fixed, and by whom. */
import { byId, element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';

/** @typedef {import('../wasm/secdo.js').Policy} Policy */

/** What more is fixed with a setting than its own field; for the list of servers, all but the choice among them. */
const ALSO = /** @type {Record<string, string[]>} */ ({
  server: ['server', 'add_address', 'add-server', 'remove-server'],
  servers: ['server', 'server_name', 'server_company', 'add_address', 'add-server', 'remove-server'],
  'alerts.company': ['company', 'server_company'],
});

/**
 * The elements of a setting, the one that it is shown at first: fields, or a group of radio buttons.
 *
 * @param {string} setting as `server`, `pivots.hash`, `alerts.company`
 */
export function elementsOf(setting) {
  const [section, name] = setting.split('.');
  const ids = ALSO[setting] ?? [name === undefined ? setting : section === 'pivots' ? `pivot-${name}` : name];
  return ids.map((id) => document.getElementById(id)).filter((found) => found !== null);
}

/**
 * What the page calls a setting; its own name where it has no field.
 *
 * @param {string} setting
 */
export function labelOf(setting) {
  const [field] = elementsOf(setting);
  if (field instanceof HTMLFieldSetElement) return field.querySelector('legend')?.textContent || setting;
  const [label] = field && 'labels' in field ? [.../** @type {HTMLInputElement} */ (field).labels ?? []] : [];
  return label?.textContent?.trim() || setting;
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
    const fields = elementsOf(setting);
    const [field] = fields;
    if (!field) continue;
    for (const held of fields) {
      /** @type {HTMLInputElement | HTMLFieldSetElement} */ (held).disabled = true;
      held.dataset.fixed = '';
    }
    if (document.getElementById(`fixed-${field.id}`)) continue;
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
  byId('policy-fixed', HTMLParagraphElement).textContent = fixed.length > 0 ? t('policy_fixed', fixed.map(labelOf).join(', ')) : '';
}
