/**
 * Tests of the harness itself, in both browsers, against a probe extension. Run them with
 * `node --test --test-concurrency=1 e2e/harness/harness.test.js`.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { BROWSERS, launch } from './index.js';
import { temporaryFolder } from './leftovers.js';
import { writeProbeExtension } from './probe-extension.js';
import { startProbeServer } from './probe-server.js';
import { until } from './wait.js';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const TIMEOUT = { timeout: 90_000 };

const folder = temporaryFolder('harness-test');
const extension = join(folder.path, 'extension');
/** @type {Awaited<ReturnType<typeof startProbeServer>>} */
let server;

before(async () => {
  await writeProbeExtension(extension);
  server = await startProbeServer();
});
after(async () => {
  await server.close();
  await folder.remove();
});

/**
 * The probe's note under a name, once there is one.
 * @param {import('./browser.js').Browser} browser
 * @param {string} name
 * @returns {Promise<string>}
 */
function noted(browser, name) {
  const read = `async (name) => (await (globalThis.browser ?? chrome).storage.local.get(name))[name]`;
  return until(() => browser.background(read, name), `the probe to note "${name}"`);
}

/**
 * The ids of the processes that have a text in their command line.
 * @param {string} text
 */
function processesWith(text) {
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(text);
    } catch {
      return false; // It ended between the listing and the reading.
    }
  });
}

for (const name of BROWSERS) {
  describe(name, () => {
    /** @type {import('./browser.js').Browser} */
    let browser;
    /** @type {import('./page.js').Page} */
    let page;

    before(async () => {
      const started = Date.now();
      browser = await launch(name, { extension });
      await noted(browser, 'installed');
      console.log(`# ${name}: launched in ${Date.now() - started} ms`);
      page = await browser.open(`${server.address}/page`);
    }, TIMEOUT);
    after(() => browser?.close(), TIMEOUT);

    /** @param {import('./select.js').Selectable} what */
    const investigate = async (what) => {
      await browser.background('() => (globalThis.browser ?? chrome).storage.local.remove("selection")');
      await page.bringToFront();
      const point = await browser.select(page, what);
      return browser.menu(page, point, { choose: 'j' });
    };

    /** @type {Record<string, [import('./select.js').Selectable, string]>} */
    const places = {
      'a paragraph with a link': [{ selector: '#plain' }, 'plain text with a link'],
      'a textarea': [{ selector: '#area' }, 'text in a textarea'],
      'a shadow root': [{ selector: '#inside', shadow: '#host' }, 'text in a shadow root'],
      'an iframe of the same origin': [{ selector: '#text', frame: '#same' }, 'text in a frame, same'],
      'an iframe of another origin': [{ selector: '#text', frame: '#cross' }, 'text in a frame, cross'],
    };
    for (const [place, [what, text]] of Object.entries(places)) {
      it(`selects in ${place} and chooses from the native menu`, TIMEOUT, async () => {
        const { labels } = await investigate(what);
        assert.deepEqual(labels, name === 'firefox' ? [`Probe "${text}" J`] : null);
        assert.equal(await noted(browser, 'selection'), text);
        const result = await browser.waitForTab((url) => url.endsWith(`#${encodeURIComponent(text)}`));
        await result.waitFor(() => document.title === 'Result');
        assert.ok((await result.url()).startsWith(`${browser.extensionOrigin}/result.html#`));
        await result.close();
      });
    }

    it('keeps a selection that the page has made', TIMEOUT, async () => {
      await page.bringToFront();
      const select = () => {
        const text = /** @type {Node} */ (document.querySelector('#plain')?.firstChild);
        getSelection()?.setBaseAndExtent(text, 0, text, 5);
      };
      await browser.select(page, { selector: '#plain' });
      await page.evaluate(select);
      await browser.select(page, { selector: '#plain', whole: false });
      assert.equal(await page.evaluate(() => String(getSelection())), 'plain');
    });

    it('stops the background, which a menu click starts again', TIMEOUT, async () => {
      const boot = await browser.background('boot');
      await browser.background('() => (globalThis.browser ?? chrome).storage.local.remove("selection")');
      await browser.stopBackground();
      assert.equal(await browser.backgroundState(), 'stopped');
      await page.bringToFront();
      const point = await browser.select(page, { selector: '#plain' });
      assert.equal(await browser.backgroundState(), 'stopped');
      const picture = join(folder.path, `${name}-menu.png`);
      await browser.menu(page, point, { choose: 'j', screenshot: picture });
      await browser.waitForTab((url) => url.includes('/result.html#'));
      assert.equal(await browser.backgroundState(), 'running');
      assert.notEqual(await browser.background('boot'), boot);
      assert.deepEqual((await readFile(picture)).subarray(0, 4), PNG);
    });

    it('dismisses the menu and leaves the selection', TIMEOUT, async () => {
      await page.bringToFront();
      const point = await browser.select(page, { selector: '#plain' });
      await browser.menu(page, point, {});
      assert.equal(await page.evaluate(() => String(getSelection())), 'plain text with a link');
    });

    it('lists tabs in the order of the strip', TIMEOUT, async () => {
      const second = await browser.open(`${server.address}/frame?second`);
      const tabs = await browser.tabs();
      const at = (/** @type {import('./page.js').Page} */ one) => tabs.findIndex((tab) => tab.page === one);
      assert.ok(at(page) >= 0 && at(page) < at(second), 'the later tab comes later');
      assert.deepEqual(
        tabs.filter(({ active }) => active),
        [tabs[at(second)]],
      );
      assert.equal(tabs[at(second)]?.url, `${server.address}/frame?second`);
      await second.close();
      await until(async () => (await browser.tabs()).length === tabs.length - 1, 'the tab to be closed');
    });

    it('types into the address bar', TIMEOUT, async () => {
      await page.bringToFront();
      await browser.omnibox('secdo', '10.1.2.3 and more');
      assert.equal(await noted(browser, 'omnibox'), '10.1.2.3 and more');
    });

    it('presses a shortcut of the extension', TIMEOUT, async () => {
      await page.bringToFront();
      await browser.keys('alt+shift+k');
      assert.equal(await noted(browser, 'command'), 'note');
    });

    it('drives the toolbar popup', TIMEOUT, async () => {
      const popup = await browser.openPopup();
      await popup.click('#press');
      assert.equal(await popup.evaluate(() => document.querySelector('#said')?.textContent), 'pressed, trusted: true');
      await popup.fill('#word', 'word');
      await popup.press('x');
      assert.equal(await popup.evaluate(() => document.querySelector('input')?.value), 'wordx');
      assert.equal(await popup.url(), `${browser.extensionOrigin}/popup.html`);
      await popup.close();
      const again = await browser.openPopup();
      await again.close();
    });

    it('clicks, fills and presses on an extension page', TIMEOUT, async () => {
      const options = await browser.open(`${browser.extensionOrigin}/options.html`);
      await options.fill('#server', 'https://secdo.test/ \u{1F600}');
      await options.press('Enter');
      const said = () => document.querySelector('#said')?.textContent;
      assert.equal(await options.evaluate(said), 'saved https://secdo.test/ \u{1F600} by true');
      await options.press('Control+a');
      await options.press('q');
      await options.press('/');
      await options.press('Shift+Home');
      await options.press('Backspace');
      await options.press('z');
      assert.equal(await options.evaluate(() => document.querySelector('input')?.value), 'z');
      await options.press('Tab');
      assert.equal(await options.evaluate(() => document.activeElement?.id), 'nameless');
      for (const key of ['Escape', 'ArrowDown', '/', 'Shift+Tab']) {
        await options.press(key);
        assert.equal(await options.evaluate(() => document.body.dataset.key), key.replace('Shift+', ''));
      }
      await options.fill('#server', '');
      await options.click('#save');
      await options.waitFor(() => document.querySelector('#said')?.textContent?.startsWith('saved  by true,'));
      const noElement = /"#none" to take a click: there is no such element/;
      await assert.rejects(options.click('#none', { timeout: 300 }), noElement);
      await assert.rejects(options.evaluate('() => { throw new TypeError("told") }'), /in the page: TypeError: told/);
      await options.close();
    });

    it('makes pictures, resizes and emulates', TIMEOUT, async () => {
      const options = await browser.open(`${browser.extensionOrigin}/options.html`);
      const picture = join(folder.path, `${name}.png`);
      await options.screenshot(picture);
      assert.deepEqual((await readFile(picture)).subarray(0, 4), PNG);
      await options.setViewport({ width: 320, height: 480 });
      await options.waitFor(() => innerWidth === 320 && innerHeight === 480);
      await options.setViewport(null);
      await options.waitFor(() => innerWidth > 1000);
      const matches = (/** @type {string} */ query) => matchMedia(query).matches;
      for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
        await options.emulate({ colorScheme });
        await options.waitFor(matches, `(prefers-color-scheme: ${colorScheme})`);
      }
      await options.emulate({ reducedMotion: 'reduce', forcedColors: 'active' });
      await options.waitFor(matches, '(prefers-reduced-motion: reduce) and (forced-colors: active)');
      await options.emulate({ reducedMotion: null, forcedColors: null });
      await options.waitFor(matches, 'not ((prefers-reduced-motion: reduce) or (forced-colors: active))');
      await options.close();
    });

    it('finds a planted fault with axe', TIMEOUT, async () => {
      const options = await browser.open(`${browser.extensionOrigin}/options.html`);
      const faults = await browser.axe(options);
      assert.deepEqual(
        faults.map(({ id }) => id),
        ['label'],
      );
      assert.deepEqual(
        faults[0]?.nodes.map(({ target }) => target),
        [['#nameless']],
      );
      assert.deepEqual(await browser.axe(options, { disable: ['label'] }), []);
      await options.close();
    });

    it('grants an origin without a prompt', TIMEOUT, async () => {
      await browser.grantHostPermission('http://127.0.0.1/*');
      const options = await browser.open(`${browser.extensionOrigin}/options.html`);
      await options.click('#ask');
      await options.waitFor(() => document.querySelector('#said')?.textContent === 'granted: true');
      await options.close();
    });

    it('reaches into iframes', TIMEOUT, async () => {
      for (const origin of ['same', 'cross']) {
        const read = () => document.querySelector('#text')?.textContent;
        assert.equal(await page.frame(`#${origin}`).waitFor(read), `text in a frame, ${origin}`);
      }
    });

    it('collects errors of pages and of the background', TIMEOUT, async () => {
      const clean = await browser.consoleErrors();
      assert.deepEqual(clean, []);
      await browser.open(`${server.address}/faulty`);
      await browser.background(() => {
        console.error('said by the background');
        setTimeout(() => {
          throw new Error('thrown by the background');
        });
      });
      const wanted = ['said by the page', 'thrown by the page', 'said by the background', 'thrown by the background'];
      await until(async () => {
        const text = (await browser.consoleErrors()).join('\n');
        return wanted.every((words) => text.includes(words));
      }, 'the four errors');
    });
  });

  describe(`${name}, killed`, () => {
    it('keeps storage.local in its profile and leaves no process', TIMEOUT, async () => {
      const profile = temporaryFolder('harness-kept');
      const first = await launch(name, { extension, profile: profile.path });
      const keep = `(value) => (globalThis.browser ?? chrome).storage.local.set({ kept: value })`;
      await first.background(keep, 'until now');
      assert.notDeepEqual(processesWith(profile.path), []);
      await first.kill();
      assert.deepEqual(processesWith(profile.path), []);
      assert.ok(existsSync(profile.path), 'the profile is kept');
      const second = await launch(name, { extension, profile: profile.path });
      assert.equal(await noted(second, 'kept'), 'until now');
      await second.close();
      assert.deepEqual(processesWith(profile.path), []);
      assert.ok(existsSync(profile.path), 'the profile is kept');
      await profile.remove();
    });
  });
}
