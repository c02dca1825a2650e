/**
 * Stages `dist/chrome` and `dist/firefox`, zips each, prints the sizes and fails above the budgets.
 *
 * usage: node stage.js --click-budget BYTES --module-budget BYTES --package-budget BYTES
 */
import { createWriteStream } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { ZipFile } from 'yazl';

import { PACKAGES, manifestFor } from './manifest.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8'));

/** The oldest browsers that are supported. */
const TARGETS = [
  `chrome${manifest.minimum_chrome_version}`,
  `firefox${parseInt(manifest.browser_specific_settings.gecko.strict_min_version)}`,
];

/** Files that developers need and the product does not. */
const LEFT_OUT = [/\.d\.ts$/, /\.svg$/, /(^|\/)types(\/|$)/];

/** The scripts that the product's pages load, and those that its tests load in a page: what they share stands once. */
const SCRIPTS = [
  'popup/early.js',
  'popup/popup.js',
  'options/options.js',
  'offscreen/offscreen.js',
  'core.js',
  'pump.js',
  'shared/messages.js',
  'shared/storage.js',
];

/**
 * One time for every file, so that the same sources make the same bytes. A zip has the time on the clock of the machine,
 * whatever its zone: the first hour of 2018 there.
 */
const EPOCH = new Date(2018, 0, 1);

const { values } = parseArgs({
  options: {
    'click-budget': { type: 'string' },
    'module-budget': { type: 'string' },
    'package-budget': { type: 'string' },
  },
});

const faults = [];
for (const [title, file, budget] of /** @type {const} */ ([
  ['module of a click', 'click_bg.wasm', 'click-budget'],
  ['module of everything else', 'secdo_bg.wasm', 'module-budget'],
])) {
  const module = await readFile(join(root, 'extension/wasm', file));
  console.log(
    `${title}: ${module.length} bytes, ${gzipSync(module, { level: 9 }).length} gzipped (budget ${values[budget]})`,
  );
  if (module.length > Number(values[budget])) faults.push(`the ${title}`);
}

for (const name of PACKAGES) {
  const folder = join(dist, name);
  await stage(name, folder);
  const zip = join(dist, `investigate-in-secdo-${name}.zip`);
  await pack(folder, zip);
  const { size } = await stat(zip);
  console.log(`package for ${name}: ${size} bytes zipped (budget ${values['package-budget']})`);
  if (size > Number(values['package-budget'])) faults.push(`the package for ${name}`);
}
if (faults.length > 0) {
  console.error(`Above the byte budget in build.sh: ${faults.join(', ')}.`);
  process.exitCode = 1;
}

/** @param {string} name @param {string} folder */
async function stage(name, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const source = join(root, 'extension');
  await cp(source, folder, {
    recursive: true,
    filter: (file) => !LEFT_OUT.some((pattern) => pattern.test(relative(source, file).replaceAll('\\', '/'))),
  });
  await joinScripts(folder);
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await leaveDescriptions(join(folder, '_locales'));
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifestFor(name, manifest), null, 2)}\n`);
}

/**
 * Joins the modules of the background to one script, those of the pages to one for each page and what they share, as they
 * stand in the source but for comments: a click waits for a worker that was stopped, a person for a popup, and each file
 * costs them time. The background's stands alone, since a worker that starts loads nothing else.
 *
 * @param {string} folder
 */
async function joinScripts(folder) {
  /** @type {import('esbuild').BuildOptions} */
  const how = {
    allowOverwrite: true,
    bundle: true,
    format: 'esm',
    target: TARGETS,
    charset: 'utf8',
    logLevel: 'warning',
    outdir: folder,
    outbase: folder,
  };
  // Together, so that neither reads what the other has written.
  const [background, pages] = await Promise.all([
    build({ ...how, entryPoints: [join(folder, 'background.js')], write: false }),
    build({
      ...how,
      entryPoints: SCRIPTS.map((page) => join(folder, page)),
      splitting: true,
      chunkNames: 'shared-[hash]',
      write: false,
    }),
  ]);
  for (const file of await readdir(folder, { recursive: true })) {
    if (!file.endsWith('.js')) continue;
    const path = join(folder, file);
    // The scripts that run in pages of others are no modules, and stay files of their own; a click waits for them, too.
    if (file.startsWith('page')) await writeFile(path, await withoutComments(path));
    else await rm(path);
  }
  for (const emptied of ['background', 'tab', 'shared/storage']) await rm(join(folder, emptied), { recursive: true });
  for (const { path, contents } of [...background.outputFiles, ...pages.outputFiles]) await writeFile(path, contents);
}

/** A script without its comments. @param {string} path */
async function withoutComments(path) {
  const { code } = await transform(await readFile(path, 'utf8'), { charset: 'utf8', target: TARGETS });
  return code;
}

/** Drops from the texts what translators need and the product does not. @param {string} locales */
async function leaveDescriptions(locales) {
  for (const language of await readdir(locales)) {
    const file = join(locales, language, 'messages.json');
    const texts = Object.entries(JSON.parse(await readFile(file, 'utf8')));
    const shipped = texts.map(([key, { message }]) => [key, { message }]);
    await writeFile(file, JSON.stringify(Object.fromEntries(shipped)));
  }
}

/** @param {string} folder @param {string} zip */
async function pack(folder, zip) {
  const archive = new ZipFile();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  for (const file of files.sort()) {
    archive.addFile(join(folder, file), file, { mtime: EPOCH, mode: 0o100644, forceDosTimestamp: true });
  }
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(zip));
}
