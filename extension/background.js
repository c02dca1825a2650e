/**
 * The background: registers every listener in its first turn, so that a stopped worker is woken for each of them.
 * What happens then is in `background/`.
 */
import { onCommand, onMenuClick, onOmnibox, readActive } from './background/investigate.js';
import { makeMenus, remakeMenus } from './background/menus.js';
import { openQueries } from './background/open.js';
import { resetSettings, saveSettings } from './background/settings.js';
import { browser } from './shared/browser.js';
import { t } from './shared/i18n.js';
import { answer } from './shared/messages.js';
import { keepText, onSettings } from './shared/storage.js';

browser.runtime.onInstalled.addListener(makeMenus);
browser.runtime.onStartup.addListener(remakeMenus);
browser.contextMenus.onClicked.addListener(onMenuClick);
browser.commands.onCommand.addListener(onCommand);
browser.omnibox.onInputEntered.addListener(onOmnibox);
browser.omnibox.setDefaultSuggestion({ description: t('omnibox_hint') });
onSettings(remakeMenus);

answer({
  'selection.read': () => readActive(),
  'queries.open': (params) => openQueries(params),
  'text.keep': async ({ text }) => {
    await keepText(text);
    return null;
  },
  'settings.save': ({ settings }) => saveSettings(settings),
  'settings.reset': () => resetSettings(),
});
