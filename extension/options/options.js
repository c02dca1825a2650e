/** The options page. Every field is saved when it is left; the last save can be undone. */
import { core } from '../core.js';
import { pivotName, signOf } from '../shared/describe.js';
import { busy, byId, element, notice } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { localise } from '../shared/localise.js';
import { send } from '../shared/messages.js';
import { onSettings } from '../shared/storage.js';
import { showAlerts, showPermission } from './alerts.js';
import { showLinks } from './links.js';
import { showPolicy } from './policy.js';
import { startSaving } from './saving.js';
import { startSearch } from './search.js';
import { knowServers, startServer } from './server-in-use.js';
import { showList, showServers } from './servers.js';
import { showShortcuts } from './shortcuts.js';
import { choices, showPlain } from './table-fields.js';
import { startTransfer } from './transfer.js';
import { showWelcome } from './welcome.js';

/** @typedef {import('./saving.js').Settings} Settings */
/** @typedef {import('./table-fields.js').Change} Change */

const notices = byId('notices', HTMLDivElement);

/** @param {(work: () => Promise<void>) => Promise<void>} busily */
async function startOptions(busily) {
  localise();
  const secdo = await core();
  /** @type {Awaited<ReturnType<typeof startSaving>>} */
  let saving;

  const draw = () => busily(drawFields);

  async function drawFields() {
    const { save, saveKey, current } = saving;
    const loaded = saving.loaded();
    const { settings } = loaded;
    showSections(true);
    await startServer(settings.server, loaded.known);
    await showServers(loaded, saving.settings, saveServer);
    const { subjects, settings: rows, alerts } = secdo.catalogue();
    const row = (/** @type {string} */ name) => rows.find((one) => one.name === name);
    byId('pivots', HTMLDivElement).replaceChildren(...subjects.map((subject) => pivotRow(subject, settings, save)));
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

  /** Saves a change of the servers, and draws what follows from it. @type {import('./servers.js').Save} */
  async function saveServer(change, renamed) {
    const { server } = saving.settings();
    // Text typed while another server is being shown would be taken for that one's.
    const leaving = typeof change === 'object' && change.server !== undefined && !renamed;
    if (leaving) hold(true);
    /** @param {boolean} refused */
    const show = async (refused) => {
      if (leaving) hold(false);
      const loaded = saving.loaded();
      // Another server has other fields; where only something about it is new, what is being typed stays.
      if (loaded.settings.server !== server && !renamed) return draw();
      knowServers(loaded.known);
      // A value that could not be saved stays in its field.
      await showList(loaded, refused);
      showPolicy(loaded.policy);
      await showPermission(saving.current());
    };
    await saving.save(change, { renamed, show });
  }

  try {
    saving = await startSaving(secdo, { draw, fail: showUnreadable });
  } catch (error) {
    showUnreadable(error);
    return;
  }
  await draw();
  startSearch();
  await startTransfer({
    settings: saving.settings,
    replace: async (next) => {
      const refused = await saving.save(next, { whole: true, show: draw });
      if (refused) throw refused;
    },
    saveKeys: async (keys) => {
      for (const [server, key] of keys) await send('key.save', { server, key });
      // The keys that were there before are gone: settings alone would not be what was.
      saving.forget();
      await draw();
    },
  });
  onSettings(() => void saving.follow().catch(showUnreadable));
}

/** Gives what does some work, and says meanwhile that the page is busy, also to a reader of screens. */
function startBusy() {
  /** How much is being drawn: a change may come while the one before is still drawn. */
  let drawing = 0;
  return async (/** @type {() => Promise<void>} */ work) => {
    drawing += 1;
    busy(true);
    try {
      await work();
    } finally {
      drawing -= 1;
      busy(drawing > 0);
    }
  };
}

/** Keeps the fields of a server from being typed into, or gives them back. @param {boolean} held */
function hold(held) {
  for (const id of ['server', 'server_name', 'server_company', 'cortex_api', 'cortex_key_id', 'cortex_page', 'key'])
    byId(id, HTMLInputElement).disabled = held;
}

/**
 * @param {import('../wasm/secdo.js').Catalogue['subjects'][number]} row
 * @param {Settings} settings
 * @param {(change: Change) => unknown} save
 */
function pivotRow({ subject, pivots }, settings, save) {
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

const busily = startBusy();
void busily(() => startOptions(busily).catch(showFailure));
