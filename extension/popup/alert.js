/** The page "Alert": a form whose rules are the core's, checked as it is typed, kept until it is sent. */
import { core } from '../core.js';
import { byId } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { startDraft } from './alert-draft.js';
import { FIELDS, readForm, suggest, writeForm } from './alert-form.js';
import { startLine } from './alert-line.js';
import { clearMarks, showMarks } from './alert-marks.js';
import { offerOther, readSelection, readTyped } from './alert-open.js';
import { startSending } from './alert-send.js';
import { showChecked } from './alert-view.js';
import { readOutbox } from './outbox-read.js';
import { copies } from './questions.js';

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */
/** @typedef {import('../wasm/secdo.js').AlertReading} AlertReading */
/** @typedef {import('../wasm/secdo.js').CheckedAlert} CheckedAlert */

/**
 * @param {import('./server.js').Page} page
 * @param {{ investigate: (text: string) => void }} elsewhere
 */
export async function startAlert(page, elsewhere) {
  const { settings, fail } = page;
  const secdo = await core();
  const form = byId('alert-form', HTMLFormElement);
  const sender = startSending(secdo, page);
  const draft = startDraft();
  const done = byId('alert-done', HTMLSpanElement);
  const another = byId('another', HTMLButtonElement);
  /** The fields that were left or sent: an empty form needs no reproach. @type {Set<string>} */
  const touched = new Set();
  /** @type {CheckedAlert['commands']} */
  let commands = null;
  let isSending = false;

  const blank = () => secdo.blankAlert(...settings());

  /** The draft as it is typed; the direction only where somebody told it. */
  const typed = () => ({
    ...readForm(form),
    ...(draft.direction() === 'nobody' ? { direction: /** @type {const} */ ('') } : {}),
  });

  const check = () => {
    const now = typed();
    const checked = secdo.checkAlert(now, ...settings());
    commands = checked.commands;
    showChecked(form, now, checked, { direction: draft.direction(), touched, isCortex: page.isCortex() });
    return checked;
  };

  /** Shows another draft in the form. @param {AlertDraft} next @param {boolean} [all] whether every field is checked at once */
  const show = (next, all = false) => {
    writeForm(form, next);
    clearMarks();
    touched.clear();
    if (all) FIELDS.forEach((field) => touched.add(field));
    done.textContent = '';
    check();
  };

  /** @param {AlertDraft} next @param {boolean} [all] @param {string | null} [rejected] the alert in the outbox that it replaces */
  const fill = (next, all = false, rejected = null) => {
    draft.begin(next, rejected);
    show(next, all);
  };

  /** Fills the form with what was read, marked as such. @param {AlertReading} reading */
  const prefill = (reading) => {
    draft.read(reading);
    show(reading.draft);
    showMarks(reading.fields, put);
    line.note(reading);
  };

  /** Puts a value into a field, as if it were typed. @param {string} field @param {string} value */
  const put = (field, value) => {
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem(field));
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    done.textContent = t('part_put', t(`field_${field}`), value);
  };

  const line = await startLine(page, { choose: prefill, put, sendAll: (readings) => void sendAll(readings) });

  /** Sends every record that can be sent as it was read, and of which nothing is a guess; the others stay. @param {AlertReading[]} readings */
  const sendAll = async (readings) => {
    if (isSending) return;
    isSending = true;
    const isComplete = (/** @type {AlertReading} */ reading) =>
      reading.guesses.length === 0 && secdo.checkAlert(reading.draft, ...settings()).errors.length === 0;
    const left = await sender.storeAll(
      readings.map((reading) => ({ reading, id: draft.idOf(reading) })),
      isComplete,
    );
    isSending = false;
    const [first] = left;
    line.keep(left);
    if (first) prefill(first);
    else fill(blank());
    FIELDS.forEach((field) => first && touched.add(field));
    check();
    done.dataset.kind = left.length > 0 ? '' : 'ok';
    done.textContent = `${counted('queued_several', readings.length - left.length)}${left.length > 0 ? ` ${counted('left_several', left.length)}` : ''}`;
  };

  /** Sends what the form shows, and shows the record behind it. */
  const sendOne = async () => {
    if (isSending) return;
    FIELDS.forEach((field) => touched.add(field));
    const [error] = check().errors;
    if (error) {
      document.getElementById(error.field)?.focus();
      return;
    }
    const now = typed();
    const record = draft.record();
    isSending = true;
    byId('send', HTMLButtonElement).disabled = true;
    try {
      await sender.storeOne({ draft: now, ...draft.stored() });
      const next = record && line.without(record);
      if (next) prefill(next);
      else fill(blank());
      done.dataset.kind = 'ok';
      done.textContent = t('queued');
      another.hidden = false;
      another.onclick = () => repeat(now);
    } catch (error) {
      fail(error);
    } finally {
      isSending = false;
      byId('send', HTMLButtonElement).disabled = false;
    }
  };

  /** Begins with what was sent, but for what is an event's own. @param {AlertDraft} sent */
  const repeat = (sent) => {
    fill({ ...sent, timestamp: '', event_id: '' });
    another.hidden = true;
    keep();
  };

  const keep = () => void send('draft.keep', { draft: typed() }).catch(fail);

  form.addEventListener('input', (event) => {
    const { name } = /** @type {HTMLInputElement} */ (event.target);
    if (name === 'direction') draft.choose();
    clearMarks(name);
    draft.note(typed(), name);
    done.textContent = '';
    check();
    keep();
  });
  form.addEventListener('focusout', (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    // A line that appears under a field while a button is being pressed would move the button away from the click.
    if (!field.name || !field.value || event.relatedTarget instanceof HTMLButtonElement) return;
    touched.add(field.name);
    check();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void sendOne();
  });
  byId('swap', HTMLButtonElement).addEventListener('click', () => {
    const now = typed();
    const swapped = {
      ...now,
      source_ip: now.destination_ip,
      source_port: now.destination_port,
      destination_ip: now.source_ip,
      destination_port: now.source_port,
    };
    draft.rewrite(swapped);
    show(swapped);
    draft.note(typed());
    keep();
  });
  byId('clear', HTMLButtonElement).addEventListener('click', () => {
    fill(blank());
    line.show('', [], 0);
    void send('draft.keep', { draft: null }).catch(fail);
  });
  byId('hash-query', HTMLButtonElement).addEventListener('click', () => elsewhere.investigate(typed().file_path));
  /** @param {string} id @param {() => string | undefined} text */
  const copiesOne = (id, text) =>
    copies(byId(id, HTMLButtonElement), () => ({ text: text() ?? '', count: 1 }), fail, 'alert-done');
  copiesOne('copy-json', () => commands?.json);
  copiesOne('copy-curl', () => commands?.curl ?? t('error_server_missing'));
  copiesOne('copy-script', () => commands?.script ?? undefined);

  return {
    check,
    fill,
    /** Whether this page holds what is kept nowhere else: a changed record, or several that are being stored. */
    isBusy: () => isSending || draft.isEdited(),
    /**
     * Fills the form: with what was selected when the menu item asked for it, else with what was typed before. The
     * other one is offered, since neither may be lost.
     *
     * @param {import('./alert-open.js').Selected | undefined} selection
     * @param {boolean} asked whether the selection was sent here on purpose
     */
    async start(selection, asked) {
      const { text, readings, useful } = readSelection(secdo, settings(), selection);
      const reading = readings[useful];
      const kept = await readTyped(blank());
      suggest((await readOutbox()).items);
      const showReading = () => {
        if (!reading) return;
        line.show(text, readings, useful, text === selection?.record);
        prefill(reading);
      };
      if (reading && (asked || !kept)) showReading();
      else fill(kept ?? blank());
      if (!reading || !kept) return;
      const showKept = () => fill(kept);
      offerOther(form, asked ? 'draft' : 'selection', () => {
        (asked ? showKept : showReading)();
        keep();
      });
    },
  };
}
