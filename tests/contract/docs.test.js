/** The commands of the documents exist. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { root } from './files.js';
import * as secdo from '../../extension/wasm/secdo.js';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...(await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];
const texts = await Promise.all(
  documents.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
);

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
  const said = execFileSync(join(root, 'dist/secdo'), ['settings', 'check', '--policy', join(place, 'policy.json')], {
    encoding: 'utf8',
  });
  assert.match(said, /fixes server, menu, alerts.company.*nothing is wrong/);
  assert.equal(policies.ExtensionSettings[id].installation_mode, 'force_installed');
});

test('every setting of a policy is documented, and nothing else', async () => {
  const { properties } = JSON.parse(await readFile(join(root, 'extension/managed_schema.json'), 'utf8'));
  const administrators = await readFile(join(root, 'docs/administrators.md'), 'utf8');
  const names = Object.entries(properties).flatMap(([name, { properties: inner }]) =>
    inner ? Object.keys(inner).map((key) => `${name}.${key}`) : [name],
  );
  const documented = [...administrators.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
    [...String(cell).matchAll(/`([a-z_.]+)`/g)].map(([, name]) => name),
  );
  assert.deepEqual(documented.sort(), names.sort());
});

test('the schema of a policy has the settings of the program, each with its shape', async () => {
  const { properties } = JSON.parse(await readFile(join(root, 'extension/managed_schema.json'), 'utf8'));
  await secdo.default({ module_or_path: await readFile(join(root, 'extension/wasm/secdo_bg.wasm')) });
  const { settings, alerts, server } = secdo.catalogue();
  const types = /** @type {Record<string, string>} */ ({
    flag: 'boolean',
    number: 'integer',
    one_of: 'integer',
    texts: 'array',
  });
  /** The schema's entry for a setting of this shape. @param {import('../../extension/wasm/secdo.js').SettingRow} row */
  const said = (row) => ({
    type: types[row.shape] ?? 'string',
    ...(row.shape === 'texts' ? { items: { type: 'string' } } : {}),
    ...(row.shape === 'choice' ? { enum: row.names } : {}),
    ...(row.shape === 'one_of' ? { enum: row.numbers } : {}),
    ...(row.shape === 'number' ? { minimum: row.from, maximum: row.to } : {}),
  });
  /** @param {Record<string, any>} schema @param {import('../../extension/wasm/secdo.js').SettingRow[]} rows */
  const compare = (schema, rows) => {
    for (const row of rows.filter(({ shape }) => shape !== 'own' && shape !== 'fixed')) {
      const { title: _title, description: _description, ...shape } = schema[row.name] ?? {};
      const { enum: names = [], ...expected } = said(row);
      assert.deepEqual([...(shape.enum ?? [])].sort(), [...names].sort(), row.name);
      delete shape.enum;
      assert.deepEqual(shape, expected, row.name);
    }
  };
  compare(properties, settings);
  compare(properties.alerts.properties, alerts);
  compare(properties.servers.items.properties, server);
  const rules = ['organisation', 'https_only', 'allowed_hosts', 'no_export'];
  const names = (/** @type {{ name: string, shape: string }[]} */ rows) =>
    rows.filter(({ shape }) => shape !== 'fixed').map(({ name }) => name);
  assert.deepEqual(Object.keys(properties).sort(), [...names(settings), ...rules].sort());
  assert.deepEqual(Object.keys(properties.alerts.properties).sort(), names(alerts).sort());
  assert.deepEqual(Object.keys(properties.servers.items.properties).sort(), names(server).sort());
});

test('the usual name of a choice is its first one', async () => {
  const { server } = secdo.catalogue();
  const choices = server.filter((row) => row.shape === 'choice');
  assert.equal(choices.length, 3);
  for (const { name, names } of choices) {
    const stored = (/** @type {string | undefined} */ value) =>
      JSON.parse(
        secdo.storeSettings(JSON.stringify({ version: 1, servers: [{ address: 'https://a', [name]: value }] }), '', ''),
      ).servers[0][name];
    // Usual values are left out of what is stored.
    assert.equal(stored(names[0]), undefined, `${name}: ${names[0]}`);
    for (const other of names.slice(1)) assert.equal(stored(other), other, name);
  }
});
