/**
 * What runs in every frame of a page that is scanned: it is sent there as text, so it must not use anything outside
 * itself.
 */

/**
 * What a frame shows: its text, its host, and the addresses of frames inside it that it may not look into.
 *
 * @typedef {{ text: string, host: string, url: string, closed: string[], cut: boolean }} PageText
 */

/**
 * Runs in the page: the text of the frame as a person sees it, open shadow roots and fields included, what is hidden and
 * passwords not. The browser itself says what is seen and what stands on one line (`innerText`), for parts of the page
 * that are small enough to let it go on every few milliseconds.
 *
 * @returns {Promise<PageText>}
 */
export async function readPage() {
  /** How long the page may stand still at once, in milliseconds. */
  const SLICE = 12;
  /** How many elements are read at once: the browser's own reading takes a fifth of a second for 300,000 of them. */
  const PART = 20_000;
  const TABLE = 400_000;
  /** Elements that cannot have a shadow root (DOM, "attach a shadow root") and are many where there are many at all. */
  const PLAIN = 'a, b, br, button, code, col, dd, dl, dt, em, g, i, img, input, label, li, mark, ol, option, path, small, strong, svg, table, tbody, td, th, thead, tr, u, ul, use';
  /** How much text is read at most, in UTF-16 units. */
  const MOST = 32_000_000;
  /** @type {string[]} */
  const parts = [];
  /** @type {string[]} */
  const closed = [];
  let length = 0;
  let cut = false;
  let pause = performance.now() + SLICE;

  // Our page has come to the front: in a tab behind it browsers slow timers down to one a second, but not messages.
  const { port1, port2 } = new MessageChannel();
  const rest = async () => {
    if (performance.now() < pause) return;
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    pause = performance.now() + SLICE;
  };

  /** @param {string} text */
  const add = (text) => {
    if (cut || text.trim() === '') return;
    cut = length + text.length > MOST;
    if (cut) return;
    parts.push(text);
    length += text.length;
  };

  /** Elements with a shadow root, and all around them: these are not read in one piece. @type {Set<Node>} */
  const split = new Set();

  /** Looks for fields, frames and shadow roots. @param {Document | ShadowRoot} root */
  const survey = async (root) => {
    for (const field of root.querySelectorAll('input, textarea')) {
      const secret = field instanceof HTMLInputElement && ['password', 'hidden', 'file'].includes(field.type);
      if (!secret && field.checkVisibility()) add(/** @type {HTMLInputElement | HTMLTextAreaElement} */ (field).value);
    }
    for (const frame of root.querySelectorAll('iframe, frame')) {
      const one = /** @type {HTMLIFrameElement} */ (frame);
      if (!looksInto(one)) closed.push(one.src);
    }
    let index = 0;
    for (const element of root.querySelectorAll(`:not(${PLAIN})`)) {
      const shadow = element.shadowRoot;
      if (shadow) {
        for (let around = /** @type {Node | null} */ (element); around && !split.has(around); around = around.parentNode) split.add(around);
        await survey(shadow);
      }
      index += 1;
      if (index % 256 === 0) await rest();
    }
  };

  /** Whether this frame may look into another one. @param {HTMLIFrameElement} frame */
  const looksInto = (frame) => {
    try {
      return frame.contentDocument !== null;
    } catch {
      // Some engines throw where others return null: a frame of another origin.
      return false;
    }
  };

  /** How many children it has, or one of its first: rows are in a table, or in a body of one. @param {Element} element */
  const widest = (element) => {
    const counts = [element.childElementCount];
    for (let index = 0; index < Math.min(8, element.childElementCount); index++) counts.push(element.children[index]?.childElementCount ?? 0);
    return Math.max(...counts);
  };

  /** @param {Node} parent @param {number} size how many elements are in it */
  const readChildren = async (parent, size) => {
    const average = size / Math.max(1, parent.childNodes.length);
    for (const child of parent.childNodes) {
      if (child instanceof Text) add(child.data);
      else if (child instanceof HTMLElement) {
        // Rows of a long table are all small: counting in each would take longer than reading it.
        const inside = average < 50 && !split.has(child) ? 0 : child.getElementsByTagName('*').length;
        // A long table is read in one piece, since its rows one by one would take twenty times as long.
        const flat = inside <= TABLE && inside < 50 * widest(child);
        if (!split.has(child) && (inside <= PART || flat)) {
          if (child.checkVisibility()) add(child.innerText);
        } else if (child.checkVisibility()) {
          if (child.shadowRoot) await readChildren(child.shadowRoot, child.shadowRoot.querySelectorAll('*').length);
          await readChildren(child, inside);
        }
      }
      if (cut) return;
      await rest();
    }
  };

  await survey(document);
  if (document.body) {
    if (split.size === 0 && document.body.getElementsByTagName('*').length <= PART) add(document.body.innerText);
    else {
      if (document.body.shadowRoot) await readChildren(document.body.shadowRoot, 0);
      await readChildren(document.body, document.body.getElementsByTagName('*').length);
    }
  }
  port1.close();
  return { text: parts.join('\n'), host: location.hostname, url: location.href, closed, cut };
}
