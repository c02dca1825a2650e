/** Every text that a person sees comes from `_locales`, as text: nothing here writes markup. */
import { browser } from './browser.js';

/**
 * The result of `make`, made when it is first needed: asking the browser for a text and making a formatter takes longer
 * than all else that a background does before a click (18 ms in Chromium, 2026-11).
 *
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
export function once(make) {
  /** @type {{ value: T } | undefined} */
  let made;
  return () => (made ??= { value: make() }).value;
}

/**
 * The language of the texts, for lists, numbers and plurals: not that of a browser for which there are none, so that
 * English texts have English lists.
 */
export const language = once(() => browser.i18n.getMessage('language') || 'en');

/** American English puts a comma before the last "or", which is the grammar of a query here: the British lists do not. */
const listLanguage = once(() => (language().startsWith('en') ? 'en-GB' : language()));

const plurals = once(() => new Intl.PluralRules(language()));
const numbers = once(() => new Intl.NumberFormat(language()));

/**
 * A number as it is written in the language of the texts. All of them write a number below a thousand with the same digits
 * and no sign between; a formatter takes 10 ms to make in Chromium (2026-11), which a popup would wait for.
 *
 * @param {number} value
 */
export function written(value) {
  return Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : numbers().format(value);
}

/**
 * The text of this key. A key that does not exist is a fault of the program and shows as itself.
 *
 * @param {string} key
 * @param {...(string | number)} values what its placeholders stand for
 * @returns {string}
 */
export function t(key, ...values) {
  const texts = values.map((value) => (typeof value === 'number' ? written(value) : value));
  return browser.i18n.getMessage(key, texts) || key;
}

/**
 * The text for a number of things: the key with `_one` or `_other`; the number is its first placeholder.
 *
 * @param {string} key
 * @param {number} count
 * @param {...string} values
 * @returns {string}
 */
export function counted(key, count, ...values) {
  const form = plurals().select(count) === 'one' ? 'one' : 'other';
  return t(`${key}_${form}`, count, ...values);
}

/**
 * Values as a list in words: `a, b or c`.
 *
 * @param {string[]} values
 * @param {'conjunction' | 'disjunction'} type
 * @returns {string}
 */
export function list(values, type) {
  return new Intl.ListFormat(listLanguage(), { type }).format(values);
}
