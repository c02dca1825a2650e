/** Where things are, and the sources of the extension, for tests that compare them. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const extension = join(root, 'extension');

/**
 * The extension's own JavaScript and HTML, and the manifest: path from `extension/`, and text.
 *
 * @returns {Promise<{ path: string, text: string }[]>}
 */
export async function sources() {
  const entries = await readdir(extension, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(js|html)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(extension, file).startsWith('wasm'));
  const read = await Promise.all(
    files.map(async (file) => ({
      path: relative(extension, file).replaceAll('\\', '/'),
      text: await readFile(file, 'utf8'),
    })),
  );
  return [...read, { path: '../manifest.json', text: await readFile(join(root, 'manifest.json'), 'utf8') }];
}
