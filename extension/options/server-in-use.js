/** The address of the server: checked as it is typed, saved when the field is left. */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { byId, put } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { answerOf } from '../shared/outcome.js';
import { readSettings } from '../shared/storage.js';
import { changeAddress } from './servers.js';

let started = false;
/** The settings that an address is checked under. @type {import('../shared/storage.js').SettingsTexts} */
let settings = ['', ''];
/** The servers that are known, by which a Cortex XDR is told. @type {import('../wasm/secdo.js').ListedServer[]} */
let listed = [];

/**
 * Takes note of the servers, by which a Cortex XDR is told: what is being typed stays.
 *
 * @param {import('../wasm/secdo.js').ListedServer[]} known
 */
export function knowServers(known) {
  listed = known;
}

/**
 * Shows the server in its field.
 *
 * @param {string} server
 * @param {import('../wasm/secdo.js').ListedServer[]} known
 */
export async function startServer(server, known) {
  const secdo = await core();
  const field = byId('server', HTMLInputElement);
  const state = byId('server-state', HTMLParagraphElement);
  put(field, server, server);

  settings = await readSettings();
  listed = known;

  /** The address as it is understood; null when it is not, with the reason shown. */
  const check = () => {
    if (field.value.trim() === '') {
      tell('', '');
      return '';
    }
    try {
      const { base, readable } = secdo.checkServer(field.value, ...settings);
      tell(readable ? 'warning' : 'ok', t(readable ? 'server_readable' : 'server_understood', base));
      return base;
    } catch (error) {
      tell('error', sentence(toProblem(error)));
      return null;
    }
  };

  /** @param {'' | 'ok' | 'warning' | 'error'} kind @param {string} text */
  const tell = (kind, text) => {
    state.dataset.kind = kind;
    state.textContent = text;
    field.setAttribute('aria-invalid', String(kind === 'error'));
  };

  check();
  if (started) return;
  started = true;
  field.addEventListener('input', check);
  byId('open-server', HTMLButtonElement).addEventListener('click', () => {
    const base = check();
    if (base) void browser.tabs.create({ url: base });
  });
  byId('check-server', HTMLButtonElement).addEventListener('click', () => void probe(check()));
  field.addEventListener('change', () => {
    const base = check();
    if (base === null) return;
    field.value = base;
    void changeAddress(base);
  });
}

/**
 * Asks the server for its first page, and says what came of it. Nothing is sent to it, no alert and no key.
 *
 * @param {string | null} base
 */
async function probe(base) {
  const state = byId('check-state', HTMLParagraphElement);
  /** @param {string} kind @param {string} words */
  const say = (kind, words) => {
    state.dataset.kind = kind;
    state.textContent = words;
  };
  if (!base) {
    say('warning', t('check_first'));
    return;
  }
  try {
    const secdo = await core();
    const { pattern, name } = secdo.checkServer(base, '', '');
    const tenant = listed.find(({ address, product }) => address === base && product === 'cortex');
    // Within the click: a permission can be asked for only there.
    if (!(await browser.permissions.request({ origins: [tenant?.pattern ?? pattern] }))) {
      say('warning', t('check_permission', name));
      return;
    }
    say('', t('checking'));
    const key = tenant?.key_id ? await send('key.read', { server: base }) : '';
    if (tenant && key) {
      const [stored, policy] = await readSettings();
      const quota = await secdo.queryQuota(
        secdo.settingsAt(stored, policy, base),
        policy,
        JSON.stringify({ [base]: key }),
      );
      if ('refused' in quota) say('error', answerOf(quota.refused));
      else say('ok', t('check_quota', name, String(quota.used.used), String(quota.used.all)));
      return;
    }
    const status = await secdo.probeServer(tenant?.sends_to ?? base);
    if (status === null) say('error', t('check_unreachable', name));
    else if (status === 0) say('warning', t('check_redirect', name));
    else say('ok', t('check_answered', name, String(status)));
  } catch (error) {
    say('error', sentence(toProblem(error)));
  }
}
