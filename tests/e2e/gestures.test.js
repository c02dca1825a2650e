/**
 * Gestures on values and the queries they lead to, on consoles built on real grids, in cards, badges, links and panes:
 * natively, in both browsers. The first table says which query, the second which form.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { MENU_KEY, Session } from './session.js';

const CELL = 'td, .slick-cell, .tabulator-cell, .ag-cell';
const GRIDS = ['grid-slick', 'grid-tabulator', 'grid-ag', 'grid-jqgrid', 'grid-datatables'];
const EVERY = /** @type {const} */ (['point', 'double', 'triple', 'drag']);

/** A value of the grids: its text, where it is pointed at, and what it asks. @type {[string, number, string][]} */
const VALUES = [
  ['198.51.100.82', 0.5, 'remote_ip:198.51.100.82'],
  ['10.20.30.23', 0.8, 'host_ip:10.20.30.23'],
  ['login-portal3.evil-cdn.com', 0.4, 'remote_host:login-portal3.evil-cdn.com'],
];

/**
 * Rows and panes that nothing but their layout tells, and rows of which one value is selected: page, gesture, and the
 * form's ends.
 *
 * @type {[string, import('./harness/types.js').Gesture, string[]][]}
 */
const ROWS = [
  ['virtual', { how: 'point', on: { selector: '#row-3-dst' } }, ['10.0.0.3', '', '203.0.113.4', '53']],
  ['virtual', { how: 'double', on: { selector: '#row-4-src' } }, ['10.0.0.4', '', '203.0.113.5', '443']],
  [
    'virtual',
    { how: 'drag', on: { selector: '#row-5-time' }, to: { selector: '#row-5-port' } },
    ['10.0.0.5', '', '203.0.113.6', '443'],
  ],
  ['cards', { how: 'point', on: { selector: '#flex-source' } }, ['10.20.30.44', '50122', '198.51.100.23', '443']],
  ['cards', { how: 'double', on: { selector: '#flex-destination' } }, ['10.20.30.44', '50122', '198.51.100.23', '443']],
  [
    'cards',
    { how: 'double', on: { selector: '#pane dd:first-of-type' } },
    ['10.20.30.46', '50124', '198.51.100.25', '8443'],
  ],
  [
    'cards',
    { how: 'double', on: { selector: '#pairs tr:nth-child(2) td' } },
    ['10.20.30.47', '50125', '198.51.100.26', '8080'],
  ],
  [
    'cards',
    { how: 'point', on: { selector: '#list .row:nth-child(3) div:nth-child(2)' } },
    ['10.20.30.48', '50126', '198.51.100.27', '22'],
  ],
  // Names may hold digits: of the six of this pane, two are of hashes.
  [
    'cards',
    { how: 'double', on: { selector: '#fields .detail:nth-child(3) span:last-child' } },
    ['10.20.30.49', '50127', '198.51.100.28', '25'],
  ],
  [
    'clipped',
    {
      how: 'drag',
      on: { selector: '[role=gridcell]', text: '10.120.130.154' },
      to: { selector: '[role=gridcell]', text: '198.51.100.132' },
    },
    ['10.120.130.154', '50129', '198.51.100.132', ''],
  ],
  // A list of events is no pane: only its own line is meant.
  [
    'cards',
    { how: 'point', on: { selector: '#logs .log:nth-child(2) div:last-child' } },
    ['10.20.30.51', '1025', '198.51.100.30', '23'],
  ],
  // A cell that reaches down from a row above is a part of each row beside it.
  ['panes', { how: 'double', on: { selector: '#spanned' } }, ['10.20.30.61', '50131', '198.51.100.42', '8443']],
  [
    'panes',
    { how: 'drag', on: { selector: 'td', text: '50132' }, to: { selector: 'td', text: '53' } },
    ['10.20.30.61', '50132', '198.51.100.43', '53'],
  ],
  // What stands over the table around a pane names nothing in it.
  ['panes', { how: 'double', on: { selector: '#in-cell' } }, ['10.20.30.63', '50134', '198.51.100.46', '8080']],
  // Fields and rows that are components with shadow roots of their own.
  ['panes', { how: 'double', on: { selector: '#slotted' } }, ['10.20.30.64', '50135', '198.51.100.48', '9443']],
  ['panes', { how: 'point', on: { selector: '#line-1' } }, ['10.20.30.66', '50137', '198.51.100.50', '8444']],
  [
    'qradar-grid',
    { how: 'double', on: { selector: 'tbody tr:nth-child(2) td:nth-child(8)' } },
    ['203.0.113.77', '41822', '192.168.52.131', '3389'],
  ],
];

/** Page, gestures, what is pointed at, what it asks. @type {[string, readonly ('point' | 'double' | 'triple' | 'drag')[], { selector: string, text?: string }, string, number?][]} */
const QUERIES = [
  ...GRIDS.flatMap((grid) =>
    VALUES.map(([text, part, asked]) => /** @type {any} */ ([grid, EVERY, { selector: CELL, text }, asked, part])),
  ),
  ['cards', EVERY, { selector: '#flex-source' }, 'host_ip:10.20.30.44'],
  ['cards', EVERY, { selector: '#flex-destination' }, 'remote_ip:198.51.100.23'],
  ['cards', EVERY, { selector: '#badge' }, 'remote_ip:203.0.113.77'],
  // Firefox takes a drag that ends where a cell cuts its text to the row above.
  ['clipped', EVERY, { selector: '[role=gridcell]', text: '198.51.100.132' }, 'remote_ip:198.51.100.132'],
  ['cards', ['point', 'double'], { selector: '#button' }, 'remote_ip:203.0.113.78'],
  ['cards', EVERY, { selector: '#decorated' }, 'remote_ip:198.51.100.62'],
  ['cards', EVERY, { selector: '#pale' }, 'remote_ip:198.51.100.63'],
  ['cards', EVERY, { selector: '#wrapped' }, 'process_hash:44d88612fea8a8f36de82e1278abb02f'],
  ['cards', ['point', 'double'], { selector: '#marks mark' }, 'remote_ip:198.51.100.61'],
  ['cards', ['point'], { selector: '#link-text' }, 'host_ip:10.20.1.57'],
  ['cards', ['point'], { selector: '#link-address' }, 'host_ip:10.20.1.58'],
  ['cards', ['point'], { selector: '#link-path' }, 'remote_ip:198.51.100.99'],
  ['cards', ['point'], { selector: '#link-foreign' }, 'remote_host:evil-cdn.com'],
  // The way back to the console is no value, one of several in a link is, and what the page cut is whole in its title.
  ['cards', ['point'], { selector: '#link-back' }, 'host_ip:10.20.1.59'],
  ['cards', ['point'], { selector: '#link-second' }, 'remote_ip:198.51.100.98'],
  ['cards', ['point', 'double'], { selector: '#short' }, 'remote_host:update.evil-shop.com'],
  // What only the line tells of a value goes along with it, and a title tells where a name is.
  ['named', ['point'], { selector: '#ssh' }, 'remote_ip:198.51.100.54,remote_port:22'],
  ['named', ['point'], { selector: '#cell' }, 'file_path:C:\\Users\\ann\\upd 10.exe'],
  ['named', ['point', 'double'], { selector: '#address' }, 'host_ip:10.20.30.46'],
  // Of chips that touch the one under the pointer, an address without the number beside it.
  ['touching', ['point', 'double'], { selector: '#chip' }, 'remote_ip:203.0.113.162'],
  ['touching', ['point', 'double'], { selector: '#counted' }, 'remote_ip:203.0.113.12'],
  ['touching', ['point', 'double'], { selector: '#noted' }, 'remote_ip:198.51.100.17'],
  ['touching', ['point', 'drag'], { selector: '#kept' }, 'file_path:C:\\Program Files\\Acme\\agent 7\\agent.exe'],
  ['touching', ['point', 'double'], { selector: '#part' }, 'file_path:/usr/local/bin/agent.sh'],
  ['touching', ['point', 'double'], { selector: '#label' }, 'remote_host:cdn.evil-login.com'],
  ['touching', ['point'], { selector: '#spoken' }, 'process_hash:b9a1ef21dcbf0fcc320c26417e7b7d02f19c89d6'],
  ['touching', ['point', 'double'], { selector: '#address' }, 'remote_ip:203.0.113.163'],
  // Beside values that their names take for versions, those of the same tables.
  ['columns', ['point', 'double'], { selector: '#source' }, 'remote_ip:203.0.113.71'],
  ['columns', ['point', 'double'], { selector: '#file' }, 'file_name:Rechnung 0816.scr'],
  ['columns', ['point', 'double'], { selector: '#peer' }, 'remote_ip:203.0.113.72'],
  ['columns', ['point', 'double'], { selector: '#attacker' }, 'remote_ip:203.0.113.73'],
  ['columns', ['point', 'double'], { selector: '#upper' }, 'remote_ip:203.0.113.74'],
  ['columns', ['point', 'double'], { selector: '#first-placed' }, 'remote_ip:203.0.113.76'],
  ['columns', ['point'], { selector: '#linked' }, 'remote_ip:203.0.113.79'],
  ['columns', ['point'], { selector: '#menu' }, 'remote_ip:203.0.113.80'],
  // Names in unusual places, of other values than these.
  ['names', ['point', 'double'], { selector: '#deep-peer' }, 'remote_ip:203.0.113.102'],
  ['names', ['point', 'double'], { selector: '#server' }, 'remote_ip:203.0.113.103'],
  ['names', ['point', 'double'], { selector: '#narrow-address' }, 'remote_ip:203.0.113.105'],
  ['names', ['point', 'double'], { selector: '#beside-chip' }, 'remote_ip:203.0.113.107'],
  ['names', ['double'], { selector: '#network' }, 'host_ip:10.44.*', 0.4],
  ['names', ['point'], { selector: '#user' }, 'remote_host:img.stat-counter-js.xyz'],
  ['names', ['point'], { selector: '#caught' }, 'remote_ip:203.0.113.106'],
  // Beside values that heads over heads, the first cell, a type or a parent name.
  ['heads', ['point', 'double'], { selector: '#filtered-peer' }, 'remote_ip:203.0.113.121'],
  ['heads', ['point', 'double'], { selector: '#grouped-host' }, 'remote_ip:203.0.113.122'],
  ['heads', ['point'], { selector: '#numbered-peer' }, 'remote_ip:203.0.113.123'],
  ['heads', ['point', 'double'], { selector: '#typed-md5' }, 'process_hash:44d88612fea8a8f36de82e1278abb02f'],
  ['heads', ['point', 'double'], { selector: '#flex-peer' }, 'remote_ip:203.0.113.124'],
  // Chips and pictures that touch a value are no part of it, and what is shortened is whole in its title.
  ['heads', ['point', 'double'], { selector: '#chips' }, 'remote_host:stat.cloudmetrics-eu.com'],
  ['heads', ['point', 'double'], { selector: '#icon' }, 'remote_host:cdn3.teams-meeting.click'],
  ['heads', ['point', 'double'], { selector: '#short' }, 'process_hash:54d88612fea8a8f36de82e1278abb02f', 0.8],
  // What a page draws in its own way.
  ['drawn', ['point', 'double'], { selector: '#start' }, 'file_path:C:\\Users\\ann\\AppData\\Roaming\\npm\\node2.exe'],
  ['drawn', ['point', 'double'], { selector: '#rest' }, 'file_path:C:\\Users\\ann\\AppData\\Roaming\\npm\\node2.exe'],
  ['drawn', ['point', 'double'], { selector: '#loose' }, 'remote_host:dl.evil-mirror.com'],
  ['drawn', ['point', 'double'], { selector: '#label' }, 'remote_ip:203.0.113.91'],
  ['drawn', ['point', 'double'], { selector: '#address' }, 'remote_ip:203.0.113.93'],
  ['drawn', ['point', 'double'], { selector: '#many' }, 'remote_ip:203.0.113.95'],
  ['drawn', ['point'], { selector: '#notes' }, 'remote_host:update.evil-login.com'],
  ['drawn', ['point'], { selector: '#host' }, 'remote_host:c2.evil-login.com'],
  ['drawn', ['point'], { selector: '#folder' }, 'file_path:C:\\Program Files\\Acme Corp\\svc.exe'],
];

/**
 * Cells that a grid chooses in its own way, where the browser selects nothing: console, where a drag begins and ends, or
 * what is pointed at, and the query.
 *
 * @type {[string, { selector: string, text?: string }, { selector: string, text?: string } | null, string][]}
 */
const CHOSEN = [
  [
    'grid-ranges',
    { selector: CELL, text: '198.51.100.84' },
    { selector: CELL, text: '198.51.100.85' },
    'remote_ip:198.51.100.84|198.51.100.85',
  ],
  ['framed', { selector: '.place', text: '203.0.113.12' }, null, 'remote_ip:203.0.113.12|203.0.113.13'],
  ['framed', { selector: '.place', text: '203.0.113.14' }, null, 'remote_ip:203.0.113.14'],
  ['framed', { selector: '#marked' }, null, 'remote_ip:198.51.100.2|203.0.113.2|198.51.100.3|203.0.113.3'],
  // A row that is marked as a whole was looked at: the cell is meant.
  ['framed', { selector: '#of-row' }, null, 'remote_ip:203.0.113.1'],
];

/**
 * Versions on those consoles: what stands over, before or beside them says so. Pointed at they mean the page, of which one
 * value is named here; selected they are no indicator.
 *
 * @type {[string, string, string[]][]}
 */
const VERSIONS = [
  ['columns', '203.0.113.72', ['#field', '#head', '#first', '#column', '#placed', '#apart', '#link', '#button']],
  ['drawn', '203.0.113.92', ['#version', '#tongue', '#token']],
  ['touching', '203.0.113.164', ['#driver']],
  ['heads', '203.0.113.121', ['#filtered', '#grouped', '#numbered', '#compared', '#typed', '#flex', '#tree', '#heard']],
  ['names', '203.0.113.101', ['#deep', '#second', '#item', '#client', '#after', '#narrow', '#number', '#chip']],
];

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

    for (const console_ of [...GRIDS, 'cards', 'clipped', 'named', 'touching', 'columns', 'names', 'heads', 'drawn']) {
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
            const { attributes } = await query;
            assert.equal(
              attributes.map((one) => `${one.name}:${one.values.join('|')}`).join(),
              asked,
              `${how} on ${JSON.stringify(on)}`,
            );
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
        const page = await open(console_);
        await page.bringToFront();
        const query = session.server.waitForQuery();
        const point = await session.browser.gesture(page, to ? { how: 'drag', on, to } : { how: 'point', on });
        await session.browser.menu(page, point, { choose: MENU_KEY });
        const { attributes } = await query;
        assert.equal(attributes.map((one) => `${one.name}:${one.values.join('|')}`).join(), asked);
        await closeQueries();
        await page.close();
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
      const page = await open('names');
      const query = session.server.waitForQuery();
      const [on, to] = [{ selector: '#row-version' }, { selector: '#row-imphash' }];
      const point = await session.browser.gesture(page, { how: 'drag', on, to });
      await session.browser.menu(page, point, { choose: MENU_KEY });
      const { attributes } = await query;
      assert.deepEqual(attributes, [{ name: 'process_hash', values: ['54d88612fea8a8f36de82e1278abb02f'] }]);
      await closeQueries();
      await page.close();
    });

    test('an empty place of a drawing asks nothing, and a cell that is cut is meant whole at the end of a drag', async () => {
      const listed = await listedAt('heads', '#shape');
      assert.ok(listed.includes('203.0.113.126'));
      assert.ok(
        !listed.includes('4.9.1.1') && !listed.includes('4.6.2.2'),
        'what its column calls a version is set aside',
      );
      const page = await open('heads');
      const query = session.server.waitForQuery();
      const [on, to] = [{ selector: '#from' }, { selector: '#cut' }];
      const point = await session.browser.gesture(page, { how: 'drag', on, to });
      await session.browser.menu(page, point, { choose: MENU_KEY });
      assert.deepEqual((await query).attributes, [
        { name: 'process_hash', values: ['64d88612fea8a8f36de82e1278abb02f'] },
      ]);
      await closeQueries();
      await page.close();
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
