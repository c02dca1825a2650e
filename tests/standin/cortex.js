/**
 * A stand-in for a tenant of Cortex XDR, console and API under one address. It takes what the vendor's documents allow and
 * nothing else, and fails on demand as they say.
 *
 *     node tests/standin/cortex.js [--port N]
 */
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { unauthorized, wrongAlerts, wrongIssue, wrongQuery } from './cortex-rules.js';
import { close, listen } from './listen.js';

/** @typedef {import('./cortex-rules.js').Account} Account */
/** @typedef {{ status: number, message?: string, extra?: unknown, text?: string, retryAfter?: number, everyNth?: number, times?: number, reset?: 'before' | 'after' }} CortexFault */
/** @typedef {{ call: string, body: any, headers: import('node:http').IncomingHttpHeaders }} Taken */

/** The usual answers of a tenant, by status. @type {Record<number, string>} */
const WORDS = {
  400: 'Bad Request. Got an invalid JSON.',
  401: 'Public API request unauthorized',
  402: 'No license for this action',
  403: 'Insufficient permissions for api key',
  404: 'Requested resource not found while processing XDR public API',
  413: 'Request is too large',
  429: 'Too many requests.',
  500: 'An error occurred while processing XDR public API',
};

/** How many requests a tenant takes in a second. */
const RATE = 10;

/** The page that a query is pasted into. */
const QUERY_PAGE =
  '<!doctype html><html lang="en"><title>Query Builder</title><h1>Query Builder</h1><label>XQL <textarea id="xql" rows="8" cols="80"></textarea></label>';

/**
 * A running stand-in. `alerts` and `issues` are what was taken, `refused` what was not, with why; they grow in place.
 *
 * @param {Partial<Account> & { port?: number }} [options]
 */
export async function startCortex({ id = '7', key = 'C0rtex"k\\ey/+=', level = 'advanced', port = 0 } = {}) {
  /** @type {any[]} */
  const alerts = [];
  /** @type {any[]} */
  const issues = [];
  /** @type {{ call: string, why: string }[]} */
  const refused = [];
  /** @type {Taken[]} */
  const requests = [];
  /** @type {number[]} */
  let lately = [];
  /** Those in force: the first that still has hits left. @type {CortexFault[]} */
  let faults = [];
  let seen = 0;
  let hits = 0;

  /** The calls: what is wrong with a body, and what is answered to a right one. @type {Record<string, { wrong: (body: any) => string | null, take: (body: any) => [number, unknown] }>} */
  const calls = {
    'alerts/insert_parsed_alerts': {
      wrong: wrongAlerts,
      take: (body) => (alerts.push(...body.request_data.alerts), [200, { reply: true }]),
    },
    issue: {
      wrong: wrongIssue,
      take: (body) => (
        issues.push(body.request_data.issue),
        [202, { external_id: `issue-${issues.length}`, detection_method: 'Custom Issue' }]
      ),
    },
    'xql/start_xql_query': {
      wrong: (body) => wrongQuery(body?.request_data?.query),
      take: () => [200, { reply: '061880b4867446_4356_inv' }],
    },
    'xql/get_quota': {
      wrong: () => null,
      take: () => [
        200,
        { reply: { license_quota: 5, additional_purchased_quota: 0, used_quota: 0.08, eval_quota: 0 } },
      ],
    },
  };

  /** The fault that hits the request which arrives now, or null. */
  const strike = () => {
    const [fault] = faults;
    if (!fault) return null;
    seen += 1;
    if (seen % (fault.everyNth ?? 1) !== 0) return null;
    hits += 1;
    if (hits >= (fault.times ?? Infinity)) {
      faults = faults.slice(1);
      seen = 0;
      hits = 0;
    }
    return fault;
  };

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  const handle = async (request, response) => {
    response.shouldKeepAlive = false;
    const path = String(request.url).split('?')[0] ?? '';
    if (request.method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(QUERY_PAGE);
      return;
    }
    /** @param {number} status @param {unknown} [extra] @param {string} [message] */
    const fail = (status, extra = null, message = WORDS[status]) => {
      refused.push({ call: path, why: `${status} ${String(extra)}` });
      response
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ reply: { err_code: status, err_msg: message, err_extra: extra } }));
    };
    let said = '';
    for await (const part of request) said += String(part);
    const name = /^\/public_api\/v1\/(.*?)\/?$/.exec(path)?.[1] ?? '';
    const call = calls[name];
    if (request.method !== 'POST' || !call) return fail(404);
    const now = performance.now();
    lately = [...lately.filter((at) => now - at < 1_000), now];
    if (lately.length > RATE) return fail(429);
    const stranger = unauthorized(request.headers, { id, key, level });
    if (stranger) {
      refused.push({ call: name, why: stranger });
      return fail(401);
    }
    const struck = strike();
    if (struck?.reset === 'before') return void request.socket.destroy();
    if (struck && !struck.reset) {
      if (struck.text !== undefined) {
        refused.push({ call: name, why: struck.text });
        response.writeHead(struck.status, { 'Content-Type': 'text/html' }).end(struck.text);
        return undefined;
      }
      if (struck.retryAfter !== undefined) response.setHeader('Retry-After', struck.retryAfter);
      return fail(struck.status, struck.extra ?? null, struck.message);
    }
    /** @type {any} */
    let body;
    try {
      body = JSON.parse(said);
    } catch (error) {
      return fail(400, String(error));
    }
    const wrong = call.wrong(body);
    if (wrong) return name.startsWith('xql') ? fail(500, { parse_err: wrong }) : fail(400, wrong);
    requests.push({ call: name, body, headers: request.headers });
    const [status, answer] = call.take(body);
    if (struck?.reset === 'after') return void request.socket.destroy();
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    return undefined;
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      // A client that goes away in the middle of its body is no fault of the stand-in.
      if (!response.headersSent && !request.socket.destroyed) response.writeHead(500).end(`stand-in: ${error}`);
    });
  });
  const used = await listen(server, port);
  return {
    origin: `http://127.0.0.1:${used}`,
    account: { id, key, level },
    alerts,
    issues,
    refused,
    requests,
    /** @param {...(CortexFault | null)} next one after the other, each for as many times as it says */
    setFault(...next) {
      faults = next.filter((one) => one !== null);
      seen = 0;
      hits = 0;
    },
    /** Forgets everything seen and the fault. */
    reset() {
      this.setFault(null);
      lately = [];
      for (const list of [alerts, issues, refused, requests]) list.length = 0;
    },
    stop: () => close(server),
  };
}

/** Starts from the command line and ends on SIGINT or SIGTERM. */
async function main() {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const standin = await startCortex({ port: Number(values.port) });
  process.stdout.write(
    `Cortex XDR stand-in  ${standin.origin}/  key id ${standin.account.id}, key ${standin.account.key}, ${standin.account.level}\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => standin.stop());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
