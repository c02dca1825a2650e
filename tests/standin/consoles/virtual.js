/** A grid of 50,000 rows of which only those in view are in the document. */

const ROW_COUNT = 50_000;
const ROW_HEIGHT = 24; // CSS pixels, as in the style sheet
const SPARE = 6; // rows kept above and below the view

/**
 * The texts of a row: number, time, source, destination, port, process. The addresses depend on the
 * number alone, so that a test can compute them: 203.0.113.(n % 254 + 1) is the destination.
 * @param {number} n
 */
function cells(n) {
  const time = new Date(Date.UTC(2018, 10, 24, 10) - n * 287).toISOString();
  const source = `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
  const process = `C:\\Program Files\\App ${n % 40}\\app ${n % 7}.exe`;
  return [String(n), time, source, `203.0.113.${(n % 254) + 1}`, n % 3 ? '443' : '53', process];
}

/** @param {number} n */
function makeRow(n) {
  const row = document.createElement('div');
  row.className = 'row';
  row.id = `row-${n}`;
  row.style.top = `${n * ROW_HEIGHT}px`;
  const names = ['n', 'time', 'src', 'dst', 'port', 'path'];
  for (const [column, text] of cells(n).entries()) {
    const cell = document.createElement('span');
    cell.id = `row-${n}-${names[column]}`;
    cell.textContent = text;
    row.append(cell);
  }
  return row;
}

const viewport = /** @type {HTMLElement} */ (document.getElementById('viewport'));
const canvas = /** @type {HTMLElement} */ (document.getElementById('canvas'));
canvas.style.height = `${ROW_COUNT * ROW_HEIGHT}px`;

/** @type {Map<number, HTMLElement>} */
const shown = new Map();

/** Adds the rows that came into view and removes those that left; a row that stays keeps its element. */
function render() {
  const first = Math.max(0, Math.floor(viewport.scrollTop / ROW_HEIGHT) - SPARE);
  const last = Math.min(ROW_COUNT - 1, Math.ceil((viewport.scrollTop + viewport.clientHeight) / ROW_HEIGHT) + SPARE);
  for (const [n, row] of shown) {
    if (n >= first && n <= last) continue;
    row.remove();
    shown.delete(n);
  }
  for (let n = first; n <= last; n += 1) {
    if (shown.has(n)) continue;
    const row = makeRow(n);
    shown.set(n, row);
    canvas.append(row);
  }
}

viewport.addEventListener('scroll', () => requestAnimationFrame(render));
render();
