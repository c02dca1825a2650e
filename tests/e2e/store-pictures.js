/** Pictures for the stores, 1280×800, from the real pages: `PICTURES=1 ./build.sh package`. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Session } from './session.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../dist/store');
const SIZE = { width: 1280, height: 800 };

await mkdir(folder, { recursive: true });
const session = await Session.start('chromium');
try {
  await session.set({ menu: 'submenu' });
  const console_ = await session.console('kibana');
  await session.choose(console_, { selector: '#mixed' }, { submenu: 'u' });
  const found = await session.page();
  await found.setViewport(SIZE);
  await found.screenshot(join(folder, '1-investigate.png'));
  await found.close();
  await console_.close();

  const splunk = await session.console('splunk');
  await session.choose(splunk, { selector: '#event-1' }, { submenu: 'l' });
  const alert = await session.page();
  await alert.setViewport(SIZE);
  await alert.click('#line-details summary');
  await alert.waitFor(() => document.querySelector('#line button') !== null);
  await alert.screenshot(join(folder, '2-alert.png'));
  await alert.close();
  await splunk.close();

  const options = await session.options();
  await options.setViewport(SIZE);
  await options.screenshot(join(folder, '3-options.png'));
  await options.close();
  console.log(`pictures in ${folder}`);
} finally {
  await session.stop();
}
