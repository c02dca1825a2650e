/** SECDO's own query builder in small: entity, actions, attributes with values, the sentence and the link following. */
import { core } from '../core.js';
import { actionName, entityName } from '../shared/describe.js';
import { byId, element } from '../shared/elements.js';
import { sentence } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { attributeRow } from './builder-row.js';
import { startOffer } from './offered.js';
import { copies, done, question } from './questions.js';

/** @typedef {import('../wasm/secdo.js').Catalogue['entities'][number]} Entity */
/** @typedef {import('../wasm/secdo.js').Draft} Draft */

/** @param {import('./server.js').Page} page */
export async function startBuilder({ settings, server, fail }) {
  const secdo = await core();
  const { entities } = secdo.catalogue();
  const rows = byId('builder-rows', HTMLFieldSetElement);
  const open = byId('builder-open', HTMLButtonElement);
  const copy = byId('builder-copy', HTMLButtonElement);
  let entity = /** @type {Entity} */ (entities.find(({ name }) => name === 'network') ?? entities[0]);
  /** @type {ReturnType<typeof attributeRow>[]} */
  let shown = [];
  const offer = startOffer();

  /** @returns {Draft} */
  const draft = () => ({
    entity: entity.name,
    actions: [...byId('builder-actions', HTMLFieldSetElement).querySelectorAll('input')]
      .filter((box) => box.checked)
      .map((box) => box.value),
    attributes: shown.map((row) => row.read()),
  });

  const refresh = () => {
    const answer = secdo.build(draft(), ...settings());
    offer.set(answer.queries);
    label();
    // A form nobody has typed into yet needs no reproach.
    const touched = shown.some((row) => row.read().values.length > 0);
    byId('builder-question', HTMLDivElement).replaceChildren(...answer.queries.map(question));
    const errors = touched || answer.errors.some(({ code }) => code !== 'value_missing') ? answer.errors : [];
    byId('builder-errors', HTMLDivElement).replaceChildren(
      ...errors.map((error) => element('p', { className: 'field-error', textContent: sentence(error) })),
    );
  };

  const label = () => {
    const labels = offer.labels(t('builder_open'), t('copy_link'));
    open.textContent = labels.open;
    copy.textContent = labels.copy;
    open.disabled = offer.count() === 0;
    copy.disabled = offer.count() === 0;
  };

  const addRow = () => {
    const taken = shown.map((row) => row.read().name);
    const row = attributeRow(
      entity,
      entity.attributes.find(({ name }) => !taken.includes(name))?.name ?? '',
      refresh,
      () => {
        shown = shown.filter((other) => other !== row);
        row.element.remove();
        if (shown.length === 0) addRow();
        refresh();
      },
    );
    shown.push(row);
    rows.append(row.element);
    return row;
  };

  /** @param {Entity} chosen */
  const choose = (chosen) => {
    entity = chosen;
    shown = [];
    rows.querySelectorAll('.row').forEach((row) => row.remove());
    const actions = byId('builder-actions', HTMLFieldSetElement);
    actions.hidden = entity.actions.length === 0;
    actions.querySelector('.chips')?.remove();
    actions.append(
      chips(
        'checkbox',
        entity.actions.map((name) => ({
          name,
          label: actionName(entity.name, name),
          checked: entity.name !== 'process' || name === 'run',
        })),
        refresh,
      ),
    );
    addRow();
    refresh();
  };

  byId('builder-entity', HTMLFieldSetElement).append(
    chips(
      'radio',
      entities.map(({ name }) => ({ name, label: entityName(name), checked: name === entity.name })),
      (name) => {
        choose(/** @type {Entity} */ (entities.find((one) => one.name === name)));
      },
    ),
  );
  byId('builder-add', HTMLButtonElement).addEventListener('click', () => {
    addRow().focus();
    refresh();
  });
  byId('builder-form', HTMLFormElement).addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      shown.forEach((row) => row.take());
      refresh();
      if (offer.count() === 0) return;
      const copied = await offer.copyNext();
      await send('queries.open', { draft: draft(), server: server() });
      if (copied) done(t('paste_it'));
      label();
    } catch (error) {
      fail(error);
    }
  });
  copies(copy, offer.content, fail);
  choose(entity);
  return { refresh };
}

/**
 * A row of chips to choose from.
 *
 * @param {'radio' | 'checkbox'} type
 * @param {{ name: string, label: string, checked: boolean }[]} choices
 * @param {(name: string) => void} changed
 */
function chips(type, choices, changed) {
  const box = element('div', { className: 'chips' });
  for (const { name, label, checked } of choices) {
    const input = element('input', { type, name: `builder-${type}`, value: name, checked });
    input.addEventListener('change', () => changed(name));
    box.append(element('label', { className: 'chip' }, input, label));
  }
  return box;
}
