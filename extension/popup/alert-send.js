/**
 * From the form into the outbox. The permission to send is asked for within the click, before anything is awaited; the
 * popup may close over the question, so the alert is stored at the same time.
 */
import { browser } from '../shared/browser.js';
import { toProblem } from '../shared/errors.js';
import { send } from '../shared/messages.js';

/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */
/** @typedef {import('../wasm/secdo.js').AlertReading} AlertReading */

/**
 * @param {Pick<typeof import('../wasm/secdo.js'), 'checkServer' | 'loadSettings'>} secdo
 * @param {import('./server.js').Page} page
 */
export function startSending(secdo, { settings, server, fail }) {
  /** The last content sent under a name, the name it was stored under, and when. @type {Map<string, { content: string, id: string, at: number }>} */
  const names = new Map();

  /**
   * Stores an alert. The same one again, because no answer came, is stored once; what was changed meanwhile is another
   * alert, with a name of its own, since the first one may be on its way.
   *
   * @param {AlertDraft} draft
   * @param {string} name of the draft
   * @param {string} target the server
   */
  const store = async (draft, name, target) => {
    const content = JSON.stringify([draft, target]);
    const known = names.get(name);
    const sent =
      known?.content === content ? known : { content, id: known ? crypto.randomUUID() : name, at: Date.now() };
    names.set(name, sent);
    try {
      await send('alert.queue', { draft, id: sent.id, server: target, at: sent.at });
    } catch (error) {
      // It gets another name the next time.
      if (toProblem(error).code === 'name_taken') names.set(name, { ...sent, content: '' });
      throw error;
    }
  };

  const askPermission = async () => {
    if (!server()) return;
    try {
      // Where it is sent to, which for a Cortex XDR is not its console.
      const known = secdo.loadSettings(...settings()).known.find(({ address }) => address === server());
      const { pattern, name } = known ?? secdo.checkServer(server(), '', '');
      if (await browser.permissions.request({ origins: [pattern] })) return;
      fail(Object.assign(new Error('permission'), { code: 'permission_missing', params: [name, pattern] }));
    } catch (error) {
      fail(error);
    }
  };

  return {
    /**
     * Stores one alert; comes back once it is stored.
     *
     * @param {{ draft: AlertDraft, id: string, replaces: string | null }} alert `replaces` names a rejected one that goes
     */
    async storeOne({ draft, id, replaces }) {
      void askPermission();
      await store(draft, id, server());
      if (replaces) await send('outbox.delete', { ids: [replaces] });
    },

    /**
     * Stores every complete one of several records; comes back with those that were not stored.
     *
     * @param {{ reading: AlertReading, id: string }[]} records
     * @param {(reading: AlertReading) => boolean} isComplete
     */
    async storeAll(records, isComplete) {
      void askPermission();
      const target = server();
      /** @type {Set<AlertReading>} */
      const stored = new Set();
      try {
        for (const { reading, id } of records) {
          if (!isComplete(reading)) continue;
          await store(reading.draft, id, target);
          stored.add(reading);
        }
      } catch (error) {
        fail(error);
      }
      return records.map(({ reading }) => reading).filter((reading) => !stored.has(reading));
    },
  };
}
