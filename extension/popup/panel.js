/** The page as a panel beside the console: it stays open, and shows what a click leaves to choose. */
import { browser } from '../shared/browser.js';
import { byId } from '../shared/elements.js';
import { answer } from '../shared/messages.js';
import { clearNotices, warn } from './notices.js';

/** Firefox's counterpart of Chromium's side panel. @typedef {{ open: () => Promise<void> }} Sidebar */
const sidebar = /** @type {{ sidebarAction?: Sidebar }} */ (browser).sidebarAction;

/**
 * @param {boolean} isPanel whether this page is the panel; otherwise it offers to open it
 * @param {(error: unknown) => void} fail
 * @param {() => boolean} isBusy whether the page holds what is kept nowhere else
 */
export async function startPanel(isPanel, fail, isBusy) {
  const { id } = await browser.windows.getCurrent();
  if (id === undefined) return;
  if (isPanel) {
    answer(
      {
        'panel.show': async ({ name }) => {
          // The text and the draft are kept, so that the page may begin anew; the answer goes out before it does.
          setTimeout(() => location.replace(`popup.html?panel&from=${encodeURIComponent(name)}`));
          return null;
        },
        'panel.say': async ({ text }) => {
          clearNotices();
          warn(text);
          return null;
        },
      },
      // Alerts being sent must come to their end, and changes in records are kept nowhere else: a tab opens then.
      ({ windowId }) => windowId === id && !isBusy(),
    );
    return;
  }
  const button = byId('pin', HTMLButtonElement);
  button.hidden = !(browser.sidePanel ?? sidebar);
  button.addEventListener('click', () => {
    // Within the click, without anything awaited before it.
    const opened = sidebar ? sidebar.open() : browser.sidePanel.open({ windowId: id });
    opened.then(() => document.body.classList.contains('tab') || close(), fail);
  });
}
