/** The options page, and what its settings change. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { Session } from './session.js';

for (const name of BROWSERS) {
  describe(`the options in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name, { configured: false });
    });
    after(() => session.stop());

    const state = () => ({
      kind: document.getElementById('server-state')?.dataset.kind,
      text: document.getElementById('server-state')?.textContent ?? '',
      saved: document.getElementById('saved')?.textContent ?? '',
      value: /** @type {HTMLInputElement} */ (document.getElementById('server')).value,
    });

    test('after the installation, three steps lead to the first query', async () => {
      const page = await session.options();
      assert.equal(await page.evaluate(() => document.getElementById('welcome')?.hidden), false);
      assert.ok(
        await page.evaluate(() => /** @type {HTMLButtonElement} */ (document.getElementById('welcome-try')).disabled),
        'a server first',
      );
      await session.look(page, 'welcome');
      await page.fill('#server', session.server.origin);
      const keyAt = () => (document.getElementById('key')?.getBoundingClientRect().top ?? NaN) + scrollY;
      const before = await page.evaluate(keyAt);
      await page.press('Tab');
      await page.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
      assert.equal(await page.evaluate(keyAt), before, 'a field that was clicked while the page saved is where it was');
      assert.equal(
        await page.evaluate(() => /** @type {HTMLButtonElement} */ (document.getElementById('welcome-try')).disabled),
        false,
      );
      await page.click('#welcome-try');
      const found = await session.page();
      assert.equal(await found.evaluate(() => document.querySelectorAll('#groups .group').length), 2);
      await found.close();
      await page.bringToFront();
      const shown = (/** @type {string} */ id) => document.getElementById(id)?.offsetParent !== null;
      assert.equal(await page.evaluate(shown, 'pivots-section'), false, 'the steps, and nothing else');
      await page.click('#welcome-close');
      assert.equal(await page.evaluate(shown, 'pivots-section'), true);
      await session.undo(page);
      assert.equal(await page.evaluate(shown, 'welcome'), false, 'what was hidden does not come back');
      await page.close();
    });

    test('a value that cannot be used stays in its field, which says so and has the focus', async () => {
      const page = await session.options();
      if (await page.evaluate(() => document.getElementById('welcome')?.hidden === false))
        await page.click('#welcome-close');
      await page.fill('#keep_days', '99999');
      await page.press('Tab');
      await page.waitFor(() => document.querySelector('.refused') !== null);
      const field = await page.evaluate(() => {
        const { id, value, ariaInvalid } = /** @type {HTMLInputElement} */ (document.activeElement);
        const words = document.getElementById(
          document.activeElement?.getAttribute('aria-describedby') ?? '',
        )?.textContent;
        return { id, value, ariaInvalid, words };
      });
      assert.deepEqual(field, {
        id: 'keep_days',
        value: '99999',
        ariaInvalid: 'true',
        words: 'Not saved: a whole number from 1 to 3650 is needed. The one before is in force.',
      });
      await session.look(page, 'options-refused');
      await page.fill('#keep_days', '40');
      await page.press('Tab');
      await page.waitFor(
        () => document.querySelector('.refused') === null && document.getElementById('saved')?.textContent === 'Saved',
      );
      await session.undo(page);
      await page.close();
    });

    test('the server is checked as it is typed; what is wrong is said and not saved', async () => {
      const page = await session.options();
      await session.look(page, 'options');
      for (const [typed, kind, words] of [
        ['user:pw@secdo', 'error', 'user name or a password'],
        ['ftp://secdo', 'error', 'https:// or http://'],
        ['https://secdo/#/x', 'error', 'without "?" and "#"'],
        ['my server', 'error', 'is not an address'],
        ['http://secdo', 'warning', 'without encryption'],
        ['secdo-server/eu/', 'ok', 'Queries open at https://secdo-server/eu'],
      ]) {
        await page.fill('#server', /** @type {string} */ (typed));
        const now = await page.waitFor((before) => {
          const text = document.getElementById('server-state')?.textContent;
          return text && text !== before ? { text, kind: document.getElementById('server-state')?.dataset.kind } : null;
        }, '');
        assert.equal(now?.kind, kind, typed);
        assert.ok(now?.text.includes(/** @type {string} */ (words)), `${typed}: ${now?.text}`);
        if (kind === 'error') {
          await page.press('Tab');
          assert.equal((await page.evaluate(state)).saved, '');
        }
        if (typed === 'my server') await session.look(page, 'options-error');
        await page.evaluate(() => document.getElementById('server-state')?.replaceChildren());
      }
      await page.press('Tab');
      await page.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
      assert.equal((await page.evaluate(state)).value, 'https://secdo-server/eu');
      await session.undo(page);
      assert.equal((await page.evaluate(state)).value, '');
      await page.close();
    });

    test('a path in front of the query page is kept', async () => {
      await session.set({ server: `${session.server.origin}/tenant/` });
      const page = await session.console('kibana');
      const query = await session.investigate(page, { selector: '#ip-cell' });
      assert.ok(query.url.startsWith(`${session.server.origin}/tenant/#/`), query.url);
      await page.close();
      await session.set({ server: session.server.origin });
    });

    test('a chosen pivot is asked from the next click on', async () => {
      const options = await session.options();
      await options.evaluate(() => {
        const select = /** @type {HTMLSelectElement} */ (document.getElementById('pivot-public_ip'));
        select.value = 'host.host_ip';
        select.dispatchEvent(new Event('change'));
      });
      await options.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
      const page = await session.console('kibana');
      const query = await session.investigate(page, { selector: '#ip-cell' });
      assert.deepEqual([query.entity, query.attributes], ['host', [{ name: 'host_ip', values: ['8.8.8.8'] }]]);
      await page.close();
      await options.bringToFront();
      await session.undo(options);
      await options.close();
    });

    test('a query opens behind, in a window, or in the same tab again', async () => {
      const page = await session.console('kibana');
      const active = async () => (await session.browser.tabs()).filter((tab) => tab.active).map((tab) => tab.url);

      await session.set({ tabs: 'background' });
      await session.investigate(page, { selector: '#ip-cell' });
      assert.ok(
        (await active()).every((url) => !url.includes('investigationNG')),
        String(await active()),
      );

      await session.set({ tabs: 'reuse' });
      const count = (await session.browser.tabs()).length;
      await session.investigate(page, { selector: '#hash-cell' });
      await session.investigate(page, { selector: '#path-cell' });
      assert.equal((await session.browser.tabs()).length, count);

      await session.set({ tabs: 'window' });
      await session.investigate(page, { selector: '#hash-cell' });
      assert.equal((await session.browser.tabs()).length, count + 1);
      // The window stands in front of the console.
      for (const tab of await session.browser.tabs()) if (tab.url.includes('investigationNG')) await tab.page.close();
      await session.set({ tabs: 'beside' });
      await page.close();
    });

    test('the submenu asks for an alternative', async () => {
      await session.set({ menu: 'submenu' });
      const page = await session.console('kibana');
      const query = session.server.waitForQuery();
      await session.choose(page, { selector: '#ip-cell' }, { submenu: 'u' });
      assert.equal((await query).entity, 'network');
      await page.close();
      await session.set({ menu: 'single' });
    });
  });
}
