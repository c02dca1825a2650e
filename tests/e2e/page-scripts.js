/** The scripts that read pages, to be run in a page by themselves. */
import { readFile } from 'node:fs/promises';

import { AT_CLICK } from '../../extension/tab/page-scripts.js';

// Without the last one, which begins to read.
const files = AT_CLICK.slice(0, -1);
const scripts = (
  await Promise.all(files.map((file) => readFile(new URL(`../../extension${file}`, import.meta.url), 'utf8')))
).join('\n');

/** The value of an expression inside the scripts. @param {string} expression */
export const inScripts = (expression) =>
  `(() => { ${scripts}\n const plain = pagePlain(); const tree = pageTree(plain); const looks = pageLooks(plain, tree); const walk = pageWalk(plain, tree, looks, pageLines(plain, tree, looks), { most: 1e7, until: Infinity }); return ${expression}; })()`;

/** Runs in a page: a grid of 1,000 rows with 10 cells, each placed by itself, and all of it selected. */
export function selectManyCells() {
  const grid = document.createElement('section');
  grid.id = 'many';
  for (let row = 0; row < 1_000; row++) {
    const line = document.createElement('div');
    line.style.cssText = `position:absolute;top:${row * 22}px;left:0;height:22px`;
    for (let cell = 0; cell < 10; cell++) {
      const box = document.createElement('div');
      box.style.cssText = `position:absolute;left:${cell * 110}px;width:110px;overflow:hidden`;
      box.textContent = `10.${cell}.${row >> 8}.${row & 255}`;
      line.append(box);
    }
    grid.append(line);
  }
  document.body.append(grid);
  getSelection()?.selectAllChildren(grid);
}
