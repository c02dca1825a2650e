/** Generated texts of the sort that analysts select: log lines, reports, console rows, and hostile repetitions. */
import { random } from '../corpus/mutate.js';

/** @typedef {(below: number) => number} Pick */

const WORDS =
  'the attacker then used a scheduled task to run the loader from the user folder and contacted its server over port while defenders saw only one failed logon in the domain controller log before the process was injected into another one'.split(
    ' ',
  );
const PROGRAMS = ['chrome.exe', 'svchost.exe', 'powershell.exe', 'outlook.exe', 'java.exe', 'teams.exe'];

/** @param {Pick} pick @template T @param {T[]} list @returns {T} */
const one = (pick, list) => /** @type {T} */ (list[pick(list.length)]);
/** @param {Pick} pick */
const inside = (pick) => `10.${pick(20)}.${pick(256)}.${pick(254) + 1}`;
/** @param {Pick} pick */
const outside = (pick) => `${pick(120) + 100}.${pick(256)}.${pick(256)}.${pick(254) + 1}`;
/** @param {Pick} pick @param {number} length */
const hex = (pick, length) => Array.from({ length }, () => '0123456789abcdef'[pick(16)]).join('');
/** @param {Pick} pick */
const clock = (pick) => `1${pick(10)}:${pick(5)}${pick(10)}:${pick(5)}${pick(10)}`;
/** @param {Pick} pick @param {number} count */
const words = (pick, count) => Array.from({ length: count }, () => one(pick, WORDS)).join(' ');

/** Ways to write a line, for each kind of text. @type {Record<'log' | 'report' | 'console', ((pick: Pick) => string)[]>} */
const LINES = {
  log: [
    (pick) =>
      `Nov ${pick(18) + 10} ${clock(pick)} fw1 kernel: action=accept src=${inside(pick)} spt=${pick(65_535)} dst=${outside(pick)} dpt=443 proto=tcp bytes=${pick(100_000)} rule="allow-out" uuid=${hex(pick, 8)}-${hex(pick, 4)}`,
    (pick) =>
      `{"timestamp":"2024-01-15T${clock(pick)}.000123+0000","flow_id":${pick(1e9)},"in_iface":"eth0","event_type":"flow","src_ip":"${inside(pick)}","src_port":${pick(65_535)},"dest_ip":"${outside(pick)}","dest_port":443,"proto":"TCP","app_proto":"tls","flow":{"pkts_toserver":${pick(100)},"pkts_toclient":${pick(100)},"bytes_toserver":${pick(9000)},"state":"closed","reason":"timeout"}}`,
    (pick) =>
      `Jan 15 ${clock(pick)} web01 sshd[${pick(30_000)}]: Failed password for invalid user admin from ${outside(pick)} port ${pick(65_535)} ssh2`,
    (pick) =>
      `${inside(pick)} - - [15/Jan/2024:${clock(pick)} +0000] "GET /assets/app/${hex(pick, 8)}/main.bundle HTTP/1.1" 200 ${pick(90_000)} "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"`,
    (pick) =>
      `<14>Jan 15 ${clock(pick)} dc01 MSWinEventLog 1 Security ${pick(1e6)} Mon Jan 15 ${clock(pick)} 2024 4624 Microsoft-Windows-Security-Auditing N/A N/A Success Audit dc01 Logon An account was successfully logged on. Logon Type: 3 Account Name: user${pick(400)} Workstation Name: WS-${pick(9000)} Source Network Address: ${inside(pick)} Source Port: ${pick(65_535)}`,
    (pick) =>
      `2024-01-15T${clock(pick)}Z app[${pick(900)}] INFO com.example.orders.OrderService - order ${pick(1e6)} saved in ${pick(900)} ms, cache hit ratio 0.${pick(100)}, thread pool size ${pick(64)}, queue length ${pick(500)}`,
  ],
  report: [
    (pick) => `${words(pick, 22)}.`,
    (pick) => `${words(pick, 14)}, ${words(pick, 12)} (${words(pick, 4)}).`,
    (pick) => `${words(pick, 12)} hxxp://c2-${pick(999)}[.]example[.]com/gate.php, ${words(pick, 9)}.`,
    (pick) =>
      `${words(pick, 10)} ${outside(pick).replaceAll('.', '[.]')} ${words(pick, 9)}; version 10.0.19041.1 ${words(pick, 5)}.`,
    (pick) => `${words(pick, 9)} C:\\Users\\Public\\${one(pick, PROGRAMS)} ${words(pick, 11)}.`,
    (pick) => `SHA-256: ${hex(pick, 64)} ${words(pick, 12)}.`,
  ],
  console: [
    (pick) =>
      `2018-11-24T${clock(pick)}.${pick(900) + 100}Z\tWS-${pick(9999)}\tCORP\\user${pick(500)}\tC:\\Program Files\\App ${pick(9)}\\${one(pick, PROGRAMS)}\t${outside(pick)}\t${hex(pick, 32)}\tprocess_start`,
    (pick) =>
      `Nov 24, 2018 @ ${clock(pick)}.${pick(900) + 100}\tWS-${pick(9999)}\tnetwork\tconnection_attempted\t${inside(pick)}\t${pick(65_535)}\t${outside(pick)}\t443\ttcp\t${pick(9000)}\tallow`,
    (pick) =>
      `${pick(9999)}\tMedium\tNew\tSuspicious process started by an office application\tWS-${pick(9999)}\tuser${pick(500)}\t${pick(60)} minutes ago\tUnassigned`,
  ],
};

/** The kinds of text there are. */
export const KINDS = /** @type {(keyof typeof LINES)[]} */ (Object.keys(LINES));

/**
 * A text of a kind, of about this many bytes.
 *
 * @param {keyof typeof LINES} kind
 * @param {number} bytes
 */
export function text(kind, bytes) {
  const pick = random(42);
  const lines = [];
  for (let size = 0; size < bytes; size += (lines.at(-1)?.length ?? 0) + 1) lines.push(one(pick, LINES[kind])(pick));
  return lines.join('\n');
}

/** Texts that make careless recognisers slow. */
export const HOSTILE = {
  'dotted numbers': '1.',
  'addresses without end': '1.1.1.1.',
  colons: 'a:',
  backslashes: '\\',
  'long hexadecimal': 'a1',
  'at signs': 'a@',
  brackets: '[.',
  'drive paths': 'C:\\a ',
  'endless paths': 'C:\\a\\a\\a\\a\\',
  'endless keys': 'HKLM\\a\\a\\a\\a\\',
  'labelled paths': 'Path: C:\\a b) ',
  'URLs with commas': 'http://a.b/,,,,',
  cells: 'a.zzz,domain,',
  slashes: '/a',
  'open slashes': '/(',
  'dots in words': 'zz dot ',
  'closing brackets': `C:\\a${')'.repeat(2_000)} `,
  'URLs in URLs': 'http://',
  commas: '1,',
  quotes: '"C:\\',
};
