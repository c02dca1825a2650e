/** `secdo send` and `secdo alert` against the stand-in server. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { createServer as createPlainServer } from 'node:http';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { EXAMPLE_KEY } from '../standin/alert-rules.js';
import { until } from '../e2e/harness/wait.js';
import { start as startServer } from '../standin/server.js';
import { folder, line, ONE_FILE, PROGRAM, run } from './secdo.js';

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

describe('sending from the command line', { timeout: 120_000 }, () => {
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  before(async () => {
    server = await startServer();
  });
  afterEach(() => server.reset());
  after(() => server.stop());
  const at = () => ({ server: server.origin });

  /** The alerts that arrived, without the time of their arrival. */
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

  test('the key nearest to the call is sent: the option, the environment, the configuration', async () => {
    const place = await folder();
    for (const name of ['config', 'option']) await writeFile(join(place, name), `${name}-key\n`, { mode: 0o600 });
    await writeFile(join(place, 'config.toml'), `api_key_file = "${join(place, 'config')}"\n`);
    const one = [...ONE_FILE, '--config', join(place, 'config.toml')];
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
});
