/** `secdo send` and `secdo alert` against the stand-in server. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { EXAMPLE_KEY } from '../standin/alert-rules.js';
import { until } from '../e2e/harness/wait.js';
import { start as startServer } from '../standin/server.js';
import { folder, line, PROGRAM, run, start } from './secdo.js';

const NETWORK = [
  'OutgoingConnectionEvent',
  '1497457869000',
  'Check Point',
  'FireWall-1 GX',
  '11111212',
  'LOW',
  EXAMPLE_KEY,
  'secdo',
  '10.212.134.102',
  '2375',
  '54.230.46.82',
  '443',
];
const FILE = [
  'SuspiciousFileEvent',
  '1497457869000',
  'McAfee',
  'ePO',
  '1121',
  'HIGH',
  EXAMPLE_KEY,
  'secdo',
  '10.212.134.102',
  'c:\\users\\or\\appdata\\local\\slack\\app-2.6.3\\slack.exe',
];

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

describe('sending from the command line', { timeout: 120_000 }, () => {
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  before(async () => {
    server = await startServer();
  });
  afterEach(() => server.reset());
  after(() => server.stop());
  const at = () => ({ server: server.origin });

  /** What arrived, without the time of its arrival. */
  const arrived = () => server.alerts.map(({ receivedAt, ...alert }) => (assert.ok(receivedAt > 0), alert));

  test('both sample calls of the document arrive, and print data, status and answer without the key', async () => {
    for (const call of [NETWORK, FILE]) {
      const { code, out, err } = await run(['alert', ...call], at());
      assert.equal(code, 0, err);
      assert.match(out, /\n200\ntrue\n$/);
      assert.ok(!out.includes(EXAMPLE_KEY) && !err.includes(EXAMPLE_KEY));
      assert.equal(err.trim().split('\n').length, 1, 'one line of warning');
    }
    assert.deepEqual(arrived(), [
      {
        company: 'secdo',
        timestamp: '1497457869000',
        vendor: 'Check Point',
        product: 'FireWall-1 GX',
        source_port: '2375',
        destination_ip: '54.230.46.82',
        source_ip: '10.212.134.102',
        destination_port: '443',
        type: 'OutgoingConnectionEvent',
        severity: 'LOW',
        event_id: '11111212',
      },
      {
        company: 'secdo',
        timestamp: '1497457869000',
        vendor: 'McAfee',
        product: 'ePO',
        agent_ip: '10.212.134.102',
        file_path: FILE[9],
        type: 'SuspiciousFileEvent',
        severity: 'HIGH',
        event_id: '1121',
      },
    ]);
  });

  test('under the name of the script it is the script, and a key of - comes from the environment', async () => {
    const script = join(await folder(), 'secdo_api');
    await copyFile(PROGRAM, script);
    const { code, err } = await run(
      NETWORK.map((word) => (word === EXAMPLE_KEY ? '-' : word)),
      { ...at(), program: script },
    );
    assert.deepEqual([code, err], [0, '']);
    assert.equal(server.alerts.length, 1);
  });

  test('wrong arguments are named', async () => {
    for (const [args, words] of /** @type {[string[], RegExp][]} */ ([
      [['alert', 'SomeEvent', ...NETWORK.slice(1)], /TYPE SomeEvent: OutgoingConnectionEvent/],
      [['alert', ...NETWORK.slice(0, 11)], /SOURCE_IP SOURCE_PORT DESTINATION_IP DESTINATION_PORT/],
      [['alert', ...NETWORK.slice(0, 8)], /<REST>/],
      [['alert', ...NETWORK.slice(0, 8), '999.1.1.1', '1', '8.8.8.8', '80'], /source_ip: /],
      [['send', '--type', 'sideways'], /--type sideways/],
      [['send', '--zone', 'Mars'], /--zone Mars/],
      [['send', '/no/such/file'], /\/no\/such\/file: /],
    ])) {
      const { code, out, err } = await run(args, at());
      assert.ok(code === 2 || code === 4, `${args.join(' ')}: ${code}`);
      assert.match(err, words);
      assert.equal(out, '');
    }
    assert.equal(server.alerts.length, 0);
    const { code, err } = await run(['send', '--type', 'outgoing'], { env: { SECDO_COMPANY: '' } });
    assert.equal(code, 2);
    assert.match(err, /destination_ip/);
  });

  test('one alert by its fields; a dry run sends nothing and shows no key', async () => {
    const fields = [
      'send',
      '--type',
      'file',
      '--time',
      '2017-03-22 19:00:47',
      '--zone',
      '+02:00',
      '--vendor',
      'v',
      '--product',
      'p',
      '--agent-ip',
      '10.0.0.1',
      '--file-path',
      'c:\\a.exe',
    ];
    const dry = await run([...fields, '--dry-run'], at());
    assert.equal(dry.code, 0, dry.err);
    assert.equal(JSON.parse(dry.out).timestamp, '1490202047000');
    assert.ok(!dry.out.includes(EXAMPLE_KEY));
    assert.equal(server.alerts.length, 0);
    const { code, err } = await run(fields, at());
    assert.deepEqual([code, err], [0, 'secdo: 1 delivered\nsecdo: line 1: the time is more than 30 days ago\n']);
    assert.equal(server.alerts[0]?.timestamp, '1490202047000');
  });

  test('JSON lines, CSV and log lines; what is wrong is named by its line, the others go on', async () => {
    const jsonl = await run(['send', '-', '--format', 'jsonl'], {
      ...at(),
      input: [line(1), '{"no": json', '[]', '{"type":"x"}', line(2)].join('\n'),
    });
    assert.equal(jsonl.code, 1);
    assert.match(
      jsonl.err,
      /line 2: this is not JSON.*\n.*line 3: a JSON object is needed.*\n.*line 4: type: x is unknown/,
    );
    assert.equal(server.alerts.length, 2);

    const csv =
      'type,timestamp,vendor,product,source_ip,source_port,destination_ip,destination_port\nIncomingConnectionEvent,2017-03-22T19:00:47Z,"A, Inc.",p,8.8.8.8,,10.0.0.1,443\n,1490209247000,v,p,10.0.0.1,1,8.8.8.8,x\n';
    const rows = await run(['send', '-', '--format', 'csv'], { ...at(), input: csv });
    assert.equal(rows.code, 1);
    assert.match(rows.err, /line 3: destination_port/);
    assert.equal(server.alerts[2]?.vendor, 'A, Inc.');

    const raw = Buffer.concat([
      Buffer.from('Deny tcp 192.168.204.133:59661 -> 66.186.100.181:9000 '),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\nnothing here\n'),
    ]);
    const lines = await run(['send', '-', '--time', '1490209247', '--vendor', 'v', '--product', 'p'], {
      ...at(),
      input: raw,
    });
    assert.equal(lines.code, 1);
    assert.equal(server.alerts[3]?.destination_ip, '66.186.100.181');
  });

  test('a thousand against a server that fails a third of the time: each arrives', async () => {
    const file = join(await folder(), 'alerts.jsonl');
    await writeFile(file, Array.from({ length: 1000 }, (_, n) => line(n)).join('\n'));
    server.setFault({ kind: 'false', everyNth: 3 });
    const { code, err } = await run(['send', file, '--jobs', '8', '--journal', `${file}.journal`], at());
    assert.equal(code, 1);
    assert.match(err, /667 delivered, 333 refused/);
    assert.equal(server.alerts.length, 667);
    // What was refused may have been so for a wrong key or address: the next run asks again, and repeats nothing else.
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
    while (server.alerts.length < 1) await new Promise((resolve) => setTimeout(resolve, 2));
    open.child.kill('SIGINT');
    assert.equal((await open.done).code, 130);
    server.reset();
    const slow = start(['send', '-', '--format', 'jsonl', '--rate', '0.5', '--jobs', '8'], {
      ...at(),
      input: Array.from({ length: 20 }, (_, n) => line(n)).join('\n'),
    });
    while (server.alerts.length < 1) await new Promise((resolve) => setTimeout(resolve, 2));
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

  test('the key nearest to the call is sent: the option, the environment, the configuration', async () => {
    const place = await folder();
    for (const name of ['config', 'option']) await writeFile(join(place, name), `${name}-key\n`, { mode: 0o600 });
    await writeFile(join(place, 'config.toml'), `api_key_file = "${join(place, 'config')}"\n`);
    const one = [
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
      '0',
      '--config',
      join(place, 'config.toml'),
    ];
    /** @type {string[]} */
    const keys = [];
    const taker = createPlainServer(async (request, response) => {
      const parts = [];
      for await (const part of request) parts.push(part);
      keys.push(JSON.parse(Buffer.concat(parts).toString()).apikey);
      // More than anybody reads: a page of a proxy in front.
      response.writeHead(403).end('<p>no</p>'.repeat(20_000));
    });
    await new Promise((resolve) => taker.listen(0, '127.0.0.1', () => resolve(null)));
    const origin = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (taker.address()).port}`;
    for (const [more, env] of /** @type {[string[], Record<string, string>][]} */ ([
      [[], { SECDO_API_KEY: '' }],
      [[], { SECDO_API_KEY: 'environment-key' }],
      [['--api-key-file', join(place, 'option')], { SECDO_API_KEY: 'environment-key' }],
    ])) {
      const { code, err } = await run([...one, ...more], { server: origin, env });
      assert.equal(code, 1, err);
      assert.match(err, /1 refused/);
    }
    taker.close();
    assert.deepEqual(keys, ['config-key', 'environment-key', 'option-key']);
  });

  test('killed in the middle of a thousand, it goes on: nothing is lost, what was acknowledged is not sent again', async () => {
    const file = join(await folder(), 'alerts.jsonl');
    await writeFile(file, Array.from({ length: 1000 }, (_, n) => line(n)).join('\n'));
    const journal = `${file}.journal`;
    const { child, done } = start(['send', file, '--jobs', '4', '--journal', journal, '--rate', '2000'], at());
    while (server.alerts.length < 200) await new Promise((resolve) => setTimeout(resolve, 2));
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
    while (server.alerts.length < 50) await new Promise((resolve) => setTimeout(resolve, 2));
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
    const one = [
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
      '0',
    ];
    const nobody = await run(one, { server: 'http://127.0.0.1:9' });
    assert.equal(nobody.code, 3);
    assert.match(nobody.err, /not delivered: .*\n.*0 delivered, 1 not delivered/);
    const distrusted = await run(one, { server: server.secureOrigin });
    assert.equal(distrusted.code, 3);
    const signed = await signedServer();
    const trusted = await run([...one, '--ca-file', signed.authority], { server: signed.origin });
    assert.equal(trusted.code, 0, trusted.err);
    // As `openssl req -x509` makes it: self-signed, and marked as an authority.
    const own = join(await folder(), 'own.pem');
    await writeFile(own, server.certificate);
    const pinned = await run([...one, '--ca-file', own], { server: server.secureOrigin });
    assert.equal(pinned.code, 0, pinned.err);
    assert.equal(server.alerts.length, 1);
    const foreign = await run([...one, '--ca-file', own], { server: signed.origin });
    const alike = await run([...one, '--ca-file', signed.authority], { server: server.secureOrigin });
    await signed.stop();
    for (const { code, err } of [distrusted, foreign, alike]) {
      assert.equal(code, 3);
      assert.match(err, /name the server's own certificate, or the authority that signed it, with --ca-file/);
    }
    const careless = await run([...one, '--insecure'], { server: server.secureOrigin });
    assert.equal(careless.code, 0);
    assert.match(careless.err, /certificate of the server is not checked/);
    assert.ok(
      ![nobody, distrusted, trusted, pinned, foreign, alike, careless].some(({ out, err }) =>
        (out + err).includes(EXAMPLE_KEY),
      ),
    );
  });

  test("a redirect is not followed, and a proxy's login page is no success", async () => {
    const one = [
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
      '0',
    ];
    for (const kind of /** @type {const} */ (['redirect', 'html', 'false'])) {
      server.reset();
      server.setFault({ kind });
      const { code } = await run(one, at());
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

  test('the key is asked for on a terminal, and not shown', async () => {
    const terminal = join(await folder(), 'terminal');
    const call = `tty > '${terminal}'; SECDO_API_KEY= '${PROGRAM}' send --type file --time 1490209247 --vendor v --product p --agent-ip 10.0.0.1 --file-path /tmp/a`;
    let asked = false;
    const { code, out } = await run(['-qec', call, '/dev/null'], {
      ...at(),
      program: 'script',
      input: async (shown, stdin) => {
        if (asked || !shown.endsWith('API: ')) return;
        asked = true;
        // The terminal stops to echo right after the question: what a program types before that is shown, on any terminal.
        const device = (await readFile(terminal, 'utf8')).trim();
        await until(
          () => / -echo /.test(execFileSync('stty', ['-F', device, '-a'], { encoding: 'utf8' })),
          'the terminal not to echo',
        );
        stdin.end(`${EXAMPLE_KEY}\n`);
      },
    });
    assert.equal(code, 0, out);
    assert.match(out, /Key of the SECDO API: /);
    assert.ok(!out.includes(EXAMPLE_KEY));
    assert.equal(server.alerts.length, 1);
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
