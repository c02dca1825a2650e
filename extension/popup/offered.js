/**
 * The addresses or texts that a page offers for its queries: addresses that open, or for a Cortex XDR texts to paste,
 * copied one after the other, since its page takes one at a time.
 */
import { t } from '../shared/i18n.js';

/** @typedef {import('../wasm/secdo.js').Query} Query */

export function startOffer() {
  /** @type {string[]} */
  let urls = [];
  /** @type {string[]} */
  let texts = [];
  /** Which of the texts is copied next. */
  let next = 0;

  return {
    /** @param {Query[]} queries */
    set(queries) {
      urls = queries.flatMap(({ url }) => (url ? [url] : []));
      const now = queries.flatMap(({ xql }) => (xql ? [xql] : []));
      // The same queries, drawn once more, go on where they were.
      if (now.length !== texts.length || now.some((text, index) => text !== texts[index])) next = 0;
      texts = now;
    },
    /** How many queries there are to open. */
    count: () => urls.length,
    /** Sets the words of the main button and of the one that copies. @param {string} open @param {string} copy for addresses */
    labels: (open, copy) =>
      texts.length === 0
        ? { open, copy }
        : {
            open: texts.length > 1 ? t('copy_open_of', next + 1, texts.length) : t('copy_open'),
            copy: t('copy_xql'),
          },
    /** All of it, for a ticket. */
    content: () =>
      texts.length > 0
        ? { text: texts.join('\n\n'), count: texts.length }
        : { text: urls.join('\n'), count: urls.length },
    /** Copies the next of the texts; false where addresses are opened instead. */
    async copyNext() {
      const text = texts[next];
      if (text === undefined) return false;
      await navigator.clipboard.writeText(text);
      next = (next + 1) % texts.length;
      return true;
    },
  };
}
