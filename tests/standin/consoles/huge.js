/** Fills the long texts: 40,000 characters, 600 addresses, 5 MB. */

const MEDIUM_LENGTH = 40_000;
const BIG_LENGTH = 5 * 1024 * 1024; // bytes too: the text is ASCII
const ADDRESSES = 600;

/** Lines without anything to investigate; the last one has the one address. */
function medium() {
  const last = 'Nov 24 10:14:58 scheduler: worker reported to 198.51.100.77';
  let text = '';
  for (let n = 0; text.length + last.length + 200 < MEDIUM_LENGTH; n += 1) {
    const second = String(n % 60).padStart(2, '0');
    text += `Nov 24 10:14:${second} scheduler: heartbeat ok, queue ${n % 17}, workers ${n % 5}, idle ${n % 83} percent\n`;
  }
  // One line of filling makes the length exact.
  return `${text}${'.'.repeat(MEDIUM_LENGTH - text.length - last.length - 1)}\n${last}`;
}

/** Distinct public addresses, one a line: none private, reserved or of a documentation range. */
function many() {
  return Array.from(
    { length: ADDRESSES },
    (_, n) => `23.${40 + Math.floor(n / 200)}.${(n * 7) % 256}.${1 + (n % 200)}`,
  ).join('\n');
}

/** The log of a busy gateway, cut at exactly 5 MB. */
function big() {
  /** @type {string[]} */
  const lines = [];
  for (let n = 0, length = 0; length < BIG_LENGTH; n += 1) {
    const head = `2018-11-24T10:${String(n % 60).padStart(2, '0')}:11Z gw1 action=${n % 9 ? 'allow' : 'deny'}`;
    const source = `src=10.20.${(n >> 8) % 256}.${n % 256} spt=${1024 + (n % 60_000)}`;
    const line = `${head} ${source} dst=${n % 2 ? '8.8.8.8' : '8.8.4.4'} dpt=443 bytes=${(n * 7919) % 100_000}\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join('').slice(0, BIG_LENGTH);
}

for (const [id, text] of Object.entries({ medium: medium(), many: many(), big: big() })) {
  /** @type {HTMLElement} */ (document.getElementById(id)).textContent = text;
}
document.documentElement.dataset.ready = 'yes';
