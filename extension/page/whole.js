/** All that a frame shows, for "Find indicators on this page"; the last of the scripts that a scan runs. */

/**
 * The content of a frame: its text, its host, and the addresses of frames inside it that it may not look into.
 *
 * @typedef {{ text: string, host: string, url: string, closed: string[], cut: boolean }} PageWhole
 */

/**
 * The text of the frame as a person sees it, all shadow roots and fields included, what is hidden and passwords not. The
 * page goes on every few milliseconds while it is read.
 *
 * @returns {Promise<PageWhole>}
 */
async function pageWhole() {
  /** How long the page may stand still at once, in milliseconds. */
  const SLICE = 12;
  const plain = pagePlain();
  const tree = pageTree(plain);
  const looks = pageLooks(plain, tree);
  const walk = pageWalk(plain, tree, looks, pageLines(plain, tree, looks), { most: 32_000_000, until: Infinity });
  /** @type {string[]} */
  const closed = [];

  // Our page has come to the front: in a tab behind it browsers slow timers down to one a second, but not messages.
  const { port1, port2 } = new MessageChannel();
  const rest = () =>
    new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });

  const out = walk.start({ frame: (frame) => void (looksInto(frame) || closed.push(frame.src)) });
  const top = plain.body() ?? plain.root();
  let pause = performance.now() + SLICE;
  if (top) {
    for (const _ of walk.steps(out, { node: top, offset: 0 }, { node: top, offset: plain.childNodes(top).length })) {
      if (performance.now() <= pause) continue;
      await rest();
      pause = performance.now() + SLICE;
    }
  }
  port1.close();
  return { text: out.parts.join(''), host: location.hostname, url: location.href, closed, cut: out.cut };

  /** Whether this frame may look into another one. @param {HTMLIFrameElement | HTMLFrameElement} frame */
  function looksInto(frame) {
    try {
      return frame.contentDocument !== null;
    } catch {
      // Some engines throw where others return null: a frame of another origin.
      return false;
    }
  }
}

pageWhole();
