/** The meaning of a click when the page may be read, when it may not, and when it does not answer. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { beforeEach, test } from 'node:test';

import { fakeBrowser } from './fake-browser.js';

const bytes = await readFile(new URL('../../extension/wasm/click_bg.wasm', import.meta.url));
globalThis.fetch = /** @type {any} */ (
  async () => new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } })
);

/** @type {(injection: any) => Promise<any[]>} */
let frames = async () => [];
/** The address that the browser tells of the tab; undefined where it may not be known. @type {string | undefined} */
let address = 'https://siem.corp/x';
const fake = fakeBrowser({ executeScript: (injection) => frames(injection), getTab: async () => ({ url: address }) });
Object.assign(globalThis, { chrome: fake.chrome });
const { selectionOfClick, selectionOfTab } = await import('../../extension/tab/selection.js');
const { runInTab } = await import('../../extension/tab/in-tab.js');

const tab = /** @type {any} */ ({ id: 3, url: 'https://siem.corp:8443/app?x' });
const info = (/** @type {object} */ more) =>
  /** @type {any} */ ({ menuItemId: 'investigate', pageUrl: 'https://siem.corp/x', frameId: 0, ...more });
const refuse = async () => {
  throw new Error('Cannot access contents of the page');
};
/** The evidence of a frame. @param {Partial<import('../../extension/wasm/click.js').PageEvidence>} told */
const frame = (told) => ({
  result: {
    host: 'siem.corp',
    focus: true,
    inner: false,
    password: false,
    field: null,
    selection: null,
    caret: null,
    pointed: null,
    focused: '',
    links: [],
    rows: [],
    row: [],
    panes: [],
    ...told,
  },
});
/** @param {string} text */
const selection = (text) => ({
  before: '',
  text,
  after: '',
  missing: false,
  cut: false,
  paragraph: false,
  chosen: false,
  touching: false,
  labels: [],
  pointed: true,
});

beforeEach(() => {
  fake.calls.length = 0;
});

test("the page is read in the clicked frame, and its text is stronger than the browser's copy", async () => {
  frames = async () => [frame({ selection: selection('a\nb\tc') })];
  const { text, host, note } = await selectionOfClick(info({ frameId: 4, selectionText: 'a b c' }), tab);
  assert.deepEqual([text, host, note], ['a\nb\tc', 'siem.corp', null]);
  const [asked] = fake.calls[0]?.parameters ?? [];
  assert.deepEqual([asked.target, asked.injectImmediately], [{ tabId: 3, frameIds: [4] }, true]);
});

test('in the menu of our own button what is selected on the page is meant, in whichever frame', async () => {
  frames = async () => [frame({ selection: selection('8.8.8.8') })];
  assert.equal((await selectionOfClick(info({ frameId: undefined, pageUrl: undefined }), tab)).text, '8.8.8.8');
  const [asked] = fake.calls[0]?.parameters ?? [];
  assert.deepEqual(asked.target, { tabId: 3, frameIds: [0] }, 'the outermost first, as for a shortcut');
});

test("where the page may not be read, the browser's copy serves", async () => {
  frames = refuse;
  assert.equal((await selectionOfClick(info({ selectionText: '8.8.8.8' }), tab)).text, '8.8.8.8');
  assert.equal((await selectionOfClick(info({ selectionText: '8.8.8.8' }), undefined)).text, '8.8.8.8');
  assert.equal(
    (await selectionOfClick(info({ selectionText: '8.8.8.8' }), /** @type {any} */ ({ id: -1 }))).text,
    '8.8.8.8',
  );
  assert.equal(
    (await selectionOfClick(info({}), tab)).page,
    true,
    'where nothing is known, the whole page is looked through',
  );
});

test('an access that comes late is waited for; a page that never opens is asked once', async () => {
  const answers = [refuse, async () => [], async () => [frame({ selection: selection('a\nb') })]];
  frames = async () => (answers.shift() ?? refuse)();
  address = undefined;
  assert.equal((await selectionOfTab(tab, 'keys')).text, 'a\nb');
  let asked = 0;
  frames = () => {
    asked += 1;
    return refuse();
  };
  address = 'chrome://settings/';
  assert.equal((await selectionOfTab(/** @type {any} */ ({ id: 3 }), 'popup')).note, 'refused');
  assert.equal(asked, 2, 'the outermost frame, then all of them');
  address = 'https://siem.corp/x';
});

test('a page that never answers is not waited for', async () => {
  frames = () => new Promise(() => {});
  assert.equal(await runInTab({ tabId: 3 }, ['/page/here.js'], { patience: 20 }), null);
});

test('the other frames are read only where the outermost does not tell what is meant', async () => {
  const inner = frame({ selection: selection('9.9.9.9') });
  for (const [told, text, calls] of /** @type {const} */ ([
    [{ selection: selection('8.8.8.8') }, '8.8.8.8', 1],
    [{ focus: false, field: { before: '', text: '8.8.8.8', after: '' } }, '8.8.8.8', 1],
    [{ password: true }, '', 1],
    [{ selection: selection('8.8.8.8'), inner: true }, '9.9.9.9', 2],
    [{ selection: selection(' ') }, '9.9.9.9', 2],
    [{}, '9.9.9.9', 2],
  ])) {
    const top = frame(told);
    let asked = 0;
    frames = async ({ target }) => {
      asked += 1;
      return target.allFrames ? [top, inner] : [top];
    };
    assert.deepEqual([(await selectionOfTab(tab, 'popup')).text, asked], [text, calls], JSON.stringify(told));
  }
});

test('where one frame hangs, the outermost is read alone', async () => {
  frames = (injection) =>
    injection.target.allFrames ? refuse() : Promise.resolve([frame({ selection: selection('8.8.8.8') })]);
  address = 'chrome://settings/';
  assert.equal((await selectionOfTab(tab, 'keys')).text, '8.8.8.8');
  address = 'https://siem.corp/x';
});

test("a password is not taken, not even the browser's dots", async () => {
  frames = async () => [frame({ password: true })];
  for (const read of [await selectionOfClick(info({ selectionText: '•••' }), tab), await selectionOfTab(tab, 'keys')]) {
    assert.deepEqual([read.text, read.note], ['', 'password']);
  }
});

test('a link without a selection gives what it shows, else what its address holds', async () => {
  const url = 'https://siem.corp/search?q=10.20.1.57';
  frames = async () => [frame({ links: [{ url, text: '10.20.1.99', title: '' }] })];
  assert.equal((await selectionOfClick(info({ linkUrl: url }), tab)).text, '10.20.1.99');
  frames = async () => [frame({})];
  assert.equal((await selectionOfClick(info({ linkUrl: url }), tab)).text, '10.20.1.57');
  assert.equal((await selectionOfClick(info({ linkUrl: 'https://evil.com/a' }), tab)).text, 'https://evil.com/a');
});
