/**
 * The demonstration: a stand-in SECDO server, pages like SIEM consoles, and a browser with the extension.
 *
 * With a display it is a person's to use, until the browser is closed. Without one the flow runs by itself in Chromium
 * on a display of its own, says each step, and leaves pictures in `dist/demo/`.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { demonstrate } from './demo-person.js';
import { Session } from './session.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const PICTURES = join(root, 'dist/demo');

/** The selections of the demonstration, and their consoles. */
const STEPS = /** @type {const} */ ([
  ['kibana', '#ip-cell', 'an address'],
  ['kibana', '#path-cell', 'a path with spaces'],
  ['splunk', '#event-multi', 'an event with several paths'],
  ['kibana', '#mixed', 'a message with six kinds of indicators'],
]);

if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) await demonstrate();
else await run();

async function run() {
  await mkdir(PICTURES, { recursive: true });
  console.log('No display: the demonstration runs by itself.');
  const session = await Session.start('chromium');
  try {
    console.log(`Stand-in SECDO server: ${session.server.origin}`);
    for (const [number, [console_, selector, what]] of STEPS.entries()) {
      const page = await session.console(console_);
      const text = await page.evaluate((where) => document.querySelector(where)?.textContent?.trim() ?? '', selector);
      console.log(
        `\n${number + 1}. Selected on the ${console_} console (${what}):\n   ${text.replaceAll('\n', '\n   ')}`,
      );
      await session.choose(page, { selector }, { screenshot: join(PICTURES, `${number + 1}-menu.png`) });
      const [tab] = await session.waitForNewTab();
      const opened = tab?.page;
      if (!opened) throw new Error('no tab');
      if ((await opened.url()).startsWith(session.browser.extensionOrigin)) {
        await opened.waitFor(() => document.querySelector('.question') !== null);
        const found = await opened.evaluate(() => document.getElementById('found')?.textContent ?? '');
        console.log(`   Several kinds, so the page opened: ${found}.`);
      } else {
        // A tab that was just opened has no document for a moment.
        await opened.waitFor(() => document.querySelector('[data-parsed="yes"]') !== null);
        const query = session.server.queries.at(-1);
        const attributes = query?.attributes
          .map(({ name, values }) => `${name} = ${values.join(' or ')}`)
          .join(' and ');
        console.log(
          `   Opened: ${query?.url}\n   The query page understood: ${query?.entity}, ${query?.actions.join(', ') || 'no action'}, ${attributes}`,
        );
      }
      await opened.screenshot(join(PICTURES, `${number + 1}-opened.png`));
      await opened.close();
      await page.close();
    }
    console.log(`\nPictures of each step: ${relative(process.cwd(), PICTURES)}/`);
  } finally {
    await session.stop();
  }
}
