/**
 * Waiting for conditions. Nothing in the harness sleeps for a fixed time: it asks again and again, and when the time
 * is up the error names what never came.
 */
import { setTimeout as delay } from 'node:timers/promises';

/**
 * How long anything may take by default, in milliseconds: one generous limit, so that a machine that does something else
 * beside is slow, not red. What must be quick is measured where it matters.
 */
export const DEFAULT_TIMEOUT = 60_000;

/**
 * The first truthy value that `condition` gives. Whatever `condition` throws is thrown at once: a fault is not a "not
 * yet".
 * @template T
 * @param {() => T | Promise<T>} condition asked again until it is truthy
 * @param {string | (() => string)} what what is awaited, in words for the error; a function can say how far it came
 * @param {number} [timeout] milliseconds
 * @returns {Promise<Exclude<T, false | null | undefined | '' | 0>>}
 */
export async function until(condition, what, timeout = DEFAULT_TIMEOUT) {
  const poll = async () => {
    for (;;) {
      const value = await condition();
      if (value) return /** @type {Exclude<T, false | null | undefined | '' | 0>} */ (value);
      if (ended) return /** @type {never} */ (undefined); // Too late: `within` has thrown.
      await delay(20);
    }
  };
  let ended = false;
  try {
    return await within(poll(), what, timeout);
  } finally {
    ended = true;
  }
}

/**
 * @param {string | (() => string)} what
 * @param {number} timeout
 */
function late(what, timeout) {
  return new Error(`timed out after ${timeout} ms waiting for ${typeof what === 'string' ? what : what()}`);
}

/**
 * The result of `promise`, or an error that names `what` when it takes longer than `timeout`.
 * @template T
 * @param {Promise<T>} promise
 * @param {string | (() => string)} what what is awaited, in words for the error
 * @param {number} [timeout] milliseconds
 * @returns {Promise<T>}
 */
export async function within(promise, what, timeout = DEFAULT_TIMEOUT) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(late(what, timeout)), timeout);
  });
  try {
    return await /** @type {Promise<T>} */ (Promise.race([promise, limit]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Nothing; prints one line to stderr when HARNESS_DEBUG is set, for a person who looks into a failing run.
 * @param {string} who the part of the harness
 * @param {...unknown} words
 */
export function debug(who, ...words) {
  if (process.env.HARNESS_DEBUG) console.error(`[${who}]`, ...words);
}
