/** `secdo send` with a journal, broken off in every way: nothing is lost, nothing is sent twice unless it is said. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { chances, SEED } from '../random.js';
import { start as startServer } from '../standin/server.js';
import { folder, line, PROGRAM, run, start } from './secdo.js';

/** How many times the program is killed. */
const KILLS = 300;

/** The lines that a run names as having arrived twice, perhaps. @param {string} err */
const told = (err) =>
  [...err.matchAll(/^secdo: line (\d+): may have arrived twice$/gm)]
    .map(([, number]) => Number(number))
    .sort((a, b) => a - b);

/** Whether a limit for the size of files can be set for a program. */
const HAS_LIMITS = (() => {
  try {
    execFileSync('prlimit', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

describe('a journal', { timeout: 600_000 }, () => {
  /** @type {Awaited<ReturnType<typeof startServer>>} */
  let server;
  let place = '';
  before(async () => {
    server = await startServer();
    place = await folder();
  });
  afterEach(() => server.reset());
  after(async () => {
    await server.stop();
    await rm(place, { recursive: true, force: true });
  });

  /** A file of alerts, whose event ids are their lines, and its journal. @param {string} name @param {number} count */
  const file = async (name, count) => {
    const path = join(place, name);
    await writeFile(path, Array.from({ length: count }, (_, index) => `${line(index + 1)}\n`).join(''));
    return { path, journal: `${path}.journal` };
  };

  /** How often each alert arrived, by its line. */
  const arrived = () => {
    const counts = /** @type {Map<number, number>} */ (new Map());
    for (const { event_id: id } of server.alerts) counts.set(Number(id), (counts.get(Number(id)) ?? 0) + 1);
    return counts;
  };

  /** @param {number} count @param {string} err of the run that ended it @param {string} what */
  const assertWhole = (count, err, what) => {
    const counts = arrived();
    assert.equal(counts.size, count, `${what}: an alert is lost\n${err}`);
    const twice = [...counts]
      .filter(([, times]) => times > 1)
      .map(([number]) => number)
      .sort((a, b) => a - b);
    const said = told(err);
    assert.deepEqual(
      twice.filter((number) => !said.includes(number)),
      [],
      `${what}: sent twice, and not said\n${err}`,
    );
    return { twice: twice.length, said: said.length };
  };

  test(`killed at ${KILLS} random moments`, async (context) => {
    context.diagnostic(`seed ${SEED}`);
    const chance = chances();
    const COUNT = 120;
    const sums = { files: 0, twice: 0, said: 0 };
    for (let kills = 0; kills < KILLS;) {
      const { path, journal } = await file(`killed-${sums.files}`, COUNT);
      // Some answers come late, so that a kill meets alerts on their way.
      server.setFault({ kind: 'slow', delayMs: 5, everyNth: 3 });
      for (;;) {
        const { child, done } = start(
          ['send', path, '--journal', journal, '--jobs', String(1 + Math.floor(chance() * 6)), '--rate', '1500'],
          { server: server.origin },
        );
        if (kills < KILLS && chance() < 0.95) {
          await Promise.race([delay(chance() * 120), done]);
          child.kill('SIGKILL');
        }
        const { code, signal, err } = await done;
        if (signal === 'SIGKILL') {
          kills += 1;
          continue;
        }
        assert.equal(code, 0, err);
        const { twice, said } = assertWhole(COUNT, err, `file ${sums.files}`);
        sums.files += 1;
        sums.twice += twice;
        sums.said += said;
        break;
      }
      server.reset();
    }
    context.diagnostic(`${sums.files} files of ${COUNT} alerts: none lost, ${sums.twice} twice, ${sums.said} said`);
  });

  test('the disk is full at every byte of it', { skip: HAS_LIMITS ? false : 'prlimit is missing' }, async (context) => {
    const COUNT = 4;
    const whole = await file('full', COUNT);
    assert.equal((await run(['send', whole.path, '--journal', whole.journal], { server: server.origin })).code, 0);
    const size = (await readFile(whole.journal)).length;
    for (let most = 0; most <= size; most += 1) {
      server.reset();
      await rm(whole.journal);
      // A write beyond the limit fails as on a full disk, once the signal of it is ignored.
      const limited = await run(
        [
          '-c',
          `trap '' XFSZ; exec prlimit --fsize=${most} "$@"`,
          'sh',
          PROGRAM,
          'send',
          whole.path,
          '--journal',
          whole.journal,
          '--jobs',
          '2',
        ],
        { server: server.origin, program: 'bash' },
      );
      assert.equal(limited.code, most < size ? 4 : 0, `${most} bytes: ${limited.err}`);
      if (most < size) assert.match(limited.err, /journal: /);
      const { code, err } = await run(['send', whole.path, '--journal', whole.journal], { server: server.origin });
      assert.equal(code, 0, `${most} bytes: ${err}`);
      assertWhole(COUNT, err, `${most} bytes`);
    }
    context.diagnostic(`${size + 1} sizes`);
  });

  test('it is cut at every byte', async (context) => {
    const COUNT = 4;
    const { path, journal } = await file('cut', COUNT);
    assert.equal((await run(['send', path, '--journal', journal, '--jobs', '1'], { server: server.origin })).code, 0);
    const whole = await readFile(journal, 'utf8');
    for (let cut = 0; cut <= whole.length; cut += 1) {
      server.reset();
      await writeFile(journal, whole.slice(0, cut));
      const steps = whole.slice(0, cut).split('\n').slice(0, -1);
      const delivered = steps.filter((step) => step.startsWith('delivered')).length;
      const sending = steps.filter((step) => step.startsWith('sending')).length;
      const { code, err } = await run(['send', path, '--journal', journal], { server: server.origin });
      assert.equal(code, 0, `cut at ${cut}: ${err}`);
      // One after the other, so that the first ones are those that were delivered.
      assert.deepEqual(
        [...arrived().keys()].sort(),
        Array.from({ length: COUNT - delivered }, (_, index) => delivered + index + 1),
        `cut at ${cut}`,
      );
      assert.deepEqual(told(err), sending > delivered ? [sending] : [], `cut at ${cut}: ${err}`);
    }
    context.diagnostic(`${whole.length + 1} places`);
  });

  test('two runs at once: the second one ends, and says why', async () => {
    const { path, journal } = await file('shared', 40);
    server.setFault({ kind: 'slow', delayMs: 300, times: 4 });
    const first = start(['send', path, '--journal', journal], { server: server.origin });
    while (server.requests.length === 0) await delay(2);
    const second = await run(['send', path, '--journal', journal], { server: server.origin });
    assert.equal(second.code, 4);
    assert.match(second.err, /shared\.journal: another run uses this journal/);
    const { code, err } = await first.done;
    assert.equal(code, 0, err);
    assert.deepEqual(assertWhole(40, err, 'the first run'), { twice: 0, said: 0 });
    assert.equal(server.alerts.length, 40);
  });

  test('alerts are known by what they say: wherever they stand, whatever time it is', async () => {
    const { path, journal } = await file('moved', 3);
    const alert = { ...JSON.parse(line(9)), timestamp: 'now' };
    const lines = [line(1), line(1), JSON.stringify(alert), JSON.stringify({ ...alert, timestamp: '5 minutes ago' })];
    await writeFile(path, lines.join('\n'));
    const first = await run(['send', path, '--journal', journal], { server: server.origin });
    assert.match(first.err, /4 delivered/);
    // A line on top, another order, and one more of those that are alike.
    await writeFile(path, ['', ...lines.toReversed(), line(1)].join('\n'));
    const again = await run(['send', path, '--journal', journal], { server: server.origin });
    assert.match(again.err, /1 delivered, 4 done before/);
    // Each server has its own alerts, and another time zone makes another alert.
    const other = await run(['send', path, '--journal', journal, '--company', 'another'], { server: server.origin });
    assert.match(other.err, /5 delivered/);
    assert.ok(!(await readFile(journal, 'utf8')).includes('66.186'), 'the journal tells nothing of what was sent');
  });
});
