/** One alert of the outbox: a line, and its details in place. */
import { element } from '../shared/elements.js';
import { counted, language, once, t } from '../shared/i18n.js';
import { answerOf } from '../shared/outcome.js';

/** @typedef {import('../wasm/secdo.js').OutboxItem} OutboxItem */
/** @typedef {import('../wasm/secdo.js').Outcome} Outcome */

/** A sign for each state, always with the word. */
const SIGNS = { queued: '…', sending: '→', delivered: '✓', rejected: '✕', given_up: '✕' };

/** The alerts whose deletion was asked about: the list is drawn anew while somebody thinks. @type {Set<string>} */
const asked = new Set();

const times = once(() => new Intl.DateTimeFormat(language(), { dateStyle: 'short', timeStyle: 'medium' }));

/**
 * @param {OutboxItem} item
 * @param {string} server what its server is called; empty where that is plain
 * @param {{ retry: (item: OutboxItem) => void, remove: (item: OutboxItem) => void, edit: (item: OutboxItem) => void }} actions
 */
export function itemBox(item, server, actions) {
  const values = new Map(item.attributes);
  const port = (/** @type {string} */ name) => (values.has(name) ? `:${values.get(name)}` : '');
  const ends = `${values.get('source_ip')}${port('source_port')} → ${values.get('destination_ip')}${port('destination_port')}`;
  const what = values.has('file_path') ? `${values.get('file_path')} · ${values.get('agent_ip')}` : ends;
  const last = item.attempts.at(-1);
  const line = element(
    'summary',
    {},
    element('span', { className: 'state', textContent: `${SIGNS[item.state]} ${t(`state_${item.state}`)}` }),
    element('span', { className: 'what value', textContent: what, dir: 'ltr' }),
    element('span', {
      className: 'when',
      textContent: [
        `${item.utc} UTC`,
        server && t('item_server', server),
        values.get('vendor'),
        last?.outcome ? answerOf(last.outcome) : '',
      ]
        .filter(Boolean)
        .join(' · '),
    }),
  );
  return element(
    'details',
    { className: 'item', id: `item-${item.id}`, data: { state: item.state } },
    line,
    element('div', { className: 'more' }, details(item), buttons(item, actions)),
  );
}

/**
 * A record of the outbox that cannot be read: what stands in it, so that a person can save what is worth it, and a way to
 * delete it.
 *
 * @param {{ id: string, text: string }} record
 * @param {(id: string) => void} remove
 */
export function unreadableBox({ id, text }, remove) {
  const actions = element('div', { className: 'actions' });
  const box = element(
    'details',
    { className: 'unreadable', id: `item-${id}` },
    element(
      'summary',
      {},
      element('span', { className: 'state', textContent: `✕ ${t('state_unreadable')}` }),
      element('span', { className: 'what value', textContent: id, dir: 'ltr' }),
    ),
    element('div', { className: 'more' }, element('p', { className: 'value', textContent: text, dir: 'ltr' }), actions),
  );
  actions.append(deleteButton(id, true, () => remove(id)));
  return box;
}

/** @param {OutboxItem} item */
function details(item) {
  const rows = [
    ...item.attributes,
    [t('outbox_queued_at'), times().format(item.created)],
    ...(item.state === 'queued' ? [[t('outbox_next'), times().format(item.next)]] : []),
    ...item.attempts.map(({ at, outcome }) => [
      times().format(at),
      outcome ? answerOf(outcome) : t('outcome_under_way'),
    ]),
  ];
  const box = element(
    'dl',
    {},
    ...rows.flatMap(([name, value]) => [
      element('dt', { textContent: name ?? '' }),
      element('dd', { className: 'value', textContent: value ?? '' }),
    ]),
  );
  const duplicate = item.may_be_duplicate
    ? element('p', { className: 'field-notice', textContent: t('may_be_duplicate') })
    : null;
  return element(
    'div',
    {},
    ...(duplicate ? [duplicate] : []),
    element('p', { className: 'muted', textContent: counted('attempts', item.attempts.length) }),
    box,
  );
}

/**
 * @param {OutboxItem} item
 * @param {Parameters<typeof itemBox>[2]} actions
 */
function buttons(item, actions) {
  const box = element('div', { className: 'actions' });
  const add = (/** @type {string} */ key, /** @type {() => void} */ act) => {
    const button = element('button', { type: 'button', className: `plain ${key}`, textContent: t(key) });
    button.addEventListener('click', act);
    box.append(button);
    return button;
  };
  if (item.state !== 'delivered') add('retry', () => actions.retry(item));
  add(item.state === 'rejected' ? 'edit' : 'duplicate', () => actions.edit(item));
  box.append(deleteButton(item.id, item.state !== 'delivered', () => actions.remove(item)));
  return box;
}

/**
 * A button that deletes; where that cannot be undone, and it has not arrived, it asks first.
 *
 * @param {string} id
 * @param {boolean} asks
 * @param {() => void} remove
 */
function deleteButton(id, asks, remove) {
  const button = element('button', {
    type: 'button',
    className: 'plain delete',
    textContent: t(asked.has(id) ? 'delete_sure' : 'delete'),
  });
  button.addEventListener('click', () => {
    if (asked.delete(id) || !asks) remove();
    else {
      asked.add(id);
      button.textContent = t('delete_sure');
    }
  });
  return button;
}
