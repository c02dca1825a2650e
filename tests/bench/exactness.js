/** Who finds what is marked in the corpus: precision and recall by broad kind, ours and the peers'. */

/** @typedef {[kind: string, value: string]} Found */

/** Our kinds, and the broad kind under which the peers know them. @type {Record<string, string>} */
const BROAD = {
  ipv4: 'ip',
  ipv6: 'ip',
  ip_port: 'ip',
  cidr: 'cidr',
  md5: 'hash',
  sha1: 'hash',
  sha256: 'hash',
  sha512: 'hash',
  url: 'url',
  domain: 'domain',
  email: 'email',
  windows_path: 'path',
  posix_path: 'path',
  registry_key: 'registry',
};

/** The broad kinds that each peer knows. @type {Record<string, string[]>} */
const KNOWN = {
  ours: ['ip', 'cidr', 'hash', 'url', 'domain', 'email', 'path', 'registry'],
  'ioc-extractor': ['ip', 'hash', 'url', 'domain', 'email'],
  'ioc-finder': ['ip', 'hash', 'url', 'domain', 'email'],
  iocextract: ['ip', 'hash', 'url', 'email'],
};

/** The value as everyone can write it: lower case, no scheme of a URL, no slash at its end, no port of an address. @param {string} kind @param {string} value */
function plain(kind, value) {
  const lower = value.toLowerCase().replaceAll('[.]', '.').replaceAll('\\\\', '\\');
  if (kind === 'url') return lower.replace(/^[a-z*+]+:\/\//, '').replace(/\/$/, '');
  if (kind === 'ip') return lower.replace(/^\[(.*)\]:\d+$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return lower;
}

/** Our indicators in the comparison's terms. @param {{ kind: string, value: string }[]} indicators @returns {Found[]} */
export const broad = (indicators) =>
  indicators.flatMap(({ kind, value }) => {
    const name = BROAD[kind];
    return name === undefined ? [] : /** @type {Found[]} */ ([[name, plain(name, value)]]);
  });

/** Values that nobody is blamed for: hosts inside URLs, e-mails and networks, of which only the whole is reported here. @param {Found[]} truth */
function parts(truth) {
  const inner = new Set();
  for (const [kind, value] of truth) {
    if (kind === 'url') inner.add((value.split(/[/?#]/)[0] ?? '').replace(/^.*@/, '').replace(/:\d+$/, ''));
    if (kind === 'email') inner.add(value.split('@')[1]);
    if (kind === 'cidr') inner.add(value.split('/')[0]);
  }
  return inner;
}

/**
 * Precision and recall by broad kind.
 *
 * @param {string} name
 * @param {Found[][]} truths for each text
 * @param {Found[][]} answers for each text
 */
export function score(name, truths, answers) {
  /** @type {Record<string, { right: number, wrong: number, missed: number }>} */
  const scores = Object.fromEntries((KNOWN[name] ?? []).map((kind) => [kind, { right: 0, wrong: 0, missed: 0 }]));
  for (const [index, truth] of truths.entries()) {
    const inner = parts(truth);
    const wanted = new Set(truth.map(([kind, value]) => `${kind} ${value}`));
    const given = new Set((answers[index] ?? []).map(([kind, value]) => `${kind} ${plain(kind, value)}`));
    for (const key of wanted) {
      const one = scores[key.slice(0, key.indexOf(' '))];
      if (one !== undefined) given.has(key) ? (one.right += 1) : (one.missed += 1);
    }
    for (const key of given) {
      const one = scores[key.slice(0, key.indexOf(' '))];
      if (one !== undefined && !wanted.has(key) && !inner.has(key.slice(key.indexOf(' ') + 1))) one.wrong += 1;
    }
  }
  return scores;
}
