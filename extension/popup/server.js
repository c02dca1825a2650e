/**
 * The server in the header: its name, or a choice where there are several. What the page asks and sends goes to the one
 * that is shown.
 */
import { click } from '../click.js';
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { byId, element } from '../shared/elements.js';
import { counted, t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { readSettings } from '../shared/storage.js';
import { settingsAtFirst } from './early.js';

/** The page, as its parts see it. @typedef {{ settings: () => import('../shared/storage.js').SettingsTexts, server: () => string, isCortex: () => boolean, fail: (error: unknown) => void }} Page */

/**
 * @param {{ fail: (error: unknown) => void, changed: () => void }} page
 */
export function startServers({ fail, changed }) {
  const button = byId('server', HTMLButtonElement);
  const choice = byId('server-choice', HTMLSelectElement);
  /** @type {import('../shared/storage.js').SettingsTexts} */
  let settings = ['', ''];
  let server = '';
  let isCortex = false;
  /** The server that this page was opened for, where that is not the current one. */
  let asked = '';
  /** For how many days back a Cortex XDR is asked on this page. @type {number | undefined} */
  let chosen;
  const days = byId('days', HTMLSelectElement);

  /** The settings that are being read since the page was opened, for the first reading alone. */
  let first = /** @type {typeof settingsAtFirst | null} */ (settingsAtFirst);

  const read = async () => {
    try {
      const reading = first ?? readSettings();
      first = null;
      reading.catch(() => undefined);
      const secdo = await click();
      settings = await reading;
      const loaded = secdo.loadSettings(...settings);
      if (asked && loaded.known.some(({ address }) => address === asked))
        settings = [secdo.settingsAt(...settings, asked), settings[1]];
      else asked = '';
      server = asked || loaded.settings.server;
      const { known } = loaded;
      isCortex = known.find(({ address }) => address === server)?.product === 'cortex';
      byId('days-choice', HTMLParagraphElement).hidden = !isCortex;
      if (isCortex) await showDays(loaded);
      if (chosen !== undefined) settings = [(await core()).settingsWithin(settings[0], chosen), settings[1]];
      button.textContent = known.find(({ address }) => address === server)?.name ?? t('server_unset');
      choice.replaceChildren(
        ...known.map(({ address, name }) =>
          element('option', { value: address, textContent: name, selected: address === server }),
        ),
      );
      choice.title = server;
      choice.hidden = known.length < 2;
      button.hidden = !choice.hidden;
    } catch (error) {
      // Finding indicators and building a query by hand need no settings.
      [settings, server] = [['', ''], ''];
      button.textContent = t('server_unset');
      fail(error);
    }
  };

  /** @param {import('../wasm/secdo.js').LoadedSettings} loaded */
  const showDays = async (loaded) => {
    const { days: choices, usual_days: usual } = (await core()).catalogue();
    days.replaceChildren(
      ...choices.map((one) => element('option', { value: String(one), textContent: counted('days', one) })),
    );
    days.value = String(chosen ?? loaded.settings.days ?? usual);
  };

  days.addEventListener('change', async () => {
    chosen = Number(days.value);
    await read();
    changed();
  });
  button.addEventListener('click', () => void browser.runtime.openOptionsPage());
  choice.addEventListener('change', async () => {
    asked = '';
    try {
      await send('server.use', { server: choice.value });
    } catch (error) {
      fail(error);
    }
    await read();
    changed();
  });

  return {
    read,
    settings: () => settings,
    server: () => server,
    /** Whether that is a Cortex XDR. */
    isCortex: () => isCortex,
    /** Shows the server that a page was opened for. @param {string} address */
    async at(address) {
      asked = address;
      await read();
    },
  };
}
