/**
 * Firefox: started by hand, driven by WebDriver BiDi with system access, which opens moz-extension pages and Firefox's
 * own window to it.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Bidi } from './bidi.js';
import { FirefoxBackend } from './firefox-backend.js';
import { userJs } from './firefox-prefs.js';
import { startGroup } from './group.js';
import { until } from './wait.js';

/**
 * A running Firefox with the extension installed as a temporary add-on and its background started.
 * @param {import('./types.js').Start} start
 * @returns {Promise<import('./types.js').Backend>}
 */
export async function startFirefox({ extension, manifest, profile, scratch, env, ...options }) {
  const { headful, size, prefs, args, insecureCerts } = options;
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (typeof id !== 'string') throw new Error('the manifest has no browser_specific_settings.gecko.id');
  await writeFile(join(profile, 'user.js'), userJs(id, prefs));
  const { group, child } = startGroup(
    env.FIREFOX ?? 'firefox-esr',
    [
      ...['--profile', profile, '--no-remote', '--remote-debugging-port=0', '--remote-allow-system-access'],
      ...['-width', String(size.width), '-height', String(size.height)],
      ...(headful ? [] : ['--headless']),
      ...args,
    ],
    { env, pipes: ['ignore', 'ignore', 'pipe'], mark: scratch },
  );
  /** @type {Bidi | undefined} */
  let bidi;
  try {
    let said = '';
    child.stderr?.on('data', (chunk) => (said = (said + chunk).slice(-10_000)));
    const found = await until(
      () => {
        if (child.exitCode !== null) throw new Error(`Firefox ended with ${child.exitCode}: ${said}`);
        return /WebDriver BiDi listening on (ws:\S+)/.exec(said);
      },
      () => `Firefox to listen for WebDriver BiDi; it said: ${said}`,
      60_000,
    );
    bidi = await Bidi.connect(`${found[1]}/session`);
    const wanted = insecureCerts ? { alwaysMatch: { acceptInsecureCerts: true } } : {};
    await bidi.send('session.new', { capabilities: wanted });
    const connection = bidi;
    const window = await until(async () => {
      const { contexts } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
      return contexts.find((/** @type {any} */ { url }) => url === 'chrome://browser/content/browser.xhtml')?.context;
    }, "Firefox's own window");
    const backend = new FirefoxBackend(bidi, group, id, window);
    await backend.install(extension);
    return backend;
  } catch (error) {
    await group.kill();
    bidi?.close();
    throw error;
  }
}
