/** Every call of `secdo` that the documents show is made, as it stands there, with files that fit. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { EXAMPLE_KEY } from '../standin/alert-rules.js';
import { startCortex } from '../standin/cortex.js';
import { start } from '../standin/server.js';
import { folder, line, PROGRAM } from './secdo.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  ...(await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];

/**
 * Placeholders for something of the reader's own, by the command that they follow.
 * @type {[string, RegExp, string][]}
 */
const OWN = [
  ['FILE', /^secdo scan/, 'access.log'],
  ['FILE', /^secdo read/, 'asa.log'],
  ['FILE', /^secdo settings check.* --policy/, 'policy.json'],
  ['FILE', /^secdo settings check/, 'settings.json'],
  ['--journal FILE', /^secdo send/, '--journal alerts.journal'],
  ['FILE', /^secdo send/, 'alerts.jsonl'],
  [
    'TYPE TIMESTAMP …',
    /^secdo alert/,
    `SuspiciousFileEvent 1497457869000 McAfee ePO 1121 HIGH - secdo 10.212.134.102 'c:\\users\\or\\slack.exe'`,
  ],
  ['$selectedCell', /^secdo investigate/, '8.8.8.8'],
];

const FILES = {
  'access.log':
    '198.51.100.7 - - [10/Oct/2023:13:55:36 +0000] "GET / HTTP/1.1" 200 5\n203.0.113.9 - - [10/Oct/2023:13:55:37 +0000] "GET / HTTP/1.1" 200 5\n',
  'asa.log':
    '<166>Oct 10 2023 13:55:36: %ASA-4-106023: Deny tcp src inside:10.1.2.3/51000 dst outside:203.0.113.9/445 by access-group "in" [0x0, 0x0]\n<166>Oct 10 2023 13:55:37: %ASA-6-302013: Built\n',
  'alerts.jsonl': `${line(1)}\n${line(2)}\n`,
  'settings.json': '{ "version": 1, "server": "https://secdo-server" }',
  'policy.json': '{ "server": "https://secdo-server" }',
  'report.pdf': 'hxxp://evil[.]example[.]com/a and 203[.]0[.]113[.]9\n',
};

/** Programs of a desktop that a server has not: one that opens, one that reads PDF. */
const PROGRAMS = { 'xdg-open': 'echo "$1" >> opened', pdftotext: 'cat "$1"' };

/**
 * The calls in a document: whole lines of code, and calls in a sentence with the options that their line adds to them.
 * @param {string} text
 */
function calls(text) {
  return text.split('\n').flatMap((row) => {
    // Lines with arrows are drawings.
    if (/^ {4}[^#►]*\bsecdo [^►]*$/.test(row)) return [row.trim()];
    const [first, ...others] = [...row.matchAll(/`((?:secdo |--)[^`]+)`/g)].map(([, code]) => String(code));
    if (!first?.startsWith('secdo ')) return [];
    // The options of a row of the table belong to its command; what is not a row are sentences.
    const added = others.map((code) =>
      code.startsWith('--') ? (row.startsWith('|') ? [first, code].join(' ') : '') : code,
    );
    return [first, ...added.filter((code) => code !== '')];
  });
}

/** A command that a sentence speaks of, without what it works on. */
const NAME_ONLY = /^secdo (scan|read|send|alert)$/;

/** @param {string} call */
function filled(call) {
  const own = OWN.reduce(
    (so, [name, command, instead]) => (command.test(so) ? so.replace(`${name}…`, instead).replace(name, instead) : so),
    call,
  );
  // `--entity` asks by hand, without a text.
  return own.includes('--entity') ? own.replace(' 8.8.8.8', '') : own;
}

describe('the calls in the documents', { timeout: 120_000 }, () => {
  /** @type {Awaited<ReturnType<typeof start>>} */
  let server;
  /** @type {Awaited<ReturnType<typeof startCortex>>} */
  let cortex;
  let place = '';
  before(async () => {
    [server, cortex] = await Promise.all([start(), startCortex()]);
    place = await folder();
    // The server that the documents call "xdr".
    await writeFile(
      join(place, 'config.toml'),
      `[servers.xdr]\nproduct = "cortex"\nserver = "${cortex.origin}"\napi = "${cortex.origin}"\nkey_id = ${cortex.account.id}\napi_key_file = "${join(place, 'xdr.key')}"\n`,
    );
    await writeFile(join(place, 'xdr.key'), cortex.account.key);
    await chmod(join(place, 'xdr.key'), 0o600);
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(place, name), text);
    await mkdir(join(place, 'bin'));
    await symlink(PROGRAM, join(place, 'bin/secdo'));
    for (const [name, text] of Object.entries(PROGRAMS)) {
      await writeFile(join(place, 'bin', name), `#!/bin/sh\n${text}\n`);
      await chmod(join(place, 'bin', name), 0o755);
    }
  });
  after(() => Promise.all([server.stop(), cortex.stop()]));

  /** @param {string} call */
  const run = (call) =>
    promisify(execFile)('bash', ['-e', '-o', 'pipefail', '-c', `exec < /dev/null\n${filled(call)}`], {
      cwd: place,
      env: {
        PATH: `${place}/bin:${process.env.PATH}`,
        HOME: place,
        SECDO_SERVER: server.origin,
        SECDO_COMPANY: 'secdo',
        SECDO_API_KEY: EXAMPLE_KEY,
        SECDO_CONFIG: join(place, 'config.toml'),
      },
    });

  test('each ends well', async (context) => {
    let all = 0;
    for (const path of DOCUMENTS) {
      const found = calls(await readFile(join(root, path), 'utf8')).filter((one) => !NAME_ONLY.test(one));
      for (const call of found) {
        const { stdout, stderr } = await run(call).catch((error) => assert.fail(`${path}: ${call}: ${error.message}`));
        assert.ok(stdout + stderr !== '' || /--open| > /.test(call), `${path}: ${call} says nothing`);
      }
      context.diagnostic(`${path}: ${found.length} calls`);
      all += found.length;
    }
    assert.ok(all > 25, `the calls are found: ${all}`);
  });

  test('they did what the documents say of them', async () => {
    const opened = (await readFile(join(place, 'opened'), 'utf8')).trim().split('\n');
    assert.ok(
      opened.every((address) => address.startsWith(`${server.origin}/#/investigationNG/builder?`)),
      String(opened),
    );
    const report = await readFile(join(place, 'report.csv'), 'utf8');
    assert.match(report, /203\[\.\]0\[\.\]113\[\.\]9/);
    assert.ok(server.alerts.some(({ vendor, destination_port: port }) => vendor === 'Cisco' && String(port) === '445'));
    assert.ok(server.alerts.some(({ type, vendor }) => type === 'SuspiciousFileEvent' && vendor === 'McAfee'));
    assert.ok(cortex.alerts.length > 0 && cortex.refused.length === 0);
    assert.match(await readFile(join(place, 'denied.journal'), 'utf8'), /^delivered/m);
  });
});
