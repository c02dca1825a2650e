/** Every message gets an answer: also when its handler fails, and only from our own pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fakeBrowser } from './fake-browser.js';

const fake = fakeBrowser();
Object.assign(globalThis, { chrome: fake.chrome });
const { answer, send } = await import('../../extension/shared/messages.js');

answer(/** @type {any} */ ({
  'text.keep': async () => null,
  'settings.reset': async () => {
    throw Object.assign(new Error('full'), { code: 'settings_unreadable', params: ['full'] });
  },
  'settings.save': () => {
    throw new TypeError('at once');
  },
}));
const [listener] = fake.listeners;

/** @param {any} message @param {string} [id] */
const ask = (message, id = 'self') =>
  new Promise((resolve) => {
    if (listener(message, { id }, resolve) !== true) resolve('nobody');
  });

test('a result, a rejection and a throw are answered', async () => {
  assert.deepEqual(await ask({ name: 'text.keep', params: {} }), { ok: true, result: null });
  assert.deepEqual(await ask({ name: 'settings.reset', params: {} }), { ok: false, problem: { code: 'settings_unreadable', params: ['full'], message: 'full' } });
  assert.deepEqual(await ask({ name: 'settings.save', params: {} }), { ok: false, problem: { code: 'internal', params: ['at once'], message: 'at once' } });
});

test('strangers and unknown messages are not', async () => {
  assert.equal(await ask({ name: 'text.keep', params: {} }, 'other'), 'nobody');
  for (const message of [null, 'x', {}, { name: 'toString' }, { name: '__proto__' }]) assert.equal(await ask(message), 'nobody');
});

test('the sender gets the error back as one', async () => {
  Object.assign(fake.chrome.runtime, { sendMessage: (/** @type {any} */ message) => ask(message) });
  await assert.rejects(() => send('settings.reset', {}), { code: 'settings_unreadable', message: 'full' });
  Object.assign(fake.chrome.runtime, { sendMessage: async () => undefined });
  await assert.rejects(() => send('settings.reset', {}), { code: 'internal' });
});
