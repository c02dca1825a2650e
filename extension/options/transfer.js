/** Settings as a file: exported, and imported after a look at what they would change; and back to the defaults. */
import { core } from '../core.js';
import { byId, element, notice } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { readSettings } from '../shared/storage.js';
import { labelOf } from './fields.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */

/**
 * @param {{ settings: () => Settings, replace: (settings: Settings) => Promise<void>, saveKeys: (keys: [string, string][]) => Promise<void> }} page
 */
export async function startTransfer({ settings, replace, saveKeys }) {
  const secdo = await core();
  const box = byId('transfer', HTMLDivElement);

  const say = (/** @type {(Node | string)[]} */ ...shown) => box.replaceChildren(...shown);
  const fail = (/** @type {unknown} */ error) => say(notice('danger', sentence(toProblem(error))));

  /** @param {boolean} withKey */
  const save = async (withKey) => {
    const current = await readSettings();
    const keys = withKey ? await send('keys.read', {}) : {};
    const text = secdo.exportSettings(JSON.stringify(settings()), ...current, JSON.stringify(keys));
    download('secdo-settings.json', text);
    say(t(withKey ? 'exported_with_key' : 'exported'));
  };

  byId('export-settings', HTMLButtonElement).addEventListener('click', () => void save(false).catch(fail));
  byId('export-key', HTMLButtonElement).addEventListener('click', () => {
    // Asked twice: whoever has the file can send alerts in the company's name.
    const sure = element('button', { type: 'button', id: 'export-key-sure', textContent: t('export_key_sure') });
    sure.addEventListener('click', () => void save(true).catch(fail));
    say(notice('warning', t('export_key_warning'), ' ', sure));
    sure.focus();
  });
  const file = byId('import-settings', HTMLInputElement);
  file.addEventListener('change', async () => {
    const text = await file.files?.[0]?.text();
    // The same file may be chosen again.
    file.value = '';
    if (text !== undefined) preview(text).catch(fail);
  });
  byId('reset-settings', HTMLButtonElement).addEventListener(
    'click',
    () => void replace(secdo.loadSettings('', '').settings).then(() => say(t('was_reset')), fail),
  );

  /** Shows what a file would change. @param {string} text */
  async function preview(text) {
    const { settings: next, changes, keys } = secdo.importSettings(text, ...(await readSettings()));
    const rows = changes.map(({ setting, from, to }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row', textContent: labelOf(setting) }),
        element('td', { textContent: from || t('nothing') }),
        element('td', { textContent: to || t('nothing') }),
      ),
    );
    if (rows.length === 0 && keys.length === 0) {
      say(t('import_same'));
      return;
    }
    const apply = element('button', {
      type: 'button',
      id: 'import-apply',
      className: 'main',
      textContent: t('import_apply'),
    });
    const cancel = element('button', { type: 'button', className: 'plain', textContent: t('cancel') });
    apply.addEventListener('click', async () => {
      try {
        await replace(next);
        if (keys.length > 0) await saveKeys(keys);
        say(counted('imported_settings', changes.length));
        file.focus();
      } catch (error) {
        fail(error);
      }
    });
    cancel.addEventListener('click', () => {
      say();
      file.focus();
    });
    const head = element(
      'tr',
      {},
      element('th', { scope: 'col', textContent: t('import_setting') }),
      element('th', { scope: 'col', textContent: t('import_from') }),
      element('th', { scope: 'col', textContent: t('import_to') }),
    );
    say(
      element('p', { textContent: t('import_hint') }),
      element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
      keys.length > 0 ? element('p', { textContent: t('import_key', keys.map(([server]) => server).join(', ')) }) : '',
      element('div', { className: 'actions' }, apply, cancel),
    );
    apply.focus();
  }
}

/**
 * Hands a text to the browser as a file.
 *
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  element('a', { href: url, download: name }).click();
  // The browser has read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
