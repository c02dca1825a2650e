/** The fields of the form: reading and writing them, and what they suggest. */
import { byId, element } from '../shared/elements.js';

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */

/** The fields of the form that have an element of their own, in its order. */
export const FIELDS = /** @type {const} */ ([
  'source_ip',
  'source_port',
  'destination_ip',
  'destination_port',
  'agent_ip',
  'file_path',
  'timestamp',
  'vendor',
  'product',
  'severity',
  'event_id',
]);

/** Vendors and products of the document's examples. */
const KNOWN = [
  ['Palo Alto Networks', 'PAN-OS'],
  ['Check Point', 'FireWall-1 GX'],
  ['McAfee', 'ePO'],
];

/**
 * The content of the form.
 *
 * @param {HTMLFormElement} form
 * @returns {AlertDraft}
 */
export function readForm(form) {
  const data = new FormData(form);
  const names = ['kind', 'direction', ...FIELDS];
  return /** @type {any} */ (Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? '')])));
}

/**
 * Puts a draft into the form.
 *
 * @param {HTMLFormElement} form
 * @param {AlertDraft} draft
 */
export function writeForm(form, draft) {
  for (const field of FIELDS) {
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem(field));
    input.value = draft[field];
  }
  for (const [name, value] of /** @type {const} */ ([
    ['kind', draft.kind || 'network'],
    ['direction', draft.direction],
  ])) {
    for (const input of form.querySelectorAll(`input[name="${name}"]`)) {
      if (input instanceof HTMLInputElement) input.checked = input.value === value;
    }
  }
}

/**
 * Suggests the vendors and products of the document's examples, and those that were used before.
 *
 * @param {import('../wasm/secdo.js').OutboxItem[]} items
 */
export function suggest(items) {
  const used = items.map(({ attributes }) => {
    const values = new Map(attributes);
    return [values.get('vendor') ?? '', values.get('product') ?? ''];
  });
  const pairs = [...used, ...KNOWN];
  for (const [id, column] of /** @type {const} */ ([
    ['vendors', 0],
    ['products', 1],
  ])) {
    const values = new Set(pairs.map((pair) => pair[column] ?? ''));
    byId(id, HTMLDataListElement).replaceChildren(
      ...[...values]
        .filter(Boolean)
        .slice(0, 50)
        .map((value) => element('option', { value })),
    );
  }
}
