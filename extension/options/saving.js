/**
 * The settings as this page knows them: read, saved one change after the other, so that none undoes another, and the last
 * one taken back.
 */
import { byId, notice } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { readSettings } from '../shared/storage.js';
import { showLinks } from './links.js';
import { showRefused } from './refused.js';
import { showWelcome } from './welcome.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */
/** @typedef {import('../wasm/secdo.js').LoadedSettings} LoadedSettings */
/** @typedef {import('./table-fields.js').Change} Change */
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

/**
 * @param {{ loadSettings: (stored: string, policy: string) => LoadedSettings }} secdo
 * @param {{ draw: () => Promise<void>, fail: (error: unknown) => void }} page draws all fields; shows settings that cannot be read
 */
export async function startSaving(secdo, { draw, fail }) {
  const notices = byId('notices', HTMLDivElement);
  const saved = byId('saved', HTMLParagraphElement);
  const undo = byId('undo', HTMLButtonElement);
  /** The state before the last save, to be undone: the settings before it, and the address that it gave to a server. */
  /** @type {{ settings: Settings, renamed: Renamed | undefined } | undefined} */
  let before;
  /** @type {Promise<unknown>} */
  let saving = Promise.resolve();

  const read = async () => secdo.loadSettings(...(await readSettings()));
  const showWarnings = () =>
    notices.replaceChildren(...loaded.warnings.map((warning) => notice('warning', sentence(warning))));
  let loaded = await read();
  showWarnings();

  /** There is nothing to be undone any more. */
  const forget = () => {
    before = undefined;
    undo.hidden = true;
  };

  /** The button that had the focus is hidden: the words that say what it did have it then. */
  const keepFocus = () => {
    if (document.hasFocus() && [document.body, undo].some((one) => one === document.activeElement)) saved.focus();
  };

  /** @param {Change} change @param {Options} options */
  const store = async (change, { undoing = false, whole = undoing, renamed, show = async () => {} }) => {
    const { settings } = loaded;
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
    before = undoing ? undefined : { settings, renamed };
    undo.hidden = undoing;
    notices.replaceChildren();
    showRefused(null);
    showWelcome(loaded.settings.server, fail);
    await showLinks();
    await show(false);
    // Said last: whoever reads it finds the page at rest, and clicks where a thing stays.
    saved.textContent = undoing ? t('undone') : t('saved');
    return null;
  };

  /**
   * Saves a change and says so. What could not be saved stays in its field, with the reason, which comes back too.
   *
   * @param {Change | ((now: Settings) => Change)} change
   * @param {Options} [options]
   */
  const save = (change, options = {}) => {
    const done = saving.then(() => store(typeof change === 'function' ? change(loaded.settings) : change, options));
    saving = done;
    return done;
  };

  /** Another page may have saved, or a policy come. What this page saved is shown already, and drawing it again would take what is being typed. */
  const follow = async () => {
    await saving;
    const now = await read();
    if (JSON.stringify([now.settings, now.policy]) === JSON.stringify([loaded.settings, loaded.policy])) return;
    loaded = now;
    showWarnings();
    // Undoing would take back what another page has saved since.
    forget();
    await draw();
  };

  undo.addEventListener('click', () => {
    const { from, to } = before?.renamed ?? {};
    const renamed = from !== undefined && to !== undefined ? { from: to, to: from } : undefined;
    if (before) void save(before.settings, { undoing: true, renamed, show: draw }).then(keepFocus);
  });

  return {
    loaded: () => loaded,
    settings: () => loaded.settings,
    /** The server in use, with where something is sent to. */
    current: () => loaded.known.find(({ address }) => address === loaded.settings.server),
    save,
    forget,
    follow,
    /** Keeps the key of the server in use; an address that is being saved comes first. @param {string} key */
    async saveKey(key) {
      await saving;
      await send('key.save', { key, server: loaded.settings.server });
      // Taking an address back would take this key to the old one.
      if (before?.renamed) forget();
    },
  };
}
