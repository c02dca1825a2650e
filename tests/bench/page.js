/**
 * Measures how long a page of 10,000 cells is read, in both browsers: as a click reads it, with the names of columns looked
 * for, and what the browser itself takes for the text of the same selection, in turn. Prints a table.
 *
 *     node tests/bench/page.js [RUNS]
 */
import { BROWSERS } from '../e2e/harness/index.js';
import { inScripts, selectManyCells } from '../e2e/page-scripts.js';
import { Session } from '../e2e/session.js';
import { table } from './report.js';

const [runs = '15'] = process.argv.slice(2);
const rows = [];
for (const name of BROWSERS) {
  const session = await Session.start(name, { configured: false });
  try {
    const page = await session.console('layouts');
    await page.evaluate(selectManyCells);
    /** @type {{ ours: number[], theirs: number[] }} */
    const times = { ours: [], theirs: [] };
    for (let run = 0; run < Number(runs); run += 1) {
      const took = /** @type {{ ours: number, theirs: number }} */ (
        await page.evaluate(
          inScripts(
            `(() => { document.body.offsetHeight; const a = performance.now(); pageEvidence(Infinity); const b = performance.now(); String(getSelection()); return { ours: b - a, theirs: performance.now() - b }; })()`,
          ),
        )
      );
      times.ours.push(took.ours);
      times.theirs.push(took.theirs);
    }
    const [ours, theirs] = [times.ours, times.theirs].map(
      (all) => all.sort((one, other) => one - other)[all.length >> 1] ?? NaN,
    );
    rows.push([name, Math.round(Number(ours)), Math.round(Number(theirs)), (Number(ours) / Number(theirs)).toFixed(1)]);
  } finally {
    await session.stop();
  }
}
table(['browser', 'ours, ms', "the browser's text, ms", 'times'], rows);
