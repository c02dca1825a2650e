/**
 * Runs as soon as it is loaded, before the page's other scripts and its styles are: starts what the page's first sight waits
 * for. The small module takes longest, so it comes first. The large one starts when it is needed, so that it does not take
 * the processor from what the page shows first.
 */
import { click } from '../click.js';
import { readSettings } from '../shared/storage.js';
import { selectionOfActive } from '../tab/selection.js';

/** The name under which the background left what the page is about; null in the popup and in the panel. */
export const from = new URLSearchParams(location.search).get('from');

/** The selection in the active tab, where the page was opened for none that was left. */
export const selected = from === null ? selectionOfActive() : null;

/** The settings at first sight. */
export const settingsAtFirst = readSettings();

// Whoever needs one of them says what went wrong.
for (const started of [click(), selected, settingsAtFirst]) started?.catch(() => undefined);
