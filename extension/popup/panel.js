/** The page as a panel beside the console: it stays open, and shows what is left for it. */
import { browser } from '../shared/browser.js';
import { byId } from '../shared/elements.js';
import { hasPanel, openPanel } from '../shared/panel.js';
import { onPanel } from '../shared/storage.js';

/**
 * @param {boolean} isPanel whether this page is the panel; otherwise it offers to open it
 * @param {(error: unknown) => void} fail
 */
export async function startPanel(isPanel, fail) {
  const { id } = await browser.windows.getCurrent();
  if (id === undefined) return;
  if (isPanel) {
    // What is typed is kept, so that the page may begin anew.
    onPanel(id, (name) => location.replace(`popup.html?panel&from=${encodeURIComponent(name)}`));
    return;
  }
  const button = byId('pin', HTMLButtonElement);
  button.hidden = !hasPanel;
  button.addEventListener('click', () => {
    openPanel(id).then(() => document.body.classList.contains('tab') || close(), fail);
  });
}
