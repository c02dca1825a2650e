/**
 * Measures the cold click, in both browsers: from the key on the menu's item, with the background stopped, until SECDO's
 * server is asked for the query's page. Ours, and an extension that only opens a tab, in turn in one run: the difference,
 * taken round by round, is what the product adds. Prints a table.
 *
 *     node tests/bench/click.js [RUNS] [NAME=FOLDER …]     other builds of the extension beside it
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BROWSERS, launch } from '../e2e/harness/index.js';
import { Native } from '../e2e/harness/native.js';
import { until } from '../e2e/harness/wait.js';
import { EXTENSION, MENU_KEY, Session } from '../e2e/session.js';
import { start } from '../standin/server.js';
import { writeBareExtension } from './bare-extension.js';
import { table } from './report.js';

/** @typedef {{ title: string, browser: import('../e2e/harness/browser.js').Browser, server: Awaited<ReturnType<typeof start>>, native: Native, page: any, times: number[] }} Runner */

const [runs = '15', ...others] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'bare-'));

/** @type {(string | number)[][]} */
const rows = [];
for (const name of BROWSERS) {
  const runners = [await bare(name), await ours(name, 'ours', EXTENSION[name])];
  for (const one of others) {
    const [title = '', path = ''] = one.split('=');
    runners.push(await ours(name, title, join(path, name === 'chromium' ? 'chrome' : 'firefox')));
  }
  try {
    // The first round warms the files of the browsers; each one begins with another runner.
    for (let run = -1; run < Number(runs); run += 1) {
      runners.push(...runners.splice(0, 1));
      for (const runner of runners) {
        const time = await click(runner);
        if (run >= 0) runner.times.push(time);
      }
    }
  } finally {
    for (const { browser, server } of runners) {
      await browser.close();
      await server.stop();
    }
  }
  const least = runners.find(({ title }) => title === 'bare')?.times ?? [];
  for (const { title, times } of runners.sort(
    (one, other) => Number(other.title === 'bare') - Number(one.title === 'bare'),
  )) {
    // Within each round, since the machine is not equally fast in all of them.
    const above = times.map((time, round) => time - (least[round] ?? NaN));
    rows.push([
      name,
      title,
      ...[0.5, 0.9].map((part) => quantile(times, part)),
      ...(title === 'bare'
        ? ['', '']
        : [quantile(above, 0.5), (quantile(times, 0.5) / quantile(least, 0.5)).toFixed(2)]),
    ]);
  }
}
await rm(folder, { recursive: true });
table(['browser', 'extension', 'p50, ms', 'p90, ms', 'above bare, p50', 'times bare'], rows);

/** @param {import('../e2e/harness/index.js').BrowserName} name @returns {Promise<Runner>} */
async function bare(name) {
  const server = await start();
  const extension = join(folder, name);
  await writeBareExtension(extension, server.origin);
  const browser = await launch(name, { extension });
  return runner('bare', browser, server);
}

/** @param {import('../e2e/harness/index.js').BrowserName} name @param {string} title @param {string} extension @returns {Promise<Runner>} */
async function ours(name, title, extension) {
  const { browser, server } = await Session.start(name, { extension });
  return runner(title, browser, server);
}

/** @param {string} title @param {Runner['browser']} browser @param {Runner['server']} server @returns {Promise<Runner>} */
async function runner(title, browser, server) {
  const page = await browser.open(`${server.origin}/consoles/kibana.html`);
  return { title, browser, server, page, native: new Native(String(browser.display)), times: [] };
}

/** @param {Runner} runner */
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

/** @param {number[]} times @param {number} part @returns {number} whole milliseconds */
function quantile(times, part) {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}
