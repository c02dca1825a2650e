/** The context menu when the extension is installed: the item does not wait for the module. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { fakeBrowser } from './fake-browser.js';

const bytes = await readFile(new URL('../../extension/wasm/secdo_bg.wasm', import.meta.url));
/** @type {() => void} */
let arrive = () => {};
globalThis.fetch = /** @type {any} */ (
  async () => {
    await new Promise((resolve) => (arrive = () => resolve(null)));
    return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
  }
);
const fake = fakeBrowser();
Object.assign(globalThis, { chrome: fake.chrome });
const { makeMenus, remakeMenus } = await import('../../extension/background/menus.js');

test('the item is there before the module is, and is made once where nothing is below it', async () => {
  const done = makeMenus();
  await new Promise((resolve) => setTimeout(resolve, 0));
  const made = () => fake.calls.map(({ name, parameters }) => `${name} ${parameters[0]?.id ?? ''}`.trim());
  assert.deepEqual(made(), ['menus.removeAll', 'menus.create investigate']);
  arrive();
  await done;
  assert.deepEqual(made(), ['menus.removeAll', 'menus.create investigate']);
});

test('the item is named after what the server is', async () => {
  await fake.chrome.storage.local.set({
    settings: JSON.stringify({
      server: 'https://c.example',
      servers: [{ address: 'https://c.example', product: 'cortex' }],
    }),
  });
  fake.calls.length = 0;
  await remakeMenus();
  const titles = fake.calls.filter(({ name }) => name === 'menus.create').map(({ parameters }) => parameters[0].title);
  assert.deepEqual(titles, ['menu_investigate_cortex']);
});
