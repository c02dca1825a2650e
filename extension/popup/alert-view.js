/** What the page "Alert" shows of a checked draft. */
import { byId } from '../shared/elements.js';
import { t } from '../shared/i18n.js';
import { showDifferences, showProblems } from './alert-problems.js';

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */
/** @typedef {import('../wasm/secdo.js').CheckedAlert} CheckedAlert */

/**
 * Shows what the core says of a draft: its direction and time, its faults, and what would be sent.
 *
 * @param {HTMLFormElement} form
 * @param {AlertDraft} draft
 * @param {CheckedAlert} checked
 * @param {{ direction: import('./alert-draft.js').Teller, touched: Set<string>, isCortex: boolean }} page
 */
export function showChecked(form, draft, checked, { direction, touched, isCortex }) {
  showKind(form, draft.kind);
  showDirection(form, checked.proposed, direction);
  byId('utc', HTMLParagraphElement).textContent = checked.utc ? t('utc', checked.utc, checked.timestamp ?? '') : '';
  showProblems(checked, touched);
  const { commands } = checked;
  byId('json', HTMLPreElement).textContent = commands?.json || t('json_incomplete');
  for (const id of ['copy-json', 'copy-curl', 'copy-script']) byId(id, HTMLButtonElement).disabled = !commands;
  // Those two are SECDO's.
  for (const id of ['copy-curl', 'copy-script']) byId(id, HTMLButtonElement).hidden = isCortex;
  byId('send', HTMLButtonElement).textContent = t(isCortex ? 'send_cortex' : 'send');
  showDifferences(commands?.differences ?? []);
}

/** Shows the fields of this kind of alert. @param {HTMLFormElement} form @param {string} kind */
function showKind(form, kind) {
  for (const part of form.querySelectorAll('[data-for]')) {
    part.toggleAttribute('hidden', part.getAttribute('data-for') !== (kind || 'network'));
  }
}

/**
 * Shows the direction, and who told it. What is proposed is chosen as long as nobody told it.
 *
 * @param {HTMLFormElement} form
 * @param {CheckedAlert['proposed']} proposed
 * @param {import('./alert-draft.js').Teller} teller
 */
function showDirection(form, proposed, teller) {
  for (const direction of ['outgoing', 'incoming']) {
    const radio = form.querySelector(`input[name="direction"][value="${direction}"]`);
    if (teller === 'nobody' && radio instanceof HTMLInputElement) radio.checked = direction === proposed;
  }
  const why = { line: t('direction_why_zones'), person: '', nobody: t(`direction_why_${proposed}`) };
  byId('direction-why', HTMLSpanElement).textContent = why[teller];
}
