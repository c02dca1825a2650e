/** Alerts to a Cortex XDR: both kinds, batches, refusals, what breaks off; the same outbox as for SECDO. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from '../harness/index.js';
import { until } from '../harness/wait.js';
import { startTenant } from '../tenant.js';
import { DRAFT, exported, listed } from './items.js';

/** @typedef {import('../session.js').Session} Session */

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

/** The names of alerts whose state is one of these. @param {import('../session.js').Page} page @param {string[]} states */
async function inState(page, ...states) {
  const items = await page.evaluate(listed);
  return items.flatMap(({ id, state }) => (states.includes(state) ? [id] : []));
}

/** The names of alerts that have not arrived. @param {import('../session.js').Page} page */
const undelivered = (page) => inState(page, 'queued', 'sending');

/** The names of alerts that may have arrived twice. @param {import('../session.js').Page} page */
async function markedIds(page) {
  return (await page.evaluate(listed)).flatMap((item) => (item.may_be_duplicate ? [item.id] : []));
}

/** How many alerts are sent to a tenant that fails; a thousand take some minutes, since a tenant takes so many a second. */
const MANY = Number(process.env.SECDO_CORTEX_ALERTS ?? 80);

/** Runs in one of our pages: what the extension has stored, apart from the database of the keys. */
async function everythingWritten() {
  const { storage } = /** @type {any} */ (globalThis).browser ?? chrome;
  const items = await (await (await import(`${location.origin}/core.js`)).core()).outboxList();
  return JSON.stringify([await storage.local.get(), await storage.session.get(), items]);
}

for (const name of BROWSERS) {
  describe(`alerts to a Cortex XDR, in ${name}`, { timeout: 240_000 + MANY * 2_000 }, () => {
    /** @type {Awaited<ReturnType<typeof startTenant>>} */
    let tenant;
    /** @type {Session} */
    let session;
    /** @type {typeof tenant.cortex} */
    let cortex;
    before(async () => {
      tenant = await startTenant(name);
      ({ session, cortex } = tenant);
      await tenant.prepare();
    });
    after(() => tenant.stop());

    test('alerts of both kinds arrive, and the form says what has no place', async () => {
      const page = await session.emptyPage();
      await session.message(page, 'draft.keep', { draft: NETWORK });
      await page.close();
      const form = await session.emptyPage();
      await form.click('#tab-alert');
      await form.waitFor(() => document.querySelectorAll('#alert-differences li').length === 2);
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

    test('when the tenant wants a rest in the middle of single tries, the others wait, unmarked', async () => {
      cortex.reset();
      cortex.setFault({ status: 503, retryAfter: 600 });
      const page = await session.emptyPage();
      const ids = Array.from({ length: 20 }, (_, n) => `rest-${n}`);
      for (const id of ids) await session.message(page, 'alert.queue', { draft: { ...DRAFT, event_id: id }, id });
      await until(async () => (await undelivered(page)).length === ids.length, 'all of them to wait');
      cortex.reset();
      cortex.setFault({ status: 400, times: 1 }, { status: 429, retryAfter: 600, times: 1 });
      await session.message(page, 'outbox.retry', { ids });
      await until(
        () => cortex.refused.length === 2,
        () => `two refusals, ${JSON.stringify(cortex.refused)}`,
      );
      await until(async () => (await inState(page, 'sending')).length === 0, 'the round to end');
      assert.deepEqual([cortex.requests.length, cortex.alerts.length], [0, 0], 'nothing more was tried');
      const marked = await markedIds(page);
      assert.deepEqual(
        marked.filter((id) => id.startsWith('rest-')),
        [],
        'none may have arrived',
      );
      await session.message(page, 'outbox.retry', { ids });
      await until(
        () => cortex.alerts.length === ids.length,
        () => `${cortex.alerts.length} alerts`,
      );
      await until(async () => (await undelivered(page)).length === 0, 'the outbox to know it');
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
          const ids = await undelivered(page);
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
      const marked = new Set(await markedIds(page));
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
}
