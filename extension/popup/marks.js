/** The text, with what was found in it marked. */
import { byId, element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';

/** How much of a long text is shown with marks, in UTF-16 units. */
const SHOWN = 20_000;

/**
 * @param {string} text
 * @param {import('../wasm/secdo.js').Analysis} analysis
 */
export function showMarks(text, analysis) {
  const details = byId('marks-details', HTMLDetailsElement);
  details.hidden = analysis.count === 0;
  const items = analysis.groups.flatMap((group) => group.indicators);
  items.sort((one, other) => one.span.start - other.span.start);
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const { kind, value, span } of items) {
    if (span.end > SHOWN) break;
    const title = `${t(`kind_${kind}`)}: ${value}`;
    parts.push(text.slice(at, span.start), element('mark', { textContent: text.slice(span.start, span.end), title }));
    at = span.end;
  }
  parts.push(text.slice(at, SHOWN), text.length > SHOWN ? '…' : '');
  byId('marks', HTMLParagraphElement).replaceChildren(...parts);
}
