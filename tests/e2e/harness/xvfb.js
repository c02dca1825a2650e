/**
 * A display of its own for each browser: native menus and keys go to the screen's only window, and two browsers on one
 * screen would take each other's input.
 */
import { startGroup } from './group.js';
import { debug, until } from './wait.js';

/**
 * A new virtual display and the function that ends it. The server picks the number itself, so launches at the same
 * time cannot collide.
 * @returns {Promise<{ name: string, stop: () => Promise<void> }>} name is like ":99"
 */
export async function startDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-noreset'];
  const { group, child } = startGroup('Xvfb', args, { env: process.env, pipes: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let number = '';
  let complaints = '';
  child.stdio[3]?.on('data', (chunk) => (number += chunk));
  child.stderr?.on('data', (chunk) => (complaints += chunk));
  try {
    await until(() => {
      if (child.exitCode !== null) throw new Error(`Xvfb ended with ${child.exitCode}: ${complaints}`);
      return number.endsWith('\n');
    }, 'Xvfb to say its display number');
  } catch (error) {
    await group.kill();
    throw error;
  }
  debug('xvfb', `:${number.trim()}`);
  return { name: `:${number.trim()}`, stop: group.stop };
}
