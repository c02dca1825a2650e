/** The types across the boundary, held true: what the module really answers is checked against them by the compiler. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { extension, root } from './files.js';
import { BUILT, PARAMETERS, SAMPLES } from './samples.js';

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

test('the compiler finds what the modules answer and take to be of the types they promise', async () => {
  assert.equal(await complaints(SAMPLES), '');
});

test('it would find what is not: another type, a property too few, one too many', async () => {
  const { queries, errors } = BUILT;
  for (const wrong of [{ queries }, { queries, errors: 'none' }, { queries, errors, more: 1 }]) {
    assert.match(await complaints([['Answer', [wrong]]]), /error TS/, JSON.stringify(wrong));
  }
});

test('a parameter is taken as its type says, and refused with a property of another type', () => {
  for (const [type, value, take] of PARAMETERS) {
    assert.doesNotThrow(() => take(value), type);
    const [one] = [value].flat();
    for (const [name, right] of Object.entries(one)) {
      const wrong = { ...one, [name]: typeof right === 'number' ? 'seven' : 7 };
      assert.throws(() => take(Array.isArray(value) ? [wrong] : wrong), `${type}.${name}`);
    }
  }
});

test('every type that crosses the boundary is among the samples', async () => {
  const basic = /^(string|number|boolean|void|null|InitOutput|string\[\]|string\[\]\[\]|'.*'|\{.*|\(.*)$/;
  const known = new Set(SAMPLES.map(([type]) => type));
  const missing = [];
  let functions = 0;
  for (const module of ['secdo', 'click']) {
    const declared = await readFile(join(extension, 'wasm', `${module}.d.ts`), 'utf8');
    for (const [, name, parameters, result] of declared.matchAll(/^export function ([a-z]\w+)\((.*)\): (.+);$/gm)) {
      if (name === 'initSync') continue;
      functions += 1;
      const types = [...String(parameters).matchAll(/\w+: ([^,]+)/g)].map(([, type]) => String(type));
      types.push(String(result).replace(/^Promise<(.*)>$/, '$1'));
      missing.push(
        ...types
          .flatMap((type) => type.split(' | '))
          .filter((type) => !basic.test(type) && !known.has(type))
          .map((type) => `${name}: ${type}`),
      );
    }
  }
  assert.ok(functions > 40, `${functions} functions`);
  assert.deepEqual(missing, []);
});
