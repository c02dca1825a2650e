/** What the documents tell people to type exists. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { root } from './files.js';

const documents = ['README.md', 'CONTRIBUTING.md', ...(await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const texts = await Promise.all(documents.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));

test('every command of build.sh in the documents is one', () => {
  const usage = execFileSync(join(root, 'build.sh'), { encoding: 'utf8' });
  for (const { path, text } of texts) {
    for (const [, command] of text.matchAll(/\.\/build\.sh ([a-z0-9]+)/g)) {
      assert.match(usage, new RegExp(`^ +${command}\\b`, 'm'), `${path}: ./build.sh ${command}`);
    }
  }
});

test('every call of secdo in the documents has a command and options that there are', () => {
  for (const { path, text } of texts) {
    for (const [line, command] of text.matchAll(/\bsecdo (investigate|scan|read|send|alert|template|settings check)\b[^|\n`]*/g)) {
      const help = execFileSync(join(root, 'dist/secdo'), [...String(command).split(' '), '--help'], { encoding: 'utf8' });
      for (const [option] of line.matchAll(/--[a-z-]+/g)) assert.ok(help.includes(option), `${path}: ${line.trim()}: ${option}`);
    }
  }
});

test('every link to a file of the project leads to one', async () => {
  for (const { path, text } of texts) {
    for (const [, target] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      await assert.doesNotReject(stat(join(root, dirname(path), String(target))), `${path}: ${target}`);
    }
  }
});

test('every setting of a policy is documented, and nothing else', async () => {
  const { properties } = JSON.parse(await readFile(join(root, 'extension/managed_schema.json'), 'utf8'));
  const administrators = await readFile(join(root, 'docs/administrators.md'), 'utf8');
  const names = Object.entries(properties).flatMap(([name, { properties: inner }]) => (inner ? Object.keys(inner).map((key) => `${name}.${key}`) : [name]));
  const documented = [...administrators.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) => [...String(cell).matchAll(/`([a-z_.]+)`/g)].map(([, name]) => name));
  assert.deepEqual(documented.sort(), names.sort());
});
