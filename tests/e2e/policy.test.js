/** The policy of an organisation: in force in both browsers, shown as fixed, coming and going while Chromium runs. */
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { until } from './harness/wait.js';
import { EXTENSION, Session } from './session.js';

/** Where Chromium reads policies; only the administrator may write there. */
const CHROMIUM_POLICIES = '/etc/chromium/policies/managed';

/** The extension's id in Firefox. */
const GECKO_ID = 'investigate-in-secdo@extension';

/** Chromium reads a changed policy file after some seconds. */
const LIVE = { timeout: 30_000 };

/** The policy of the tests. */
const POLICY = {
  organisation: 'Corp',
  https_only: false,
  no_export: true,
  server: 'https://secdo.corp.example',
  menu: 'submenu',
  alerts: { company: 'corp' },
};

test('a policy is in force in Firefox, and the page says so', async () => {
  const home = await mkdtemp(join(tmpdir(), 'secdo-home-'));
  const folder = join(home, '.mozilla/managed-storage');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, `${GECKO_ID}.json`),
    JSON.stringify({ name: GECKO_ID, description: '', type: 'storage', data: POLICY }),
  );
  const session = await Session.start('firefox', { configured: false, home });
  try {
    await fixed(session);
  } finally {
    await session.stop();
    await rm(home, { recursive: true, force: true });
  }
});

test('a policy is in force in Chromium, comes and goes while the browser runs, and the page says so', async (context) => {
  const file = join(CHROMIUM_POLICIES, `secdo-test-${process.pid}.json`);
  try {
    await mkdir(CHROMIUM_POLICIES, { recursive: true });
    await writeFile(file, '{}');
  } catch (error) {
    context.skip(`${CHROMIUM_POLICIES} can only be written by root: ${error}`);
    return;
  }
  // From a folder of its own, which gives it an id of its own: other browsers that run have the extension too.
  const extension = await mkdtemp(join(tmpdir(), 'secdo-policy-'));
  await cp(EXTENSION.chromium, extension, { recursive: true });
  const session = await Session.start('chromium', { configured: false, extension });
  try {
    const id = session.browser.extensionOrigin.split('//')[1];
    const page = await session.options();
    await page.fill('#company', 'mine');
    await page.press('Tab');
    await page.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
    await page.fill('#key', 'a-key');
    await page.press('Tab');
    const outbox = await session.emptyPage();
    await outbox.click('#tab-outbox');
    const canExport = () =>
      ['export-csv', 'export-json'].some((id) => document.getElementById(id)?.offsetParent !== null);
    assert.ok(await outbox.evaluate(canExport));
    await page.bringToFront();
    await writeFile(file, JSON.stringify({ '3rdparty': { extensions: { [String(id)]: POLICY } } }));
    await page.waitFor(
      () => /** @type {HTMLInputElement} */ (document.getElementById('company')).disabled,
      undefined,
      LIVE,
    );
    await fixed(session);
    await outbox.bringToFront();
    await outbox.waitFor(() => ['export-csv', 'export-json'].every((id) => document.getElementById(id)?.hidden));
    await outbox.close();
    // Rules: a refused server is not used and comes back; a key that must not stay is in memory only.
    await writeFile(file, '{}');
    await page.bringToFront();
    await page.waitFor(
      () => !(/** @type {HTMLInputElement} */ (document.getElementById('company')).disabled),
      undefined,
      LIVE,
    );
    await page.fill('#server', 'https://mine.example');
    await page.press('Tab');
    await page.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
    await page.fill('#key', 'another-key');
    await page.press('Tab');
    await page.waitFor(() => document.getElementById('key-state')?.textContent !== '');
    await writeFile(
      file,
      JSON.stringify({
        '3rdparty': {
          extensions: {
            [String(id)]: { allowed_hosts: ['*.corp.example'], https_only: true, alerts: { session_key: true } },
          },
        },
      }),
    );
    await page.waitFor(
      () =>
        /** @type {HTMLInputElement} */ (document.getElementById('server')).value === '' &&
        document.querySelector('main')?.getAttribute('aria-busy') === 'false',
      undefined,
      LIVE,
    );
    await page.fill('#vendor', 'saved under the rules');
    await page.press('Tab');
    await page.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
    const keyed = async () => (await import(`${location.origin}/shared/storage.js`)).keyedServers();
    await until(async () => (await page.evaluate(keyed)).kept.filter(Boolean).length === 0, 'no key on the computer');
    assert.deepEqual((await page.evaluate(keyed)).inMemory.filter(Boolean), ['https://mine.example']);
    await writeFile(file, '{}');
    await page.waitFor(
      () => /** @type {HTMLInputElement} */ (document.getElementById('server')).value === 'https://mine.example',
      undefined,
      LIVE,
    );
    // A list of servers leaves the choice among them, and nothing else.
    await writeFile(
      file,
      JSON.stringify({
        '3rdparty': {
          extensions: {
            [String(id)]: {
              servers: [
                { address: 'https://eu.corp.example', name: 'Europe' },
                { address: 'https://us.corp.example', company: 'corp-us' },
              ],
            },
          },
        },
      }),
    );
    await page.waitFor(() => document.querySelectorAll('#servers input').length === 2, undefined, LIVE);
    await page.waitFor(() =>
      ['server', 'server_name', 'add_address', 'remove-server'].every(
        (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).disabled,
      ),
    );
    await page.click('#servers input[value="https://us.corp.example"]');
    await page.waitFor(
      () => /** @type {HTMLInputElement} */ (document.getElementById('server_company')).value === 'corp-us',
    );
    await session.look(page, 'options-policy-servers');
    await writeFile(file, '{}');
    await page.waitFor(
      () => /** @type {HTMLInputElement} */ (document.getElementById('company')).value === 'mine',
      undefined,
      LIVE,
    );
    await page.close();
  } finally {
    await rm(file, { force: true });
    await session.stop();
    await rm(extension, { recursive: true });
  }
});

/** The options page under the policy. @param {Session} session */
async function fixed(session) {
  const page = await session.options();
  await page.waitFor(() => document.querySelector('.fixed') !== null);
  const shown = await page.evaluate(() => ({
    server: /** @type {HTMLInputElement} */ (document.getElementById('server')).value,
    company: /** @type {HTMLInputElement} */ (document.getElementById('company')).value,
    held: ['server', 'company', 'menu'].map(
      (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).disabled,
    ),
    free: /** @type {HTMLInputElement} */ (document.getElementById('vendor')).disabled,
    words: document.querySelector('.fixed')?.textContent,
    exports: [...document.querySelectorAll('[data-export]')].every((button) => button.hasAttribute('hidden')),
  }));
  assert.deepEqual(shown, {
    server: 'https://secdo.corp.example',
    company: 'corp',
    held: [true, true, true],
    free: false,
    words: 'Set by Corp',
    exports: true,
  });
  const violations = await session.browser.axe(page);
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(', ')}`),
    [],
  );
  await session.look(page, 'options-policy');
  await page.close();
}
