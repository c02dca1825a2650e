/** The way to the small wasm module that a click and the first sight of a page wait for: the only file that imports it. */
import { moduleOf } from './module.js';
import start, * as module from './wasm/click.js';

const { guard, started } = moduleOf(start, new URL('./wasm/click_bg.wasm', import.meta.url), () =>
  module.__wbg_reset_state(),
);

/** The meaning and the result of a click, and what a page shows first, ready to be called. */
export const click = started({
  meant: guard(module.meant),
  tells: guard(module.tells),
  plan: guard(module.plan),
  planAs: guard(module.planAs),
  settingsAt: guard(module.settingsAt),
  analyse: guard(module.analyse),
  loadSettings: guard(module.loadSettings),
});
