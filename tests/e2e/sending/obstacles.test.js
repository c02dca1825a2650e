/** Obstacles between an alert and its server: permission, certificate, network, storage, and a browser that dies. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { start } from '../../standin/server.js';
import { DRAFT, taken } from './items.js';
import { BROWSERS } from '../harness/index.js';
import { until } from '../harness/wait.js';
import { Session } from '../session.js';

/** An alarm comes after half a minute at the earliest, and later on a machine that does something else beside. */
const BY_ITSELF = 240_000;

/** Runs in one of our pages. */
const outbox = async () => (await (await import(`${location.origin}/core.js`)).core()).outboxList();

for (const name of BROWSERS) {
  describe(`sending in ${name}`, { timeout: 600_000 }, () => {
    test('without the permission alerts wait, the page says so, and they go when it is given', async () => {
      const session = await Session.start(name);
      try {
        const page = await session.emptyPage();
        await session.message(page, 'settings.save', {
          settings: { version: 1, server: session.server.origin, alerts: { company: 'secdo' } },
        });
        await session.message(page, 'alert.queue', { draft: DRAFT, id: 'draft-1' });
        await page.click('#tab-outbox');
        await page.waitFor(() => document.querySelector('.allow'));
        assert.match(
          await page.evaluate(() => document.getElementById('outbox-status')?.textContent ?? ''),
          /wait here until the browser is allowed/,
        );
        await session.look(page, 'outbox-permission');
        assert.equal(session.server.alerts.length, 0);
        await session.prepareAlerts();
        await until(() => session.server.alerts.length === 1, 'the alert to go by itself');
        await page.close();
      } finally {
        await session.stop();
      }
    });

    test('a full database: the reason is said, the draft is kept', async () => {
      const session = await Session.start(name);
      try {
        await session.prepareAlerts();
        await session.browser.background(() => {
          const real = IDBObjectStore.prototype.put;
          // As a full disk does it: the write succeeds, then the transaction is taken back.
          IDBObjectStore.prototype.put = function (...parameters) {
            IDBObjectStore.prototype.put = real;
            const request = real.apply(this, parameters);
            request.addEventListener('success', () => this.transaction.abort());
            return request;
          };
        });
        const page = await session.emptyPage();
        await page.click('#tab-alert');
        await page.click('input[name="kind"][value="file"]');
        for (const field of /** @type {const} */ (['agent_ip', 'file_path', 'timestamp', 'vendor', 'product']))
          await page.fill(`#${field}`, DRAFT[field]);
        await page.click('#send');
        const words = await page.waitFor(() => document.querySelector('#notices .notice.danger')?.textContent);
        assert.match(String(words), /database answered: .*what you typed is still here/i);
        assert.equal(
          await page.evaluate(() => /** @type {HTMLInputElement} */ (document.getElementById('file_path')).value),
          DRAFT.file_path,
        );
        await session.look(page, 'storage-full');
        await page.click('#send');
        await until(() => session.server.alerts.length === 1, 'the second try');
        await page.close();
      } finally {
        await session.stop();
      }
    });

    test('the server is away and comes back: the alert goes by itself', async () => {
      const session = await Session.start(name);
      try {
        await session.prepareAlerts();
        const page = await session.emptyPage();
        const port = Number(new URL(session.server.origin).port);
        await session.server.stop();
        await session.message(page, 'alert.queue', { draft: DRAFT, id: 'draft-1' });
        await page.click('#tab-outbox');
        await page.waitFor(() => document.querySelector('.open_server'));
        await session.look(page, 'outbox-away');
        session.server = await start({ port, keepAlive: false });
        await page.close();
        await until(() => session.server.alerts.length === 1, 'the alert to go by itself', BY_ITSELF);
      } finally {
        await session.stop();
      }
    });

    test('a certificate that the browser does not know: accepted once in a tab, the alert goes by itself', async () => {
      const session = await Session.start(name);
      try {
        await session.prepareAlerts();
        await session.browser.grantHostPermission('https://127.0.0.1/*');
        await session.set({ server: session.server.secureOrigin });
        const options = await session.options();
        await options.click('#permission');
        await options.waitFor(() => document.getElementById('permission')?.hidden);
        await options.close();
        const page = await session.emptyPage();
        await session.message(page, 'alert.queue', { draft: DRAFT, id: 'draft-1' });
        await page.click('#tab-outbox');
        await page.waitFor(() => document.querySelector('.open_server'));
        await session.acceptCertificate(page);
        await until(() => session.server.alerts.length === 1, 'the alert to go by itself', BY_ITSELF);
      } finally {
        await session.stop();
      }
    });

    test('"Send alert to SECDO…" on a row of a console fills the form', async () => {
      const session = await Session.start(name);
      try {
        await session.prepareAlerts();
        await session.set({ menu: 'submenu' });
        const console_ = await session.console('qradar');
        await session.choose(console_, { selector: '#row-1', frame: '#grid' }, { submenu: 'l' });
        const page = await session.page();
        const values = await page.evaluate(() =>
          ['source_ip', 'destination_ip'].map(
            (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value,
          ),
        );
        assert.deepEqual(values, ['192.168.204.133', '8.8.8.8']);
        assert.equal(await page.evaluate(() => document.getElementById('alert')?.hidden), false);
        assert.ok(
          await page.evaluate(() => document.querySelector('label[for="source_ip"] .certainty') !== null),
          'prefilled fields are marked',
        );
        await session.look(page, 'alert-prefilled');
      } finally {
        await session.stop();
      }
    });

    test('the browser is killed with 100 alerts on their way: all 100 arrive, duplicates only where marked', async (context) => {
      const profile = await mkdtemp(join(tmpdir(), 'secdo-kill-'));
      const server = await start({ keepAlive: false });
      let session = await Session.start(name, { profile, server });
      try {
        await session.prepareAlerts();
        const page = await session.emptyPage();
        server.setFault({ kind: 'slow', delayMs: 100 });
        // One by one, as they are queued: imported ones are all marked.
        for (let n = 0; n < 100; n += 1)
          await session.message(page, 'alert.queue', { draft: { ...DRAFT, event_id: `e-${n}` }, id: `e-${n}` });
        await until(() => server.alerts.length >= 20, 'twenty alerts');
        await session.kill();
        const before = server.alerts.length;
        assert.ok(before < 100, `${before} before the kill`);
        server.setFault(null);

        session = await Session.start(name, { profile, server, configured: false });
        const options = await session.options();
        if (!(await options.evaluate(() => document.getElementById('permission')?.hidden)))
          await session.allow(options);
        await options.close();
        await until(() => taken(server.alerts).size === 100, 'all hundred', BY_ITSELF);
        const again = await session.emptyPage();
        await until(
          async () => (await again.evaluate(outbox)).every((/** @type {any} */ { state }) => state === 'delivered'),
          'the outbox to know it',
        );
        const items = await again.evaluate(outbox);
        const marked = new Set(
          items.filter((/** @type {any} */ item) => item.may_be_duplicate).map((/** @type {any} */ { id }) => id),
        );
        const twice = [...taken(server.alerts)].filter(([, count]) => count > 1).map(([id]) => id);
        assert.equal(items.length, 100);
        assert.ok(
          twice.every((id) => marked.has(id)),
          `${twice} of ${[...marked]}`,
        );
        assert.ok(marked.size <= 1, 'one alert at a time is on its way');
        context.diagnostic(
          `${name}: killed after ${before} of 100 alerts; 100 arrived, ${twice.length} twice, ${marked.size} marked`,
        );
      } finally {
        await session.stop();
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      }
    });
  });
}
