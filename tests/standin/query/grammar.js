/**
 * The grammar of a query's address, on top of what AngularJS has already taken apart and decoded.
 * It is strict: what the document does not have is refused, so that a value which broke out of its
 * place is seen as such.
 */
import { CATALOGUE, TYPED_VALUES } from './catalogue.js';

/** @typedef {{ entity: string, actions: string[], attributes: { name: string, values: string[] }[] }} Understood */
/** @typedef {{ [name: string]: unknown }} Search */

export const BUILDER_PATH = '/investigationNG/builder';

/**
 * The query that the address asks for; null when it asks for none; otherwise the problem, in words.
 * @param {string} path of AngularJS's `$location.path()`
 * @param {Search} search of `$location.search()`: a list where a name comes twice, true where it has no value
 * @returns {Understood | { problem: string } | null}
 */
export function understand(path, search) {
  if ((path === '' || path === '/') && Object.keys(search).length === 0) return null;
  try {
    demand(path === BUILDER_PATH, `the path is ${JSON.stringify(path)}`);
    return read(search);
  } catch (error) {
    if (error instanceof NotUnderstood) return { problem: error.message };
    throw error;
  }
}

class NotUnderstood extends Error {}

/**
 * @param {unknown} right
 * @param {string} problem
 * @returns {asserts right}
 */
function demand(right, problem) {
  if (!right) throw new NotUnderstood(problem);
}

/**
 * @param {Search} search
 * @returns {Understood}
 */
function read(search) {
  for (const [name, value] of Object.entries(search)) {
    demand(['entity', 'action', 'attr'].includes(name), `there is a parameter ${JSON.stringify(name)}`);
    demand(!Array.isArray(value), `${name} comes more than once`);
    demand(typeof value === 'string' && value !== '', `${name} has no value that can be decoded`);
  }
  const { entity, action, attr } = /** @type {Record<string, string | undefined>} */ (search);
  demand(entity, 'there is no entity');
  const known = Object.hasOwn(CATALOGUE, entity) ? CATALOGUE[entity] : undefined;
  demand(known, `there is no entity ${JSON.stringify(entity)}`);

  const actions = action?.split(',') ?? [];
  for (const name of actions) demand(known.actions.includes(name), `${entity} has no action ${JSON.stringify(name)}`);
  const attributes = attr?.split(',').map(readAttribute) ?? [];
  for (const { name } of attributes) {
    demand(known.attributes.includes(name), `${entity} has no attribute ${JSON.stringify(name)}`);
  }
  return { entity, actions, attributes };
}

/**
 * One attribute: its name up to the first colon, then its values.
 * @param {string} piece
 */
function readAttribute(piece) {
  const colon = piece.indexOf(':');
  demand(colon > 0, `${JSON.stringify(piece)} has no attribute's name`);
  const name = piece.slice(0, colon);
  const values = piece.slice(colon + 1).split('|');
  for (const value of values) {
    demand(value !== '', `${name} has an empty value`);
    const allowed = TYPED_VALUES[name];
    demand(!allowed || allowed.includes(value), `${name} cannot be ${JSON.stringify(value)}`);
  }
  return { name, values };
}
