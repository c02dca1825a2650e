/** The page "Alert": a form whose rules are the core's, checked as it is typed, kept until it is sent. */
import { core } from '../core.js';
import { byId, element, notice } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { keptDraft } from '../shared/storage.js';
import { FIELDS, readForm, suggest, writeForm } from './alert-form.js';
import { startLine } from './alert-line.js';
import { clearMarks, showMarks } from './alert-marks.js';
import { showDifferences, showProblems } from './alert-problems.js';
import { startSending } from './alert-send.js';
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
  const done = byId('alert-done', HTMLSpanElement);
  /** The fields that were left or sent: an empty form needs no reproach. @type {Set<string>} */
  const touched = new Set();
  /** @type {CheckedAlert['commands']} */
  let commands = null;
  /** @type {AlertDraft | null} */
  let sent = null;
  let chosen = false;
  /** Whether the line told the direction, by its zones or its own word for it. */
  let zones = false;
  /** The rejected alert that this draft takes the place of. @type {string | null} */
  let replaces = null;
  /** The name under which this draft is stored, so that sending it twice stores it once. */
  let id = crypto.randomUUID();
  let sending = false;
  /** The record of the selected text that the form shows; what is typed belongs to it. @type {AlertReading | null} */
  let shown = null;
  /** The names under which records are stored: what is sent once more after a failure is stored once. @type {WeakMap<AlertReading, string>} */
  const ids = new WeakMap();

  /** The draft; the direction only where a person chose it. */
  const draft = () => ({ ...readForm(form), ...(chosen ? {} : { direction: /** @type {const} */ ('') }) });

  const check = () => {
    const now = draft();
    const checked = secdo.checkAlert(now, ...settings());
    commands = checked.commands;
    showKind(form, now.kind);
    for (const direction of ['outgoing', 'incoming']) {
      if (!chosen) radio(form, 'direction', direction).checked = direction === checked.proposed;
    }
    byId('direction-why', HTMLSpanElement).textContent = zones
      ? t('direction_why_zones')
      : chosen
        ? ''
        : t(`direction_why_${checked.proposed}`);
    byId('utc', HTMLParagraphElement).textContent = checked.utc ? t('utc', checked.utc, checked.timestamp ?? '') : '';
    showProblems(checked, touched);
    const json = commands?.json ?? '';
    byId('json', HTMLPreElement).textContent = json || t('json_incomplete');
    for (const id of ['copy-json', 'copy-curl', 'copy-script']) byId(id, HTMLButtonElement).disabled = !commands;
    // Those two are SECDO's.
    for (const id of ['copy-curl', 'copy-script']) byId(id, HTMLButtonElement).hidden = page.isCortex();
    byId('send', HTMLButtonElement).textContent = t(page.isCortex() ? 'send_cortex' : 'send');
    showDifferences(commands?.differences ?? []);
    return checked;
  };

  /**
   * @param {AlertDraft} next
   * @param {boolean} all whether everything is checked at once
   * @param {string | null} [rejected] the alert in the outbox that goes when this draft is sent
   */
  const fill = (next, all, rejected = null) => {
    replaces = rejected;
    id = crypto.randomUUID();
    shown = null;
    delete document.body.dataset.edited;
    chosen = next.direction !== '';
    zones = false;
    writeForm(form, next);
    clearMarks();
    touched.clear();
    if (all) FIELDS.forEach((field) => touched.add(field));
    done.textContent = '';
    check();
  };

  /** Fills the form with what was read, marked as such. @param {AlertReading} reading */
  const prefill = (reading) => {
    const { edited } = document.body.dataset;
    fill(reading.draft, false);
    // Those that were changed stay in the list.
    if (edited !== undefined) document.body.dataset.edited = edited;
    shown = reading;
    id = idOf(reading);
    zones = reading.fields.some(({ field }) => field === 'direction');
    showMarks(reading.fields, put);
    line.note(reading);
    check();
  };

  /** @param {AlertReading} reading @returns {`${string}-${string}-${string}-${string}-${string}`} */
  const idOf = (reading) => {
    const known = ids.get(reading) ?? crypto.randomUUID();
    ids.set(reading, known);
    return /** @type {any} */ (known);
  };

  /** What is typed belongs to the record that is shown, so that it is there when one comes back to it. @param {string} [field] */
  const note = (field) => {
    if (!shown) return;
    // The panel does not begin anew over them.
    document.body.dataset.edited = '';
    shown.draft = draft();
    if (field !== undefined) shown.fields = shown.fields.filter((evidence) => evidence.field !== field);
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
    if (sending) return;
    sending = true;
    const isComplete = (/** @type {AlertReading} */ reading) =>
      reading.guesses.length === 0 && secdo.checkAlert(reading.draft, ...settings()).errors.length === 0;
    const left = await sender.storeAll(
      readings.map((reading) => ({ reading, id: idOf(reading) })),
      isComplete,
    );
    sending = false;
    const [first] = left;
    line.keep(left);
    if (first) prefill(first);
    else fill(secdo.blankAlert(...settings()), false);
    FIELDS.forEach((field) => first && touched.add(field));
    check();
    done.dataset.kind = left.length > 0 ? '' : 'ok';
    done.textContent = `${counted('queued_several', readings.length - left.length)}${left.length > 0 ? ` ${counted('left_several', left.length)}` : ''}`;
  };

  const keep = () => void send('draft.keep', { draft: draft() }).catch(fail);

  form.addEventListener('input', (event) => {
    const { name } = /** @type {HTMLInputElement} */ (event.target);
    if (name === 'direction') [chosen, zones] = [true, false];
    clearMarks(name);
    note(name);
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
  byId('swap', HTMLButtonElement).addEventListener('click', () => {
    const now = draft();
    const record = shown;
    fill(
      {
        ...now,
        source_ip: now.destination_ip,
        source_port: now.destination_port,
        destination_ip: now.source_ip,
        destination_port: now.source_port,
      },
      false,
    );
    shown = record;
    if (record) id = idOf(record);
    note();
    keep();
  });
  byId('clear', HTMLButtonElement).addEventListener('click', () => {
    fill(secdo.blankAlert(...settings()), false);
    line.show('', [], 0);
    void send('draft.keep', { draft: null }).catch(fail);
  });
  byId('another', HTMLButtonElement).addEventListener('click', () => {
    if (sent) fill({ ...sent, timestamp: '', event_id: '' }, false);
    byId('another', HTMLButtonElement).hidden = true;
    keep();
  });
  byId('hash-query', HTMLButtonElement).addEventListener('click', () => elsewhere.investigate(draft().file_path));
  /** @param {string} id @param {() => string | undefined} text */
  const copiesOne = (id, text) =>
    copies(byId(id, HTMLButtonElement), () => ({ text: text() ?? '', count: 1 }), fail, 'alert-done');
  copiesOne('copy-json', () => commands?.json);
  copiesOne('copy-curl', () => commands?.curl ?? t('error_server_missing'));
  copiesOne('copy-script', () => commands?.script ?? undefined);

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (sending) return;
    FIELDS.forEach((field) => touched.add(field));
    const checked = check();
    if (checked.errors.length > 0) {
      document.getElementById(checked.errors[0]?.field ?? '')?.focus();
      return;
    }
    const now = draft();
    sending = true;
    byId('send', HTMLButtonElement).disabled = true;
    try {
      await sender.storeOne({ draft: now, id, replaces });
      sent = now;
      const next = shown && line.without(shown);
      if (next) prefill(next);
      else fill(secdo.blankAlert(...settings()), false);
      done.dataset.kind = 'ok';
      done.textContent = t('queued');
      byId('another', HTMLButtonElement).hidden = false;
    } catch (error) {
      fail(error);
    } finally {
      sending = false;
      byId('send', HTMLButtonElement).disabled = false;
    }
  });

  /**
   * The alerts in what was selected: with the names of its columns where they help, and which one is the first that says
   * anything.
   *
   * @param {{ text: string, record?: string | null } | undefined} selection
   */
  async function readSelection(selection) {
    const texts = [selection?.record ?? '', selection?.text ?? ''].filter((text) => text.trim() !== '');
    for (const text of texts) {
      const readings = secdo.readAlerts(text, secdo.loadSettings(...settings()).settings.alerts);
      const useful = readings.findIndex(({ draft }) => draft.kind !== '');
      if (useful >= 0) return { text, readings, useful };
    }
    return { text: '', readings: [], useful: -1 };
  }

  return {
    check,
    fill,
    /**
     * Fills the form: with what was selected when the menu item asked for it, else with what was typed before. The
     * other one is offered, since neither may be lost.
     *
     * @param {{ text: string, record?: string | null } | undefined} selection
     * @param {boolean} asked whether the selection was sent here on purpose
     */
    async start(selection, asked) {
      const { text, readings, useful } = await readSelection(selection);
      const reading = readings[useful];
      const blank = secdo.blankAlert(...settings());
      const kept = await keptDraft();
      suggest((await readOutbox()).items);
      const typed = kept && FIELDS.some((field) => kept[field] !== blank[field]) ? kept : null;
      const show = () => {
        if (!reading) return;
        line.show(text, readings, useful, text === selection?.record);
        prefill(reading);
      };
      if (reading && (asked || !typed)) show();
      else fill(typed ?? blank, false);
      if (!reading || !typed) return;
      const restore = asked ? () => fill(typed, false) : show;
      const button = element('button', {
        type: 'button',
        id: 'other-draft',
        textContent: asked ? t('use_draft') : t('use_selection'),
      });
      const offer = notice('warning', asked ? t('draft_kept') : t('draft_shown'), button);
      button.addEventListener('click', () => {
        restore();
        keep();
        offer.remove();
      });
      form.prepend(offer);
    },
  };
}

/** @param {HTMLFormElement} form @param {string} kind */
function showKind(form, kind) {
  for (const part of form.querySelectorAll('[data-for]')) {
    part.toggleAttribute('hidden', part.getAttribute('data-for') !== (kind || 'network'));
  }
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function radio(form, name, value) {
  return /** @type {HTMLInputElement} */ (form.querySelector(`input[name="${name}"][value="${value}"]`));
}
