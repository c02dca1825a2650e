/** A browser whose server is a Cortex XDR: its console at 127.0.0.1, its API at localhost, so that nobody can take one for the other. */
import { rm } from 'node:fs/promises';

import { startCortex } from '../standin/cortex.js';
import { Session, withCopying } from './session.js';

/**
 * A tenant and a browser with an extension that may copy. Nothing is set yet.
 *
 * @param {import('./harness/index.js').BrowserName} name
 */
export async function startTenant(name) {
  const cortex = await startCortex();
  const folder = await withCopying(name);
  const session = await Session.start(name, { extension: folder, configured: false });
  if (name === 'firefox') await session.browser.grantHostPermission('');
  /** The address of the API. */
  const api = cortex.origin.replace('127.0.0.1', 'localhost');

  return {
    cortex,
    session,
    api,
    /** Allows sending to the API, as a person does; nothing is ever sent to the console. @param {import('./session.js').Page} options */
    async allow(options) {
      await session.browser.grantHostPermission('http://localhost/*');
      await options.bringToFront();
      await options.click('#permission');
      await options.waitFor(() => document.getElementById('permission')?.hidden);
    },
    /** Sets what alerts need, at once. */
    async prepare() {
      const page = await session.emptyPage();
      const server = {
        address: cortex.origin,
        name: '',
        company: '',
        product: 'cortex',
        api,
        key_id: cortex.account.id,
      };
      await session.message(page, 'settings.save', {
        settings: { version: 1, server: cortex.origin, servers: [server] },
      });
      await session.message(page, 'key.save', { key: cortex.account.key, server: cortex.origin });
      await page.close();
      const options = await session.options();
      await this.allow(options);
      await options.close();
    },
    async stop() {
      await session.stop();
      await cortex.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
