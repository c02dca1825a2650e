/** The Investigate page: what it shows, what it asks, what it copies, and that it can be used with the keyboard alone. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { Session } from './session.js';

/** The page as a person reads it. Runs in the page. */
function shown() {
  const texts = (/** @type {string} */ selector) =>
    [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? '');
  return {
    groups: texts('.group-head label'),
    values: texts('.group-values .value'),
    questions: texts('.question p:first-child'),
    links: texts('.question .value'),
    notices: texts('.notice'),
    open: document.getElementById('open')?.textContent ?? '',
    found: document.getElementById('found')?.textContent ?? '',
  };
}

for (const name of BROWSERS) {
  describe(`the Investigate page in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name);
    });
    after(() => session.stop());

    test('a selection of several kinds is shown whole, and each group opens as it was chosen', async () => {
      const console_ = await session.console('kibana');
      await session.choose(console_, { selector: '#mixed' });
      const page = await session.page();
      const before = await page.evaluate(shown);
      assert.equal(before.groups.length, 6);
      assert.match(before.found, /^Found 6 indicators in the selection of 127\.0\.0\.1/);
      assert.equal(before.open, 'Open 6 queries');
      await session.look(page, 'investigate');

      // Only the hash, and as a file.
      for (const [index, group] of before.groups.entries()) {
        if (!group.includes('hash')) await page.click(`#group-${index}`);
      }
      const hash = before.groups.findIndex((group) => group.includes('hash'));
      await page.evaluate((index) => {
        const select = document.querySelectorAll('.group-head select')[index];
        if (!(select instanceof HTMLSelectElement)) throw new Error('no choice of pivots');
        select.value = 'file.file_hash';
        select.dispatchEvent(new Event('change'));
      }, hash);
      const after = await page.evaluate(shown);
      assert.deepEqual(after.questions, [
        'Files, existing, created, written, read, deleted or renamed, whose hash is 44d88612fea8a8f36de82e1278abb02f',
      ]);
      const query = session.server.waitForQuery();
      await page.click('#open');
      const { entity, attributes } = await query;
      assert.deepEqual(
        [entity, attributes],
        ['file', [{ name: 'file_hash', values: ['44d88612fea8a8f36de82e1278abb02f'] }]],
      );
      await page.close();
      await console_.close();
    });

    test('two addresses become one query, in one sentence', async () => {
      const page = await session.emptyPage();
      await session.type(page, '8.8.8.8 and 8.8.4.4');
      const { questions, links, open } = await page.evaluate(shown);
      assert.deepEqual(questions, [
        'Network connections, outgoing, incoming or failed, whose remote IP is 8.8.8.8 or 8.8.4.4',
      ]);
      assert.deepEqual(links, [
        `${session.server.origin}/#/investigationNG/builder?entity=network&action=outgoing_network,incoming_network,failed_network&attr=remote_ip:8.8.8.8|8.8.4.4`,
      ]);
      assert.equal(open, 'Open 1 query');
      const query = session.server.waitForQuery();
      await page.bringToFront();
      await page.click('#text');
      await page.press('Enter');
      assert.deepEqual((await query).attributes, [{ name: 'remote_ip', values: ['8.8.8.8', '8.8.4.4'] }]);
      await page.close();
    });

    test('every notice says what is the matter, and the text stays', async () => {
      for (const [text, words] of [
        ['203.0.113.0/25', 'no prefix search'],
        ['"C:\\a,b|c\\x.exe"', 'cannot be sent inside a value'],
        ['1.1.1.1:53 9.9.9.9:443', 'every one of the addresses'],
      ]) {
        const page = await session.emptyPage();
        await session.type(page, /** @type {string} */ (text));
        const all = await page.evaluate(() => document.body.textContent ?? '');
        assert.ok(all.includes(/** @type {string} */ (words)), `${text}: ${words}`);
        await page.close();
      }
    });

    test('600 values are asked about first, and split', async () => {
      const console_ = await session.console('huge');
      await console_.waitFor(() => document.documentElement.dataset.ready === 'yes');
      const count = session.server.queries.length;
      await session.choose(console_, { selector: '#many' });
      const page = await session.page();
      const { open, groups, values } = await page.evaluate(shown);
      assert.deepEqual([open, groups], ['Open 2 queries', ['◍600 public IPs']]);
      assert.equal(values.length, 100, 'the list goes on at a click');
      assert.equal(session.server.queries.length, count, 'nothing opened unasked');
      await session.look(page, 'many');
      const second = session.server.waitForQuery(count + 2);
      await page.click('#open');
      await second;
      const sizes = session.server.queries.slice(count).map(({ attributes }) => attributes[0]?.values.length);
      assert.deepEqual(sizes.sort(), [100, 500]);
      await page.close();
      await console_.close();
    });

    test('copies values, defanged values and links', async () => {
      const page = await session.emptyPage();
      await session.type(page, '8.8.8.8 evil.com');
      const copied = async (/** @type {string} */ button) => {
        await page.evaluate(() => document.getElementById('done')?.replaceChildren());
        await page.click(button);
        await page.waitFor(() => document.getElementById('done')?.textContent !== '');
        // The page may write to the clipboard but not read it: a paste shows what is there.
        await page.fill('#text', '');
        await page.click('#text');
        await page.press('Control+v');
        const pasted = await page.waitFor(
          () => /** @type {HTMLTextAreaElement} */ (document.getElementById('text')).value,
        );
        await session.type(page, '8.8.8.8 evil.com');
        return pasted;
      };
      assert.equal(await copied('#copy-values'), '8.8.8.8\nevil.com');
      assert.equal(await copied('#copy-defanged'), '8[.]8[.]8[.]8\nevil[.]com');
      const links = String(await copied('#copy-links')).split('\n');
      assert.equal(links.length, 2);
      assert.ok(links.every((link) => link.startsWith(`${session.server.origin}/#/investigationNG/builder?`)));
      assert.equal(await copied('#copy-values-csv'), 'kind,value,count\nipv4,8.8.8.8,1\ndomain,evil.com,1');
      assert.deepEqual(JSON.parse(String(await copied('#copy-values-json'))), [
        { kind: 'ipv4', value: '8.8.8.8', count: 1 },
        { kind: 'domain', value: 'evil.com', count: 1 },
      ]);
      await page.close();
    });

    test('copies an alert as JSON, and says so where it was asked for', async () => {
      const page = await session.emptyPage();
      await page.click('#tab-alert');
      const fields = {
        source_ip: '10.0.0.1',
        destination_ip: '8.8.8.8',
        destination_port: '53',
        timestamp: 'now',
        vendor: 'v',
        product: 'p',
      };
      for (const [field, value] of Object.entries(fields)) await page.fill(`#${field}`, value);
      await page.click('#alert-json summary');
      await page.waitFor(() => !(/** @type {HTMLButtonElement} */ (document.getElementById('copy-json')).disabled));
      await page.click('#copy-json');
      await page.waitFor(() => document.getElementById('alert-done')?.textContent === '1 copied');
      await page.fill('#event_id', '');
      await page.click('#event_id');
      await page.press('Control+v');
      const pasted = await page.waitFor(
        () => /** @type {HTMLInputElement} */ (document.getElementById('event_id')).value,
      );
      assert.match(String(pasted), /"destination_ip": "8\.8\.8\.8"/);
      await page.close();
    });

    test('a query is built by hand with the keyboard alone', async () => {
      const page = await session.emptyPage();
      await page.click('#builder summary');
      await page.evaluate(() =>
        /** @type {HTMLElement} */ (document.querySelector('#builder-entity input[value="process"]')).focus(),
      );
      await page.press(' ');
      await page.waitFor(() => document.querySelector('.row select option[value="cmd"]') !== null);
      await page.evaluate(() => {
        const select = /** @type {HTMLSelectElement} */ (document.querySelector('.row select'));
        select.value = 'cmd';
        select.dispatchEvent(new Event('change'));
        /** @type {HTMLElement} */ (document.querySelector('.row input')).focus();
      });
      await page.fill('.row input', '*download*');
      await page.press('Enter');
      await page.fill('.row input', '*encoded*');
      await page.waitFor(() =>
        document.querySelector('#builder-question .value')?.textContent?.endsWith('cmd:*download*|*encoded*'),
      );
      await session.look(page, 'builder');
      const query = session.server.waitForQuery();
      await page.press('Enter');
      await page.press('Enter');
      const { entity, actions, attributes } = await query;
      assert.deepEqual(
        [entity, actions, attributes],
        ['process', ['run'], [{ name: 'cmd', values: ['*download*', '*encoded*'] }]],
      );
      await page.close();
    });

    test('what the document does not allow is said at the builder', async () => {
      const page = await session.emptyPage();
      await page.click('#builder summary');
      await page.fill('.row input', '8.8.8.8');
      await page.evaluate(() => {
        for (const box of document.querySelectorAll('#builder-actions input')) {
          if (box instanceof HTMLInputElement && box.checked) box.click();
        }
      });
      const error = await page.waitFor(() => document.querySelector('#builder-errors .field-error')?.textContent);
      assert.match(String(error), /Choose at least one action for "network": outgoing_network/);
      await page.close();
    });

    test('the toolbar popup reads the selection of the tab, and keeps what is typed', async () => {
      const console_ = await session.console('kibana');
      await session.browser.select(console_, { selector: '#ip-cell' });
      const popup = await session.popup();
      assert.equal(
        await popup.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.getElementById('text')).value),
        '8.8.8.8',
      );
      await session.look(popup, 'popup');
      await popup.close();

      const plain = await session.browser.open(`${session.server.origin}/`);
      const again = await session.popup();
      await session.type(again, 'evil.com typed');
      await again.close();
      const third = await session.popup();
      assert.equal(
        await third.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.getElementById('text')).value),
        'evil.com typed',
      );
      await third.close();
      await plain.close();
      await console_.close();
    });
  });
}
