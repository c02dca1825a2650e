/** The indicators found, grouped by what can be asked about them. */
import { pivotName, signOf } from '../shared/describe.js';
import { byId, element } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';

/** @typedef {import('../wasm/secdo.js').Analysis} Analysis */
/** @typedef {import('../wasm/secdo.js').Group} Group */

/** How many values of a group are listed at first; a button shows as many more. */
const SHOWN = 100;

/**
 * Shows the groups and tells the questions what is picked, now and at every change.
 *
 * @param {Analysis} analysis
 * @param {import('./questions.js').Questions} questions
 */
export function showGroups(analysis, questions) {
  const box = byId('groups', HTMLElement);
  const states = analysis.groups.map((group) => ({ group, pivot: group.chosen, off: /** @type {Set<number>} */ (new Set()) }));
  const tell = () => {
    const items = states.flatMap(({ group, pivot, off }) =>
      group.indicators.filter((_, index) => !off.has(index)).map((item) => ({ ...item, pivot })),
    );
    questions.show(items);
  };
  box.replaceChildren(...states.map((state, index) => groupBox(state, index, tell)));
  tell();
}

/**
 * @param {{ group: Group, pivot: string, off: Set<number> }} state
 * @param {number} number
 * @param {() => void} tell
 */
function groupBox(state, number, tell) {
  const { group } = state;
  const all = element('input', { type: 'checkbox', checked: true, id: `group-${number}` });
  const title = counted(`subject_${group.subject}`, group.indicators.length);
  const sign = element('span', { className: 'sign', ariaHidden: 'true', textContent: signOf(group.subject) });
  const select = element('select', { label: t('pivot_label', title) });
  for (const pivot of group.pivots) select.append(element('option', { value: pivot, textContent: pivotName(pivot) }));
  select.value = group.chosen;
  const values = element('div', { className: 'group-values' });
  const refresh = () => {
    all.checked = state.off.size < group.indicators.length;
    all.indeterminate = state.off.size > 0 && all.checked;
    tell();
  };
  select.addEventListener('change', () => {
    state.pivot = select.value;
    tell();
  });
  all.addEventListener('change', () => {
    state.off = new Set(all.checked ? [] : group.indicators.keys());
    for (const box of values.querySelectorAll('input')) box.checked = all.checked;
    refresh();
  });
  const [only, ...others] = group.indicators;
  if (only && others.length === 0) {
    // One value needs no second check box.
    values.append(element('span', { className: 'value', textContent: only.value, dir: 'ltr' }));
  } else {
    showValues(values, state, refresh);
  }
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
 * @param {{ group: Group, off: Set<number> }} state
 * @param {() => void} refresh
 */
function showValues(box, state, refresh) {
  const from = box.querySelectorAll('label').length;
  const items = state.group.indicators.slice(from, from + SHOWN);
  const labels = items.map((item, offset) => {
    const check = element('input', { type: 'checkbox', checked: !state.off.has(from + offset) });
    check.addEventListener('change', () => {
      if (check.checked) state.off.delete(from + offset);
      else state.off.add(from + offset);
      refresh();
    });
    return element('label', {}, check, element('span', { className: 'value', textContent: item.value, dir: 'ltr' }));
  });
  box.querySelector('button')?.remove();
  box.append(...labels);
  const rest = state.group.indicators.length - from - items.length;
  if (rest > 0) {
    const more = element('button', { type: 'button', className: 'plain', textContent: counted('show_more', rest) });
    more.addEventListener('click', () => {
      showValues(box, state, refresh);
      box.querySelectorAll('input')[from + items.length]?.focus();
    });
    box.append(more);
  }
}
