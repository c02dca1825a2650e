/** What the documents tell people to type exists. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

test('every link to a file of the project leads to one', async () => {
  for (const { path, text } of texts) {
    for (const [, target] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      await assert.doesNotReject(stat(join(root, dirname(path), String(target))), `${path}: ${target}`);
    }
  }
});

test('the policy file for Firefox is for this extension, and the program finds nothing wrong in it', async () => {
  const { policies } = JSON.parse(await readFile(join(root, 'docs/firefox-policies.json'), 'utf8'));
  const id = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')).browser_specific_settings.gecko.id;
  const place = await mkdtemp(join(tmpdir(), 'secdo-docs-'));
  await writeFile(join(place, 'policy.json'), JSON.stringify(policies['3rdparty'].Extensions[id]));
  const said = execFileSync(join(root, 'dist/secdo'), ['settings', 'check', '--policy', join(place, 'policy.json')], { encoding: 'utf8' });
  assert.match(said, /fixes server, menu, alerts.company.*nothing is wrong/);
  assert.equal(policies.ExtensionSettings[id].installation_mode, 'force_installed');
});

test('every setting of a policy is documented, and nothing else', async () => {
  const { properties } = JSON.parse(await readFile(join(root, 'extension/managed_schema.json'), 'utf8'));
  const administrators = await readFile(join(root, 'docs/administrators.md'), 'utf8');
  const names = Object.entries(properties).flatMap(([name, { properties: inner }]) => (inner ? Object.keys(inner).map((key) => `${name}.${key}`) : [name]));
  const documented = [...administrators.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) => [...String(cell).matchAll(/`([a-z_.]+)`/g)].map(([, name]) => name));
  assert.deepEqual(documented.sort(), names.sort());
});
