/* The harness asks for listTabs() by the DevTools protocol; nothing happens here by itself. */

/**
 * Every tab in the order of the tab strip, with the DevTools target that is its page.
 * @returns {Promise<{ url: string, active: boolean, target: string | undefined }[]>}
 */
async function listTabs() {
  const [tabs, targets] = await Promise.all([chrome.tabs.query({}), chrome.debugger.getTargets()]);
  return tabs.map(({ id, url, active }) => ({
    url: url ?? '',
    active,
    target: targets.find(({ tabId, type }) => tabId === id && type === 'page')?.id,
  }));
}

globalThis.listTabs = listTabs;
