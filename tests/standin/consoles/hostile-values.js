/**
 * Values that an attacker may write into a log: strings that try to leave their place in an address, in
 * markup or on the screen. The page and `/consoles/hostile.json` are both made from this one table.
 */

/** @typedef {{ id: string, why: string, text: string }} HostileRecord */

/** @type {[why: string, text: string][]} */
const TABLE = [
  ['a second entity', '8.8.8.8&entity=host'],
  ['another route', '8.8.8.8#/other'],
  ['an attribute in a path', 'C:\\a&attr=x:y\\evil.exe'],
  ['a script address', 'javascript:alert(1)'],
  ['an encoded NUL', 'evil.com/?q=%00'],
  ['a right-to-left override in a path', 'C:\\Users\\Public\\report_\u202Efdp.exe'],
  ['a NUL in a path', 'C:\\Windows\\Temp\\a\u0000b.exe'],
  ['a lone high surrogate', 'C:\\Temp\\x\uD83Dy.exe'],
  ['a lone low surrogate', '/tmp/x\uDE00y.sh'],
  ['markup with a handler', '<img src=x onerror=alert(1)>'],
  ['markup out of an attribute', '\'"><script>alert(1)</script>'],
  ['an expression of AngularJS', '{{constructor.constructor("alert(1)")()}}'],
  ['grammar: another attribute', '8.8.8.8,remote_port:443'],
  ['grammar: another value', 'evil.exe|cmd.exe'],
  ['grammar in a path', 'C:\\Temp\\a,cmd:b|c.exe'],
  ['encoded grammar', 'C:\\Temp\\100%25 %7C %2C %26.exe'],
  ['a broken escape', 'C:\\Temp\\50%.exe'],
  ['an escape that is no UTF-8', '/tmp/%C3%28.sh'],
  ['plus and spaces', 'C:\\Program Files\\C++ Tools\\a + b.exe'],
  ['line ends in a header', '8.8.4.4\r\nX-Injected: yes'],
  ['credentials before a host', 'https://secdo-server@evil.example/'],
  ['a host by backslash', '\\\\evil.example\\share\\a.exe'],
  ['another scheme', 'data:text/html,<script>alert(1)</script>'],
  ['quotes and back-ticks', 'C:\\Temp\\`a"b\'c`.ps1'],
  ['a wildcard for everything', '*'],
  ['zero-width characters in an address', '8.8.\u200B8.\u20608'],
  ['full-width digits', '８.８.８.８'],
  ['letters that look Latin', 'аpple.com'],
  ['beyond the BMP', '/home/me/😀 漢字/ünï.sh'],
  ['combining marks', 'C:\\Temp\\Z\u0351\u036Balgo\u0489.exe'],
  ['object property names', '__proto__:constructor'],
  ['a template of ArcSight', '$selectedCell'],
  ['a very long name', `C:\\Temp\\${'A'.repeat(3000)}.exe`],
];

/**
 * The table with the id each string has on the page: h1, h2 and so on.
 * @returns {HostileRecord[]}
 */
export function hostileRecords() {
  return TABLE.map(([why, text], n) => ({ id: `h${n + 1}`, why, text }));
}
