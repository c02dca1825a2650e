/** The runner of test files: what passes, and everything that must not. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const IMPORT = "import { test } from 'node:test';\n";

/** The content of a file, whether it passes, and what is said of it. @type {[string, string, boolean, RegExp][]} */
const FILES = [
  [
    'passes',
    `${IMPORT}test('one', (context) => context.diagnostic('42 of them'));`,
    true,
    /^ok .* 1 tests .*passes\.test\.mjs\n +42 of them\n1 files, 1 tests, 1 passed, 0 failed/,
  ],
  [
    'fails',
    `${IMPORT}test('one', () => { throw new Error('the cause'); });`,
    false,
    /^FAIL .*ended with 1[^]*the cause[^]*\nFAIL .*fails\.test\.mjs: ended with 1\n$/,
  ],
  [
    'hangs',
    `${IMPORT}test('one', () => {});\ntest('never', () => new Promise(() => setInterval(() => {}, 1000)));`,
    false,
    /did not end within 4 s[^]*✔ one/,
  ],
  ['stays', `${IMPORT}test('one', () => void setInterval(() => {}, 1000));`, false, /did not end within 4 s[^]*✔ one/],
  ['has-none', 'export {};', false, /ran no test/],
  [
    'leaves-a-process',
    `${IMPORT}import { spawn } from 'node:child_process';\ntest('one', () => spawn('sleep', ['9'], { stdio: 'inherit' }).unref());`,
    true,
    /^ok /,
  ],
];

for (const [name, code, passes, said] of FILES) {
  test(`a file that ${name.replaceAll('-', ' ')}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'secdo-run-'));
    try {
      const file = join(folder, `${name}.test.mjs`);
      await writeFile(file, code);
      const { failed, out } = await run(file, name === 'hangs' || name === 'stays' ? 4 : 60);
      assert.equal(failed, !passes, out);
      assert.match(out, said);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

/** @param {string} file @param {number} limit seconds @returns {Promise<{ failed: boolean, out: string }>} */
function run(file, limit) {
  // Not as a part of this file's run, which the variable would make of it.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return new Promise((resolve) =>
    execFile(process.execPath, ['tests/run.js', '--limit', String(limit), file], { env }, (error, out) =>
      resolve({ failed: error !== null, out }),
    ),
  );
}
