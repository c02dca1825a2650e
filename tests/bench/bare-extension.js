/** An extension that does nothing but open a tab for the selection, and a popup of one line: what these cost at least. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes it into a folder. Its item has the same access key as ours.
 *
 * @param {string} folder
 * @param {string} server the origin that it opens
 */
export async function writeBareExtension(folder, server) {
  const manifest = {
    manifest_version: 3,
    name: 'Bare',
    version: '1.0',
    permissions: ['contextMenus'],
    action: { default_popup: 'popup.html' },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+U' } } },
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    browser_specific_settings: { gecko: { id: 'bare@bench.test', strict_min_version: '140.0' } },
  };
  const background = `
const api = globalThis.browser ?? chrome;
api.runtime.onInstalled.addListener(() => api.contextMenus.create({ id: 'bare', title: '&Investigate', contexts: ['selection'] }));
api.contextMenus.onClicked.addListener((info, tab) => api.tabs.create({
  url: ${JSON.stringify(server)} + '/#' + encodeURIComponent(info.selectionText), index: tab.index + 1, windowId: tab.windowId, openerTabId: tab.id,
}));
`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'background.js'), background);
  await writeFile(join(folder, 'popup.html'), '<!doctype html><meta charset="utf-8"><p class="bare">Bare</p>');
}
