/** One round of delivering the outbox, in whatever document may send. */
import { core } from './core.js';
import { toProblem } from './shared/errors.js';

/** @typedef {import('./wasm/secdo.js').Pumped} Pumped */
/** @typedef {import('./wasm/secdo.js').Problem} Problem */

/**
 * Delivers what is due, when nobody else does so already: a lock holds for the whole browser profile, and goes with
 * the document that holds it.
 *
 * @param {string} settings
 * @param {import('./wasm/secdo.js').Keys} keys of the servers that may be sent to
 * @returns {Promise<{ pumped: Pumped | null, problem: Problem | null }>}
 */
export async function pump(settings, keys) {
  return navigator.locks.request('outbox', async () => {
    try {
      return { pumped: await (await core()).outboxPump(settings, JSON.stringify(keys)), problem: null };
    } catch (error) {
      return { pumped: null, problem: toProblem(error) };
    }
  });
}
