/** Chance that can be repeated: a test prints its seed, and with `SECDO_SEED` in the environment the same comes again. */
import { random } from './corpus/mutate.js';

/** The seed of this run. */
export const SEED = Number(process.env.SECDO_SEED ?? Math.floor(Math.random() * 2 ** 32));

/** How fine chance is. */
const STEPS = 2 ** 20;

/** Numbers from 0 to 1, always the same for a seed. @returns {() => number} */
export function chances(seed = SEED) {
  const below = random(seed);
  return () => below(STEPS) / STEPS;
}
