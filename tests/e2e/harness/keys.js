/**
 * The names of keys, the same for both browsers: "Enter", "Tab", "ArrowDown", "a", "/", with modifiers "Shift+Tab" or
 * "Control+a". The names are those of KeyboardEvent.key.
 */

/**
 * @typedef {object} NamedKey
 * @property {string} unicode the WebDriver code point (https://www.w3.org/TR/webdriver2/#keyboard-actions)
 * @property {number} code the Windows virtual key code, which the DevTools protocol needs for editing commands
 * @property {string} [text] what the key types, for those that type
 */

/** @type {Record<string, NamedKey>} */
const NAMED = {
  Enter: { unicode: '\uE007', code: 13, text: '\r' },
  Tab: { unicode: '\uE004', code: 9 },
  Escape: { unicode: '\uE00C', code: 27 },
  Backspace: { unicode: '\uE003', code: 8 },
  Delete: { unicode: '\uE017', code: 46 },
  ArrowLeft: { unicode: '\uE012', code: 37 },
  ArrowUp: { unicode: '\uE013', code: 38 },
  ArrowRight: { unicode: '\uE014', code: 39 },
  ArrowDown: { unicode: '\uE015', code: 40 },
  Home: { unicode: '\uE011', code: 36 },
  End: { unicode: '\uE010', code: 35 },
  PageUp: { unicode: '\uE00E', code: 33 },
  PageDown: { unicode: '\uE00F', code: 34 },
  Space: { unicode: ' ', code: 32, text: ' ' },
  Shift: { unicode: '\uE008', code: 16 },
  Control: { unicode: '\uE009', code: 17 },
  Alt: { unicode: '\uE00A', code: 18 },
};

/** The DevTools protocol's bit of each modifier. */
const MODIFIER_BITS = /** @type {Record<string, number>} */ ({ Alt: 1, Control: 2, Shift: 8 });

/**
 * The parts of a combination: its modifiers in order and its key.
 * @param {string} combination
 * @returns {{ modifiers: string[], key: string }}
 */
export function parse(combination) {
  const parts = combination === '+' ? ['+'] : combination.split('+');
  const key = /** @type {string} */ (parts.pop());
  const unknown = parts.find((part) => !(part in MODIFIER_BITS)) ?? (NAMED[key] || [...key].length === 1 ? null : key);
  if (unknown !== null) throw new Error(`no such key: "${unknown}" in "${combination}"`);
  return { modifiers: parts, key };
}

/**
 * The WebDriver key actions that press and release a combination.
 * @param {string} combination
 * @returns {{ type: 'keyDown' | 'keyUp', value: string }[]}
 */
export function webdriverActions(combination) {
  const { modifiers, key } = parse(combination);
  const values = [...modifiers, key].map((name) => NAMED[name]?.unicode ?? name);
  return [
    ...values.map((value) => ({ type: /** @type {const} */ ('keyDown'), value })),
    ...values.reverse().map((value) => ({ type: /** @type {const} */ ('keyUp'), value })),
  ];
}

/**
 * The parameters of the DevTools protocol's Input.dispatchKeyEvent calls that press and release a combination.
 * @param {string} combination
 * @returns {Record<string, unknown>[]}
 */
export function devtoolsEvents(combination) {
  const { modifiers, key } = parse(combination);
  const events = [];
  let held = 0;
  for (const name of modifiers) {
    held |= MODIFIER_BITS[name] ?? 0;
    events.push(event('rawKeyDown', name, held));
  }
  // Control and Alt make a command, not a character.
  const text = (held & 3) === 0 ? (NAMED[key] ? NAMED[key].text : key) : undefined;
  const typed = text === undefined ? {} : { text, unmodifiedText: text };
  // Chromium finds the editing command of Ctrl+A in its native key handling, which synthetic events skip.
  const commands = held === 2 && key.toLowerCase() === 'a' ? { commands: ['selectAll'] } : {};
  events.push({ ...event(text === undefined ? 'rawKeyDown' : 'keyDown', key, held), ...typed, ...commands });
  events.push(event('keyUp', key, held));
  for (const name of modifiers.reverse()) {
    held &= ~(MODIFIER_BITS[name] ?? 0);
    events.push(event('keyUp', name, held));
  }
  return events;
}

/**
 * @param {string} type
 * @param {string} key
 * @param {number} modifiers
 * @returns {Record<string, unknown>}
 */
function event(type, key, modifiers) {
  const letter = /^[a-z0-9]$/i.test(key) ? key.toUpperCase() : '';
  const code = NAMED[key]?.code ?? (letter ? letter.charCodeAt(0) : 0);
  const physical = letter ? (/\d/.test(letter) ? `Digit${letter}` : `Key${letter}`) : key === '/' ? 'Slash' : key;
  const name = key === 'Space' ? ' ' : key;
  return { type, key: name, code: physical, windowsVirtualKeyCode: code, modifiers };
}
