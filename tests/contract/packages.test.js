/** The packages: the same bytes twice, only what the product needs, licences that may ship. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { crates, isAllowed } from '../../packaging/bill.js';
import { root } from './files.js';

const dist = join(root, 'dist');

test('the packages have the same bytes when they are made again, in whatever zone', async () => {
  const hashes = async () => {
    const zips = (await readdir(dist)).filter((name) => name.endsWith('.zip') && !name.includes('source')).sort();
    return Promise.all(
      zips.map(
        async (name) =>
          `${name} ${createHash('sha256')
            .update(await readFile(join(dist, name)))
            .digest('hex')}`,
      ),
    );
  };
  const before = await hashes();
  assert.equal(before.length, 2);
  for (const zone of ['Pacific/Kiritimati', 'America/Adak']) {
    const env = { ...process.env, TZ: zone };
    execFileSync(
      'node',
      [
        join(root, 'packaging/stage.js'),
        '--module-budget',
        '99999999',
        '--click-budget',
        '99999999',
        '--package-budget',
        '99999999',
      ],
      { env },
    );
    assert.deepEqual(await hashes(), before, zone);
  }
});

test('nothing that is built names a path of the machine that built it', async () => {
  for (const file of ['dist/secdo', 'extension/wasm/secdo_bg.wasm', 'extension/wasm/click_bg.wasm']) {
    const bytes = await readFile(join(root, file));
    for (const path of [
      `${root}/`,
      `${process.env.CARGO_HOME ?? join(homedir(), '.cargo')}/`,
      `${process.env.RUSTUP_HOME ?? join(homedir(), '.rustup')}/`,
    ]) {
      assert.ok(!bytes.includes(path), `${file} names ${path}`);
    }
  }
});

test('a package has nothing that only developers need', async () => {
  for (const name of ['chrome', 'firefox']) {
    const files = await readdir(join(dist, name), { recursive: true });
    assert.deepEqual(
      files.filter((file) => /\.(ts|svg|map|md)$|node_modules|test/.test(file)),
      [],
      name,
    );
    const texts = await Promise.all(
      files
        .filter((file) => /\.(js|json|html|css)$/.test(file))
        .map((file) => readFile(join(dist, name, file), 'utf8')),
    );
    for (const text of texts) assert.doesNotMatch(text, /sourceMappingURL|\beval\(|new Function/);
  }
});

test('every crate that ships is under a licence that allows it', () => {
  const all = crates();
  assert.ok(all.length > 20, `${all.length} crates`);
  assert.deepEqual(
    all.filter(({ license }) => !isAllowed(license)).map(({ name, license }) => `${name}: ${license}`),
    [],
  );
});
