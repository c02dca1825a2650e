/** The command line with a Cortex XDR: queries, alerts, several servers in one configuration, every refusal. */
import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { startCortex } from '../standin/cortex.js';
import { start as startSecdo } from '../standin/server.js';
import { folder, line, run } from './secdo.js';

/** @typedef {Awaited<ReturnType<typeof startCortex>>} Cortex */

/** A configuration with a server of each product. @param {Cortex} cortex @param {string} secdo @param {string} [more] for the Cortex XDR */
async function configuration({ origin, account }, secdo, more = '') {
  const place = await folder();
  const file = join(place, 'config.toml');
  const key = join(place, 'key');
  await writeFile(key, account.key);
  await writeFile(
    file,
    `server = "${secdo}"\ncompany = "secdo"\n[servers.xdr]\nproduct = "cortex"\nserver = "${origin}"\napi = "${origin}"\nkey_id = ${account.id}\nkey_level = "${account.level}"\napi_key_file = "${key}"\n${more}`,
  );
  await chmod(key, 0o600);
  return file;
}

const FILE = [
  '--type',
  'file',
  '--time',
  '1755000000000',
  '--vendor',
  'McAfee',
  '--product',
  'ePO',
  '--agent-ip',
  '10.0.0.5',
  '--file-path',
  'C:\\Temp\\a.exe',
  '--event-id',
  '4711',
];

describe('a Cortex XDR from the command line', { timeout: 120_000 }, () => {
  /** @type {Cortex} */
  let cortex;
  /** @type {Awaited<ReturnType<typeof startSecdo>>} */
  let secdo;
  /** @type {string} */
  let config;
  before(async () => {
    [cortex, secdo] = await Promise.all([startCortex(), startSecdo()]);
    config = await configuration(cortex, secdo.origin);
  });
  afterEach(() => {
    cortex.reset();
    secdo.reset();
  });
  after(() => Promise.all([cortex.stop(), secdo.stop()]));
  const on = (/** @type {string[]} */ ...args) => run(['--config', config, '--on', 'xdr', ...args]);

  test('prints XQL, and says what it means otherwise', async () => {
    const asked = await run(['investigate', '--product', 'cortex', '8.8.8.8', 'HKCU\\Software\\Run']);
    assert.equal(asked.code, 0, asked.err);
    assert.match(
      asked.out,
      /^config case_sensitive = false timeframe = 7d\n\| preset = network_story\n\| filter action_remote_ip in \("8\.8\.8\.8"\)\n\nconfig /,
    );
    assert.match(asked.err, /keys by their real names/);
    const refused = await run(['investigate', '--product', 'cortex', 'da39a3ee5e6b4b0d3255bfef95601890afd80709']);
    assert.deepEqual([refused.code, refused.out], [1, '']);
    assert.match(refused.err, /MD5 and SHA-256/);
    const days = await run(['investigate', '--product', 'cortex', '--days', '5', '8.8.8.8']);
    assert.equal(days.code, 2);
    assert.match(days.err, /1, 7, 30, 90/);
  });

  test('a server is chosen by its name; without one nothing changes', async () => {
    const [usual, named] = await Promise.all([
      run(['--config', config, 'investigate', '8.8.8.8']),
      on('investigate', '8.8.8.8'),
    ]);
    assert.match(usual.out, /^http.*attr=remote_ip:8\.8\.8\.8\n$/);
    assert.match(named.out, /^config /);
    const unknown = await run(['--config', config, '--on', 'asia', 'investigate', '8.8.8.8']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /no such server; it has xdr/);
  });

  test('the key of one server does not go to another', async () => {
    const place = await folder();
    const bare = join(place, 'bare.toml');
    const log = join(place, 'a.jsonl');
    await writeFile(
      bare,
      `server = "${secdo.origin}"\ncompany = "secdo"\napi_key = "belongs-to-secdo"\n[servers.xdr]\nproduct = "cortex"\nserver = "${cortex.origin}"\napi = "${cortex.origin}"\nkey_id = 7\n`,
    );
    await chmod(bare, 0o600);
    await writeFile(log, line(1));
    for (const env of /** @type {Record<string, string>[]} */ ([
      { SECDO_API_KEY: '' },
      { SECDO_API_KEY: 'belongs-to-secdo', SECDO_SERVER: secdo.origin },
    ])) {
      const { code, err } = await run(['--config', bare, '--on', 'xdr', 'send', log], { env });
      assert.equal(code, 2, err);
      assert.match(err, /no key/);
    }
    assert.deepEqual(cortex.refused, []);
    const key = join(place, 'key');
    await writeFile(key, cortex.account.key);
    await chmod(key, 0o600);
    const named = await run(['--config', bare, '--on', 'xdr', '--api-key-file', key, 'send', log]);
    assert.equal(named.code, 0, named.err);
    // Another address on the command line is not sent to the API of the one in the file.
    const both = await run(['--config', bare, '--on', 'xdr', 'send', log, '--server', secdo.origin]);
    assert.equal(both.code, 2);
    assert.match(both.err, /name two servers/);
  });

  test('an address on the command line is not sent to the API of the one in the file', async () => {
    const place = await folder();
    const usual = join(place, 'usual.toml');
    const log = join(place, 'a.jsonl');
    const lines = ['product = "cortex"', `server = "${cortex.origin}"`, `api = "${cortex.origin}"`, 'key_id = 7'];
    await writeFile(usual, [...lines, `api_key_file = "${join(place, 'key')}"`].join('\n'));
    await writeFile(join(place, 'key'), cortex.account.key);
    await chmod(join(place, 'key'), 0o600);
    await writeFile(log, line(1));
    const env = { SECDO_API_KEY: '' };
    const away = await run(['--config', usual, '--server', 'http://127.0.0.1:9', 'send', log, '--retry-for', '0'], {
      env,
    });
    assert.deepEqual([away.code, cortex.alerts.length, cortex.refused.length], [3, 0, 0], away.err);
    const at = await run(['--config', usual, 'send', log], { env });
    assert.deepEqual([at.code, cortex.alerts.length], [0, 1], at.err);
  });

  test('a key in the wrong place is not repeated', async () => {
    const place = await folder();
    const file = join(place, 'config.toml');
    for (const line of ['key_id = "s3cretKEY"', 'api_key = 12345', 'api_key = ["s3cretKEY"]']) {
      await writeFile(file, `[servers.xdr]\nproduct = "cortex"\nserver = "${cortex.origin}"\n${line}\n`);
      await chmod(file, 0o600);
      const { code, err } = await run(['--config', file, '--on', 'xdr', 'investigate', '8.8.8.8']);
      assert.equal(code, 2, line);
      assert.ok(!err.includes('s3cret') && !err.includes('12345'), err);
    }
  });

  test('connections and files arrive, signed, and are not shown with the key', async () => {
    const place = await folder();
    const log = join(place, 'a.jsonl');
    await writeFile(log, [line(1), line(2)].join('\n'));
    const sent = await on('send', log);
    assert.equal(sent.code, 0, sent.err);
    assert.deepEqual(cortex.alerts.map(({ alert_description }) => alert_description).sort(), ['event 1', 'event 2']);
    const file = await on('send', ...FILE);
    assert.equal(file.code, 0, file.err);
    assert.deepEqual(cortex.alerts.at(-1), {
      product: 'ePO',
      vendor: 'McAfee',
      local_ip: '10.0.0.5',
      local_port: 0,
      remote_ip: '0.0.0.0',
      remote_port: 0,
      event_timestamp: 1_755_000_000_000,
      alert_name: 'SuspiciousFileEvent',
      alert_description: 'C:\\Temp\\a.exe, event 4711',
      action_status: 'Reported',
    });
    assert.ok(
      !JSON.stringify(cortex.requests).includes(JSON.stringify(cortex.account.key).slice(1, -1)),
      'an advanced key never leaves',
    );
    const script = await on(
      'alert',
      'OutgoingConnectionEvent',
      '1497457869000',
      'v',
      'p',
      '1',
      'LOW',
      '-',
      '',
      '10.0.0.1',
      '1',
      '8.8.8.8',
      '53',
    );
    assert.equal(script.code, 0, script.err);
    assert.match(script.out, /"severity": "Low"[^]*\n200\n/);
    assert.equal(cortex.alerts.length, 4);
  });

  test('a standard key is sent as it is, and a file as an issue where the tenant has that', async () => {
    const standard = await startCortex({ level: 'standard' });
    try {
      const file = await configuration(standard, secdo.origin, 'file_events = "issue"\n');
      const { code, err } = await run(['--config', file, '--on', 'xdr', 'send', ...FILE]);
      assert.equal(code, 0, err);
      assert.equal(standard.issues[0].normalized_fields['xdm.file.path'][0], 'C:\\Temp\\a.exe');
    } finally {
      await standard.stop();
    }
  });

  for (const [status, words] of /** @type {const} */ ([
    [400, /Got an invalid JSON/],
    [401, /unauthorized.*level/],
    [402, /licen[cs]e/],
    [403, /Insufficient permissions.*External Issues Mapping/],
    [404, /not found/],
    [413, /too large/],
  ])) {
    test(`a refusal with ${status} says what to do`, async () => {
      cortex.setFault({ status });
      const { code, err } = await on('send', ...FILE);
      assert.equal(code, 1);
      assert.match(err, words);
      assert.ok(!err.includes(cortex.account.key));
      assert.deepEqual(cortex.alerts, []);
    });
  }

  test('another level than that of the key is refused with its likely reason', async () => {
    const file = await configuration({ ...cortex, account: { ...cortex.account, level: 'standard' } }, secdo.origin);
    const { code, err } = await run(['--config', file, '--on', 'xdr', 'send', ...FILE]);
    assert.equal(code, 1);
    assert.match(err, /a standard key is refused as an advanced one/);
  });

  test('what cannot be taken now is tried again, and told with the words of the tenant', async () => {
    cortex.setFault({ status: 429, retryAfter: 15 });
    const busy = await on('send', '--retry-for', '0', ...FILE);
    assert.equal(busy.code, 3);
    assert.match(busy.err, /Too many requests/);
    cortex.setFault({ status: 500, extra: { parse_err: 'x' } });
    const failed = await on('send', '--retry-for', '0', ...FILE);
    assert.match(failed.err, /An error occurred.*parse_err/);
    cortex.setFault({ status: 500, text: 'Internal Server Error (generated by waitress)' });
    assert.match((await on('send', '--retry-for', '0', ...FILE)).err, /generated by waitress/);
  });

  test('a tenant is not asked more often than it allows', async () => {
    const place = await folder();
    const log = join(place, 'many.jsonl');
    await writeFile(log, Array.from({ length: 30 }, (_, n) => line(n)).join('\n'));
    const { code, err } = await on('send', log, '--rate', '1000', '--jobs', '8');
    assert.equal(code, 0, err);
    assert.deepEqual([cortex.alerts.length, cortex.refused], [30, []]);
  });
});
