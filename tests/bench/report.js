/** The report of the benchmark: printed, and written to `dist/bench/recognition.md`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @type {string[]} */
const lines = [];

/** @param {string} [line] */
export function say(line = '') {
  console.log(line);
  lines.push(line);
}

/** A table. @param {string[]} head @param {(string | number)[][]} rows */
export function table(head, rows) {
  say(`| ${head.join(' | ')} |`);
  say(`|${head.map(() => '---').join('|')}|`);
  for (const row of rows) say(`| ${row.join(' | ')} |`);
  say();
}

/** @param {string} root the project's folder */
export async function write(root) {
  await mkdir(join(root, 'dist/bench'), { recursive: true });
  await writeFile(join(root, 'dist/bench/recognition.md'), `${lines.join('\n')}\n`);
}

/** The median of some runs, in milliseconds. @param {() => unknown} run @param {number} [runs] */
export function time(run, runs = 5) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return /** @type {number} */ (times.sort((a, b) => a - b)[Math.floor(runs / 2)]);
}

/** Megabytes a second. @param {number} bytes @param {number} milliseconds */
export const rate = (bytes, milliseconds) => bytes / 1e6 / (milliseconds / 1000);
