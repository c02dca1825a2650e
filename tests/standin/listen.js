/** Opening and closing the stand-in's sockets. */

/**
 * The port the server listens on, once it does; on the loopback address only.
 * @param {import('node:http').Server} server
 * @param {number} port 0 for any free one
 * @returns {Promise<number>}
 */
export function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });
}

/**
 * Resolves when the server and all its connections are closed, those kept alive too: a browser
 * keeps them for minutes, and the test run would wait for it.
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
export function close(server) {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

/**
 * The request's body as bytes; rejects when it is longer than the limit or breaks off.
 * @param {import('node:http').IncomingMessage} request
 * @param {number} [limit] in bytes
 * @returns {Promise<Buffer>}
 */
export async function readBody(request, limit = 4 * 1024 * 1024) {
  /** @type {Buffer[]} */
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > limit) throw new Error(`a body of more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
