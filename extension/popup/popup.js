/**
 * The Investigate page: the toolbar's popup, and a page of its own where a click left something to choose.
 *
 * What was selected comes from the active tab (popup) or from what the background left under `?from=` (page).
 */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { byId, element, notice } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { counted, t } from '../shared/i18n.js';
import { localise } from '../shared/localise.js';
import { send } from '../shared/messages.js';
import { find, keptText, onSettings, readSettings } from '../shared/storage.js';
import { startBuilder } from './builder.js';
import { showGroups } from './groups.js';
import { showMarks } from './marks.js';
import { startQuestions } from './questions.js';

/** A text longer than this, in UTF-16 units, is read again only when typing pauses. */
const LONG = 50_000;
/** A text longer than this is not put into the field, which would freeze; it is kept and read all the same. */
const TOO_LONG_TO_SHOW = 200_000;

const field = byId('text', HTMLTextAreaElement);
const notices = byId('notices', HTMLDivElement);
const found = byId('found', HTMLParagraphElement);

/** The whole text, when the field shows only its beginning. */
let whole = '';
let host = '';
let settings = '';

async function main() {
  localise();
  const from = new URLSearchParams(location.search).get('from');
  document.body.classList.toggle('tab', from !== null || innerWidth > 600);
  for (const id of ['server', 'options']) {
    byId(id, HTMLButtonElement).addEventListener('click', () => void browser.runtime.openOptionsPage());
  }
  await readStoredSettings();
  const questions = await startQuestions({ settings: () => settings, fail });
  await startBuilder({ settings: () => settings, fail });
  const read = () => readText(questions);
  field.addEventListener('input', () => {
    whole = '';
    host = '';
    clearNotices();
    void send('text.keep', { text: field.value }).catch(fail);
    pause(field.value.length > LONG ? 300 : 0, () => void read());
  });
  onSettings(() => void readStoredSettings().then(read).catch(fail));
  if (from !== null) await showHandoff(from);
  else await showActiveTab();
  await read();
  field.focus();
}

let timer = 0;
/** @param {number} milliseconds @param {() => void} then */
function pause(milliseconds, then) {
  busy(true);
  clearTimeout(timer);
  if (milliseconds === 0) then();
  else timer = setTimeout(then, milliseconds);
}

async function readStoredSettings() {
  settings = await readSettings();
  const button = byId('server', HTMLButtonElement);
  try {
    const secdo = await core();
    const { server } = secdo.loadSettings(settings).settings;
    button.textContent = server ? secdo.checkServer(server).name : t('server_unset');
  } catch (error) {
    // What can be found and built by hand does not need them.
    settings = '';
    button.textContent = t('server_unset');
    fail(error);
  }
}

/** @param {import('./questions.js').Questions} questions */
async function readText(questions) {
  const text = whole || field.value;
  try {
    const analysis = (await core()).analyse(text, settings);
    found.textContent = text.trim() === '' ? '' : counted('found', analysis.count) + (host ? ` ${t('found_on', host)}` : '');
    showMarks(text, analysis);
    showGroups(analysis, questions);
  } catch (error) {
    fail(error);
  }
  busy(false);
}

/**
 * Says whether what is shown is behind what is typed.
 *
 * @param {boolean} is
 */
function busy(is) {
  document.querySelector('main')?.setAttribute('aria-busy', String(is));
}

/** @param {string} name */
async function showHandoff(name) {
  const handoff = await find(name);
  if (!handoff) {
    warn(t('handoff_gone'));
    return;
  }
  showText(handoff.text, handoff.host);
  if (handoff.note) warn(t(`note_${handoff.note}`));
  if (handoff.reason === 'server') warn(t('reason_server'), optionsButton());
  else if (handoff.reason === 'error' && handoff.problem) fail(Object.assign(new Error(handoff.problem.message), handoff.problem));
  else if (handoff.reason === 'nothing' && !handoff.note) warn(handoff.text.trim() ? t('reason_nothing') : t('reason_empty'));
}

async function showActiveTab() {
  const kept = await keptText();
  try {
    const selection = await send('selection.read', {});
    if (selection.note) warn(t(`note_${selection.note}`));
    if (selection.text.trim()) showText(selection.text, selection.host);
    else showText(kept, '');
  } catch (error) {
    showText(kept, '');
    fail(error);
  }
}

/** @param {string} text @param {string} from */
function showText(text, from) {
  host = from;
  const short = text.length <= TOO_LONG_TO_SHOW;
  whole = short ? '' : text;
  field.value = short ? text : text.slice(0, TOO_LONG_TO_SHOW);
  if (!short) warn(t('text_shortened', TOO_LONG_TO_SHOW, text.length));
}

function clearNotices() {
  notices.replaceChildren();
}

/** @param {...(Node | string)} children */
function warn(...children) {
  notices.append(notice('warning', ...children));
}

/** @param {unknown} error */
function fail(error) {
  const problem = toProblem(error);
  console.error(problem.message);
  const known = [...notices.children].some((child) => child.textContent?.startsWith(sentence(problem)));
  if (!known) notices.append(notice('danger', sentence(problem), ...(problem.code.startsWith('s') ? [' ', optionsButton()] : [])));
}

function optionsButton() {
  const button = element('button', { type: 'button', textContent: t('open_options') });
  button.addEventListener('click', () => void browser.runtime.openOptionsPage());
  return button;
}

main().catch((error) => {
  fail(error);
  busy(false);
});
