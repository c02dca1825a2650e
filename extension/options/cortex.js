/** The product at the address of the server in use, and what a Cortex XDR needs beside that. */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { byId, element, put } from '../shared/elements.js';
import { counted } from '../shared/i18n.js';
import { choices } from './table-fields.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */
/** @typedef {import('../wasm/secdo.js').KnownServer} KnownServer */

/** The choices, by the groups of their buttons. */
const CHOICES = /** @type {const} */ ({ server_product: 'product', level: 'level', file_events: 'file_events' });

/** The fields, by their elements. */
const FIELDS = /** @type {const} */ ({ cortex_api: 'api', cortex_key_id: 'key_id', cortex_page: 'page' });

/** @type {(change: Partial<KnownServer>) => Promise<void>} */
let saveServer;
/** @type {(change: Partial<Settings>) => Promise<unknown>} */
let saveSettings;
let started = false;

/**
 * Shows what is known of the server in use.
 *
 * @param {import('../wasm/secdo.js').LoadedSettings} loaded
 * @param {(change: Partial<KnownServer>) => Promise<void>} storeServer
 * @param {(change: Partial<Settings>) => Promise<unknown>} storeSettings
 */
export async function showCortex({ settings: { server, servers, days }, known }, storeServer, storeSettings) {
  [saveServer, saveSettings] = [storeServer, storeSettings];
  const { server: rows, days: numbers, usual_days: usual } = (await core()).catalogue();
  const own = servers.find(({ address }) => address === server);
  const listed = known.find(({ address }) => address === server);
  // Shown from the start, since what appears later moves the fields below under the pointer.
  byId('server_product', HTMLFieldSetElement).disabled = server === '';
  for (const [id, name] of Object.entries(CHOICES)) {
    const row = rows.find((one) => one.name === name);
    choices(id, row, own?.[name], (value) => choose(name, value));
  }
  for (const [id, name] of Object.entries(FIELDS)) put(byId(id, HTMLInputElement), own?.[name] ?? '', server);
  byId('cortex_run', HTMLInputElement).checked = own?.run === true;
  byId('cortex_api', HTMLInputElement).placeholder = listed?.sends_to ?? '';
  byId('cortex-fields', HTMLDivElement).hidden = own?.product !== 'cortex';
  // A company is SECDO's; where there are several servers, it may be another one's.
  byId('company-fields', HTMLDivElement).hidden =
    known.length > 0 && known.every(({ product }) => product === 'cortex');
  const select = byId('days', HTMLSelectElement);
  select.replaceChildren(
    ...numbers.map((one) => element('option', { value: String(one), textContent: counted('days', one) })),
  );
  select.value = String(days ?? usual);
  if (!started) start();
}

/** @param {string} name @param {string} value */
async function choose(name, value) {
  // Within the click: a permission can be asked for only there. Nothing waits for the answer, since without it the page
  // copies, at one more click.
  if (value === 'cortex')
    browser.permissions
      .request({ permissions: ['clipboardWrite'] })
      .catch((error) => console.error('Copying was not asked for:', error));
  await saveServer({ [name]: value });
}

function start() {
  started = true;
  for (const [id, name] of Object.entries(FIELDS)) {
    byId(id, HTMLInputElement).addEventListener('change', ({ target }) => {
      void saveServer({ [name]: /** @type {HTMLInputElement} */ (target).value.trim() });
    });
  }
  byId('cortex_run', HTMLInputElement).addEventListener('change', ({ target }) => {
    void saveServer({ run: /** @type {HTMLInputElement} */ (target).checked });
  });
  byId('days', HTMLSelectElement).addEventListener('change', ({ target }) => {
    void saveSettings({ days: Number(/** @type {HTMLSelectElement} */ (target).value) });
  });
}
