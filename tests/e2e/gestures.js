/** The gestures that `gestures.test.js` makes on the consoles, as tables: which query a value asks, and which form a row fills. */

export const CELL = 'td, .slick-cell, .tabulator-cell, .ag-cell';
export const GRIDS = ['grid-slick', 'grid-tabulator', 'grid-ag', 'grid-jqgrid', 'grid-datatables'];
const EVERY = /** @type {const} */ (['point', 'double', 'triple', 'drag']);

/** A value of the grids: its text, where it is pointed at, and what it asks. @type {[string, number, string][]} */
const VALUES = [
  ['198.51.100.82', 0.5, 'remote_ip:198.51.100.82'],
  ['10.20.30.23', 0.8, 'host_ip:10.20.30.23'],
  ['login-portal3.evil-cdn.com', 0.4, 'remote_host:login-portal3.evil-cdn.com'],
];

/**
 * Rows and panes that nothing but their layout tells, and rows of which one value is selected: page, gesture, and the
 * form's ends.
 *
 * @type {[string, import('./harness/types.js').Gesture, string[]][]}
 */
export const ROWS = [
  ['virtual', { how: 'point', on: { selector: '#row-3-dst' } }, ['10.0.0.3', '', '203.0.113.4', '53']],
  ['virtual', { how: 'double', on: { selector: '#row-4-src' } }, ['10.0.0.4', '', '203.0.113.5', '443']],
  [
    'virtual',
    { how: 'drag', on: { selector: '#row-5-time' }, to: { selector: '#row-5-port' } },
    ['10.0.0.5', '', '203.0.113.6', '443'],
  ],
  ['cards', { how: 'point', on: { selector: '#flex-source' } }, ['10.20.30.44', '50122', '198.51.100.23', '443']],
  ['cards', { how: 'double', on: { selector: '#flex-destination' } }, ['10.20.30.44', '50122', '198.51.100.23', '443']],
  [
    'cards',
    { how: 'double', on: { selector: '#pane dd:first-of-type' } },
    ['10.20.30.46', '50124', '198.51.100.25', '8443'],
  ],
  [
    'cards',
    { how: 'double', on: { selector: '#pairs tr:nth-child(2) td' } },
    ['10.20.30.47', '50125', '198.51.100.26', '8080'],
  ],
  [
    'cards',
    { how: 'point', on: { selector: '#list .row:nth-child(3) div:nth-child(2)' } },
    ['10.20.30.48', '50126', '198.51.100.27', '22'],
  ],
  // Names may hold digits: of the six of this pane, two are of hashes.
  [
    'cards',
    { how: 'double', on: { selector: '#fields .detail:nth-child(3) span:last-child' } },
    ['10.20.30.49', '50127', '198.51.100.28', '25'],
  ],
  [
    'clipped',
    {
      how: 'drag',
      on: { selector: '[role=gridcell]', text: '10.120.130.154' },
      to: { selector: '[role=gridcell]', text: '198.51.100.132' },
    },
    ['10.120.130.154', '50129', '198.51.100.132', ''],
  ],
  // A list of events is no pane: only its own line is meant.
  [
    'cards',
    { how: 'point', on: { selector: '#logs .log:nth-child(2) div:last-child' } },
    ['10.20.30.51', '1025', '198.51.100.30', '23'],
  ],
  // A cell that reaches down from a row above is a part of each row beside it.
  ['panes', { how: 'double', on: { selector: '#spanned' } }, ['10.20.30.61', '50131', '198.51.100.42', '8443']],
  [
    'panes',
    { how: 'drag', on: { selector: 'td', text: '50132' }, to: { selector: 'td', text: '53' } },
    ['10.20.30.61', '50132', '198.51.100.43', '53'],
  ],
  // What stands over the table around a pane names nothing in it.
  ['panes', { how: 'double', on: { selector: '#in-cell' } }, ['10.20.30.63', '50134', '198.51.100.46', '8080']],
  // Fields and rows that are components with shadow roots of their own.
  ['panes', { how: 'double', on: { selector: '#slotted' } }, ['10.20.30.64', '50135', '198.51.100.48', '9443']],
  ['panes', { how: 'point', on: { selector: '#line-1' } }, ['10.20.30.66', '50137', '198.51.100.50', '8444']],
  [
    'qradar-grid',
    { how: 'double', on: { selector: 'tbody tr:nth-child(2) td:nth-child(8)' } },
    ['203.0.113.77', '41822', '192.168.52.131', '3389'],
  ],
];

/** Page, gestures, what is pointed at, what it asks. @type {[string, readonly ('point' | 'double' | 'triple' | 'drag')[], { selector: string, text?: string }, string, number?][]} */
export const QUERIES = [
  ...GRIDS.flatMap((grid) =>
    VALUES.map(([text, part, asked]) => /** @type {any} */ ([grid, EVERY, { selector: CELL, text }, asked, part])),
  ),
  ['cards', EVERY, { selector: '#flex-source' }, 'host_ip:10.20.30.44'],
  ['cards', EVERY, { selector: '#flex-destination' }, 'remote_ip:198.51.100.23'],
  ['cards', EVERY, { selector: '#badge' }, 'remote_ip:203.0.113.77'],
  // Firefox takes a drag that ends where a cell cuts its text to the row above.
  ['clipped', EVERY, { selector: '[role=gridcell]', text: '198.51.100.132' }, 'remote_ip:198.51.100.132'],
  ['cards', ['point', 'double'], { selector: '#button' }, 'remote_ip:203.0.113.78'],
  ['cards', EVERY, { selector: '#decorated' }, 'remote_ip:198.51.100.62'],
  ['cards', EVERY, { selector: '#pale' }, 'remote_ip:198.51.100.63'],
  ['cards', EVERY, { selector: '#wrapped' }, 'process_hash:44d88612fea8a8f36de82e1278abb02f'],
  ['cards', ['point', 'double'], { selector: '#marks mark' }, 'remote_ip:198.51.100.61'],
  ['cards', ['point'], { selector: '#link-text' }, 'host_ip:10.20.1.57'],
  ['cards', ['point'], { selector: '#link-address' }, 'host_ip:10.20.1.58'],
  ['cards', ['point'], { selector: '#link-path' }, 'remote_ip:198.51.100.99'],
  ['cards', ['point'], { selector: '#link-foreign' }, 'remote_host:evil-cdn.com'],
  // The way back to the console is no value, one of several in a link is, and what the page cut is whole in its title.
  ['cards', ['point'], { selector: '#link-back' }, 'host_ip:10.20.1.59'],
  ['cards', ['point'], { selector: '#link-second' }, 'remote_ip:198.51.100.98'],
  ['cards', ['point', 'double'], { selector: '#short' }, 'remote_host:update.evil-shop.com'],
  // What only the line tells of a value goes along with it, and a title tells where a name is.
  ['named', ['point'], { selector: '#ssh' }, 'remote_ip:198.51.100.54,remote_port:22'],
  ['named', ['point'], { selector: '#cell' }, 'file_path:C:\\Users\\ann\\upd 10.exe'],
  ['named', ['point', 'double'], { selector: '#address' }, 'host_ip:10.20.30.46'],
  // Of chips that touch the one under the pointer, an address without the number beside it.
  ['touching', ['point', 'double'], { selector: '#chip' }, 'remote_ip:203.0.113.162'],
  ['touching', ['point', 'double'], { selector: '#counted' }, 'remote_ip:203.0.113.12'],
  ['touching', ['point', 'double'], { selector: '#noted' }, 'remote_ip:198.51.100.17'],
  ['touching', ['point', 'drag'], { selector: '#kept' }, 'file_path:C:\\Program Files\\Acme\\agent 7\\agent.exe'],
  ['touching', ['point', 'double'], { selector: '#part' }, 'file_path:/usr/local/bin/agent.sh'],
  ['touching', ['point', 'double'], { selector: '#label' }, 'remote_host:cdn.evil-login.com'],
  ['touching', ['point'], { selector: '#spoken' }, 'process_hash:b9a1ef21dcbf0fcc320c26417e7b7d02f19c89d6'],
  ['touching', ['point', 'double'], { selector: '#address' }, 'remote_ip:203.0.113.163'],
  // Beside values that their names take for versions, those of the same tables.
  ['columns', ['point', 'double'], { selector: '#source' }, 'remote_ip:203.0.113.71'],
  ['columns', ['point', 'double'], { selector: '#file' }, 'file_name:Rechnung 0816.scr'],
  ['columns', ['point', 'double'], { selector: '#peer' }, 'remote_ip:203.0.113.72'],
  ['columns', ['point', 'double'], { selector: '#attacker' }, 'remote_ip:203.0.113.73'],
  ['columns', ['point', 'double'], { selector: '#upper' }, 'remote_ip:203.0.113.74'],
  ['columns', ['point', 'double'], { selector: '#first-placed' }, 'remote_ip:203.0.113.76'],
  ['columns', ['point'], { selector: '#linked' }, 'remote_ip:203.0.113.79'],
  ['columns', ['point'], { selector: '#menu' }, 'remote_ip:203.0.113.80'],
  // Names in unusual places, of other values than these.
  ['names', ['point', 'double'], { selector: '#deep-peer' }, 'remote_ip:203.0.113.102'],
  ['names', ['point', 'double'], { selector: '#server' }, 'remote_ip:203.0.113.103'],
  ['names', ['point', 'double'], { selector: '#narrow-address' }, 'remote_ip:203.0.113.105'],
  ['names', ['point', 'double'], { selector: '#beside-chip' }, 'remote_ip:203.0.113.107'],
  ['names', ['double'], { selector: '#network' }, 'host_ip:10.44.*', 0.4],
  ['names', ['point'], { selector: '#user' }, 'remote_host:img.stat-counter-js.xyz'],
  ['names', ['point'], { selector: '#caught' }, 'remote_ip:203.0.113.106'],
  // In grids without elements of rows, in rows below one of names, over a picture that a script draws.
  ['boxes', ['point', 'double'], { selector: '#grid-peer' }, 'remote_ip:203.0.113.142'],
  ['boxes', ['point', 'double'], { selector: '#rows-peer' }, 'remote_ip:203.0.113.145'],
  ['boxes', ['point', 'double'], { selector: '#over' }, 'remote_ip:203.0.113.148'],
  // Beside values that heads over heads, the first cell, a type or a parent name.
  ['heads', ['point', 'double'], { selector: '#filtered-peer' }, 'remote_ip:203.0.113.121'],
  ['heads', ['point', 'double'], { selector: '#grouped-host' }, 'remote_ip:203.0.113.122'],
  ['heads', ['point'], { selector: '#numbered-peer' }, 'remote_ip:203.0.113.123'],
  ['heads', ['point', 'double'], { selector: '#typed-md5' }, 'process_hash:44d88612fea8a8f36de82e1278abb02f'],
  ['heads', ['point', 'double'], { selector: '#flex-peer' }, 'remote_ip:203.0.113.124'],
  // Chips and pictures that touch a value are no part of it, and what is shortened is whole in its title.
  ['heads', ['point', 'double'], { selector: '#chips' }, 'remote_host:stat.cloudmetrics-eu.com'],
  ['heads', ['point', 'double'], { selector: '#icon' }, 'remote_host:cdn3.teams-meeting.click'],
  ['heads', ['point', 'double'], { selector: '#short' }, 'process_hash:54d88612fea8a8f36de82e1278abb02f', 0.8],
  // Elements of the page's own, types of two lines, the sign of a button.
  ['slots', ['point', 'double'], { selector: '#tag-peer' }, 'remote_ip:203.0.113.131'],
  ['slots', ['point', 'double'], { selector: '#bare-peer' }, 'remote_ip:203.0.113.132'],
  ['slots', ['point', 'double'], { selector: '#role-peer' }, 'remote_ip:203.0.113.133'],
  ['slots', ['point'], { selector: '#sign' }, 'key_name:HKLM\\SOFTWARE\\Acme\\Harbor8'],
  // What a page draws in its own way.
  ['drawn', ['point', 'double'], { selector: '#start' }, 'file_path:C:\\Users\\ann\\AppData\\Roaming\\npm\\node2.exe'],
  ['drawn', ['point', 'double'], { selector: '#rest' }, 'file_path:C:\\Users\\ann\\AppData\\Roaming\\npm\\node2.exe'],
  ['drawn', ['point', 'double'], { selector: '#loose' }, 'remote_host:dl.evil-mirror.com'],
  ['drawn', ['point', 'double'], { selector: '#label' }, 'remote_ip:203.0.113.91'],
  ['drawn', ['point', 'double'], { selector: '#address' }, 'remote_ip:203.0.113.93'],
  ['drawn', ['point', 'double'], { selector: '#many' }, 'remote_ip:203.0.113.95'],
  ['drawn', ['point'], { selector: '#notes' }, 'remote_host:update.evil-login.com'],
  ['drawn', ['point'], { selector: '#host' }, 'remote_host:c2.evil-login.com'],
  ['drawn', ['point'], { selector: '#folder' }, 'file_path:C:\\Program Files\\Acme Corp\\svc.exe'],
];

/**
 * Cells that a grid chooses in its own way, where the browser selects nothing: console, where a drag begins and ends, or
 * what is pointed at, and the query.
 *
 * @type {[string, { selector: string, text?: string }, { selector: string, text?: string } | null, string][]}
 */
export const CHOSEN = [
  [
    'grid-ranges',
    { selector: CELL, text: '198.51.100.84' },
    { selector: CELL, text: '198.51.100.85' },
    'remote_ip:198.51.100.84|198.51.100.85',
  ],
  ['framed', { selector: '.place', text: '203.0.113.12' }, null, 'remote_ip:203.0.113.12|203.0.113.13'],
  ['framed', { selector: '.place', text: '203.0.113.14' }, null, 'remote_ip:203.0.113.14'],
  ['framed', { selector: '#marked' }, null, 'remote_ip:198.51.100.2|203.0.113.2|198.51.100.3|203.0.113.3'],
  // A row that is marked as a whole was looked at: the cell is meant.
  ['framed', { selector: '#of-row' }, null, 'remote_ip:203.0.113.1'],
];

/**
 * Versions on those consoles: what stands over, before or beside them says so. Pointed at they mean the page, of which one
 * value is named here; selected they are no indicator.
 *
 * @type {[string, string, string[]][]}
 */
export const VERSIONS = [
  ['columns', '203.0.113.72', ['#field', '#head', '#first', '#column', '#placed', '#apart', '#link', '#button']],
  ['drawn', '203.0.113.92', ['#version', '#tongue', '#token']],
  ['touching', '203.0.113.164', ['#driver']],
  ['heads', '203.0.113.121', ['#filtered', '#grouped', '#numbered', '#compared', '#typed', '#flex', '#tree', '#heard']],
  [
    'slots',
    '203.0.113.131',
    ['#tag', '#tag-hash', '#bare', '#glued', '#member', '#typed', '#typed-below', '#role', '#pair'],
  ],
  [
    'boxes',
    '203.0.113.141',
    [
      '#grid-version',
      '#grid-ja3',
      '#rows-version',
      '#rows-ja3',
      '#field',
      '#spoken',
      '#generated',
      '#attributed',
      '#numbered',
    ],
  ],
  ['names', '203.0.113.101', ['#deep', '#second', '#item', '#client', '#after', '#narrow', '#number', '#chip']],
];
