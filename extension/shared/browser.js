/** The browser's extension interface: the only file that names it. Promises in every browser we support. */

/** @type {typeof chrome} */
export const browser = /** @type {{ browser?: typeof chrome }} */ (globalThis).browser ?? chrome;
