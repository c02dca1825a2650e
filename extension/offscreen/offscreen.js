/**
 * The document that sends alerts and copies links in Chromium; see `background/deliver.js`. It closes itself when nothing
 * was under way for a while.
 */
import { pump } from '../pump.js';
import { answer, send } from '../shared/messages.js';

/** How long it waits for the next round before it closes, in milliseconds: a message must not meet a closing document. */
const IDLE = 30_000;

let rounds = 0;
/** The terms of the next round, and whether one waits for its turn. @type {import('../pump.js').Terms} */
let terms = { settings: ['', ''], keys: {} };
let waits = false;
let idle = 0;

answer({
  // The answer is "begun": the end may come after the worker that asked is gone.
  'offscreen.pump': async ({ settings, keys }) => {
    terms = { settings, keys };
    if (!waits) void round();
    return null;
  },
  'offscreen.copy': async ({ text }) => {
    copy(text);
    closeWhenIdle();
    return null;
  },
});

/** One round, after the one that is under way: whoever asks before its turn has come asks for the same. */
async function round() {
  clearTimeout(idle);
  rounds += 1;
  waits = true;
  const begun = () => {
    waits = false;
    return terms;
  };
  const ended = await pump(begun).finally(() => {
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
