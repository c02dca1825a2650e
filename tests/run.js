/**
 * Runs test files, each in a process of its own, some at a time, and says of each how it ended as soon as it has. A file
 * that does not end in its time fails with what it said last: one hung test must not take the whole run with it.
 *
 *     node tests/run.js [--jobs N] [--limit SECONDS] FILE…
 *
 * The files begin in the order in which they are given, so the longest ones belong in front; one that is given twice
 * runs once.
 */
import { spawn } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/** How long a file that was told to end may take to end its browsers, in milliseconds. */
const GRACE = 15_000;

/** How long the output of a file that has ended is awaited: what it left behind may hold the pipe open. Milliseconds. */
const REST = 2_000;

/** @typedef {{ file: string, seconds: number, output: string, problem: string | null }} Result `problem` is null where every test passed */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { jobs: { type: 'string', default: '1' }, limit: { type: 'string', default: '600' } },
});
const files = [...new Set(positionals.map((file) => resolve(file)))];
if (files.length === 0) throw new Error('no test file was given');
const began = Date.now();
const waiting = [...files];
/** @type {Result[]} */
const results = [];
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
report();

/** Takes files until none is left. */
async function work() {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const result = await run(file, Number(values.limit));
    results.push(result);
    tell(result);
  }
}

/**
 * @param {string} file
 * @param {number} limit seconds
 * @returns {Promise<Result>}
 */
async function run(file, limit) {
  const start = Date.now();
  // A group of its own, so that what it started is ended with it.
  const child = spawn(process.execPath, ['--test-reporter=spec', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const end = (/** @type {NodeJS.Signals} */ signal) => process.kill(-(child.pid ?? 0), signal);
  const stop = () => end('SIGTERM');
  process.once('SIGTERM', stop).once('SIGINT', stop);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const closed = new Promise((resolve) => child.once('close', resolve));
  let late = false;
  const timers = [
    setTimeout(() => {
      late = true;
      stop();
    }, limit * 1000),
    setTimeout(() => end('SIGKILL'), limit * 1000 + GRACE),
  ];
  const how = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? null : `ended with ${signal ?? code}`));
  });
  timers.forEach(clearTimeout);
  process.off('SIGTERM', stop).off('SIGINT', stop);
  await Promise.race([closed, delay(REST, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  const none = !/^ℹ tests [1-9]/m.test(output);
  const problem = late ? `did not end within ${limit} s` : (how ?? (none ? 'ran no test' : null));
  return { file: relative(process.cwd(), file), seconds: (Date.now() - start) / 1000, output, problem };
}

/** One line for a file that passed, with what its tests measured; everything it said where it did not. @param {Result} result */
function tell({ file, seconds, output, problem }) {
  const measured = [...output.matchAll(/^\s*ℹ (.*)$/gm)]
    .map((match) => match[1] ?? '')
    .filter((line) => !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/.test(line));
  process.stdout.write(
    `${problem === null ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(6)} s ${String(count(output, 'tests')).padStart(4)} tests  ${file}${problem === null ? '' : `: ${problem}`}\n`,
  );
  process.stdout.write(problem === null ? measured.map((line) => `       ${line}\n`).join('') : `${output}\n`);
}

/** The closing lines; the exit code says whether every file passed. */
function report() {
  const sum = (/** @type {string} */ what) => results.reduce((total, { output }) => total + count(output, what), 0);
  const failed = results.filter(({ problem }) => problem !== null);
  const skipped = sum('skipped') === 0 ? '' : `, ${sum('skipped')} skipped`;
  process.stdout.write(
    `${results.length} files, ${sum('tests')} tests, ${sum('pass')} passed${skipped}, ${sum('fail') + sum('cancelled')} failed, ${Math.round((Date.now() - began) / 1000)} s\n`,
  );
  for (const { file, problem } of failed) process.stdout.write(`FAIL ${file}: ${problem}\n`);
  if (failed.length > 0) process.exitCode = 1;
}

/** @param {string} output of a file @param {string} what in the closing lines of the reporter */
function count(output, what) {
  return Number(new RegExp(`^ℹ ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
}
