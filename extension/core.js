/**
 * The way to the wasm module: the only file that imports it.
 *
 * The module starts on first use, once. A start that failed is forgotten, so that the next call tries again; after a
 * trap the instance is replaced, because its memory cannot be trusted any more.
 */
import start, * as secdo from './wasm/secdo.js';

const MODULE = new URL('./wasm/secdo_bg.wasm', import.meta.url);

/** @type {Promise<typeof guarded> | undefined} */
let started;

/**
 * The functions of the core, ready to be called.
 *
 * @returns {Promise<typeof guarded>}
 */
export function core() {
  started ??= start({ module_or_path: MODULE }).then(
    () => guarded,
    (error) => {
      started = undefined;
      throw internal(error);
    },
  );
  return started;
}

/** The exports of the module, each in a guard that replaces the instance after a trap. */
const guarded = {
  analyse: guard(secdo.analyse),
  survey: guard(survey),
  toCsv: guard(secdo.toCsv),
  plan: guard(secdo.plan),
  planAs: guard(secdo.planAs),
  ask: guard(secdo.ask),
  build: guard(secdo.build),
  catalogue: guard(secdo.catalogue),
  loadSettings: guard(secdo.loadSettings),
  storeSettings: guard(secdo.storeSettings),
  importSettings: guard(secdo.importSettings),
  linkTemplates: guard(secdo.linkTemplates),
  checkServer: guard(secdo.checkServer),
  probeServer: guard(secdo.probeServer),
  checkAlert: guard(secdo.checkAlert),
  readAlerts: guard(readAlerts),
  alertParts: guard(alertParts),
  blankAlert: guard(secdo.blankAlert),
  isZone: guard(secdo.isZone),
  outboxAdd: guard(secdo.outboxAdd),
  outboxList: guard(secdo.outboxList),
  outboxCounts: guard(secdo.outboxCounts),
  outboxRetry: guard(secdo.outboxRetry),
  outboxWake: guard(secdo.outboxWake),
  outboxDelete: guard(secdo.outboxDelete),
  outboxExport: guard(secdo.outboxExport),
  outboxImport: guard(secdo.outboxImport),
  outboxPump: guard(secdo.outboxPump),
};

/**
 * What stands on a whole page.
 *
 * @param {string} text
 * @param {string[]} own the hosts of the page
 * @param {string} settings
 * @returns {import('./wasm/secdo.js').Analysis}
 */
function survey(text, own, settings) {
  return JSON.parse(secdo.survey(text, own, settings));
}

/**
 * The records of a text as drafts of alerts, with what stands behind them.
 *
 * @param {string} text
 * @param {string} settings
 * @returns {import('./wasm/secdo.js').AlertReading[]}
 */
function readAlerts(text, settings) {
  return JSON.parse(secdo.readAlerts(text, settings));
}

/**
 * The parts of one record of a text.
 *
 * @param {string} text
 * @param {number} record
 * @param {string} settings
 * @returns {import('./wasm/secdo.js').TextPart[]}
 */
function alertParts(text, record, settings) {
  return JSON.parse(secdo.alertParts(text, record, settings));
}

/**
 * @template {(...parameters: never[]) => unknown} F
 * @param {F} call
 * @returns {F}
 */
function guard(call) {
  return /** @type {F} */ (
    (...parameters) => {
      try {
        const result = call(...parameters);
        return result instanceof Promise ? result.catch(renew) : result;
      } catch (error) {
        return renew(error);
      }
    }
  );
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function renew(error) {
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  secdo.__wbg_reset_state();
  throw internal(error);
}

/**
 * An error of the program itself, in the shape of the core's errors.
 *
 * @param {unknown} error
 * @returns {import('./wasm/secdo.js').SecdoError}
 */
function internal(error) {
  const message = error instanceof Error ? error.message : String(error);
  return Object.assign(new Error(message), { name: /** @type {const} */ ('SecdoError'), code: 'internal', params: [message] });
}
