/**
 * Input that no browser protocol can make: native context menus, the browser's own shortcuts and the address bar take
 * only what comes from the screen. xdotool makes it on the launch's own display.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { debug } from './wait.js';

const run = promisify(execFile);

/** The keyboard, mouse and windows of one display. */
export class Native {
  #env;

  /** @param {string} display like ":99" */
  constructor(display) {
    this.#env = { ...process.env, DISPLAY: display };
  }

  /**
   * Nothing; presses a key or a combination, such as "j", "Escape" or "alt+shift+s".
   * @param {string} combination in xdotool's words
   */
  async key(combination) {
    await this.#tool('xdotool', 'key', combination);
  }

  /**
   * Nothing; types a text, one key after the other.
   * @param {string} text
   */
  async type(text) {
    await this.#tool('xdotool', 'type', '--delay', '20', '--', text);
  }

  /**
   * Nothing; puts the pointer somewhere.
   * @param {import('./types.js').Point} point on the screen
   */
  async move({ x, y }) {
    await this.#tool('xdotool', 'mousemove', String(Math.round(x)), String(Math.round(y)));
  }

  /**
   * Nothing; clicks where the point is.
   * @param {import('./types.js').Point} point on the screen
   * @param {1 | 2 | 3} [button] left, middle or right
   * @param {number} [times] 2 for a double click, 3 for a triple one
   */
  async click({ x, y }, button = 1, times = 1) {
    const place = ['mousemove', String(Math.round(x)), String(Math.round(y))];
    await this.#tool('xdotool', ...place, 'click', '--repeat', String(times), '--delay', '60', String(button));
  }

  /**
   * Nothing; drags with the left button from one point to another, over the middle, since a jump is no drag.
   * @param {import('./types.js').Point} from on the screen
   * @param {import('./types.js').Point} to on the screen
   */
  async drag(from, to) {
    const step = (/** @type {import('./types.js').Point} */ { x, y }) => [
      'mousemove',
      '--sync',
      String(Math.round(x)),
      String(Math.round(y)),
    ];
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    await this.#tool('xdotool', ...step(from), 'mousedown', '1', ...step(middle), ...step(to), 'mouseup', '1');
  }

  /**
   * The ids of the visible top-level windows that are large enough to be a window or a menu. Browsers also keep
   * hidden and one-pixel windows, which are left out.
   * @returns {Promise<Set<string>>}
   */
  async windows() {
    const listing = await this.#tool('xwininfo', '-root', '-children');
    const ids = [...listing.matchAll(/^\s+(0x[0-9a-f]+) .* (\d+)x(\d+)\+/gm)]
      .filter(([, , width, height]) => Number(width) >= 60 && Number(height) >= 40)
      .map(([, id]) => /** @type {string} */ (id));
    const visible = await Promise.all(ids.map((id) => this.#isVisible(id)));
    return new Set(ids.filter((_, index) => visible[index]));
  }

  /**
   * Nothing; writes a picture of the whole screen, native menus included.
   * @param {string} file
   */
  async screenshot(file) {
    await this.#tool('import', '-window', 'root', file);
  }

  /** @param {string} id */
  async #isVisible(id) {
    try {
      return (await this.#tool('xwininfo', '-id', id)).includes('Map State: IsViewable');
    } catch {
      return false; // It was closed between the listing and the question.
    }
  }

  /**
   * @param {string} program
   * @param {...string} args
   */
  async #tool(program, ...args) {
    debug('native', program, ...args);
    return (await run(program, args, { env: this.#env, timeout: 30_000 })).stdout;
  }
}
