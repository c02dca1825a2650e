/**
 * The context menu. It is made when the extension is installed or updated, and made again when the menu style is
 * changed; no page is touched for it, so it is there on every page from the first moment.
 */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { t } from '../shared/i18n.js';
import { readSettings } from '../shared/storage.js';

/** The item that investigates with the defaults. */
export const INVESTIGATE = 'investigate';

/** The item that opens the form of an alert. */
export const ALERT = 'alert';

/** The item that finds everything on a page; it is there where nothing is selected. */
export const SCAN = 'scan';

/** Items that name a pivot begin with this; the pivot's name follows. */
export const AS = 'as:';

/** The alternatives in the submenu, in its order. */
const ALTERNATIVES = [
  'host.host_ip',
  'host.host_name',
  'network.remote_ip',
  'network.local_ip',
  'network.remote_host',
  'process.process_hash',
  'file.file_hash',
  'process.file_path',
  'file.file_path',
  'process.file_name',
  'file.file_name',
  'process.cmd',
  'process.username',
  'registry.key_name',
];

/** @type {Promise<void>} */
let making = Promise.resolve();

/** The style that was made last in this life of the background, so that other settings do not rebuild the menu. */
let made = '';

/** Makes the menu, also when it seems to be there: an update may have changed its texts. */
export function makeMenus() {
  made = '';
  return remakeMenus();
}

/** Makes the menu if its style is not the one that was made last. Calls wait for each other. */
export function remakeMenus() {
  making = making.then(make, make);
  return making;
}

async function make() {
  const style = await menuStyle();
  if (style === made) return;
  await browser.contextMenus.removeAll();
  create({ id: INVESTIGATE, title: t('menu_investigate'), contexts: ['selection', 'link'] });
  create({ id: SCAN, title: t('menu_scan'), contexts: ['page'] });
  if (style === 'submenu') {
    create({ id: 'default', parentId: INVESTIGATE, title: t('menu_default'), contexts: ['selection', 'link'] });
    create({ id: 'line', parentId: INVESTIGATE, type: 'separator', contexts: ['selection', 'link'] });
    for (const pivot of ALTERNATIVES) {
      const title = t('menu_as', t(`pivot_${pivot.replace('.', '_')}`));
      create({ id: AS + pivot, parentId: INVESTIGATE, title, contexts: ['selection', 'link'] });
    }
    create({ id: 'line2', parentId: INVESTIGATE, type: 'separator', contexts: ['selection', 'link'] });
    create({ id: ALERT, parentId: INVESTIGATE, title: t('menu_alert'), contexts: ['selection', 'link'] });
  }
  made = style;
}

/** The menu must be there even when the settings cannot be read. */
async function menuStyle() {
  try {
    return (await core()).loadSettings(await readSettings()).settings.menu;
  } catch (error) {
    console.error('The settings could not be read for the menu:', error);
    return 'single';
  }
}

/** @param {chrome.contextMenus.CreateProperties} item */
function create(item) {
  browser.contextMenus.create(item, () => {
    if (browser.runtime.lastError) console.error(`Menu item ${item.id}: ${browser.runtime.lastError.message}`);
  });
}
