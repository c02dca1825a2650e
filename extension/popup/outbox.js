/** The page "Outbox": what waits, what failed, what arrived. */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { byId, element } from '../shared/elements.js';
import { sentence } from '../shared/errors.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { onOutbox, outboxProblems } from '../shared/storage.js';
import { itemBox, unreadableBox } from './outbox-item.js';
import { exportOutbox, readOutbox } from './outbox-read.js';

/** @typedef {import('../wasm/secdo.js').OutboxItem} OutboxItem */
/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */

/** How many alerts are listed at first; a button shows as many more. */
const SHOWN = 100;

/** How many refused alerts of a file are named. */
const SAID = 10;

/**
 * @param {import('./server.js').Page} page
 * @param {{ edit: (draft: AlertDraft, rejected: string | null) => void }} elsewhere
 */
export async function startOutbox({ settings, server, fail }, elsewhere) {
  const secdo = await core();
  const search = byId('outbox-search', HTMLInputElement);
  const filter = byId('outbox-state', HTMLSelectElement);
  const list = byId('outbox-items', HTMLUListElement);
  const more = byId('outbox-more', HTMLButtonElement);
  const status = byId('outbox-status', HTMLDivElement);
  /** @type {OutboxItem[]} */
  let items = [];
  /** @type {import('../wasm/secdo.js').KnownServer[]} */
  let known = [];
  let shown = SHOWN;
  /** The outcome of the last import. @type {string[]} */
  let imported = [];
  /** @type {HTMLButtonElement[]} */
  const exports = [];

  const actions = {
    retry: (/** @type {OutboxItem} */ item) => void send('outbox.retry', { ids: [item.id] }).catch(fail),
    remove: (/** @type {OutboxItem} */ item) => void send('outbox.delete', { ids: [item.id] }).catch(fail),
    edit: (/** @type {OutboxItem} */ { id }) => {
      // A row that looks the same stays, with what it was made for.
      const item = items.find((one) => one.id === id);
      if (item) elsewhere.edit(item.draft, item.state === 'rejected' ? item.id : null);
    },
  };

  /** Where an alert goes, where that is not plain. @param {OutboxItem} item */
  const serverOf = (item) =>
    item.server && (known.length > 1 || nameOf(item.server) === item.server) ? nameOf(item.server) : '';

  const draw = () => {
    const words = search.value.trim().toLowerCase();
    const matching = items.filter(
      (item) =>
        ['', item.stage].includes(filter.value) && (words === '' || haystack(item, serverOf(item)).includes(words)),
    );
    const open = new Set([...list.querySelectorAll('details[open]')].map((details) => details.id));
    const focused = document.activeElement;
    const owner = list.contains(focused) ? focused?.closest('.item')?.id : undefined;
    const rows = matching.slice(0, shown).map((item) => {
      const box = itemBox(item, serverOf(item), actions);
      box.open = open.has(box.id);
      const row = element('li', {}, box);
      const before = document.getElementById(box.id)?.closest('li');
      return before?.isEqualNode(row) ? before : row;
    });
    place(list, rows);
    // The element with the keyboard keeps it, though it is a new element.
    if (owner && focused) {
      const again = [...(document.getElementById(owner)?.querySelectorAll(focused.tagName) ?? [])];
      const same = again.find((element_) => element_.className === focused.className);
      // A deleted one leaves it to the next one.
      const next =
        same instanceof HTMLElement ? same : (document.getElementById(owner) ?? list).querySelector('summary');
      (next ?? search).focus();
    }
    more.hidden = matching.length <= shown;
    more.textContent = counted('show_more', matching.length - shown);
  };

  const read = async () => {
    try {
      const seen = await readOutbox();
      ({ items } = seen);
      const loaded = secdo.loadSettings(...settings());
      ({ known } = loaded);
      for (const button of exports) button.hidden = loaded.policy.no_export;
      const { waiting, failed } = seen.counts;
      const badge = byId('outbox-count', HTMLSpanElement);
      badge.textContent = waiting + failed > 0 ? String(waiting + failed) : '';
      badge.classList.toggle('failed', failed > 0);
      await showStatus(waiting, seen.unreadable);
      draw();
    } catch (error) {
      fail(error);
    }
  };

  /**
   * Says why alerts wait, with what a person can do about it.
   *
   * @param {number} waiting
   * @param {{ id: string, text: string }[]} unreadable
   */
  const showStatus = async (waiting, unreadable) => {
    const problems = waiting > 0 ? await outboxProblems() : [];
    const lines = problems.map((problem) => {
      const [name = '', pattern = ''] = problem.params;
      const line = element('p', { textContent: sentence(problem) });
      if (problem.code === 'permission_missing')
        line.append(
          ' ',
          button('allow', () => browser.permissions.request({ origins: [pattern] })),
        );
      if (problem.code === 'server_unknown' && server())
        line.append(
          ' ',
          button('send_to', () => send('outbox.move', { from: name, to: server() }), nameOf(server())),
        );
      return line;
    });
    lines.unshift(...imported.map((words) => element('p', { textContent: words })));
    for (const address of new Set(items.filter(({ unanswered }) => unanswered).map((item) => item.server))) {
      const words = navigator.onLine ? t('server_away', nameOf(address)) : t('offline');
      lines.push(
        element(
          'p',
          {},
          words,
          ' ',
          button('open_server', () => browser.tabs.create({ url: address })),
        ),
      );
    }
    if (unreadable.length > 0) lines.push(element('p', { textContent: counted('unreadable', unreadable.length) }));
    const boxes = unreadable
      .slice(0, SHOWN)
      .map((record) => unreadableBox(record, (id) => void send('outbox.delete', { ids: [id] }).catch(fail)));
    const open = new Set([...status.querySelectorAll('details[open]')].map((details) => details.id));
    for (const box of boxes) box.open = open.has(box.id);
    if (items.length === 0) lines.push(element('p', { textContent: t('outbox_empty') }));
    const made = [...lines, ...boxes];
    // A button that is replaced while it is pressed gets no click: what says the same stays.
    const isSame =
      made.length === status.childNodes.length &&
      made.every((node, at) => node.isEqualNode(status.childNodes[at] ?? null));
    if (!isSame) status.replaceChildren(...made);
  };

  /** The name of a server for people. @param {string} address */
  const nameOf = (address) => known.find((one) => one.address === address)?.name ?? address;

  /** @param {string} key @param {() => Promise<unknown>} act @param {...string} words */
  const button = (key, act, ...words) => {
    const made = element('button', { type: 'button', className: key, textContent: t(key, ...words) });
    made.addEventListener('click', () => void act().catch(fail));
    return made;
  };

  for (const input of [search, filter]) {
    input.addEventListener('input', () => {
      shown = SHOWN;
      draw();
    });
  }
  more.addEventListener('click', () => {
    shown += SHOWN;
    draw();
  });
  byId('retry-all', HTMLButtonElement).addEventListener('click', () => {
    const ids = items.filter(({ state }) => state !== 'delivered').map(({ id }) => id);
    void send('outbox.retry', { ids }).catch(fail);
  });
  for (const format of /** @type {const} */ (['csv', 'json'])) {
    const button = byId(`export-${format}`, HTMLButtonElement);
    button.addEventListener('click', () => void save(format).catch(fail));
    exports.push(button);
  }
  byId('import', HTMLInputElement).addEventListener('change', async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    try {
      if (file) {
        const { added, refused } = await send('outbox.import', { text: await file.text() });
        const wrong =
          refused.length > 0
            ? [`${counted('import_refused', refused.length)} ${refused.slice(0, SAID).join('; ')}`]
            : [];
        imported = [counted('imported', added), ...wrong];
        await read();
      }
    } catch (error) {
      fail(error);
    }
    input.value = '';
  });

  /** @param {'csv' | 'json'} format */
  const save = async (format) => {
    const text = await exportOutbox(format, settings());
    const url = URL.createObjectURL(new Blob([text], { type: format === 'csv' ? 'text/csv' : 'application/json' }));
    element('a', { href: url, download: `secdo-outbox.${format}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };

  onOutbox(() => void read());
  // A stopped worker hears nothing of the network; an open page does.
  addEventListener('online', () => void send('outbox.wake', {}).catch(fail));
  return { read };
}

/** The text that the search looks in. @param {OutboxItem} item @param {string} server */
function haystack(item, server) {
  return [...item.attributes.map(([, value]) => value), server, t(`state_${item.state}`), item.utc, item.answer]
    .join('\n')
    .toLowerCase();
}

/**
 * Gives a list these rows, and leaves those that it has where they are: a button that is moved while it is pressed gets no
 * click.
 *
 * @param {HTMLUListElement} list
 * @param {Element[]} rows
 */
function place(list, rows) {
  const kept = new Set(rows);
  for (const row of [...list.children]) if (!kept.has(row)) row.remove();
  rows.forEach((row, at) => {
    const there = list.children[at] ?? null;
    if (there !== row) list.insertBefore(row, there);
  });
}
