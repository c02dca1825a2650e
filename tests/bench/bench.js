/**
 * Measures the recogniser against npm `ioc-extractor`, in one process: throughput on generated texts, one short
 * selection, and whether hostile texts take time in proportion to their size. Prints tables and writes them to
 * `dist/bench/`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractIOC } from 'ioc-extractor';

import * as secdo from '../../extension/wasm/secdo.js';
import { HOSTILE, KINDS, text } from './texts.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const started = performance.now();
await secdo.default({ module_or_path: await readFile(join(root, 'extension/wasm/secdo_bg.wasm')) });
const SETTINGS = '{"version":1,"server":"https://secdo-server"}';
secdo.plan('8.8.8.8', SETTINGS);
const first = performance.now() - started;

/** @type {string[]} */
const report = [];
const say = (line = '') => {
  console.log(line);
  report.push(line);
};

/** The median of five runs, in milliseconds. @param {() => unknown} run @param {number} [runs] */
function time(run, runs = 5) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return /** @type {number} */ (times.sort((a, b) => a - b)[Math.floor(runs / 2)]);
}

/** @param {number} bytes @param {number} milliseconds */
const rate = (bytes, milliseconds) => bytes / 1e6 / (milliseconds / 1000);

say('| text | ours, MB/s | ioc-extractor, MB/s | ratio |');
say('|---|---|---|---|');
for (const kind of KINDS) {
  const ours = text(kind, 10e6);
  const theirs = text(kind, 1e6);
  const fast = rate(ours.length, time(() => secdo.count(ours)));
  const slow = rate(theirs.length, time(() => extractIOC(theirs), 1));
  say(`| ${kind} | ${fast.toFixed(0)} | ${slow.toFixed(2)} | ${(fast / slow).toFixed(0)} |`);
}

const SHORT = 'Blocked 8.8.8.8:443 (MD5=44d88612fea8a8f36de82e1278abb02f) for CORP\\jdoe, hxxp://evil[.]com/a';
const many = 2000;
const repeat = (/** @type {() => unknown} */ run) => time(() => { for (let i = 0; i < many; i++) run(); }) / many * 1000;
const oursShort = repeat(() => secdo.count(SHORT));
const planShort = repeat(() => secdo.plan(SHORT, SETTINGS));
const theirsShort = repeat(() => extractIOC(SHORT));
say();
say(`One selection of ${SHORT.length} characters: ours ${oursShort.toFixed(1)} µs (with its query ${planShort.toFixed(1)} µs), ioc-extractor ${theirsShort.toFixed(1)} µs.`);
say(`Module loaded, compiled and asked for the first time: ${first.toFixed(1)} ms.`);

say();
say('| hostile text | 0.25 MB | 0.5 MB | 1 MB | 2 MB | MB/s at 2 MB |');
say('|---|---|---|---|---|---|');
for (const [name, unit] of Object.entries(HOSTILE)) {
  const times = [0.25e6, 0.5e6, 1e6, 2e6].map((size) => {
    const hostile = unit.repeat(size / unit.length);
    return time(() => secdo.count(hostile), 3);
  });
  say(`| ${name} | ${times.map((milliseconds) => `${milliseconds.toFixed(1)} ms`).join(' | ')} | ${rate(2e6, /** @type {number} */ (times.at(-1))).toFixed(0)} |`);
}

await mkdir(join(root, 'dist/bench'), { recursive: true });
await writeFile(join(root, 'dist/bench/recognition.md'), `${report.join('\n')}\n`);
