/** A pane and a list of web components, each part in an open shadow root of its own, as component libraries build them. */

/** @param {string} tag @param {string} text @param {string} [id] */
function element(tag, text, id) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (id) made.id = id;
  return made;
}

/** An element with an open shadow root that holds a style and these parts. @param {string} tag @param {string} css @param {Node[]} parts */
function component(tag, css, parts) {
  const host = document.createElement(tag);
  host.attachShadow({ mode: 'open' }).append(element('style', css), ...parts);
  return host;
}

/** @param {string} host @param {string} css @param {Node[]} parts */
function fill(host, css, parts) {
  const found = /** @type {HTMLElement} */ (document.getElementById(host));
  found.attachShadow({ mode: 'open' }).append(element('style', css), ...parts);
}

const FIELD = ':host { display: flex; padding: 3px; } span { display: block; width: 160px; }';
const fields = [
  ['Source address', '10.20.30.64'],
  ['Source port', '50135'],
  ['Destination address', '198.51.100.48'],
  ['Destination port', '9443'],
];
fill(
  'pane',
  ':host { display: block; width: 400px; }',
  fields.map(([name, value], index) => {
    const box = document.createElement('div');
    // The value is given by the page and drawn in a slot of the component.
    const slot = document.createElement('slot');
    box.append(slot);
    const field = component('event-field', FIELD, [element('span', name ?? ''), box]);
    field.append(element('span', value ?? '', index === 2 ? 'slotted' : ''));
    return field;
  }),
);

const LINE = ':host { display: flex; } div { width: 130px; padding: 3px; }';
const lines = [
  ['10.20.30.65', '50136', '198.51.100.49', '443'],
  ['10.20.30.66', '50137', '198.51.100.50', '8444'],
  ['10.20.30.67', '50138', '198.51.100.51', '53'],
];
const line = (/** @type {string} */ tag, /** @type {string[]} */ cells, /** @type {string} */ id) =>
  component(
    tag,
    LINE,
    cells.map((text, at) => element('div', text, at === 2 ? id : '')),
  );
fill('list', ':host { display: block; width: 600px; }', [
  document.createElement('slot'),
  line('event-head', ['Source IP', 'Source port', 'Destination IP', 'Destination port'], 'head'),
  ...lines.map((cells, at) => line('event-line', cells, `line-${at}`)),
]);
