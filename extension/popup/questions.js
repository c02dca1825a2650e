/** The questions: the queries of what is picked, in words and as links, and the buttons that open and copy them. */
import { core } from '../core.js';
import { describe } from '../shared/describe.js';
import { byId, element, notice } from '../shared/elements.js';
import { sentence } from '../shared/errors.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { startOffer } from './offered.js';

/** @typedef {import('../wasm/secdo.js').Item & { pivot: string }} Picked */
/** @typedef {{ show: (picked: Picked[]) => void, again: () => void }} Questions */

/**
 * @param {import('./server.js').Page} page
 * @returns {Questions}
 */
export function startQuestions({ settings, server, fail }) {
  /** There once something was asked. @type {Awaited<ReturnType<typeof core>> | undefined} */
  let secdo;
  const box = byId('questions', HTMLElement);
  const open = byId('open', HTMLButtonElement);
  const links = byId('copy-links', HTMLButtonElement);
  /** @type {Picked[]} */
  let picked = [];
  const offer = startOffer();
  let asking = false;

  const label = () => {
    asking = false;
    const count = offer.count();
    const labels = offer.labels(count > 0 ? counted('open_queries', count) : t('open_none'), t('copy_links'));
    open.textContent = labels.open;
    links.textContent = labels.copy;
    open.disabled = count === 0;
    links.disabled = count === 0;
    for (const id of ['copy-values', 'copy-defanged', 'copy-values-csv', 'copy-values-json'])
      byId(id, HTMLButtonElement).disabled = picked.length === 0;
  };

  const openAll = async () => {
    const picks = picked.map(({ kind, value, pivot }) => ({ kind, value, pivot }));
    if (await offer.copyNext()) {
      await send('queries.open', { picks, server: server() });
      label();
      done(t('paste_it'));
      return;
    }
    if (offer.count() > (await core()).catalogue().many && !asking) {
      asking = true;
      open.textContent = counted('open_many', offer.count());
      return;
    }
    const { opened } = await send('queries.open', { picks, server: server() });
    label();
    done(counted('opened', opened));
  };

  open.addEventListener('click', () => void openAll().catch(fail));
  byId('text', HTMLTextAreaElement).addEventListener('keydown', (event) => {
    // Enter does the main thing; a line break takes Shift.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || open.disabled) return;
    event.preventDefault();
    void openAll().catch(fail);
  });
  /** @param {string} id @param {() => string} text */
  const copiesPicked = (id, text) =>
    copies(byId(id, HTMLButtonElement), () => ({ text: text(), count: picked.length }), fail);
  copies(links, offer.content, fail);
  copiesPicked('copy-values', () => picked.map(({ value }) => value).join('\n'));
  copiesPicked('copy-defanged', () => picked.map(({ defanged }) => defanged).join('\n'));
  copiesPicked('copy-values-csv', () =>
    secdo
      ? secdo.toCsv([
          ['kind', 'value', 'count'],
          ...picked.map(({ kind, value, count }) => [kind, value, String(count)]),
        ])
      : '',
  );
  copiesPicked('copy-values-json', () =>
    JSON.stringify(
      picked.map(({ kind, value, count }) => ({ kind, value, count })),
      null,
      2,
    ),
  );
  label();

  /** @param {Picked[]} now */
  const ask = async (now) => {
    picked = now;
    secdo = await core();
    // Something else was picked meanwhile.
    if (picked !== now) return;
    const answer = secdo.ask(
      picked.map(({ kind, value, pivot }) => ({ kind, value, pivot })),
      ...settings(),
    );
    offer.set(answer.queries);
    // Values that cannot be asked come first: below many queries nobody would see why one is missing.
    box.replaceChildren(
      ...answer.errors.map((error) => notice('warning', sentence(error))),
      ...answer.queries.map(question),
    );
    done('');
    label();
  };
  /** @param {Picked[]} now */
  const show = (now) => void ask(now).catch(fail);
  return { show, again: () => show(picked) };
}

/**
 * A query in words, with its link and what the user must know about it.
 *
 * @param {import('../wasm/secdo.js').Query} query
 * @returns {HTMLElement}
 */
export function question(query) {
  const link =
    query.url === null || query.xql
      ? null
      : element('p', { className: 'value', textContent: query.url, title: query.url, dir: 'ltr' });
  const xql = query.xql
    ? element('pre', { className: 'value', textContent: query.xql, dir: 'ltr', tabIndex: 0 })
    : null;
  const widened =
    query.widened.length === 0
      ? null
      : element('p', {
          className: 'widened',
          textContent: `⚠ ${counted(query.xql ? 'widened_xql' : 'widened', query.widened.length)}`,
        });
  const doubts = (query.doubts ?? []).map((doubt) =>
    element('p', { className: 'widened', textContent: `⚠ ${t(`doubt_${doubt.toLowerCase()}`)}` }),
  );
  const combined = query.combined ? element('p', { className: 'widened', textContent: `⚠ ${t('combined')}` }) : null;
  return element(
    'div',
    { className: 'question' },
    element('p', { textContent: describe(query) }),
    link,
    xql,
    widened,
    ...doubts,
    combined,
  );
}

/**
 * Makes a button copy something.
 *
 * @param {HTMLButtonElement} button
 * @param {() => { text: string, count: number }} content the text, and how many things it has
 * @param {(error: unknown) => void} fail
 * @param {string} [said] the element that says so
 */
export function copies(button, content, fail, said = 'done') {
  button.addEventListener('click', async () => {
    try {
      const { text, count } = content();
      await navigator.clipboard.writeText(text);
      done(counted('copied', count), said);
    } catch (error) {
      fail(error);
    }
  });
}

/** @param {string} text @param {string} [said] */
export function done(text, said = 'done') {
  byId(said, HTMLSpanElement).textContent = text;
}
