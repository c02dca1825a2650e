/**
 * The end-to-end harness: one interface to a real Chromium and a real Firefox with the extension loaded.
 */
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Browser } from './browser.js';
import { startChromium } from './chromium.js';
import { startFirefox } from './firefox.js';
import { temporaryFolder } from './leftovers.js';
import { Native } from './native.js';
import { startDisplay } from './xvfb.js';

/** @typedef {import('./types.js').BrowserName} BrowserName */

/** The names that `launch` takes. */
export const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/**
 * A running browser with the extension loaded and its background started.
 * @param {BrowserName} name
 * @param {import('./types.js').LaunchOptions} options
 * @returns {Promise<Browser>}
 */
export async function launch(name, options) {
  const { headful = true, size = { width: 1280, height: 900 }, prefs = {}, args = [], insecureCerts = false } = options;
  const extension = await realpath(options.extension);
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'));
  const scratch = temporaryFolder(`${name}-scratch`);
  const ownProfile = options.profile === undefined ? temporaryFolder(`${name}-profile`) : null;
  const profile = resolve(ownProfile?.path ?? /** @type {string} */ (options.profile));
  const display = headful ? await startDisplay() : null;
  const release = async (/** @type {boolean} */ keepProfile) => {
    await display?.stop();
    await scratch.remove();
    if (!keepProfile) await ownProfile?.remove();
  };
  try {
    // HOME and TMPDIR of its own: nothing of the user's leaks in, and nothing stays behind after a SIGKILL.
    const home = options.home ?? join(scratch.path, 'home');
    const tmp = join(scratch.path, 'tmp');
    await Promise.all([profile, home, tmp].map((folder) => mkdir(folder, { recursive: true })));
    const env = { ...process.env, HOME: home, TMPDIR: tmp, ...(display ? { DISPLAY: display.name } : {}) };
    const start = name === 'chromium' ? startChromium : startFirefox;
    const backend = await start({
      ...{ extension, manifest, profile, scratch: scratch.path, env, headful, size, prefs, args, insecureCerts },
    });
    const native = display && new Native(display.name);
    return new Browser(name, backend, { profile, display: display?.name ?? null, native, release });
  } catch (error) {
    await release(false);
    throw error;
  }
}
