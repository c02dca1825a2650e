/** The address bar: while something is typed behind the keyword, what it is and what can be asked about it. */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { pivotName } from '../shared/describe.js';
import { t } from '../shared/i18n.js';
import { readSettings } from '../shared/storage.js';

/** How many suggestions a browser shows below the first line. */
const MOST = 5;

/** Says what can be typed, as soon as the keyword is. */
export function onOmniboxStart() {
  browser.omnibox.setDefaultSuggestion({ description: t('omnibox_hint') });
}

/**
 * Suggests what can be asked about the first indicator that is typed.
 *
 * @param {string} text
 * @param {(suggestions: chrome.omnibox.SuggestResult[]) => void} suggest
 */
export async function onOmniboxInput(text, suggest) {
  try {
    const { groups } = (await core()).analyse(text, ...(await readSettings()));
    const group = groups[0];
    const value = group?.indicators[0]?.value;
    if (!group || !value) {
      suggest([]);
      return;
    }
    const described = (/** @type {string} */ pivot) =>
      plain(`${t(`subject_${group.subject}`)} · ${t('omnibox_as', value, pivotName(pivot))}`);
    suggest(
      group.pivots.slice(0, MOST).map((pivot) => ({ content: `${pivot} ${value}`, description: described(pivot) })),
    );
  } catch (error) {
    console.error('Nothing could be suggested:', error);
    suggest([]);
  }
}

/**
 * The choice in the address bar: a pivot, where the text begins with the name of one, and the text to ask about.
 *
 * @param {string} text
 * @returns {Promise<{ pivot: string | null, text: string }>}
 */
export async function chosenIn(text) {
  const blank = text.indexOf(' ');
  const first = text.slice(0, Math.max(0, blank));
  const { pivots } = (await core()).catalogue();
  return pivots.some(({ id }) => id === first) ? { pivot: first, text: text.slice(blank + 1) } : { pivot: null, text };
}

/** Chromium reads descriptions as XML, Firefox as text (https://developer.chrome.com/docs/extensions/reference/api/omnibox#type-SuggestResult). @param {string} words */
function plain(words) {
  if (!browser.offscreen) return words;
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
