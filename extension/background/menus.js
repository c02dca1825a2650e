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

/** The item that finds everything on a page. */
export const SCAN = 'scan';

/** The item that copies the link instead of opening it. */
export const COPY = 'copy';

/** Items that name a pivot begin with this; the pivot's name follows. */
export const AS = 'as:';

/** Items that name a server begin with this; its address follows. */
export const AT = 'at:';

/**
 * Where the item is: wherever a page can be clicked. Chromium has no name for a click on a canvas, below which the text of a
 * document may lie, but for all together, the menu of our own button among them (Chromium 156, 2026-11; look again:
 * 2027-11, https://developer.chrome.com/docs/extensions/reference/api/contextMenus#type-ContextType). Firefox' own page has
 * one, and would show the item on fields of passwords, too.
 */
const CONTEXTS = /** @type {[`${chrome.contextMenus.ContextType}`, ...`${chrome.contextMenus.ContextType}`[]]} */ (
  browser.offscreen ? ['all'] : ['page', 'frame', 'selection', 'link', 'editable', 'image', 'video', 'audio']
);

/** @type {Promise<void>} */
let making = Promise.resolve();

/** The items that were made last in this life of the background, so that other settings do not rebuild the menu. */
let made = '';

/**
 * Makes the menu, also when it seems to be there: an update may have changed its texts. The item itself is there at once;
 * what is below it waits for the settings, and for the module that reads them.
 */
export function makeMenus() {
  making = making.then(
    () => makeItem(),
    () => makeItem(),
  );
  return remakeMenus();
}

/** Makes the menu if its items are not those that were made last. Calls wait for each other. */
export function remakeMenus() {
  making = making.then(make, make);
  return making;
}

/** Makes the item alone. */
async function makeItem(title = t('menu_investigate')) {
  await browser.contextMenus.removeAll();
  create({ id: INVESTIGATE, title, contexts: [...CONTEXTS] });
  made = JSON.stringify({ title, groups: [] });
}

async function make() {
  const { title, groups } = await wanted();
  const now = JSON.stringify({ title, groups });
  if (now === made) return;
  await makeItem(title);
  for (const [index, group] of groups.entries()) {
    if (index > 0) create({ id: `line${index}`, parentId: INVESTIGATE, type: 'separator', contexts: [...CONTEXTS] });
    for (const { id, title } of group) create({ id, parentId: INVESTIGATE, title, contexts: [...CONTEXTS] });
  }
  made = now;
}

/**
 * The title of our item, and the items below it in groups; none where one click is to do it all.
 *
 * @returns {Promise<{ title: string, groups: { id: string, title: string }[][] }>}
 */
async function wanted() {
  try {
    const secdo = await core();
    const { settings, known } = secdo.loadSettings(...(await readSettings()));
    const current = known.find(({ address }) => address === settings.server);
    const title = t(current?.product === 'cortex' ? 'menu_investigate_cortex' : 'menu_investigate');
    const each = settings.menu_servers && known.length > 1;
    const submenu = settings.menu === 'submenu';
    const copy = settings.menu_copy ? [{ id: COPY, title: t('menu_copy') }] : [];
    if (!each && !submenu && copy.length === 0) return { title, groups: [] };
    const groups = [
      each
        ? known.map(({ address, name }) => ({ id: AT + address, title: t('menu_at', `&${plain(name)}`) }))
        : [{ id: 'default', title: t('menu_default') }],
      submenu
        ? secdo
            .catalogue()
            .menu.map((pivot) => ({ id: AS + pivot, title: t('menu_as', t(`pivot_${pivot.replace('.', '_')}`)) }))
        : [],
      [
        ...copy,
        ...(submenu
          ? [
              { id: ALERT, title: t('menu_alert') },
              { id: SCAN, title: t('menu_scan') },
            ]
          : []),
      ],
    ];
    return { title, groups: groups.filter((group) => group.length > 0) };
  } catch (error) {
    // The menu must be there even when the settings cannot be read.
    console.error('The settings could not be read for the menu:', error);
    return { title: t('menu_investigate'), groups: [] };
  }
}

/** A name for a menu, where `&` marks an access key and `%s` stands for the selection. @param {string} name */
function plain(name) {
  return name.replaceAll('&', '&&').replaceAll('%s', '% s');
}

/** @param {chrome.contextMenus.CreateProperties} item */
function create(item) {
  browser.contextMenus.create(item, () => {
    if (browser.runtime.lastError) console.error(`Menu item ${item.id}: ${browser.runtime.lastError.message}`);
  });
}
