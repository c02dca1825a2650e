/** The settings of alerts. The key is not one of them: it is kept by itself, and shown only on demand. */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { byId, element, put } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */
/** @typedef {import('../wasm/secdo.js').AlertSettings} AlertSettings */
/** @typedef {import('../wasm/secdo.js').ListedServer} ListedServer */

/** @type {(change: Partial<AlertSettings>) => Promise<unknown>} */
let save;
let started = false;
/** The address of the server in use. */
let current = '';
/** The server that the permission is shown for. @type {ListedServer | undefined} */
let asked;
/** @type {(key: string) => Promise<void>} */
let saveKey;

/**
 * Shows the settings of alerts that have rules of their own, and the key.
 *
 * @param {Settings} settings
 * @param {ListedServer | undefined} known the server in use
 * @param {(change: Partial<AlertSettings>) => Promise<unknown>} store
 * @param {(key: string) => Promise<void>} storeKey
 */
export async function showAlerts({ alerts, server }, known, store, storeKey) {
  [save, saveKey] = [store, storeKey];
  put(byId('zone', HTMLInputElement), alerts.zone);
  byId('severity', HTMLSelectElement).value = alerts.severity;
  put(byId('own_ranges', HTMLTextAreaElement), alerts.own_ranges.join('\n'));
  const key = byId('key', HTMLInputElement);
  // A key comes later than its server's other fields: until then no other server's stands there, and none is typed.
  if (started && current !== server) {
    key.value = '';
    key.disabled = true;
  }
  current = server;
  try {
    const read = await send('key.read', { server });
    // Another server may be shown by now, and its key is on its way.
    if (current === server) put(key, read, server);
  } finally {
    if (current === server) key.disabled = false;
  }
  // A key shown on demand is hidden again for the next server.
  key.type = 'password';
  byId('key-show', HTMLButtonElement).setAttribute('aria-pressed', 'false');
  await showPermission(known);
  if (!started) start();
}

function start() {
  started = true;
  const zones = ['UTC', 'local', ...Intl.supportedValuesOf('timeZone')];
  byId('zones', HTMLDataListElement).append(...zones.map((value) => element('option', { value })));
  onChange('zone', saveZone);
  byId('severity', HTMLSelectElement).addEventListener('change', ({ target }) => {
    void save({ severity: /** @type {AlertSettings['severity']} */ (/** @type {HTMLSelectElement} */ (target).value) });
  });
  byId('own_ranges', HTMLTextAreaElement).addEventListener('change', ({ target }) => {
    const lines = /** @type {HTMLTextAreaElement} */ (target).value.split('\n').map((line) => line.trim());
    void save({ own_ranges: lines.filter(Boolean) });
  });
  onChange('key', async (input) => {
    await saveKey(input.value);
    tell(t('key_saved'));
  });
  // Other buttons, other pages and the browser itself give it, too.
  browser.permissions.onAdded.addListener(() => void showPermission(asked));
  browser.permissions.onRemoved.addListener(() => void showPermission(asked));
  const show = byId('key-show', HTMLButtonElement);
  show.addEventListener('click', () => {
    const shown = byId('key', HTMLInputElement).type === 'text';
    byId('key', HTMLInputElement).type = shown ? 'password' : 'text';
    show.setAttribute('aria-pressed', String(!shown));
  });
}

/** @param {string} id @param {(input: HTMLInputElement) => Promise<unknown>} changed */
function onChange(id, changed) {
  const input = byId(id, HTMLInputElement);
  input.addEventListener('change', () => {
    Promise.resolve(changed(input)).catch((error) => tell(sentence(toProblem(error))));
  });
}

/** @param {HTMLInputElement} input */
async function saveZone(input) {
  const known = (await core()).isZone(input.value.trim());
  input.setAttribute('aria-invalid', String(!known));
  byId('zone-hint', HTMLParagraphElement).textContent = known ? t('zone_hint') : t('zone_unknown', input.value);
  if (known) await save({ zone: input.value.trim() });
}

/** Says whether alerts may be sent to a server. @param {ListedServer | undefined} server */
export async function showPermission(server) {
  asked = server;
  const state = byId('permission-state', HTMLParagraphElement);
  const button = byId('permission', HTMLButtonElement);
  if (!server?.pattern) {
    state.textContent = '';
    button.hidden = true;
    return;
  }
  const { pattern, name } = server;
  const held = await browser.permissions.contains({ origins: [pattern] });
  state.textContent = held ? t('permission_held', name) : t('permission_not_held', name);
  button.hidden = held;
  button.onclick = () => {
    browser.permissions.request({ origins: [pattern] }).then(
      () => showPermission(server),
      (error) => tell(sentence(toProblem(error))),
    );
  };
}

/** @param {string} words */
function tell(words) {
  byId('key-state', HTMLParagraphElement).textContent = words;
}
