/** Long texts come back as they were kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pack, unpack } from '../../extension/shared/packed.js';

test('short texts are kept as they are, long ones small', async () => {
  assert.equal(await pack('8.8.8.8\ud800'), '8.8.8.8\ud800');
  const long = 'Nov 24 10:12:33 fw1 src=10.1.2.3 dst=8.8.8.8 ü漢😀\n'.repeat(100_000);
  const packed = await pack(long);
  assert.ok(typeof packed !== 'string' && packed.gzip.length < long.length / 10);
  assert.equal(await unpack(packed), long);
  assert.equal(await unpack('short'), 'short');
});
