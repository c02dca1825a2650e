/** The list of servers: which one is in use, what it is called, adding and removing. Hidden while there is one only. */
import { core } from '../core.js';
import { byId, element, put } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { readSettings } from '../shared/storage.js';
import { showCortex } from './cortex.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */
/** @typedef {import('../wasm/secdo.js').KnownServer} KnownServer */
/** A change, made of the settings as they are when its turn comes. @typedef {Partial<Settings> | ((now: Settings) => Partial<Settings>)} Change */
/** Saves a change. @typedef {(change: Change, renamed?: { from: string, to: string }) => Promise<void>} Save */

/** @type {() => Settings} */
let settings;
/** @type {Save} */
let save;
let started = false;

/**
 * Shows the servers, and the one in use in its fields.
 *
 * @param {import('../wasm/secdo.js').LoadedSettings} loaded
 * @param {() => Settings} now the settings as they are when something is changed
 * @param {Save} store
 */
export async function showServers(loaded, now, store) {
  [settings, save] = [now, store];
  const { servers, server, alerts } = loaded.settings;
  const own = servers.find(({ address }) => address === server);
  const company = byId('server_company', HTMLInputElement);
  put(byId('server_name', HTMLInputElement), own?.name ?? '', server);
  put(company, own?.company ?? '', server);
  company.placeholder = alerts.company;
  await showList(loaded);
  if (!started) start();
}

/**
 * Shows the list alone: what is being typed in the fields stays.
 *
 * @param {import('../wasm/secdo.js').LoadedSettings} loaded
 * @param {boolean} [refused] whether the last change could not be saved
 */
export async function showList(loaded, refused = false) {
  const {
    known,
    settings: { server, servers },
  } = loaded;
  if (!refused) await showCortex(loaded, changeCurrent, save);
  const several = known.length > 1;
  for (const part of document.querySelectorAll('[data-several]')) part.toggleAttribute('hidden', !several);
  // A company of its own is never hidden, since its alerts are sent for it.
  const own = servers.find(({ address }) => address === server);
  if (own?.company) byId('server-fields', HTMLDivElement).hidden = false;
  const list = byId('servers', HTMLFieldSetElement);
  const focused = list.contains(document.activeElement);
  list.querySelectorAll('.choice').forEach((choice) => choice.remove());
  for (const { address, name } of known) {
    const input = element('input', { type: 'radio', name: 'servers', value: address, checked: address === server });
    input.addEventListener('change', () => void save({ server: address }));
    const words = element('span', {}, name, ' ', element('span', { className: 'value muted', textContent: address }));
    list.append(element('label', { className: 'choice' }, input, words));
  }
  if (focused) /** @type {HTMLInputElement | null} */ (list.querySelector('input:checked'))?.focus();
  const current = known.find(({ address }) => address === server);
  byId('key-label', HTMLLabelElement).textContent =
    several && current ? t('key_label_of', current.name) : t('key_label');
}

function start() {
  started = true;
  for (const [id, name] of /** @type {const} */ ([
    ['server_name', 'name'],
    ['server_company', 'company'],
  ])) {
    byId(id, HTMLInputElement).addEventListener('change', ({ target }) => {
      const { value } = /** @type {HTMLInputElement} */ (target);
      void changeCurrent({ [name]: value });
    });
  }
  byId('remove-server', HTMLButtonElement).addEventListener('click', () => void removeCurrent());
  byId('add-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void add();
  });
}

/** Changes what is known of the server in use. @param {Partial<KnownServer>} change */
function changeCurrent(change) {
  return save(({ servers, server }) => ({ servers: changed(listed([...servers, entry(server)]), server, change) }));
}

/** The list with one server changed. @param {KnownServer[]} servers @param {string} address @param {Partial<KnownServer>} change */
function changed(servers, address, change) {
  return servers.map((one) => (one.address === address ? { ...one, ...change } : one));
}

/** Changes the address of the server in use; an empty one takes it out of the list. @param {string} address */
export async function changeAddress(address) {
  const { servers, server } = settings();
  // The key of a removed server goes with it: another server that is entered later must not get it.
  if (address === '') await (server && removeCurrent());
  else if (servers.some((one) => one.address === address)) await save({ server: address });
  else if (address !== server)
    await save((now) => ({ server: address, servers: changed(now.servers, server, { address, api: '' }) }), {
      from: server,
      to: address,
    });
}

async function removeCurrent() {
  const { server } = settings();
  await save((now) => {
    const servers = now.servers.filter(({ address }) => address !== server);
    return { servers, server: servers[0]?.address ?? '' };
  });
  byId('servers', HTMLFieldSetElement).querySelector('input')?.focus();
}

/** @param {string} address @returns {KnownServer} */
function entry(address) {
  return { address, name: '', company: '' };
}

/** Each server once, as it stands first. @param {KnownServer[]} servers */
function listed(servers) {
  return servers.filter(
    ({ address }, index) => address && servers.findIndex((one) => one.address === address) === index,
  );
}

/** Adds a server and makes it the one in use. */
async function add() {
  const field = byId('add_address', HTMLInputElement);
  const state = byId('add-state', HTMLParagraphElement);
  try {
    const { base, name, product } = (await core()).checkServer(field.value, ...(await readSettings()));
    // The first one takes along what was entered before there was any.
    const renamed = settings().server === '' ? { from: '', to: base } : undefined;
    await save(
      ({ servers, server }) => ({
        server: base,
        servers: listed([...servers, entry(server), { ...entry(base), ...(product === 'cortex' ? { product } : {}) }]),
      }),
      renamed,
    );
    if (settings().server !== base) return;
    field.value = '';
    field.setAttribute('aria-invalid', 'false');
    state.dataset.kind = 'ok';
    state.textContent = t('server_added', name);
  } catch (error) {
    field.setAttribute('aria-invalid', 'true');
    state.dataset.kind = 'error';
    state.textContent = sentence(toProblem(error));
    field.focus();
  }
}
