/** An alert read out of what is selected: a line, a row, several of them; and what a person does with it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { until } from './harness/wait.js';
import { Session } from './session.js';

/** @typedef {import('./session.js').Page} Page */

/** The access key of "Send alert to SECDO…" in the submenu. */
const ALERT_KEY = 'l';

for (const name of BROWSERS) {
  describe(`alerts from lines, in ${name}`, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name);
      await session.prepareAlerts();
      await session.set({ menu: 'submenu' });
    });
    after(() => session.stop());

    test('a raw line becomes a form, and the form the alert that it says', async () => {
      const page = await choose('splunk', { selector: '#event-4' });
      assert.deepEqual(await fields(page), {
        source_ip: '10.20.30.61',
        source_port: '59661',
        destination_ip: '8.8.4.4',
        destination_port: '443',
        timestamp: 'Nov 24 10:14:44',
        vendor: 'Cisco',
        product: 'ASA',
        severity: 'LOW',
        event_id: '302013',
        agent_ip: '',
        file_path: '',
      });
      await page.fill('#timestamp', '2018-11-24 10:14:44 UTC');
      await page.click('#send');
      await until(() => session.server.alerts.length === 1, 'the alert at the server');
      const { receivedAt, ...alert } = { ...session.server.alerts[0] };
      assert.ok(receivedAt);
      assert.deepEqual(alert, {
        company: 'secdo',
        timestamp: '1543054484000',
        vendor: 'Cisco',
        product: 'ASA',
        type: 'OutgoingConnectionEvent',
        source_ip: '10.20.30.61',
        source_port: '59661',
        destination_ip: '8.8.4.4',
        destination_port: '443',
        severity: 'LOW',
        event_id: '302013',
      });
      session.server.reset();
      await page.close();
    });

    test('a row of a grid is read with the names of its columns, though only the row is selected', async () => {
      const page = await choose('qradar', { selector: '#row-1', frame: '#grid' });
      const { source_ip, source_port, destination_ip, destination_port, timestamp } = await fields(page);
      assert.deepEqual(
        [source_ip, source_port, destination_ip, destination_port, timestamp],
        ['192.168.204.133', '59661', '8.8.8.8', '9000', 'Nov 24, 2018, 10:14:58'],
      );
      assert.equal(
        await page.evaluate(
          () =>
            /** @type {HTMLElement | null} */ (document.querySelector('label[for="source_ip"] .certainty'))?.dataset
              .certainty,
        ),
        'stated',
      );
      await page.close();
    });

    test('lines across the page are alerts to choose from', async () => {
      const console_ = await twoLines();
      const page = await session.page();
      const listed = await page.evaluate(() =>
        [.../** @type {HTMLSelectElement} */ (document.getElementById('record')).options].map(
          ({ textContent }) => textContent,
        ),
      );
      assert.deepEqual(listed, ['1: 10.20.30.44 → 8.8.8.8', '2: 203.0.113.77 → 192.168.52.131']);
      await page.evaluate(() => document.getElementById('record')?.focus());
      await page.press('ArrowDown');
      await page.waitFor(() =>
        /** @type {HTMLInputElement} */ (document.getElementById('source_ip')).value.startsWith('203'),
      );
      const { source_ip, destination_port } = await fields(page);
      assert.deepEqual([source_ip, destination_port], ['203.0.113.77', '3389']);
      assert.equal(
        await page.evaluate(
          () => /** @type {HTMLInputElement} */ (document.querySelector('[name="direction"]:checked')).value,
        ),
        'incoming',
      );
      await session.look(page, 'alert-several');
      await page.close();
      await console_.close();
    });

    test('what is typed into one of several stays with it, and what was sent is not sent again', async () => {
      const console_ = await twoLines();
      const several = await session.page();
      await several.fill('#vendor', 'First');
      await several.fill('#product', 'one');
      await several.evaluate(() => document.getElementById('record')?.focus());
      await several.press('ArrowDown');
      await several.waitFor(() => /** @type {HTMLInputElement} */ (document.getElementById('vendor')).value === '');
      await several.fill('#vendor', 'Second');
      await several.fill('#product', 'two');
      await several.click('#send');
      await several.waitFor(
        () => /** @type {HTMLInputElement} */ (document.getElementById('vendor')).value === 'First',
      );
      await until(() => session.server.alerts.length === 1, 'the second one at the server');
      await several.click('#send');
      await until(() => session.server.alerts.length === 2, 'both at the server');
      assert.deepEqual(
        session.server.alerts.map(({ vendor }) => vendor),
        ['Second', 'First'],
      );
      assert.ok(
        await several.evaluate(() => document.getElementById('line-details')?.hidden),
        'nothing is left to send',
      );
      session.server.reset();
      await several.close();
      await console_.close();
    });

    test('a line with a connection and a file leaves the choice, and a likely answer is asked about', async () => {
      const console_ = await session.console('splunk');
      await console_.evaluate(() => {
        const event = document.getElementById('event-1');
        if (event)
          event.textContent =
            '2018-11-24 10:14:58 UTC src=8.8.8.8 spt=443 dst=10.20.30.44 dpt=50122 filePath=C:\\Temp\\upd4te.exe fileName=upd4te.exe gateway=10.20.30.1';
      });
      await session.choose(console_, { selector: '#event-1' }, { submenu: ALERT_KEY });
      const page = await session.page();
      const asked = await page.evaluate(() => ({
        both: document.querySelector('#line-note .notice') !== null,
        reply: document.querySelector('#destination_ip-field-notice')?.textContent ?? '',
        direction: /** @type {HTMLInputElement} */ (document.querySelector('[name="direction"]:checked')).value,
      }));
      assert.ok(asked.both);
      assert.match(asked.reply, /may be the answer/);
      assert.equal(asked.direction, 'incoming');
      await page.click('#swap');
      const { source_ip, source_port } = await fields(page);
      assert.deepEqual([source_ip, source_port], ['10.20.30.44', '50122']);
      assert.equal(await page.evaluate(() => document.querySelector('#destination_ip-field-notice')), null);
      await page.click('[name="kind"][value="file"]');
      const { file_path, agent_ip } = await fields(page);
      assert.deepEqual([file_path, agent_ip], ['C:\\Temp\\upd4te.exe', '10.20.30.44']);
      await page.close();
      await console_.close();
    });

    test('all rows of a grid are sent at once; those that lack something stay', async () => {
      const page = await choose('qradar', { selector: 'table', frame: '#grid' });
      const count = await page.evaluate(
        () => /** @type {HTMLSelectElement} */ (document.getElementById('record')).options.length,
      );
      assert.equal(count, 20);
      // The defaults fill in what the rows do not say: without them nothing can be sent.
      await page.click('#send-all');
      await page.waitFor(() => document.getElementById('alert-done')?.textContent !== '');
      assert.equal(session.server.alerts.length, 0);
      await page.close();
      const options = await session.options();
      await options.fill('#vendor', 'IBM');
      await options.press('Tab');
      await options.fill('#product', 'QRadar');
      await options.press('Tab');
      await options.waitFor(() => document.getElementById('saved')?.textContent !== '');
      await options.close();
      const again = await choose('qradar', { selector: 'table', frame: '#grid' });
      await again.click('#send-all');
      // Rows with port 0 have no connection to tell of.
      await again.waitFor(() => document.getElementById('alert-done')?.textContent?.includes('16'));
      await until(() => session.server.alerts.length === 16, '16 alerts at the server');
      const left = await again.evaluate(
        () => /** @type {HTMLSelectElement} */ (document.getElementById('record')).options.length,
      );
      assert.equal(left, 4);
      await session.look(again, 'alert-left');
      session.server.reset();
      await again.close();
    });

    test('a click on a part of the text puts it into the field that was used last, and so do the keys', async () => {
      const page = await choose('splunk', { selector: '#event-1' });
      await page.click('#line-details summary');
      await page.waitFor(() => document.querySelector('#line button') !== null);
      const used = await page.evaluate(() =>
        [...document.querySelectorAll('#line [data-field]')].map(
          (part) => `${/** @type {HTMLElement} */ (part).dataset.field}=${part.textContent}`,
        ),
      );
      assert.deepEqual(used, [
        'timestamp=Nov 24 10:14:58',
        'source_ip=10.20.30.44',
        'source_port=50122',
        'destination_ip=8.8.8.8',
        'destination_port=53',
      ]);
      await session.look(page, 'alert-line');
      await page.click('#event_id');
      await page.evaluate(() =>
        [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#line button'))]
          .find(({ textContent }) => textContent === 'outbound-dns')
          ?.setAttribute('id', 'wanted'),
      );
      await page.click('#wanted');
      assert.equal((await fields(page)).event_id, 'outbound-dns');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'event_id', 'the field keeps the keyboard');
      await page.click('#vendor');
      await page.evaluate(() =>
        /** @type {HTMLElement} */ (document.querySelector('#line button[tabindex="0"]')).focus(),
      );
      await page.press('End');
      await page.press('ArrowLeft');
      await page.press('Enter');
      assert.equal((await fields(page)).vendor, 'bytes');
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulate({ colorScheme });
        const violations = await session.browser.axe(page);
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`),
          [],
          colorScheme,
        );
      }
      await session.look(page, 'alert-line-dark');
      await page.setViewport({ width: 320, height: 800 });
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
        'nothing is cut at 320 px',
      );
      await session.look(page, 'alert-line-320');
      await page.close();
    });

    /** Two lines of a console are selected, and sent to the form. */
    async function twoLines() {
      const console_ = await session.console('splunk');
      await console_.bringToFront();
      await console_.evaluate(() => {
        const [first, last] = ['event-1', 'event-2'].map(
          (id) => /** @type {HTMLElement} */ (document.getElementById(id)),
        );
        if (first && last) getSelection()?.setBaseAndExtent(first, 0, last, last.childNodes.length);
      });
      await session.choose(console_, { selector: '#event-1', whole: false }, { submenu: ALERT_KEY });
      return console_;
    }

    /** @param {string} console_ @param {Parameters<Session['choose']>[1]} what */
    async function choose(console_, what) {
      const tab = await session.console(console_);
      await session.choose(tab, what, { submenu: ALERT_KEY });
      const page = await session.page();
      await tab.close();
      return page;
    }
  });
}

/** The content of the form. @param {Page} page @returns {Promise<Record<string, string>>} */
function fields(page) {
  return page.evaluate(() => {
    const names = [
      'source_ip',
      'source_port',
      'destination_ip',
      'destination_port',
      'timestamp',
      'vendor',
      'product',
      'severity',
      'event_id',
      'agent_ip',
      'file_path',
    ];
    return Object.fromEntries(
      names.map((name) => [name, /** @type {HTMLInputElement} */ (document.getElementById(name)).value]),
    );
  });
}
