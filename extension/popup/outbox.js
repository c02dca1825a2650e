/** The page "Outbox": what waits, what failed, what arrived. */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { byId, element } from '../shared/elements.js';
import { sentence } from '../shared/errors.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { onOutbox, outboxProblem } from '../shared/storage.js';
import { itemBox } from './outbox-item.js';

/** @typedef {import('../wasm/secdo.js').OutboxItem} OutboxItem */
/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */

/** How many alerts are listed at first; a button shows as many more. */
const SHOWN = 100;

/** The states behind each choice of the filter. */
const FILTERS = /** @type {Record<string, string[]>} */ ({
  waiting: ['queued', 'sending'],
  failed: ['rejected', 'given_up'],
  delivered: ['delivered'],
});

/**
 * @param {{ settings: () => string, fail: (error: unknown) => void }} page
 * @param {{ edit: (draft: AlertDraft, rejected: string | null) => void }} elsewhere
 */
export async function startOutbox({ settings, fail }, elsewhere) {
  const secdo = await core();
  const search = byId('outbox-search', HTMLInputElement);
  const filter = byId('outbox-state', HTMLSelectElement);
  const list = byId('outbox-items', HTMLUListElement);
  const more = byId('outbox-more', HTMLButtonElement);
  /** @type {OutboxItem[]} */
  let items = [];
  let shown = SHOWN;

  const actions = {
    retry: (/** @type {OutboxItem} */ item) => void send('outbox.retry', { ids: [item.id] }).catch(fail),
    remove: (/** @type {OutboxItem} */ item) => void send('outbox.delete', { ids: [item.id] }).catch(fail),
    edit: (/** @type {OutboxItem} */ item) => elsewhere.edit(item.draft, item.state === 'rejected' ? item.id : null),
  };

  const draw = () => {
    const words = search.value.trim().toLowerCase();
    const states = FILTERS[filter.value];
    const matching = items.filter((item) => (!states || states.includes(item.state)) && (words === '' || haystack(item).includes(words)));
    const open = new Set([...list.querySelectorAll('details[open]')].map((details) => details.id));
    const focused = document.activeElement;
    const owner = list.contains(focused) ? focused?.closest('.item')?.id : undefined;
    list.replaceChildren(
      ...matching.slice(0, shown).map((item) => {
        const box = itemBox(item, actions);
        box.open = open.has(box.id);
        return element('li', {}, box);
      }),
    );
    // What had the keyboard keeps it, though it is a new element.
    if (owner && focused) {
      const again = [...(document.getElementById(owner)?.querySelectorAll(focused.tagName) ?? [])];
      const same = again.find((element_) => element_.className === focused.className);
      if (same instanceof HTMLElement) same.focus();
    }
    more.hidden = matching.length <= shown;
    more.textContent = counted('show_more', matching.length - shown);
  };

  const read = async () => {
    try {
      items = await secdo.outboxList();
      const { waiting, failed } = await secdo.outboxCounts();
      const badge = byId('outbox-count', HTMLSpanElement);
      badge.textContent = waiting + failed > 0 ? String(waiting + failed) : '';
      badge.classList.toggle('failed', failed > 0);
      await showStatus(waiting);
      draw();
    } catch (error) {
      fail(error);
    }
  };

  /** @param {number} waiting */
  const showStatus = async (waiting) => {
    const status = byId('outbox-status', HTMLParagraphElement);
    const problem = waiting > 0 ? await outboxProblem() : undefined;
    if (problem) {
      status.replaceChildren(sentence(problem));
      if (problem.code === 'permission_missing') status.append(' ', button('allow', () => browser.permissions.request({ origins: problem.params })));
    } else if (items.some(isUnanswered)) {
      const { server } = secdo.loadSettings(settings()).settings;
      status.replaceChildren(navigator.onLine ? t('server_away') : t('offline'), ' ', button('open_server', () => browser.tabs.create({ url: server })));
    } else {
      status.replaceChildren(items.length === 0 ? t('outbox_empty') : '');
    }
  };

  /** @param {string} key @param {() => Promise<unknown>} act */
  const button = (key, act) => {
    const made = element('button', { type: 'button', id: key, textContent: t(key) });
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
    button.hidden = secdo.loadSettings(settings()).policy.no_export;
    button.addEventListener('click', () => void save(format).catch(fail));
  }
  byId('import', HTMLInputElement).addEventListener('change', async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    try {
      if (file) byId('outbox-status', HTMLParagraphElement).textContent = counted('imported', (await send('outbox.import', { text: await file.text() })).added);
    } catch (error) {
      fail(error);
    }
    input.value = '';
  });

  /** @param {'csv' | 'json'} format */
  const save = async (format) => {
    const text = await secdo.outboxExport(format);
    const url = URL.createObjectURL(new Blob([text], { type: format === 'csv' ? 'text/csv' : 'application/json' }));
    element('a', { href: url, download: `secdo-outbox.${format}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };

  onOutbox(() => void read());
  // A stopped worker hears nothing of the network; an open page does.
  addEventListener('online', () => void send('outbox.wake', {}).catch(fail));
  return { read };
}

/** Whether an alert waits because no answer came. @param {OutboxItem} item */
function isUnanswered({ state, attempts }) {
  const outcome = attempts.at(-1)?.outcome;
  return state === 'queued' && (outcome === 'unreachable' || outcome === 'timed_out');
}

/** What the search looks in. @param {OutboxItem} item */
function haystack(item) {
  return [...item.attributes.map(([, value]) => value), t(`state_${item.state}`), item.utc, item.answer].join('\n').toLowerCase();
}
