/** How the page "Alert" begins: with what was selected, or with what was typed before; the other one is offered. */
import { element, notice } from '../shared/elements.js';
import { t } from '../shared/i18n.js';
import { keptDraft } from '../shared/storage.js';
import { FIELDS } from './alert-form.js';

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */
/** @typedef {Awaited<ReturnType<typeof import('../core.js').core>>} Core */
/** @typedef {{ text: string, record?: string | null }} Selected */

/**
 * The alerts in what was selected: with the names of its columns where they help, and which one is the first that says
 * anything; −1 where none does.
 *
 * @param {Core} secdo
 * @param {import('../shared/storage.js').SettingsTexts} settings
 * @param {Selected | undefined} selection
 */
export function readSelection(secdo, settings, selection) {
  const texts = [selection?.record ?? '', selection?.text ?? ''].filter((text) => text.trim() !== '');
  for (const text of texts) {
    const readings = secdo.readAlerts(text, secdo.loadSettings(...settings).settings.alerts);
    const useful = readings.findIndex(({ draft }) => draft.kind !== '');
    if (useful >= 0) return { text, readings, useful };
  }
  return { text: '', readings: [], useful: -1 };
}

/** The draft that was typed before, where it says more than a blank one. @param {AlertDraft} blank */
export async function readTyped(blank) {
  const kept = await keptDraft();
  return kept && FIELDS.some((field) => kept[field] !== blank[field]) ? kept : null;
}

/**
 * Offers what the form does not show: neither what was selected nor what was typed may be lost.
 *
 * @param {HTMLFormElement} form
 * @param {'draft' | 'selection'} which
 * @param {() => void} show
 */
export function offerOther(form, which, show) {
  const [words, press] = which === 'draft' ? [t('draft_kept'), t('use_draft')] : [t('draft_shown'), t('use_selection')];
  const button = element('button', { type: 'button', id: 'other-draft', textContent: press });
  const offer = notice('warning', words, button);
  button.addEventListener('click', () => {
    show();
    offer.remove();
  });
  form.prepend(offer);
}
