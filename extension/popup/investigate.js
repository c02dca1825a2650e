/** The page "Investigate": a text, what was found in it, and what is asked about it. */
import { click } from '../click.js';
import { busy, byId } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { keptText } from '../shared/storage.js';
import { startBuilder } from './builder.js';
import { showGroups } from './groups.js';
import { showMarks } from './marks.js';
import { clearNotices, warn } from './notices.js';
import { startQuestions } from './questions.js';
import { startScan } from './scan.js';

/** A text longer than this, in UTF-16 units, is read again only when typing pauses. */
const LONG = 50_000;
/** A text longer than this is not put into the field, which would freeze; it is kept and read all the same. */
const TOO_LONG_TO_SHOW = 200_000;

/**
 * @param {import('./server.js').Page} page
 */
export function startInvestigate(page) {
  const { settings, fail } = page;
  const field = byId('text', HTMLTextAreaElement);
  const found = byId('found', HTMLParagraphElement);
  const questions = startQuestions(page);
  /** @type {Awaited<ReturnType<typeof startBuilder>> | undefined} */
  let builder;
  /** The whole text, when the field shows only its beginning. */
  let whole = '';
  let host = '';
  /** The selected part of the text, where that is less. */
  let part = '';
  let timer = 0;
  /** The analysis that the groups show. */
  let last = { text: '', found: '' };

  const read = async () => {
    const text = whole || field.value;
    try {
      const analysis = (await click()).analyse(text, ...settings());
      // A person's picks stay where the same values are there: another server, or another page's settings.
      const grouped = JSON.stringify(analysis);
      if (text === last.text && grouped === last.found) return;
      last = { text, found: grouped };
      const words = [counted('found', analysis.count), host && t('found_on', host), part && t('part', text, part)];
      found.textContent = text.trim() === '' ? '' : words.filter(Boolean).join(' ');
      showMarks(text, analysis);
      showGroups(analysis, questions);
    } catch (error) {
      fail(error);
    }
  };

  /** @param {string} text @param {string} from */
  const show = (text, from) => {
    host = from;
    const short = text.length <= TOO_LONG_TO_SHOW;
    whole = short ? '' : text;
    field.value = short ? text : text.slice(0, TOO_LONG_TO_SHOW);
    if (!short) warn(t('text_shortened', TOO_LONG_TO_SHOW, text.length));
  };

  field.addEventListener('input', () => {
    whole = '';
    host = '';
    part = '';
    clearNotices();
    void send('text.keep', { text: field.value }).catch(fail);
    clearTimeout(timer);
    busy(true);
    timer = setTimeout(() => void read().then(() => busy(false)), field.value.length > LONG ? 300 : 0);
  });

  byId('scan', HTMLButtonElement).addEventListener('click', () => {
    void send('page.scan', {})
      .then(() => document.body.classList.contains('panel') || close())
      .catch(fail);
  });

  return {
    read,
    /** Builds the links again, for another server. */
    again: () => {
      questions.again();
      builder?.refresh();
    },
    /** Starts what stands below the first sight. */
    async rest() {
      builder = await startBuilder(page);
    },
    /** @param {string} name @param {string} on the host of the page that is scanned */
    scan: (name, on) => startScan({ name, host: on, settings: settings(), questions }),
    /** @param {{ text: string, host: string, part?: string | null } | undefined} selection what was selected; else what was typed before */
    async start(selection) {
      part = selection?.part ?? '';
      if (selection?.text.trim()) show(selection.text, selection.host);
      else show(await keptText(), '');
      last = { text: '', found: '' };
      await read();
      field.focus();
    },
  };
}
