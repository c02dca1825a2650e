/**
 * Functions that run in Firefox's own window, with all rights. Each is sent as its own source, so none may use
 * anything outside itself. The globals there are not those of a page.
 */

// For the type checker and the linter: these names are there where the functions run, not here.
const { Cc, Ci, Services, ChromeUtils, WebExtensionPolicy, gURLBar } = /** @type {any} */ (globalThis);

/**
 * Nothing; makes the extension's background page and popup known to WebDriver BiDi, which otherwise counts tabs only:
 * it then evaluates and makes input in them as in any tab. Seen in NavigableManager.sys.mjs of Firefox 153
 * (2026-11-24); https://bugzilla.mozilla.org/show_bug.cgi?id=1750065 is about the function that is wrapped.
 * @param {string} extensionId
 */
export function showExtensionViews(extensionId) {
  const path = 'chrome://remote/content/shared/NavigableManager.sys.mjs';
  const { NavigableManager } = ChromeUtils.importESModule(path);
  const original = NavigableManager.getBrowserById.bind(NavigableManager);
  NavigableManager.getBrowserById = (/** @type {string} */ id) => {
    const views = [...(WebExtensionPolicy.getByID(extensionId)?.extension.views ?? [])];
    const browsers = views.map((view) => view.xulBrowser).filter(Boolean);
    return original(id) ?? browsers.find((browser) => NavigableManager.getIdForBrowser(browser) === id) ?? null;
  };
}

/**
 * The BiDi id of the extension's background page or popup, or null when there is none.
 * @param {{ extensionId: string, type: 'background' | 'popup' }} which
 * @returns {string | null}
 */
export function viewId({ extensionId, type }) {
  const path = 'chrome://remote/content/shared/NavigableManager.sys.mjs';
  const { NavigableManager } = ChromeUtils.importESModule(path);
  const views = [...WebExtensionPolicy.getByID(extensionId).extension.views];
  const view = views.find((one) => one.viewType === type && one.xulBrowser);
  if (!view) return null;
  if (type === 'popup' && view.xulBrowser.closest('panel')?.state !== 'open') return null;
  view.xulBrowser.permanentKey ??= {}; // Tabs have one; ids are kept by it.
  return NavigableManager.getIdForBrowser(view.xulBrowser);
}

/**
 * Nothing; closes the extension's popup.
 * @param {string} extensionId
 */
export function hidePopup(extensionId) {
  const views = [...WebExtensionPolicy.getByID(extensionId).extension.views];
  views
    .find((one) => one.viewType === 'popup')
    ?.xulBrowser.closest('panel')
    .hidePopup();
}

/** Every tab in the order of the tab strip, with its BiDi id. */
export function listTabs() {
  const path = 'chrome://remote/content/shared/NavigableManager.sys.mjs';
  const { NavigableManager } = ChromeUtils.importESModule(path);
  return [...Services.wm.getEnumerator('navigator:browser')].flatMap((window) =>
    [...window.gBrowser.tabs].map((tab) => ({
      url: tab.linkedBrowser.currentURI.spec,
      active: tab.selected,
      id: NavigableManager.getIdForBrowser(tab.linkedBrowser),
    })),
  );
}

/**
 * Whether the tab is in the foreground of the window that has the keyboard; brings it there when it is not. BiDi's own
 * `activate`, and `create` of a tab in the foreground, wait for the window's event of becoming active, which does not come
 * where the window was active before they listened (selectTab in TabManager.sys.mjs, Firefox 153, 2026-11-29; look
 * again: 2027-11): a state can be asked for again.
 * @param {string} id
 * @returns {boolean}
 */
export function showTab(id) {
  const path = 'chrome://remote/content/shared/NavigableManager.sys.mjs';
  const { NavigableManager } = ChromeUtils.importESModule(path);
  for (const window of Services.wm.getEnumerator('navigator:browser')) {
    const tabs = /** @type {any[]} */ ([...window.gBrowser.tabs]);
    const tab = tabs.find((one) => NavigableManager.getIdForBrowser(one.linkedBrowser) === id);
    if (!tab) continue;
    if (!tab.selected) window.gBrowser.selectedTab = tab;
    if (Services.focus.activeWindow !== window) window.focus();
    return tab.selected && Services.focus.activeWindow === window;
  }
  return false;
}

/**
 * Whether the tab is in the foreground; gives it the keyboard then, as a click of a person does. The click of BiDi does
 * not, and the list of downloads takes the keyboard when it opens: keys then still arrive in the page, but no field says
 * that it has changed.
 * @param {string} id
 */
export function giveKeyboard(id) {
  const path = 'chrome://remote/content/shared/NavigableManager.sys.mjs';
  const { NavigableManager } = ChromeUtils.importESModule(path);
  const { selectedBrowser } = /** @type {any} */ (globalThis).gBrowser;
  if (NavigableManager.getIdForBrowser(selectedBrowser) !== id) return false;
  // From another element, since the one that has the focus already does not take it again.
  Services.focus.clearFocus(globalThis);
  selectedBrowser.focus();
  return true;
}

/**
 * Nothing; overrides media features for one tab or popup. `undefined` leaves a feature as it is.
 * @param {{ id: string, media: import('./types.js').Media }} what
 */
export function overrideMedia({ id, media }) {
  const path = 'chrome://remote/content/shared/NavigableManager.sys.mjs';
  const context = ChromeUtils.importESModule(path).NavigableManager.getBrowsingContextById(id);
  const names = {
    colorScheme: 'prefersColorSchemeOverride',
    reducedMotion: 'prefersReducedMotionOverride',
    forcedColors: 'forcedColorsOverride',
  };
  for (const [feature, value] of Object.entries(media)) {
    const name = names[/** @type {keyof typeof names} */ (feature)];
    if (!(name in context)) throw new Error(`this Firefox cannot emulate ${feature}`);
    context[name] = value ?? 'none';
  }
}

/**
 * The state of the extension's background: "running", "stopped", "starting" or "suspending".
 * @param {string} extensionId
 * @returns {string}
 */
export function backgroundState(extensionId) {
  return WebExtensionPolicy.getByID(extensionId).extension.backgroundState;
}

/**
 * Nothing; starts the extension's background when it is stopped.
 * @param {string} extensionId
 */
export async function wakeBackground(extensionId) {
  await WebExtensionPolicy.getByID(extensionId).extension.wakeupBackground();
}

/**
 * Nothing; stops the extension's background as the idle timer would, but at once.
 * @param {string} extensionId
 */
export async function terminateBackground(extensionId) {
  const options = { ignoreDevToolsAttached: true, disableResetIdleForTest: true };
  await WebExtensionPolicy.getByID(extensionId).extension.terminateBackground(options);
}

/**
 * The labels of the extension's items in the open context menu, or null while it is not fully open.
 * @param {string} extensionId
 * @returns {string[] | null}
 */
export function menuLabels(extensionId) {
  const menu = document.getElementById('contentAreaContextMenu');
  if (/** @type {any} */ (menu)?.state !== 'open') return null;
  const widget = extensionId.toLowerCase().replace(/[^a-z0-9_-]/g, '_');
  const items = [...(menu?.querySelectorAll(`[id^="${widget}-menuitem-"]`) ?? [])];
  const shown = items.filter((item) => !(/** @type {HTMLElement} */ (item).hidden));
  return shown.map((item) => item.getAttribute('label') ?? '');
}

/** The text in the address bar, and whether keys go there. */
export function addressBar() {
  return { focused: gURLBar.focused, value: gURLBar.value };
}

/**
 * Nothing; from now on errors of pages and of the extension are collected, for `collectedErrors`. BiDi's own log
 * leaves extension pages out. They are caught in each content process by a script that goes into all of them.
 */
export function collectErrors() {
  const errors = /** @type {string[]} */ ([]);
  /** @type {any} */ (globalThis).harnessErrors = errors;
  Services.ppmm.addMessageListener('e2e-harness:error', (/** @type {any} */ { data }) => errors.push(data));
  const inEachProcess = () => {
    if (Services.appinfo.processType === Services.appinfo.PROCESS_TYPE_DEFAULT) return;
    const isPage = (/** @type {string} */ address) => /^(https?|moz-extension|blob|data|file):/.test(address);
    const tell = (/** @type {string} */ text) => Services.cpmm.sendAsyncMessage('e2e-harness:error', text);
    Services.console.registerListener({
      observe(/** @type {any} */ message) {
        if (!(message instanceof Ci.nsIScriptError) || !isPage(message.sourceName)) return;
        if (message.flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag)) return;
        tell(message.errorMessage);
      },
    });
    const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
    const principal = Cc['@mozilla.org/systemprincipal;1'].createInstance(Ci.nsIPrincipal);
    storage.addLogEventListener((/** @type {any} */ { wrappedJSObject: call }) => {
      if (call.level === 'error' && isPage(call.filename)) tell(call.arguments.map(String).join(' '));
    }, principal);
  };
  const source = encodeURIComponent(`(${String(inEachProcess)})()`);
  Services.ppmm.loadProcessScript(`data:application/javascript,${source}`, true);
}

/**
 * The errors that `collectErrors` has caught so far.
 * @returns {string[]}
 */
export function collectedErrors() {
  return /** @type {any} */ (globalThis).harnessErrors;
}

/**
 * Nothing; permissions.request from now on succeeds without asking the user.
 */
export function grantSilently() {
  Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false);
}
