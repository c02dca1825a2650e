/**
 * Being ready before a click needs it.
 *
 * @typedef {import('../shared/storage.js').SettingsTexts} SettingsTexts
 * @typedef {import('../wasm/click.js').PageClick} PageClick
 */
import { click as clickModule } from '../click.js';
import { browser } from '../shared/browser.js';

/** How much of a selection is looked at for that, in UTF-16 units. */
const ENOUGH = 200;

/** What is looked at where the browser tells no selection: an address for documentation (RFC 5737). */
const EXAMPLE = '192.0.2.1';

/**
 * Firefox's event that a menu opens, which it tells before anybody can click an item; no other browser has it
 * (developer.mozilla.org, "menus.onShown").
 */
export const menuShown = /** @type {{ onShown?: chrome.events.Event<() => void> }} */ (browser.contextMenus).onShown;

/** Nothing is to be done: a stopped background that is woken for this has its module when the click comes. */
export function onMenuShown() {}

/**
 * Calls what a click will call, while its page is being read: an engine compiles a function when it is called first,
 * which is most of the time from a page's answer to the query where the background was stopped (Chromium 156, 2026-11: 6
 * to 8 ms; look again: 2027-11).
 *
 * Does nothing where the page has answered before the module has started.
 *
 * @param {PageClick} click
 * @param {Promise<SettingsTexts>} settings
 * @param {Promise<unknown>} reading ends when the page has answered; never fails
 */
export async function warm(click, settings, reading) {
  let isRead = false;
  void reading.then(() => {
    isRead = true;
  });
  try {
    const module = await clickModule();
    const texts = await settings;
    if (isRead) return;
    const selected = click.selected.slice(0, ENOUGH) || EXAMPLE;
    module.meant([], { ...click, selected });
    module.plan(selected, ...texts);
  } catch (error) {
    // The click itself calls the same, and says what is wrong.
    console.debug('What a click needs could not be called beforehand:', error);
  }
}
