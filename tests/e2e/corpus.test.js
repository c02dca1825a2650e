/** The corpus inside real browsers, through the module as it is packed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { corpus } from '../corpus/mutate.js';
import { BROWSERS } from './harness/index.js';
import { Session } from './session.js';

for (const name of BROWSERS) {
  describe(`the corpus in ${name}`, { timeout: 120_000 }, () => {
    test('is found as it is marked', async () => {
      const session = await Session.start(name, { configured: false });
      try {
        const cases = await corpus();
        const page = await session.options();
        const found = await page.evaluate(
          async (texts) => {
            const { core } = await import(new URL('../core.js', location.href).href);
            const { analyse } = await core();
            return texts.map((text) =>
              analyse(text, '{"version":1}', '')
                .groups.flatMap(
                  (/** @type {import('../../extension/wasm/secdo.js').Group} */ group) => group.indicators,
                )
                .map((/** @type {import('../../extension/wasm/secdo.js').Item} */ { kind, value, span }) => ({
                  kind,
                  value,
                  ...span,
                }))
                .sort((/** @type {{ start: number }} */ a, /** @type {{ start: number }} */ b) => a.start - b.start),
            );
          },
          cases.map(({ text }) => text),
        );
        for (const [index, { place, marks }] of cases.entries()) assert.deepEqual(found[index], marks, place);
      } finally {
        await session.stop();
      }
    });
  });
}
