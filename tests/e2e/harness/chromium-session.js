/**
 * DevTools protocol sessions for targets that Playwright does not hand out: the toolbar popup, the service worker and
 * pages in the background. They run inside the browser's own session, by messages in messages.
 */
import { within } from './wait.js';

/**
 * A session as the harness needs it, Playwright's or its own.
 * @typedef {object} Session
 * @property {(method: any, params?: any) => Promise<any>} send
 */

/**
 * A function that opens a session to a target by its id.
 * @param {import('playwright-core').CDPSession} browserSession
 * @returns {(targetId: string, onEvent?: (method: string, params: any) => void) => Promise<Session>}
 */
export function nestedSessions(browserSession) {
  /** @type {Map<string, (message: any) => void>} */
  const receivers = new Map();
  browserSession.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    receivers.get(sessionId)?.(JSON.parse(message));
  });
  browserSession.on('Target.detachedFromTarget', ({ sessionId }) => {
    receivers.get(sessionId)?.({ gone: true });
    receivers.delete(sessionId);
  });

  return async (targetId, onEvent) => {
    const { sessionId } = await browserSession.send('Target.attachToTarget', { targetId, flatten: false });
    let last = 0;
    let gone = false;
    /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
    const waiting = new Map();
    receivers.set(sessionId, (message) => {
      if (message.gone) {
        gone = true;
        for (const { reject } of waiting.values()) reject(new Error('Target closed'));
      } else if (message.id === undefined) {
        onEvent?.(message.method, message.params);
      } else if (message.error) {
        waiting.get(message.id)?.reject(new Error(message.error.message));
      } else {
        waiting.get(message.id)?.resolve(message.result);
      }
    });
    const send = async (/** @type {string} */ method, /** @type {object} */ params = {}) => {
      if (gone) throw new Error(`${method}: Target closed`);
      const id = ++last;
      const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
      answer.catch(() => {}); // Awaited below, but only once the message has gone out.
      await browserSession.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method, params }),
      });
      return within(answer, `the browser's answer to ${method}`, 60_000).finally(() => waiting.delete(id));
    };
    return { send };
  };
}
