/**
 * Measures the popup, in both browsers: from the key that opens it, with the background stopped and an address selected,
 * until it shows what was found. Ours, and a popup of one line, in turn in one run; both by the same harness, whose own
 * time is in either. Prints a table.
 *
 *     node tests/bench/popup.js [RUNS] [NAME=FOLDER …]     other builds of the extension beside it
 */
import { POPUP_KEYS } from '../e2e/session.js';
import { race } from './race.js';

const [runs = '15', ...others] = process.argv.slice(2);
await race(Number(runs), others, popup);

/** @param {import('./race.js').Runner} runner */
async function popup({ browser, page }) {
  await page.bringToFront();
  await browser.select(page, { selector: '#ip-cell' });
  await browser.stopBackground();
  const pressed = performance.now();
  const opened = await browser.openPopup({ keys: POPUP_KEYS });
  await opened.waitFor(() => document.querySelector('.bare, .group-values .value') !== null);
  const time = performance.now() - pressed;
  await opened.close();
  return time;
}
