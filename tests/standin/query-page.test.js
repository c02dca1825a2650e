/** The query page in a real browser: it understands what the document means, and nothing else. */
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';

import { launchChromium } from './chromium.js';
import { start } from './server.js';

const standin = await start();
const browser = await launchChromium();
const page = await browser.newPage();
after(async () => {
  await browser.close();
  await standin.stop();
});
beforeEach(async () => {
  await page.goto('about:blank');
  standin.reset();
});

const NETWORK = 'entity=network&action=outgoing_network,incoming_network,failed_network';
const ALL = ['outgoing_network', 'incoming_network', 'failed_network'];

/**
 * Opens the builder with the given query and gives what it understood.
 * @param {string} search
 */
async function open(search, prefix = '/') {
  const url = `${standin.origin}${prefix}#/investigationNG/builder?${search}`;
  const seen = standin.waitForQuery();
  await page.goto(url);
  return { ...(await seen), opened: url };
}

/** @param {string} id */
const texts = (id) => page.getByTestId(id).allTextContents();

test('understands the three examples of the document', async () => {
  const cases = [
    {
      search: `${NETWORK}&attr=remote_ip:8.8.8.8|8.8.4.4`,
      entity: 'network',
      actions: ALL,
      attributes: [{ name: 'remote_ip', values: ['8.8.8.8', '8.8.4.4'] }],
    },
    {
      search: 'entity=process&action=run&attr=file_name:powershell.exe,cmd:*download*|*encoded*',
      entity: 'process',
      actions: ['run'],
      attributes: [
        { name: 'file_name', values: ['powershell.exe'] },
        { name: 'cmd', values: ['*download*', '*encoded*'] },
      ],
    },
    {
      search: `${NETWORK}&attr=remote_ip:$selectedCell`,
      entity: 'network',
      actions: ALL,
      attributes: [{ name: 'remote_ip', values: ['$selectedCell'] }],
    },
  ];
  for (const { search, ...meaning } of cases) {
    await page.goto('about:blank');
    const { opened, url, ...understood } = await open(search);
    assert.deepEqual(understood, meaning);
    assert.equal(url, opened, 'reports the address as opened');
    assert.equal(await page.locator('html').getAttribute('data-parsed'), 'yes');
    assert.deepEqual(await texts('entity'), [meaning.entity]);
    assert.deepEqual(await texts('action'), meaning.actions);
    assert.deepEqual(
      await texts('attr-name'),
      meaning.attributes.map(({ name }) => name),
    );
    assert.deepEqual(
      await texts('value'),
      meaning.attributes.flatMap(({ values }) => values),
    );
    assert.equal(await page.getByTestId('attr').count(), meaning.attributes.length);
  }
  assert.equal(standin.queries.length, 3, 'each was reported once');
});

/** Everything percent-encoded but the colons, as the product is meant to do it. @param {string} text */
const encode = (text) =>
  encodeURIComponent(text)
    .replace(/%3A/g, ':')
    .replace(/[!'()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

test('gives every percent-encoded value back', async () => {
  const values = [
    'C:\\Program Files\\Common Files\\evil tool.exe',
    '100%.exe',
    '%41%2C',
    'a&entity=host',
    'a#/other',
    'a + b',
    'back\\slash',
    '"double" \'single\' `back`',
    'über',
    '漢字',
    '😀',
    '2001:db8::1',
    'x:y:z',
    '<img src=x onerror=alert(1)>',
    '{{1+1}}',
    '\u202Efdp.exe',
    'a\u0000b',
    'a=b?c/d;e',
  ];
  for (const value of values) {
    await page.goto('about:blank');
    const { attributes } = await open(`entity=process&action=run&attr=cmd:${encode(value)}`);
    assert.deepEqual(attributes, [{ name: 'cmd', values: [value] }]);
    assert.deepEqual(await texts('value'), [value], 'shows it as text');
  }
  await page.goto('about:blank');
  const { attributes } = await open(`entity=process&action=run&attr=cmd:${values.map(encode).join('|')}`);
  assert.deepEqual(attributes, [{ name: 'cmd', values }]);
});

test('reads a plus as a space, and grammar as grammar even when encoded', async () => {
  assert.deepEqual((await open('entity=process&action=run&attr=cmd:a+b')).attributes, [
    { name: 'cmd', values: ['a b'] },
  ]);
  const grammar = [
    { name: 'cmd', values: ['a', 'b'] },
    { name: 'pid', values: ['7'] },
  ];
  assert.deepEqual((await open('entity=process&action=run&attr=cmd:a|b,pid:7')).attributes, grammar);
  assert.deepEqual((await open('entity=process&action=run&attr=cmd%3Aa%7Cb%2Cpid:7')).attributes, grammar);
});

test('follows the address in the same tab, and under a folder', async () => {
  assert.equal((await open('entity=host&attr=host_ip:10.0.0.1')).entity, 'host');
  assert.deepEqual((await open('entity=host&attr=host_name:a|b')).attributes, [
    { name: 'host_name', values: ['a', 'b'] },
  ]);
  assert.equal((await open(`${NETWORK}&attr=remote_ip:8.8.8.8`, '/tenant/')).entity, 'network');
  const seen = standin.waitForQuery();
  await page.goBack();
  assert.equal((await seen).entity, 'host');
  assert.deepEqual(standin.refused, []);
});

test('refuses what the document does not have', async () => {
  const bad = {
    'entity comes more than once': 'entity=network&attr=remote_ip:8.8.8.8&entity=host',
    'there is a parameter "x"': 'entity=host&attr=host_ip:a&x=1',
    'there is no entity "user"': 'entity=user',
    'there is no entity': 'attr=host_ip:a',
    'host has no action "run"': 'entity=host&action=run',
    'network has no action " failed_network"': 'entity=network&action=incoming_network,%20failed_network',
    'host has no attribute "remote_ip"': 'entity=host&attr=remote_ip:a',
    '"b" has no attribute\'s name': 'entity=host&attr=host_ip:a,b',
    'host_ip has an empty value': 'entity=host&attr=host_ip:a|',
    'access_type cannot be "icmp"': 'entity=network&attr=access_type:icmp',
    'attr has no value that can be decoded': 'entity=host&attr=host_ip:%C3%28',
  };
  for (const [problem, search] of Object.entries(bad)) {
    await page.goto('about:blank');
    standin.reset();
    const reported = page.waitForResponse(/\/seen$/);
    await page.goto(`${standin.origin}/#/investigationNG/builder?${search}`);
    await reported;
    assert.deepEqual(
      standin.refused.map((refusal) => refusal.problem),
      [problem],
    );
    assert.equal(await page.locator('html').getAttribute('data-parsed'), 'no');
    assert.match(await page.getByTestId('problem').innerText(), /not understood/);
  }
});

test('shows an empty builder without a query, and waiting for one has an end', async () => {
  await page.goto(`${standin.origin}/`);
  assert.match(await page.locator('body').innerText(), /stand-in for tests/i);
  assert.equal(await page.locator('html').getAttribute('data-parsed'), 'no');
  assert.deepEqual([standin.queries.length, standin.refused.length], [0, 0]);
  await assert.rejects(standin.waitForQuery(1, 50), /no query 1 in 50 ms/);
});
