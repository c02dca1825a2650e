/** One round of delivering the outbox, in whatever document may send. */
import { core } from './core.js';
import { fromProblem, toProblem } from './shared/errors.js';

/** @typedef {import('./wasm/secdo.js').Pumped} Pumped */
/** @typedef {import('./wasm/secdo.js').Problem} Problem */

/** How long a round may stand still, in milliseconds, beyond what its step may take. */
const STILL = 30_000;

/** How often it is looked at, in milliseconds: only waking time counts, so a computer that slept does not end a round. */
const LOOK = 1_000;

/**
 * The result of a round, unless it stands still: whatever holds it, the next one must be able to begin.
 *
 * @param {(step: (milliseconds: number) => boolean) => Promise<Pumped>} round calls `step` before each step with how long
 *     that may take; it gives false when the round was given up
 * @returns {Promise<Pumped>}
 */
export function untilStill(round) {
  return new Promise((resolve, reject) => {
    let left = STILL;
    let ended = false;
    const look = setInterval(() => {
      left -= LOOK;
      if (left <= 0)
        end(() =>
          reject(
            fromProblem({ code: 'round_stalled', params: [String(STILL / 1_000)], message: 'Delivering stood still.' }),
          ),
        );
    }, LOOK);
    const end = (/** @type {() => void} */ tell) => {
      clearInterval(look);
      ended = true;
      tell();
    };
    const step = (/** @type {number} */ milliseconds) => {
      left = STILL + milliseconds;
      return !ended;
    };
    round(step).then(
      (pumped) => end(() => resolve(pumped)),
      (error) => end(() => reject(error)),
    );
  });
}

/** The terms of a round; the keys are those of the servers that may be sent to. @typedef {{ settings: import('./shared/storage.js').SettingsTexts, keys: import('./wasm/secdo.js').Keys }} Terms */

/**
 * Delivers what is due, when nobody else does so already: a lock holds for the whole browser profile, and goes with
 * the document that holds it.
 *
 * @param {() => Terms} terms asked when its turn has come, since somebody may have set something else meanwhile
 * @returns {Promise<{ pumped: Pumped | null, problem: Problem | null }>}
 */
export async function pump(terms) {
  return navigator.locks.request('outbox', async () => {
    const { settings, keys } = terms();
    try {
      const secdo = await core();
      return {
        pumped: await untilStill((step) => secdo.outboxPump(...settings, JSON.stringify(keys), step)),
        problem: null,
      };
    } catch (error) {
      return { pumped: null, problem: toProblem(error) };
    }
  });
}
