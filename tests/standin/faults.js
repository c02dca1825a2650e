/** The misbehaviour a test orders from the alert API. */

export const FAULT_KINDS = /** @type {const} */ ([
  'slow', // answers as always, but late
  'status', // answers `status` (500 unless told), with Retry-After if given; the alert is not taken
  'reset-before', // cuts the connection; the alert is not taken
  'reset-after', // takes the alert, then cuts the connection: the client cannot know
  'false', // answers 200 `false`; the alert is not taken
  'html', // answers 200 with a page of a proxy's login; the alert is not taken
  'redirect', // answers 302 (or `status`) to the other origin; the alert is not taken
]);

/**
 * @typedef {object} Fault
 * @property {typeof FAULT_KINDS[number]} kind
 * @property {number} [status] HTTP status of `status` and `redirect`
 * @property {number | string} [retryAfter] the Retry-After header: seconds, or an HTTP date
 * @property {number} [delayMs] waited before the answer; with `slow` 2,000 unless told
 * @property {number} [everyNth] only each Nth alert request since the fault was set (3: the third, sixth …)
 * @property {number} [times] only so many times in all
 */

/** The fault in force, if any, and whom it hits. */
export class FaultPlan {
  /** @type {Fault | null} */
  #fault = null;
  #requests = 0;
  #hits = 0;

  /**
   * Puts a fault in force, or none; its counts start anew.
   * @param {Fault | null} fault
   */
  set(fault) {
    if (fault && !FAULT_KINDS.includes(fault.kind)) throw new TypeError(`no such fault: ${fault.kind}`);
    this.#fault = fault;
    this.#requests = 0;
    this.#hits = 0;
  }

  /**
   * The fault that hits the request which arrives now, or null.
   * @returns {Fault | null}
   */
  next() {
    const fault = this.#fault;
    if (!fault) return null;
    this.#requests += 1;
    if (this.#requests % (fault.everyNth ?? 1) !== 0) return null;
    if (this.#hits >= (fault.times ?? Infinity)) return null;
    this.#hits += 1;
    return fault;
  }
}
