/**
 * A small loopback server for the harness's own tests: a page with every kind of place that a text can be selected in.
 */
import { createServer } from 'node:http';

/** @param {string} other the address of the same server under another origin */
const page = (other) => `<!doctype html><html lang="en"><title>Page</title><body style="height: 3000px">
<p id="plain">plain text <a href="/elsewhere">with a link</a></p>
<div id="host"></div>
<p><textarea id="area" rows="3">text in a textarea</textarea></p>
<p style="margin-top: 900px"><iframe id="same" src="/frame?same" width="400" height="100"></iframe></p>
<p><iframe id="cross" src="${other}/frame?cross" width="400" height="100" style="padding: 7px"></iframe></p>
<script>
const root = document.querySelector('#host').attachShadow({ mode: 'open' });
root.innerHTML = '<p id="inside">text in a shadow root</p>';
</script>`;

const FRAME = `<!doctype html><html lang="en"><title>Frame</title><body><p id="text"></p>
<script>document.querySelector('#text').textContent = 'text in a frame, ' + location.search.slice(1);</script>`;

const FAULTY = `<!doctype html><html lang="en"><title>Faulty</title><body>
<script>console.error('said by the page'); setTimeout(() => { throw new Error('thrown by the page'); });</script>`;

/**
 * The address of a new server, and the function that ends it.
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function startProbeServer() {
  let port = 0;
  const server = createServer(({ url = '/' }, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (url.startsWith('/frame')) response.end(FRAME);
    else if (url === '/faulty') response.end(FAULTY);
    else if (url === '/page') response.end(page(`http://localhost:${port}`));
    else response.writeHead(404).end('not here');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${port}`, close };
}
