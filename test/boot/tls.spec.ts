import { freshDatabase } from '../support/database';
import { callSecurely, CERT_FILE, KEY_FILE } from '../support/tls';
import { BUILD_LIMIT_MS, Program } from './program';

const ENCRYPTED = /^ *encrypted +(https:\S+)$/;

jest.setTimeout(180_000);

beforeAll(() => Program.build(), BUILD_LIMIT_MS);
afterEach(() => Program.endAll());

it('starts and stops a second, encrypted listener', async () => {
  const program = await Program.start({
    DATABASE_URL: await freshDatabase('tls'),
    TLS_CERT: CERT_FILE,
    TLS_KEY: KEY_FILE,
    TLS_PORT: '0',
  });
  const [, url = ''] = await program.output.line(ENCRYPTED);
  expect((await callSecurely(`${url}/health`)).status).toBe(200);
  expect((await program.call('GET', '/health')).status).toBe(200);
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
  await expect(callSecurely(`${url}/health`)).rejects.toThrow('ECONNREFUSED');
});
