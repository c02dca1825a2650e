/** The demonstration of the README, as it runs where there is no display. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

test('the demonstration runs to its end, says each step and leaves pictures', { timeout: 120_000 }, async () => {
  await rm(join(root, 'dist/demo'), { recursive: true, force: true });
  const env = { ...process.env };
  delete env.DISPLAY;
  delete env.WAYLAND_DISPLAY;
  const { stdout } = await promisify(execFile)('node', ['tests/e2e/demo.js'], { cwd: root, env });
  assert.match(stdout, /Opened: http:\/\/127\.0\.0\.1:\d+\/#\/investigationNG\/builder\?entity=network/);
  assert.match(stdout, /The query page understood: network, .*remote_ip = /);
  assert.match(stdout, /Several kinds, so the page opened: /);
  for (const step of [1, 2, 3, 4]) {
    for (const what of ['menu', 'opened'])
      assert.ok((await stat(join(root, `dist/demo/${step}-${what}.png`))).size > 1000);
  }
});
