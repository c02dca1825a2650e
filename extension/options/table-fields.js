/**
 * The settings whose field follows from the core's table: yes or no, a line, a number. A field that stands in the page is
 * used where it stands; for one that does not, it is made where the page has the others of its section.
 */
import { browser } from '../shared/browser.js';
import { byId, element, put } from '../shared/elements.js';
import { t } from '../shared/i18n.js';

/** @typedef {import('../wasm/secdo.js').Settings} Settings */
/** @typedef {import('../wasm/secdo.js').SettingRow} SettingRow */
/** A change of some settings. @typedef {Partial<Omit<Settings, 'alerts'>> & { alerts?: Partial<Settings['alerts']> }} Change */

/** The permission that a setting needs before it can be on. @type {Record<string, string>} */
const ASKS = { menu_copy: 'clipboardWrite', notify: 'notifications' };

/** The shapes that have a field by themselves, with the type of its input. */
const INPUTS = /** @type {const} */ ({ flag: 'checkbox', line: 'text', number: 'number' });

/**
 * Shows the settings of a section in their fields.
 *
 * @param {'settings' | 'alerts'} section
 * @param {SettingRow[]} rows
 * @param {Settings} settings
 * @param {(change: Change) => Promise<unknown>} save
 * @param {(error: unknown) => void} fail
 */
export function showPlain(section, rows, settings, save, fail) {
  /** @type {Record<string, any>} */
  const values = section === 'alerts' ? settings.alerts : settings;
  for (const row of rows) {
    if (!(row.shape in INPUTS)) continue;
    const input = fieldOf(section, row);
    const value = values[row.name];
    if (row.shape === 'flag') input.checked = value;
    else put(input, String(value));
    input.onchange = () => {
      changed(row, input)
        .then((now) => now !== null && save(changeOf(section, row.name, now)))
        .catch(fail);
    };
  }
}

/** @param {'settings' | 'alerts'} section @param {string} name @param {unknown} value @returns {Change} */
function changeOf(section, name, value) {
  const change = { [name]: value };
  return section === 'alerts' ? { alerts: change } : change;
}

/** The value of a field now; null where the browser does not allow it. @param {SettingRow} row @param {HTMLInputElement} input */
async function changed({ name, shape }, input) {
  if (shape === 'line') return input.value;
  if (shape === 'number') return Number(input.value);
  const permission = ASKS[name];
  // Within the click: a permission can be asked for only there.
  if (
    input.checked &&
    permission &&
    !(await browser.permissions.request({
      permissions: [/** @type {chrome.runtime.ManifestPermission} */ (permission)],
    }))
  ) {
    input.checked = false;
    return null;
  }
  return input.checked;
}

/** The field of a setting, made where there is none yet. @param {string} section @param {SettingRow} row */
function fieldOf(section, row) {
  const { name, shape } = row;
  if (!document.getElementById(name)) {
    const label = t(`${name}_label`);
    const input = element('input', { id: name, type: INPUTS[/** @type {keyof typeof INPUTS} */ (shape)] });
    const made =
      shape === 'flag'
        ? [element('label', { className: 'choice' }, input, element('span', { textContent: label }))]
        : [element('label', { htmlFor: name, textContent: label }), input];
    document.querySelector(`template[data-settings="${section}"]`)?.before(...made);
  }
  const input = byId(name, HTMLInputElement);
  if (row.shape === 'number') [input.min, input.max] = [String(row.from), String(row.to)];
  return input;
}

/**
 * Shows which of several names a setting is, in radio buttons; nothing chosen means the first one.
 *
 * @template {string} N
 * @param {string} id of the group
 * @param {SettingRow | undefined} row
 * @param {N | undefined} now
 * @param {(name: N) => unknown} choose
 */
export function choices(id, row, now, choose) {
  const box = byId(id, HTMLFieldSetElement);
  const names = /** @type {N[]} */ (row?.shape === 'choice' ? row.names : []);
  for (const name of names) {
    const value = `${id}-${name}`;
    // Made once: a button that is made anew loses the keyboard, and getting it back moves the page.
    const input =
      /** @type {HTMLInputElement | null} */ (document.getElementById(value)) ??
      element('input', { type: 'radio', name: id, value: name, id: value });
    if (!input.isConnected) box.append(element('label', { className: 'choice' }, input, t(`${id}_${name}`)));
    input.checked = name === (now ?? names[0]);
    input.onchange = () => void choose(name);
  }
}
