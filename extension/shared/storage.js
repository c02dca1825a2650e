/**
 * What is kept, and where: the only file that names the browser's storage.
 *
 * Settings are in `storage.local`. What a person selected is in `storage.session`: in memory, gone with the browser.
 */
import { browser } from './browser.js';
import { pack, unpack } from './packed.js';

/** @typedef {import('../types/messages.js').Handoff} Handoff */
/** @typedef {import('./packed.js').Packed} Packed */
/** @typedef {import('../wasm/secdo.js').AlertDraft} AlertDraft */
/** @typedef {import('../wasm/secdo.js').Problem} Problem */

/** What stands between the stored settings and the policy, in the text that the core reads. */
const BEFORE_POLICY = '\u001e';

/**
 * The settings as the text that the core reads: what was stored, empty before anything was set, and the organisation's
 * policy behind it.
 *
 * @returns {Promise<string>}
 */
export async function readSettings() {
  const [{ settings }, policy] = await Promise.all([browser.storage.local.get('settings'), readPolicy()]);
  const own = settings === undefined ? '' : typeof settings === 'string' ? settings : JSON.stringify(settings);
  return Object.keys(policy).length > 0 ? own + BEFORE_POLICY + JSON.stringify(policy) : own;
}

/** @returns {Promise<Record<string, unknown>>} what the organisation fixed; empty where there is no policy */
async function readPolicy() {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    // Firefox refuses where there is no policy.
    return {};
  }
}

/**
 * Stores settings.
 *
 * @param {string} text as the core wrote it
 */
export async function writeSettings(text) {
  await browser.storage.local.set({ settings: text });
}

/** Puts settings that cannot be read aside, where a person can still find them, and begins anew. */
export async function setSettingsAside() {
  const { settings } = await browser.storage.local.get('settings');
  await browser.storage.local.set({ settingsSetAside: settings });
  await browser.storage.local.remove('settings');
}

/**
 * Calls back when the settings change.
 *
 * @param {() => void} changed
 */
export function onSettings(changed) {
  browser.storage.onChanged.addListener((changes, area) => {
    if ((area === 'local' && changes.settings) || area === 'managed') changed();
  });
}

/** The names of selections that were left begin with this. */
const HANDOFF = 'handoff:';

/**
 * Leaves a selection for a page that is about to open. Where the browser's quota (10 MB for everything in
 * `storage.session`) is reached, selections left earlier make room; one that is too large by itself is left without
 * its text, and the page says so.
 *
 * @param {Handoff} handoff
 * @returns {Promise<string>} the name under which the page finds it
 */
export async function leave(handoff) {
  const name = HANDOFF + crypto.randomUUID();
  const packed = { ...handoff, text: await pack(handoff.text) };
  const keep = () => browser.storage.session.set({ [name]: packed });
  try {
    await keep();
  } catch (error) {
    console.error('A selection could not be kept; earlier ones make room:', error);
    const kept = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(kept.filter((key) => key.startsWith(HANDOFF)));
    try {
      await keep();
    } catch {
      await browser.storage.session.set({ [name]: { ...handoff, text: '', note: 'too_large' } });
    }
  }
  return name;
}

/**
 * Leaves more under the name of something that was left: what was read of a page, so that the page can be loaded again.
 *
 * @param {string} name
 * @param {Handoff} handoff
 */
export async function leaveAgain(name, handoff) {
  try {
    await browser.storage.session.set({ [name]: { ...handoff, text: await pack(handoff.text) } });
  } catch (error) {
    // Too large for the quota: the page has it now, and reads the tab once more when it is loaded again.
    console.error('What was read could not be kept:', error);
  }
}

/**
 * The selection that was left under a name, as often as the page is loaded again.
 *
 * @param {string} name
 * @returns {Promise<Handoff | undefined>}
 */
export async function find(name) {
  const found = name.startsWith(HANDOFF) ? (await browser.storage.session.get(name))[name] : undefined;
  if (typeof found !== 'object' || found === null) return undefined;
  const handoff = /** @type {Omit<Handoff, 'text'> & { text: Packed }} */ (found);
  return { ...handoff, text: await unpack(handoff.text) };
}

/**
 * Keeps what is typed in the popup.
 *
 * @param {string} text
 */
export async function keepText(text) {
  await browser.storage.session.set({ typed: text });
}

/** @returns {Promise<string>} what was typed in the popup before it was closed */
export async function keptText() {
  const { typed } = await browser.storage.session.get('typed');
  return typeof typed === 'string' ? typed : '';
}

/**
 * Remembers the tab that SECDO was opened in.
 *
 * @param {number} id
 */
export async function rememberTab(id) {
  await browser.storage.session.set({ tab: id });
}

/** @returns {Promise<number | undefined>} the tab that SECDO was opened in last */
export async function rememberedTab() {
  const { tab } = await browser.storage.session.get('tab');
  return typeof tab === 'number' ? tab : undefined;
}

/**
 * Keeps the draft of an alert until the browser closes.
 *
 * @param {AlertDraft | null} draft null when there is none any more
 */
export async function keepDraft(draft) {
  if (draft) await browser.storage.session.set({ draft });
  else await browser.storage.session.remove('draft');
}

/** @returns {Promise<AlertDraft | undefined>} the draft that was kept */
export async function keptDraft() {
  return /** @type {AlertDraft | undefined} */ ((await browser.storage.session.get('draft')).draft);
}

/** @returns {Promise<string>} the key of the API; empty when there is none */
export async function readKey() {
  const { apiKey: inMemory } = await browser.storage.session.get('apiKey');
  if (typeof inMemory === 'string' && inMemory) return inMemory;
  const { apiKey } = await browser.storage.local.get('apiKey');
  return typeof apiKey === 'string' ? apiKey : '';
}

/** @returns {Promise<boolean>} whether the key is kept beyond the end of the browser */
export async function isKeyStored() {
  return Boolean((await browser.storage.local.get('apiKey')).apiKey);
}

/**
 * Keeps the key of the API, in one place only.
 *
 * @param {string} apiKey empty to forget it
 * @param {boolean} forSession until the browser closes, in memory; otherwise on this computer
 */
export async function writeKey(apiKey, forSession) {
  const [place, other] = forSession ? [browser.storage.session, browser.storage.local] : [browser.storage.local, browser.storage.session];
  // First to its new place, then away from the old one: a full disk must not cost the key.
  if (apiKey) await place.set({ apiKey });
  else await place.remove('apiKey');
  await other.remove('apiKey');
}

/**
 * Remembers why the outbox stands still.
 *
 * @param {Problem | null} outboxProblem
 */
export async function setOutboxProblem(outboxProblem) {
  if (outboxProblem) await browser.storage.session.set({ outboxProblem });
  else await browser.storage.session.remove('outboxProblem');
}

/** @returns {Promise<Problem | undefined>} why the outbox stands still */
export async function outboxProblem() {
  return /** @type {Problem | undefined} */ ((await browser.storage.session.get('outboxProblem')).outboxProblem);
}

/** Tells pages that the outbox has changed. */
export async function touchOutbox() {
  await browser.storage.session.set({ outboxTouched: Date.now() + Math.random() });
}

/**
 * Calls back when the outbox has changed.
 *
 * @param {() => void} changed
 */
export function onOutbox(changed) {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && (changes.outboxTouched || changes.outboxProblem)) changed();
  });
}

/** @returns {Promise<number>} how many failed alerts the user was told of, since the browser started */
export async function toldFailures() {
  return Number((await browser.storage.session.get('toldFailures')).toldFailures ?? 0);
}

/** @param {number} count */
export async function setToldFailures(count) {
  await browser.storage.session.set({ toldFailures: count });
}

/** How many queries are remembered. */
const MOST_RECENT = 20;

/** A query that was opened. @typedef {{ url: string, words: string, at: number }} Recent */

/** @returns {Promise<Recent[]>} the queries that were opened last, the newest one first */
export async function readRecent() {
  const { recent } = await browser.storage.local.get('recent');
  return Array.isArray(recent) ? recent : [];
}

/** Remembers queries; what was asked before moves to the front. @param {Recent[]} queries */
export async function addRecent(queries) {
  const urls = queries.map(({ url }) => url);
  const older = (await readRecent()).filter(({ url }) => !urls.includes(url));
  await browser.storage.local.set({ recent: [...queries, ...older].slice(0, MOST_RECENT) });
}

/** Forgets them. */
export async function clearRecent() {
  await browser.storage.local.remove('recent');
}
