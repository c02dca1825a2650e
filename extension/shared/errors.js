/** Errors as people read them. */
import { browser } from './browser.js';

/** @typedef {import('../wasm/secdo.js').Problem} Problem */

/**
 * The code, the parameters and the English message of anything that was thrown.
 *
 * @param {unknown} error
 * @returns {Problem}
 */
export function toProblem(error) {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const params = 'params' in error && Array.isArray(error.params) ? error.params.map(String) : [];
    return { code: error.code, params, message: error.message };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', params: [message], message };
}

/**
 * A thrown problem, so that callers across the message channel catch what the callee threw.
 *
 * @param {Problem} problem
 * @returns {Error}
 */
export function fromProblem(problem) {
  return Object.assign(new Error(problem.message), { code: problem.code, params: problem.params });
}

/**
 * The sentence for a problem, in the language of the browser.
 *
 * @param {Problem} problem
 * @returns {string}
 */
export function sentence(problem) {
  return browser.i18n.getMessage(`error_${problem.code}`, problem.params) || problem.message;
}
