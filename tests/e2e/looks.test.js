/** Every page: no axe violation, and a picture of it in each look for people to judge. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { exported } from './sending/items.js';
import { Session } from './session.js';

const MIXED =
  '8.8.8.8 8.8.4.4 10.1.2.3 44d88612fea8a8f36de82e1278abb02f "C:\\Program Files\\evil, tool.exe" CORP\\jdoe evil[.]com HKLM\\Software\\Run';

/** Width in CSS pixels: the popup, a narrow tab, 1280 at 200 % zoom, a wide tab. */
const WIDTHS = [420, 320, 640, 1280];

for (const name of BROWSERS) {
  describe(`looks in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name);
    });
    after(() => session.stop());

    /** The pages, each in its fullest state. */
    const PAGES = /** @type {[string, () => Promise<import('./session.js').Page>][]} */ ([
      [
        'investigate',
        async () => {
          const page = await session.emptyPage();
          await session.type(page, MIXED);
          await page.click('#marks-details summary');
          await page.click('#builder summary');
          return page;
        },
      ],
      [
        'alert-errors',
        async () => {
          const page = await session.emptyPage();
          await page.click('#tab-alert');
          await page.fill('#source_ip', '10.0.0.1/8');
          await page.fill('#timestamp', '2016-01-01 10:00:00');
          await page.click('#alert-json summary');
          await page.click('#send');
          await page.waitFor(() => document.querySelectorAll('.field-error').length > 3);
          return page;
        },
      ],
      [
        'outbox',
        async () => {
          const page = await session.emptyPage();
          await session.message(page, 'outbox.import', { text: exported(3) });
          await page.click('#tab-outbox');
          await page.waitFor(() => document.querySelectorAll('.item').length === 3);
          await page.click('.item summary');
          return page;
        },
      ],
      [
        'scan',
        async () => {
          const console_ = await session.console('crossframe');
          const popup = await session.popup();
          await popup.click('#scan');
          const page = await session.page();
          await page.click('#scan-aside summary');
          await page.click('#scan-all');
          await console_.close();
          return page;
        },
      ],
      ['options', () => session.options()],
      [
        'options-error',
        async () => {
          const page = await session.options();
          await page.fill('#server', 'https://user:pw@secdo');
          return page;
        },
      ],
      [
        'options-servers',
        async () => {
          const page = await session.options();
          await session.addServer(page, 'https://secdo-branch.corp.example:8443/frankfurt');
          await page.evaluate(() => document.getElementById('server-section')?.scrollIntoView());
          return page;
        },
      ],
      [
        'options-refused',
        async () => {
          const page = await session.options();
          await page.fill('#keep_days', '99999');
          await page.press('Tab');
          await page.waitFor(() => document.querySelector('.refused') !== null);
          return page;
        },
      ],
      ['popup-servers', () => session.emptyPage()],
      [
        'first-steps',
        async () => {
          const before = await session.options();
          const set = (/** @type {object} */ settings) =>
            session.message(before, 'settings.save', { settings: { version: 1, ...settings } });
          await set({});
          const page = await session.options();
          // The steps stay until they are hidden, also when a server is set.
          await set({ server: session.server.origin });
          await before.close();
          await page.bringToFront();
          return page;
        },
      ],
    ]);

    for (const [title, open] of PAGES) {
      test(`${title}: no axe violation in either theme, nothing cut at any width`, async () => {
        const page = await open();
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulate({ colorScheme });
          const violations = await session.browser.axe(page);
          assert.deepEqual(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`),
            [],
            colorScheme,
          );
          await session.look(page, `${title}-${colorScheme}`);
        }
        for (const width of WIDTHS) {
          await page.setViewport({ width, height: 800 });
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(overflow <= 0, `${title} is ${overflow} px too wide at ${width}`);
          await session.look(page, `${title}-${width}`);
        }
        await page.close();
      });
    }

    test('with forced colours, what is chosen can still be told', async () => {
      const page = await session.emptyPage();
      await session.type(page, '8.8.8.8 10.0.0.1');
      await page.emulate({ forcedColors: 'active' });
      const borders = await page.evaluate(() =>
        ['tab-investigate', 'tab-alert'].map(
          (id) => getComputedStyle(/** @type {HTMLElement} */ (document.getElementById(id))).borderBottomColor,
        ),
      );
      assert.notEqual(borders[0], borders[1]);
      await session.look(page, 'forced-colours');
      await page.close();
    });

    test('the whole page can be reached by the keyboard, in reading order', async () => {
      const page = await session.emptyPage();
      await session.type(page, '8.8.8.8 8.8.4.4 evil.com');
      await page.click('#text');
      /** @type {string[]} */
      const reached = [];
      for (let step = 0; step < 16; step++) {
        await page.press('Tab');
        reached.push(
          await page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName.toLowerCase() || ''),
        );
      }
      const expected = [
        'group-0',
        'select',
        'input',
        'input',
        'group-1',
        'select',
        'summary',
        'open',
        'copy-links',
        'copy-values',
        'copy-defanged',
        'copy-values-csv',
        'copy-values-json',
        'summary',
      ];
      assert.deepEqual(reached.slice(0, expected.length), expected);
      await page.close();
    });
  });
}
