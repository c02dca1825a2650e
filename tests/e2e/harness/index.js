/**
 * The end-to-end harness: one interface to a real Chromium and a real Firefox with the extension loaded.
 */
import { mkdir, readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { Browser } from './browser.js';
import { startChromium } from './chromium.js';
import { startFirefox } from './firefox.js';
import { temporaryFolder } from './leftovers.js';
import { Native } from './native.js';
import { startDisplay } from './xvfb.js';

/** @typedef {import('./types.js').BrowserName} BrowserName */

/** The names that `launch` takes. */
export const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/** @type {Set<Browser>} */
const running = new Set();

// A browser that a failed test left open would keep the test process from ending. Outside the runner the hook would
// itself start a test run.
if (process.env.NODE_TEST_CONTEXT) {
  after(async () => {
    for (const browser of running) {
      console.error(`${browser.name} was left open by a test`);
      await browser.kill();
    }
  });
}

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
  /** @type {Browser | undefined} */
  let browser;
  const release = async (/** @type {boolean} */ keepProfile) => {
    if (browser) running.delete(browser);
    await display?.stop();
    await scratch.remove();
    if (!keepProfile) await ownProfile?.remove();
  };
  try {
    // HOME and TMPDIR of its own: nothing of the user's leaks in, and nothing stays behind after a SIGKILL.
    const home = options.home ?? join(scratch.path, 'home');
    const tmp = join(scratch.path, 'tmp');
    await Promise.all([profile, home, tmp].map((folder) => mkdir(folder, { recursive: true })));
    // No message bus: Firefox would start one, and its launcher stays as long as the display does.
    const quiet = { DBUS_SESSION_BUS_ADDRESS: 'disabled:', MOZ_CRASHREPORTER_DISABLE: '1' };
    const env = { ...process.env, ...quiet, HOME: home, TMPDIR: tmp, ...(display ? { DISPLAY: display.name } : {}) };
    const start = name === 'chromium' ? startChromium : startFirefox;
    const backend = await start({
      ...{ extension, manifest, profile, scratch: scratch.path, env, headful, size, prefs, args, insecureCerts },
    });
    const native = display && new Native(display.name);
    browser = new Browser(name, backend, { profile, display: display?.name ?? null, native, release });
    running.add(browser);
    return browser;
  } catch (error) {
    await release(false);
    throw error;
  }
}
