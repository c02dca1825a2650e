/** The queries as link templates for consoles that open links for a clicked value: ready to paste. */
import { core } from '../core.js';
import { pivotName } from '../shared/describe.js';
import { byId, element } from '../shared/elements.js';
import { sentence, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { readSettings } from '../shared/storage.js';
import { download } from './transfer.js';

/** The choice for a console that is not in the list. */
const OWN = 'own';

let started = false;

/** Shows the templates for the server in the settings. */
export async function showLinks() {
  const secdo = await core();
  const choice = byId('console', HTMLSelectElement);
  const placeholder = byId('placeholder', HTMLInputElement);
  const pivot = byId('link-pivot', HTMLSelectElement);
  const text = byId('link-text', HTMLTextAreaElement);
  const state = byId('link-state', HTMLParagraphElement);

  const draw = async () => {
    const own = choice.value === OWN;
    for (const part of document.querySelectorAll('[data-own]')) part.toggleAttribute('hidden', !own);
    try {
      const { consoles, encodes, templates, file } = secdo.linkTemplates(
        choice.value,
        placeholder.value.trim() || '%s',
        ...(await readSettings()),
      );
      if (choice.options.length === 0) {
        choice.append(
          ...[...consoles, OWN].map((value) => element('option', { value, textContent: t(`console_${value}`) })),
        );
        await draw();
        return;
      }
      const chosen = pivot.value;
      pivot.replaceChildren(...templates.map(([value]) => element('option', { value, textContent: pivotName(value) })));
      pivot.value = templates.some(([value]) => value === chosen) ? chosen : (templates[0]?.[0] ?? '');
      text.value = templates.find(([value]) => value === pivot.value)?.[1] ?? '';
      state.textContent = own
        ? ''
        : `${t(`console_${choice.value}_where`)} ${t(encodes === null ? 'encodes_unknown' : encodes ? 'encodes' : 'encodes_not')}`;
      all = file;
    } catch (error) {
      text.value = '';
      all = '';
      state.textContent = sentence(toProblem(error));
    }
    for (const id of ['link-copy', 'link-download']) byId(id, HTMLButtonElement).disabled = all === '';
  };

  await draw();
  if (started) return;
  started = true;
  choice.addEventListener('change', () => void draw());
  pivot.addEventListener('change', () => void draw());
  placeholder.addEventListener('input', () => void draw());
  byId('link-copy', HTMLButtonElement).addEventListener('click', async () => {
    await navigator.clipboard.writeText(text.value);
    byId('link-done', HTMLSpanElement).textContent = t('link_copied');
  });
  byId('link-download', HTMLButtonElement).addEventListener('click', () => download(`secdo-${choice.value}.txt`, all));
}

/** The templates of all pivots, as a file. */
let all = '';
