/** The self-signed certificate of the stand-in's https origin, as an on-premise server has one. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A fresh private key and certificate (both PEM), valid for two days for 127.0.0.1 and localhost.
 * The key exists on disk only while this runs.
 * @returns {Promise<{ key: string, certificate: string }>}
 */
export async function makeCertificate() {
  const folder = await mkdtemp(join(tmpdir(), 'secdo-standin-'));
  const keyFile = join(folder, 'key.pem');
  const certificateFile = join(folder, 'certificate.pem');
  try {
    await run('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=127.0.0.1',
      '-addext',
      'subjectAltName=IP:127.0.0.1,DNS:localhost',
      '-keyout',
      keyFile,
      '-out',
      certificateFile,
    ]);
    return { key: await readFile(keyFile, 'utf8'), certificate: await readFile(certificateFile, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
