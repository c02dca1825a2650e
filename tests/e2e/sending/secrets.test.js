/**
 * Where the key must not be: three keys that are awkward to hide, a server that repeats them in every form, and then every
 * store, log, export, error and list of processes is searched, and the profile of the browser.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';

import { folder, line, run, start } from '../../cli/secdo.js';
import { close, listen, readBody } from '../../standin/listen.js';
import { BROWSERS } from '../harness/index.js';
import { until } from '../harness/wait.js';
import { Session } from '../session.js';
import { DRAFT } from './items.js';

const KEYS = [
  `k"q\\u0041\\x/1&<i>'z%41+9`,
  'schlüssel-😀-漢字-ключ',
  'b9cbe23a2c0acaa61c40abef3c792a83f302adb15649fe19bf73402e253dfd16',
];

/** Each way in which a key may be written, and its halves. @param {string} key */
function forms(key) {
  const json = JSON.stringify(key).slice(1, -1);
  const units = [...Array(key.length).keys()]
    .map((index) => `\\u${key.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
  const html = key.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll("'", '&#39;');
  const letters = [...key];
  const half = Math.ceil(letters.length / 2);
  return [
    key,
    json,
    json.replaceAll('/', '\\/'),
    JSON.stringify(json).slice(1, -1),
    units,
    encodeURIComponent(key),
    html,
    letters.slice(0, half).join(''),
    letters.slice(half).join(''),
  ];
}

/** A server that refuses every alert and repeats its key in every form, some in the middle of others. */
async function parrot() {
  let answer = 400;
  const server = createServer(async (request, response) => {
    const { apikey = '' } = JSON.parse((await readBody(request)).toString() || '{}');
    response.writeHead(answer, { 'Content-Type': 'application/json' });
    // Each by itself, so that every one stands at the beginning once, which is what is kept.
    response.end(
      `bad key: ${forms(String(apikey))
        .map((form) => `[${form}]`)
        .join(' ')}`,
    );
    answer = answer === 400 ? 503 : 400;
  });
  const port = await listen(server, 0);
  return { origin: `http://127.0.0.1:${port}`, stop: () => close(server) };
}

/** @param {string} text @param {string} key @param {string} where */
function assertAbsent(text, key, where) {
  for (const form of forms(key)) {
    if ([...form].length > 8) assert.ok(!text.includes(form), `${where} holds ${form}`);
  }
}

for (const name of BROWSERS) {
  test(`the key is nowhere in ${name} but where it is kept`, { timeout: 600_000 }, async (context) => {
    const profile = await mkdtemp(join(tmpdir(), 'secdo-secrets-'));
    const server = await parrot();
    const session = await Session.start(name, { profile, server: /** @type {any} */ (server) });
    try {
      await session.prepareAlerts();
      const page = await session.emptyPage();
      for (const [index, key] of KEYS.entries()) {
        const options = await session.options();
        await options.fill('#key', key);
        await options.press('Tab');
        await options.waitFor(() => document.getElementById('key-state')?.textContent !== '');
        await options.close();
        const id = `secret-${index}`;
        await session.message(page, 'alert.queue', { draft: { ...DRAFT, event_id: id }, id });
        const item = async () => (await page.evaluate(outbox)).find((/** @type {any} */ one) => one.id === id);
        await until(
          async () => (await item())?.attempts.length > 0 && (await item()).state !== 'sending',
          'the first answer',
        );
        await session.message(page, 'outbox.retry', { ids: [id] });
        await until(
          async () => (await item()).attempts.length > 1 && (await item()).state !== 'sending',
          'the second answer',
        );
      }
      await page.bringToFront();
      await page.click('#tab-outbox');
      await page.waitFor(() => document.querySelectorAll('.item').length === 3);
      await page.click('.item summary');
      await session.look(page, 'outbox-masked');
      const seen = await page.evaluate(everything);
      const errors = (await session.browser.consoleErrors()).join('\n');
      const processes = execFileSync('ps', ['-eo', 'args', '-ww'], { encoding: 'utf8' });
      for (const key of KEYS) {
        for (const [where, text] of Object.entries(seen)) assertAbsent(text, key, where);
        assertAbsent(errors, key, 'the console');
        assertAbsent(processes, key, 'the list of processes');
      }
      assert.match(String(seen.list), /bad key: \[••••••••\]/);
      await session.kill();
      const kept = [];
      for (const file of await files(profile)) {
        const bytes = await readFile(file);
        for (const key of KEYS) {
          for (const form of [Buffer.from(key), Buffer.from(key, 'utf16le')])
            if (bytes.includes(form)) kept.push(relative(profile, file));
        }
      }
      // The database of the extension, which no page reads, is where the last key is kept.
      const elsewhere = kept.filter((path) => !/IndexedDB|storage\/default\/moz-extension/.test(path));
      assert.deepEqual([...new Set(elsewhere)], [], 'the key is elsewhere in the profile');
      context.diagnostic(
        `${name}: ${KEYS.length} keys in ${forms('').length} forms; searched ${Object.keys(seen).length} stores, the console, the processes and ${(await files(profile)).length} files`,
      );
    } finally {
      await session.stop().catch(() => undefined);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

test('the key is nowhere in what the command line writes', { timeout: 120_000 }, async () => {
  const server = await parrot();
  try {
    for (const key of KEYS) {
      const place = await folder();
      const journal = join(place, 'journal');
      const sent = start(['send', '-', '--format', 'jsonl', '--journal', journal, '--retry-for', '0'], {
        server: server.origin,
        env: { SECDO_API_KEY: key },
        input: () => undefined,
      });
      sent.child.stdin.write(`${line(1)}\n`);
      const processes = execFileSync('ps', ['-eo', 'args', '-ww'], { encoding: 'utf8' });
      sent.child.stdin.end();
      const { out, err } = await sent.done;
      const script = await run(
        ['alert', 'SuspiciousFileEvent', '1497457869000', 'v', 'p', '', 'HIGH', '-', 'secdo', '10.0.0.1', 'c:\\a.exe'],
        { server: server.origin, env: { SECDO_API_KEY: key } },
      );
      for (const [where, text] of Object.entries({
        out,
        err,
        script: script.out,
        'errors of the script': script.err,
        journal: await readFile(journal, 'utf8'),
        processes,
      }))
        assertAbsent(text, key, where);
      assert.match(script.out, /bad key: \[••••••••\]/);
    }
  } finally {
    await server.stop();
  }
});

/** Every file below a folder. @param {string} place */
async function files(place) {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Runs in one of our pages. */
async function outbox() {
  return (await (await import(`${location.origin}/core.js`)).core()).outboxList();
}

/** Runs in one of our pages: everything that is kept, shown or written to a file. */
async function everything() {
  const api = /** @type {any} */ (globalThis).browser ?? chrome;
  const secdo = await (await import(`${location.origin}/core.js`)).core();
  const { readSettings } = await import(`${location.origin}/shared/storage.js`);
  const settings = await readSettings();
  return {
    list: JSON.stringify(await secdo.outboxList()),
    csv: await secdo.outboxExport('csv', ...settings),
    json: await secdo.outboxExport('json', ...settings),
    settings: secdo.exportSettings(JSON.stringify(secdo.loadSettings(...settings).settings), ...settings, '{}'),
    local: JSON.stringify(await api.storage.local.get(null)),
    session: JSON.stringify(await api.storage.session.get(null)),
    page: document.documentElement.outerHTML,
    words: document.body.innerText,
  };
}
