/** POST /publicapi/v2/enrich_with_secdo/: takes alerts as the document has them, or fails as ordered. */
import { setTimeout as delay } from 'node:timers/promises';

import { judgeAlert } from './alert-rules.js';
import { readBody } from './listen.js';

/** The one documented address of the API; the closing slash belongs to it. */
export const API_PATH = '/publicapi/v2/enrich_with_secdo/';

/**
 * An alert as it was sent, without its key; `receivedAt` is ours, in epoch milliseconds.
 * @typedef {Record<string, string> & { receivedAt: number }} Alert
 */
/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {{ status: number, body: string, alert?: Record<string, string> }} Verdict */

/**
 * @typedef {object} ApiParts
 * @property {Alert[]} alerts where taken alerts go
 * @property {import('./faults.js').FaultPlan} faults
 * @property {{ otherOrigin: string }} addresses
 * @property {string | undefined} apikey the key that the server knows; left out: the document's
 * @property {AbortSignal} signal ends the delays when the server stops
 */

const PLAIN = 'text/plain; charset=utf-8';
const LOGIN_PAGE = '<!doctype html><title>Sign in</title><h1>Your session has expired</h1><p>Please sign in.</p>';

/**
 * The handler of the API's address. It never answers with CORS headers, as a real SECDO would not.
 * @param {ApiParts} parts
 * @returns {(request: Request, response: Response) => Promise<void>}
 */
export function createApi({ alerts, faults, addresses, apikey, signal }) {
  /** @param {Verdict} verdict */
  const take = ({ alert }) => {
    if (!alert) return;
    const kept = Object.entries(alert).filter(([name]) => name !== 'apikey');
    alerts.push(/** @type {Alert} */ ({ ...Object.fromEntries(kept), receivedAt: Date.now() }));
  };

  return async (request, response) => {
    const { method, socket } = request;
    if (method !== 'POST') {
      response.writeHead(405, { Allow: 'POST', 'Content-Type': PLAIN }).end('Only POST is answered here.');
      return;
    }
    // The body is read whole first: a cut in the middle of it would say nothing about the alert.
    const verdict = judgeBody(request, await readBody(request), apikey);
    const atOtherOrigin = `http://${request.headers.host}` === addresses.otherOrigin;
    const ordered = faults.next();
    // Where a redirect leads, the trouble ends; else it would turn in a circle.
    const fault = ordered?.kind === 'redirect' && atOtherOrigin ? null : ordered;

    if (fault?.kind === 'reset-after') take(verdict);
    const delayMs = fault?.delayMs ?? (fault?.kind === 'slow' ? 2000 : 0);
    if (delayMs > 0) await delay(delayMs, undefined, { signal });
    // Whoever gave up waiting is not served: only `reset-after` takes an alert nobody hears of.
    if (socket.destroyed) return;

    switch (fault?.kind) {
      case 'status': {
        const status = fault.status ?? 500;
        if (fault.retryAfter !== undefined) response.setHeader('Retry-After', String(fault.retryAfter));
        response.writeHead(status, { 'Content-Type': PLAIN }).end(`The stand-in was told to answer ${status}.`);
        return;
      }
      case 'reset-before':
      case 'reset-after':
        cut(socket);
        return;
      case 'false':
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('false');
        return;
      case 'html':
        response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(LOGIN_PAGE);
        return;
      case 'redirect':
        response.writeHead(fault.status ?? 302, { Location: addresses.otherOrigin + API_PATH }).end();
        return;
      default: {
        take(verdict);
        const type = verdict.alert ? 'application/json' : PLAIN;
        response.writeHead(verdict.status, { 'Content-Type': type }).end(verdict.body);
      }
    }
  };
}

/**
 * @param {Request} request
 * @param {Buffer} body
 * @param {string | undefined} apikey
 * @returns {Verdict}
 */
function judgeBody(request, body, apikey) {
  if (request.url?.includes('?')) return { status: 400, body: 'The address takes no query string.' };
  if (!/^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(request.headers['content-type'] ?? '')) {
    return { status: 400, body: 'Content-Type must be application/json.' };
  }
  /** @type {unknown} */
  let alert;
  try {
    alert = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    return { status: 400, body: 'The body must be JSON in UTF-8.' };
  }
  const wrong = judgeAlert(alert, apikey);
  if (wrong) return { status: wrong.status, body: wrong.problem };
  return { status: 200, body: 'true', alert: /** @type {Record<string, string>} */ (alert) };
}

/**
 * Cuts the connection with a TCP reset; a TLS socket knows only the plain way.
 * @param {import('node:net').Socket} socket
 */
function cut(socket) {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}
