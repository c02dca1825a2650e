/**
 * Measures the cold click, in both browsers: from the key on the menu's item, with the background stopped, until SECDO's
 * server is asked for the query's page. Ours, and an extension that only opens a tab, in turn in one run. Prints a table.
 *
 *     node tests/bench/click.js [RUNS] [NAME=FOLDER …]     other builds of the extension beside it
 */
import { until } from '../e2e/harness/wait.js';
import { MENU_KEY } from '../e2e/session.js';
import { race } from './race.js';

const [runs = '15', ...others] = process.argv.slice(2);
await race(Number(runs), others, click);

/** @param {import('./race.js').Runner} runner */
async function click({ browser, server, native, page }) {
  await page.bringToFront();
  const point = await browser.select(page, { selector: '#ip-cell' });
  await browser.stopBackground();
  const before = await native.windows();
  await native.click(point, 3);
  await until(async () => [...(await native.windows())].some((id) => !before.has(id)), 'the menu to open');
  const asked = server.requests.length;
  const pressed = performance.now();
  await native.key(MENU_KEY);
  const seen = await until(() => server.requests.slice(asked).find(({ url }) => url === '/'), 'the server to be asked');
  const time = seen.at - pressed;
  const opened = await browser.waitForTab((url) => url.startsWith(`${server.origin}/#`));
  await page.bringToFront();
  await opened.close();
  return time;
}
