/** The needs of a team: settings that travel, links for consoles, a server that can be checked. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { EXAMPLE_KEY } from '../standin/alert-rules.js';
import { BROWSERS } from './harness/index.js';
import { Session } from './session.js';

/** @typedef {import('./session.js').Page} Page */

for (const name of BROWSERS) {
  describe(`a team, in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    before(async () => {
      session = await Session.start(name);
    });
    after(() => session.stop());

    test('settings are exported without the key, and with it only when asked twice; imported after a look', async () => {
      await session.prepareAlerts();
      const page = await session.options();
      await page.evaluate(captureFiles);
      await page.click('#export-settings');
      const plain = await captured(page, 1);
      assert.equal(JSON.parse(plain).server, session.server.origin);
      assert.ok(!plain.includes(EXAMPLE_KEY), 'no key');
      await page.click('#export-key');
      assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).files.length), 1, 'not yet');
      await page.click('#export-key-sure');
      assert.deepEqual(JSON.parse(await captured(page, 2)).api_keys, { [session.server.origin]: EXAMPLE_KEY });

      const changed = {
        ...JSON.parse(plain),
        menu: 'submenu',
        alerts: { ...JSON.parse(plain).alerts, vendor: 'Acme' },
      };
      await page.evaluate(chooseFile, JSON.stringify(changed));
      await page.waitFor(() => document.querySelector('#transfer tbody tr') !== null);
      const rows = await page.evaluate(() =>
        [...document.querySelectorAll('#transfer tbody tr')].map((row) =>
          [...row.children].map((cell) => cell.textContent).join('|'),
        ),
      );
      assert.deepEqual(rows, ['Vendor|nothing|Acme', 'The context menu has|single|submenu']);
      await session.look(page, 'options-import');
      await page.click('#import-apply');
      await page.waitFor(() => /** @type {HTMLInputElement} */ (document.getElementById('vendor')).value === 'Acme');
      await page.waitFor(
        () => /** @type {HTMLInputElement} */ (document.querySelector('[name="menu"][value="submenu"]')).checked,
      );
      await session.undo(page);
      await page.waitFor(() => /** @type {HTMLInputElement} */ (document.getElementById('vendor')).value === '');

      await page.evaluate(chooseFile, '{"tabs":"sideways"}');
      await page.waitFor(() => document.querySelector('#transfer .danger')?.textContent?.includes('tabs'));
      await page.click('#reset-settings');
      await page.waitFor(() => /** @type {HTMLInputElement} */ (document.getElementById('server')).value === '');
      await session.undo(page);
      await page.waitFor(
        (server) => /** @type {HTMLInputElement} */ (document.getElementById('server')).value === server,
        session.server.origin,
      );
      await page.close();
    });

    test('the server is checked without an alert, and the truth is said', async () => {
      const page = await session.options();
      await page.click('#check-server');
      await page.waitFor(() => document.getElementById('check-state')?.textContent?.includes('200'));
      assert.equal(session.server.alerts.length, 0);
      await page.fill('#server', 'http://127.0.0.1:9');
      await page.press('Tab');
      await page.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
      await page.click('#check-server');
      await page.waitFor(() =>
        document.getElementById('check-state')?.textContent?.includes('No answer from 127.0.0.1:9'),
      );
      await session.undo(page);
      await page.close();
    });

    test('recent queries are remembered only where that is wanted, opened again, and forgotten', async () => {
      const page = await session.options();
      await page.click('#recent');
      await page.waitFor(() => document.getElementById('saved')?.textContent === 'Saved');
      const console_ = await session.console('kibana');
      const first = await session.investigate(console_, { selector: '#ip-cell' });
      await console_.close();
      const popup = await session.emptyPage();
      await popup.click('#recent summary');
      const words = await popup.evaluate(() =>
        [...document.querySelectorAll('#recent-list button')].map(({ textContent }) => textContent),
      );
      assert.equal(words.length, 1);
      assert.match(String(words[0]), /^Hosts|^Network/);
      await session.look(popup, 'recent');
      const again = session.server.waitForQuery();
      await popup.click('#recent-list button');
      assert.deepEqual((await again).attributes, first.attributes);
      await popup.bringToFront();
      await popup.click('#recent-clear');
      await popup.waitFor(() => document.getElementById('recent')?.hidden);
      const console2 = await session.console('kibana');
      await session.investigate(console2, { selector: '#ip-cell' });
      await console2.close();
      // The open page shows it, and forgets it, however the setting goes.
      await popup.waitFor(() => document.querySelectorAll('#recent-list button').length === 1);
      await page.bringToFront();
      await session.undo(page);
      await popup.waitFor(() => document.getElementById('recent')?.hidden);
      await popup.close();
      await page.close();
    });

    test('the shortcuts are listed as the browser has them', async () => {
      const page = await session.options();
      const listed = await page.evaluate(() =>
        [...document.querySelectorAll('#shortcuts kbd')].map(({ textContent }) => textContent),
      );
      assert.equal(listed.length, 2);
      assert.ok(
        listed.some((shortcut) => shortcut?.endsWith('Y')),
        String(listed),
      );
      await page.close();
    });

    test('the search shows what has the words, and nothing else', async () => {
      const page = await session.options();
      await page.fill('#search', 'time zone');
      await page.waitFor(() => document.getElementById('search-found')?.textContent !== '');
      const visible = await page.evaluate(() =>
        ['zone', 'company', 'server', 'key'].filter((id) => document.getElementById(id)?.offsetParent !== null),
      );
      assert.deepEqual(visible, ['zone']);
      await page.fill('#search', 'no such words');
      await page.waitFor(() => document.getElementById('search-found')?.textContent?.startsWith('No setting'));
      await page.fill('#search', '');
      await page.waitFor(() => document.getElementById('company')?.offsetParent !== null);
      await page.close();
    });

    test('the templates of every console, filled in as it does, ask for exactly the value', async () => {
      const page = await session.options();
      const offered = await page.evaluate(() =>
        [...document.querySelectorAll('#console option')].map(
          (option) => /** @type {HTMLOptionElement} */ (option).value,
        ),
      );
      assert.deepEqual(offered.sort(), Object.keys(CONSOLES).sort(), 'every console is tried');
      for (const [
        console_,
        { pivot, placeholder, link = (/** @type {string} */ text) => text, fill = encodeURIComponent, values = NASTY },
      ] of Object.entries(CONSOLES)) {
        const text = await page.evaluate(chosenTemplate, { console_, pivot });
        const template = link(text);
        assert.ok(
          template.startsWith(`${session.server.origin}/#/investigationNG/builder?entity=`) &&
            template.includes(placeholder),
          `${console_}: ${text}`,
        );
        for (const value of values) {
          const query = session.server.waitForQuery();
          const tab = await session.browser.open(template.replace(placeholder, () => fill(value)));
          const { attributes } = await query;
          assert.deepEqual(attributes, [{ name: pivot.split('.')[1], values: [value] }], `${console_}: ${value}`);
          await tab.close();
        }
      }
      await session.look(page, 'options-links');
      await page.close();
    });
  });
}

/** Values that separate, end or change an address where they are not encoded, and one that would ask for more. */
const NASTY = ['C:\\R&D\\a b\\ü#%+"x".exe', 'x&entity=host&attr=host_name:evil', 'a?b=c/%41'];

/**
 * The consoles: a pivot, what stands for the value, where the address stands in the template, what the console does to
 * a value, as its vendor documents it, and the values that are tried. Where nothing is documented, or values are not
 * encoded, these are addresses.
 *
 * @type {Record<string, { pivot: string, placeholder: string, link?: (text: string) => string, fill?: (value: string) => string, values?: string[] }>}
 */
const CONSOLES = {
  arcsight: {
    pivot: 'network.remote_ip',
    placeholder: '$selectedCell',
    fill: String,
    values: ['8.8.8.8', '2001:db8::1'],
  },
  splunk: { pivot: 'file.file_name', placeholder: '$@field_value$' },
  splunk_conf: {
    pivot: 'file.file_name',
    placeholder: '$@field_value$',
    link: (text) => text.split('\nlink.uri = ')[1]?.split('\n')[0] ?? '',
  },
  qradar: {
    pivot: 'network.remote_ip',
    placeholder: '%IP%',
    link: (text) => (text.split(' url="')[1]?.split('"')[0] ?? '').replaceAll('&amp;', '&'),
    fill: String,
    values: ['8.8.8.8', '2001:db8::1'],
  },
  qradar_column: {
    pivot: 'network.remote_ip',
    placeholder: '$Property Name$',
    link: (text) => text.split('.url=')[1]?.split('\n')[0] ?? '',
    fill: String,
    values: ['8.8.8.8'],
  },
  kibana: { pivot: 'file.file_name', placeholder: '{{value}}' },
  // Its helper is JavaScript's function of that name; the encoding of whole addresses is off.
  kibana_drilldown: { pivot: 'file.file_name', placeholder: '{{encodeURIComponent event.value}}' },
  opensearch: { pivot: 'file.file_name', placeholder: '{{value}}' },
  graylog: { pivot: 'network.remote_ip', placeholder: '${field}', fill: String, values: ['8.8.8.8'] },
  // With the switch for arguments on.
  logscale: { pivot: 'file.file_name', placeholder: '{{ fields.field }}' },
  own: { pivot: 'file.file_name', placeholder: '%s' },
};

/** Chooses a console and a pivot as a person does, and gives what is there to be pasted. @param {{ console_: string, pivot: string }} wanted */
async function chosenTemplate({ console_, pivot }) {
  const text = /** @type {HTMLTextAreaElement} */ (document.getElementById('link-text'));
  const choose = async (/** @type {string} */ id, /** @type {string} */ value) => {
    const select = /** @type {HTMLSelectElement} */ (document.getElementById(id));
    if (select.value === value) return;
    text.value = '';
    select.value = value;
    select.dispatchEvent(new Event('change'));
    while (text.value === '') await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  await choose('console', console_);
  await choose('link-pivot', pivot);
  return text.value;
}

/** Keeps the files that the page hands to the browser. */
function captureFiles() {
  const kept = /** @type {string[]} */ ([]);
  Object.assign(globalThis, { files: kept });
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    void (/** @type {Blob} */ (blob).text().then((text) => kept.push(text)));
    return make(blob);
  };
}

/** @param {Page} page @param {number} count */
async function captured(page, count) {
  await page.waitFor((wanted) => /** @type {any} */ (globalThis).files.length === wanted, count);
  return /** @type {Promise<string>} */ (page.evaluate(() => /** @type {any} */ (globalThis).files.at(-1)));
}

/** Chooses a file as a person does. @param {string} text */
function chooseFile(text) {
  const input = /** @type {HTMLInputElement} */ (document.getElementById('import-settings'));
  const data = new DataTransfer();
  data.items.add(new File([text], 'settings.json', { type: 'application/json' }));
  input.files = data.files;
  input.dispatchEvent(new Event('change'));
}
