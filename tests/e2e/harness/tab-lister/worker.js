/* The harness asks for listTabs() by the DevTools protocol; nothing happens here by itself. */

const api = /** @type {any} */ (globalThis).chrome;

/**
 * Every tab in the order of the tab strip, with the DevTools target that is its page.
 * @returns {Promise<{ url: string, active: boolean, target: string | undefined }[]>}
 */
async function listTabs() {
  const [tabs, targets] = await Promise.all([api.tabs.query({}), api.debugger.getTargets()]);
  return tabs.map((/** @type {any} */ { id, url, active }) => ({
    url: url ?? '',
    active,
    target: targets.find((/** @type {any} */ { tabId, type }) => tabId === id && type === 'page')?.id,
  }));
}

/** @type {any} */ (globalThis).listTabs = listTabs;
