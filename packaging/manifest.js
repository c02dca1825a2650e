/** The one manifest as each browser gets it: what a browser does not know is deleted, nothing is added. */

/** The packages that are made. Edge takes the one for Chrome. */
export const PACKAGES = /** @type {const} */ (['chrome', 'firefox']);

/** Keys that are deleted from the manifest for each browser, as paths. */
const DELETED = {
  chrome: [['browser_specific_settings'], ['sidebar_action'], ['background', 'scripts']],
  firefox: [['storage'], ['side_panel'], ['minimum_chrome_version'], ['background', 'service_worker']],
};

/** Permissions that a browser does not know. Firefox needs no offscreen document, since its background
 * sends by itself, and no permission for its sidebar. */
const UNKNOWN_PERMISSIONS = { chrome: [], firefox: ['offscreen', 'sidePanel'] };

/**
 * The manifest for a browser.
 *
 * @param {string} name one of `PACKAGES`
 * @param {Record<string, unknown>} manifest
 * @returns {Record<string, unknown>}
 */
export function manifestFor(name, manifest) {
  const made = structuredClone(manifest);
  for (const path of DELETED[/** @type {keyof typeof DELETED} */ (name)]) {
    let owner = made;
    for (const key of path.slice(0, -1)) owner = /** @type {Record<string, unknown>} */ (owner[key]);
    delete owner[/** @type {string} */ (path.at(-1))];
  }
  const unknown = /** @type {string[]} */ (UNKNOWN_PERMISSIONS[/** @type {keyof typeof DELETED} */ (name)]);
  made.permissions = /** @type {string[]} */ (made.permissions).filter((permission) => !unknown.includes(permission));
  return made;
}
