/**
 * Measures the recogniser, and npm `ioc-extractor` in the same process, Python's ioc-finder and iocextract where they are
 * installed: who finds what is marked in the corpus, how fast, and whether hostile texts take time in proportion to
 * their size. Prints tables and writes them to `dist/bench/recognition.md`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extractIOC } from 'ioc-extractor';

import * as click from '../../extension/wasm/click.js';
import * as secdo from '../../extension/wasm/secdo.js';
import { corpus } from '../corpus/mutate.js';
import { broad, score } from './exactness.js';
import { rate, say, table, time, write } from './report.js';
import { HOSTILE, KINDS, text } from './texts.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** @type {[stored: string, policy: string]} */
const SETTINGS = ['{"version":1,"server":"https://secdo-server"}', ''];
/** How long the texts for the Python peers are: one of them does not end on longer ones. */
const PYTHON_SIZE = 100_000;
const SHORT = 'Blocked 8.8.8.8:443 (MD5=44d88612fea8a8f36de82e1278abb02f) for CORP\\jdoe, hxxp://evil[.]com/a';

/** Lists without blanks, and other texts that a hostile page can select, for the reader of lines. */
const HOSTILE_LINES = {
  'addresses and commas': '10.1.2.3,',
  'addresses and bars': '10.1.2.3|',
  'names and addresses': 'a[1.1.1.1]',
  'addresses with ports': '10.1.2.3:44,',
  networks: '1.1.1.1/24,',
  pairs: 'a=1.1.1.1 ',
  'pairs with colons': 'key: 1.1.1.1 ',
  'pairs with quotes': 'key: "v", ',
  quotes: '"',
  'quotes and braces': '="{',
};

const started = performance.now();
await click.default({ module_or_path: await readFile(join(root, 'extension/wasm/click_bg.wasm')) });
const loaded = performance.now() - started;
click.plan(SHORT, ...SETTINGS);
const first = performance.now() - started - loaded;
const { memory } = await secdo.default({ module_or_path: await readFile(join(root, 'extension/wasm/secdo_bg.wasm')) });

await exactness();
await speed();
short();
await lines();
hostile();
await write(root);

async function exactness() {
  const cases = await corpus();
  const texts = cases.map((one) => one.text);
  const truths = cases.map(({ marks }) => broad(marks));
  const ours = texts.map((one) => broad(secdo.analyse(one, ...SETTINGS).groups.flatMap((group) => group.indicators)));
  const theirs = texts.map((one) => {
    const found = extractIOC(one);
    const lists = {
      ip: [found.ipv4s, found.ipv6s],
      hash: [found.md5s, found.sha1s, found.sha256s, found.sha512s],
      url: [found.urls],
      domain: [found.domains],
      email: [found.emails],
    };
    return Object.entries(lists).flatMap(([kind, values]) =>
      values.flat().map((value) => /** @type {[string, string]} */ ([kind, value])),
    );
  });
  const timed = Object.fromEntries(KINDS.map((kind) => [kind, text(kind, PYTHON_SIZE)]));
  const python = peers({ texts, timed });
  const all = {
    ours: ours,
    'ioc-extractor': theirs,
    ...Object.fromEntries(Object.entries(python).map(([name, { found }]) => [name, found])),
  };
  say(
    `Exactness on the ${cases.length} cases of tests/corpus (precision / recall; the corpus is ours, and ours passes it whole):`,
  );
  say();
  const kinds = ['ip', 'cidr', 'hash', 'url', 'domain', 'email', 'path', 'registry'];
  table(
    ['recogniser', ...kinds, 'F1 over what it knows'],
    Object.entries(all).map(([name, answers]) => {
      const scores = score(name, truths, answers);
      const cells = kinds.map((kind) => {
        const one = scores[kind];
        return one
          ? `${(one.right / Math.max(1, one.right + one.wrong)).toFixed(2)} / ${(one.right / Math.max(1, one.right + one.missed)).toFixed(2)}`
          : '–';
      });
      const sum = Object.values(scores).reduce((a, b) => ({
        right: a.right + b.right,
        wrong: a.wrong + b.wrong,
        missed: a.missed + b.missed,
      }));
      return [name, ...cells, ((2 * sum.right) / (2 * sum.right + sum.wrong + sum.missed)).toFixed(3)];
    }),
  );
  if (Object.keys(python).length > 0) {
    say('The Python peers on 100 KB ("–": no answer within 10 s):');
    say();
    table(
      ['recogniser', ...KINDS.map((kind) => `${kind}, MB/s`)],
      Object.entries(python).map(([name, { seconds }]) => [
        name,
        ...KINDS.map((kind) =>
          seconds[kind] === null ? '–' : rate(PYTHON_SIZE, (seconds[kind] ?? NaN) * 1000).toFixed(2),
        ),
      ]),
    );
  }
}

/**
 * @param {{ texts: string[], timed: Record<string, string> }} given
 * @returns {Record<string, { found: [string, string][][], seconds: Record<string, number | null> }>}
 */
function peers(given) {
  const ran = spawnSync(join(root, 'dist/bench/venv/bin/python'), [join(root, 'tests/bench/peers.py')], {
    input: JSON.stringify(given),
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  });
  if (ran.status === 0) return JSON.parse(ran.stdout);
  say('The Python peers are not installed.');
  say();
  return {};
}

async function speed() {
  const walk = await plainWalk();
  const folder = await mkdtemp(join(tmpdir(), 'secdo-bench-'));
  const rows = [];
  for (const kind of KINDS) {
    for (const size of [1e6, 10e6, 50e6]) {
      const given = text(kind, size);
      const before = memory.buffer.byteLength;
      const ours = rate(
        given.length,
        time(() => secdo.count(given), size > 20e6 ? 3 : 5),
      );
      const grown = memory.buffer.byteLength - before;
      const listed =
        size > 20e6
          ? NaN
          : rate(
              given.length,
              time(() => secdo.analyse(given, ...SETTINGS), 3),
            );
      // The peer is too slow for the largest.
      const theirs =
        size > 20e6
          ? NaN
          : rate(
              given.length,
              time(() => extractIOC(given), 1),
            );
      const file = join(folder, 'text');
      await writeFile(file, given);
      const native = rate(
        given.length,
        time(() => execFileSync(join(root, 'target/release/secdo'), ['scan', '--count', '--threads', '1', file]), 3),
      );
      const plain = rate(given.length, walk(given));
      rows.push([
        kind,
        size / 1e6,
        ours.toFixed(0),
        Number.isNaN(theirs) ? '' : theirs.toFixed(1),
        Number.isNaN(theirs) ? '' : `${(ours / theirs).toFixed(0)}×`,
        native.toFixed(0),
        (ours / native).toFixed(2),
        (ours / plain).toFixed(2),
        Number.isNaN(listed) ? '' : (listed / ours).toFixed(2),
        grown > 0 ? `${(grown / 1e6).toFixed(0)} MB` : '',
      ]);
    }
  }
  await rm(folder, { recursive: true });
  say(
    'Speed, all kinds on, from the JavaScript string to the count (MB/s; native: the program `secdo scan`, its start included; walk: one look at every byte in the same engine; list: what a page shows, as JavaScript objects, of the count):',
  );
  say();
  table(
    [
      'text',
      'MB',
      'ours',
      'ioc-extractor',
      'ratio',
      'native',
      'of native',
      'of a plain walk',
      'with its list',
      'memory grew by',
    ],
    rows,
  );
}

/** A walk over every byte with a table of classes: milliseconds for a text, the copy into memory included. */
async function plainWalk() {
  const binary = execFileSync(join(root, 'node_modules/.bin/wasm-as'), [join(root, 'tests/bench/walk.wat'), '-o', '-']);
  const { instance } = await WebAssembly.instantiate(new Uint8Array(binary), {});
  const walker = /** @type {{ memory: WebAssembly.Memory, walk(at: number, end: number): number }} */ (
    /** @type {unknown} */ (instance.exports)
  );
  const encoder = new TextEncoder();
  return (/** @type {string} */ given) => {
    const missing = given.length + 256 - walker.memory.buffer.byteLength;
    if (missing > 0) walker.memory.grow(Math.ceil(missing / 65_536));
    return time(() => {
      const { written } = encoder.encodeInto(given, new Uint8Array(walker.memory.buffer, 256));
      walker.walk(256, 256 + written);
    }, 3);
  };
}

function short() {
  const many = 5000;
  const each = (/** @type {() => unknown} */ run) =>
    (time(() => {
      for (let index = 0; index < many; index++) run();
    }) /
      many) *
    1000;
  const [ours, planned, theirs] = [
    () => secdo.count(SHORT),
    () => click.plan(SHORT, ...SETTINGS),
    () => extractIOC(SHORT),
  ].map(each);
  const times = (/** @type {number | undefined} */ one) => ((theirs ?? 0) / (one ?? 1)).toFixed(1);
  say(
    `One selection of ${SHORT.length} characters: ours ${ours?.toFixed(1)} µs, ioc-extractor ${theirs?.toFixed(1)} µs (${times(ours)}×); with its query ${planned?.toFixed(1)} µs (${times(planned)}×).`,
  );
  say(`The module is loaded and compiled in ${loaded.toFixed(0)} ms; the first call takes ${first.toFixed(1)} ms.`);
  say();
}

function hostile() {
  const sizes = [0.25e6, 0.5e6, 1e6, 2e6];
  say('Hostile texts, milliseconds at four sizes:');
  say();
  table(
    ['text', ...sizes.map((size) => `${size / 1e6} MB`), 'MB/s at 2 MB'],
    Object.entries(HOSTILE).map(([name, unit]) => {
      const times = sizes.map((size) => time(() => secdo.count(unit.repeat(size / unit.length)), 3));
      return [name, ...times.map((one) => one.toFixed(1)), rate(2e6, /** @type {number} */ (times.at(-1))).toFixed(0)];
    }),
  );
}

/** How fast lines of all formats become drafts of alerts: one call a line, as the form does, and one for all of them. */
async function lines() {
  const formats = await sampleLines();
  const many = Array.from({ length: 50 }, () => formats).flat();
  const mean = many.reduce((sum, line) => sum + line.length, 0) / many.length;
  const each = time(() => many.forEach((line) => secdo.readAlerts(line, '{}')));
  say(
    `Alerts from lines: ${Math.round((many.length / each) * 1000)} lines a second, one call a line (${formats.length} lines of different formats, ${Math.round(mean)} characters on average).`,
  );
  say();
  hostileLines();
}

/** How long the reader of lines takes for hostile texts: at four sizes, in proportion to them. */
function hostileLines() {
  const sizes = [62_500, 125_000, 250_000, 500_000];
  say('Hostile texts as alerts, milliseconds at four sizes:');
  say();
  table(
    ['text', ...sizes.map((size) => `${size / 1e6} MB`), 'MB/s at 0.5 MB'],
    Object.entries(HOSTILE_LINES).map(([name, unit]) => {
      const times = sizes.map((size) => time(() => secdo.readAlerts(unit.repeat(size / unit.length), '{}'), 3));
      return [name, ...times.map((one) => one.toFixed(1)), rate(5e5, /** @type {number} */ (times.at(-1))).toFixed(0)];
    }),
  );
}

/** The lines that the tests of the reader have. @returns {Promise<string[]>} */
async function sampleLines() {
  const folder = join(root, 'crate/core/tests/lines');
  const files = await Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name), 'utf8')));
  const cases = files.flatMap((file) => file.split('== ').slice(1));
  return cases.map((text) => text.slice(text.indexOf('\n') + 1).split('\n-- ')[0] ?? '');
}
