/** Generated texts of the sort that analysts select: log lines, reports, console rows, and hostile repetitions. */

/** A small generator of numbers, always the same. @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WORDS = 'the attacker then used a scheduled task to run the loader from the user folder and contacted its server over port while defenders saw only one failed logon in the domain controller log before the process was injected into another one'.split(' ');

/** @param {(below: number) => number} pick */
const address = (pick) => `${pick(223) + 1}.${pick(256)}.${pick(256)}.${pick(254) + 1}`;

/** @param {(below: number) => number} pick @param {number} length */
const hex = (pick, length) => Array.from({ length }, () => '0123456789abcdef'[pick(16)]).join('');

const LINES = {
  /** @param {(below: number) => number} pick */
  log: (pick) =>
    `Nov ${pick(28) + 1} 10:${pick(60)}:${pick(60)} fw1 kernel: action=accept src=${address(pick)} spt=${pick(65_535)} dst=${address(pick)} dpt=443 proto=tcp bytes=${pick(100_000)} rule="allow-out" uuid=${hex(pick, 8)}-${hex(pick, 4)}`,
  /** @param {(below: number) => number} pick */
  report: (pick) =>
    `${Array.from({ length: 18 }, () => WORDS[pick(WORDS.length)]).join(' ')} ${pick(3) === 0 ? `hxxp://c2-${pick(999)}[.]example[.]com/gate.php` : pick(2) === 0 ? hex(pick, 64) : 'Version 10.0.19041.1'}.`,
  /** @param {(below: number) => number} pick */
  console: (pick) =>
    `2018-11-24T10:12:${pick(60)}.${pick(1000)}Z\tWS-${pick(9999)}\tCORP\\user${pick(500)}\tC:\\Program Files\\App ${pick(9)}\\tool${pick(99)}.exe\t${address(pick)}\t${hex(pick, 32)}\tprocess_start`,
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
  for (let size = 0; size < bytes; size += (lines.at(-1)?.length ?? 0) + 1) lines.push(LINES[kind](pick));
  return lines.join('\n');
}

/** Texts that make careless recognisers slow. */
export const HOSTILE = {
  'dotted numbers': '1.',
  'colons': 'a:',
  'backslashes': '\\',
  'long hexadecimal': 'a1',
  'at signs': 'a@',
  'brackets': '[.',
  'drive paths': 'C:\\a ',
  'slashes': '/a',
  'dots in words': 'zz dot ',
  'closing brackets': `C:\\a${')'.repeat(2_000)} `,
};
