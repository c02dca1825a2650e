/**
 * Browsers with our extension and with one that does nothing, measured in turn: the difference, taken round by round, is
 * what the product adds.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BROWSERS, launch } from '../e2e/harness/index.js';
import { Native } from '../e2e/harness/native.js';
import { EXTENSION, Session } from '../e2e/session.js';
import { start } from '../standin/server.js';
import { writeBareExtension } from './bare-extension.js';
import { table } from './report.js';

/** @typedef {{ title: string, browser: import('../e2e/harness/browser.js').Browser, server: Awaited<ReturnType<typeof start>>, native: Native, page: any, times: number[] }} Runner */

/**
 * Prints how long something takes in both browsers.
 *
 * @param {number} runs how many rounds
 * @param {string[]} others other builds of the extension beside it, as NAME=FOLDER
 * @param {(runner: Runner) => Promise<number>} measure gives milliseconds
 */
export async function race(runs, others, measure) {
  const folder = await mkdtemp(join(tmpdir(), 'bare-'));
  /** @type {(string | number)[][]} */
  const rows = [];
  for (const name of BROWSERS) {
    const runners = [await bare(name, join(folder, name)), await ours(name, 'ours', EXTENSION[name])];
    for (const one of others) {
      const [title = '', path = ''] = one.split('=');
      runners.push(await ours(name, title, join(path, name === 'chromium' ? 'chrome' : 'firefox')));
    }
    try {
      // The first round warms the files of the browsers; each one begins with another runner.
      for (let run = -1; run < runs; run += 1) {
        runners.push(...runners.splice(0, 1));
        for (const runner of runners) {
          const time = await measure(runner);
          if (run >= 0) runner.times.push(time);
        }
      }
    } finally {
      for (const { browser, server } of runners) {
        await browser.close();
        await server.stop();
      }
    }
    rows.push(...rowsOf(name, runners));
  }
  await rm(folder, { recursive: true });
  table(['browser', 'extension', 'p50, ms', 'p90, ms', 'above bare, p50', 'times bare'], rows);
}

/** @param {string} name of the browser @param {Runner[]} runners */
function rowsOf(name, runners) {
  const least = runners.find(({ title }) => title === 'bare')?.times ?? [];
  const sorted = runners.sort((one, other) => Number(other.title === 'bare') - Number(one.title === 'bare'));
  return sorted.map(({ title, times }) => {
    // Within each round, since the machine is not equally fast in all of them.
    const above = times.map((time, round) => time - (least[round] ?? NaN));
    return [
      name,
      title,
      ...[0.5, 0.9].map((part) => quantile(times, part)),
      ...(title === 'bare'
        ? ['', '']
        : [quantile(above, 0.5), (quantile(times, 0.5) / quantile(least, 0.5)).toFixed(2)]),
    ];
  });
}

/** @param {import('../e2e/harness/index.js').BrowserName} name @param {string} extension the folder that it is written to */
async function bare(name, extension) {
  const server = await start();
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

/** @param {number[]} times @param {number} part @returns {number} whole milliseconds */
function quantile(times, part) {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
}
