/**
 * A WebDriver BiDi connection: commands with a time limit, and events. See https://w3c.github.io/webdriver-bidi/.
 */
import WebSocket from 'ws';
import { debug, within } from './wait.js';

/** An error the browser answered with; `code` is the protocol's error code, such as "no such frame". */
export class BidiError extends Error {
  /**
   * @param {string} method
   * @param {{ error: string, message: string }} answer
   */
  constructor(method, answer) {
    super(`${method}: ${answer.error}: ${answer.message}`);
    this.code = answer.error;
  }
}

/** One connection to a browser. Make it with `connect`. */
export class Bidi {
  #socket;
  #last = 0;
  /** @type {Map<number, { method: string, resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  /** @type {Map<string, (params: any) => void>} */
  #listeners = new Map();

  /** @param {WebSocket} socket an open socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))));
    socket.on('close', () => {
      for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: the browser has gone`));
      this.#waiting.clear();
    });
    socket.on('error', (error) => debug('bidi', error.message));
  }

  /**
   * A connection to the given WebSocket address.
   * @param {string} address like ws://127.0.0.1:1234/session
   * @returns {Promise<Bidi>}
   */
  static async connect(address) {
    const socket = new WebSocket(address);
    await within(
      new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject)),
      `the connection to ${address}`,
    );
    return new Bidi(socket);
  }

  /**
   * The result of a command.
   * @param {string} method
   * @param {object} params
   * @param {number} [timeout] milliseconds
   * @returns {Promise<any>} as the protocol says for the method
   */
  send(method, params, timeout = 60_000) {
    const id = ++this.#last;
    debug('bidi', '->', id, method, JSON.stringify(params).slice(0, 200));
    const answer = new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      if (this.#socket.readyState !== WebSocket.OPEN) reject(new Error(`${method}: the browser has gone`));
      else this.#socket.send(JSON.stringify({ id, method, params }));
    });
    return within(answer, `the browser's answer to ${method}`, timeout).finally(() => this.#waiting.delete(id));
  }

  /**
   * Nothing; from now on `listener` gets every event of the given name. Subscribing is a command of its own.
   * @param {string} event
   * @param {(params: any) => void} listener
   */
  on(event, listener) {
    this.#listeners.set(event, listener);
  }

  /** Nothing; ends the connection at once. */
  close() {
    this.#socket.terminate();
  }

  /** @param {any} message */
  #receive(message) {
    if (message.type === 'event') {
      this.#listeners.get(message.method)?.(message.params);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    debug('bidi', '<-', message.id, JSON.stringify(message.result ?? message).slice(0, 200));
    if (message.type === 'success') waiting.resolve(message.result);
    else waiting.reject(new BidiError(waiting.method, message));
  }
}
