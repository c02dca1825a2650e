/** The corpus through the module that is shipped, and the module against the native program. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import * as secdo from '../../extension/wasm/secdo.js';
import { corpus, mutate } from '../corpus/mutate.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** @type {[stored: string, policy: string]} */
const SETTINGS = ['{"version":1}', ''];

/** @type {WebAssembly.Memory} */
let memory;

before(async () => {
  ({ memory } = await secdo.default({ module_or_path: await readFile(join(root, 'extension/wasm/secdo_bg.wasm')) }));
});

/** The indicators that the module finds, in the order of the text. @param {string} text */
function found(text) {
  return secdo
    .analyse(text, ...SETTINGS)
    .groups.flatMap((group) => group.indicators)
    .map(({ kind, value, span }) => ({ kind, value, start: span.start, end: span.end }))
    .sort((a, b) => a.start - b.start);
}

test('the module finds what is marked, and nothing else', async () => {
  const cases = await corpus();
  assert.ok(cases.length >= 600, `only ${cases.length} cases were read`);
  const negatives = cases.filter(({ marks }) => marks.length === 0).length;
  assert.ok(negatives >= 400, `only ${negatives} of ${cases.length} cases have nothing to find`);
  for (const { place, text, marks } of cases) assert.deepEqual(found(text), marks, place);
});

test('a scan takes at most twice the memory of its text, and 4 MB', () => {
  const [length, room] = [8_000_000, 4_000_000];
  // Defanged text is copied once; this is the worst case.
  const given = 'see hxxp://evil[.]com and 8.8.8[.]8 there '.repeat(length / 42);
  const before = memory.buffer.byteLength;
  secdo.count(given);
  const grown = memory.buffer.byteLength - before;
  assert.ok(grown <= 2 * given.length + room, `${grown} bytes for ${given.length}`);
});

test('the module and the native program agree on 10,000 generated texts', async () => {
  const texts = mutate(
    (await corpus()).map(({ text }) => text),
    10_000,
    7,
  );
  const input = texts.map((text, id) => JSON.stringify({ id, text })).join('\n');
  const native = spawnSync(join(root, 'target/release/secdo'), ['scan', '--jsonl'], {
    input,
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  assert.equal(native.status, 0, native.stderr);
  const answers = native.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(answers.length, texts.length);
  let count = 0;
  for (const [index, text] of texts.entries()) {
    const bytes = (/** @type {number} */ units) => Buffer.byteLength(text.slice(0, units));
    const wasm = found(text).map((item) => ({ ...item, start: bytes(item.start), end: bytes(item.end) }));
    // The program tells every place, the module each value once.
    const seen = new Set();
    const once = answers[index].indicators.filter((/** @type {{ kind: string, value: string }} */ { kind, value }) => {
      const key = `${kind} ${value}`;
      return !seen.has(key) && seen.add(key);
    });
    assert.deepEqual(wasm, once, JSON.stringify(text));
    count += wasm.length;
  }
  assert.ok(count > 5_000, `only ${count} indicators were compared`);
});
