/** The queries that were opened last, where a person wants them kept. */
import { byId, element } from '../shared/elements.js';
import { language, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { onRecent, readRecent } from '../shared/storage.js';

/** @param {(error: unknown) => void} fail */
export async function startRecent(fail) {
  const box = byId('recent', HTMLDetailsElement);
  const time = new Intl.DateTimeFormat(language(), { dateStyle: 'short', timeStyle: 'short' });
  const draw = async () => {
    const recent = await readRecent();
    box.hidden = recent.length === 0;
    const rows = recent.map(({ url, words, at }) => {
      const button = element('button', { type: 'button', className: 'plain', textContent: words });
      button.addEventListener('click', () => void send('recent.open', { url }).catch(fail));
      return element('li', {}, button, ' ', element('span', { className: 'muted', textContent: time.format(at) }));
    });
    byId('recent-list', HTMLUListElement).replaceChildren(...rows);
  };
  byId('recent-clear', HTMLButtonElement).addEventListener(
    'click',
    () => void send('recent.clear', {}).then(draw).catch(fail),
  );
  byId('recent-clear', HTMLButtonElement).title = t('recent_clear');
  onRecent(() => void draw().catch(fail));
  await draw();
}
