/**
 * The query page: AngularJS takes the address apart with its own `$location`, the grammar reads it,
 * the page shows it as text and reports it to the server.
 */
import { CATALOGUE } from './catalogue.js';
import { understand } from './grammar.js';

/** The parts of AngularJS 1.8 that are used here; the package has no types. */
/** @typedef {{ path(): string, search(): import('./grammar.js').Search }} Location */
/** @typedef {{ hashPrefix(prefix: string): void }} LocationProvider */
/** @typedef {Record<string, unknown> & { $on(event: string, listener: () => void): void }} Scope */
/** @typedef {{ config(injected: unknown[]): Module, controller(name: string, injected: unknown[]): Module }} Module */
/** @typedef {{ module(name: string, needs: string[]): Module, bootstrap(root: Document, names: string[], options: object): void }} Angular */

const { angular } = /** @type {{ angular: Angular }} */ (/** @type {unknown} */ (globalThis));

// AngularJS writes the address anew (`|` becomes `%7C`, which fires these events too); the report
// carries it as it was opened. Our listeners are added before AngularJS has any, so they run first.
let opened = location.href;
for (const event of ['popstate', 'hashchange']) {
  window.addEventListener(event, () => {
    if (decoded(location.href) !== decoded(opened)) opened = location.href;
  });
}

angular
  .module('builder', [])
  .config(['$locationProvider', (/** @type {LocationProvider} */ provider) => provider.hashPrefix('')])
  .controller('Builder', [
    '$scope',
    '$location',
    (/** @type {Scope} */ $scope, /** @type {Location} */ $location) => {
      $scope.entities = Object.keys(CATALOGUE);
      $scope.$on('$locationChangeSuccess', () => {
        const query = understand($location.path(), $location.search());
        Object.assign($scope, { query: null, problem: null, known: [], address: opened });
        if (query && 'problem' in query) $scope.problem = query.problem;
        else if (query) Object.assign($scope, { query, known: CATALOGUE[query.entity]?.actions });
        document.documentElement.dataset.parsed = query && !('problem' in query) ? 'yes' : 'no';
        if (query) report({ ...query, url: opened });
      });
    },
  ]);
angular.bootstrap(document, ['builder'], { strictDi: true });

/**
 * The part of an address that AngularJS keeps when it writes it anew.
 * @param {string} address
 */
function decoded(address) {
  try {
    return decodeURIComponent(address.replaceAll('+', '%20'));
  } catch {
    return address;
  }
}

/**
 * Tells the server what was understood, or why nothing was.
 * @param {object} seen
 */
function report(seen) {
  // The address is relative: the page may be served under a folder.
  fetch('seen', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(seen) });
}
