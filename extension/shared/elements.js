/** Makes elements. Values become text or properties, never markup. */

/**
 * An element with properties and children; strings become text.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Partial<Omit<HTMLElementTagNameMap[K], 'dataset' | 'style' | 'children'>> & { data?: Record<string, string>, label?: string }} [properties]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  const { data, label, ...rest } = properties;
  Object.assign(made, rest);
  Object.assign(made.dataset, data);
  if (label !== undefined) made.setAttribute('aria-label', label);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * The element with this id, of the type that the page says it has.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`The page has no ${type.name} #${id}.`);
  return found;
}

/**
 * Shows a value in a field, unless somebody types there: that stays, as long as the field is about the same thing.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {string} value
 * @param {string} [about] what the value belongs to, where the field is about one thing after the other
 */
export function put(field, value, about = '') {
  if (document.activeElement !== field || field.dataset.about !== about) field.value = value;
  field.dataset.about = about;
}

/**
 * A notice with its sign, so that colour is never the only mark.
 *
 * @param {'danger' | 'warning'} kind
 * @param {...(Node | string)} children
 */
export function notice(kind, ...children) {
  return element('p', { className: `notice ${kind}`, data: { sign: kind === 'danger' ? '✕' : '⚠' } }, ...children);
}

/** Says, also to a reader of screens, whether the page is still being made or is behind what was typed. @param {boolean} is */
export function busy(is) {
  document.querySelector('main')?.setAttribute('aria-busy', String(is));
}
