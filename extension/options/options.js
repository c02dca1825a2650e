/** The options page. Every field is saved when it is left; the last save can be undone. */
import { core } from '../core.js';
import { pivotName, signOf } from '../shared/describe.js';
import { byId, element, notice } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { localise } from '../shared/localise.js';
import { send } from '../shared/messages.js';
import { onSettings, readSettings } from '../shared/storage.js';
import { showAlerts } from './alerts.js';
import { showLinks } from './links.js';
import { showPolicy } from './policy.js';
import { startSearch } from './search.js';
import { startServer } from './server.js';
import { showShortcuts } from './shortcuts.js';
import { startTransfer } from './transfer.js';
import { showWelcome } from './welcome.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */

const TABS = /** @type {const} */ (['beside', 'background', 'window', 'reuse']);
const MENU = /** @type {const} */ (['single', 'submenu']);

const notices = byId('notices', HTMLDivElement);
const saved = byId('saved', HTMLParagraphElement);
const undo = byId('undo', HTMLButtonElement);

/** @type {Settings} */
let settings;
/** @type {import('../wasm/secdo.js').Policy} */
let policy;
/** @type {Settings | undefined} */
let before;

async function main() {
  localise();
  const secdo = await core();
  const read = async () => {
    const loaded = secdo.loadSettings(await readSettings());
    ({ settings, policy } = loaded);
    notices.replaceChildren(...loaded.warnings.map((warning) => notice('warning', sentence(warning))));
  };
  try {
    await read();
  } catch (error) {
    showUnreadable(error);
    return;
  }
  await draw();
  startSearch();
  await startTransfer({
    settings: () => settings,
    replace: async (next) => {
      await save(next, { whole: true });
      await draw();
    },
    saveKey: async (key) => {
      await send('key.save', { key });
    },
  });
  // A policy may come while the page is open, or another page may have saved. What this page saved is shown already,
  // and drawing it again would take what is being typed.
  onSettings(() => {
    void saving
      .then(async () => {
        const loaded = secdo.loadSettings(await readSettings());
        if (JSON.stringify([loaded.settings, loaded.policy]) === JSON.stringify([settings, policy])) return;
        await read();
        await draw();
      })
      .catch(showUnreadable);
  });
  undo.addEventListener('click', () => {
    if (before) void save(before, { undoing: true }).then(draw);
  });
}

async function draw() {
  showSections(true);
  await startServer(settings.server, (server) => save({ server }));
  const { subjects } = (await core()).catalogue();
  byId('pivots', HTMLDivElement).replaceChildren(...subjects.map(pivotRow));
  choices('tabs', TABS, settings.tabs, (tabs) => save({ tabs }));
  await showAlerts(settings, (alerts) => save({ alerts }));
  choices('menu', MENU, settings.menu, (menu) => save({ menu }));
  const recent = byId('recent', HTMLInputElement);
  recent.checked = settings.recent;
  recent.onchange = () => void save({ recent: recent.checked }).then(() => (recent.checked ? undefined : send('recent.clear', {})));
  showWelcome(settings.server, showUnreadable);
  await showShortcuts();
  await showLinks();
  showPolicy(policy);
  for (const button of document.querySelectorAll('[data-export]')) button.toggleAttribute('hidden', policy.no_export);
}

/** @type {Promise<void>} */
let saving = Promise.resolve();

/**
 * Saves a change and says so; one after the other, so that none undoes another. What could not be saved stays in its
 * field, with the reason.
 *
 * @param {Change} change
 * @param {{ undoing?: boolean, whole?: boolean }} [options] whether it is the last save that is undone, whether the
 *   change is all settings
 */
function save(change, options = {}) {
  saving = saving.then(() => store(change, options));
  return saving;
}

/** A change of some settings. @typedef {Partial<Omit<Settings, 'alerts'>> & { alerts?: Partial<Settings['alerts']> }} Change */

/** @param {Change} change @param {{ undoing?: boolean, whole?: boolean }} options */
async function store(change, { undoing = false, whole = undoing }) {
  const last = settings;
  const alerts = { ...settings.alerts, ...change.alerts };
  const pivots = whole ? { ...change.pivots } : { ...settings.pivots, ...change.pivots };
  try {
    settings = await send('settings.save', { settings: { ...settings, ...change, alerts, pivots } });
    before = undoing ? undefined : last;
    undo.hidden = undoing;
    saved.textContent = undoing ? t('undone') : t('saved');
    notices.replaceChildren();
    showWelcome(settings.server, showUnreadable);
    await showLinks();
  } catch (error) {
    saved.textContent = '';
    notices.replaceChildren(notice('danger', t('not_saved'), ' ', sentence(toProblem(error))));
  }
}

/** @param {import('../wasm/secdo.js').Catalogue['subjects'][number]} row */
function pivotRow({ subject, pivots }) {
  const select = element('select', { id: `pivot-${subject}` });
  for (const [index, pivot] of pivots.entries()) {
    const name = pivotName(pivot);
    select.append(element('option', { value: pivot, textContent: index === 0 ? t('pivot_default', name) : name }));
  }
  select.value = settings.pivots[subject] ?? pivots[0] ?? '';
  select.addEventListener('change', () => {
    void save({ pivots: { [subject]: select.value } });
  });
  const sign = element('span', { className: 'sign', ariaHidden: 'true', textContent: signOf(subject) });
  return element('div', { className: 'pivot' }, element('label', { htmlFor: select.id }, sign, t(`subject_${subject}`)), select);
}

/**
 * Radio buttons for the values of a setting.
 *
 * @template {string} V
 * @param {string} name
 * @param {readonly V[]} values
 * @param {V} current
 * @param {(value: V) => void} choose
 */
function choices(name, values, current, choose) {
  const box = byId(name, HTMLFieldSetElement);
  box.querySelectorAll('.choice').forEach((choice) => choice.remove());
  for (const value of values) {
    const input = element('input', { type: 'radio', name, value, checked: value === current });
    input.addEventListener('change', () => choose(value));
    box.append(element('label', { className: 'choice' }, input, t(`${name}_${value}`)));
  }
}

/** @param {boolean} shown */
function showSections(shown) {
  for (const section of document.querySelectorAll('nav, section')) section.toggleAttribute('hidden', !shown);
}

/** @param {unknown} error */
function showUnreadable(error) {
  showSections(false);
  const problem = toProblem(error);
  const parts = [sentence(problem)];
  if (problem.code !== 'settings_unreadable') {
    notices.replaceChildren(notice('danger', ...parts));
    return;
  }
  const reset = element('button', { type: 'button', textContent: t('settings_reset'), id: 'reset' });
  reset.addEventListener('click', async () => {
    settings = await send('settings.reset', {});
    notices.replaceChildren();
    await draw();
  });
  notices.replaceChildren(notice('danger', ...parts, ' ', t('settings_reset_hint'), ' ', reset));
}

main()
  .catch((error) => notices.replaceChildren(notice('danger', sentence(toProblem(error)))))
  .finally(() => document.querySelector('main')?.setAttribute('aria-busy', 'false'));
