/** A trap between two steps of a call that takes time ends it, and the calls beside it; nothing else does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

/** @type {Map<string, (event: object) => void>} */
const heard = new Map();
globalThis.addEventListener = /** @type {any} */ (
  (/** @type {string} */ kind, /** @type {(event: object) => void} */ listener) => heard.set(kind, listener)
);
const { moduleOf } = await import('../../extension/module.js');

test('a trap that reaches nobody ends the calls under way', async () => {
  let resets = 0;
  const { guard } = moduleOf(
    async () => {},
    new URL('file:///x'),
    () => (resets += 1),
  );
  const forEver = guard(() => new Promise(() => {}));
  const [one, other] = [forEver(), forEver()];
  heard.get('error')?.({ error: new TypeError('of somebody else') });
  heard.get('unhandledrejection')?.({ reason: undefined });
  assert.equal(await Promise.race([one, Promise.resolve('waits')]), 'waits');
  heard.get('error')?.({ error: new WebAssembly.RuntimeError('unreachable') });
  await assert.rejects(/** @type {Promise<unknown>} */ (one), { name: 'SecdoError', code: 'internal' });
  await assert.rejects(/** @type {Promise<unknown>} */ (other), { code: 'internal' });
  assert.ok(resets > 0, 'the instance is replaced');
  assert.equal(await guard(async () => 'goes on')(), 'goes on');
});
