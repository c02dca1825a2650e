/**
 * Alerts: from the form to the server, through everything that can go wrong on the way. One long file, since all of it
 * is tried on one page of one browser: starting another one takes longer than most of these tests.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { EXAMPLE_KEY } from '../../standin/alert-rules.js';
import { DRAFT, exported, taken } from './items.js';
import { BROWSERS } from '../harness/index.js';
import { until } from '../harness/wait.js';
import { Session } from '../session.js';

const NETWORK = {
  source_ip: '192.168.204.133',
  source_port: '59661',
  destination_ip: '66.186.100.181',
  destination_port: '9000',
  timestamp: '1490209247000',
  vendor: 'Palo Alto Networks',
  product: 'PAN-OS',
  event_id: '871151',
};
const FILE = {
  agent_ip: '192.168.52.131',
  file_path: 'c:\\temp\\55\\pageant.exe',
  timestamp: '1493209485000',
  vendor: 'McAfee',
  product: 'ePO',
  event_id: '1674573196751',
};

/** A round that does nothing for as long stands still, in milliseconds: an answer may take 30 seconds, an alarm as long. */
const STANDS_STILL = 65_000;

for (const name of BROWSERS) {
  describe(`alerts in ${name}`, { timeout: 600_000 }, () => {
    /** @type {Session} */
    let session;
    /** @type {import('../session.js').Page} */
    let page;
    before(async () => {
      session = await Session.start(name);
      await session.prepareAlerts();
      page = await session.emptyPage();
    });
    after(() => session.stop());
    // Whatever a test that failed left is not the next one's.
    afterEach(() => clear());

    /** @param {'network' | 'file'} kind @param {Record<string, string>} fields */
    const fill = async (kind, fields) => {
      await page.bringToFront();
      await page.click('#tab-alert');
      await page.click('#clear');
      await page.click(`input[name="kind"][value="${kind}"]`);
      for (const [field, value] of Object.entries(fields)) await page.fill(`#${field}`, value);
    };
    const sendForm = async () => {
      await page.click('#send');
      await page.waitFor(() => document.getElementById('alert-done')?.textContent !== '');
    };
    /** @param {string} state @param {string} words in the details of the latest alert */
    const latest = async (state, words) => {
      await page.click('#tab-outbox');
      return page.waitFor(
        ([wanted, text]) => {
          const item = document.querySelector('.item');
          return (
            item instanceof HTMLElement &&
            item.dataset.state === wanted &&
            item.textContent?.includes(String(text)) &&
            item.textContent
          );
        },
        [state, words],
        { timeout: 120_000 },
      );
    };
    const outbox = () =>
      page.evaluate(async () => (await (await import(location.origin + '/core.js')).core()).outboxList());
    /** The one alert as the database holds it. */
    const storedItem = async () =>
      JSON.parse(await session.message(page, 'outbox.export', { format: 'json' })).items[0];
    const alarms = () =>
      session.browser.background(async () =>
        (await /** @type {any} */ (globalThis.browser ?? chrome).alarms.getAll()).map(
          (/** @type {any} */ alarm) => alarm.name,
        ),
      );
    const clear = async () => {
      session.server.setFault(null);
      const damaged = await page.evaluate(async () =>
        (await (await import(location.origin + '/core.js')).core()).outboxUnreadable(),
      );
      const ids = [...(await outbox()), ...damaged].map((/** @type {{ id: string }} */ { id }) => id);
      await session.message(page, 'outbox.delete', { ids });
      session.server.reset();
    };

    test('a network event and a file event arrive as the document writes them', async () => {
      await fill('network', NETWORK);
      await page.evaluate(() => {
        const severity = /** @type {HTMLSelectElement} */ (document.getElementById('severity'));
        severity.value = 'LOW';
        severity.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await session.look(page, 'alert');
      await sendForm();
      await latest('delivered', 'The server took it');
      await fill('file', FILE);
      await session.look(page, 'alert-file');
      await sendForm();
      await until(() => session.server.alerts.length === 2, 'two alerts at the stand-in');
      const [network, file] = session.server.alerts.map(({ receivedAt: _, ...alert }) => alert);
      assert.deepEqual(network, { company: 'secdo', ...NETWORK, type: 'OutgoingConnectionEvent', severity: 'LOW' });
      assert.deepEqual(file, { company: 'secdo', ...FILE, type: 'SuspiciousFileEvent' });
      await latest('delivered', 'The server took it');
      await session.look(page, 'outbox');
    });

    test('errors stand at their fields and in a summary; nothing is sent', async () => {
      await fill('network', { source_ip: '10.0.0.1/8', destination_port: '70000', timestamp: 'whenever' });
      await page.click('#send');
      const errors = await page.waitFor(() => {
        const found = [...document.querySelectorAll('.field .field-error')].map((error) => error.textContent ?? '');
        return found.length === 6 && found;
      });
      assert.ok(
        errors.some((error) => error.includes('is not an IP address')) &&
          errors.some((error) => error.includes('is not a port')),
      );
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'source_ip');
      assert.equal(session.server.alerts.length, 0);
      await session.look(page, 'alert-errors');
    });

    test('a hash in place of a path leads to the query', async () => {
      await fill('file', { ...FILE, file_path: '44d88612fea8a8f36de82e1278abb02f' });
      await page.click('#send');
      await page.waitFor(() => !document.getElementById('hash-query')?.hidden);
      await page.click('#hash-query');
      const sentence = await page.waitFor(() => document.querySelector('.question')?.textContent);
      assert.match(String(sentence), /Processes, run, whose hash is 44d88612fea8a8f36de82e1278abb02f/);
    });

    test('the ends are swapped, the direction follows, and the draft survives a reload and a stopped background', async () => {
      await fill('network', {
        source_ip: '8.8.8.8',
        source_port: '53',
        destination_ip: '10.0.0.1',
        destination_port: '40000',
      });
      const incoming = () =>
        /** @type {HTMLInputElement} */ (document.querySelector('[name="direction"][value="incoming"]')).checked;
      assert.equal(await page.evaluate(incoming), true);
      await page.click('#swap');
      assert.equal(await page.evaluate(incoming), false);
      await session.browser.stopBackground();
      await page.close();
      page = await session.emptyPage();
      const values = await page.evaluate(() =>
        ['source_ip', 'source_port', 'destination_ip', 'destination_port'].map(
          (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value,
        ),
      );
      assert.deepEqual(values, ['10.0.0.1', '40000', '8.8.8.8', '53']);
    });

    for (const [fault, state, words] of /** @type {[any, string, string][]} */ ([
      [{ kind: 'status', status: 400 }, 'rejected', 'refused with status 400'],
      [{ kind: 'status', status: 500 }, 'queued', 'not now, status 500'],
      [{ kind: 'status', status: 503 }, 'queued', 'not now, status 503'],
      [{ kind: 'status', status: 429, retryAfter: 2 }, 'queued', 'not now, status 429'],
      [{ kind: 'false' }, 'rejected', 'refused with status 200: false'],
      [{ kind: 'html' }, 'rejected', 'refused with status 200'],
      [{ kind: 'redirect' }, 'rejected', 'redirects elsewhere'],
      [{ kind: 'reset-before' }, 'queued', 'not reached'],
      [{ kind: 'reset-after' }, 'queued', 'SECDO may have this alert twice'],
      [{ kind: 'slow', delayMs: 45_000 }, 'queued', 'no answer in 30 seconds'],
    ])) {
      test(`${JSON.stringify(fault)}: ${state}, and delivered in the end`, async () => {
        session.server.setFault(fault);
        await fill('file', FILE);
        await sendForm();
        await latest(state, words);
        session.server.setFault(null);
        if (fault.status !== 429) await page.click('#retry-all');
        await latest('delivered', 'The server took it');
        const [count] = taken(session.server.alerts).values();
        assert.equal(count, fault.kind === 'reset-after' ? 2 : 1);
      });
    }

    test('a rejected alert is edited and sent again in place of the old one', async () => {
      session.server.setFault({ kind: 'status', status: 400, times: 1 });
      await fill('file', FILE);
      await sendForm();
      await latest('rejected', 'refused with status 400');
      await page.click('.item summary');
      await page.click('.item .edit');
      await page.fill('#event_id', 'mended');
      await sendForm();
      await latest('delivered', 'mended');
      assert.deepEqual((await outbox()).length, 1);
    });

    test("a wrong key is refused in the server's words, and never shown", async () => {
      await session.message(page, 'key.save', { key: 'f'.repeat(64) });
      await fill('file', FILE);
      await sendForm();
      await latest('rejected', 'refused with status 403');
      await session.look(page, 'outbox-rejected');
      await session.message(page, 'key.save', { key: EXAMPLE_KEY });
      await page.click('#retry-all');
      await latest('delivered', 'The server took it');
    });

    test("a damaged record is in no other one's way, and is named", async () => {
      await page.evaluate(record, { id: 'damaged', state: 'queued', item: '{"id":' });
      await fill('file', FILE);
      await sendForm();
      await latest('delivered', 'The server took it');
      assert.match(
        await page.evaluate(() => document.getElementById('outbox-status')?.textContent ?? ''),
        /1 alert cannot be read/,
      );
      // It does not wait: nothing is asked for again and again because of it, and no number says so.
      await until(
        async () =>
          (await alarms()).every((/** @type {string} */ name_) => !['outbox', 'outbox-safety'].includes(name_)),
        'no alarm of the outbox',
      );
      assert.equal(await page.evaluate(() => document.getElementById('outbox-count')?.textContent), '');
      // A person sees what stands in it, and can delete it.
      await page.click('.unreadable summary');
      assert.match(
        await page.evaluate(() => document.querySelector('.unreadable .more')?.textContent ?? ''),
        /\{"id":/,
      );
      await session.look(page, 'outbox-unreadable');
      await page.click('.unreadable .delete');
      await page.click('.unreadable .delete');
      await page.waitFor(() => !document.querySelector('.unreadable'));
    });

    test('a record of a newer program waits for it, and what a program can read again is sent', async () => {
      await fill('file', FILE);
      session.server.setFault({ kind: 'status', status: 503 });
      await sendForm();
      await latest('queued', 'not now');
      const stored = await storedItem();
      await page.evaluate(record, {
        id: stored.id,
        state: 'queued',
        item: JSON.stringify({ ...stored, state: 'of tomorrow' }),
      });
      await session.message(page, 'outbox.retry', { ids: [] });
      await page.waitFor(() => document.querySelector('.unreadable'));
      session.server.setFault(null);
      await page.evaluate(record, { id: stored.id, state: 'unreadable', item: JSON.stringify({ ...stored, next: 0 }) });
      await session.message(page, 'outbox.retry', { ids: [] });
      await latest('delivered', 'The server took it');
      assert.equal(taken(session.server.alerts).size, 1);
    });

    test('a delivered alert goes after its days, also while another one waits', async () => {
      session.server.setFault({ kind: 'status', status: 503 });
      await session.message(page, 'alert.queue', { draft: DRAFT, id: 'waits' });
      await until(async () => (await outbox())[0]?.attempts[0]?.outcome?.busy, 'the first attempt');
      const old = { ...(await storedItem()), id: 'old', state: 'delivered', next: Date.now() - 400 * 86_400_000 };
      await page.evaluate(record, { id: 'old', state: 'delivered', item: JSON.stringify(old) });
      assert.equal((await outbox()).length, 2, 'it is read');
      await session.browser.stopBackground();
      await session.message(page, 'outbox.retry', { ids: [] });
      await until(async () => (await outbox()).length === 1, 'the old one to go');
      assert.equal((await outbox())[0].id, 'waits');
      assert.ok((await alarms()).includes('outbox-daily'), 'that is looked at every day');
    });

    test('a crafted file empties nothing: what is wrong with it fails alone, and is said', async () => {
      const { version, items } = JSON.parse(exported(4, 'crafted'));
      const file = JSON.stringify({
        version,
        items: [
          items[0],
          { ...items[1], created: 0 },
          { ...items[2], attempts: 'many' },
          { ...items[3], created: 9e15 },
        ],
      });
      const text = file.replace('"created":0', '"created":9007199254740993');
      session.server.setFault({ kind: 'status', status: 400 });
      await page.bringToFront();
      await page.click('#tab-outbox');
      const { added, refused } = await session.message(page, 'outbox.import', { text });
      assert.equal(added, 1);
      assert.deepEqual(
        refused.map((/** @type {string} */ words) => words.split(',')[0]),
        ['alert 2', 'alert 3', 'alert 4'],
      );
      // The same in the database, as an earlier version may have stored it.
      const stored = { ...items[1], id: 'far', created: 0 };
      await page.evaluate(record, {
        id: 'far',
        state: 'queued',
        item: JSON.stringify(stored).replace('"created":0', '"created":9007199254740993'),
      });
      await session.message(page, 'outbox.retry', { ids: [] });
      await page.waitFor(
        () => document.querySelectorAll('.item').length === 1 && document.querySelectorAll('.unreadable').length === 1,
      );
      await session.message(page, 'outbox.delete', { ids: ['far'] });
      await page.waitFor(() => !document.querySelector('.unreadable'));
    });

    test('an answer that is lost: the same alert is stored once, a corrected one as well', async () => {
      session.server.setFault({ kind: 'status', status: 503 });
      await fill('file', { ...FILE, timestamp: '5 minutes ago' });
      // The background stores it, and its answer is lost, as often as it is asked.
      await page.evaluate(() => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        const real = api.runtime.sendMessage.bind(api.runtime);
        let lost = 0;
        api.runtime.sendMessage = async (/** @type {any} */ message) => {
          const reply = await real(message);
          if (message.name !== 'alert.queue') return reply;
          lost += 1;
          document.documentElement.dataset.lost = String(lost);
          if (lost > 1) api.runtime.sendMessage = real;
          return undefined;
        };
      });
      await sendForm();
      assert.equal(await page.evaluate(() => document.documentElement.dataset.lost), '2');
      assert.equal((await outbox()).length, 1);
      const [{ id, draft }] = await outbox();
      await session.message(page, 'alert.queue', { draft, id, server: session.server.origin });
      await assert.rejects(
        session.message(page, 'alert.queue', {
          draft: { ...draft, vendor: 'Another' },
          id,
          server: session.server.origin,
        }),
        /stored under the same name/,
      );
      assert.equal((await outbox()).length, 1);
    });

    test('a form that is corrected after the answer was lost is another alert', async () => {
      session.server.setFault({ kind: 'status', status: 503 });
      await fill('file', FILE);
      await page.evaluate(() => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        const real = api.runtime.sendMessage.bind(api.runtime);
        api.runtime.sendMessage = async (/** @type {any} */ message) => {
          const reply = await real(message);
          if (message.name !== 'alert.queue') return reply;
          api.runtime.sendMessage = real;
          return { ok: false, problem: { code: 'no_answer', params: [], message: 'lost' } };
        };
      });
      await page.click('#send');
      await page.waitFor(() => document.querySelector('#notices .notice.danger'));
      await page.fill('#vendor', 'Corrected');
      await sendForm();
      assert.deepEqual((await outbox()).map((/** @type {any} */ item) => item.draft.vendor).sort(), [
        'Corrected',
        'McAfee',
      ]);
    });

    test('what only tells something fails: the alerts go all the same', async () => {
      await session.browser.background(() => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        const full = () => Promise.reject(new Error('the quota of the session storage'));
        Object.assign(globalThis, { realSet: api.storage.session.set });
        api.storage.session.set = full;
        api.action.setBadgeText = full;
      });
      const { id } = await session.message(page, 'alert.queue', {
        draft: { ...DRAFT, event_id: 'no-room' },
        id: 'no-room',
      });
      await until(() => taken(session.server.alerts).has('no-room'), 'the alert, without room for what is told of it');
      await session.message(page, 'alert.queue', { draft: { ...DRAFT, event_id: 'no-room-2' }, id: 'no-room-2' });
      await until(() => taken(session.server.alerts).has('no-room-2'), 'the next one, too');
      assert.equal(id, 'no-room');
      await session.browser.stopBackground();
    });

    test('a trap in the middle of a round frees its lock, and the next round goes on', async () => {
      const settings = JSON.stringify({ version: 1, server: session.server.origin, alerts: { company: 'secdo' } });
      // The server asks for an hour, so that the background does not take the alert before the page's round does.
      session.server.setFault({ kind: 'status', status: 503, times: 1, retryAfter: 3_600 });
      await session.message(page, 'alert.queue', { draft: { ...DRAFT, event_id: 'trapped' }, id: 'trapped' });
      await until(async () => (await outbox())[0]?.attempts[0]?.outcome?.busy, 'the first attempt');
      // A round in the page: it is in the middle of an attempt when its module traps.
      const ended = await page.evaluate(trap, {
        settings: [settings, ''],
        keys: { [session.server.origin]: EXAMPLE_KEY },
      });
      assert.equal(ended.code, 'internal');
      // The browser tells of a lock's end after the promise of its request.
      await page.waitFor(free);
      await session.message(page, 'outbox.retry', { ids: ['trapped'] });
      await until(async () => (await outbox())[0]?.state === 'delivered', 'the next round');
      assert.equal((await outbox())[0].may_be_duplicate, true, 'the attempt that was broken off may have arrived');
    });

    test('no script in a page reads the key, or is answered', async () => {
      const console_ = await session.console('csp');
      const local = await page.evaluate(async () =>
        JSON.stringify(await /** @type {any} */ (globalThis.browser ?? chrome).storage.local.get(null)),
      );
      assert.ok(!local.includes(EXAMPLE_KEY), 'the key is in the storage that scripts in pages may read');
      // A script that runs in a page in our name, as the one that reads a selection.
      const tab = new URL(await console_.url()).pathname;
      await session.browser.grantHostPermission('http://127.0.0.1/*');
      const seen = await session.browser.background(async (path) => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        const [found] = (await api.tabs.query({})).filter((/** @type {any} */ { url }) => url?.includes(path));
        const [{ result }] = await api.scripting.executeScript({ target: { tabId: found.id }, func: inPage });
        return result;
        async function inPage() {
          const own = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
          const words = async (/** @type {() => Promise<unknown>} */ ask) => {
            try {
              return JSON.stringify(
                (await Promise.race([ask(), new Promise((resolve) => setTimeout(resolve, 10_000, 'nobody'))])) ??
                  'nobody',
              );
            } catch {
              return 'refused';
            }
          };
          const there = `${typeof own.runtime.sendMessage} ${typeof own.storage.local}`;
          return [
            JSON.stringify(there),
            await words(() => own.storage.local.get(null)),
            await words(() => own.storage.session.get(null)),
            ...(await Promise.all(
              ['key.read', 'keys.read', 'outbox.list', 'settings.reset'].map((name_) =>
                words(() => own.runtime.sendMessage({ name: name_, params: { server: '' } })),
              ),
            )),
          ];
        }
      }, tab);
      assert.equal(seen.shift(), '"function object"', 'the interfaces are there');
      assert.ok(
        seen.every((/** @type {string} */ words) => !words.includes(EXAMPLE_KEY)),
        String(seen),
      );
      assert.equal(seen[1], 'refused', 'the session storage');
      if (name === 'chromium') assert.equal(seen[0], 'refused', 'the storage on the computer');
      assert.deepEqual(
        seen.slice(2).filter((/** @type {string} */ words) => words !== 'refused' && words !== '"nobody"'),
        [],
      );
      await console_.close();
    });

    test('the background is stopped before, during and after the POST', async () => {
      session.server.setFault({ kind: 'slow', delayMs: 1_500 });
      await fill('file', FILE);
      await session.browser.stopBackground();
      await sendForm();
      await until(() => session.server.requests.some(({ method }) => method === 'POST'), 'the POST');
      await session.browser.stopBackground();
      session.server.setFault(null);
      // Whoever looks wakes it; in Firefox the interrupted attempt is found and repeated, marked.
      await page.bringToFront();
      await page.click('#tab-outbox');
      await page.click('#retry-all');
      await until(() => session.server.alerts.length > 0, 'the alert');
      await session.message(page, 'outbox.retry', { ids: (await outbox()).map((/** @type {any} */ item) => item.id) });
      await latest('delivered', 'The server took it');
      const [item] = await outbox();
      assert.ok(session.server.alerts.length === 1 || item.may_be_duplicate, 'a duplicate is marked');
      await session.browser.stopBackground();
      assert.equal((await outbox())[0].state, 'delivered');
    });

    test(
      'a thousand alerts against a server that fails a third of the time: a thousand arrive, each once',
      { timeout: 300_000 },
      async (context) => {
        session.server.setFault({ kind: 'status', status: 500, everyNth: 3 });
        const began = Date.now();
        await session.message(page, 'outbox.import', { text: exported(1_000) });
        const arrived = () => taken(session.server.alerts).size;
        const left = () => 1_000 - arrived();
        // A failed alert waits for half a minute, then for twice as long each time: it is sent again at once here.
        const waiting = () => page.evaluate(waitingIds);
        while (left() > 0) {
          const { length } = session.server.requests;
          // Of the last ones, some may have been on their way when the others were sent again: then they wait.
          await until(
            async () =>
              session.server.requests.length >= length + 50 || (left() < 50 && (await waiting()).length >= left()),
            () => `the next attempts: the round stands still after ${arrived()} alerts`,
            STANDS_STILL,
          );
          await session.message(page, 'outbox.retry', { ids: await waiting() });
        }
        const counts = taken(session.server.alerts);
        assert.equal(counts.size, 1_000);
        assert.ok([...counts.values()].every((count) => count === 1));
        context.diagnostic(
          `${name}: 1,000 alerts against a server that fails a third of the time: 1,000 arrived, each once, in ${Math.round((Date.now() - began) / 1_000)} s`,
        );
      },
    );

    test('ten thousand alerts are listed at once, searched and exported without the key', async (context) => {
      session.server.setFault({ kind: 'status', status: 400 });
      await session.message(page, 'key.save', { key: '' });
      await session.message(page, 'outbox.import', { text: exported(10_000) });
      await page.bringToFront();
      await page.click('#tab-outbox');
      await page.waitFor(() => document.querySelectorAll('.item').length === 100);
      const milliseconds = await page.evaluate(() => {
        const search = /** @type {HTMLInputElement} */ (document.getElementById('outbox-search'));
        const start = performance.now();
        search.value = '\\9999\\';
        search.dispatchEvent(new Event('input'));
        return performance.now() - start;
      });
      assert.equal(await page.evaluate(() => document.querySelectorAll('.item').length), 1);
      context.diagnostic(`${name}: searched 10,000 alerts in ${Math.round(milliseconds)} ms`);
      await session.message(page, 'key.save', { key: EXAMPLE_KEY });
      const everything = await page.evaluate(async () => {
        const secdo = await (await import(location.origin + '/core.js')).core();
        return [
          await secdo.outboxExport('csv', '', ''),
          await secdo.outboxExport('json', '', ''),
          JSON.stringify(await secdo.outboxList()),
          document.documentElement.outerHTML,
        ].join('\n');
      });
      assert.ok(everything.length > 1_000_000 && !everything.includes(EXAMPLE_KEY));
      assert.ok(!(await session.browser.consoleErrors()).join('\n').includes(EXAMPLE_KEY));
      assert.ok(session.server.requests.every(({ url }) => !url?.includes(EXAMPLE_KEY)));
    });
  });
}

/**
 * Runs in one of our pages: begins a round of its own, lets its module trap while an answer is awaited; what came of the
 * round.
 *
 * @param {{ settings: import("../../../extension/shared/storage.js").SettingsTexts, keys: Record<string, string> }} round
 */
async function trap({ settings, keys }) {
  const secdo = await (await import(location.origin + '/core.js')).core();
  const { pump } = await import(location.origin + '/pump.js');
  const real = fetch;
  const called = new Promise((resolve) => {
    globalThis.fetch = () => {
      resolve(null);
      return new Promise(() => {});
    };
  });
  // A round of the background may be under way, and another one about to begin: the alert is made due between the two
  // requests of the lock, which are served in their order.
  const due = navigator.locks.request('outbox', () => secdo.outboxRetry(['trapped']));
  const ended = pump(() => ({ settings, keys }));
  await due;
  const early = await Promise.race([called, ended]);
  globalThis.fetch = real;
  if (early) throw new Error(`the round made no attempt: ${JSON.stringify(early)}`);
  dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }));
  const { problem } = await ended;
  return { code: problem?.code };
}

/** Runs in one of our pages: whether no round is under way. */
async function free() {
  return (await navigator.locks.query()).held?.every(({ name }) => name !== 'outbox');
}

/** Runs in one of our pages: the names of alerts whose next attempt is not due yet. */
async function waitingIds() {
  const items = await (await (await import(location.origin + '/core.js')).core()).outboxList();
  return items.flatMap((/** @type {any} */ { id, state, next }) =>
    state === 'queued' && next > Date.now() ? [id] : [],
  );
}

/** Runs in one of our pages: puts a record into the database as it is; null removes it. @param {{ id: string } | null} put */
async function record(put) {
  /** @type {IDBDatabase} */
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('outbox');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise((resolve, reject) => {
    const transaction = database.transaction('items', 'readwrite');
    if (put) transaction.objectStore('items').put(put);
    else transaction.objectStore('items').delete('damaged');
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
}
