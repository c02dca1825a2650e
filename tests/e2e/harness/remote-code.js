/**
 * Code that travels into a page. Both browsers get the same text and give back the same JSON, so that a value or an
 * exception looks alike whichever protocol carried it. JSON also keeps lone surrogates whole, which neither protocol's
 * own value format does.
 */

/** The document that was asked went away before it answered: the page navigates, or a frame or tab was closed. */
export class NavigatedError extends Error {}

/**
 * An expression whose value is a JSON text for `outcomeOf`.
 * @param {Function | string} code a function, or the source of one, or of any other expression
 * @param {unknown} arg the function's argument, as JSON
 * @returns {string}
 */
export function expressionOf(code, arg) {
  const input = arg === undefined ? 'undefined' : JSON.stringify(arg);
  return `(async () => {
    try {
      const code = (${String(code)});
      const value = typeof code === 'function' ? await code(${input}) : await code;
      return JSON.stringify({ value });
    } catch (error) {
      return JSON.stringify({ error: error instanceof Error ? error.name + ': ' + error.message : String(error) });
    }
  })()`;
}

/**
 * The value in the JSON text that an `expressionOf` gave; what was thrown there is thrown here.
 * @param {string} json
 * @returns {any}
 */
export function outcomeOf(json) {
  const outcome = JSON.parse(json);
  if ('error' in outcome) throw new Error(`in the page: ${outcome.error}`);
  return outcome.value;
}
