/**
 * Things that must not outlive the test process: started process groups and temporary folders. Both are undone here even
 * when a test throws, or the runner ends the file with a signal.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<() => void>} */
const pending = new Set();

/** Runs and forgets every pending undo; later ones first, so that processes end before their folders go. */
function undoAll() {
  for (const undo of [...pending].reverse()) {
    pending.delete(undo);
    try {
      undo();
    } catch {
      // One undo that fails must not keep the others from running: the process is on its way out.
    }
  }
}

process.once('exit', undoAll);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(signal, () => {
    undoAll();
    process.kill(process.pid, signal);
  });
}

/**
 * A function that takes the undo back. Until it is called, `undo` runs when this process ends.
 * @param {() => void} undo must be synchronous
 * @returns {() => void}
 */
export function atExit(undo) {
  pending.add(undo);
  return () => pending.delete(undo);
}

/**
 * A new temporary folder and the function that removes it. It is also removed when this process ends.
 * @param {string} purpose a word in the folder's name
 * @returns {{ path: string, remove: () => Promise<void> }}
 */
export function temporaryFolder(purpose) {
  const path = mkdtempSync(join(tmpdir(), `e2e-${purpose}-`));
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
  const forget = atExit(() => rmSync(path, options));
  return {
    path,
    remove: async () => {
      // A browser that has just gone can leave a file that the kernel still holds: ENOTEMPTY was seen (2026-11-24).
      await rm(path, options);
      forget();
    },
  };
}
