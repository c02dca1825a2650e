/** The indicators of a whole page: it is read, listed with counts, filtered, picked. */
import { core } from '../core.js';
import { byId, element } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { showGroups } from './groups.js';
import { warn } from './notices.js';

/** How long the typing in the filter pauses before the list follows, in milliseconds. */
const PAUSE = 120;

/**
 * Reads the page that a handoff names and shows what stands on it.
 *
 * @param {{ name: string, host: string, settings: import('../shared/storage.js').SettingsTexts, questions: import('./questions.js').Questions }} page
 */
export async function startScan({ name, host, settings, questions }) {
  const found = byId('scan-found', HTMLParagraphElement);
  const progress = byId('scan-progress', HTMLProgressElement);
  byId('page-scan', HTMLElement).hidden = false;
  byId('text', HTMLTextAreaElement).closest('section')?.setAttribute('hidden', '');
  found.textContent = t('scan_reading');
  const { text, own, unread, note } = await send('page.read', { name });
  if (note) warn(t(`note_${note}`));
  if (unread.length > 0) warn(t('scan_unread', unread.join(', ')));
  found.textContent = t('scan_listing');
  await painted();
  const analysis = (await core()).survey(text, own, ...settings);
  const list = showGroups(analysis, questions, false);
  // From the opening of this page on: what `performance` shows to whoever measures it.
  performance.measure('scan');
  found.textContent = t(
    'scan_found',
    counted('scan_count', analysis.count),
    host,
    counted('scan_places', analysis.places),
  );
  progress.hidden = true;
  byId('scan-tools', HTMLDivElement).hidden = analysis.count === 0;
  showAside(analysis.set_aside);
  startTools(list);
}

/** The page shows what it is doing before it does it. */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}

/** @param {ReturnType<typeof showGroups>} list */
function startTools(list) {
  const filter = byId('scan-filter', HTMLInputElement);
  let timer = 0;
  filter.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => list.filter(filter.value), PAUSE);
  });
  byId('scan-all', HTMLButtonElement).addEventListener('click', () => list.pick(true));
  byId('scan-none', HTMLButtonElement).addEventListener('click', () => list.pick(false));
  filter.focus();
}

/** @param {import('../wasm/secdo.js').Item[]} items what belongs to the page itself, or is named as something else */
function showAside(items) {
  const details = byId('scan-aside', HTMLDetailsElement);
  details.hidden = items.length === 0;
  byId('scan-aside-summary', HTMLElement).textContent = counted('scan_aside', items.length);
  byId('scan-aside-values', HTMLUListElement).replaceChildren(
    ...items.map(({ value }) => element('li', { textContent: value, dir: 'ltr' })),
  );
}
