/** Where a selection comes from when the page may be read, and when it may not. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fakeBrowser } from './fake-browser.js';

/** @type {(injection: any) => Promise<any[]>} */
let frames = async () => [];
/** The address that the browser tells of the tab; undefined where it may not be known. @type {string | undefined} */
let address = 'https://siem.corp/x';
const fake = fakeBrowser({ executeScript: (injection) => frames(injection), getTab: async () => ({ url: address }) });
Object.assign(globalThis, { chrome: fake.chrome });
const { selectionOfClick, selectionOfTab } = await import('../../extension/background/selection.js');

const tab = /** @type {any} */ ({ id: 3, url: 'https://siem.corp:8443/app?x' });
const info = (/** @type {object} */ more) => /** @type {any} */ ({ menuItemId: 'investigate', pageUrl: 'https://siem.corp/x', frameId: 0, ...more });
const refuse = async () => {
  throw new Error('Cannot access contents of the page');
};

beforeEach(() => {
  fake.calls.length = 0;
});

test('the page is read in the clicked frame, and its text is stronger than the browser\'s copy', async () => {
  frames = async () => [{ result: { text: 'a\nb\tc', password: false, focused: true } }];
  const selection = await selectionOfClick(info({ frameId: 4, selectionText: 'a b c' }), tab);
  assert.deepEqual(selection, { text: 'a\nb\tc', host: 'siem.corp', note: null });
  assert.deepEqual(fake.calls[0]?.parameters[0].target, { tabId: 3, frameIds: [4] });
});

test('where the page may not be read, the browser\'s copy serves', async () => {
  frames = refuse;
  assert.equal((await selectionOfClick(info({ selectionText: '8.8.8.8' }), tab)).text, '8.8.8.8');
  assert.equal((await selectionOfClick(info({ selectionText: '8.8.8.8' }), undefined)).text, '8.8.8.8');
  assert.equal((await selectionOfClick(info({ selectionText: '8.8.8.8' }), /** @type {any} */ ({ id: -1 }))).text, '8.8.8.8');
});

test('an access that comes late is waited for; a page that never opens is asked once', async () => {
  const open = [{ result: { text: 'a\nb', password: false, focused: true } }];
  const answers = [refuse, async () => [], async () => open];
  frames = async () => (answers.shift() ?? refuse)();
  address = undefined;
  assert.equal((await selectionOfTab(tab)).text, 'a\nb');
  let asked = 0;
  frames = () => {
    asked += 1;
    return refuse();
  };
  address = 'chrome://settings/';
  assert.equal((await selectionOfTab(tab)).note, 'refused');
  assert.equal(asked, 1);
  address = 'https://siem.corp/x';
});

test('a copy that Firefox cut is said to be cut', async () => {
  frames = refuse;
  assert.equal((await selectionOfClick(info({ selectionText: 'x'.repeat(16_384) }), tab)).note, 'cut');
  assert.equal((await selectionOfClick(info({ selectionText: 'x'.repeat(16_383) }), tab)).note, null);
});

test('a password is not taken, not even the browser\'s dots', async () => {
  frames = async () => [{ result: { text: '', password: true, focused: true } }];
  assert.deepEqual(await selectionOfClick(info({ selectionText: '•••' }), tab), { text: '', host: 'siem.corp', note: 'password' });
  assert.deepEqual(await selectionOfTab(tab), { text: '', host: 'siem.corp:8443', note: 'password' });
});

test('a link without a selection gives its address', async () => {
  frames = async () => [{ result: { text: '', password: false, focused: true } }];
  assert.equal((await selectionOfClick(info({ linkUrl: 'https://evil.com/a' }), tab)).text, 'https://evil.com/a');
  assert.equal((await selectionOfClick(info({ linkUrl: 'https://evil.com/a', selectionText: 'x' }), tab)).text, 'x');
});

test('of several frames the innermost that has the focus is read', async () => {
  frames = async () => [
    { result: { text: 'outer', password: false, focused: true } },
    { result: { text: 'inner', password: false, focused: true } },
    { result: { text: 'other', password: false, focused: false } },
    { result: null },
  ];
  assert.equal((await selectionOfTab(tab)).text, 'inner');
  frames = async () => [{ result: { text: '', password: false, focused: true } }, { result: { text: 'other', password: false, focused: false } }];
  assert.equal((await selectionOfTab(tab)).text, 'other');
});
