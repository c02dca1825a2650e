/** A Cortex XDR in place of SECDO: the click copies a query in XQL, and the same outbox sends to the vendor's API. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';

import { startCortex } from '../standin/cortex.js';
import { BROWSERS } from './harness/index.js';
import { until } from './harness/wait.js';
import { DRAFT, exported } from './sending/items.js';
import { Session, withCopying } from './session.js';

/** @typedef {import('./session.js').Page} Page */

const NETWORK = {
  ...DRAFT,
  kind: 'network',
  direction: 'incoming',
  agent_ip: '',
  file_path: '',
  source_ip: '198.51.100.7',
  source_port: '4711',
  destination_ip: '10.0.0.5',
  destination_port: '443',
  severity: 'HIGH',
  event_id: '12',
};

/** Runs in one of our pages: the names of alerts that have not arrived. */
async function undelivered() {
  const items = await (await (await import(`${location.origin}/core.js`)).core()).outboxList();
  return items.flatMap((/** @type {any} */ { id, state }) => (['queued', 'sending'].includes(state) ? [id] : []));
}

/** How many alerts are sent to a tenant that fails; a thousand take some minutes, since a tenant takes so many a second. */
const MANY = Number(process.env.SECDO_CORTEX_ALERTS ?? 80);

/** Runs in one of our pages: the names of alerts that may have arrived twice. */
async function markedIds() {
  const items = await (await (await import(`${location.origin}/core.js`)).core()).outboxList();
  return items.flatMap((/** @type {any} */ item) => (item.may_be_duplicate ? [item.id] : []));
}

/** Runs in one of our pages: what the extension has stored, apart from the database of the keys. */
async function everythingWritten() {
  const { storage } = /** @type {any} */ (globalThis).browser ?? chrome;
  const items = await (await (await import(`${location.origin}/core.js`)).core()).outboxList();
  return JSON.stringify([await storage.local.get(), await storage.session.get(), items]);
}

const XQL =
  'config case_sensitive = false timeframe = 7d\n| preset = network_story\n| filter action_remote_ip in ("8.8.8.8")';

for (const name of BROWSERS) {
  describe(`a Cortex XDR in ${name}`, { timeout: 240_000 + MANY * 2_000 }, () => {
    /** @type {Session} */
    let session;
    /** @type {Awaited<ReturnType<typeof startCortex>>} */
    let cortex;
    /** @type {string} */
    let folder;
    before(async () => {
      cortex = await startCortex();
      folder = await withCopying(name);
      session = await Session.start(name, { extension: folder, configured: false });
      if (name === 'firefox') await session.browser.grantHostPermission('');
    });
    after(async () => {
      await session.stop();
      await cortex.stop();
      await rm(folder, { recursive: true, force: true });
    });

    /** The address of the API, which is another host than the console's. */
    const api = () => cortex.origin.replace('127.0.0.1', 'localhost');

    /** What the page that queries are pasted into holds after a paste. @param {Page} page */
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
      await options.waitFor(() => !document.getElementById('server_product')?.hidden);
      assert.ok(
        await options.evaluate(() => document.getElementById('cortex-fields')?.hidden),
        'SECDO unless somebody says otherwise',
      );
      await options.click('input[name="server_product"][value="cortex"]');
      await options.waitFor(() => !document.getElementById('cortex-fields')?.hidden);
      for (const [field, value] of /** @type {const} */ ([
        ['#cortex_api', api()],
        ['#cortex_key_id', '7'],
        ['#key', cortex.account.key],
      ])) {
        await options.fill(field, value);
        await options.press('Tab');
      }
      await options.waitFor(() => document.getElementById('key-state')?.textContent !== '');
      await session.look(options, 'cortex-options');
      // Only the API: nothing is ever sent to the console.
      await session.browser.grantHostPermission('http://localhost/*');
      await options.bringToFront();
      await options.click('#permission');
      await options.waitFor(() => document.getElementById('permission')?.hidden);
      await options.close();
      const again = await session.options();
      assert.deepEqual(
        await again.evaluate(() =>
          ['cortex_api', 'cortex_key_id', 'days'].map(
            (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value,
          ),
        ),
        [api(), '7', '7'],
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
      await options.close();
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

    test('alerts of both kinds arrive, and the form says what has no place', async () => {
      const page = await session.emptyPage();
      await session.message(page, 'draft.keep', { draft: NETWORK });
      await page.close();
      const form = await session.emptyPage();
      await form.click('#tab-alert');
      await form.waitFor(() => document.querySelectorAll('#alert-differences p').length === 2);
      assert.match(
        await form.evaluate(() => document.getElementById('alert-differences')?.textContent ?? ''),
        /event ID.*description/,
      );
      await session.look(form, 'cortex-alert');
      await form.click('#send');
      await until(() => cortex.alerts.length === 1, 'the connection');
      const console_ = await session.browser.background(() => {
        const browser_ = /** @type {any} */ (globalThis).browser ?? chrome;
        return browser_.permissions.contains({ origins: ['http://127.0.0.1/*'] });
      });
      assert.equal(console_, false, 'nothing was asked for the console');
      assert.deepEqual(
        [cortex.alerts[0].local_ip, cortex.alerts[0].remote_ip, cortex.alerts[0].alert_name, cortex.alerts[0].severity],
        ['10.0.0.5', '198.51.100.7', 'IncomingConnectionEvent', 'High'],
      );
      await session.message(form, 'alert.queue', { draft: DRAFT, id: 'a-file' });
      await until(() => cortex.alerts.length === 2, 'the file');
      assert.match(cortex.alerts[1].alert_description, /a\.exe/);
      const file = { ...cortex.requests.at(-1)?.headers };
      assert.ok(
        !JSON.stringify([cortex.requests, file]).includes(JSON.stringify(cortex.account.key).slice(1, -1)),
        'an advanced key stays here',
      );
      await form.close();
    });

    test('a hundred go together; what is refused together is tried one by one, and none is lost', async () => {
      cortex.reset();
      cortex.setFault({ status: 400, times: 1 });
      const page = await session.emptyPage();
      await session.message(page, 'outbox.import', { text: exported(100, 'batch', cortex.origin) });
      await until(
        () => cortex.alerts.length === 100,
        () => `${cortex.alerts.length} of 100 alerts`,
        120_000,
      );
      const ids = new Set(cortex.alerts.map(({ alert_description }) => alert_description));
      assert.equal(ids.size, 100, 'each once');
      assert.deepEqual(
        [cortex.requests.length, cortex.refused.length],
        [61, 1],
        '60 alone after the refusal, 40 together',
      );
      await page.close();
    });

    test('what broke off in the middle goes again, and nothing else arrives twice', async (context) => {
      cortex.reset();
      // Nothing is taken until all of them wait.
      cortex.setFault({ status: 503, retryAfter: 600 });
      const page = await session.emptyPage();
      for (let n = 0; n < MANY; n += 1) {
        await session.message(page, 'alert.queue', { draft: { ...DRAFT, event_id: `broken-${n}` }, id: `broken-${n}` });
      }
      const began = performance.now();
      cortex.reset();
      cortex.setFault({ status: 0, reset: 'after', ...(MANY > 500 ? { everyNth: 4 } : { times: 1 }) });
      await until(
        async () => {
          // A tenant that does not answer is left alone for a while, unless somebody wants otherwise.
          const ids = await page.evaluate(undelivered);
          if (ids.length > 0) await session.message(page, 'outbox.retry', { ids });
          return ids.length === 0;
        },
        'all of them to be delivered',
        600_000,
      );
      const counts = new Map();
      for (const { alert_description: words } of cortex.alerts) {
        const id = String(words).split('event ')[1];
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
      assert.equal(counts.size, MANY, 'none is lost');
      const marked = new Set(await page.evaluate(markedIds));
      const twice = [...counts].filter(([, count]) => count > 1).map(([id]) => id);
      assert.ok(twice.length > 0, 'the answer to some was lost');
      assert.deepEqual(
        twice.filter((id) => !marked.has(id)),
        [],
        'arrived twice, and not marked',
      );
      const took = Math.round((performance.now() - began) / 1_000);
      context.diagnostic(
        `${name}: ${MANY} alerts in ${cortex.requests.length} requests, ${twice.length} twice, ${took} s`,
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

    test('an issue goes where the tenant has a place for the path', async () => {
      cortex.reset();
      const options = await session.options();
      await options.bringToFront();
      await options.evaluate(() => document.getElementById('saved')?.replaceChildren());
      await options.click('input[name="file_events"][value="issue"]');
      await options.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
      await session.message(options, 'alert.queue', { draft: DRAFT, id: 'an-issue' });
      await until(
        () => cortex.issues.length === 1,
        () => `the issue; there is ${JSON.stringify([cortex.alerts, cortex.refused])}`,
      );
      assert.deepEqual(cortex.issues[0].normalized_fields['xdm.file.path'], [DRAFT.file_path]);
      await options.close();
    });

    test('the key is in no store, export or page but its own', async () => {
      const page = await session.emptyPage();
      const files = await page.evaluate(everythingWritten);
      const exports = await Promise.all(
        ['csv', 'json'].map((format) => session.message(page, 'outbox.export', { format })),
      );
      const all = JSON.stringify([files, exports, await page.evaluate(() => document.documentElement.outerHTML)]);
      for (const form of [cortex.account.key, JSON.stringify(cortex.account.key).slice(1, -1)]) {
        assert.ok(!all.includes(form) && !all.includes(JSON.stringify(form).slice(1, -1)), 'the key');
      }
      await page.close();
    });

    test('a refusal says what to do', async () => {
      cortex.reset();
      cortex.setFault({ status: 401 });
      const page = await session.emptyPage();
      await session.message(page, 'alert.queue', { draft: DRAFT, id: 'refused' });
      await page.click('#tab-outbox');
      await page.waitFor(() =>
        document.querySelector('#item-refused[data-state="rejected"]')?.textContent?.includes('first of all its level'),
      );
      assert.ok(!(await page.evaluate(() => document.body.textContent ?? '')).includes(cortex.account.key));
      await page.close();
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
