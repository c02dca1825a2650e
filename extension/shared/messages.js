/** Messages from the pages to the background. The table of them is `types/messages.d.ts`. */
import { browser } from './browser.js';
import { fromProblem, toProblem } from './errors.js';

/** @typedef {import('../types/messages.js').Messages & import('../types/messages.js').OffscreenMessages & import('../types/messages.js').PanelMessages} Messages */

/**
 * Sends a message to the background.
 *
 * @template {keyof Messages} N
 * @param {N} name
 * @param {Messages[N]['params']} params
 * @returns {Promise<Messages[N]['result']>} what the background answers; rejects with the error it caught
 */
export async function send(name, params) {
  /** @type {import('../types/messages.js').Reply<Messages[N]['result']> | undefined} */
  const reply = await browser.runtime.sendMessage({ name, params });
  if (!reply) throw fromProblem({ code: 'internal', params: ['no answer'], message: 'The background did not answer.' });
  if (!reply.ok) throw fromProblem(reply.problem);
  return reply.result;
}

/**
 * Sends a message that perhaps nobody is there for.
 *
 * @template {keyof Messages} N
 * @param {N} name
 * @param {Messages[N]['params']} params
 * @returns {Promise<boolean>} whether somebody took it
 */
export async function offer(name, params) {
  try {
    return Boolean((await browser.runtime.sendMessage({ name, params }))?.ok);
  } catch {
    // The browser's way to say that no page of ours is open.
    return false;
  }
}

/**
 * Answers the messages of our own pages; every message gets an answer, also when its handler fails.
 *
 * @param {{ [N in keyof Messages]?: (params: Messages[N]['params']) => Promise<Messages[N]['result']> }} handlers
 * @param {(params: any) => boolean} [meant] whether a message is meant for this page, where several are open
 */
export function answer(handlers, meant = () => true) {
  browser.runtime.onMessage.addListener((message, sender, reply) => {
    const name = /** @type {keyof Messages} */ (message?.name);
    if (sender.id !== browser.runtime.id || !Object.hasOwn(handlers, name) || !meant(message.params)) return false;
    const handler = /** @type {(params: unknown) => Promise<unknown>} */ (handlers[name]);
    Promise.resolve()
      .then(() => handler(message.params))
      .then(
        (result) => reply({ ok: true, result }),
        (error) => reply({ ok: false, problem: toProblem(error) }),
      );
    return true;
  });
}
