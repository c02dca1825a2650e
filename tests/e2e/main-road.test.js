/** The main road: select, right-click, and SECDO's query builder opens filled in, on every kind of console. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { until } from './harness/wait.js';
import { Session } from './session.js';

const NETWORK = ['outgoing_network', 'incoming_network', 'failed_network'];

/** Console, what is selected on it, and what SECDO must understand: entity, actions, attribute, values. */
const ROAD = [
  ['kibana', { selector: '#ip-cell' }, 'network', NETWORK, 'remote_ip', ['8.8.8.8']],
  ['kibana', { selector: '#hash-cell' }, 'process', ['run'], 'process_hash', ['44d88612fea8a8f36de82e1278abb02f']],
  [
    'kibana',
    { selector: '#path-cell' },
    'process',
    ['run'],
    'file_path',
    ['C:\\Program Files\\Common Files\\evil tool.exe'],
  ],
  ['kibana', { selector: '#private-cell' }, 'host', [], 'host_ip', null],
  ['kibana', { selector: '#registry-cell' }, 'registry', null, 'key_name', null],
  ['kibana', { selector: '#domain-cell' }, 'network', NETWORK, 'remote_host', null],
  ['kibana', { selector: '#ipv6-cell' }, 'network', NETWORK, 'remote_ip', null],
  ['qradar', { selector: '#cell-dst', frame: '#grid' }, 'network', NETWORK, 'remote_ip', ['8.8.8.8']],
  ['qradar', { selector: '#cell-user', frame: '#grid' }, 'process', ['run'], 'username', ['CORP\\j.doe']],
  ['shadow', { selector: '#ip', shadow: '#grid' }, 'network', NETWORK, 'remote_ip', ['203.0.113.45']],
  [
    'shadow',
    { selector: '#path', shadow: '#grid' },
    'process',
    ['run'],
    'file_path',
    ['C:\\Program Files (x86)\\Remote Tools\\svc host.exe'],
  ],
  ['crossframe', { selector: '#inner-ip', frame: '#frame' }, 'network', NETWORK, 'remote_ip', ['198.51.100.23']],
  ['textarea', { selector: '#field' }, 'network', NETWORK, 'remote_ip', ['8.8.8.8']],
  ['virtual', { selector: '#row-3-dst' }, 'network', NETWORK, 'remote_ip', ['203.0.113.4']],
  ['csp', { selector: '#value' }, 'network', NETWORK, 'remote_ip', ['8.8.8.8']],
];

for (const name of BROWSERS) {
  describe(`the main road in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name);
    });
    after(() => session.stop());

    for (const [
      console_,
      what,
      entity,
      actions,
      attribute,
      values,
    ] of /** @type {[string, any, string, string[] | null, string, string[] | null][]} */ (ROAD)) {
      test(`${console_} ${what.selector}`, async () => {
        const page = await session.console(console_);
        const query = await session.investigate(page, what);
        const shown = values ?? [
          await page.evaluate((selector) => document.querySelector(selector)?.textContent?.trim() ?? '', what.selector),
        ];
        assert.equal(query.entity, entity);
        if (actions) assert.deepEqual(query.actions, actions);
        assert.deepEqual(query.attributes, [{ name: attribute, values: shown }]);
        assert.deepEqual(session.server.refused, []);
        await page.close();
      });
    }

    test('the closed shadow root, by the mouse', async () => {
      const page = await session.console('shadow');
      const query = session.server.waitForQuery();
      const point = await session.browser.tripleClick(page, '#closed-grid');
      await session.browser.menu(page, point, { choose: 'i' });
      assert.deepEqual((await query).attributes, [{ name: 'remote_ip', values: ['8.8.4.4'] }]);
      await page.close();
    });

    test('two clicks in a row open two queries', async () => {
      const page = await session.console('kibana');
      const first = await session.investigate(page, { selector: '#ip-cell' });
      const second = await session.investigate(page, { selector: '#hash-cell' });
      assert.deepEqual([first.entity, second.entity], ['network', 'process']);
      const tabs = await session.browser.tabs();
      const at = tabs.findIndex(({ url }) => url.includes('/consoles/kibana.html'));
      assert.ok(tabs[at + 1]?.url.includes('investigationNG'), 'the query stands beside the console');
      await page.close();
    });

    test('a stopped background is woken by the click', async () => {
      const page = await session.console('kibana');
      await session.browser.stopBackground();
      assert.equal(await session.browser.backgroundState(), 'stopped');
      const query = await session.investigate(page, { selector: '#ip-cell' });
      assert.deepEqual(query.attributes, [{ name: 'remote_ip', values: ['8.8.8.8'] }]);
      await page.close();
    });

    if (name === 'firefox') {
      test('a stopped background is started by the menu, before the click', async () => {
        const page = await session.console('kibana');
        const point = await session.browser.select(page, { selector: '#ip-cell' });
        await session.browser.stopBackground();
        await session.browser.menu(page, point, {});
        await until(async () => (await session.browser.backgroundState()) === 'running', 'the background to run');
        await page.close();
      });
    }

    test('paths with spaces on several lines stay whole', async () => {
      const page = await session.console('splunk');
      const query = await session.investigate(page, { selector: '#event-multi' });
      const text = await page.evaluate(() => document.querySelector('#event-multi')?.textContent ?? '');
      const { name, values } = query.attributes[0] ?? { name: '', values: [] };
      assert.equal(name, 'file_path');
      assert.equal(values.length, 4);
      for (const path of values)
        assert.ok(path.includes(' ') && text.split('\n').some((line) => line.trim() === path), path);
      await page.close();
    });

    test('a selection of 40,000 characters is read to its end', async () => {
      const page = await session.console('huge');
      await page.waitFor(() => document.documentElement.dataset.ready === 'yes');
      const query = await session.investigate(page, { selector: '#medium' });
      assert.deepEqual(query.attributes, [{ name: 'remote_ip', values: ['198.51.100.77'] }]);
      await page.close();
    });

    test('the keyboard shortcut', async () => {
      const page = await session.console('kibana');
      const query = session.server.waitForQuery();
      await session.browser.select(page, { selector: '#path-cell' });
      await session.browser.keys('alt+shift+y');
      assert.deepEqual((await query).attributes, [
        { name: 'file_path', values: ['C:\\Program Files\\Common Files\\evil tool.exe'] },
      ]);
      await page.close();
    });

    test('the shortcut reads the frame that has the focus', async () => {
      const page = await session.console('qradar');
      const query = session.server.waitForQuery();
      await session.browser.select(page, { selector: '#cell-dst', frame: '#grid' });
      await session.browser.keys('alt+shift+y');
      assert.deepEqual((await query).attributes, [{ name: 'remote_ip', values: ['8.8.8.8'] }]);
      await page.close();
    });

    test('the address bar', async () => {
      const query = session.server.waitForQuery();
      await session.browser.omnibox('secdo', '8.8.4.4');
      assert.deepEqual((await query).attributes, [{ name: 'remote_ip', values: ['8.8.4.4'] }]);
    });

    test('the whole way leaves nothing on the console', async () => {
      const errors = await session.browser.consoleErrors();
      assert.deepEqual(errors, []);
    });
  });
}
