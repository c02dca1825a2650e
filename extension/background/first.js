/** The first minutes: the page with the first steps, and the line to try it on. */
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { leave, readSettings } from '../shared/storage.js';
import { openPage } from './open.js';

/**
 * Opens the options after the first installation, where no policy has set the server already.
 *
 * @param {chrome.runtime.InstalledDetails} details
 */
export async function onInstalled({ reason }) {
  if (reason !== 'install') return;
  const { server } = (await core()).loadSettings(...(await readSettings())).settings;
  // A tab of its own: Firefox would take a blank one that somebody is just about to use.
  if (!server) await browser.tabs.create({ url: browser.runtime.getURL('options/options.html') });
}

/** Opens the page on a sample. @param {{ text: string, host: string }} sample */
export async function openSample(sample) {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  await openPage(await leave({ ...sample, note: null, reason: 'several', problem: null }), tab);
  return null;
}
