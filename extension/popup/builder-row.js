/** One attribute of the query builder: its name, and its values as chips, joined by OR. */
import { attributeName } from '../shared/describe.js';
import { element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';

/** @typedef {import('../wasm/secdo.js').Catalogue['entities'][number]} Entity */

/**
 * @param {Entity} entity
 * @param {string} chosen the attribute that is chosen first
 * @param {() => void} changed
 * @param {() => void} removed
 */
export function attributeRow(entity, chosen, changed, removed) {
  /** @type {string[]} */
  let values = [];
  const name = element('select', { label: t('builder_attribute') });
  for (const attribute of entity.attributes) {
    name.append(element('option', { value: attribute.name, textContent: attributeName(entity.name, attribute.name) }));
  }
  name.value = chosen;
  const held = element('div', { className: 'held-values' });
  const remove = element('button', {
    type: 'button',
    className: 'plain',
    textContent: '✕',
    label: t('builder_remove'),
  });
  const row = element('div', { className: 'row' }, name, held, remove);
  /** @type {HTMLInputElement | HTMLSelectElement} */
  let input;

  const take = () => {
    const typed = input.value
      .split('\n')
      .map((value) => value.trim())
      .filter((value) => value !== '');
    if (typed.length === 0) return;
    values = [...new Set([...values, ...typed])];
    input.value = '';
    draw();
  };

  const draw = () => {
    const chips = values.map((value) => {
      const drop = element('button', { type: 'button', textContent: '✕', label: t('builder_drop', value) });
      drop.addEventListener('click', () => {
        values = values.filter((other) => other !== value);
        draw();
        input.focus();
        changed();
      });
      return element(
        'span',
        { className: 'chip held' },
        element('span', { className: 'value', textContent: value, dir: 'ltr' }),
        drop,
      );
    });
    // The field stays where it is: taking it out would take the focus from it.
    while (held.firstChild && held.firstChild !== input) held.firstChild.remove();
    held.prepend(...chips);
  };

  const makeInput = () => {
    const choices = entity.attributes.find((attribute) => attribute.name === name.value)?.choices ?? [];
    input =
      choices.length > 0
        ? choice(choices)
        : element('input', { type: 'text', placeholder: t('builder_value_hint'), spellcheck: false });
    input.setAttribute('aria-label', t('builder_value'));
    input.addEventListener('keydown', (event) => {
      if (!(event instanceof KeyboardEvent) || event.isComposing) return;
      // The comma cannot stand in a value, so it ends one; Enter does too, and on an empty field sends the form.
      if ((event.key === 'Enter' || event.key === ',') && input.value.trim() !== '') {
        event.preventDefault();
        take();
        changed();
      } else if (event.key === 'Backspace' && input.value === '' && values.length > 0) {
        values = values.slice(0, -1);
        draw();
        changed();
      }
    });
    held.replaceChildren(input);
    input.addEventListener('input', changed);
    input.addEventListener('change', () => {
      take();
      changed();
    });
    draw();
  };

  name.addEventListener('change', () => {
    values = [];
    makeInput();
    changed();
  });
  remove.addEventListener('click', removed);
  makeInput();

  return {
    element: row,
    take,
    focus: () => name.focus(),
    /** @returns {{ name: string, values: string[] }} the attribute with what is held and what is being typed */
    read: () => ({ name: name.value, values: [...values, input.value.trim()].filter((value) => value !== '') }),
  };
}

/** @param {[string, string][]} choices */
function choice(choices) {
  const select = element('select', {}, element('option', { value: '', textContent: t('builder_choose') }));
  for (const [value, meaning] of choices)
    select.append(element('option', { value, textContent: t(`choice_${meaning}`) }));
  return select;
}
