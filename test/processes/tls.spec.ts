import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '../testkit/database';
import { callSecurely, CERT_FILE, KEY_FILE, RENEWED_CERT_FILE, RENEWED_KEY_FILE } from '../support/tls';
import { until } from '../testkit/until';
import { Program } from './program';

const ENCRYPTED = /^ *encrypted +(https:\S+)$/;

beforeAll(() => Program.build());
afterEach(() => Program.endAll());

it('starts and stops a second, encrypted listener, and notices a renewed certificate', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-tls-'));
  const [TLS_CERT, TLS_KEY] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  copyFileSync(CERT_FILE, TLS_CERT);
  copyFileSync(KEY_FILE, TLS_KEY);
  const program = await Program.start({
    DATABASE_URL: await freshDatabase('tls'),
    TLS_CERT,
    TLS_KEY,
    TLS_PORT: '0',
  });
  const [, url = ''] = await program.output.line(ENCRYPTED);
  expect((await callSecurely(`${url}/health`)).status).toBe(200);
  expect((await program.call('GET', '/health')).status).toBe(200);

  copyFileSync(RENEWED_CERT_FILE, TLS_CERT);
  copyFileSync(RENEWED_KEY_FILE, TLS_KEY);
  const ca = readFileSync(RENEWED_CERT_FILE);
  await until('the renewed certificate is in use', () =>
    callSecurely(`${url}/health`, { ca }).then(
      ({ status }) => status === 200,
      () => false,
    ),
  );
  rmSync(folder, { recursive: true });
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
  await expect(callSecurely(`${url}/health`)).rejects.toThrow('ECONNREFUSED');
});
