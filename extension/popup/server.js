/**
 * The server in the header: its name, or a choice where there are several. What the page asks and sends goes to the one
 * that is shown.
 */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { byId, element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import { readSettings } from '../shared/storage.js';

/** The page, as its parts see it. @typedef {{ settings: () => string, server: () => string, fail: (error: unknown) => void }} Page */

/**
 * @param {{ fail: (error: unknown) => void, changed: () => void }} page
 */
export async function startServers({ fail, changed }) {
  const secdo = await core();
  const button = byId('server', HTMLButtonElement);
  const choice = byId('server-choice', HTMLSelectElement);
  let settings = '';
  let server = '';
  /** The server that this page was opened for, where that is not the current one. */
  let asked = '';

  const read = async () => {
    try {
      settings = await readSettings();
      const loaded = secdo.loadSettings(settings);
      if (asked && loaded.known.some(({ address }) => address === asked)) settings = secdo.settingsAt(settings, asked);
      else asked = '';
      server = asked || loaded.settings.server;
      const { known } = loaded;
      button.textContent = known.find(({ address }) => address === server)?.name ?? t('server_unset');
      choice.replaceChildren(...known.map(({ address, name }) => element('option', { value: address, textContent: name, selected: address === server })));
      choice.title = server;
      choice.hidden = known.length < 2;
      button.hidden = !choice.hidden;
    } catch (error) {
      // What can be found and built by hand does not need them.
      [settings, server] = ['', ''];
      button.textContent = t('server_unset');
      fail(error);
    }
  };

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
    /** Shows the server that a page was opened for. @param {string} address */
    async at(address) {
      asked = address;
      await read();
    },
  };
}
