/** The state of the outbox for pages, in `storage.session`. The alerts themselves are in a database; see the core. */
import { browser } from '../browser.js';
import { setInSession } from './session.js';

/** @typedef {import('../../wasm/secdo.js').Problem} Problem */

/**
 * Remembers why alerts wait.
 *
 * @param {Problem[]} outboxProblems
 */
export async function setOutboxProblems(outboxProblems) {
  if (outboxProblems.length > 0) await setInSession({ outboxProblems });
  else await browser.storage.session.remove('outboxProblems');
}

/** @returns {Promise<Problem[]>} why alerts wait */
export async function outboxProblems() {
  return (
    /** @type {Problem[] | undefined} */ ((await browser.storage.session.get('outboxProblems')).outboxProblems) ?? []
  );
}

/** Tells pages that the outbox has changed. */
export async function touchOutbox() {
  await setInSession({ outboxTouched: Date.now() + Math.random() });
}

/**
 * Calls back when the outbox has changed.
 *
 * @param {() => void} changed
 */
export function onOutbox(changed) {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && (changes.outboxTouched || changes.outboxProblems)) changed();
  });
}

/** @returns {Promise<number>} how many failed alerts the user was told of, since the browser started */
export async function toldFailures() {
  return Number((await browser.storage.session.get('toldFailures')).toldFailures ?? 0);
}

/** @param {number} count */
export async function setToldFailures(count) {
  await setInSession({ toldFailures: count });
}
