/** The stand-in's files: read once at the start, and only those that exist there can be asked for. */
import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';

/** @typedef {{ body: Buffer, type: string, headers: Record<string, string> }} Page */

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Real grids, for consoles that are built on them: the path they are served under, and their file in npm's folder. */
const VENDORS = /** @type {[string, string][]} */ ([
  ['jquery.js', 'jquery/dist/jquery.min.js'],
  ['sortable.js', 'sortablejs/Sortable.min.js'],
  ['slick.core.js', 'slickgrid/dist/browser/slick.core.js'],
  ['slick.interactions.js', 'slickgrid/dist/browser/slick.interactions.js'],
  ['slick.grid.js', 'slickgrid/dist/browser/slick.grid.js'],
  ['slick.grid.css', 'slickgrid/dist/styles/css/slick.grid.css'],
  ['slick.theme.css', 'slickgrid/dist/styles/css/slick-default-theme.css'],
  ['tabulator.js', 'tabulator-tables/dist/js/tabulator.min.js'],
  ['tabulator.css', 'tabulator-tables/dist/css/tabulator.min.css'],
  ['ag-grid.js', 'ag-grid-community/dist/ag-grid-community.min.js'],
  ['jqgrid.js', 'free-jqgrid/js/jquery.jqgrid.min.js'],
  ['jqgrid.css', 'free-jqgrid/css/ui.jqgrid.min.css'],
  ['datatables.js', 'datatables.net/js/dataTables.min.js'],
]);

/** Headers of single pages. @type {Record<string, Record<string, string>>} */
const HEADERS = {
  '/consoles/csp.html': { 'Content-Security-Policy': "default-src 'none'; style-src 'self'" },
};

/**
 * All pages by the path they are served under.
 * @returns {Promise<Map<string, Page>>}
 */
export async function loadPages() {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  /** @param {string} path @param {URL} file */
  const add = async (path, file) => {
    const type = TYPES[extname(file.pathname)];
    if (type) pages.set(path, { body: await readFile(file), type, headers: HEADERS[path] ?? {} });
  };
  for (const folder of ['query', 'consoles']) {
    const base = new URL(`${folder}/`, import.meta.url);
    const prefix = folder === 'query' ? '/' : '/consoles/';
    for (const name of await readdir(base)) await add(prefix + name.replace(/^index\.html$/, ''), new URL(name, base));
  }
  for (const [path, file] of VENDORS)
    await add(`/vendor/${path}`, new URL(`../../node_modules/${file}`, import.meta.url));
  await add('/angular.js', new URL('../../node_modules/angular/angular.min.js', import.meta.url));
  return pages;
}

/**
 * The file names of the console pages, sorted; without those that are only parts of another.
 * @returns {Promise<string[]>}
 */
export async function consoleNames() {
  const names = await readdir(new URL('consoles/', import.meta.url));
  const parts = ['index.html', 'qradar-grid.html', 'crossframe-inner.html'];
  return names.filter((name) => name.endsWith('.html') && !parts.includes(name)).sort();
}
