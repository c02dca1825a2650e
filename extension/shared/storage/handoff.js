/**
 * Selected and typed text, in `storage.session`: in memory, gone with the browser.
 */
import { browser } from '../browser.js';
import { pack, unpack } from '../packed.js';
import { HANDOFF, setInSession } from './session.js';

/** @typedef {import('../../types/messages.js').Handoff} Handoff */
/** @typedef {import('../packed.js').Packed} Packed */
/** @typedef {import('../../wasm/secdo.js').AlertDraft} AlertDraft */

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
  try {
    await setInSession({ [name]: { ...handoff, text: await pack(handoff.text) } });
  } catch {
    await browser.storage.session.set({ [name]: { ...handoff, text: '', note: 'too_large' } });
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
  await setInSession({ typed: text });
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
  await setInSession({ tab: id });
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
  if (draft) await setInSession({ draft });
  else await browser.storage.session.remove('draft');
}

/** @returns {Promise<AlertDraft | undefined>} the draft that was kept */
export async function keptDraft() {
  return /** @type {AlertDraft | undefined} */ ((await browser.storage.session.get('draft')).draft);
}
