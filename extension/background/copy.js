/** Copies a text: in Firefox the background does it, in Chromium the offscreen document, since a worker has no clipboard. */
import { browser } from '../shared/browser.js';
import { fromProblem } from '../shared/errors.js';
import { send } from '../shared/messages.js';
import { openOffscreen, showBadge } from './deliver.js';

/** How long the toolbar's sign says that it was copied, in milliseconds. */
const SHOWN = 1_500;

/** @param {string} text @param {Promise<boolean>} allowed whether the browser allows it */
export async function copy(text, allowed) {
  if (!(await allowed)) {
    throw fromProblem({ code: 'copy_not_allowed', params: [], message: 'The browser does not allow copying.' });
  }
  if (browser.offscreen) {
    await openOffscreen();
    await send('offscreen.copy', { text });
  } else {
    await navigator.clipboard.writeText(text);
  }
  await browser.action.setBadgeBackgroundColor({ color: '#0b6b63' });
  await browser.action.setBadgeText({ text: '✓' });
  setTimeout(
    () => void showBadge().catch((error) => console.error('The number on the toolbar could not be shown:', error)),
    SHOWN,
  );
}
