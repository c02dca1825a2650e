/**
 * A small extension for the harness's own tests: one of each thing that the harness can drive.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MANIFEST = {
  manifest_version: 3,
  name: 'Harness probe',
  version: '1.0',
  permissions: ['contextMenus', 'storage', 'tabs'],
  optional_host_permissions: ['*://*/*'],
  background: { service_worker: 'background.js', scripts: ['background.js'] },
  action: { default_popup: 'popup.html' },
  options_ui: { page: 'options.html', open_in_tab: true },
  omnibox: { keyword: 'secdo' },
  // Not every letter: in Firefox on Linux Alt+Shift+S opens the History menu, and the extension never hears of it.
  commands: { note: { suggested_key: { default: 'Alt+Shift+K' }, description: 'Note that the shortcut was pressed' } },
  content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" },
  browser_specific_settings: { gecko: { id: 'probe@harness.test', strict_min_version: '128.0' } },
};

const BACKGROUND = `
const api = globalThis.browser ?? chrome;
globalThis.boot = Math.random();
const note = (what) => api.storage.local.set(what);
api.runtime.onInstalled.addListener(async () => {
  await api.contextMenus.removeAll();
  api.contextMenus.create({ id: 'probe', title: 'Probe "%s" &J', contexts: ['selection'] },
    () => note({ installed: true }));
});
api.contextMenus.onClicked.addListener(async (info) => {
  await note({ selection: info.selectionText });
  await api.tabs.create({ url: 'result.html#' + encodeURIComponent(info.selectionText) });
});
api.omnibox.onInputEntered.addListener((text) => note({ omnibox: text }));
api.commands.onCommand.addListener((command) => note({ command }));
`;

const POPUP = `<!doctype html><html lang="en"><title>Popup</title><body style="width: 220px">
<button id="press">Press</button> <label>Word <input id="word"></label><p id="said"></p>
<script src="popup.js"></script>`;

const POPUP_SCRIPT = `
document.querySelector('#press').addEventListener('click', (event) => {
  document.querySelector('#said').textContent = 'pressed, trusted: ' + event.isTrusted;
});
`;

// The label of #nameless is missing: a fault for axe to find.
const OPTIONS = `<!doctype html><html lang="en"><title>Options</title><body><main><h1>Options</h1>
<form><label>Server <input id="server" value="old"></label> <input id="nameless">
<button id="save">Save</button> <button type="button" id="ask">Ask</button></form><p id="said"></p>
<p id="theme"></p></main><style>@media (prefers-color-scheme: dark) { #theme { color: rgb(1, 2, 3) } }</style>
<script src="options.js"></script>`;

const OPTIONS_SCRIPT = `
const api = globalThis.browser ?? chrome;
const said = document.querySelector('#said');
const events = [];
document.querySelector('#server').addEventListener('input', (event) => events.push(event.isTrusted));
document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  said.textContent = 'saved ' + document.querySelector('#server').value + ' by ' + events;
});
document.querySelector('#ask').addEventListener('click', async () => {
  said.textContent = 'granted: ' + (await api.permissions.request({ origins: ['http://127.0.0.1/*'] }));
});
addEventListener('keydown', (event) => document.body.dataset.key = event.key);
`;

/**
 * Nothing; writes the extension into a folder, which must be there.
 * @param {string} folder
 */
export async function writeProbeExtension(folder) {
  await mkdir(folder, { recursive: true });
  const files = {
    'manifest.json': JSON.stringify(MANIFEST),
    'background.js': BACKGROUND,
    'popup.html': POPUP,
    'popup.js': POPUP_SCRIPT,
    'options.html': OPTIONS,
    'options.js': OPTIONS_SCRIPT,
    'result.html': '<!doctype html><html lang="en"><title>Result</title><body>Result',
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
}
