/** The options page. Every field is saved when it is left; the last save can be undone. */
import { core } from '../core.js';
import { pivotName, signOf } from '../shared/describe.js';
import { byId, element, notice } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { localise } from '../shared/localise.js';
import { send } from '../shared/messages.js';
import { onSettings, readSettings } from '../shared/storage.js';
import { showAlerts, showPermission } from './alerts.js';
import { showLinks } from './links.js';
import { choices, showPlain } from './table-fields.js';
import { showPolicy } from './policy.js';
import { showRefused } from './refused.js';
import { startSearch } from './search.js';
import { knowServers, startServer } from './server-in-use.js';
import { showList, showServers } from './servers.js';
import { showShortcuts } from './shortcuts.js';
import { startTransfer } from './transfer.js';
import { showWelcome } from './welcome.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */
/** @typedef {import('./table-fields.js').Change} Change */

const notices = byId('notices', HTMLDivElement);
const saved = byId('saved', HTMLParagraphElement);
const undo = byId('undo', HTMLButtonElement);

/** @type {Settings} */
let settings;
/** @type {import('../wasm/secdo.js').LoadedSettings} */
let loaded;
/** The state before the last save, to be undone: the settings before it, and the address that it gave to a server. */
/** @type {{ settings: Settings, renamed: Renamed | undefined } | undefined} */
let before;

async function main() {
  localise();
  const secdo = await core();
  const read = async () => {
    loaded = secdo.loadSettings(...(await readSettings()));
    ({ settings } = loaded);
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
      const refused = await save(next, { whole: true, show: draw });
      if (refused) throw refused;
    },
    saveKeys: async (keys) => {
      for (const [server, key] of keys) await send('key.save', { server, key });
      // The keys that were there before are gone: settings alone would not be what was.
      forget();
      await draw();
    },
  });
  // A policy may come while the page is open, or another page may have saved. What this page saved is shown already,
  // and drawing it again would take what is being typed.
  onSettings(() => {
    void saving
      .then(async () => {
        const now = secdo.loadSettings(...(await readSettings()));
        if (JSON.stringify([now.settings, now.policy]) === JSON.stringify([settings, loaded.policy])) return;
        await read();
        // Undoing would take back what another page has saved since.
        forget();
        await draw();
      })
      .catch(showUnreadable);
  });
  undo.addEventListener('click', () => {
    const { from, to } = before?.renamed ?? {};
    const renamed = from !== undefined && to !== undefined ? { from: to, to: from } : undefined;
    if (before) void save(before.settings, { undoing: true, renamed, show: draw }).then(keepFocus);
  });
}

/** How much is being drawn: a change may come while the one before is still drawn. */
let drawing = 0;

/** Draws, and says meanwhile that the page is busy, also to a reader of screens. @param {() => Promise<void>} work */
async function busily(work) {
  const main = document.querySelector('main');
  drawing += 1;
  main?.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    drawing -= 1;
    main?.setAttribute('aria-busy', String(drawing > 0));
  }
}

/** Draws the fields. */
function draw() {
  return busily(drawFields);
}

async function drawFields() {
  showSections(true);
  await startServer(settings.server, loaded.known);
  await showServers(
    loaded,
    () => settings,
    async (change, renamed) => {
      const { server } = settings;
      // Text typed while another server is being shown would be taken for that one's.
      const leaving = typeof change === 'object' && change.server !== undefined && !renamed;
      if (leaving) hold(true);
      /** @param {boolean} refused */
      const show = async (refused) => {
        if (leaving) hold(false);
        // Another server has other fields; where only something about it is new, what is being typed stays.
        if (settings.server !== server && !renamed) return draw();
        knowServers(loaded.known);
        // A value that could not be saved stays in its field.
        await showList(loaded, refused);
        showPolicy(loaded.policy);
        await showPermission(current());
      };
      await save(change, { renamed, show });
    },
  );
  const { subjects, settings: rows, alerts } = (await core()).catalogue();
  const row = (/** @type {string} */ name) => rows.find((one) => one.name === name);
  byId('pivots', HTMLDivElement).replaceChildren(...subjects.map(pivotRow));
  choices('tabs', row('tabs'), settings.tabs, (tabs) => save({ tabs }));
  await showAlerts(settings, current(), (alerts) => save({ alerts }), saveKey);
  choices('menu', row('menu'), settings.menu, (menu) => save({ menu }));
  showPlain('settings', rows, settings, save, showFailure);
  showPlain('alerts', alerts, settings, save, showFailure);
  showWelcome(settings.server, showUnreadable);
  await showShortcuts();
  await showLinks();
  showPolicy(loaded.policy);
  for (const button of document.querySelectorAll('[data-export]'))
    button.toggleAttribute('hidden', loaded.policy.no_export);
}

/** The server in use, with where something is sent to. */
function current() {
  return loaded.known.find(({ address }) => address === settings.server);
}

/** Keeps the fields of a server from being typed into, or gives them back. @param {boolean} held */
function hold(held) {
  for (const id of ['server', 'server_name', 'server_company', 'cortex_api', 'cortex_key_id', 'cortex_page', 'key'])
    byId(id, HTMLInputElement).disabled = held;
}

/** @type {Promise<unknown>} */
let saving = Promise.resolve();

/**
 * Saves a change and says so; one after the other, so that none undoes another. What could not be saved stays in its
 * field, with the reason, which comes back too.
 *
 * @param {Change | ((now: Settings) => Change)} change
 * @param {Options} [options]
 */
function save(change, options = {}) {
  const done = saving.then(() => store(typeof change === 'function' ? change(settings) : change, options));
  saving = done;
  return done;
}

/** Keeps the key of the server in use; an address that is being saved comes first. @param {string} key */
async function saveKey(key) {
  await saving;
  await send('key.save', { key, server: settings.server });
  // Taking an address back would take this key to the old one.
  if (before?.renamed) forget();
}

/** The button that had the focus is hidden: the words that say what it did have it then. */
function keepFocus() {
  if (document.hasFocus() && [document.body, undo].some((one) => one === document.activeElement)) saved.focus();
}

/** There is nothing to be undone any more. */
function forget() {
  before = undefined;
  undo.hidden = true;
}

/** The address of a server before and after it was changed. @typedef {{ from: string, to: string }} Renamed */
/**
 * Whether it is the last save that is undone, whether the change is all settings, which server it gives a new address,
 * and what shows the outcome on the page.
 *
 * @typedef {object} Options
 * @property {boolean} [undoing]
 * @property {boolean} [whole]
 * @property {Renamed | undefined} [renamed]
 * @property {(refused: boolean) => Promise<void>} [show]
 */

/** @param {Change} change @param {Options} options */
async function store(change, { undoing = false, whole = undoing, renamed, show = async () => {} }) {
  const last = settings;
  const alerts = { ...settings.alerts, ...change.alerts };
  const pivots = whole ? { ...change.pivots } : { ...settings.pivots, ...change.pivots };
  try {
    loaded = await send('settings.save', {
      settings: { ...settings, ...change, alerts, pivots },
      ...(renamed ? { renamed } : {}),
    });
  } catch (error) {
    saved.textContent = '';
    const problem = toProblem(error);
    if (!showRefused(problem)) notices.replaceChildren(notice('danger', t('not_saved'), ' ', sentence(problem)));
    await show(true);
    return error;
  }
  ({ settings } = loaded);
  before = undoing ? undefined : { settings: last, renamed };
  undo.hidden = undoing;
  notices.replaceChildren();
  showRefused(null);
  showWelcome(settings.server, showUnreadable);
  await showLinks();
  await show(false);
  // Said last: whoever reads it finds the page at rest, and clicks where a thing stays.
  saved.textContent = undoing ? t('undone') : t('saved');
  return null;
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
  return element(
    'div',
    { className: 'pivot' },
    element('label', { htmlFor: select.id }, sign, t(`subject_${subject}`)),
    select,
  );
}

/** Shows the sections, but for those that decide themselves whether they are shown. @param {boolean} shown */
function showSections(shown) {
  for (const section of document.querySelectorAll('nav, section')) {
    if (!shown || !['welcome', 'policy-section'].includes(section.id)) section.toggleAttribute('hidden', !shown);
  }
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
  // All over again: what listens on this page was not started with settings that nobody could read.
  reset.addEventListener('click', () => void send('settings.reset', {}).then(() => location.reload(), showUnreadable));
  notices.replaceChildren(notice('danger', ...parts, ' ', t('settings_reset_hint'), ' ', reset));
}

/** @param {unknown} error */
function showFailure(error) {
  notices.replaceChildren(notice('danger', sentence(toProblem(error))));
}

void busily(() => main().catch(showFailure));
