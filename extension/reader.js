/** The way to the wasm module that reads log lines: the only file that imports it, loaded with the form of an alert. */
import { moduleOf } from './module.js';
import start, * as module from './wasm/reader.js';

/** @typedef {import('./wasm/secdo.js').AlertReading} AlertReading */
/** @typedef {import('./wasm/secdo.js').AlertSettings} AlertSettings */
/** @typedef {import('./wasm/secdo.js').TextPart} TextPart */

const { guard, started } = moduleOf(start, new URL('./wasm/reader_bg.wasm', import.meta.url), () => module.__wbg_reset_state());

/** The functions that read lines, ready to be called. */
export const reader = started({ readAlerts: guard(readAlerts), alertParts: guard(alertParts) });

/**
 * The records of a text as drafts of alerts, with what stands behind them.
 *
 * @param {string} text
 * @param {AlertSettings} alerts
 * @returns {AlertReading[]}
 */
function readAlerts(text, alerts) {
  return JSON.parse(module.readAlerts(text, JSON.stringify(alerts)));
}

/**
 * The parts of one record of a text.
 *
 * @param {string} text
 * @param {number} record
 * @param {AlertSettings} alerts
 * @returns {TextPart[]}
 */
function alertParts(text, record, alerts) {
  return JSON.parse(module.alertParts(text, record, JSON.stringify(alerts)));
}
