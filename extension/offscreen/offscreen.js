/** The document that sends alerts in Chromium; see `background/deliver.js`. It closes itself when nothing was under way for a while. */
import { pump } from '../pump.js';
import { answer, send } from '../shared/messages.js';

/** How long it waits for the next round before it closes, in milliseconds: a message must not meet a closing document. */
const IDLE = 30_000;

let rounds = 0;
let idle = 0;

answer({
  // The answer is "begun": the end may come after the worker that asked is gone.
  'offscreen.pump': async ({ settings, key }) => {
    void round(settings, key);
    return null;
  },
});

/** @param {string} settings @param {string} key */
async function round(settings, key) {
  clearTimeout(idle);
  rounds += 1;
  const ended = await pump(settings, key);
  rounds -= 1;
  await send('outbox.pumped', ended).catch((error) => console.error('The end of a round was not heard:', error));
  clearTimeout(idle);
  idle = setTimeout(() => rounds === 0 && close(), IDLE);
}
