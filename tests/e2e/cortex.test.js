/** A Cortex XDR in place of SECDO: how it is set, and what a click does. What is sent to it: `sending/cortex.test.js`. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { startCortex } from '../standin/cortex.js';
import { BROWSERS } from './harness/index.js';
import { Session } from './session.js';
import { startTenant } from './tenant.js';

/** @typedef {import('./session.js').Page} Page */

const XQL =
  'config case_sensitive = false timeframe = 7d\n| preset = network_story\n| filter action_remote_ip in ("8.8.8.8")';

for (const name of BROWSERS) {
  describe(`a Cortex XDR in ${name}`, { timeout: 240_000 }, () => {
    /** @type {Awaited<ReturnType<typeof startTenant>>} */
    let tenant;
    /** @type {Session} */
    let session;
    /** @type {typeof tenant.cortex} */
    let cortex;
    before(async () => {
      tenant = await startTenant(name);
      ({ session, cortex } = tenant);
    });
    after(() => tenant.stop());

    /** The text on the query page after a paste. @param {Page} page */
    const pasted = async (page) => {
      await page.bringToFront();
      await page.click('#xql');
      await session.browser.keys('ctrl+v');
      const text = await page.waitFor(() => /** @type {HTMLTextAreaElement} */ (document.getElementById('xql')).value);
      await page.close();
      return text;
    };
    const queryPage = async () => {
      const page = await session.browser.waitForTab((url) => url === `${cortex.origin}/query-builder`);
      await page.waitFor(() => document.readyState === 'complete');
      return page;
    };

    test('is set on the options page, by its own fields', async () => {
      const options = await session.options();
      await options.bringToFront();
      await options.fill('#server', cortex.origin);
      await options.press('Tab');
      await options.waitFor(
        () => !(/** @type {HTMLFieldSetElement} */ (document.getElementById('server_product')).disabled),
      );
      assert.ok(
        await options.evaluate(() => document.getElementById('cortex-fields')?.hidden),
        'SECDO unless somebody says otherwise',
      );
      await options.click('input[name="server_product"][value="cortex"]');
      await options.waitFor(() => !document.getElementById('cortex-fields')?.hidden);
      for (const [field, value] of /** @type {const} */ ([
        ['#cortex_api', tenant.api],
        ['#cortex_key_id', '7'],
        ['#key', cortex.account.key],
      ])) {
        await options.fill(field, value);
        await options.press('Tab');
      }
      await options.waitFor(() => document.getElementById('key-state')?.textContent !== '');
      await session.look(options, 'cortex-options');
      await tenant.allow(options);
      await options.close();
      const again = await session.options();
      assert.deepEqual(
        await again.evaluate(() =>
          ['cortex_api', 'cortex_key_id', 'days'].map(
            (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value,
          ),
        ),
        [tenant.api, '7', '7'],
      );
      await again.close();
    });

    test('a click copies the query and opens the page that it is pasted into, with the background stopped', async () => {
      const console_ = await session.console('kibana');
      await session.browser.stopBackground();
      await session.choose(console_, { selector: '#ip-cell' });
      assert.equal(await pasted(await queryPage()), XQL);
      await console_.close();
    });

    test('what cannot be an ID stays in its field, with the reason', async () => {
      const options = await session.options();
      await options.bringToFront();
      await options.fill('#cortex_key_id', 'seven');
      await options.press('Tab');
      await options.waitFor(() => document.getElementById('refused-cortex_key_id'));
      assert.deepEqual(
        await options.evaluate(() => {
          const field = /** @type {HTMLInputElement} */ (document.getElementById('cortex_key_id'));
          return [field.value, field.getAttribute('aria-invalid')];
        }),
        ['seven', 'true'],
      );
      await options.fill('#cortex_key_id', '7');
      await options.press('Tab');
      await options.waitFor(() => document.getElementById('refused-cortex_key_id') === null);
      await options.close();
    });

    test('the check of the server asks what may be queried', async () => {
      const options = await session.options();
      await options.bringToFront();
      await options.click('#check-server');
      await options.waitFor(() => document.getElementById('check-state')?.textContent?.includes('0.08 of 5'));
      cortex.setFault({ status: 401 });
      await options.click('#check-server');
      await options.waitFor(() =>
        document.getElementById('check-state')?.textContent?.includes('first of all its level'),
      );
      cortex.reset();
      // Without the ID there is nothing to ask with: then it is only seen whether the API answers.
      await options.evaluate(() => document.getElementById('saved')?.replaceChildren());
      await options.fill('#cortex_key_id', '');
      await options.press('Tab');
      await options.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
      await options.click('#check-server');
      await options.waitFor(() => document.getElementById('check-state')?.textContent?.includes('answered with HTTP'));
      await session.undo(options);
      await options.close();
    });

    test('another address takes nothing of the API of the one before', async () => {
      const options = await session.options();
      await options.bringToFront();
      await options.fill('#server', tenant.api);
      await options.press('Tab');
      await options.waitFor(() => /** @type {HTMLInputElement} */ (document.getElementById('cortex_api')).value === '');
      assert.equal(
        await options.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('cortex_key_id')).value),
        '7',
        'a mistake in an address is no reason to type all of it again',
      );
      await session.undo(options);
      await options.waitFor(
        (api) => /** @type {HTMLInputElement} */ (document.getElementById('cortex_api')).value === api,
        tenant.api,
      );
      await options.close();
    });

    test('a query that is built by hand is copied in its parts, one after the other', async () => {
      const page = await session.emptyPage();
      await page.bringToFront();
      await page.click('#builder summary');
      await page.evaluate(() => {
        const field = /** @type {HTMLInputElement} */ (document.querySelector('#builder-rows input'));
        for (let n = 0; n <= 500; n += 1) {
          field.value = `10.9.${n >> 8}.${n & 255}`;
          field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true }));
        }
      });
      await page.waitFor(() => document.getElementById('builder-open')?.textContent === 'Copy and open (1 of 2)');
      await page.click('#builder-open');
      assert.match(String(await pasted(await queryPage())), /"10\.9\.0\.0"/);
      await page.bringToFront();
      await page.waitFor(() => document.getElementById('builder-open')?.textContent === 'Copy and open (2 of 2)');
      await page.click('#builder-open');
      assert.match(String(await pasted(await queryPage())), /"10\.9\.1\.244"/);
      await page.bringToFront();
      await page.waitFor(() => document.getElementById('builder-open')?.textContent === 'Copy and open (1 of 2)');
      await page.close();
    });

    test('where somebody wants it, the click runs the query and opens its result; what cannot be run is shown', async () => {
      const run = async (/** @type {boolean} */ wanted) => {
        const options = await session.options();
        await options.bringToFront();
        await options.evaluate(() => document.getElementById('saved')?.replaceChildren());
        await options.click('#cortex_run');
        await options.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
        assert.equal(
          await options.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('cortex_run')).checked),
          wanted,
        );
        await options.close();
      };
      await run(true);
      const console_ = await session.console('kibana');
      await session.choose(console_, { selector: '#ip-cell' });
      const result = await session.browser.waitForTab(
        (url) => url === `${cortex.origin}/xql/xql-search/061880b4867446_4356_inv`,
      );
      await result.close();
      const { body } = cortex.requests.at(-1) ?? { body: {} };
      assert.deepEqual(body.request_data, { query: XQL, tenants: [], timeframe: { relativeTime: 604_800_000 } });
      cortex.setFault({ status: 403 });
      await session.choose(console_, { selector: '#ip-cell' });
      const page = await session.page();
      assert.match(
        await page.evaluate(() => document.getElementById('notices')?.textContent ?? ''),
        /could not be run.*External Issues Mapping|could not be run.*role/s,
      );
      assert.equal(await page.evaluate(() => document.querySelector('#questions pre')?.textContent), XQL);
      cortex.reset();
      await page.close();
      await console_.close();
      await run(false);
    });

    test('the page shows the query, for as many days as are chosen, and copies it', async () => {
      const page = await session.emptyPage();
      await session.type(page, '10.20.30.40 HKCU\\Software\\Run');
      const shown = () =>
        page.evaluate(() => [...document.querySelectorAll('#questions pre')].map((one) => one.textContent));
      assert.match(String((await shown())[0]), /agent_ip_addresses contains "10\.20\.30\.40"/);
      await session.look(page, 'cortex-page');
      assert.match(
        await page.evaluate(() => document.getElementById('questions')?.textContent ?? ''),
        /10\.0\.0\.1 finds 10\.0\.0\.11.*real names/s,
      );
      await page.evaluate(() => {
        const days = /** @type {HTMLSelectElement} */ (document.getElementById('days'));
        days.value = '30';
        days.dispatchEvent(new Event('change'));
      });
      await page.waitFor(() => document.querySelector('#questions pre')?.textContent?.includes('timeframe = 30d'));
      assert.equal(await page.evaluate(() => document.getElementById('open')?.textContent), 'Copy and open (1 of 2)');
      await page.click('#open');
      assert.match(String(await pasted(await queryPage())), /timeframe = 30d[^]*agent_ip_addresses/);
      await page.bringToFront();
      await page.waitFor(() => document.getElementById('open')?.textContent === 'Copy and open (2 of 2)');
      await page.click('#open');
      assert.match(String(await pasted(await queryPage())), /HKEY_USERS\\\*\\Software\\Run/);
      await page.close();
    });

    test('a hash that is not kept there is refused with a sentence', async () => {
      const page = await session.emptyPage();
      await session.type(page, 'da39a3ee5e6b4b0d3255bfef95601890afd80709');
      assert.match(
        await page.evaluate(() => document.getElementById('questions')?.textContent ?? ''),
        /MD5 and SHA-256/,
      );
      await page.close();
    });

    test('the panel says that a query is to be pasted', async () => {
      // The panel's page in a tab: a driver cannot look into the panel itself.
      const panel = await session.browser.open(session.extensionUrl('popup/popup.html?panel'));
      const console_ = await session.console('kibana');
      await session.choose(console_, { selector: '#ip-cell' });
      await (await queryPage()).close();
      await panel.waitFor(() => document.getElementById('notices')?.textContent?.includes('Paste it'));
      await panel.close();
      await console_.close();
    });
  });

  test(`where copying is not allowed, the page of ${name} offers the query`, { timeout: 120_000 }, async () => {
    const cortex = await startCortex();
    const session = await Session.start(name, { configured: false });
    try {
      const page = await session.emptyPage();
      await session.message(page, 'settings.save', {
        settings: {
          version: 1,
          server: cortex.origin,
          servers: [{ address: cortex.origin, name: '', company: '', product: 'cortex' }],
        },
      });
      await page.close();
      const console_ = await session.console('kibana');
      await session.choose(console_, { selector: '#ip-cell' });
      const shown = await session.page();
      assert.equal(await shown.evaluate(() => document.querySelector('#questions pre')?.textContent), XQL);
      assert.match(
        await shown.evaluate(() => document.getElementById('notices')?.textContent ?? ''),
        /copy it with the button below/,
      );
      await shown.bringToFront();
      await shown.click('#open');
      const builder = await session.browser.waitForTab((url) => url === `${cortex.origin}/query-builder`);
      await builder.bringToFront();
      await builder.click('#xql');
      await session.browser.keys('ctrl+v');
      assert.equal(
        await builder.waitFor(() => /** @type {HTMLTextAreaElement} */ (document.getElementById('xql')).value),
        XQL,
      );
    } finally {
      await session.stop();
      await cortex.stop();
    }
  });
}
