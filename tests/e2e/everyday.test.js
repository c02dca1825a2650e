/** An analyst's day: copying a link instead of opening it, and the page as a panel beside the console. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { BROWSERS } from './harness/index.js';
import { until } from './harness/wait.js';
import { SCREENSHOTS, Session, withCopying } from './session.js';

for (const name of BROWSERS) {
  describe(`every day, in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    /** @type {string} */
    let extension;
    before(async () => {
      extension = await withCopying(name);
      session = await Session.start(name, { extension });
    });
    after(async () => {
      await session.stop();
      await rm(extension, { recursive: true, force: true });
    });

    test('the page stays open beside the console, and shows what a click leaves to choose', async () => {
      const console_ = await session.console('splunk');
      const page = await session.emptyPage();
      await page.bringToFront();
      await page.click('#pin');
      await until(async () => (await session.browser.background(panels)).length === 1, 'the panel to open');
      await page.close();
      await console_.bringToFront();
      await settledWidth(console_);
      const before = (await session.browser.tabs()).length;
      await session.choose(console_, { selector: '#event-1' });
      const [shown] = await until(async () => {
        const urls = await session.browser.background(panels);
        return urls.some((url) => url.includes('from=handoff')) ? urls : null;
      }, 'the panel to show what was selected');
      assert.match(String(shown), /panel&from=handoff/);
      assert.equal((await session.browser.tabs()).length, before, 'no tab was opened');
      await session.browser.picture(join(SCREENSHOTS, `${name}-panel.png`));
      await console_.close();
    });

    test('a link is copied by the menu, once the browser allows it', async () => {
      const options = await session.options();
      await options.bringToFront();
      // Firefox gives the permission without asking from here on; in Chromium's copy of the extension it is given.
      if (name === 'firefox') await session.browser.grantHostPermission('');
      await options.click('#menu_copy');
      await options.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
      await options.close();
      const console_ = await session.console('kibana');
      const before = (await session.browser.tabs()).length;
      await session.choose(console_, { selector: '#ip-cell' }, { submenu: 'c' });
      const page = await session.emptyPage();
      const link = `${session.server.origin}/#/investigationNG/builder?entity=network&action=outgoing_network,incoming_network,failed_network&attr=remote_ip:8.8.8.8`;
      await page.bringToFront();
      await page.click('#text');
      await session.browser.keys('ctrl+v');
      await page.waitFor(
        (/** @type {string} */ text) =>
          /** @type {HTMLTextAreaElement} */ (document.getElementById('text')).value === text,
        link,
      );
      assert.equal((await session.browser.tabs()).length, before + 1, 'no tab was opened but this page');
      await page.close();
      await console_.close();
    });
  });
}

/** Waits until the panel has slid to its place: the page beside it is narrower than the window, and stays so for ten frames. @param {import('./session.js').Page} page */
async function settledWidth(page) {
  await page.evaluate(async () => {
    for (let same = 0, width = 0; same < 10; same += 1) {
      await new Promise(requestAnimationFrame);
      if (innerWidth !== width || innerWidth > outerWidth - 100) [same, width] = [0, innerWidth];
    }
  });
}

/**
 * Runs in the background: the addresses of the panels that are open.
 *
 * @returns {Promise<string[]>}
 */
async function panels() {
  const { runtime, extension } = /** @type {any} */ (globalThis).browser ?? chrome;
  if (extension?.getViews)
    return extension.getViews({ type: 'sidebar' }).map((/** @type {Window} */ view) => view.location.href);
  const contexts = await runtime.getContexts({ contextTypes: ['SIDE_PANEL'] });
  return contexts.map((/** @type {{ documentUrl: string }} */ { documentUrl }) => documentUrl);
}
