/** Writes the hostile strings into the page, as text only. */
import { hostileRecords } from './hostile-values.js';

const rows = /** @type {HTMLElement} */ (document.getElementById('rows'));
for (const { id, why, text } of hostileRecords()) {
  const row = document.createElement('tr');
  const value = document.createElement('span');
  value.id = id;
  // White space is kept on the screen, so that a selection holds the line ends too.
  value.className = 'plain';
  value.textContent = text;
  for (const content of [id, why, value]) {
    const cell = document.createElement('td');
    if (content !== value) cell.className = 'short';
    cell.append(content);
    row.append(cell);
  }
  rows.append(row);
}
document.documentElement.dataset.ready = 'yes';
