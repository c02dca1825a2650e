/**
 * Delivers the outbox: at once when something is queued, when an alarm says that something is due, at the start of the
 * browser, when the network comes back, when the permission or the settings change.
 *
 * Chromium's worker cannot reach a server whose certificate the user accepted in a tab, but a document of the extension
 * can (measured with Chromium 156, 2026-11; look again: 2027-11). So Chromium delivers in an offscreen document, which also goes on
 * when the worker is stopped. Firefox's background is a document itself.
 */
import { core } from '../core.js';
import { pump } from '../pump.js';
import { browser } from '../shared/browser.js';
import { toProblem } from '../shared/errors.js';
import { t } from '../shared/i18n.js';
import { send } from '../shared/messages.js';
import {
  readKeys,
  readSettings,
  setOutboxProblems,
  setToldFailures,
  toldFailures,
  touchOutbox,
} from '../shared/storage.js';

/** @typedef {import('../shared/storage.js').SettingsTexts} SettingsTexts */
/** @typedef {import('../wasm/secdo.js').Pumped} Pumped */
/** @typedef {import('../wasm/secdo.js').Problem} Problem */

/** When the next alert is due. */
const ALARM = 'outbox';

/** Looks every minute while anything waits, whatever happened to the other alarm. */
const SAFETY = 'outbox-safety';

/** Looks every day whether delivered alerts were kept long enough, also when nothing is sent. */
const DAILY = 'outbox-daily';

/** How long after that it is looked again by the way, in milliseconds: a browser may be closed before the alarm comes. */
const TIDY = 3_600_000;

/** @type {Promise<void>} */
let delivering = Promise.resolve();
let tidied = 0;
const OFFSCREEN = 'offscreen/offscreen.html';

/** @param {chrome.alarms.Alarm} alarm */
export async function onAlarm(alarm) {
  if ([ALARM, SAFETY, DAILY].includes(alarm.name)) await deliver();
}

/** Begins to deliver what is due; one call after the other, whatever became of the one before. */
export function deliver() {
  delivering = delivering.then(begin).catch((error) => console.error('The outbox could not be looked at:', error));
  return delivering;
}

/** Something changed that may have kept the server away: what waits for it goes at once. */
export async function wake() {
  await quietly('What waits could not be woken', async () => (await core()).outboxWake());
  await deliver();
}

/**
 * Does what only tells somebody something, or can wait: no alert stands still because it fails.
 *
 * @param {string} words
 * @param {() => Promise<unknown>} work
 */
async function quietly(words, work) {
  try {
    await work();
  } catch (error) {
    console.error(`${words}:`, error);
  }
}

/** Keeps the problem that prevents delivering, for the pages to show. */
async function begin() {
  try {
    // Before anything that can fail: then this is tried again.
    await browser.alarms.create(SAFETY, { periodInMinutes: 1 });
    if (!(await browser.alarms.get(DAILY))) await browser.alarms.create(DAILY, { periodInMinutes: 24 * 60 });
    const settings = await readSettings();
    if (Date.now() - tidied > TIDY) await tidy(settings);
    const secdo = await core();
    const counts = await secdo.outboxCounts();
    const { keys, problems, waits } =
      counts.waiting > 0 ? await usableKeys(settings) : { keys: {}, problems: [], waits: false };
    await showCounts(waits ? counts : await secdo.outboxCounts());
    await tellProblems(problems);
    if (!waits) {
      await tidy(settings);
      // Records that had been set aside may be readable again.
      if (counts.waiting === 0 && (await secdo.outboxCounts()).waiting > 0) void deliver();
      else await rest();
      return;
    }
    // An alert that was being sent when the browser stopped is put right even where nothing more can be sent.
    if (Object.keys(keys).length === 0 && counts.sending === 0) return;
    if (browser.offscreen) await pumpOffscreen(settings, keys);
    else await onPumped(await keepAwake(() => pump(() => ({ settings, keys }))));
  } catch (error) {
    console.error('The outbox could not be delivered:', error);
    await tellProblems([toProblem(error)]);
  }
}

/** Nothing waits: nothing has to be looked at. */
async function rest() {
  await Promise.all([browser.alarms.clear(ALARM), browser.alarms.clear(SAFETY)]);
}

/** Removes what was kept long enough. @param {SettingsTexts} settings */
async function tidy(settings) {
  await quietly('The outbox could not be tidied', async () => {
    await (await core()).outboxTidy(...settings);
    tidied = Date.now();
    await touchOutbox();
  });
}

/** @param {Problem[]} problems why alerts wait */
async function tellProblems(problems) {
  await quietly('Why alerts wait could not be told', () => setOutboxProblems(problems));
}

/**
 * The keys of the servers that alerts wait for and that may be sent to, what is in the way of the others, and whether any
 * alert waits that can be read.
 *
 * @param {SettingsTexts} settings
 */
async function usableKeys(settings) {
  const secdo = await core();
  const loaded = secdo.loadSettings(...settings);
  const all = await readKeys(loaded.known.map(({ address }) => address));
  /** @type {import('../wasm/secdo.js').Keys} */
  const keys = {};
  /** @type {Problem[]} */
  const problems = [];
  const routes = await secdo.outboxRoutes(...settings, JSON.stringify(all));
  for (const { address, name, pattern, problem } of routes) {
    if (problem) problems.push(problem);
    const known = loaded.known.some((one) => one.address === address);
    const allowed = !known || (await browser.permissions.contains({ origins: [pattern] }));
    if (!allowed) problems.push({ code: 'permission_missing', params: [name, pattern], message: pattern });
    if (allowed && !problem) keys[address] = all[address] ?? '';
  }
  return { keys, problems, waits: routes.length > 0 };
}

/**
 * A round of delivering has ended. A round is short, so that the next one knows new settings and a new key.
 *
 * @param {{ pumped: Pumped | null, problem: Problem | null }} round
 */
export async function onPumped({ pumped, problem }) {
  if (pumped && pumped.next !== null) {
    if (pumped.next <= Date.now()) void deliver();
    else await browser.alarms.create(ALARM, { when: pumped.next });
  }
  if (pumped?.waiting === 0) await rest();
  if (pumped) await showCounts(pumped);
  if (problem) await tellProblems([problem]);
  await quietly('The pages could not be told', touchOutbox);
}

/**
 * The result of some work, with the background kept from being stopped while it goes on: Firefox stops one that has called
 * no interface of the browser for 30 seconds, which is as long as an answer may take (measured with Firefox 153,
 * 2026-11; look again: 2027-11).
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function keepAwake(work) {
  const timer = setInterval(() => void browser.alarms.get(ALARM), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** @type {Promise<void> | undefined} */
let opening;

/** @param {SettingsTexts} settings @param {import('../wasm/secdo.js').Keys} keys */
async function pumpOffscreen(settings, keys) {
  await openOffscreen();
  try {
    await send('offscreen.pump', { settings, keys });
  } catch (error) {
    // It closed itself just then, since nothing had been under way for a while.
    if (toProblem(error).code !== 'no_answer') throw error;
    await openOffscreen();
    await send('offscreen.pump', { settings, keys });
  }
}

/** Opens the offscreen document, if it is not open. */
export async function openOffscreen() {
  const contexts = await browser.runtime.getContexts({ contextTypes: [/** @type {any} */ ('OFFSCREEN_DOCUMENT')] });
  if (contexts.length === 0) {
    opening ??= browser.offscreen
      .createDocument({
        url: OFFSCREEN,
        // No reason of the list is "a server with a certificate of its own"; the first is the nearest.
        reasons: [/** @type {any} */ ('WORKERS'), /** @type {any} */ ('CLIPBOARD')],
        justification:
          'Sends alerts to a server whose certificate was accepted in a tab, which a worker cannot reach; copies links.',
      })
      .finally(() => {
        opening = undefined;
      });
  }
  await opening;
}

/** Shows the number of alerts that wait or failed on the toolbar. */
export async function showBadge() {
  await showCounts(await (await core()).outboxCounts());
}

/** @param {import('../wasm/secdo.js').OutboxCounts} counts */
async function showCounts({ waiting, failed }) {
  const count = waiting + failed;
  await quietly('The number of alerts could not be shown', async () => {
    await browser.action.setBadgeText({ text: count === 0 ? '' : String(count) });
    await browser.action.setBadgeBackgroundColor({ color: failed > 0 ? '#a3201d' : '#4d5f5c' });
    await notify(failed);
  });
}

/**
 * Tells the user, who asked for it, when more alerts have failed than were told of before.
 *
 * @param {number} failed
 */
async function notify(failed) {
  const before = await toldFailures();
  if (failed === before) return;
  await setToldFailures(failed);
  if (failed < before || !browser.notifications) return;
  const { notify: wanted } = (await core()).loadSettings(...(await readSettings())).settings.alerts;
  if (!wanted) return;
  await browser.notifications.create('outbox', {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/128.png'),
    title: t('extension_name'),
    message: t('notification_failed'),
  });
}
