/** The console pages: each loads without an error and has what the tests select there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launchChromium } from './chromium.js';
import { hostileRecords } from './consoles/hostile-values.js';
import { consoleNames } from './pages.js';
import { start } from './server.js';

const standin = await start();
const browser = await launchChromium();
const page = await browser.newPage();
after(async () => {
  await browser.close();
  await standin.stop();
});

/** @type {string[]} */
const trouble = [];
before(() => {
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()));
  page.on('dialog', (dialog) => trouble.push(`dialog ${dialog.message()}`) && dialog.dismiss());
});

/** @param {string} name */
const open = (name) => page.goto(`${standin.origin}/consoles/${name}`);
/** @param {string} id */
const text = (id) => page.locator(`#${id}`).evaluate((element) => element.textContent ?? '');

test('every page loads, says that it is a stand-in, and writes no error', async () => {
  const names = await consoleNames();
  assert.ok(names.length > 10, String(names));
  for (const name of ['', ...names]) {
    const response = await open(name);
    assert.equal(response?.status(), 200, name);
    assert.match(await page.locator('body').innerText(), /stand-in/, name);
  }
  assert.deepEqual(trouble, []);
});

test('the places to select are there', async () => {
  /** @type {Record<string, Record<string, string>>} */
  const places = {
    'kibana.html': {
      'ip-cell': '8.8.8.8',
      'hash-cell': '44d88612fea8a8f36de82e1278abb02f',
      'path-cell': 'C:\\Program Files\\Common Files\\evil tool.exe',
    },
    'qradar-grid.html': { 'cell-src': '192.168.204.133', 'cell-dst': '8.8.8.8', 'cell-user': 'CORP\\j.doe' },
    'shadow.html': { ip: '203.0.113.45', path: 'C:\\Program Files (x86)\\Remote Tools\\svc host.exe' },
    'csp.html': { value: '8.8.8.8' },
  };
  for (const [name, texts] of Object.entries(places)) {
    await open(name);
    for (const [id, expected] of Object.entries(texts)) assert.equal(await text(id), expected);
  }
  await open('kibana.html');
  for (const id of ['row-1', 'row-2', 'mixed']) assert.ok(await text(id), id);
  assert.equal(JSON.parse(await text('json')).file.path, 'C:\\Program Files\\Common Files\\evil tool.exe');
  await open('splunk.html');
  for (const id of ['event-1', 'event-2', 'event-3', 'event-4', 'defanged']) assert.ok(await text(id), id);
  assert.equal((await text('event-multi')).split('\n').length, 5);
  await open('textarea.html');
  assert.equal(await page.locator('#secret').inputValue(), 'hunter2-8.8.8.8');
  for (const id of ['area', 'field', 'editable']) assert.equal(await page.locator(`#${id}`).isEditable(), true, id);
});

test('frames, shadow roots and the policy are what they should be', async () => {
  await open('qradar.html');
  assert.equal(await page.frameLocator('#grid').locator('#cell-dst').innerText(), '8.8.8.8');
  await open('crossframe.html');
  assert.equal(await page.frameLocator('#frame').locator('#inner-ip').innerText(), '198.51.100.23');
  assert.equal(new URL(page.frames()[1]?.url() ?? '').origin, standin.otherOrigin);
  await open('shadow.html');
  const areOpen = await page.evaluate(() =>
    ['grid', 'closed-grid'].map((id) => document.getElementById(id)?.shadowRoot !== null),
  );
  assert.deepEqual(areOpen, [true, false]);
  await page.locator('#closed-grid').click({ clickCount: 3 });
  assert.equal(await page.evaluate(() => getSelection()?.toString().trim()), '8.8.4.4');
  const csp = await open('csp.html');
  assert.equal(csp?.headers()['content-security-policy'], "default-src 'none'; style-src 'self'");
});

test('the grid of 50,000 rows has only those in view', async () => {
  await open('virtual.html');
  assert.equal(await text('row-0-dst'), '203.0.113.1');
  await page.locator('#viewport').evaluate((viewport) => viewport.scrollTo(0, 40_000 * 24));
  await page.locator('#row-40000').waitFor();
  assert.equal(await text('row-40000-dst'), `203.0.113.${(40_000 % 254) + 1}`);
  assert.equal(await page.locator('#row-0').count(), 0);
  assert.ok((await page.locator('#canvas > .row').count()) < 60);
});

test('the hostile strings stand in the page as they are', async () => {
  await open('hostile.html');
  const records = /** @type {{ id: string, text: string }[]} */ (
    await (await fetch(`${standin.origin}/consoles/hostile.json`)).json()
  );
  assert.deepEqual(records, hostileRecords());
  // As UTF-16 code units, so that lone surrogates survive the way out of the browser.
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll('.plain')].map(({ id, textContent }) => [
      id,
      (textContent ?? '').split('').map((unit) => unit.charCodeAt(0)),
    ]),
  );
  assert.deepEqual(
    shown,
    records.map(({ id, text: raw }) => [id, raw.split('').map((unit) => unit.charCodeAt(0))]),
  );
  assert.deepEqual(trouble, []);
});

test('the long texts have their lengths', async () => {
  await open('huge.html');
  const medium = await text('medium');
  assert.equal(medium.length, 40_000);
  assert.ok(medium.indexOf('198.51.100.77') > medium.lastIndexOf('\n'));
  assert.equal(new Set((await text('many')).split('\n')).size, 600);
  assert.equal((await text('big')).length, 5 * 1024 * 1024);
});
