/** The keyboard shortcuts as the browser has them, and the way to change them. */
import { browser } from '../shared/browser.js';
import { byId, element } from '../shared/elements.js';
import { t } from '../shared/i18n.js';

/** Where Chromium's own list of shortcuts is. */
const CHROMIUM_LIST = 'chrome://extensions/shortcuts';

/** Lists the shortcuts. */
export async function showShortcuts() {
  const commands = await browser.commands.getAll();
  const rows = commands.flatMap(({ name, shortcut }) => [
    element('dt', { textContent: t(name === 'investigate' ? 'shortcut_investigate' : 'shortcut_popup') }),
    element('dd', {}, shortcut ? element('kbd', { textContent: shortcut }) : t('shortcut_none')),
  ]);
  byId('shortcuts', HTMLDListElement).replaceChildren(...rows);
  byId('change-shortcuts', HTMLButtonElement).onclick = () => {
    // Firefox 137 and later; Chromium has a page for it.
    const { openShortcutSettings } = /** @type {{ openShortcutSettings?: () => Promise<void> }} */ (browser.commands);
    void (openShortcutSettings ? openShortcutSettings() : browser.tabs.create({ url: CHROMIUM_LIST }));
  };
}
