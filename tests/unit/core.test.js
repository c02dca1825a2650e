/** The module is started once, a failed start is forgotten, and a trap replaces the instance. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** @type {() => Promise<Response>} */
let answer = async () => {
  throw new TypeError('no network');
};
globalThis.fetch = /** @type {any} */ (() => answer());
const { core } = await import('../../extension/core.js');

test('a start that failed is said, and tried again', async () => {
  await assert.rejects(core(), { name: 'SecdoError', code: 'internal' });
  const bytes = await readFile(fileURLToPath(new URL('../../extension/wasm/secdo_bg.wasm', import.meta.url)));
  answer = async () => new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
  const [one, other] = await Promise.all([core(), core()]);
  assert.equal(one, other);
  assert.equal(one.checkServer('secdo', '', '').base, 'https://secdo');
});

test('after a trap the next call has a fresh instance', async () => {
  const secdo = await core();
  const { RuntimeError } = WebAssembly;
  const decode = TextDecoder.prototype.decode;
  // A trap inside the module looks like this to its caller.
  TextDecoder.prototype.decode = () => {
    throw new RuntimeError('unreachable');
  };
  assert.throws(() => secdo.checkServer('ftp://x', '', ''), { code: 'internal' });
  TextDecoder.prototype.decode = decode;
  assert.equal(secdo.checkServer('secdo', '', '').base, 'https://secdo');
});
