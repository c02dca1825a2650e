/** A round that stands still ends, so that the next one can begin. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fakeBrowser } from './fake-browser.js';

Object.assign(globalThis, { chrome: fakeBrowser().chrome });
const { untilStill } = await import('../../extension/pump.js');

const PUMPED = { next: null, waiting: 0, sending: 0, failed: 0 };

/** @typedef {(milliseconds: number) => boolean} Step */

test('a round that stands still ends with an error that says so, and goes on no more', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const pass = (/** @type {number} */ seconds) => context.mock.timers.tick(seconds * 1_000);
  let step = /** @type {Step} */ (() => true);
  const round = untilStill((given) => {
    step = given;
    return new Promise(() => {});
  });
  const ended = assert.rejects(round, { code: 'round_stalled', params: ['30'] });
  pass(29);
  assert.equal(step(30_000), true);
  // An answer may take as long as it may take, and the round 30 seconds more.
  pass(59);
  assert.equal(step(0), true);
  pass(30);
  await ended;
  assert.equal(step(0), false, 'the one that was given up sends nothing more');
});

test('one that goes on is left alone, whatever it gives', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  let end = /** @type {(pumped: any) => void} */ (() => {});
  const round = untilStill((step) => {
    const going = setInterval(() => step(0), 20_000);
    return new Promise((resolve) => {
      end = (pumped) => {
        clearInterval(going);
        resolve(pumped);
      };
    });
  });
  context.mock.timers.tick(600_000);
  end(PUMPED);
  assert.deepEqual(await round, PUMPED);
  await assert.rejects(
    untilStill(async () => Promise.reject(new Error('full'))),
    { message: 'full' },
  );
});
