/** The alert API: strict by the document, and failing as ordered. */
import assert from 'node:assert/strict';
import { request as secureRequest } from 'node:https';
import { after, beforeEach, test } from 'node:test';

import { EXAMPLE_KEY } from './alert-rules.js';
import { API_PATH } from './api.js';
import { start } from './server.js';

const standin = await start();
after(() => standin.stop());
beforeEach(() => standin.reset());

const COMMON = {
  company: 'secdo',
  apikey: EXAMPLE_KEY,
  timestamp: '1490209247000',
  severity: 'LOW',
  event_id: '871151',
};
const NETWORK = {
  ...COMMON,
  vendor: 'Palo Alto Networks',
  product: 'PAN-OS',
  type: 'OutgoingConnectionEvent',
  source_ip: '192.168.204.133',
  source_port: '59661',
  destination_ip: '66.186.100.181',
  destination_port: '9000',
};
const FILE = {
  ...COMMON,
  vendor: 'McAfee',
  product: 'ePO',
  type: 'SuspiciousFileEvent',
  agent_ip: '192.168.52.131',
  file_path: 'c:\\temp\\55\\pageant.exe',
};

/** @param {object} alert @param {string} name */
const without = (alert, name) => Object.fromEntries(Object.entries(alert).filter(([key]) => key !== name));

/**
 * @param {unknown} body a string is sent as it is
 * @param {RequestInit & { path?: string }} [options]
 */
async function post(body, { path = API_PATH, ...init } = {}) {
  const response = await fetch(standin.origin + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
    ...init,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test("takes the document's events, without their key", async () => {
  for (const alert of [NETWORK, FILE, without(without(without(NETWORK, 'severity'), 'event_id'), 'source_port')]) {
    standin.reset();
    const before = Date.now();
    const { status, text, headers } = await post(alert);
    assert.deepEqual([status, text, headers.get('content-type')], [200, 'true', 'application/json']);
    const [{ receivedAt, ...kept } = assert.fail()] = standin.alerts;
    assert.deepEqual(kept, without(alert, 'apikey'));
    assert.ok(receivedAt >= before && receivedAt <= Date.now());
  }
});

/** @type {[says: RegExp, body: unknown, status?: number][]} */
const BAD = [
  ...[
    'company',
    'apikey',
    'timestamp',
    'vendor',
    'product',
    'type',
    'source_ip',
    'destination_ip',
    'destination_port',
  ].flatMap(
    (name) =>
      /** @type {[RegExp, unknown][]} */ ([
        [new RegExp(`^${name} is mandatory`), without(NETWORK, name)],
        [new RegExp(`^${name} must`), { ...NETWORK, [name]: '' }],
        [new RegExp(`^${name} must be a JSON string`), { ...NETWORK, [name]: 1 }],
      ]),
  ),
  ...['agent_ip', 'file_path'].map(
    (name) => /** @type {[RegExp, unknown]} */ ([new RegExp(`^${name} is mandatory`), without(FILE, name)]),
  ),
  ...['source_ip', 'source_port', 'destination_ip', 'destination_port', 'md5'].map(
    (name) =>
      /** @type {[RegExp, unknown]} */ ([
        new RegExp(`^${name} is not an attribute of a file event`),
        { ...FILE, [name]: '1' },
      ]),
  ),
  [/^file_path is not an attribute of a network event/, { ...NETWORK, file_path: 'c:\\a.exe' }],
  [/^note is not an attribute/, { ...NETWORK, note: 'x' }],
  [/^__proto__ is not an attribute/, JSON.stringify(NETWORK).replace('{', '{"__proto__":"x",')],
  [/^severity must not be empty/, { ...NETWORK, severity: '' }],
  [/^severity must be one of LOW, MEDIUM, HIGH/, { ...NETWORK, severity: 'low' }],
  [/^severity must be a JSON string/, { ...NETWORK, severity: null }],
  [/^type must be one of/, { ...NETWORK, type: 'NetworkEvent' }],
  [/^timestamp must be UTC epoch milliseconds/, { ...NETWORK, timestamp: '1490209247' }],
  [/^timestamp must be UTC epoch milliseconds/, { ...NETWORK, timestamp: '2017-03-22T19:00:47Z' }],
  [/^destination_port must be a port/, { ...NETWORK, destination_port: '65536' }],
  [/^source_port must be a port/, { ...NETWORK, source_port: 'https' }],
  [/^source_ip must be an IP address/, { ...NETWORK, source_ip: '10.0.0.300' }],
  [/^apikey is not known/, { ...NETWORK, apikey: 'f'.repeat(64) }, 403],
  [/must be a JSON object/, [NETWORK]],
  [/must be a JSON object/, 'null'],
  [/must be JSON/, '{'],
  [/must be JSON/, ''],
];

test('refuses everything else, and names the attribute', async () => {
  for (const [says, body, expected = 400] of BAD) {
    const { status, text, headers } = await post(body);
    assert.equal(status, expected, text);
    assert.match(text, says);
    assert.match(headers.get('content-type') ?? '', /^text\/plain/);
  }
  assert.deepEqual(standin.alerts, []);
});

test('is strict about address, method and content type, and knows no CORS', async () => {
  assert.equal((await post(NETWORK, { headers: { 'Content-Type': 'text/plain' } })).status, 400);
  assert.equal((await post(NETWORK, { headers: { 'Content-Type': 'application/json; charset=utf-8' } })).status, 200);
  assert.equal((await post(NETWORK, { path: API_PATH.slice(0, -1) })).status, 404);
  assert.equal((await post(NETWORK, { path: `${API_PATH}?apikey=${EXAMPLE_KEY}` })).status, 400);
  assert.equal((await post(NETWORK, { path: `/tenant${API_PATH}` })).status, 200);
  const preflight = await fetch(standin.origin + API_PATH, { method: 'OPTIONS' });
  assert.equal(preflight.status, 405);
  assert.equal(preflight.headers.get('access-control-allow-origin'), null);
  assert.equal(standin.requests.at(-1)?.method, 'OPTIONS');
});

test('fails as ordered', async () => {
  standin.setFault({ kind: 'status', status: 429, retryAfter: 7 });
  const busy = await post(NETWORK);
  assert.deepEqual([busy.status, busy.headers.get('retry-after')], [429, '7']);
  standin.setFault({ kind: 'false' });
  assert.deepEqual([(await post(NETWORK)).text, standin.alerts.length], ['false', 0]);
  standin.setFault({ kind: 'html' });
  assert.match((await post(NETWORK)).text, /<h1>/);
  standin.setFault({ kind: 'redirect' });
  const moved = await post(NETWORK);
  assert.deepEqual([moved.status, moved.headers.get('location')], [302, standin.otherOrigin + API_PATH]);
  standin.setFault({ kind: 'reset-before' });
  await assert.rejects(post(NETWORK));
  assert.equal(standin.alerts.length, 0);
  standin.setFault({ kind: 'reset-after' });
  await assert.rejects(post(NETWORK));
  assert.equal(standin.alerts.length, 1);
  assert.throws(() => standin.setFault(/** @type {any} */ ({ kind: 'nonsense' })), TypeError);
});

test('is slow as ordered, and takes nothing from a client that gave up', async () => {
  standin.setFault({ kind: 'slow', delayMs: 150 });
  const started = performance.now();
  assert.equal((await post(NETWORK)).text, 'true');
  assert.ok(performance.now() - started >= 145);
  await assert.rejects(post(NETWORK, { signal: AbortSignal.timeout(30) }));
  // What came later, and took as long, has been answered: so would have been what was given up.
  assert.equal((await post(NETWORK)).text, 'true');
  assert.equal(standin.alerts.length, 2);
});

test('hits each Nth request, so many times', async () => {
  standin.setFault({ kind: 'status', status: 503, everyNth: 3, times: 2 });
  const statuses = [];
  for (let n = 0; n < 10; n += 1) statuses.push((await post(NETWORK)).status);
  assert.deepEqual(statuses, [200, 200, 503, 200, 200, 503, 200, 200, 200, 200]);
});

test('answers under TLS with a certificate of its own', async () => {
  /** @type {number | undefined} */
  const status = await new Promise((resolve, reject) => {
    const request = secureRequest(`${standin.secureOrigin}${API_PATH}`, {
      method: 'POST',
      ca: standin.certificate,
      agent: false,
      headers: { 'Content-Type': 'application/json' },
    });
    request
      .on('response', (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end(JSON.stringify(FILE));
  });
  assert.deepEqual([status, standin.alerts.length], [200, 1]);
  await assert.rejects(fetch(standin.secureOrigin), /fetch failed/);
});
