/** The address of the server: checked as it is typed, saved when the field is left. */
import { core } from '../core.js';
import { byId } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';

let started = false;
/** @type {(server: string) => Promise<void>} */
let save;

/**
 * Shows the server in its field.
 *
 * @param {string} server
 * @param {(server: string) => Promise<void>} store stores an address that was understood, or an empty one
 */
export async function startServer(server, store) {
  const secdo = await core();
  const field = byId('server', HTMLInputElement);
  const state = byId('server-state', HTMLParagraphElement);
  save = store;
  field.value = server;

  /** The address as it is understood; null when it is not, with the reason shown. */
  const check = () => {
    if (field.value.trim() === '') {
      tell('', '');
      return '';
    }
    try {
      const { base, readable } = secdo.checkServer(field.value);
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
  field.addEventListener('change', () => {
    const base = check();
    if (base === null) return;
    field.value = base;
    void save(base);
  });
}
