/** Several servers: one in use, each with its key and its company, alerts that stay with theirs. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { EXAMPLE_KEY } from '../standin/alert-rules.js';
import { start } from '../standin/server.js';
import { BROWSERS } from './harness/index.js';
import { until } from './harness/wait.js';
import { DRAFT } from './sending/items.js';
import { SCREENSHOTS, Session } from './session.js';

/** The key of the second server. */
const OTHER_KEY = 'b'.repeat(64);

/** Runs in one of our pages. */
const outbox = async () => (await (await import(`${location.origin}/core.js`)).core()).outboxList();

for (const name of BROWSERS) {
  describe(`several servers, in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    /** @type {Awaited<ReturnType<typeof start>>} */
    let branch;
    before(async () => {
      session = await Session.start(name);
      branch = await start({ keepAlive: false, apikey: OTHER_KEY });
    });
    after(async () => {
      await session.stop();
      await branch.stop();
    });

    test('one more is added, named, and used; each has its own key', async () => {
      await session.prepareAlerts();
      const page = await session.options();
      assert.ok(await page.evaluate(() => document.getElementById('servers')?.hidden), 'one server needs no list');
      await page.click('#add summary');
      await page.fill('#add_address', 'ftp://x');
      await page.press('Enter');
      await page.waitFor(() => document.getElementById('add-state')?.textContent?.includes('ftp:'));
      await page.click('#add summary');
      await session.addServer(page, branch.origin);
      assert.equal(
        await page.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('server')).value),
        branch.origin,
      );
      assert.equal(
        await page.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('key')).value),
        '',
        'the key of the other server does not go along',
      );
      await page.fill('#server_name', 'Branch & Co');
      await page.press('Tab');
      await page.waitFor(() => document.getElementById('servers')?.textContent?.includes('Branch & Co'));
      await page.fill('#server_company', 'branch-ltd');
      await page.press('Tab');
      await page.fill('#key', OTHER_KEY);
      await page.press('Tab');
      await page.waitFor(() => document.getElementById('key-state')?.textContent !== '');
      await page.evaluate(() => document.getElementById('server-section')?.scrollIntoView());
      await session.look(page, 'options-servers');
      await page.click(`#servers input[value="${session.server.origin}"]`);
      await page.waitFor(
        (/** @type {string} */ key) => /** @type {HTMLInputElement} */ (document.getElementById('key')).value === key,
        EXAMPLE_KEY,
      );
      await page.evaluate(() => document.getElementById('saved')?.replaceChildren());
      await page.click('#menu_servers');
      await page.waitFor(() => document.getElementById('saved')?.textContent !== '');
      await page.close();
    });

    test('the menu has an item for each, and the query opens on that one', async () => {
      const console_ = await session.console('kibana');
      const query = branch.waitForQuery();
      await session.choose(
        console_,
        { selector: '#ip-cell' },
        { submenu: 'b', screenshot: join(SCREENSHOTS, `${name}-menu-servers.png`) },
      );
      assert.ok(await query);
      await console_.close();
    });

    test('what was picked stays when another server is chosen', async () => {
      const page = await session.emptyPage();
      await page.fill('#text', '8.8.8.8 and evil.com');
      await page.waitFor(() => document.querySelectorAll('#groups .group').length === 2);
      await page.click('#group-0');
      const links = () =>
        [...document.querySelectorAll('.question a')].map((link) => /** @type {HTMLAnchorElement} */ (link).href);
      await page.waitFor(() => document.querySelectorAll('.question').length === 1);
      const before = await page.evaluate(links);
      const other = before[0]?.startsWith(branch.origin) ? session.server.origin : branch.origin;
      await session.message(page, 'server.use', { server: other });
      await page.waitFor(
        (/** @type {string} */ origin) => document.querySelector('.question')?.outerHTML.includes(origin),
        other,
      );
      assert.equal(await page.evaluate(() => document.querySelectorAll('.question').length), 1);
      assert.equal(
        await page.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('group-0')).checked),
        false,
      );
      await session.message(page, 'server.use', { server: session.server.origin });
      await page.close();
    });

    test('an alert goes to the server that the page shows, with its key and company, whatever is chosen later', async () => {
      const page = await session.emptyPage();
      branch.setFault({ kind: 'status', status: 503 });
      await session.message(page, 'alert.queue', {
        draft: { ...DRAFT, event_id: 'for-branch' },
        id: 'b-1',
        server: branch.origin,
      });
      await session.message(page, 'alert.queue', {
        draft: { ...DRAFT, event_id: 'for-main' },
        id: 'm-1',
        server: session.server.origin,
      });
      // The branch refuses for now; the other one is not kept waiting.
      await until(() => session.server.alerts.length === 1, 'the alert of the main server');
      await page.click('#tab-outbox');
      await page.waitFor(() => document.querySelectorAll('.item').length === 2);
      await session.look(page, 'outbox-servers');
      assert.match(
        await page.evaluate(() => document.getElementById('outbox-items')?.textContent ?? ''),
        /for Branch & Co/,
      );
      branch.setFault(null);
      await page.click('#retry-all');
      await until(() => branch.alerts.length === 1, 'the alert of the branch');
      // Each server knows its own key only, and would have refused the other one.
      assert.deepEqual([branch.alerts[0]?.event_id, branch.alerts[0]?.company], ['for-branch', 'branch-ltd']);
      assert.deepEqual([session.server.alerts[0]?.event_id, session.server.alerts[0]?.company], ['for-main', 'secdo']);
      await session.message(page, 'outbox.delete', { ids: ['b-1', 'm-1'] });
      await page.close();
    });

    test('the popup switches; what waits for a server that is removed is offered to the other one', async () => {
      const page = await session.emptyPage();
      await page.evaluate((/** @type {string} */ address) => {
        const choice = /** @type {HTMLSelectElement} */ (document.getElementById('server-choice'));
        choice.value = address;
        choice.dispatchEvent(new Event('change'));
      }, branch.origin);
      const options = await session.options();
      assert.equal(
        await options.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('server')).value),
        branch.origin,
      );
      branch.setFault({ kind: 'status', status: 503 });
      await session.message(page, 'alert.queue', {
        draft: { ...DRAFT, event_id: 'left' },
        id: 'l-1',
        server: branch.origin,
      });
      await until(
        async () =>
          (await page.evaluate(outbox))[0]?.state === 'queued' && (await page.evaluate(outbox))[0]?.attempts.length > 0,
        'a first attempt',
      );
      await options.bringToFront();
      await options.click('#remove-server');
      await options.waitFor(() => document.getElementById('servers')?.hidden);
      await page.bringToFront();
      await page.click('#tab-outbox');
      await page.waitFor(() => document.querySelector('.send_to'));
      await session.look(page, 'outbox-stranded');
      // A redraw that changes nothing leaves the buttons, one of which may be pressed right then.
      await page.evaluate(() => {
        const kept = [document.querySelector('.send_to'), document.querySelector('#outbox-items .item button')];
        const seen = { kept, drawn: false, moved: false };
        const [list, more] = ['outbox-items', 'outbox-more'].map(
          (id) => /** @type {HTMLElement} */ (document.getElementById(id)),
        );
        new MutationObserver(() => (seen.moved = true)).observe(/** @type {Node} */ (list), { childList: true });
        // Its text is written with each drawing.
        new MutationObserver(() => (seen.drawn = true)).observe(/** @type {Node} */ (more), { childList: true });
        Object.assign(globalThis, { seen });
      });
      await session.message(page, 'outbox.retry', { ids: [] });
      await page.waitFor(() => /** @type {any} */ (globalThis).seen.drawn);
      const seen = await page.evaluate(() => {
        const { kept, moved } = /** @type {any} */ (globalThis).seen;
        return { kept: kept.map((/** @type {Element} */ button) => button.isConnected), moved };
      });
      assert.deepEqual(seen, { kept: [true, true], moved: false });
      await page.click('.send_to');
      await until(
        () => session.server.alerts.some((alert) => alert.event_id === 'left'),
        'the alert at the other server',
      );
      // The removal can be undone, with the key.
      await options.bringToFront();
      await session.undo(options);
      await options.waitFor(
        (/** @type {string} */ key) => /** @type {HTMLInputElement} */ (document.getElementById('key')).value === key,
        OTHER_KEY,
      );
      await options.close();
      await page.close();
    });

    test('a corrected address takes the key and what waits along', async () => {
      const page = await session.options();
      await page.click(`#servers input[value="${branch.origin}"]`);
      await page.waitFor(
        (/** @type {string} */ key) => /** @type {HTMLInputElement} */ (document.getElementById('key')).value === key,
        OTHER_KEY,
      );
      const wrong = branch.origin.replace('127.0.0.1', 'localhost');
      await page.fill('#server', wrong);
      await page.press('Tab');
      await page.waitFor(
        (/** @type {string} */ address) => document.querySelector(`#servers input[value="${address}"]`),
        wrong,
      );
      await session.message(page, 'alert.queue', { draft: { ...DRAFT, event_id: 'along' }, id: 'a-1', server: wrong });
      await page.fill('#server', branch.origin);
      await page.press('Tab');
      await page.waitFor(
        (/** @type {string} */ address) => document.querySelector(`#servers input[value="${address}"]`),
        branch.origin,
      );
      await until(
        async () =>
          (await page.evaluate(outbox)).find((/** @type {any} */ { id }) => id === 'a-1')?.server === branch.origin,
        'the alert to follow',
      );
      assert.equal(
        await page.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('key')).value),
        OTHER_KEY,
      );
      await page.close();
    });

    test('a key stays with its server, whatever is shown, undone, or typed again', async () => {
      const page = await session.options();
      const use = async (/** @type {string} */ address, /** @type {string} */ expected) => {
        await page.click(`#servers input[value="${address}"]`);
        await page.waitFor(
          (/** @type {string} */ value) =>
            /** @type {HTMLInputElement} */ (document.getElementById('key')).value === value,
          expected,
        );
      };
      await use(branch.origin, OTHER_KEY);
      await page.click('#key-show');
      await use(session.server.origin, EXAMPLE_KEY);
      assert.equal(
        await page.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('key')).type),
        'password',
        'shown on demand only',
      );
      assert.equal(
        await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).value),
        session.server.origin,
        'the keyboard stays in the list',
      );

      // Another address, and a key typed for it: taking the address back would give that key to the old server.
      await use(branch.origin, OTHER_KEY);
      const elsewhere = branch.origin.replace('127.0.0.1', 'localhost');
      await page.fill('#server', elsewhere);
      await page.press('Tab');
      await page.waitFor(() => !document.getElementById('undo')?.hidden);
      await page.evaluate(() => document.getElementById('key-state')?.replaceChildren());
      await page.fill('#key', 'c'.repeat(64));
      await page.press('Tab');
      await page.waitFor(() => document.getElementById('key-state')?.textContent !== '');
      assert.ok(await page.evaluate(() => document.getElementById('undo')?.hidden), 'nothing to take back');

      // Taken out and entered again: the key is that of before; another server in between gets none.
      await page.click('#remove-server');
      await page.waitFor(() => document.getElementById('servers')?.hidden);
      await page.close();
      await session.set({ server: '' });
      await session.set({ server: 'https://secdo-other' });
      const again = await session.options();
      assert.equal(
        await again.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('key')).value),
        '',
      );
      await again.close();
      await session.set({ server: '' });
      await session.set({ server: session.server.origin });
      const back = await session.options();
      assert.equal(
        await back.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('key')).value),
        EXAMPLE_KEY,
      );
      await back.close();
    });

    test('the links that are shown follow the server', async () => {
      const page = await session.emptyPage();
      await session.type(page, '8.8.8.8');
      const second = branch.origin;
      await session.message(page, 'settings.save', {
        settings: {
          version: 1,
          server: session.server.origin,
          servers: [{ address: session.server.origin }, { address: second }],
        },
      });
      await page.waitFor(() => document.querySelectorAll('#server-choice option').length === 2);
      await session.message(page, 'server.use', { server: second });
      await page.waitFor(
        (/** @type {string} */ address) =>
          document.querySelector('#questions .value')?.textContent?.startsWith(address),
        second,
      );
      await page.close();
    });
  });
}
