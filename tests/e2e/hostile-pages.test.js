/**
 * Pages that do what they can against being read: each click ends in the query of what was selected, or in our page that
 * says why not, while the page goes on with what it does.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';

import { close, listen } from '../standin/listen.js';
import { BROWSERS } from './harness/index.js';
import { until } from './harness/wait.js';
import { MENU_KEY, Session } from './session.js';

const VALUE = '198.51.100.7';

/**
 * Hostile pages: what each does once it is open, whether the item of the menu or the shortcut is used, and whether
 * reading it may take longer than a click waits.
 *
 * @type {Record<string, { prepare: () => void, by?: 'keys', slow?: boolean, selector?: string }>}
 */
const PAGES = {
  'a script that begins at the right click and goes on and on': {
    prepare: () =>
      addEventListener('contextmenu', () =>
        setTimeout(() => {
          const end = Date.now() + 8_000;
          while (Date.now() < end);
        }),
      ),
  },
  'a document that is never written to its end': {
    prepare: () => {
      document.open();
      document.write('<!doctype html><p id="value">198.51.100.7</p><p>and so on');
    },
  },
  'frames that never answer': { prepare: hangingFrames },
  'frames that never answer, asked by the shortcut': { prepare: hangingFrames, by: 'keys' },
  'three hundred frames, asked by the shortcut': {
    prepare: () => {
      for (let index = 0; index < 300; index += 1)
        document.body.append(
          Object.assign(document.createElement('iframe'), { srcdoc: '10.0.0.1', width: '10', height: '10' }),
        );
    },
    by: 'keys',
  },
  // Firefox draws nothing below some two hundred.
  'a value below a hundred and fifty elements': {
    prepare: () => {
      let inner = document.body;
      for (let depth = 0; depth < 150; depth += 1) inner = inner.appendChild(document.createElement('div'));
      inner.append(/** @type {HTMLElement} */ (document.getElementById('value')));
    },
  },
  'a hundred thousand elements around the value': {
    prepare: () => {
      const many = document.createElement('div');
      for (let index = 0; index < 100_000; index += 1)
        many.append(Object.assign(document.createElement('i'), { textContent: '. ' }));
      document.body.append(many);
      many.prepend(/** @type {HTMLElement} */ (document.getElementById('value')));
    },
  },
  'twenty thousand cells with the value, all selected': {
    prepare: () => {
      const table = Object.assign(document.createElement('table'), { id: 'all' });
      for (let row = 0; row < 2_000; row += 1) {
        const line = table.insertRow();
        for (let cell = 0; cell < 10; cell += 1) line.insertCell().textContent = '198.51.100.7';
      }
      document.body.prepend(table);
    },
    selector: '#all',
    slow: true,
  },
  'names of the browser that mean something else': {
    prepare: () => {
      const wrong = () => {
        throw new Error('the page was asked');
      };
      Object.assign(globalThis, { getSelection: wrong, getComputedStyle: wrong, structuredClone: wrong });
      Object.assign(Node.prototype, { getRootNode: wrong });
      Object.assign(Element.prototype, { getBoundingClientRect: wrong, querySelectorAll: wrong });
      Object.defineProperty(Array.prototype, 'map', { value: wrong });
    },
  },
};

for (const name of BROWSERS) {
  describe(`hostile pages in ${name}`, { timeout: 300_000 }, () => {
    /** @type {Session} */
    let session;
    /** @type {import('node:http').Server} */
    let server;
    let origin = '';
    before(async () => {
      server = createServer((request, response) => {
        if (request.url === '/never') return;
        response
          .writeHead(200, { 'Content-Type': 'text/html' })
          .end(`<!doctype html><title>Hostile</title><p id="value">${VALUE}</p>`);
      });
      origin = `http://127.0.0.1:${await listen(server, 0)}`;
      session = await Session.start(name);
    });
    after(async () => {
      await session.stop();
      await close(server);
    });

    for (const [title, { prepare, by, slow = false, selector = '#value' }] of Object.entries(PAGES)) {
      test(title, async () => {
        const page = await session.browser.open(`${origin}/`);
        // Selected first, where the page breaks what the test itself needs.
        const breaks = title.startsWith('names');
        const select = () => session.browser.select(page, { selector });
        let point = breaks ? await select() : null;
        await page.evaluate(prepare);
        point ??= await select();
        const known = new Set((await session.browser.tabs()).map((tab) => tab.page));
        if (by === 'keys') await session.browser.keys('alt+shift+y');
        else await session.browser.menu(page, point, { choose: MENU_KEY });
        const opened = await until(
          async () => (await session.browser.tabs()).find((tab) => !known.has(tab.page) && /[?#]/.test(tab.url)),
          'a query or our page',
        );
        // A text that takes too long to read is cut, and our page says so.
        if (opened.url.startsWith(session.server.origin)) assert.match(opened.url, /attr=remote_ip:198\.51\.100\.7$/);
        else
          await opened.page.waitFor(
            (value) =>
              document.querySelector('main')?.getAttribute('aria-busy') === 'false' &&
              document.querySelector('.group-values')?.textContent?.includes(value) &&
              document.getElementById('notices')?.textContent !== '',
            VALUE,
          );
        if (!slow) assert.ok(opened.url.startsWith(session.server.origin), 'what is quickly read is asked at once');
        await opened.page.close();
        await page.close();
      });
    }
  });
}

/** Runs in the page. */
function hangingFrames() {
  for (let index = 0; index < 20; index += 1)
    document.body.append(Object.assign(document.createElement('iframe'), { src: '/never', width: '10', height: '10' }));
}
