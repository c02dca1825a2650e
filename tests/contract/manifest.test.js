/** The manifest: one file for every browser, as few rights as possible, and everything in it exists. */
import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { manifestFor, PACKAGES } from '../../packaging/manifest.js';
import { extension, root } from './files.js';

const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8'));
const explained = await readFile(join(root, 'docs/permissions.md'), 'utf8');

/** @param {any} value @param {string} [path] @returns {string[]} */
const paths = (value, path = '') =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => paths(inner, Array.isArray(value) ? path : `${path}/${key}`))
    : [`${path}=${value}`];

test('packages only leave things out', () => {
  for (const name of PACKAGES) {
    const all = new Set(paths(manifest));
    const made = paths(manifestFor(name, manifest));
    assert.ok(made.length < all.size);
    for (const entry of made) assert.ok(all.has(entry), `${name}: ${entry}`);
  }
});

test('each permission is explained', () => {
  assert.equal(manifest.host_permissions, undefined);
  assert.equal(manifest.content_scripts, undefined);
  for (const permission of [
    ...manifest.permissions,
    ...manifest.optional_permissions,
    ...manifest.optional_host_permissions,
  ]) {
    assert.ok(explained.includes(`| \`${permission}\` |`), permission);
  }
});

test('the version is the one of the crates', async () => {
  const cargo = await readFile(join(root, 'Cargo.toml'), 'utf8');
  assert.ok(cargo.includes(`version = "${manifest.version}"`));
});

test('no script, style or connection from elsewhere is allowed', () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'.*unsafe-eval|\*/);
});

test('every file that is named exists', async () => {
  const files = [
    ...Object.values(manifest.icons),
    ...Object.values(manifest.action.default_icon),
    manifest.action.default_popup,
    manifest.options_ui.page,
    manifest.background.service_worker,
    ...manifest.background.scripts,
  ];
  for (const file of files) await access(join(extension, file));
});
