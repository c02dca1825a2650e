/** Which request goes where. */
import { API_PATH } from './api.js';
import { hostileRecords } from './consoles/hostile-values.js';
import { readBody } from './listen.js';

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/**
 * Everything is served under this folder as well: an installation behind a proxy has a path of its own.
 */
export const PROXY_PREFIX = '/tenant';

/**
 * @typedef {object} RouterParts
 * @property {Map<string, import('./pages.js').Page>} pages
 * @property {import('./queries.js').QueryLog} queryLog
 * @property {(request: Request, response: Response) => Promise<void>} api
 * @property {{ otherOrigin: string }} addresses
 */

/**
 * The function that answers one request.
 * @param {RouterParts} parts
 * @returns {(request: Request, response: Response) => Promise<void>}
 */
export function createRouter({ pages, queryLog, api, addresses }) {
  return async (request, response) => {
    const [whole = '/'] = (request.url ?? '/').split('?');
    const path = whole.startsWith(`${PROXY_PREFIX}/`) ? whole.slice(PROXY_PREFIX.length) : whole;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');

    if (path === API_PATH) return api(request, response);
    if (path === '/seen' && request.method === 'POST') {
      queryLog.add(JSON.parse((await readBody(request)).toString('utf8')));
      response.writeHead(204).end();
      return;
    }
    if (path === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    if (path === '/consoles/hostile.json') {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(hostileRecords()));
      return;
    }
    const page = pages.get(path);
    if (!page) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such page here.');
      return;
    }
    response.writeHead(200, { 'Content-Type': page.type, ...page.headers });
    response.end(page.type.startsWith('text/html') ? fill(page.body, addresses.otherOrigin) : page.body);
  };
}

/**
 * @param {Buffer} html
 * @param {string} otherOrigin
 */
function fill(html, otherOrigin) {
  return html.toString('utf8').replaceAll('{{OTHER_ORIGIN}}', otherOrigin);
}
