/** Runs the command line as a console or a pipe does. */
import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { EXAMPLE_KEY } from '../standin/alert-rules.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The program under test. */
export const PROGRAM = join(root, 'target/release/secdo');

/** A new folder that nobody else uses. */
export const folder = () => mkdtemp(join(tmpdir(), 'secdo-cli-'));

/** @typedef {{ code: number | null, signal: string | null, out: string, err: string }} Ran */

/**
 * Starts the program; `done` gives what it wrote and how it ended. `input` is what it reads, or answers what it shows.
 *
 * @param {string[]} args
 * @param {{ server?: string, input?: string | Buffer | ((shown: string, stdin: import('node:stream').Writable) => void), env?: Record<string, string>, program?: string }} [options]
 */
export function start(args, { server, input = '', env = {}, program = PROGRAM } = {}) {
  const child = spawn(program, args, {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: tmpdir(),
      SECDO_COMPANY: 'secdo',
      SECDO_API_KEY: EXAMPLE_KEY,
      ...(server ? { SECDO_SERVER: server } : {}),
      ...env,
    },
  });
  const [out, err] = [child.stdout, child.stderr].map((stream) => {
    /** @type {Buffer[]} */
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    return parts;
  });
  child.stdin.on('error', () => undefined);
  if (typeof input === 'function')
    child.stdout.on('data', () => input(Buffer.concat(out ?? []).toString(), child.stdin));
  else child.stdin.end(input);
  /** @type {Promise<Ran>} */
  const done = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, out: Buffer.concat(out ?? []).toString(), err: Buffer.concat(err ?? []).toString() }),
    );
  });
  return { child, done };
}

/** Runs the program to its end. @param {string[]} args @param {Parameters<typeof start>[1]} [options] */
export const run = (args, options) => start(args, options).done;

/** An alert as a line of JSON. @param {number} n */
export const line = (n) =>
  JSON.stringify({
    type: 'OutgoingConnectionEvent',
    timestamp: 1_490_209_247_000 + n,
    vendor: 'v',
    product: 'p',
    source_ip: `10.0.${Math.floor(n / 250)}.${(n % 250) + 1}`,
    source_port: 1024 + n,
    destination_ip: '66.186.100.181',
    destination_port: 9000,
    event_id: String(n),
  });

/** The arguments that send one alert of a file, and try it once. */
export const ONE_FILE = [
  ...['send', '--type', 'file', '--time', '1490209247', '--vendor', 'v', '--product', 'p'],
  ...['--agent-ip', '10.0.0.1', '--file-path', 'c:\\a', '--retry-for', '0'],
];
