/** Queries and indicators in words. */
import { counted, list, t } from './i18n.js';

/** @typedef {import('../wasm/secdo.js').Query} Query */

/** How many values of one attribute a sentence names before it counts the rest. */
const NAMED = 5;

/** One small sign for each kind of indicator; always shown with the word. */
const SIGNS = {
  public_ip: '◍',
  private_ip: '◌',
  ip_port: '⊙',
  public_network: '▦',
  private_network: '▤',
  domain: '⌂',
  email: '@',
  hash: '#',
  executable_path: '▷',
  other_path: '▱',
  executable_name: '▶',
  other_name: '▭',
  registry_key: '▣',
  user: '☺',
};

/** @param {import('../wasm/secdo.js').Subject} subject */
export const signOf = (subject) => SIGNS[subject];

/**
 * A query as one sentence: "Network connections, outgoing, incoming or failed, whose remote IP is …".
 *
 * @param {Query} query
 * @returns {string}
 */
export function describe(query) {
  const conditions = query.conditions.map(({ name, values }) =>
    t('condition', attributeName(query.entity, name), named(values)),
  );
  const whose = list(conditions, 'conjunction');
  if (query.actions.length === 0) return t(`sentence_${query.entity}`, whose);
  const actions = list(
    query.actions.map((action) => actionName(query.entity, action)),
    'disjunction',
  );
  return t(`sentence_${query.entity}`, actions, whose);
}

/** @param {string[]} values */
function named(values) {
  const shown = values.length > NAMED + 1 ? values.slice(0, NAMED) : values;
  const rest = values.length - shown.length;
  return list(rest > 0 ? [...shown, counted('more', rest)] : shown, 'disjunction');
}

/**
 * @param {string} entity
 * @param {string} action
 */
export const actionName = (entity, action) => t(`action_${entity}_${action}`);

/**
 * @param {string} entity
 * @param {string} attribute
 */
export const attributeName = (entity, attribute) => t(`attribute_${entity}_${attribute}`);

/** @param {string} entity */
export const entityName = (entity) => t(`entity_${entity}`);

/**
 * A pivot in words: "Network · remote IP".
 *
 * @param {string} pivot its stable name
 */
export const pivotName = (pivot) => t(`pivot_${pivot.replace('.', '_')}`);
