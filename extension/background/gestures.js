/** From a click, a shortcut or the address bar to a query in a tab, or to the page where there is something to choose. */
import { click } from '../click.js';
import { core } from '../core.js';
import { browser } from '../shared/browser.js';
import { fromProblem, toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { offer } from '../shared/messages.js';
import { answerOf } from '../shared/outcome.js';
import { leave, readKeys } from '../shared/storage.js';
import { activeTab } from '../tab/in-tab.js';
import { selectionOfClick, selectionOfTab } from '../tab/selection.js';
import { copy } from './copy.js';
import { ALERT, AS, AT, COPY, SCAN } from './menus.js';
import { chosenIn } from './omnibox.js';
import { note, openPage, openUrl } from './open.js';
import { scanPage } from './scan-page.js';
import { settingsAt } from './settings-actions.js';

/** @typedef {import('../shared/storage.js').SettingsTexts} SettingsTexts */
/** @typedef {import('../types/messages.js').Selection} Selection */
/** @typedef {import('../types/messages.js').Handoff} Handoff */

/**
 * @param {chrome.contextMenus.OnClickData} info
 * @param {chrome.tabs.Tab | undefined} tab
 */
export async function onMenuClick(info, tab) {
  const item = String(info.menuItemId);
  // Asked for within the click; a policy may have made the item. Where it was given, nothing is asked.
  const allowed = item === COPY ? browser.permissions.request({ permissions: ['clipboardWrite'] }) : null;
  if (item === SCAN) {
    await scanPage(tab);
    return;
  }
  const pivot = item.startsWith(AS) ? item.slice(AS.length) : null;
  const server = item.startsWith(AT) ? item.slice(AT.length) : '';
  const settings = meanwhile(settingsAt(server));
  const { page, ...selection } = await selectionOfClick(info, tab, { whole: item === ALERT, settings });
  if (item === ALERT) {
    await openPage(await leaveOrSay({ ...selection, reason: 'alert', problem: null }), tab);
    return;
  }
  if (page) {
    await scanPage(tab);
    return;
  }
  await investigate(selection, tab, { pivot, server, settings, allowed });
}

/**
 * @param {string} command
 * @param {chrome.tabs.Tab | undefined} tab
 */
export async function onCommand(command, tab) {
  if (command !== 'investigate') return;
  const active = tab ?? (await activeTab());
  const settings = meanwhile(settingsAt(''));
  const { page, ...selection } = await selectionOfTab(active, 'keys', settings);
  if (page) await scanPage(active);
  else await investigate(selection, active, { settings });
}

/**
 * Opens what is typed into the address bar where the address bar would open it.
 *
 * @param {string} text
 * @param {`${chrome.omnibox.OnInputEnteredDisposition}`} disposition
 */
export async function onOmnibox(text, disposition) {
  const chosen = await chosenIn(text);
  await investigate({ text: chosen.text, host: '', note: null }, await activeTab(), {
    pivot: chosen.pivot,
    disposition,
  });
}

/** Opens our page for all that stands in the active tab, for the popup. */
export async function scanActive() {
  await scanPage(await activeTab());
}

/**
 * @param {Selection} selection
 * @param {chrome.tabs.Tab | undefined} tab
 * @param {{ pivot?: string | null, server?: string, settings?: Promise<SettingsTexts>, allowed?: Promise<boolean> | null, disposition?: `${chrome.omnibox.OnInputEnteredDisposition}` }} [how]
 *   what is asked, null for the defaults; where, empty for the current server; the settings there, where they are being
 *   read already; whether copying is allowed, where the link is copied instead of opened; where the address bar opens it
 */
async function investigate(
  selection,
  tab,
  { pivot = null, server = '', settings: reading = meanwhile(settingsAt(server)), allowed = null, disposition } = {},
) {
  /** @type {Pick<Handoff, 'reason' | 'problem'>} */
  let outcome;
  try {
    const module = await click();
    const settings = await reading;
    const plan = pivot ? module.planAs(selection.text, pivot, ...settings) : module.plan(selection.text, ...settings);
    if (plan.open === 'tab' && !selection.note && plan.query.url) {
      const { url, xql } = plan.query;
      if (allowed) {
        await copy(xql ?? url, allowed);
        return;
      }
      const result = xql !== undefined && plan.query.run ? await runQuery(xql, await reading) : null;
      if (result !== null || xql === undefined || (await copyToPaste(xql, tab))) {
        await openUrl(result ?? url, plan.tabs, tab, disposition);
        if (plan.recent) await note([plan.query], tab);
        return;
      }
      outcome = { reason: 'paste', problem: null };
    } else {
      outcome = { reason: plan.open === 'page' ? plan.reason : 'several', problem: null };
    }
  } catch (error) {
    console.error('Nothing could be opened:', error);
    outcome = { reason: 'error', problem: toProblem(error) };
  }
  await openPage(await leaveOrSay({ ...selection, ...outcome, ...(server ? { server } : {}) }), tab, disposition);
}

/**
 * Runs a query by the API of the current server: the address of its result.
 *
 * @param {string} xql
 * @param {SettingsTexts} settings
 */
async function runQuery(xql, settings) {
  const secdo = await core();
  const { server } = secdo.loadSettings(...settings).settings;
  const run = await secdo.runQuery(xql, ...settings, JSON.stringify(await readKeys([server])));
  if ('page' in run) return run.page;
  throw fromProblem({ code: 'query_not_run', params: [answerOf(run.refused)], message: 'The query could not be run.' });
}

/**
 * Copies a query that no address can hold, and says in the panel that it is to be pasted; false where that is not allowed, or
 * did not work.
 *
 * @param {string} xql
 * @param {chrome.tabs.Tab | undefined} tab
 */
async function copyToPaste(xql, tab) {
  try {
    if (!(await browser.permissions.contains({ permissions: ['clipboardWrite'] }))) return false;
    await copy(xql, Promise.resolve(true));
    if (tab) await offer('panel.say', { windowId: tab.windowId, text: t('paste_it') });
    return true;
  } catch (error) {
    console.error('The query could not be copied:', error);
    return false;
  }
}

/**
 * The page must open whatever happens, since an answer that never comes is the worst one.
 *
 * @param {Handoff} handoff
 */
async function leaveOrSay(handoff) {
  try {
    return await leave(handoff);
  } catch (error) {
    console.error('The selection could not be kept for the page:', error);
    return 'lost';
  }
}

/**
 * A promise that is awaited later: marks a promise as handled, so that a failure before it is awaited is not reported.
 *
 * @template T
 * @param {Promise<T>} work
 */
function meanwhile(work) {
  work.catch(() => undefined);
  return work;
}
