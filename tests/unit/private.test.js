/** Private windows: our page opens for them where the browser has one, and nothing of them is written down. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fakeBrowser } from './fake-browser.js';

const fake = fakeBrowser();
Object.assign(globalThis, { chrome: fake.chrome });
const { note, openPage } = await import('../../extension/background/open.js');
const { readFile } = await import('node:fs/promises');
const secdo = await import('../../extension/wasm/secdo.js');
await secdo.default({ module_or_path: await readFile(new URL('../../extension/wasm/secdo_bg.wasm', import.meta.url)) });

/** @param {Partial<chrome.tabs.Tab>} parts @returns {any} */
const tab = (parts) => ({ id: 3, index: 0, windowId: 1, incognito: false, url: 'https://siem.example/', ...parts });
const created = () => fake.calls.filter(({ name }) => name === 'tabs.create').map(({ parameters }) => parameters[0]);

beforeEach(() => {
  fake.calls.length = 0;
  delete (/** @type {any} */ (fake.chrome).offscreen);
});

test('Chromium has no page of ours in a private window: it opens in another one, without the tab that asked', async () => {
  Object.assign(fake.chrome, { offscreen: {} });
  await openPage('handoff:1', tab({ incognito: true }));
  assert.deepEqual(created(), [{ url: 'ext://self/popup/popup.html?from=handoff%3A1&private', active: true }]);
  await openPage('handoff:2', tab({}));
  assert.deepEqual(created()[1], {
    url: 'ext://self/popup/popup.html?from=handoff%3A2',
    active: true,
    index: 1,
    windowId: 1,
    openerTabId: 3,
  });
});

test('Firefox has one: beside the tab that asked', async () => {
  await openPage('handoff:1', tab({ incognito: true }));
  assert.deepEqual(created(), [
    { url: 'ext://self/popup/popup.html?from=handoff%3A1', active: true, index: 1, windowId: 1, openerTabId: 3 },
  ]);
});

test('what is asked there is not remembered', async () => {
  Object.assign(fake.areas.get('local') ?? {}, { settings: JSON.stringify({ version: 1, recent: true }) });
  Object.assign(fake.chrome.storage, { managed: { get: async () => ({}) } });
  const query = /** @type {any} */ ({
    url: 'https://secdo/#/q',
    entity: 'host',
    actions: [],
    conditions: [],
    subject: 'private_address',
    values: [],
    widened: [],
  });
  const recent = () => fake.areas.get('local')?.recent;
  await note([query], tab({ incognito: true }));
  await note([query], tab({ url: 'ext://self/popup/popup.html?from=handoff%3A1&private' }));
  assert.equal(recent(), undefined);
  await note([query], tab({ url: 'https://siem.example/?&private' }));
  assert.equal(/** @type {any[]} */ (recent()).length, 1);
});
