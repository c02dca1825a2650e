/** `secdo send` when something is in the way: servers that fail, redirect, rest or are not there, and a program that is killed. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { until } from '../e2e/harness/wait.js';
import { EXAMPLE_KEY } from '../standin/alert-rules.js';
import { start as startServer } from '../standin/server.js';
import { folder, line, ONE_FILE, run, start } from './secdo.js';

/** A server whose certificate an authority of its own has signed; it takes everything. */
async function signedServer() {
  const place = await folder();
  const openssl = (/** @type {string[]} */ ...args) => execFileSync('openssl', args, { cwd: place, stdio: 'ignore' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...curve, '-days', '2', '-subj', '/CN=authority', '-keyout', 'ca.key', '-out', 'ca.pem');
  openssl('req', ...curve, '-subj', '/CN=127.0.0.1', '-keyout', 'server.key', '-out', 'server.csr');
  await writeFile(join(place, 'names'), 'subjectAltName=IP:127.0.0.1\n');
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    'names',
    '-out',
    'server.pem',
  );
  const made = createServer(
    { key: await readFile(join(place, 'server.key')), cert: await readFile(join(place, 'server.pem')) },
    (request, response) => {
      request.resume().on('end', () => response.end('true'));
    },
  );
  await new Promise((resolve) => made.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (made.address());
  return {
    origin: `https://127.0.0.1:${port}`,
    authority: join(place, 'ca.pem'),
    stop: () => new Promise((resolve) => made.close(resolve)),
  };
}

describe('delivering from the command line', { timeout: 120_000 }, () => {
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  before(async () => {
    server = await startServer();
  });
  afterEach(() => server.reset());
  after(() => server.stop());
  const at = () => ({ server: server.origin });

  test('a thousand against a server that fails a third of the time: each arrives', async () => {
    const file = join(await folder(), 'alerts.jsonl');
    await writeFile(file, Array.from({ length: 1000 }, (_, n) => line(n)).join('\n'));
    server.setFault({ kind: 'false', everyNth: 3 });
    const { code, err } = await run(['send', file, '--jobs', '8', '--journal', `${file}.journal`], at());
    assert.equal(code, 1);
    assert.match(err, /667 delivered, 333 refused/);
    assert.equal(server.alerts.length, 667);
    // A refusal may be due to a wrong key or address: the next run asks again, and repeats nothing else.
    server.setFault(null);
    const again = await run(['send', file, '--journal', `${file}.journal`], at());
    assert.equal(again.code, 0);
    assert.match(again.err, /333 delivered, 667 done before/);
    assert.equal(new Set(server.alerts.map(({ event_id }) => event_id)).size, 1000);
    assert.equal(server.alerts.length, 1000);
  });

  test('interrupted while its input stays open, it ends; with a limit, it sends no more', async () => {
    const open = start(['send', '-', '--format', 'jsonl'], { ...at(), input: () => undefined });
    open.child.stdin.write(`${line(1)}\n`);
    await until(() => server.alerts.length >= 1, '1 alerts');
    open.child.kill('SIGINT');
    assert.equal((await open.done).code, 130);
    server.reset();
    const slow = start(['send', '-', '--format', 'jsonl', '--rate', '0.5', '--jobs', '8'], {
      ...at(),
      input: Array.from({ length: 20 }, (_, n) => line(n)).join('\n'),
    });
    await until(() => server.alerts.length >= 1, '1 alerts');
    slow.child.kill('SIGINT');
    assert.equal((await slow.done).code, 130);
    assert.equal(server.alerts.length, 1);
  });

  test('a server that is away is said at once, and waited for once, not for each alert', async () => {
    const began = Date.now();
    const { code, err } = await run(['send', '-', '--format', 'jsonl', '--jobs', '1', '--retry-for', '1'], {
      server: 'http://127.0.0.1:9',
      input: [1, 2, 3].map(line).join('\n'),
    });
    assert.equal(code, 3);
    assert.equal(err.match(/it is asked again for 1 s/g)?.length, 1, err);
    assert.match(err, /0 delivered, 3 not delivered/);
    assert.ok(Date.now() - began < 15_000);
  });

  test('killed in the middle of a thousand, it goes on: nothing is lost, what was acknowledged is not sent again', async () => {
    const file = join(await folder(), 'alerts.jsonl');
    await writeFile(file, Array.from({ length: 1000 }, (_, n) => line(n)).join('\n'));
    const journal = `${file}.journal`;
    const { child, done } = start(['send', file, '--jobs', '4', '--journal', journal, '--rate', '2000'], at());
    await until(() => server.alerts.length >= 200, '200 alerts');
    child.kill('SIGKILL');
    assert.equal((await done).signal, 'SIGKILL');
    const before = server.alerts.length;
    assert.ok(before < 1000, 'it was killed too late for this test');
    const noted = (await readFile(journal, 'utf8')).split('\n').filter((step) => step.startsWith('delivered')).length;
    const { code, err } = await run(['send', file, '--journal', journal], at());
    assert.equal(code, 0, err);
    const counts = /** @type {Map<string, number>} */ (new Map());
    for (const { event_id } of server.alerts) counts.set(String(event_id), (counts.get(String(event_id)) ?? 0) + 1);
    assert.equal(counts.size, 1000);
    const twice = [...counts.values()].filter((count) => count > 1).length;
    const told = Number(/(\d+) may have arrived twice/.exec(err)?.[1] ?? 0);
    assert.ok(
      twice <= told && told <= 4,
      `${twice} arrived twice, ${told} were told of, ${noted} of ${before} were noted`,
    );
    assert.match(err, new RegExp(`${1000 - noted} delivered, ${noted} done before`));
  });

  test('interrupted, it ends what is under way, says what was done, and the journal is whole', async () => {
    const file = join(await folder(), 'alerts.jsonl');
    await writeFile(file, Array.from({ length: 1000 }, (_, n) => line(n)).join('\n'));
    const { child, done } = start(['send', file, '--journal', `${file}.journal`, '--rate', '500'], at());
    await until(() => server.alerts.length >= 50, '50 alerts');
    child.kill('SIGINT');
    const { code, err } = await done;
    assert.equal(code, 130);
    assert.match(err, /\d+ delivered/);
    const noted = (await readFile(`${file}.journal`, 'utf8'))
      .split('\n')
      .filter((step) => step.startsWith('delivered')).length;
    assert.equal(noted, server.alerts.length);
  });

  test('a server that is not there, a certificate that is not trusted, one that is', async () => {
    const nobody = await run(ONE_FILE, { server: 'http://127.0.0.1:9' });
    assert.equal(nobody.code, 3);
    assert.match(nobody.err, /not delivered: .*\n.*0 delivered, 1 not delivered/);
    const distrusted = await run(ONE_FILE, { server: server.secureOrigin });
    assert.equal(distrusted.code, 3);
    const signed = await signedServer();
    const trusted = await run([...ONE_FILE, '--ca-file', signed.authority], { server: signed.origin });
    assert.equal(trusted.code, 0, trusted.err);
    // As `openssl req -x509` makes it: self-signed, and marked as an authority.
    const own = join(await folder(), 'own.pem');
    await writeFile(own, server.certificate);
    const pinned = await run([...ONE_FILE, '--ca-file', own], { server: server.secureOrigin });
    assert.equal(pinned.code, 0, pinned.err);
    assert.equal(server.alerts.length, 1);
    const foreign = await run([...ONE_FILE, '--ca-file', own], { server: signed.origin });
    const alike = await run([...ONE_FILE, '--ca-file', signed.authority], { server: server.secureOrigin });
    await signed.stop();
    for (const { code, err } of [distrusted, foreign, alike]) {
      assert.equal(code, 3);
      assert.match(err, /name the server's own certificate, or the authority that signed it, with --ca-file/);
    }
    const careless = await run([...ONE_FILE, '--insecure'], { server: server.secureOrigin });
    assert.equal(careless.code, 0);
    assert.match(careless.err, /certificate of the server is not checked/);
    assert.ok(
      ![nobody, distrusted, trusted, pinned, foreign, alike, careless].some(({ out, err }) =>
        (out + err).includes(EXAMPLE_KEY),
      ),
    );
  });

  test("a redirect is not followed, and a proxy's login page is no success", async () => {
    for (const kind of /** @type {const} */ (['redirect', 'html', 'false'])) {
      server.reset();
      server.setFault({ kind });
      const { code } = await run(ONE_FILE, at());
      assert.equal(code, 1, kind);
      assert.equal(server.requests.length, 1, kind);
    }
  });

  test('alerts are sent no faster than was said', async () => {
    const started = performance.now();
    const { code } = await run(['send', '-', '--format', 'jsonl', '--rate', '20', '--jobs', '8'], {
      ...at(),
      input: Array.from({ length: 21 }, (_, n) => line(n)).join('\n'),
    });
    assert.equal(code, 0);
    // Twenty waits of a twentieth of a second.
    assert.ok(performance.now() - started >= 1000);
  });

  test('a server that asks for rest is given it, and the alert then goes', async () => {
    server.setFault({ kind: 'status', status: 503, retryAfter: 1, times: 1 });
    const { code, err } = await run(['send', '-', '--format', 'jsonl'], { ...at(), input: line(1) });
    assert.deepEqual([code, server.alerts.length, server.requests.length], [0, 1, 2], err);
  });

  test('a busy server is asked again, as long as was said', async () => {
    server.setFault({ kind: 'status', status: 500, times: 1 });
    const { code, err } = await run(
      [
        'send',
        '--type',
        'file',
        '--time',
        '1490209247',
        '--vendor',
        'v',
        '--product',
        'p',
        '--agent-ip',
        '10.0.0.1',
        '--file-path',
        'c:\\a',
        '--retry-for',
        '1',
      ],
      at(),
    );
    // The first wait of the outbox is longer than that.
    assert.equal(code, 3);
    assert.match(err, /1 not delivered/);
  });
});
