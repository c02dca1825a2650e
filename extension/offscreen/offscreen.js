/**
 * The document that sends alerts and copies links in Chromium; see `background/deliver.js`. It closes itself when nothing
 * was under way for a while.
 */
import { pump } from '../pump.js';
import { answer, send } from '../shared/messages.js';

/** How long it waits for the next round before it closes, in milliseconds: a message must not meet a closing document. */
const IDLE = 30_000;

let rounds = 0;
let idle = 0;

answer({
  // The answer is "begun": the end may come after the worker that asked is gone.
  'offscreen.pump': async ({ settings, keys }) => {
    void round(settings, keys);
    return null;
  },
  'offscreen.copy': async ({ text }) => {
    copy(text);
    closeWhenIdle();
    return null;
  },
});

/** @param {string} settings @param {import('../wasm/secdo.js').Keys} keys */
async function round(settings, keys) {
  clearTimeout(idle);
  rounds += 1;
  const ended = await pump(settings, keys).finally(() => {
    rounds -= 1;
  });
  await send('outbox.pumped', ended).catch((error) => console.error('The end of a round was not heard:', error));
  closeWhenIdle();
}

function closeWhenIdle() {
  clearTimeout(idle);
  idle = setTimeout(() => rounds === 0 && close(), IDLE);
}

/** The newer way to copy takes a focused document, which this one never is. @param {string} text */
function copy(text) {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) throw new Error('The browser did not copy the link.');
}
