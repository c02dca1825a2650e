/** The way to the wasm module of everything but a click: the only file that imports it. */
import { moduleOf } from './module.js';
import start, * as secdo from './wasm/secdo.js';

const { guard, started } = moduleOf(start, new URL('./wasm/secdo_bg.wasm', import.meta.url), () =>
  secdo.__wbg_reset_state(),
);

/** The exports of the module, each in a guard that replaces the instance after a trap. */
const guarded = {
  analyse: guard(secdo.analyse),
  survey: guard(survey),
  toCsv: guard(secdo.toCsv),
  ask: guard(secdo.ask),
  build: guard(secdo.build),
  catalogue: guard(secdo.catalogue),
  loadSettings: guard(secdo.loadSettings),
  storeSettings: guard(secdo.storeSettings),
  settingsAt: guard(secdo.settingsAt),
  settingsWithin: guard(secdo.settingsWithin),
  serverOf: guard(secdo.serverOf),
  exportSettings: guard(secdo.exportSettings),
  importSettings: guard(secdo.importSettings),
  linkTemplates: guard(secdo.linkTemplates),
  checkServer: guard(secdo.checkServer),
  probeServer: guard(secdo.probeServer),
  readAlerts: guard(readAlerts),
  alertParts: guard(alertParts),
  checkAlert: guard(secdo.checkAlert),
  blankAlert: guard(secdo.blankAlert),
  isZone: guard(secdo.isZone),
  outboxAdd: guard(secdo.outboxAdd),
  outboxList: guard(secdo.outboxList),
  outboxUnreadable: guard(secdo.outboxUnreadable),
  outboxCounts: guard(secdo.outboxCounts),
  outboxRetry: guard(secdo.outboxRetry),
  outboxWake: guard(secdo.outboxWake),
  outboxMove: guard(secdo.outboxMove),
  outboxRoutes: guard(secdo.outboxRoutes),
  outboxTidy: guard(secdo.outboxTidy),
  outboxDelete: guard(secdo.outboxDelete),
  outboxExport: guard(secdo.outboxExport),
  outboxImport: guard(secdo.outboxImport),
  outboxPump: guard(secdo.outboxPump),
  runQuery: guard(secdo.runQuery),
  queryQuota: guard(secdo.queryQuota),
};

/** The functions of the core, ready to be called. */
export const core = started(guarded);

/**
 * The indicators of a whole page.
 *
 * @param {string} text
 * @param {string[]} own the hosts of the page
 * @param {string} stored
 * @param {string} policy
 * @returns {import('./wasm/secdo.js').Analysis}
 */
function survey(text, own, stored, policy) {
  return JSON.parse(secdo.survey(text, own, stored, policy));
}

/**
 * The records of a text as drafts of alerts, with what stands behind them.
 *
 * @param {string} text
 * @param {import('./wasm/secdo.js').AlertSettings} alerts
 * @returns {import('./wasm/secdo.js').AlertReading[]}
 */
function readAlerts(text, alerts) {
  return JSON.parse(secdo.readAlerts(text, JSON.stringify(alerts)));
}

/**
 * The parts of one record of a text.
 *
 * @param {string} text
 * @param {number} record
 * @param {import('./wasm/secdo.js').AlertSettings} alerts
 * @returns {import('./wasm/secdo.js').TextPart[]}
 */
function alertParts(text, record, alerts) {
  return JSON.parse(secdo.alertParts(text, record, JSON.stringify(alerts)));
}
