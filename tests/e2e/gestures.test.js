/**
 * Gestures on values and the queries they lead to, on consoles built on real grids, in cards, badges, links and panes:
 * natively, in both browsers. The tables in `gestures.js` say what is done, and which query or form is right.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { CELL, CHOSEN, GRIDS, QUERIES, ROWS, VERSIONS } from './gestures.js';
import { BROWSERS } from './harness/index.js';
import { MENU_KEY, Session } from './session.js';

for (const name of BROWSERS) {
  describe(`gestures on consoles, in ${name}`, { timeout: 600_000 }, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name);
    });
    after(() => session.stop());

    /** A console, once its grid is drawn. @param {string} console_ */
    async function open(console_) {
      const page = await session.console(console_);
      if (console_.startsWith('grid'))
        await page.waitFor(
          () =>
            document.documentElement.dataset.ready === 'yes' &&
            document.querySelector('td, .slick-cell, .tabulator-cell, .ag-cell') !== null,
        );
      return page;
    }

    for (const console_ of new Set(QUERIES.map(([where]) => where))) {
      test(`${console_}: what is pointed at is what is asked`, async () => {
        const page = await open(console_);
        for (const [, gestures, on, asked, part] of QUERIES.filter(([where]) => where === console_)) {
          for (const how of gestures) {
            await page.bringToFront();
            // A person's click ends what was selected before; Firefox keeps it when another thing takes the right button.
            await page.click('header b');
            const seen = session.server.queries.length;
            const query = session.server.waitForQuery();
            const point = await session.browser.gesture(page, { how, on, ...(part === undefined ? {} : { part }) });
            await session.browser.menu(page, point, { choose: MENU_KEY });
            assert.equal(inWords(await query), asked, `${how} on ${JSON.stringify(on)}`);
            assert.equal(session.server.queries.length, seen + 1);
            await closeQueries();
          }
        }
        await page.close();
      });
    }

    test('where nothing is pointed at, all that stands on the page is listed', async () => {
      const values = await listedAt('cards', '#nothing');
      assert.ok(values.includes('203.0.113.77'), String(values));
      assert.ok(!values.some((value) => value === '7.7.7.7' || value === '6.6.6.6'), 'what nobody sees is not listed');
    });

    test('a version beside its name, and the field that catches the keys of an editor, are no values', async () => {
      for (const selector of ['#version', '#drawn']) {
        const values = await listedAt('named', selector);
        assert.ok(values.includes('198.51.100.57'), `${selector}: ${values}`);
      }
    });

    test('a version below, beside or behind its name, and a value that was cut, ask nothing', async () => {
      for (const selector of ['#below', '#driver', '#token', '#cut']) {
        const values = await listedAt('touching', selector);
        assert.ok(values.includes('203.0.113.164'), `${selector}: ${values}`);
      }
    });

    for (const [console_, on, to, asked] of CHOSEN) {
      test(`${console_}: cells that the grid itself marks or frames are asked together (${on.text ?? on.selector})`, async () => {
        assert.equal(await askedAfter(console_, to ? { how: 'drag', on, to } : { how: 'point', on }), asked);
      });
    }

    for (const [console_, other, selectors] of VERSIONS) {
      test(`${console_}: a version that what is around it names asks nothing`, async () => {
        for (const selector of selectors) {
          const values = await listedAt(console_, selector);
          assert.ok(values.includes(other), `${selector}: ${values}`);
          if (selector === '#link' || selector === '#button') continue;
          assert.deepEqual(await listedAt(console_, selector, 'double'), [], selector);
        }
      });
    }

    test('each cell of a selected row has the name of its column', async () => {
      const [on, to] = [{ selector: '#row-version' }, { selector: '#row-imphash' }];
      assert.equal(await askedAfter('names', { how: 'drag', on, to }), 'process_hash:54d88612fea8a8f36de82e1278abb02f');
    });

    test('of boxes that stand side by side without a blank all that is dragged over is meant', async () => {
      const [on, to] = [{ selector: '#float-first' }, { selector: '#float-second' }];
      assert.equal(await askedAfter('boxes', { how: 'drag', on, to }), 'remote_ip:203.0.113.146|203.0.113.147');
    });

    test('an empty place of a drawing asks nothing, and a cell that is cut is meant whole at the end of a drag', async () => {
      const listed = await listedAt('heads', '#shape');
      assert.ok(listed.includes('203.0.113.126'));
      assert.ok(
        !listed.includes('4.9.1.1') && !listed.includes('4.6.2.2'),
        'what its column calls a version is set aside',
      );
      const [on, to] = [{ selector: '#from' }, { selector: '#cut' }];
      assert.equal(await askedAfter('heads', { how: 'drag', on, to }), 'process_hash:64d88612fea8a8f36de82e1278abb02f');
    });

    test('the pointer is on something else by the time an item is chosen with the mouse, and the worker was asleep', async () => {
      const page = await open('grid-datatables');
      await session.browser.stopBackground();
      const query = session.server.waitForQuery();
      const point = await session.browser.gesture(page, {
        how: 'point',
        on: { selector: CELL, text: '198.51.100.81' },
      });
      await session.browser.menu(page, point, { choose: MENU_KEY, leave: { x: 0, y: 92 } });
      assert.deepEqual((await query).attributes, [{ name: 'remote_ip', values: ['198.51.100.81'] }]);
      await closeQueries();
      await page.close();
    });

    /**
     * What the item asks after a gesture on a console, as the tables say it.
     * @param {string} console_
     * @param {import('./harness/types.js').Gesture} gesture
     */
    async function askedAfter(console_, gesture) {
      const page = await open(console_);
      await page.bringToFront();
      const query = session.server.waitForQuery();
      const point = await session.browser.gesture(page, gesture);
      await session.browser.menu(page, point, { choose: MENU_KEY });
      const asked = inWords(await query);
      await closeQueries();
      await page.close();
      return asked;
    }

    /** A query as the tables say it. @param {Awaited<ReturnType<Session['server']['waitForQuery']>>} query */
    const inWords = ({ attributes }) => attributes.map((one) => `${one.name}:${one.values.join('|')}`).join();

    /** What the page lists after a right click on something of a console. @param {string} console_ @param {string} selector @param {'point' | 'double'} [how] */
    async function listedAt(console_, selector, how = 'point') {
      const page = await open(console_);
      const point = await session.browser.gesture(page, { how, on: { selector } });
      await session.browser.menu(page, point, { choose: MENU_KEY });
      const listed = await session.page();
      const values = await listed.evaluate(() =>
        [...document.querySelectorAll('.group-values .value')].map(({ textContent }) => textContent),
      );
      await listed.close();
      await page.close();
      return values;
    }

    /** Closes the tabs of queries, so that the next one is the only one. */
    async function closeQueries() {
      for (const { url, page } of await session.browser.tabs()) if (url.includes('investigationNG')) await page.close();
    }
  });
}

describe('rows with the names of their columns', () => {
  for (const name of BROWSERS) {
    describe(`in ${name}`, { timeout: 300_000 }, () => {
      /** @type {Session} */
      let session;
      before(async () => {
        session = await Session.start(name);
        await session.set({ menu: 'submenu' });
      });
      after(() => session.stop());

      for (const grid of GRIDS) {
        test(`${grid}: a dragged row becomes a stated alert`, async () => {
          const page = await session.console(grid);
          await page.waitFor(
            () =>
              document.documentElement.dataset.ready === 'yes' &&
              document.querySelector('td, .slick-cell, .tabulator-cell, .ag-cell') !== null,
          );
          // Where a grid lets nothing be selected, the row under the pointer is meant.
          const how = grid === 'grid-ag' ? 'point' : 'drag';
          const [on, to] = [
            { selector: CELL, text: '10.20.30.23' },
            { selector: CELL, text: 'login-portal3.evil-cdn.com' },
          ];
          const point = await session.browser.gesture(page, { how, on, to });
          await session.browser.menu(page, point, { choose: MENU_KEY, submenu: 'l' });
          const form = await session.page();
          const fields = await form.evaluate(readEnds);
          assert.deepEqual(fields, [
            ['10.20.30.23', 'stated'],
            ['50103', 'stated'],
            ['198.51.100.84', 'stated'],
            ['443', 'stated'],
          ]);
          await form.click('#line-details summary');
          assert.equal(
            await form.evaluate(() => document.getElementById('line-added')?.hidden),
            false,
            'what was added is said',
          );
          await session.look(form, `alert-${grid}`);
          await form.close();
          await page.close();
        });
      }

      test('a row that only its layout tells, and one value of a row, become a stated alert', async () => {
        for (const [console_, gesture, ends] of ROWS) {
          const page = await session.console(console_);
          const point = await session.browser.gesture(page, gesture);
          await session.browser.menu(page, point, { choose: MENU_KEY, submenu: 'l' });
          const form = await session.page();
          const fields = await form.evaluate(readEnds);
          assert.deepEqual(
            fields.map(([value]) => value),
            ends,
            `${console_} ${JSON.stringify(gesture)}`,
          );
          assert.ok(
            fields.every(([value, certainty]) => value === '' || certainty === 'stated'),
            JSON.stringify(fields),
          );
          await form.close();
          await page.close();
        }
      });
    });
  }
});

/** Runs in the form: the ends of the connection, and how sure they are. */
function readEnds() {
  const value = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value;
  const sure = (/** @type {string} */ id) =>
    /** @type {HTMLElement | null} */ (document.querySelector(`label[for="${id}"] .certainty`))?.dataset.certainty;
  return ['source_ip', 'source_port', 'destination_ip', 'destination_port'].map((id) => [value(id), sure(id)]);
}
