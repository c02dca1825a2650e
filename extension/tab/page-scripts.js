/**
 * The scripts that run in pages, each list in its order; the last script's value goes to who asked.
 *
 * Their files begin at the root: Firefox looks for them from the folder of the page that asks, Chromium from the root in any
 * case (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/tabs/executeScript, on `file`).
 */

/** The scripts that read text from a page. */
const READER = ['plain', 'tree', 'styles', 'places', 'looks', 'lines', 'walk'];

/** The files of scripts. @param {string[]} names */
const files = (names) => names.map((name) => `/page/${name}.js`);

/** The scripts that read a page at a click. */
export const AT_CLICK = files([
  ...READER,
  'selected',
  'boxes',
  'names',
  'heads',
  'grids',
  'rows',
  'panes',
  'table',
  'labels',
  'pointed',
  'touching',
  'beneath',
  'inputs',
  'chosen',
  'evidence',
  'at-click',
]);

/** The scripts that read all that a page shows. */
export const WHOLE = files([...READER, 'whole']);
