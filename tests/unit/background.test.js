/** The start of the background, which every click on a stopped one waits for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

test('it listens, starts the module, and asks the browser for nothing', async () => {
  /** @type {string[]} */
  const asked = [];
  const fetched = globalThis.fetch;
  const formats = globalThis.Intl;
  Object.assign(globalThis, {
    chrome: recorder('chrome', asked),
    addEventListener: () => undefined,
    fetch: async (/** @type {unknown} */ what) => {
      asked.push(`fetch ${new URL(String(what)).pathname.split('/').at(-1)}`);
      throw new Error('no module in this test');
    },
    Intl: recorder('Intl', asked),
  });
  try {
    await import('../../extension/background.js');
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    Object.assign(globalThis, { fetch: fetched, Intl: formats });
  }
  const others = asked.filter((call) => !call.endsWith('.addListener'));
  assert.deepEqual(others, ['fetch click_bg.wasm']);
  assert.ok(asked.includes('chrome.contextMenus.onClicked.addListener'));
});

/**
 * An object with every property, at every depth; what is called on it, or made of it, is written down.
 *
 * @param {string} path
 * @param {string[]} asked
 * @returns {any}
 */
function recorder(path, asked) {
  const call = () => {
    asked.push(path);
    return Promise.resolve();
  };
  return new Proxy(function nothing() {}, {
    get: (_, name) => (typeof name === 'string' ? recorder(`${path}.${name}`, asked) : undefined),
    apply: call,
    construct: () => {
      call();
      return {};
    },
  });
}
