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
 * The ids of the living processes of a group, and of those outside it that name `mark` in their command line: crash
 * reporters leave the group, and Firefox's was once seen to outlive it (153, 2026-11-24). Zombies do not count: they
 * hold no file, and in a container nobody may collect them.
 * @param {number} pgid
 * @param {string} [mark] a path that no other program knows
 * @returns {number[]}
 */
export function members(pgid, mark) {
  return readdirSync('/proc')
    .filter((name) => {
      if (!/^\d+$/.test(name)) return false;
      try {
        // "pid (name) state ppid pgrp …"; the name may hold spaces and brackets, so cut after the last one.
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z' || state === 'X') return false;
        if (Number(group) === pgid) return true;
        return mark !== undefined && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(mark);
      } catch {
        return false; // It ended between the listing and the reading.
      }
    })
    .map(Number);
}

/**
 * The group led by `pid`, which must have been started as a leader. It is killed when this process ends.
 * @param {number} pid
 * @param {string} name for errors
 * @param {string} [mark] as for `members`
 * @returns {Group}
 */
export function adopt(pid, name, mark) {
  /** @param {NodeJS.Signals} signal */
  const send = (signal) => {
    for (const member of members(pid, mark)) {
      try {
        process.kill(member, signal);
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error; // It has just ended.
      }
    }
  };
  const forget = atExit(() => send('SIGKILL'));
  const ended = async (/** @type {number} */ timeout) => {
    await until(() => members(pid, mark).length === 0, `${name} (process group ${pid}) to be gone`, timeout);
    forget();
  };
  const kill = async () => {
    send('SIGKILL');
    await ended(10_000);
  };
  const gone = async (timeout = 20_000) => {
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
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {import('node:child_process').StdioOptions} options.pipes
 * @param {string} [options.mark] as for `members`
 * @returns {{ group: Group, child: import('node:child_process').ChildProcess }}
 */
export function startGroup(program, args, { env, pipes, mark }) {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], { env, stdio: pipes, detached: true });
  child.on('error', () => {}); // Reported below: a child without a pid did not start.
  if (child.pid === undefined) throw new Error(`cannot start ${program}: is setpriv (util-linux) installed?`);
  const { pid, ...endings } = adopt(child.pid, program, mark);
  // A helper that outlives the group may hold the pipes, and an open pipe keeps this process from ending.
  const letGo = () => child.stdio.forEach((pipe) => pipe?.destroy());
  const ends = Object.entries(endings).map(([name, end]) => [
    name,
    (/** @type {number | undefined} */ timeout) => end(timeout).finally(letGo),
  ]);
  return { group: /** @type {Group} */ ({ pid, ...Object.fromEntries(ends) }), child };
}
