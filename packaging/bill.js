/**
 * The bill of materials of the product: every crate in the WebAssembly module and in the command line, with version and
 * licence, as `dist/sbom.json` (CycloneDX 1.6) and `dist/licences.txt`. Fails where a licence is not one of those below.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Licences of what may ship, as `deny.toml` lists them. */
const ALLOWED = [
  ...(/^allow = \[([^\]]*)\]/m.exec(readFileSync(join(root, 'deny.toml'), 'utf8'))?.[1] ?? '').matchAll(/"([^"]+)"/g),
].map(([, licence]) => String(licence));

/** The crates that ship, and for which target. */
const SHIPPED = /** @type {const} */ ([
  ['secdo-web', 'wasm32-unknown-unknown'],
  ['secdo-click', 'wasm32-unknown-unknown'],
  ['secdo', 'x86_64-unknown-linux-gnu'],
]);

/** @typedef {{ name: string, version: string, license: string | null, id: string }} Crate */

/**
 * The crates that others wrote, in the order of their names.
 *
 * @returns {Crate[]}
 */
export function crates() {
  /** @type {Map<string, Crate>} */
  const found = new Map();
  for (const [name, target] of SHIPPED) {
    const text = execFileSync('cargo', ['metadata', '--format-version', '1', '--locked', '--filter-platform', target], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const { packages, resolve } = JSON.parse(text);
    const nodes = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node]));
    const byId = new Map(packages.map((/** @type {Crate} */ one) => [one.id, one]));
    const queue = [packages.find((/** @type {Crate} */ one) => one.name === name).id];
    const seen = new Set(queue);
    for (let id = queue.pop(); id; id = queue.pop()) {
      const crate = byId.get(id);
      if (crate.source !== null) found.set(`${crate.name} ${crate.version}`, crate);
      for (const { pkg, dep_kinds } of /** @type {any} */ (nodes.get(id)).deps) {
        // Crates that are used only to build or to test do not ship.
        if (!seen.has(pkg) && dep_kinds.some((/** @type {any} */ { kind }) => kind === null)) {
          seen.add(pkg);
          queue.push(pkg);
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/**
 * Whether one of the alternatives of a licence is allowed, and all of its parts.
 *
 * @param {string | null} license an SPDX expression; a slash is an old way to write OR
 */
export function isAllowed(license) {
  const alternatives = (license ?? '').replaceAll('/', ' OR ').replaceAll('(', ' ').replaceAll(')', ' ').split(' OR ');
  return alternatives.some((all) => all.split(' AND ').every((part) => ALLOWED.includes(part.trim())));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const all = crates();
  const wrong = all.filter(({ license }) => !isAllowed(license));
  if (wrong.length > 0)
    throw new Error(
      `licences that are not allowed: ${wrong.map(({ name, license }) => `${name} (${license})`).join(', ')}`,
    );
  const components = all.map(({ name, version, license }) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:cargo/${name}@${version}`,
    licenses: [{ expression: (license ?? '').replaceAll('/', ' OR ') }],
  }));
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(
    join(root, 'dist/sbom.json'),
    `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components }, null, 2)}\n`,
  );
  await writeFile(
    join(root, 'dist/licences.txt'),
    `${all.map(({ name, version, license }) => `${name} ${version}: ${license}`).join('\n')}\n`,
  );
  console.log(`${all.length} crates, all under licences that are allowed: dist/sbom.json, dist/licences.txt`);
}
