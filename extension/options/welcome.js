/** The first steps, as long as no server is set: its address, the key, and a line to try it on. */
import { byId } from '../shared/elements.js';
import { send } from '../shared/messages.js';
import { t } from '../shared/i18n.js';

/** A line as a firewall writes it; documentation addresses, and one that everybody knows. */
const SAMPLE =
  'Nov 24 10:14:58 fw01 action=allowed src_ip=10.20.30.44 src_port=50122 dest_ip=8.8.8.8 dest_port=53 proto=udp';

let started = false;
/** Whether the steps are shown, and with them only what they lead to. */
let open = false;

/**
 * Shows the steps that are not done yet.
 *
 * @param {string} server
 * @param {(error: unknown) => void} fail
 */
export function showWelcome(server, fail) {
  const box = byId('welcome', HTMLElement);
  // Whoever begins sees the steps to their end, also after the first one is done.
  if (!started) open = server === '';
  const draw = () => {
    box.hidden = !open;
    document.body.toggleAttribute('data-first', open);
  };
  draw();
  byId('welcome-server', HTMLLIElement).classList.toggle('done', server !== '');
  byId('welcome-try', HTMLButtonElement).disabled = server === '';
  if (started) return;
  started = true;
  byId('welcome-line', HTMLParagraphElement).textContent = SAMPLE;
  byId('welcome-try', HTMLButtonElement).addEventListener(
    'click',
    () => void send('sample.open', { text: SAMPLE, host: t('extension_name') }).catch(fail),
  );
  byId('welcome-close', HTMLButtonElement).addEventListener('click', () => {
    open = false;
    draw();
    byId('search', HTMLInputElement).focus();
  });
}
