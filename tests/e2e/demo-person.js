/** The demonstration for a person at a display: everything is set up, the rest is theirs. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

import { start } from '../standin/server.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Resolves when the person has closed the browser. */
export async function demonstrate() {
  const server = await start();
  const profile = await mkdtemp(join(tmpdir(), 'secdo-demo-'));
  const extension = join(root, 'dist/chrome');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: false,
    viewport: null,
    args: [...sandbox, '--no-first-run', `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  try {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    const settings = JSON.stringify({ version: 1, server: server.origin });
    await worker.evaluate((text) => chrome.storage.local.set({ settings: text }), settings);
    const [page] = context.pages();
    await page?.goto(`${server.origin}/consoles/`);
    console.log(`Consoles: ${server.origin}/consoles/`);
    console.log('Select an address, a hash or a path on one of them, right-click, "Investigate in SECDO".');
    console.log('Close the browser to end.');
    await context.waitForEvent('close', { timeout: 0 });
  } finally {
    await context.close().catch(() => undefined);
    await server.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
