/**
 * Errors among the events of Chromium's JavaScript runtime.
 */

/**
 * The text of the error that an event tells of, or nothing for any other event.
 * @param {string} method the event's name; "harness" is the harness's own, with the text as its parameters
 * @param {any} params
 * @returns {string[]}
 */
export function errorText(method, params) {
  if (method === 'harness') return [params];
  if (method === 'Runtime.exceptionThrown') {
    const { exception, text } = params.exceptionDetails;
    return [exception?.description ?? text];
  }
  if (method === 'Runtime.consoleAPICalled' && params.type === 'error') {
    return [params.args.map((/** @type {any} */ arg) => arg.value ?? arg.description).join(' ')];
  }
  return [];
}
