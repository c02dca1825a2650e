/** Texts made from the corpus: lines cut, joined, and with what makes recognisers stumble put into them. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from './marked.js';

const folder = dirname(fileURLToPath(import.meta.url));

/** Every case of the corpus, in the order of its files. */
export async function corpus() {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt')).sort();
  return (await Promise.all(files.map(async (file) => parse(file, await readFile(join(folder, file), 'utf8'))))).flat();
}

/** A small generator of numbers, always the same for a seed. @param {number} seed */
export function random(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  ...'.:\\@/%*~ ,-_[]()"=|\t\n0a',
  ...[
    '8.8.8.8',
    'é',
    '中',
    '😀',
    '::',
    '0x',
    'http://',
    'C:\\',
    'com',
    '.exe',
    ' dot ',
    '[.]',
    '\\n',
    '\\u0026',
    'deadbeef'.repeat(4),
    '１',
    '\u200b',
    '“',
    '。',
    '":',
  ],
];

/**
 * Texts made from these ones.
 *
 * @param {string[]} texts
 * @param {number} count
 * @param {number} seed
 */
export function mutate(texts, count, seed) {
  const pick = random(seed);
  const one = (/** @type {string[]} */ from) => from[pick(from.length)] ?? '';
  return Array.from({ length: count }, () => {
    let text = one(texts);
    for (let change = pick(5); change > 0; change--) {
      // On whole characters, so that no half of a pair is left.
      const characters = [...text];
      const at = pick(characters.length + 1);
      const [head, tail] = [characters.slice(0, at).join(''), characters.slice(at).join('')];
      const ways = [
        () => head + one(PIECES) + tail,
        () => head + [...tail].slice(1 + pick(4)).join(''),
        () => text + one(['', ' ', '\n']) + one(texts),
        () => tail + head,
      ];
      text = /** @type {() => string} */ (ways[pick(ways.length)])();
    }
    return text;
  });
}
