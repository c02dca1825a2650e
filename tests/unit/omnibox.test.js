/** Suggestions of the address bar while something is typed, and the choice among them. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { fakeBrowser } from './fake-browser.js';

const bytes = await readFile(fileURLToPath(new URL('../../extension/wasm/secdo_bg.wasm', import.meta.url)));
globalThis.fetch = /** @type {any} */ (
  async () => new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } })
);
const fake = fakeBrowser();
/** Texts with what stands in them. */
fake.chrome.i18n.getMessage = /** @type {any} */ (
  (/** @type {string} */ key, /** @type {string[]} */ values = []) => [key, ...values].join(' ')
);
Object.assign(globalThis, { chrome: fake.chrome });
const { chosenIn, onOmniboxInput } = await import('../../extension/background/omnibox.js');

/** @param {string} text @returns {Promise<chrome.omnibox.SuggestResult[]>} */
const suggested = (text) => new Promise((resolve) => void onOmniboxInput(text, resolve));

test('the kind is named, and every pivot that fits is there to be chosen', async () => {
  const suggestions = await suggested('8.8.8[.]8');
  assert.deepEqual(
    suggestions.slice(0, 2).map(({ content }) => content),
    ['network.remote_ip 8.8.8.8', 'network.local_ip 8.8.8.8'],
  );
  assert.ok(
    suggestions.every(({ description }) => description.startsWith('subject_public_ip · omnibox_as 8.8.8.8 ')),
    JSON.stringify(suggestions),
  );
  const [first] = suggestions;
  assert.deepEqual(await chosenIn(String(first?.content)), { pivot: 'network.remote_ip', text: '8.8.8.8' });
});

test('what is no indicator suggests nothing, and is taken as it is typed', async () => {
  assert.deepEqual(await suggested('nothing here'), []);
  assert.deepEqual(await chosenIn('nothing here'), { pivot: null, text: 'nothing here' });
});

test('what Chromium reads as XML is written as such', async () => {
  const path = 'C:\\R&D\\<a>.exe';
  const [plain] = await suggested(path);
  assert.ok(!plain?.description.includes('&amp;'));
  Object.assign(fake.chrome, { offscreen: {} });
  const [escaped] = await suggested('"C:\\R&D\\a.exe"');
  assert.ok(escaped?.description.includes('C:\\R&amp;D\\a.exe'), escaped?.description);
});
