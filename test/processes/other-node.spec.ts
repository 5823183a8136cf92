import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Program } from './program';

/** The Node that runs npm, which need not be the one that npm has installed for the scripts. */
const { npm_node_execpath: node = process.execPath } = process.env;

/** Older versions cannot become the server: it runs in the process of the command. */
const SERVE = [resolve(__dirname, '../../scripts/keyward.mjs'), 'serve'];

let base: string;
beforeAll(() => Program.build());
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'keyward node '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
});
afterEach(() => Program.endAll());
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

it(`keyward serve serves programs on Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`, async () => {
  const program = await Program.start({ DATA_DIR: join(base, 'data') }, node, SERVE);
  const headers = await program.logIn(program.adminPassword ?? '');
  const { body: issued } = await program.call('POST', '/api/v1/licenses', { product: 'v2-default' }, headers);
  const device = { license_key: issued.key, hardware_id: 'desk' };
  expect((await program.call('POST', '/api/v1/activate', device)).status).toBe(201);
  expect((await program.call('POST', '/api/v1/validate', device)).body).toMatchObject({ valid: true });
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
});
