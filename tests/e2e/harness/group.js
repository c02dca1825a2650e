/**
 * Process groups. A browser is many processes; it starts as the leader of a group of its own, so that all of it can be
 * ended by one number and so that "gone" means all of it.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { atExit } from './leftovers.js';
import { until } from './wait.js';

/**
 * @typedef {object} Group
 * @property {number} pid the leader, which is also the group's number
 * @property {() => Promise<void>} stop asks it to end, forces it after a while, resolves when all of it is gone
 * @property {(timeout?: number) => Promise<void>} gone resolves when all of it has ended by itself, forces it after a
 *     while
 * @property {() => Promise<void>} kill ends it by SIGKILL, resolves when all of it is gone
 */

/**
 * The ids of the living processes of a group. Zombies do not count: they hold no file, and in a container nobody may
 * collect them.
 * @param {number} pgid
 * @returns {number[]}
 */
export function members(pgid) {
  const found = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // "pid (name) state ppid pgrp …"; the name may hold spaces and brackets, so cut after the last one.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(group) === pgid && state !== 'Z' && state !== 'X') found.push(Number(name));
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return found;
}

/**
 * The group led by `pid`, which must have been started as a leader. It is killed when this process ends.
 * @param {number} pid
 * @param {string} name for errors
 * @returns {Group}
 */
export function adopt(pid, name) {
  /** @param {NodeJS.Signals} signal */
  const send = (signal) => {
    if (members(pid).length > 0) process.kill(-pid, signal);
  };
  const forget = atExit(() => send('SIGKILL'));
  const ended = async (/** @type {number} */ timeout) => {
    await until(() => members(pid).length === 0, `${name} (process group ${pid}) to be gone`, timeout);
    forget();
  };
  const kill = async () => {
    send('SIGKILL');
    await ended(10_000);
  };
  const gone = async (timeout = 10_000) => {
    await ended(timeout).catch(kill);
  };
  const stop = async () => {
    send('SIGTERM');
    await gone(5_000);
  };
  return { pid, kill, stop, gone };
}

/**
 * A started program and its group. `setpriv` makes the kernel end it when this process dies by a SIGKILL, which no
 * handler here would see.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env: NodeJS.ProcessEnv, pipes: import('node:child_process').StdioOptions }} options
 * @returns {{ group: Group, child: import('node:child_process').ChildProcess }}
 */
export function startGroup(program, args, { env, pipes }) {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { env, stdio: pipes, detached: true });
  child.on('error', () => {}); // Reported below: a child without a pid did not start.
  if (child.pid === undefined) throw new Error(`cannot start ${program}: is setpriv (util-linux) installed?`);
  return { group: adopt(child.pid, program), child };
}
