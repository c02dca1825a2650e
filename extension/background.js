/**
 * The background: starts the small module, which a click needs, and registers every listener in its first turn, so that a
 * stopped worker is woken for each of them. Nothing else: a click waits for it. What happens then is in `background/`.
 */
import {
  deleteAlerts,
  exportAlerts,
  importAlerts,
  listAlerts,
  moveAlerts,
  queueAlert,
  retryAlerts,
  saveKey,
} from './background/alert-actions.js';
import { deliver, onAlarm, onPumped, wake } from './background/deliver.js';
import { onCommand, onMenuClick, onOmnibox, scanActive } from './background/gestures.js';
import { onInstalled, openSample } from './background/first.js';
import { makeMenus, remakeMenus } from './background/menus.js';
import { onOmniboxInput, onOmniboxStart } from './background/omnibox.js';
import { openQueries, openRecent } from './background/open.js';
import { readScan } from './background/scan-page.js';
import { inTurn, obey, resetSettings, saveSettings, useServer } from './background/settings-actions.js';
import { menuShown, onMenuShown } from './tab/warm.js';
import { click } from './click.js';
import { browser } from './shared/browser.js';
import { answer } from './shared/messages.js';
import {
  clearRecent,
  closeToPages,
  keepDraft,
  keepText,
  keyedServers,
  onSettings,
  readKey,
  readKeys,
} from './shared/storage.js';

// Beside the browser's own way to the event. That it could not be started is said by whoever needs it.
click().catch(() => undefined);

browser.runtime.onInstalled.addListener(closeToPages);
browser.runtime.onStartup.addListener(closeToPages);
browser.runtime.onInstalled.addListener(makeMenus);
browser.runtime.onStartup.addListener(remakeMenus);
browser.runtime.onStartup.addListener(wake);
browser.runtime.onInstalled.addListener(deliver);
browser.runtime.onInstalled.addListener(onInstalled);
browser.alarms.onAlarm.addListener(onAlarm);
browser.permissions.onAdded.addListener(wake);
addEventListener('online', wake);
browser.contextMenus.onClicked.addListener(onMenuClick);
menuShown?.addListener(onMenuShown);
browser.commands.onCommand.addListener(onCommand);
browser.omnibox.onInputStarted.addListener(onOmniboxStart);
browser.omnibox.onInputEntered.addListener(onOmnibox);
browser.omnibox.onInputChanged.addListener(onOmniboxInput);
onSettings(remakeMenus);
onSettings(wake);
onSettings(() => void inTurn(obey));

answer({
  'page.scan': async () => {
    await scanActive();
    return null;
  },
  'page.read': ({ name }) => readScan(name),
  'queries.open': (params) => openQueries(params),
  'sample.open': (sample) => openSample(sample),
  'recent.open': ({ url }) => openRecent(url),
  'recent.clear': async () => {
    await clearRecent();
    return null;
  },
  'text.keep': async ({ text }) => {
    await keepText(text);
    return null;
  },
  'draft.keep': async ({ draft }) => {
    await keepDraft(draft);
    return null;
  },
  'alert.queue': ({ draft, id, server, at }) => queueAlert(draft, id, server ?? '', at ?? Date.now()),
  'outbox.wake': async () => {
    await wake();
    return null;
  },
  'outbox.retry': ({ ids }) => retryAlerts(ids),
  'outbox.move': ({ from, to }) => moveAlerts(from, to),
  'outbox.delete': ({ ids }) => deleteAlerts(ids),
  'outbox.import': ({ text }) => importAlerts(text),
  'outbox.list': () => listAlerts(),
  'outbox.export': ({ format }) => exportAlerts(format),
  'outbox.pumped': async (round) => {
    await onPumped(round);
    return null;
  },
  'key.read': ({ server }) => readKey(server),
  'keys.read': async () => readKeys(Object.values(await keyedServers()).flat()),
  'key.save': ({ key, server }) => inTurn(() => saveKey(key, server)),
  'settings.save': async ({ settings, renamed }) => {
    const now = await inTurn(() => saveSettings(settings, renamed ?? null));
    // Alerts that went along with a server go out at once.
    if (renamed) void wake();
    return now;
  },
  'settings.reset': () => inTurn(resetSettings),
  'server.use': ({ server }) => inTurn(() => useServer(server)),
});
