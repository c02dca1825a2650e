/** Errors: a sentence on a page, the text kept, and nothing opened but the configured server. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { Session } from './session.js';

/** Runs in the page. */
function shown() {
  return {
    text: /** @type {HTMLTextAreaElement} */ (document.getElementById('text')).value,
    notices: [...document.querySelectorAll('.notice')].map((notice) => notice.textContent ?? '').join('\n'),
    groups: document.querySelectorAll('.group').length,
  };
}

for (const name of BROWSERS) {
  describe(`bad input in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name, { configured: false });
    });
    after(() => session.stop());

    test('no server set: the page says so, keeps the selection, and opens it once the server is set', async () => {
      const console_ = await session.console('kibana');
      await session.choose(console_, { selector: '#ip-cell' });
      const page = await session.page();
      const { text, notices } = await page.evaluate(shown);
      assert.equal(text, '8.8.8.8');
      assert.match(notices, /No SECDO server is set yet/);
      await session.look(page, 'no-server');
      await session.set({ server: session.server.origin });
      await page.bringToFront();
      await page.waitFor(() => /** @type {HTMLButtonElement} */ (document.getElementById('open')).disabled === false);
      const query = session.server.waitForQuery();
      await page.click('#open');
      assert.deepEqual((await query).attributes, [{ name: 'remote_ip', values: ['8.8.8.8'] }]);
      await page.close();
      await console_.close();
    });

    test('hostile strings reach only the configured server, as values', async () => {
      const console_ = await session.console('hostile');
      await console_.waitFor(() => document.documentElement.dataset.ready === 'yes');
      const ids = await console_.evaluate(() =>
        [...document.querySelectorAll('[id^="h"]')].map(({ id }) => id).filter((id) => /^h\d+$/.test(id)),
      );
      assert.ok(ids.length >= 30, `${ids.length} hostile strings`);
      for (const id of ids) {
        await session.choose(console_, { selector: `#${id}` });
        // Either a query or the page: a tab that was not there comes to stand beside the console.
        const tabs = await session.waitForNewTab();
        for (const tab of tabs) {
          const ours =
            tab.url.startsWith(`${session.server.origin}/#/investigationNG/builder?`) ||
            tab.url.startsWith(session.browser.extensionOrigin);
          assert.ok(ours, `${id} opened ${tab.url}`);
          // From the console, so that closing the tab changes no tab.
          await console_.bringToFront();
          await tab.page.close();
        }
      }
      assert.deepEqual(session.server.refused, []);
      const requested = session.server.requests
        .map(({ url }) => url)
        .filter((url) => !/^\/(consoles\/[a-z.-]*|[a-z]+\.(js|css)|seen|favicon\.ico|)$/.test(url ?? ''));
      assert.deepEqual(requested, [], 'no selection reaches the server outside the fragment');
      await console_.close();
    });

    test('a password field is never read', async () => {
      const console_ = await session.console('textarea');
      await console_.click('#secret');
      await console_.press('Control+a');
      // A shortcut that comes before the selection finds nothing selected, which is another sentence.
      await console_.waitFor(() => {
        const field = /** @type {HTMLInputElement} */ (document.activeElement);
        return field.selectionStart === 0 && field.selectionEnd === field.value.length;
      });
      await session.browser.keys('alt+shift+y');
      const page = await session.page();
      const { text, notices } = await page.evaluate(shown);
      assert.equal(text, '');
      assert.match(notices, /Passwords are not read/);
      assert.ok(!(await page.evaluate(() => document.documentElement.outerHTML)).includes('hunter2'));
      await page.close();
      await console_.close();
    });

    test('nothing selected and nothing under the pointer: what stands on the page is listed', async () => {
      const console_ = await session.console('kibana');
      await console_.evaluate(() => getSelection()?.removeAllRanges());
      await session.browser.gesture(console_, { how: 'point', on: { selector: 'header b' } });
      await session.browser.keys('alt+shift+y');
      const page = await session.page();
      assert.match(
        await page.evaluate(() => document.getElementById('scan-found')?.textContent ?? ''),
        /^Found \d+ indicators on 127/,
      );
      await page.close();
      await console_.close();
    });

    test('a tab that may not be read: the page says that, not that nothing was selected', async () => {
      const options = await session.options();
      await options.bringToFront();
      await session.browser.keys('alt+shift+y');
      const page = await session.page();
      assert.match((await page.evaluate(shown)).notices, /cannot be read by extensions/);
      await page.close();
      await options.close();
    });

    test('five million characters are answered at once and freeze nothing', async (context) => {
      const console_ = await session.console('huge');
      await console_.waitFor(() => document.documentElement.dataset.ready === 'yes');
      await session.browser.select(console_, { selector: '#big' });
      await session.browser.keys('alt+shift+y');
      const page = await session.page();
      const { text, notices, groups } = await page.evaluate(shown);
      assert.ok(
        groups > 0 && text.length === 200_000,
        JSON.stringify({ groups, text: text.slice(0, 80), length: text.length, notices }),
      );
      assert.match(notices, /The whole text was read/);
      const milliseconds = await page.evaluate(() => performance.now());
      context.diagnostic(`${name}: 5 MB shown ${Math.round(milliseconds)} ms after the page began to load`);
      await session.look(page, 'five-megabytes');
      await page.close();
      await console_.close();
    });

    test('an unreachable server still gets its query, in a tab of its own', async () => {
      await session.set({ server: 'http://127.0.0.1:9' });
      const console_ = await session.console('kibana');
      await session.choose(console_, { selector: '#ip-cell' });
      const [tab] = await session.waitForNewTab();
      assert.ok(tab);
      await tab.page.close();
      await console_.close();
      await session.set({ server: session.server.origin });
    });

    test('settings that cannot be read are said, kept, and replaced only when asked', async () => {
      await session.browser.background(async () => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        await api.storage.local.set({ settings: '{broken' });
      });
      const console_ = await session.console('kibana');
      await session.choose(console_, { selector: '#ip-cell' });
      const page = await session.page();
      const { text, notices } = await page.evaluate(shown);
      assert.equal(text, '8.8.8.8');
      assert.match(notices, /The stored settings cannot be read/);
      await session.look(page, 'settings-unreadable');
      await page.close();

      const options = await session.options();
      await session.look(options, 'options-unreadable');
      await options.click('#reset');
      await options.waitFor(
        () =>
          document.querySelector('#pivots .pivot') !== null &&
          document.querySelector('main')?.getAttribute('aria-busy') === 'false',
      );
      await options.click('#welcome-close');
      // The page lives: what listens on it was started.
      await options.fill('#search', 'time zone');
      await options.waitFor(() => document.getElementById('search-found')?.textContent !== '');
      const kept = await session.browser.background(async () => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        return (await api.storage.local.get('settingsSetAside')).settingsSetAside;
      });
      assert.equal(kept, '{broken');
      await options.close();
      await console_.close();
    });

    test('storage that is full: the reason is said, what was typed stays in its field', async () => {
      await session.browser.background(async () => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        const real = api.storage.local.set.bind(api.storage.local);
        api.storage.local.set = () => {
          api.storage.local.set = real;
          return Promise.reject(new Error('Resource::kQuotaBytes quota exceeded'));
        };
      });
      const options = await session.options();
      await options.fill('#server', 'secdo-full');
      await options.press('Tab');
      const words = await options.waitFor(() => document.querySelector('#notices .notice')?.textContent);
      assert.match(String(words), /Not saved.*quota exceeded/);
      assert.equal(
        await options.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('server')).value),
        'https://secdo-full',
      );
      await options.close();
    });
  });
}
