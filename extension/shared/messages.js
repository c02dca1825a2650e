/** Messages from the pages to the background. The table of them is `types/messages.d.ts`. */
import { browser } from './browser.js';
import { fromProblem, toProblem } from './errors.js';

/** @typedef {import('../types/messages.js').Messages & import('../types/messages.js').OffscreenMessages & import('../types/messages.js').PanelMessages} Messages */

/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 30_000;

/** The limit for work that grows with a page, a file or the list of all alerts, in milliseconds. */
const LONG = 180_000;

/** @type {ReadonlySet<keyof Messages>} */
const LONG_ONES = new Set(['page.scan', 'page.read', 'queries.open', 'outbox.import', 'outbox.list', 'outbox.export']);

/**
 * When a message that got no answer is sent again, in milliseconds; then after twice as long each time. A background that
 * is stopped while it works never answers, and the next message starts it again.
 */
const AGAIN = 2_000;

/** Those that change nothing when they are done twice: an alert, for one, is stored under its name once. @type {ReadonlySet<keyof Messages>} */
const REPEATABLE = new Set([
  'alert.queue',
  'draft.keep',
  'text.keep',
  'key.save',
  'key.read',
  'keys.read',
  'settings.save',
  'outbox.retry',
  'outbox.delete',
  'outbox.move',
  'outbox.wake',
  'outbox.pumped',
  'outbox.list',
  'recent.clear',
  'server.use',
]);

/** Messages that one sender alone may send, by the beginning of its path. */
const SENDERS = /** @type {Readonly<Partial<Record<keyof Messages, string>>>} */ ({
  'outbox.pumped': 'offscreen/',
  'offscreen.pump': 'background.js',
  'offscreen.copy': 'background.js',
});

/**
 * Sends a message to the background.
 *
 * @template {keyof Messages} N
 * @param {N} name
 * @param {Messages[N]['params']} params
 * @returns {Promise<Messages[N]['result']>} what the background answers; rejects with the error it caught, or when it
 *     gives no answer
 */
export async function send(name, params) {
  /** @type {import('../types/messages.js').Reply<Messages[N]['result']> | undefined} */
  const reply = await ask({ name, params });
  if (!reply)
    throw fromProblem({ code: 'no_answer', params: [], message: 'The background of the extension does not answer.' });
  if (!reply.ok) throw fromProblem(reply.problem);
  return reply.result;
}

/**
 * The first answer to a message, however often it takes to send it; nothing when none comes in time.
 *
 * @param {{ name: keyof Messages, params: unknown }} message
 * @returns {Promise<any>}
 */
function ask(message) {
  return new Promise((resolve) => {
    const repeats = REPEATABLE.has(message.name);
    let wait = AGAIN;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let next;
    const end = (/** @type {unknown} */ reply) => {
      clearTimeout(next);
      clearTimeout(limit);
      resolve(reply);
    };
    const attempt = async () => {
      if (repeats) next = setTimeout(attempt, wait);
      wait *= 2;
      try {
        const reply = await browser.runtime.sendMessage(message);
        if (reply) end(reply);
        else if (!repeats) end(undefined);
      } catch (error) {
        // The browser's way to say that nobody was there, or was stopped before the answer.
        console.warn(`${message.name}:`, error);
        if (!repeats) end(undefined);
      }
    };
    const limit = setTimeout(end, LONG_ONES.has(message.name) ? LONG : PATIENCE, undefined);
    void attempt();
  });
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
 * Whether a message comes from where it may come from: a document of the extension itself. A script in a page bears the
 * extension's id, too, but the origin of its page.
 *
 * @param {chrome.runtime.MessageSender} sender
 * @param {keyof Messages} name
 */
function isFromUs(sender, name) {
  const home = browser.runtime.getURL('');
  const isOurs =
    sender.id === browser.runtime.id &&
    sender.url?.startsWith(home) &&
    (sender.origin === undefined || `${sender.origin}/` === home);
  return Boolean(isOurs && sender.url?.startsWith(home + (SENDERS[name] ?? '')));
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
    if (!Object.hasOwn(handlers, name) || !isFromUs(sender, name) || !meant(message.params)) return false;
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
