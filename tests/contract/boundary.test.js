/** The shipped module through its boundary: values, errors, and what hostile strings do to it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import * as click from '../../extension/wasm/click.js';
import * as secdo from '../../extension/wasm/secdo.js';
import { extension } from './files.js';

await secdo.default({ module_or_path: await readFile(join(extension, 'wasm/secdo_bg.wasm')) });
await click.default({ module_or_path: await readFile(join(extension, 'wasm/click_bg.wasm')) });

/** @type {[stored: string, policy: string]} */
const SETTINGS = [JSON.stringify({ version: 1, server: 'https://s' }), ''];

test('spans are in UTF-16 units', () => {
  const text = '😀 ü 8.8.8.8 and hxxp://evil[.]com/漢';
  for (const { value, span } of secdo.analyse(text, ...SETTINGS).groups.flatMap((group) => group.indicators)) {
    const part = text.slice(span.start, span.end);
    assert.equal(part.replace('[.]', '.').replace('hxxp', 'http'), value);
  }
});

test('one kind opens, several kinds do not', () => {
  const plan = click.plan('8.8.8.8 8.8.4.4', ...SETTINGS);
  assert.equal(plan.open, 'tab');
  assert.ok(plan.open === 'tab' && plan.query.url?.endsWith('attr=remote_ip:8.8.8.8|8.8.4.4'));
  assert.deepEqual(click.plan('8.8.8.8 evil.com', ...SETTINGS), { open: 'page', reason: 'several' });
  assert.deepEqual(click.plan('8.8.8.8', '', ''), { open: 'page', reason: 'server' });
});

test('an error is thrown with its code and parameters', () => {
  assert.throws(
    () => secdo.checkServer('ftp://x', '', ''),
    (error) =>
      error instanceof Error && error.name === 'SecdoError' && 'code' in error && error.code === 'server_scheme',
  );
  assert.throws(() => secdo.loadSettings('{', ''), { code: 'settings_unreadable' });
  assert.throws(() => secdo.loadSettings('{"version":2}', ''), { code: 'settings_newer', params: ['2', '1'] });
});

test('settings that could not be used are not stored', () => {
  const { settings } = secdo.loadSettings('', '');
  assert.equal(JSON.parse(secdo.storeSettings(JSON.stringify(settings), '', '')).version, 1);
  assert.throws(() => secdo.storeSettings(JSON.stringify({ ...settings, tabs: 'sideways' }), '', ''), {
    code: 'setting_ignored',
  });
});

test('a missing server leaves the query without an address', () => {
  const { queries } = secdo.ask([{ kind: 'ipv4', value: '8.8.8.8', pivot: 'network.remote_ip' }], '', '');
  assert.equal(queries[0]?.url, null);
});

test('lone surrogates, NUL and five million characters are answered', () => {
  for (const text of ['\ud800 8.8.8.8 \udfff', '8.8.8.8\0', '\u202e8.8.8.8', '8.8.8.8\u0000\uffff']) {
    assert.equal(secdo.analyse(text, ...SETTINGS).count, 1, JSON.stringify(text));
  }
  const line = '2018-11-24T10:12:33Z src=10.1.2.3 dst=8.8.8.8 path="C:\\Program Files\\a b\\c.exe" evil.com\n';
  const long = line.repeat(Math.ceil(5_000_000 / line.length));
  assert.equal(secdo.analyse(long, ...SETTINGS).count, 4);
});

test('a value that does not fit its pivot is said, the others are asked', () => {
  const { queries, errors } = secdo.ask(
    [
      { kind: 'ipv4', value: '8.8.8.8', pivot: 'network.remote_ip' },
      { kind: 'md5', value: '44d88612fea8a8f36de82e1278abb02f', pivot: 'network.remote_ip' },
    ],
    ...SETTINGS,
  );
  assert.equal(queries.length, 1);
  assert.deepEqual(
    errors.map(({ code }) => code),
    ['pivot_unfit'],
  );
});
