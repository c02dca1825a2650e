/** The queries that the page understood, in order, and waiting for the next one. */

/**
 * @typedef {object} Query
 * @property {string} entity
 * @property {string[]} actions
 * @property {{ name: string, values: string[] }[]} attributes
 * @property {string} url the address as it was opened, before AngularJS wrote it anew
 */
/** @typedef {{ problem: string, url: string }} Refusal */
/** @typedef {{ n: number, resolve: (query: Query) => void, reject: (error: Error) => void, timer: NodeJS.Timeout }} Waiter */

/** The log the query page reports to. */
export class QueryLog {
  /** @type {Query[]} */
  queries = [];

  /** Addresses the query page could not understand, each with the reason. @type {Refusal[]} */
  refused = [];

  /** @type {Set<Waiter>} */
  #waiters = new Set();

  /**
   * Takes one report of the query page.
   * @param {unknown} report
   */
  add(report) {
    if (isRefusal(report)) this.refused.push(report);
    else if (isQuery(report)) this.queries.push(report);
    else throw new TypeError('neither a query nor a refusal');
    for (const waiter of this.#waiters) {
      const query = this.queries[waiter.n - 1];
      if (query) this.#settle(waiter, () => waiter.resolve(query));
    }
  }

  /**
   * Resolves with the nth query (1 is the first) as soon as the page has reported it; rejects
   * after the time limit, with what the page refused meanwhile.
   * @param {number} [n] the next one, unless told
   * @param {number} [timeoutMs]
   * @returns {Promise<Query>}
   */
  wait(n = this.queries.length + 1, timeoutMs = 15_000) {
    const there = this.queries[n - 1];
    if (there) return Promise.resolve(there);
    /** @type {Promise<Query>} */
    const promise = new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const refusals = this.refused.map(({ problem, url }) => `; refused ${url}: ${problem}`).join('');
        const error = new Error(`no query ${n} in ${timeoutMs} ms, there are ${this.queries.length}${refusals}`);
        this.#settle(waiter, () => reject(error));
      }, timeoutMs);
      /** @type {Waiter} */
      const waiter = { n, resolve, reject, timer };
      this.#waiters.add(waiter);
    });
    // A test that fails elsewhere never awaits this; Node would call that an unhandled rejection.
    promise.catch(() => {});
    return promise;
  }

  /** Forgets everything reported; those waiting go on waiting. */
  clear() {
    this.queries.length = 0;
    this.refused.length = 0;
  }

  /** Rejects everyone who waits, so that no timer keeps the process alive. */
  stop() {
    for (const waiter of this.#waiters)
      this.#settle(waiter, () => waiter.reject(new Error('the stand-in has stopped')));
  }

  /**
   * @param {Waiter} waiter
   * @param {() => void} settle
   */
  #settle(waiter, settle) {
    clearTimeout(waiter.timer);
    this.#waiters.delete(waiter);
    settle();
  }
}

/**
 * @param {unknown} value
 * @returns {value is Refusal}
 */
function isRefusal(value) {
  const { problem, url } = /** @type {Record<string, unknown>} */ (value ?? {});
  return typeof problem === 'string' && typeof url === 'string';
}

/**
 * @param {unknown} value
 * @returns {value is Query}
 */
function isQuery(value) {
  const { entity, actions, attributes, url } = /** @type {Record<string, unknown>} */ (value ?? {});
  return typeof entity === 'string' && typeof url === 'string' && Array.isArray(actions) && Array.isArray(attributes);
}
