/** A small fake of the browser's extension interface: records what is asked of it, answers what a test tells it to. */

/** @param {Partial<{ executeScript: (injection: any) => Promise<any[]>, getTab: (id: number) => Promise<any> }>} [answers] */
export function fakeBrowser(answers = {}) {
  /** @type {{ name: string, parameters: any[] }[]} */
  const calls = [];
  /** @type {Map<string, Record<string, unknown>>} */
  const areas = new Map([
    ['local', {}],
    ['session', {}],
  ]);
  /** @type {any[]} */
  const listeners = [];
  const record =
    (/** @type {string} */ name, /** @type {any} */ result = undefined) =>
    (/** @type {any[]} */ ...parameters) => {
      calls.push({ name, parameters });
      return typeof result === 'function' ? result(...parameters) : Promise.resolve(result);
    };
  const area = (/** @type {string} */ name) => ({
    get: async (/** @type {string} */ key) => (key in (areas.get(name) ?? {}) ? { [key]: areas.get(name)?.[key] } : {}),
    set: async (/** @type {object} */ values) => void Object.assign(areas.get(name) ?? {}, values),
    remove: async (/** @type {string} */ key) => void delete areas.get(name)?.[key],
  });
  const event = { addListener: (/** @type {any} */ listener) => listeners.push(listener) };
  const chrome = {
    i18n: { getUILanguage: () => 'en-US', getMessage: (/** @type {string} */ key) => key },
    runtime: {
      id: 'self',
      onMessage: event,
      getURL: (/** @type {string} */ path) => `ext://self/${path}`,
      lastError: undefined,
    },
    scripting: { executeScript: record('executeScript', answers.executeScript ?? (async () => [])) },
    tabs: {
      get: answers.getTab ?? (async () => ({})),
      create: record('tabs.create', { id: 7, index: 1, windowId: 1 }),
      update: record('tabs.update', { id: 7, windowId: 1 }),
      query: record('tabs.query', [{ id: 3, index: 0, windowId: 1 }]),
    },
    windows: { create: record('windows.create', { tabs: [{ id: 8 }] }), update: record('windows.update') },
    contextMenus: { removeAll: record('menus.removeAll'), create: record('menus.create', () => 1) },
    storage: { local: area('local'), session: area('session'), onChanged: event },
  };
  return { chrome, calls, areas, listeners };
}
