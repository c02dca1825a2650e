/**
 * Accessibility checks by axe-core (https://github.com/dequelabs/axe-core). The source goes in by the browser's
 * protocol, which a page's Content-Security-Policy does not bind.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/**
 * @typedef {object} Violation
 * @property {string} id the rule
 * @property {string} impact
 * @property {string} help
 * @property {{ target: string[], html: string }[]} nodes the elements at fault
 */

/**
 * The violations that axe finds in the page as it is now.
 * @param {import('./page.js').Page} page
 * @param {string[]} disable ids of rules to leave out
 * @returns {Promise<Violation[]>}
 */
export async function axe(page, disable) {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(`() => { ${source} }`);
  return page.evaluate(async (/** @type {string[]} */ off) => {
    const store = /** @type {any} */ (globalThis);
    const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
    const { violations } = await store.axe.run(document, { rules, resultTypes: ['violations'] });
    delete store.axe;
    return violations.map((/** @type {any} */ { id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.map((/** @type {any} */ { target, html }) => ({ target, html })),
    }));
  }, disable);
}
