/**
 * A stand-in for a SECDO server, for tests and for the demonstration. It shares no code with the
 * product: it is the independent second opinion on what the product opens and sends.
 *
 *     node tests/standin/server.js [--port N]
 */
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { createApi } from './api.js';
import { makeCertificate } from './certificate.js';
import { FaultPlan } from './faults.js';
import { close, listen } from './listen.js';
import { consoleNames, loadPages } from './pages.js';
import { QueryLog } from './queries.js';
import { createRouter } from './routes.js';

/**
 * @typedef {object} StartOptions
 * @property {number} [port] port of `origin`; 0 or left out: any free one
 * @property {string} [apikey] the key that it knows; left out: the document's
 * @property {boolean} [keepAlive] false: every answer closes its connection. Chromium repeats even
 *   a POST by itself when a kept connection is cut, which a test of resets may not want.
 */
/** @typedef {{ method: string, url: string, headers: import('node:http').IncomingHttpHeaders, at: number }} SeenRequest `at` in milliseconds of `performance.now()` */

/**
 * A running stand-in: its addresses, what it has seen so far, and how to make it misbehave.
 * `queries`, `refused`, `alerts` and `requests` grow in place and keep their identity.
 * @param {StartOptions} [options]
 */
export async function start(options = {}) {
  const { key, certificate } = await makeCertificate();
  const queryLog = new QueryLog();
  const faults = new FaultPlan();
  const stopping = new AbortController();
  /** @type {import('./api.js').Alert[]} */
  const alerts = [];
  /** @type {SeenRequest[]} */
  const requests = [];
  // Filled in once the port is known, before any request can arrive.
  const addresses = { otherOrigin: '' };

  const api = createApi({ alerts, faults, addresses, apikey: options.apikey, signal: stopping.signal });
  const route = createRouter({ pages: await loadPages(), queryLog, api, addresses });

  /** @type {import('node:http').RequestListener} */
  const handle = (request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, headers, at: performance.now() });
    if (options.keepAlive === false) response.shouldKeepAlive = false;
    route(request, response).catch((error) => {
      // A client that goes away in the middle of its body is no fault of the stand-in.
      if (!response.headersSent && !request.socket.destroyed) {
        response.writeHead(500, { 'Content-Type': 'text/plain' }).end(`stand-in: ${error}`);
      }
    });
  };

  const servers = [createServer(handle), createTlsServer({ key, cert: certificate }, handle), createServer(handle)];
  const ports = await Promise.all(servers.map((server, n) => listen(server, n === 0 ? (options.port ?? 0) : 0)));
  addresses.otherOrigin = `http://localhost:${ports[2]}`;

  return {
    origin: `http://127.0.0.1:${ports[0]}`,
    secureOrigin: `https://127.0.0.1:${ports[1]}`,
    /** The same pages under another origin, for frames and redirects. */
    otherOrigin: addresses.otherOrigin,
    /** The self-signed certificate as PEM, for a test that wants a browser to trust it. */
    certificate,
    queries: queryLog.queries,
    refused: queryLog.refused,
    alerts,
    requests,
    /** @param {number} [n] @param {number} [timeoutMs] */
    waitForQuery: (n, timeoutMs) => queryLog.wait(n, timeoutMs),
    /** @param {import('./faults.js').Fault | null} fault */
    setFault: (fault) => faults.set(fault),
    /** Forgets everything seen and the fault; the addresses stay. */
    reset() {
      faults.set(null);
      queryLog.clear();
      alerts.length = 0;
      requests.length = 0;
    },
    /** Resolves when every connection is closed. */
    async stop() {
      stopping.abort();
      queryLog.stop();
      await Promise.all(servers.map(close));
    },
  };
}

/** Starts from the command line and ends on SIGINT or SIGTERM. */
async function main() {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const standin = await start({ port: Number(values.port) });
  const lines = [
    `SECDO stand-in   ${standin.origin}/`,
    `self-signed TLS  ${standin.secureOrigin}/`,
    `another origin   ${standin.otherOrigin}/`,
    `consoles         ${standin.origin}/consoles/`,
    ...(await consoleNames()).map((name) => `                 ${standin.origin}/consoles/${name}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => standin.stop());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
