/** The types across the boundary, held true: what the module really answers is checked against them by the compiler. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import * as click from '../../extension/wasm/click.js';
import * as secdo from '../../extension/wasm/secdo.js';
import { extension, root } from './files.js';

await secdo.default({ module_or_path: await readFile(join(extension, 'wasm/secdo_bg.wasm')) });
await click.default({ module_or_path: await readFile(join(extension, 'wasm/click_bg.wasm')) });
/** @type {[stored: string, policy: string]} */
const SETTINGS = [
  JSON.stringify({
    version: 1,
    server: 'https://s',
    tabs: 'reuse',
    pivots: { hash: 'file.file_hash' },
    alerts: { company: 'c', own_ranges: ['8.0.0.0/8'] },
  }),
  '',
];
/** @type {[stored: string, policy: string]} */
const CORTEX = [
  JSON.stringify({
    server: 'https://c.example',
    days: 30,
    servers: [
      {
        address: 'https://c.example',
        product: 'cortex',
        key_id: '7',
        level: 'standard',
        file_events: 'issue',
        run: true,
      },
    ],
  }),
  '',
];
const READINGS = JSON.parse(secdo.readAlerts('10.0.0.1:1 -> 8.8.8.8:53 fw=9.9.9.9', SETTINGS[0]));
const DRAFT = { ...READINGS[0].draft, timestamp: 'now', vendor: 'v', product: 'p' };

/** A type of `types.d.ts`, and values that the module answers with. */
const SAMPLES = /** @type {[string, unknown[]][]} */ ([
  ['Analysis', [secdo.analyse('8.8.8.8 evil.com C:\\a.exe CORP\\jd 44d88612fea8a8f36de82e1278abb02f', ...SETTINGS)]],
  [
    'Plan',
    [
      click.plan('8.8.8.8', ...SETTINGS),
      click.plan('8.8.8.8', ...CORTEX),
      click.plan('8.8.8.8 evil.com', ...SETTINGS),
      click.plan('', '', ''),
    ],
  ],
  [
    'Answer',
    [
      secdo.ask([{ kind: 'cidr', value: '8.0.0.0/9', pivot: 'network.remote_ip' }], '', ''),
      secdo.build({ entity: 'host', actions: [], attributes: [{ name: 'host_ip', values: ['a,b'] }] }, ...SETTINGS),
      secdo.build({ entity: 'host', actions: [], attributes: [{ name: 'host_ip', values: ['10.0.0.1'] }] }, ...CORTEX),
    ],
  ],
  ['Catalogue', [secdo.catalogue()]],
  [
    'LoadedSettings',
    [
      secdo.loadSettings(...SETTINGS),
      secdo.loadSettings(...CORTEX),
      secdo.loadSettings('{"x":1}', '{"server":"https://corp","organisation":"Corp"}'),
    ],
  ],
  ['ImportedSettings', [secdo.importSettings(SETTINGS[0], '', '')]],
  ['LinkTemplates', [secdo.linkTemplates('qradar', '', ...SETTINGS), secdo.linkTemplates('own', '%v', ...SETTINGS)]],
  ['CheckedServer', [secdo.checkServer('http://secdo:81/eu', '', '')]],
  ['AlertDraft', [DRAFT, secdo.blankAlert('', '')]],
  [
    'AlertReading[]',
    [
      READINGS,
      JSON.parse(secdo.readAlerts('C:\\a.exe C:\\b.exe 10.0.0.1\nsrc=10.0.0.1 dst=9.9.9.9 fw=8.8.8.8 a=1', '')),
    ],
  ],
  ['TextPart[]', [JSON.parse(secdo.alertParts('src=10.0.0.1 dst=8.8.8.8', 0, ''))]],
  [
    'CheckedAlert',
    [
      secdo.checkAlert(DRAFT, ...SETTINGS),
      secdo.checkAlert({ ...DRAFT, source_port: '', event_id: '1' }, ...CORTEX),
      secdo.checkAlert({ ...DRAFT, source_ip: 'x', timestamp: 'Mar 22 10:00:00' }, '', ''),
    ],
  ],
]);

/**
 * The compiler's complaints about values that should be of types; empty where it finds nothing wrong.
 *
 * @param {[string, unknown[]][]} samples
 */
async function complaints(samples) {
  const folder = await mkdtemp(join(root, 'tests', '.types-'));
  try {
    const lines = samples.flatMap(([type, values], index) =>
      values.map((value, part) => `export const sample_${index}_${part}: T.${type} = ${JSON.stringify(value)};`),
    );
    const head = "import type * as T from '../../crate/bridge/src/types.d.ts';\n";
    await writeFile(join(folder, 'sample.ts'), head + lines.join('\n'));
    const tsc = join(root, 'node_modules/.bin/tsc');
    const options = ['--noEmit', '--strict', '--ignoreConfig', '--module', 'es2022'];
    const more = ['--moduleResolution', 'bundler', '--allowImportingTsExtensions'];
    execFileSync(tsc, [...options, ...more, join(folder, 'sample.ts')], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return String(/** @type {any} */ (error).stdout || error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('the compiler finds what the module answers to be of the types it promises', async () => {
  assert.equal(await complaints(SAMPLES), '');
});

test('it would find what is not: another type, a property too few, one too many', async () => {
  const { queries, errors } = secdo.build({ entity: 'host', actions: [], attributes: [] }, ...CORTEX);
  for (const wrong of [{ queries }, { queries, errors: 'none' }, { queries, errors, more: 1 }]) {
    assert.match(await complaints([['Answer', [wrong]]]), /error TS/, JSON.stringify(wrong));
  }
});

test('every type that a function of the module gives is among the samples', async () => {
  const declared = await readFile(join(extension, 'wasm/secdo.d.ts'), 'utf8');
  const plain = [...declared.matchAll(/^export function (\w+)\(.*\): (\w+(?:\[\])?);$/gm)];
  const basic = ['string', 'number', 'boolean', 'void', 'InitOutput'];
  const missing = plain.filter(
    ([, , type]) => !basic.includes(String(type)) && !SAMPLES.some(([known]) => known === type),
  );
  assert.ok(plain.length > 15, `${plain.length} functions`);
  assert.deepEqual(
    missing.map(([, name, type]) => `${name}: ${type}`),
    [],
  );
});
