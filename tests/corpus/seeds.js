/**
 * Writes the lines of the marked corpus, without their marks, as seeds for the fuzzer: one file a line.
 *
 *     node tests/corpus/seeds.js FOLDER
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from './marked.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const target = process.argv[2];
if (!target) throw new Error('usage: node tests/corpus/seeds.js FOLDER');
await mkdir(target, { recursive: true });
const folder = join(root, 'tests/corpus');
for (const name of (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort()) {
  const cases = parse(name, await readFile(join(folder, name), 'utf8'));
  await Promise.all(cases.map(({ text }, index) => writeFile(join(target, `${name}-${index}`), text)));
}
