/** Every message gets an answer: also when its handler fails, and only from our own pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fakeBrowser } from './fake-browser.js';

const fake = fakeBrowser();
Object.assign(globalThis, { chrome: fake.chrome });
const { answer, send } = await import('../../extension/shared/messages.js');

answer(
  /** @type {any} */ ({
    'text.keep': async () => null,
    'settings.reset': async () => {
      throw Object.assign(new Error('full'), { code: 'settings_unreadable', params: ['full'] });
    },
    'settings.save': () => {
      throw new TypeError('at once');
    },
    'outbox.pumped': async () => null,
  }),
);
const [listener] = fake.listeners;

const POPUP = { id: 'self', url: 'ext://self/popup/popup.html', origin: 'ext://self' };

/** @param {any} message @param {object} [sender] */
const ask = (message, sender = POPUP) =>
  new Promise((resolve) => {
    if (listener(message, sender, resolve) !== true) resolve('nobody');
  });

test('a result, a rejection and a throw are answered', async () => {
  assert.deepEqual(await ask({ name: 'text.keep', params: {} }), { ok: true, result: null });
  assert.deepEqual(await ask({ name: 'settings.reset', params: {} }), {
    ok: false,
    problem: { code: 'settings_unreadable', params: ['full'], message: 'full' },
  });
  assert.deepEqual(await ask({ name: 'settings.save', params: {} }), {
    ok: false,
    problem: { code: 'internal', params: ['at once'], message: 'at once' },
  });
});

test('strangers and unknown messages are not', async () => {
  for (const sender of [
    { ...POPUP, id: 'other' },
    { id: 'self' },
    // A script of ours in a page, which may be the page's by now.
    { id: 'self', url: 'https://siem.example/', origin: 'https://siem.example' },
    { id: 'self', url: 'ext://self/popup/popup.html', origin: 'https://siem.example' },
    { id: 'self', url: 'https://siem.example/ext://self/', origin: 'null' },
    { id: 'self', url: 'ext://self.evil/popup/popup.html', origin: 'ext://self.evil' },
  ]) {
    assert.equal(await ask({ name: 'text.keep', params: {} }, sender), 'nobody', JSON.stringify(sender));
  }
  for (const message of [null, 'x', {}, { name: 'toString' }, { name: '__proto__' }])
    assert.equal(await ask(message), 'nobody');
});

test('the sender gets the error back as one', async () => {
  Object.assign(fake.chrome.runtime, { sendMessage: (/** @type {any} */ message) => ask(message) });
  await assert.rejects(() => send('settings.reset', {}), { code: 'settings_unreadable', message: 'full' });
  Object.assign(fake.chrome.runtime, { sendMessage: async () => undefined });
  await assert.rejects(() => send('settings.reset', {}), { code: 'no_answer' });
});

test('only the document that delivers says that a round has ended', async () => {
  const ended = { name: 'outbox.pumped', params: { pumped: null, problem: null } };
  assert.equal(await ask(ended), 'nobody');
  assert.deepEqual(await ask(ended, { ...POPUP, url: 'ext://self/offscreen/offscreen.html' }), {
    ok: true,
    result: null,
  });
});

test('what may be done twice is asked for again where no answer comes, and nobody waits for ever', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  /** @type {string[]} */
  const sent = [];
  const never = new Promise(() => {});
  /** @param {(count: number) => Promise<any>} answers */
  const background = (answers) => {
    sent.length = 0;
    Object.assign(fake.chrome.runtime, { sendMessage: (/** @type {any} */ { name }) => answers(sent.push(name)) });
  };
  const pass = async (/** @type {number} */ milliseconds) => {
    context.mock.timers.tick(milliseconds);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const alert = /** @type {any} */ ({ draft: {}, id: '1' });
  // The background is stopped while it works: once without a word, once with the browser's.
  background((count) =>
    count === 1
      ? never
      : count === 2
        ? Promise.reject(new Error('closed'))
        : Promise.resolve({ ok: true, result: { id: '1' } }),
  );
  const stored = send('alert.queue', alert);
  await pass(2_000);
  assert.equal(sent.length, 2);
  await pass(4_000);
  assert.deepEqual(await stored, { id: '1' });
  assert.equal(sent.length, 3);
  // It never comes back.
  background(() => never);
  const lost = assert.rejects(() => send('alert.queue', alert), { code: 'no_answer' });
  for (let second = 0; second < 30; second += 1) await pass(1_000);
  await lost;
  assert.equal(sent.length, 4);
  // A request that would be done twice is not repeated.
  background(() => never);
  const opened = assert.rejects(() => send('queries.open', /** @type {any} */ ({})), { code: 'no_answer' });
  for (let second = 0; second < 180; second += 1) await pass(1_000);
  await opened;
  assert.equal(sent.length, 1);
});
