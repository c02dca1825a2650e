/** "Find indicators on this page": from the menu and from the popup, in all frames, in very long tables. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { MENU_KEY, Session } from './session.js';

/** The page as a person reads it. Runs in the page. */
function shown() {
  const texts = (/** @type {string} */ selector) =>
    [...document.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? '');
  return {
    found: document.getElementById('scan-found')?.textContent ?? '',
    groups: texts('.group-head label'),
    values: texts('.group-values .value'),
    times: texts('.group-values .times'),
    notices: texts('.notice'),
    aside: texts('#scan-aside-values li'),
    open: document.getElementById('open')?.textContent ?? '',
  };
}

for (const name of BROWSERS) {
  describe(`what stands on a page, in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name);
    });
    after(() => session.stop());

    /** @param {import('./session.js').Page} page @param {string} selector */
    const place = async (page, selector) => {
      const origin = await page.driver.origin();
      const box = await page.evaluate((css) => {
        const { x, y, width, height } = document.querySelector(css)?.getBoundingClientRect() ?? new DOMRect();
        return { x: x + width / 2, y: y + height / 2 };
      }, selector);
      return { x: origin.x + box.x, y: origin.y + box.y };
    };

    /** Chooses our item where nothing is selected. @param {import('./session.js').Page} page @param {string} selector */
    async function scan(page, selector) {
      await page.bringToFront();
      await session.browser.menu(page, await place(page, selector), { choose: MENU_KEY });
      return session.page();
    }

    test('a table of 50,000 rows is listed with counts; hidden text and passwords are not read', async (context) => {
      const console_ = await session.console('rows');
      await console_.waitFor(() => document.documentElement.dataset.ready === 'yes');
      // The longest time that the console stood still while it was read.
      await console_.evaluate(() => {
        let last = performance.now();
        Object.assign(globalThis, { longest: 0 });
        setInterval(() => {
          const now = performance.now();
          Object.assign(globalThis, { longest: Math.max(/** @type {any} */ (globalThis).longest, now - last) });
          last = now;
        }, 4);
      });
      const page = await scan(console_, 'header b');
      const { found, groups, values, times, notices, aside } = await page.evaluate(shown);
      assert.deepEqual(notices, []);
      assert.match(found, /^Found [\d,]+ indicators on 127\.0\.0\.1:\d+, in 155,00\d places$/);
      assert.equal(groups.filter((group) => /private IPs/.test(group)).length, 1);
      assert.ok(values.includes('evil.com') || groups.some((group) => /domain/i.test(group)));
      assert.ok(times.some((text) => text.startsWith('× ')));
      assert.deepEqual(aside, ['127.0.0.1']);
      const took = await page.evaluate(() => performance.getEntriesByName('scan')[0]?.duration ?? NaN);
      const longest = await console_.evaluate(() => /** @type {any} */ (globalThis).longest);
      context.diagnostic(
        `read and listed in ${took.toFixed(0)} ms; the console stood still for ${Number(longest).toFixed(0)} ms at most`,
      );

      for (const [typed, expected] of /** @type {[string, string[]][]} */ ([
        ['8.8.8.8', ['8.8.8.8']],
        ['evil', ['evil.com']],
        ['203.0.113.200', ['203.0.113.200']],
        ['198.51.100.7', ['198.51.100.7']],
        ['9.9.9.9', []],
        ['1.1.1.1', []],
      ])) {
        await page.fill('#scan-filter', typed);
        await page.waitFor((wanted) => {
          const listed = [...document.querySelectorAll('.group-values .value')].map(
            (element) => element.textContent ?? '',
          );
          return wanted.length === 0
            ? listed.length === 0
            : listed.length < 60 && wanted.every((value) => listed.includes(value));
        }, expected);
      }
      await session.look(page, 'scan');
      await page.close();
      await console_.close();
    });

    test('what the filter shows is checked at once, and asked in one query', async () => {
      const console_ = await session.console('rows');
      await console_.waitFor(() => document.documentElement.dataset.ready === 'yes');
      const page = await scan(console_, 'header b');
      assert.equal((await page.evaluate(shown)).open, 'Open query');
      await page.fill('#scan-filter', '203.0.113.200');
      await page.waitFor(() => document.querySelectorAll('.group-values .value').length === 1);
      await page.click('#scan-all');
      await page.fill('#scan-filter', '8.8.8.8');
      await page.waitFor(() => document.querySelector('.group-values .value')?.textContent === '8.8.8.8');
      await page.click('#scan-all');
      const query = session.server.waitForQuery();
      await page.click('#open');
      const { entity, attributes } = await query;
      assert.equal(entity, 'network');
      assert.deepEqual(
        attributes.map(({ name, values }) => [name, [...values].sort()]),
        [['remote_ip', ['203.0.113.200', '8.8.8.8']]],
      );
      await page.close();
      await console_.close();
    });

    test('shadow roots are read', async () => {
      const console_ = await session.console('shadow');
      const page = await scan(console_, 'header b');
      const { groups, values } = await page.evaluate(shown);
      assert.ok(values.includes('203.0.113.45') && values.includes('/opt/backup/bin/rclone'), groups.join(' | '));
      await page.close();
      await console_.close();
    });

    test('frames of other sites are named', async () => {
      const console_ = await session.console('crossframe');
      const page = await scan(console_, 'header b');
      const { values, notices } = await page.evaluate(shown);
      assert.ok(values.some((value) => value.endsWith('upd4te.exe')));
      assert.equal(notices.length, 1);
      assert.match(notices[0] ?? '', /^Frames of other sites could not be read: (localhost|127\.0\.0\.1):\d+\./);
      await page.close();
      await console_.close();
    });

    test('frames of the same site are read, and a page that is loaded again is what it was', async () => {
      const console_ = await session.console('qradar');
      const page = await scan(console_, 'header b');
      const before = await page.evaluate(shown);
      assert.ok(before.values.includes('192.168.204.133'), before.groups.join(' | '));
      assert.deepEqual(before.notices, []);
      await console_.close();
      await page.evaluate(() => {
        document.documentElement.dataset.before = 'yes';
        location.reload();
      });
      await page.waitFor(
        () =>
          document.documentElement?.dataset.before === undefined &&
          document.querySelector('main')?.getAttribute('aria-busy') === 'false',
      );
      assert.deepEqual((await page.evaluate(shown)).values, before.values);
      await page.close();
    });

    test('a page that no extension may read says so', async () => {
      const options = await session.options();
      const popup = await session.popup();
      await popup.click('#scan');
      const page = await session.page();
      const { notices, found } = await page.evaluate(shown);
      assert.deepEqual(notices, [
        'This page cannot be read by extensions, or it has gone. Select its text and copy it here.',
      ]);
      assert.match(found, /^Found 0 indicators/);
      await page.close();
      await options.close();
    });

    test('the popup has a button for it', async () => {
      const console_ = await session.console('kibana');
      const popup = await session.popup();
      await popup.click('#scan');
      const page = await session.page();
      const { found, groups } = await page.evaluate(shown);
      assert.match(found, /^Found \d+ indicators on 127\.0\.0\.1:\d+, in \d+ places$/);
      assert.ok(groups.length > 3);
      await session.look(page, 'scan-kibana');
      await page.close();
      await console_.close();
    });
  });
}
