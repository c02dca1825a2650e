/**
 * Firefox preferences for tests: nothing of its own on the screen, nothing to the network, extensions as needed.
 */

/** The part of the extension's origin that Firefox would draw by lot. */
export const EXTENSION_UUID = '11111111-2222-4333-8444-555555555555';

/**
 * The text of a user.js file.
 * @param {string} extensionId the gecko id
 * @param {Record<string, string | number | boolean>} more the test's own, which win
 * @returns {string}
 */
export function userJs(extensionId, more) {
  const prefs = {
    // Extensions: a fixed address; their data stays when the temporary add-on goes with the browser.
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: EXTENSION_UUID }),
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'extensions.getAddons.cache.enabled': false,
    'extensions.update.enabled': false,
    'extensions.systemAddon.update.enabled': false,
    'xpinstall.signatures.required': false,
    // Loopback only. Without a dead proxy Firefox keeps asking for remote settings (measured 2026-11-24).
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': 9,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': 9,
    'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'network.dns.disablePrefetch': true,
    'network.prefetch-next': false,
    'network.http.speculative-parallel-limit': 0,
    'dom.security.https_first': false,
    // Firefox adds nothing to the first window, and asks and offers nothing.
    'browser.startup.page': 0,
    'browser.startup.homepage': 'about:blank',
    'browser.newtabpage.enabled': false,
    'browser.aboutwelcome.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.sessionstore.resume_from_crash': false,
    'browser.tabs.warnOnClose': false,
    // The list of downloads opens by itself, some time after a download, and takes the keyboard from the page.
    'browser.download.alwaysOpenPanel': false,
    'browser.warnOnQuit': false,
    'browser.translations.enable': false,
    'browser.ml.enable': false,
    'browser.urlbar.suggest.searches': false,
    'browser.search.update': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'toolkit.telemetry.enabled': false,
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'signon.rememberSignons': false,
    'toolkit.startup.max_resumed_crashes': -1,
    ...more,
  };
  const line = (/** @type {unknown[]} */ pair) => `user_pref(${pair.map((part) => JSON.stringify(part)).join(', ')});`;
  const lines = Object.entries(prefs).map(line);
  return `${lines.join('\n')}\n`;
}
