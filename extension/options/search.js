/** Finds settings by their words: what does not match is not shown. */
import { byId } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';

/** Starts the field that searches. */
export function startSearch() {
  const field = byId('search', HTMLInputElement);
  field.addEventListener('input', () => {
    const words = field.value.trim().toLowerCase();
    let found = 0;
    for (const section of document.querySelectorAll('main > section')) {
      const blocks = blocksOf(section);
      const title = section.querySelector('h2')?.textContent?.toLowerCase() ?? '';
      const whole = words === '' || title.includes(words);
      let any = false;
      for (const block of blocks) {
        const shown = whole || block.some((part) => wordsOf(part).includes(words));
        for (const part of block) part.toggleAttribute('data-unmatched', !shown);
        any ||= shown;
        if (shown) found++;
      }
      section.toggleAttribute('data-unmatched', !any && !whole);
    }
    byId('search-found', HTMLParagraphElement).textContent =
      words === '' ? '' : found > 0 ? counted('search_found', found) : t('search_none');
  });
}

/** The elements of a section in blocks: a label and all that belongs to it. @param {Element} section */
function blocksOf(section) {
  /** @type {Element[][]} */
  const blocks = [];
  for (const part of section.children) {
    if (part.tagName === 'H2') continue;
    const begins = ['LABEL', 'FIELDSET', 'H3'].includes(part.tagName) || blocks.length === 0;
    if (begins) blocks.push([part]);
    else blocks.at(-1)?.push(part);
  }
  return blocks;
}

/** @param {Element} part */
function wordsOf(part) {
  const field = part instanceof HTMLInputElement || part instanceof HTMLTextAreaElement ? part.value : '';
  return `${part.textContent ?? ''} ${part.id === 'key' ? '' : field} ${part.id}`.toLowerCase();
}
