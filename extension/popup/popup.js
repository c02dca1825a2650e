/**
 * The toolbar's popup, and the same page as a tab where a click left something to choose: three pages behind tabs.
 *
 * The selection is read in the active tab (popup), without the background, which may have to start first; or the background
 * left it under `?from=` (tab).
 */
import { browser } from '../shared/browser.js';
import { busy, byId } from '../shared/elements.js';
import { t } from '../shared/i18n.js';
import { localise } from '../shared/localise.js';
import { find, onSettings } from '../shared/storage.js';
import { startAlert } from './alert.js';
import { from, selected } from './early.js';
import { startInvestigate } from './investigate.js';
import { fail, optionsButton, warn } from './notices.js';
import { startOutbox } from './outbox.js';
import { startPanel } from './panel.js';
import { startRecent } from './recent.js';
import { startServers } from './server.js';

/** @typedef {import('../types/messages.js').Handoff} Handoff */

const PAGES = /** @type {const} */ (['investigate', 'alert', 'outbox']);

async function main() {
  localise();
  const panel = new URLSearchParams(location.search).has('panel');
  document.body.classList.toggle('tab', from !== null && !panel);
  document.body.classList.toggle('panel', panel);
  // Who needs it says what went wrong.
  const handed = from === null ? readActiveTab() : readHandoff(from);
  handed.catch(() => undefined);
  if (from === null && !panel) void lookLikeTab().catch(fail);
  let isBusy = () => false;
  const pinned = startPanel(panel, fail, () => isBusy());
  pinned.catch(() => undefined);
  byId('options', HTMLButtonElement).addEventListener('click', () => void browser.runtime.openOptionsPage());
  startTabs();
  let refresh = () => {};
  const servers = startServers({ fail, changed: () => refresh() });
  await servers.read();
  const page = { settings: servers.settings, server: servers.server, isCortex: servers.isCortex, fail };
  const investigate = startInvestigate(page);
  const handoff = await handed;
  // A page that was scanned stays as it is listed.
  const scanned = from !== null && handoff?.reason === 'scan' ? from : null;
  if (handoff?.server) await servers.at(handoff.server);
  // Only the popup and the panel know which tab is meant.
  byId('scan', HTMLButtonElement).hidden = from !== null && !panel;
  // The other pages begin once the first one shows what was found, or says why it cannot.
  await (scanned !== null ? investigate.scan(scanned, handoff?.host ?? '') : investigate.start(handoff)).catch(fail);
  await pinned;
  await investigate.rest();
  const alert = await startAlert(page, { investigate: (text) => void showInvestigate(text) });
  isBusy = alert.isBusy;
  await startRecent(fail);
  const outbox = await startOutbox(page, {
    edit: (draft, rejected) => {
      alert.fill(draft, true, rejected);
      show('alert');
      byId(draft.kind === 'file' ? 'agent_ip' : 'source_ip', HTMLInputElement).focus();
    },
  });
  refresh = () =>
    void (scanned !== null ? Promise.resolve() : investigate.read())
      .then(investigate.again)
      .then(alert.check)
      .then(outbox.read)
      .catch(fail);
  onSettings(() => void servers.read().then(refresh));
  await alert.start(handoff, handoff?.reason === 'alert');
  await outbox.read();
  if (handoff?.reason === 'alert') show('alert');

  /** @param {string} text */
  async function showInvestigate(text) {
    show('investigate');
    await investigate.start({ text, host: '' });
  }
}

/** Where the popup's page was opened in a tab, it looks like one. To ask how wide it is would lay it out once more. */
async function lookLikeTab() {
  document.body.classList.toggle('tab', (await browser.tabs.getCurrent()) !== undefined);
}

function startTabs() {
  for (const [index, name] of PAGES.entries()) {
    const tab = byId(`tab-${name}`, HTMLButtonElement);
    tab.addEventListener('click', () => show(name));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
      const next = PAGES[(index + step + PAGES.length) % PAGES.length];
      if (step !== 0 && next) byId(`tab-${show(next)}`, HTMLButtonElement).focus();
    });
  }
  show('investigate');
  // As in many consoles, the slash goes to the field that filters, unless something is being typed.
  document.addEventListener('keydown', (event) => {
    const { tagName } = /** @type {HTMLElement} */ (event.target);
    if (event.key !== '/' || event.ctrlKey || event.metaKey || ['INPUT', 'TEXTAREA', 'SELECT'].includes(tagName))
      return;
    event.preventDefault();
    const filter = byId('page-scan', HTMLElement).hidden ? 'text' : 'scan-filter';
    byId(byId('outbox', HTMLElement).hidden ? filter : 'outbox-search', HTMLElement).focus();
  });
}

/** @param {(typeof PAGES)[number]} shown */
function show(shown) {
  for (const name of PAGES) {
    const tab = byId(`tab-${name}`, HTMLButtonElement);
    tab.setAttribute('aria-selected', String(name === shown));
    tab.tabIndex = name === shown ? 0 : -1;
    byId(name, HTMLElement).hidden = name !== shown;
  }
  return shown;
}

/** @param {string} name @returns {Promise<Handoff | undefined>} */
async function readHandoff(name) {
  const handoff = await find(name);
  if (!handoff) {
    warn(t('handoff_gone'));
    return undefined;
  }
  if (handoff.note && handoff.reason !== 'scan') warn(t(`note_${handoff.note}`));
  if (handoff.reason === 'paste') warn(t('reason_paste'));
  else if (handoff.reason === 'server') warn(t('reason_server'), optionsButton());
  else if (handoff.reason === 'error' && handoff.problem)
    fail(Object.assign(new Error(handoff.problem.message), handoff.problem));
  else if (handoff.reason === 'nothing' && !handoff.note)
    warn(handoff.text.trim() ? t('reason_nothing') : t('reason_empty'));
  return handoff;
}

/** @returns {Promise<import('../types/messages.js').Selection & { reason?: undefined, server?: undefined } | undefined>} */
async function readActiveTab() {
  try {
    const selection = await selected;
    if (selection?.note) warn(t(`note_${selection.note}`));
    return selection ?? undefined;
  } catch (error) {
    fail(error);
    return undefined;
  }
}

main()
  .catch(fail)
  .finally(() => busy(false));
