/** The indicators found, grouped by what can be asked about them. */
import { pivotName, signOf } from '../shared/describe.js';
import { byId, element } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';

/** @typedef {import('../wasm/secdo.js').Analysis} Analysis */
/** @typedef {import('../wasm/secdo.js').Group} Group */
/** @typedef {import('../wasm/secdo.js').Item} Item */

/** A group with what a person did in it. @typedef {{ group: Group, pivot: string, picked: Set<Item>, shown: Item[] }} State */

/** How many values of a group are listed at first; a button shows as many more. */
const SHOWN = 100;

/**
 * Shows the groups and tells the questions what is picked, now and at every change.
 *
 * @param {Analysis} analysis
 * @param {import('./questions.js').Questions} questions
 * @param {boolean} [all] whether everything is picked at first
 */
export function showGroups(analysis, questions, all = true) {
  const box = byId('groups', HTMLElement);
  const states = analysis.groups.map((group) => ({
    group,
    pivot: group.chosen,
    picked: new Set(all ? group.indicators : []),
    shown: group.indicators,
  }));
  const tell = () =>
    questions.show(
      states.flatMap(({ group, pivot, picked }) =>
        group.indicators.filter((item) => picked.has(item)).map((item) => ({ ...item, pivot })),
      ),
    );
  const draw = () => {
    const open = states.map((state, index) => ({ state, index })).filter(({ state }) => state.shown.length > 0);
    box.replaceChildren(...open.map(({ state, index }) => groupBox(state, index, tell)));
  };
  draw();
  tell();
  return {
    /** Lists only values that contain a text. @param {string} text */
    filter(text) {
      const wanted = text.trim().toLowerCase();
      for (const state of states)
        state.shown = state.group.indicators.filter(({ value }) => value.toLowerCase().includes(wanted));
      draw();
    },
    /** Picks everything that is listed, or nothing. @param {boolean} on */
    pick(on) {
      for (const state of states) {
        if (on) for (const item of state.shown) state.picked.add(item);
        else state.picked.clear();
      }
      draw();
      tell();
    },
  };
}

/**
 * @param {State} state
 * @param {number} number
 * @param {() => void} tell
 */
function groupBox(state, number, tell) {
  const { group, shown } = state;
  const all = element('input', { type: 'checkbox', id: `group-${number}` });
  const title = counted(`subject_${group.subject}`, shown.length);
  const sign = element('span', { className: 'sign', ariaHidden: 'true', textContent: signOf(group.subject) });
  const select = element('select', { label: t('pivot_label', title) });
  for (const pivot of group.pivots) select.append(element('option', { value: pivot, textContent: pivotName(pivot) }));
  select.value = state.pivot;
  const values = element('div', { className: 'group-values' });
  const mark = () => {
    const on = shown.filter((item) => state.picked.has(item)).length;
    all.checked = on > 0;
    all.indeterminate = on > 0 && on < shown.length;
  };
  const refresh = () => {
    mark();
    tell();
  };
  select.addEventListener('change', () => {
    state.pivot = select.value;
    tell();
  });
  all.addEventListener('change', () => {
    for (const item of shown) {
      if (all.checked) state.picked.add(item);
      else state.picked.delete(item);
    }
    for (const box of values.querySelectorAll('input')) box.checked = all.checked;
    refresh();
  });
  const [only, ...others] = shown;
  if (only && others.length === 0) {
    // One value needs no second check box.
    values.append(valueOf(only), times(only));
  } else {
    showValues(values, state, refresh);
  }
  mark();
  return element(
    'section',
    { className: 'group', role: 'group', label: title },
    element('div', { className: 'group-head' }, element('label', {}, all, sign, title), select),
    values,
  );
}

/**
 * Lists the next values of a group.
 *
 * @param {HTMLElement} box
 * @param {State} state
 * @param {() => void} refresh
 */
function showValues(box, state, refresh) {
  const from = box.querySelectorAll('label').length;
  const items = state.shown.slice(from, from + SHOWN);
  const labels = items.map((item) => {
    const check = element('input', { type: 'checkbox', checked: state.picked.has(item) });
    check.addEventListener('change', () => {
      if (check.checked) state.picked.add(item);
      else state.picked.delete(item);
      refresh();
    });
    return element('label', {}, check, valueOf(item), times(item));
  });
  box.querySelector('button')?.remove();
  box.append(...labels);
  const rest = state.shown.length - from - items.length;
  if (rest > 0) {
    const more = element('button', { type: 'button', className: 'plain', textContent: counted('show_more', rest) });
    more.addEventListener('click', () => {
      showValues(box, state, refresh);
      box.querySelectorAll('input')[from + items.length]?.focus();
    });
    box.append(more);
  }
}

/** @param {Item} item */
const valueOf = (item) => element('span', { className: 'value', textContent: item.value, dir: 'ltr' });

/** How often the value stands there, where that is more than once. @param {Item} item */
const times = (item) =>
  item.count > 1 ? element('span', { className: 'muted times', textContent: t('times', item.count) }) : '';
