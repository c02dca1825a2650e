/** Two components with shadow roots: an open one, as most grids have, and a closed one. */

/** Id, time, name, address, path, user. */
const ROWS = [
  ['1', '10:14:58', 'Beaconing', '203.0.113.45', 'C:\\Program Files (x86)\\Remote Tools\\svc host.exe', 'CORP\\j.doe'],
  ['2', '10:14:51', 'Credential access', '10.20.30.44', 'C:\\Windows\\System32\\lsass.exe', 'SYSTEM'],
  ['3', '10:13:07', 'Persistence', '10.20.30.61', 'C:\\Users\\m.lee\\AppData\\Roaming\\upd.exe', 'CORP\\m.lee'],
  ['4', '10:11:40', 'Lateral movement', '192.168.52.140', '\\\\fileserver\\tools$\\psexec.exe', 'CORP\\svc_backup'],
  ['5', '10:09:12', 'Exfiltration', '198.51.100.23', '/opt/backup/bin/rclone', 'root'],
  ['6', '10:08:51', 'Discovery', '10.20.30.17', 'C:\\Windows\\System32\\net1.exe', 'CORP\\t.wong'],
  ['7', '10:08:20', 'Defence evasion', '10.20.30.44', 'C:\\Windows\\System32\\wevtutil.exe', 'SYSTEM'],
  ['8', '10:07:46', 'Execution', '10.20.30.90', 'C:\\Users\\k.novak\\Downloads\\order form.js', 'CORP\\k.novak'],
  ['9', '10:06:33', 'Beaconing', '203.0.113.10', 'C:\\ProgramData\\Adobe\\arm helper.exe', 'CORP\\a.smith'],
  ['10', '10:05:02', 'Initial access', '203.0.113.77', 'C:\\Windows\\System32\\svchost.exe', 'NETWORK SERVICE'],
  ['11', '10:03:19', 'Persistence', '192.168.52.131', '/etc/cron.d/.sync', 'www-data'],
  ['12', '10:01:55', 'Collection', '10.20.30.61', 'C:\\Program Files\\7-Zip\\7z.exe', 'CORP\\m.lee'],
];

const GRID_STYLE = `
  :host { display: block; font: 11.5px "DejaVu Sans Mono", monospace; }
  .row { display: grid; grid-template-columns: 40px 90px 160px 150px 1fr 150px; background: var(--panel); }
  .row { border: 1px solid var(--line); border-top: 0; }
  .row:first-of-type { border-top: 1px solid var(--line); color: var(--dim); }
  .row > div { padding: 5px 9px; }`;
const CARD_STYLE = `
  :host { display: block; width: 420px; background: var(--panel); border: 1px solid var(--line); text-align: center; }
  .value { font: 44px/90px "DejaVu Sans Mono", monospace; }`;

/**
 * An element with its text, its class and perhaps an id.
 * @param {string} className
 * @param {string} text
 * @param {string} [id]
 */
function block(className, text, id) {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  if (id) element.id = id;
  return element;
}

/**
 * Gives the host a shadow root with a style of its own.
 * @param {string} hostId
 * @param {'open' | 'closed'} mode
 * @param {string} css
 */
function shadow(hostId, mode, css) {
  const root = /** @type {HTMLElement} */ (document.getElementById(hostId)).attachShadow({ mode });
  const style = document.createElement('style');
  style.textContent = css;
  root.append(style);
  return root;
}

const grid = shadow('grid', 'open', GRID_STYLE);
for (const [n, cells] of [['#', 'Time', 'Detection', 'Remote address', 'File', 'User'], ...ROWS].entries()) {
  const row = block('row', '');
  // The first row of data has ids: 3 is the address, 4 the path.
  const ids = n === 1 ? ['', '', '', 'ip', 'path', 'user'] : [];
  row.append(...cells.map((text, column) => block('cell', text, ids[column])));
  grid.append(row);
}

shadow('closed-grid', 'closed', CARD_STYLE).append(block('value', '8.8.4.4'));
