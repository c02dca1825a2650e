/**
 * Starting a wasm module.
 *
 * It starts on first use, once. A start that failed is forgotten, so that the next call tries again; after a trap the
 * instance is replaced, because its memory cannot be trusted any more. A trap between two steps of a call that takes
 * time reaches no caller, only the global scope: it ends every call that is under way, so that none waits for ever, and
 * none keeps a lock.
 *
 * @param {(options: { module_or_path: URL }) => Promise<unknown>} start
 * @param {URL} file
 * @param {() => void} reset replaces the instance
 */
export function moduleOf(start, file, reset) {
  /** @type {Promise<unknown> | undefined} */
  let starting;
  /** Ends the calls that are under way. @type {Set<(error: unknown) => void>} */
  const waiting = new Set();

  /** @param {unknown} error */
  const onTrap = (error) => {
    if (!(error instanceof WebAssembly.RuntimeError) || waiting.size === 0) return;
    for (const end of waiting) end(error);
    waiting.clear();
  };
  // Where scripts run without a browser there is no such event.
  globalThis.addEventListener?.('error', ({ error }) => onTrap(error));
  globalThis.addEventListener?.('unhandledrejection', ({ reason }) => onTrap(reason));

  /** The result of a call, unless a trap ends it. @param {Promise<unknown>} call */
  const untilTrap = (call) => {
    /** @type {(error: unknown) => void} */
    let end = () => {};
    const trapped = new Promise((_, reject) => {
      end = reject;
    });
    waiting.add(end);
    return Promise.race([call, trapped]).finally(() => waiting.delete(end));
  };

  /**
   * @param {unknown} error
   * @returns {never}
   */
  const renew = (error) => {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    reset();
    throw internal(error);
  };

  return {
    /**
     * An export of the module in a guard that replaces the instance after a trap.
     *
     * @template {(...parameters: never[]) => unknown} F
     * @param {F} call
     * @returns {F}
     */
    guard(call) {
      return /** @type {F} */ (
        (...parameters) => {
          try {
            const result = call(...parameters);
            return result instanceof Promise ? untilTrap(result).catch(renew) : result;
          } catch (error) {
            return renew(error);
          }
        }
      );
    },

    /**
     * Gives the functions once the module has started.
     *
     * @template T
     * @param {T} functions
     * @returns {() => Promise<T>}
     */
    started(functions) {
      return async () => {
        starting ??= start({ module_or_path: file });
        try {
          await starting;
        } catch (error) {
          starting = undefined;
          throw internal(error);
        }
        return functions;
      };
    },
  };
}

/**
 * An error of the program itself, in the shape of the core's errors.
 *
 * @param {unknown} error
 * @returns {import('./wasm/secdo.js').SecdoError}
 */
function internal(error) {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(message), {
    name: /** @type {const} */ ('SecdoError'),
    code: 'internal',
    params: [message],
  });
}
