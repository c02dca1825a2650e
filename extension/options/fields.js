/** The fields of the settings: where they stand, what they are called, and the notes that stand with them. */

/** Fields that are fixed together with a setting; for the list of servers, all but the choice among them. */
const ALSO = /** @type {Record<string, string[]>} */ ({
  server: ['server', 'add_address', 'add-server', 'remove-server'],
  servers: [
    'server',
    'server_name',
    'server_company',
    'server_product',
    'cortex_api',
    'cortex_key_id',
    'cortex_page',
    'cortex_run',
    'level',
    'file_events',
    'add_address',
    'add-server',
    'remove-server',
  ],
  'alerts.company': ['company', 'server_company'],
});

/** Where the parts of a server stand. @type {Record<string, string>} */
const OF_SERVER = {
  name: 'server_name',
  company: 'server_company',
  api: 'cortex_api',
  key_id: 'cortex_key_id',
  page: 'cortex_page',
};

/**
 * The elements of a setting, the one that it is shown at first: fields, or a group of radio buttons.
 *
 * @param {string} setting as `server`, `pivots.hash`, `alerts.company`, or `servers.2.key_id` for the server in use
 */
export function elementsOf(setting) {
  const [section, name, part] = setting.split('.');
  const own = section === 'servers' ? OF_SERVER[part ?? ''] : section === 'pivots' ? `pivot-${name}` : name;
  const ids = ALSO[setting] ?? [own ?? setting];
  return ids.map((id) => document.getElementById(id)).filter((found) => found !== null);
}

/**
 * The page's name for a setting; its own name where it has no field.
 *
 * @param {string} setting
 */
export function labelOf(setting) {
  const [field] = elementsOf(setting);
  if (field instanceof HTMLFieldSetElement) return field.querySelector('legend')?.textContent || setting;
  const labels = field && 'labels' in field ? /** @type {HTMLInputElement} */ (field).labels : null;
  const label = labels?.[0];
  return label?.textContent?.trim() || setting;
}

/**
 * Puts a note to a field, and ties it to it.
 *
 * @param {HTMLElement} field
 * @param {HTMLElement} note with an id
 */
export function attach(field, note) {
  // Beside a check box there is its label; in a group the note stands at its end.
  if (field instanceof HTMLFieldSetElement) field.append(note);
  else (field.closest('.choice, .with-button, .pivot') ?? field).after(note);
  field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${note.id}`.trim());
}

/**
 * Takes notes away, from the fields that they are tied to as well.
 *
 * @param {string} notes a selector
 */
export function take(notes) {
  for (const note of document.querySelectorAll(notes)) {
    const field = document.querySelector(`[aria-describedby~="${note.id}"]`);
    const others =
      field
        ?.getAttribute('aria-describedby')
        ?.split(' ')
        .filter((id) => id !== note.id) ?? [];
    field?.setAttribute('aria-describedby', others.join(' '));
    note.remove();
  }
}
