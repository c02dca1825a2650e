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
const SETTINGS = JSON.stringify({
  version: 1,
  server: 'https://s',
  tabs: 'reuse',
  pivots: { hash: 'file.file_hash' },
  alerts: { company: 'c', own_ranges: ['8.0.0.0/8'] },
});
const READINGS = JSON.parse(secdo.readAlerts('10.0.0.1:1 -> 8.8.8.8:53 fw=9.9.9.9', SETTINGS));
const DRAFT = { ...READINGS[0].draft, timestamp: 'now', vendor: 'v', product: 'p' };

/** A type of `types.d.ts`, and values that the module answers with. */
const SAMPLES = /** @type {[string, unknown[]][]} */ ([
  ['Analysis', [secdo.analyse('8.8.8.8 evil.com C:\\a.exe CORP\\jd 44d88612fea8a8f36de82e1278abb02f', SETTINGS)]],
  ['Plan', [click.plan('8.8.8.8', SETTINGS), click.plan('8.8.8.8 evil.com', SETTINGS), click.plan('', '')]],
  [
    'Answer',
    [
      secdo.ask([{ kind: 'cidr', value: '8.0.0.0/9', pivot: 'network.remote_ip' }], ''),
      secdo.build({ entity: 'host', actions: [], attributes: [{ name: 'host_ip', values: ['a,b'] }] }, SETTINGS),
    ],
  ],
  ['Catalogue', [secdo.catalogue()]],
  [
    'LoadedSettings',
    [secdo.loadSettings(SETTINGS), secdo.loadSettings('{"x":1}\u001e{"server":"https://corp","organisation":"Corp"}')],
  ],
  ['ImportedSettings', [secdo.importSettings(SETTINGS, '')]],
  ['LinkTemplates', [secdo.linkTemplates('qradar', '', SETTINGS), secdo.linkTemplates('own', '%v', SETTINGS)]],
  ['CheckedServer', [secdo.checkServer('http://secdo:81/eu', '')]],
  ['AlertDraft', [DRAFT, secdo.blankAlert('')]],
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
      secdo.checkAlert(DRAFT, SETTINGS),
      secdo.checkAlert({ ...DRAFT, source_ip: 'x', timestamp: 'Mar 22 10:00:00' }, ''),
    ],
  ],
]);

test('the compiler finds what the module answers to be of the types it promises', async () => {
  const folder = await mkdtemp(join(root, 'tests', '.types-'));
  try {
    const lines = SAMPLES.flatMap(([type, values], index) =>
      values.map((value, part) => `export const sample_${index}_${part}: Exact<T.${type}> = ${JSON.stringify(value)};`),
    );
    const head = "import type * as T from '../../crate/bridge/src/types.d.ts';\ntype Exact<X> = X;\n";
    await writeFile(join(folder, 'sample.ts'), head + lines.join('\n'));
    const tsc = join(root, 'tests/node_modules/.bin/tsc');
    const options = [
      '--noEmit',
      '--strict',
      '--ignoreConfig',
      '--module',
      'es2022',
      '--moduleResolution',
      'bundler',
      '--allowImportingTsExtensions',
    ];
    execFileSync(tsc, [...options, join(folder, 'sample.ts')], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    assert.fail(String(/** @type {any} */ (error).stdout ?? error));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
