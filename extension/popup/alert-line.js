/**
 * The selected text that an alert was read from: its records to choose from, and its parts, each of which a click puts
 * into the field that was used last.
 */
import { core } from '../core.js';
import { byId, element, notice } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';
import { FIELDS } from './alert-form.js';

/** @typedef {import('../wasm/secdo.js').AlertReading} AlertReading */

/** How many records are listed; the rest can be sent, not chosen one by one. */
const LISTED = 500;

/**
 * @param {import('./server.js').Page} page
 * @param {{ choose: (reading: AlertReading) => void, put: (field: string, value: string) => void, sendAll: (readings: AlertReading[]) => void }} form
 */
export async function startLine({ settings, fail }, { choose, put, sendAll }) {
  const secdo = await core();
  const select = byId('record', HTMLSelectElement);
  const line = byId('line', HTMLDivElement);
  const details = byId('line-details', HTMLDetailsElement);
  let text = '';
  /** @type {AlertReading[]} */
  let readings = [];
  /** Those of them that were not sent yet. @type {AlertReading[]} */
  let waiting = [];
  /** The field that a part goes into. */
  let field = '';

  byId('alert-form', HTMLFormElement).addEventListener('focusin', (event) => {
    const { name } = /** @type {HTMLInputElement} */ (event.target);
    if (!(/** @type {readonly string[]} */ (FIELDS).includes(name))) return;
    field = name;
    byId('line-hint', HTMLParagraphElement).textContent = t('line_hint', t(`field_${name}`));
  });
  select.addEventListener('change', () => {
    const reading = readings[Number(select.value)];
    if (reading) choose(reading);
    void drawParts();
  });
  byId('send-all', HTMLButtonElement).addEventListener('click', () => sendAll(waiting));
  details.addEventListener('toggle', () => void drawParts());

  // The field keeps the keyboard while a part is clicked.
  line.addEventListener('mousedown', (event) => event.preventDefault());
  line.addEventListener('click', (event) => {
    const part = event.target instanceof HTMLButtonElement ? event.target : null;
    if (!part || !field) return;
    line.querySelector(`[data-field="${field}"]`)?.removeAttribute('data-field');
    part.dataset.field = field;
    put(field, part.value);
  });
  line.addEventListener('keydown', (event) => {
    const parts = [...line.querySelectorAll('button')];
    const here = parts.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = {
      ArrowRight: here + 1,
      ArrowDown: here + 1,
      ArrowLeft: here - 1,
      ArrowUp: here - 1,
      Home: 0,
      End: parts.length - 1,
    }[event.key];
    const part = next === undefined ? undefined : parts[next];
    if (!part) return;
    event.preventDefault();
    parts.forEach((one) => (one.tabIndex = one === part ? 0 : -1));
    part.focus();
  });

  /** Draws the parts of the chosen record, when they are looked at. */
  async function drawParts() {
    const reading = readings[Number(select.value)];
    if (!details.open || !reading) return;
    try {
      const parts = secdo.alertParts(text, Number(select.value), secdo.loadSettings(...settings()).settings.alerts);
      /** @type {(Node | string)[]} */
      const shown = [];
      let at = reading.span.start;
      for (const { span, value, field: used } of parts) {
        shown.push(text.slice(at, span.start));
        const title = used ? t('part_used', t(`field_${used}`)) : '';
        shown.push(
          element('button', {
            type: 'button',
            value,
            title,
            tabIndex: shown.length === 1 ? 0 : -1,
            data: used ? { field: used } : {},
            textContent: text.slice(span.start, span.end),
          }),
        );
        at = span.end;
      }
      // A line longer than its parts is shown as far as it was read.
      shown.push(text.slice(at, parts.length > 1_000 ? at : reading.span.end));
      line.replaceChildren(...shown);
    } catch (error) {
      fail(error);
    }
  }

  return {
    /**
     * Shows a text that alerts were read from; nothing where there is none.
     *
     * @param {string} next
     * @param {AlertReading[]} all
     * @param {number} chosen
     * @param {boolean} [named] whether the names of columns, or the rest of a row, were added to what was selected
     */
    show(next, all, chosen, named = false) {
      byId('line-added', HTMLElement).hidden = !named;
      text = next;
      readings = all;
      waiting = all;
      byId('alert-line', HTMLElement).hidden = all.length === 0;
      details.hidden = all.length === 0;
      byId('records', HTMLElement).hidden = all.length < 2;
      const names = all
        .slice(0, LISTED)
        .map(({ draft }, index) => element('option', { value: String(index), textContent: nameOf(draft, index) }));
      select.replaceChildren(...names);
      select.value = String(chosen);
      byId('send-all', HTMLButtonElement).textContent = counted('send_all', all.length);
      details.open = false;
      line.replaceChildren();
    },
    /** Keeps only these records to choose from, the first one chosen. @param {AlertReading[]} left */
    keep(left) {
      const all = readings;
      for (const option of [...select.options]) {
        const reading = all[Number(option.value)];
        if (!reading || !left.includes(reading)) option.remove();
      }
      byId('records', HTMLElement).hidden = left.length < 2;
      byId('send-all', HTMLButtonElement).textContent = counted('send_all', left.length);
      select.value = String(all.indexOf(/** @type {AlertReading} */ (left[0])));
      waiting = left;
      void drawParts();
      if (left.length === 0) this.show('', [], 0);
    },
    /**
     * Takes a record out of the list; comes back with the one to look at next.
     *
     * @param {AlertReading} sent
     */
    without(sent) {
      const left = waiting.filter((reading) => reading !== sent);
      this.keep(left);
      return left[0] ?? null;
    },
    /** Shows notes about the chosen record. @param {AlertReading} reading */
    note(reading) {
      const notes = [reading.both && t('line_both'), reading.cut && t('line_cut')].filter((words) => words !== false);
      byId('line-note', HTMLDivElement).replaceChildren(...notes.map((words) => notice('warning', words)));
    },
  };
}

/** @param {import('../wasm/secdo.js').AlertDraft} draft @param {number} index */
function nameOf(draft, index) {
  const parties = [draft.source_ip, draft.destination_ip].filter(Boolean).join(' → ');
  return t('record_name', index + 1, draft.kind === 'file' ? draft.file_path : parties || t('record_empty'));
}
