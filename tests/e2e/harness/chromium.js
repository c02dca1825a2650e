/**
 * Chromium: started by Playwright, driven by the DevTools protocol.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ChromiumBackend } from './chromium-backend.js';
import { adopt } from './group.js';

const TAB_LISTER = realpathSync(fileURLToPath(new URL('tab-lister', import.meta.url)));

const QUIET = [
  ...['--no-sandbox', '--test-type', '--disable-gpu', '--disable-sync', '--disable-quic', '--disable-crash-reporter'],
  ...['--disable-background-networking', '--disable-component-update', '--no-default-browser-check', '--no-first-run'],
  ...['--hide-crash-restore-bubble', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost'],
];

/**
 * The id that Chromium gives an unpacked extension: a hash of its key, or else of its path.
 * @param {string} folder
 * @param {{ key?: string }} manifest
 */
function extensionId(folder, { key }) {
  const hash = createHash('sha256').update(key === undefined ? folder : Buffer.from(key, 'base64'));
  const digits = [...hash.digest('hex').slice(0, 32)];
  return digits.map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('');
}

/**
 * A running Chromium with the extension's service worker started.
 * @param {import('./types.js').Start} start
 * @returns {Promise<import('./types.js').Backend>}
 */
export async function startChromium({ extension, manifest, profile, scratch, env, ...options }) {
  const { headful, size, args, insecureCerts } = options;
  // A killed browser leaves its lock behind, and the next one would not start on it.
  for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
    await rm(join(profile, lock), { force: true });
  }
  const loaded = `${extension},${TAB_LISTER}`;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: env.CHROMIUM ?? '/usr/bin/chromium',
    headless: !headful,
    // null everywhere: the real window and the real preferences, unless a test emulates others.
    ...{ viewport: null, colorScheme: null, reducedMotion: null, forcedColors: null },
    // leftovers.js ends everything on these signals, in the right order.
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    env: /** @type {Record<string, string>} */ (env),
    args: [
      ...QUIET,
      ...['--window-position=0,0', `--window-size=${size.width},${size.height}`],
      ...(insecureCerts ? ['--ignore-certificate-errors'] : []),
      ...[`--disable-extensions-except=${loaded}`, `--load-extension=${loaded}`],
      ...args,
    ],
  });
  /** @type {import('./group.js').Group | undefined} */
  let group;
  try {
    const browser = context.browser();
    if (!browser) throw new Error('Playwright gave no browser for the persistent context');
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const pid = processInfo.find(({ type }) => type === 'browser')?.id;
    if (pid === undefined) throw new Error('Chromium did not tell its process id');
    group = adopt(pid, 'chromium', scratch);
    const ids = [extensionId(extension, manifest), extensionId(TAB_LISTER, {})];
    const origins = ids.map((id) => `chrome-extension://${id}`);
    const backend = new ChromiumBackend(context, session, group, /** @type {[string, string]} */ (origins));
    await backend.ready();
    return backend;
  } catch (error) {
    await context.close();
    await group?.kill();
    throw error;
  }
}
