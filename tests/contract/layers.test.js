/** Who may import whom. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { test } from 'node:test';

import { root, sources } from './files.js';

const scripts = (await sources()).filter(({ path }) => path.endsWith('.js'));

/** @param {string} text the code without its comments and types */
const code = (text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');

/** @param {string} text the code without its strings too */
const names = (text) => code(text).replace(/'[^'\n]*'|`[^`]*`/g, "''");

/** @param {{ path: string, text: string }} script */
const imports = ({ path, text }) =>
  [...code(text).matchAll(/from '([^']+)'/g)].map(([, target]) => posix.join(posix.dirname(path), String(target)));

/** Folder or file, and what it may import. */
const ALLOWED = /** @type {[RegExp, RegExp][]} */ ([
  [/^background\.js$/, /^(background|tab|shared)\/|^click\.js$/],
  [/^background\//, /^(background|tab|shared)\/|^(click|core|pump)\.js$/],
  [/^tab\//, /^(tab|shared)\/|^click\.js$/],
  [/^module\.js$/, /^$/],
  [/^(core|click)\.js$/, /^wasm\/|^module\.js$/],
  [/^pump\.js$/, /^shared\/|^core\.js$/],
  [/^offscreen\//, /^shared\/|^pump\.js$/],
  [/^shared\//, /^shared\//],
  [/^page\//, /^$/],
  [/^popup\//, /^(popup|tab|shared)\/|^(click|core)\.js$/],
  [/^options\//, /^(options|shared)\/|^core\.js$/],
]);

test('JavaScript imports only downwards', () => {
  for (const script of scripts) {
    const rule = ALLOWED.find(([from]) => from.test(script.path));
    assert.ok(rule, `${script.path} stands in no room`);
    for (const target of imports(script)) assert.match(target, rule[1], `${script.path} imports ${target}`);
  }
});

test('one file names the browser, one folder its storage', () => {
  for (const { path, text } of scripts) {
    // In a page, closed shadow roots are opened by what the browser gives scripts of extensions there.
    if (path !== 'shared/browser.js' && path !== 'page/tree.js') assert.doesNotMatch(names(text), /\bchrome\b/, path);
    if (!path.startsWith('shared/storage/')) assert.doesNotMatch(names(text), /\bstorage\s*\./, path);
  }
});

test('nothing that the background imports names the page', () => {
  const closure = new Set(['background.js']);
  for (const path of closure) {
    const script = scripts.find((one) => one.path === path);
    if (script) imports(script).forEach((target) => closure.add(target));
  }
  assert.ok(closure.has('background/gestures.js') && closure.has('core.js'));
  for (const { path, text } of scripts.filter((script) => closure.has(script.path))) {
    assert.doesNotMatch(names(text), /\b(window|document)\b/, path);
  }
});

test('each script that runs in pages defines one function, which begins with "page"', () => {
  const scriptsOfPages = scripts.filter(({ path }) => path.startsWith('page/'));
  assert.ok(scriptsOfPages.length > 5);
  for (const { path, text } of scriptsOfPages) {
    const defined = [...code(text).matchAll(/^(?:async )?(const|let|var|function|class) (\w+)/gm)];
    // A second click runs the script once more in the same world, where only functions may be defined again.
    for (const [, how, name] of defined)
      assert.ok(how === 'function' && name?.startsWith('page'), `${path} defines ${how} ${name}`);
    assert.ok(defined.length <= 1, path);
    assert.doesNotMatch(code(text), /^(import|export)\b/m, path);
  }
});

test('Rust depends only downwards', async () => {
  const members = await readdir(join(root, 'crate'));
  for (const member of members) {
    const manifest = await readFile(join(root, 'crate', member, 'Cargo.toml'), 'utf8');
    const ours = [...manifest.matchAll(/^secdo-(\w+)(?:\.| =)/gm)].map(([, name]) => name);
    assert.deepEqual(
      ours,
      {
        indicator: [],
        bridge: ['core'],
        click: ['bridge', 'core'],
        core: ['indicator'],
        web: ['bridge', 'core'],
        cli: ['core'],
        xtask: [],
        fuzz: ['core'],
      }[member],
      member,
    );
    if (member === 'core') assert.doesNotMatch(manifest, /^(wasm-bindgen|js-sys|web-sys|gloo|idb)/m);
  }
});

/** The modules of the crate that a text of Rust names, in nested lists too. @param {string} text */
function named(text) {
  const found = [...text.matchAll(/\bcrate::(\w+)/g)].map(([, name]) => String(name));
  for (const { index } of text.matchAll(/\bcrate::\{/g)) {
    let depth = 1;
    let word = '';
    // Of `{a, b::{c, d}}` it is `a` and `b`.
    for (const one of text.slice(index + 'crate::{'.length)) {
      if (depth === 1 && (one === ',' || one === '}')) {
        found.push(word.trim().split('::')[0] ?? '');
        word = '';
      } else if (depth === 1) word += one;
      depth += one === '{' ? 1 : one === '}' ? -1 : 0;
      if (depth === 0) break;
    }
  }
  return found.filter(Boolean);
}

test('in the core, modules know only what they may', async () => {
  assert.deepEqual(named('use crate::{a::b, c::{d, e}, f}; crate::g::h()').sort(), ['a', 'c', 'f', 'g']);
  const above = ['settings', 'outbox', 'investigate', 'meant'];
  /** @type {Record<string, string[]>} */
  const rules = {
    query: ['alert', ...above],
    alert: ['query', ...above],
    outbox: ['query', 'investigate', 'meant'],
    settings: ['outbox', 'investigate', 'meant'],
    meant: ['alert', 'settings', 'outbox', 'investigate'],
    product: ['query', 'alert', ...above],
    server: ['query', 'alert', 'indicator', ...above],
  };
  const folder = join(root, 'crate/core/src');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.rs'));
  for (const [room, forbidden] of Object.entries(rules)) {
    const own = files.filter((one) => one === `${room}.rs` || one.startsWith(`${room}/`));
    assert.ok(own.length > 0, `${room} is a room`);
    for (const file of own) {
      const text = (await readFile(join(folder, file), 'utf8')).replace(/\/\/.*$/gm, '');
      assert.deepEqual(
        named(text).filter((name) => forbidden.includes(name)),
        [],
        file,
      );
    }
  }
});

test('an id stands for one element', async () => {
  const pages = (await sources()).filter(({ path }) => path.endsWith('.html'));
  assert.ok(pages.length >= 3, `${pages.length} pages`);
  for (const { path, text } of pages) {
    const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
      path,
    );
  }
});

test('no two scripts, and no two types of the crates, share a name', async () => {
  /** @param {string[]} all */
  const twice = (all) => [...new Set(all.filter((one, index) => all.indexOf(one) !== index))];
  const files = scripts.map(({ path }) => posix.basename(path));
  assert.deepEqual(twice(files), []);
  const folder = join(root, 'crate');
  const crates = (await readdir(folder, { recursive: true })).filter((file) => /^[a-z]+\/src\/.*\.rs$/.test(file));
  const texts = await Promise.all(crates.map((file) => readFile(join(folder, file), 'utf8')));
  const types = texts.flatMap((text) =>
    [...text.matchAll(/^\s*(?:pub(?:\([a-z]+\))? )?(?:struct|enum|trait) ([A-Z]\w*)/gm)].map(([, name]) =>
      String(name),
    ),
  );
  assert.ok(files.length > 60 && types.length > 150, `${files.length} scripts, ${types.length} types`);
  assert.deepEqual(twice(types), []);
});
