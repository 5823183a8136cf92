import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RelayVendor } from '../support/relay-files';
import { claimsIn } from '../support/relays';
import { runCommand } from './command';
import { Program } from './program';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');

let base: string;
const folder = (name: string) => join(base, name);

beforeAll(() => Program.build());
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'keyward relay operations '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
});
afterEach(() => Program.endAll());
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

function startRelay(data: string, ...more: readonly string[]): Promise<Program> {
  return Program.start({}, process.execPath, [KEYWARD, 'relay', 'start', '--data', folder(data), ...more]);
}

/** A command of the server, for the data folder of a relay. */
const onRelay = (data: string, ...args: string[]) => runCommand(args, { DATA_DIR: folder(data) });

async function reportOf(data: string) {
  const { code, output } = await runCommand(['relay', 'report', '--data', folder(data)]);
  expect(code).toBe(0);
  return claimsIn(output.trim());
}

it('is checked, backed up and restored with the commands of a server, and its report tells the vendor of the restored data', async () => {
  const vendor = new RelayVendor();
  writeFileSync(folder('relay.json'), vendor.file());
  const relay = await startRelay('first', '--license', folder('relay.json'));
  await relay.output.line(/^ +page +http:\S+\/$/);
  const lines = relay.output.text;
  expect(lines).toMatch(/^ *admin password +\S+/m);
  expect(lines).not.toMatch(/system API key|Swagger|console/);
  const device = { license_key: vendor.licenseKey, hardware_id: 'desk' };
  expect((await relay.call('POST', '/api/v1/activate', device)).status).toBe(201);
  expect((await fetch(`${relay.url}/metrics`)).status).toBe(200);

  expect(await onRelay('first', 'doctor')).toMatchObject({
    code: 0,
    output: expect.stringContaining('0 found something'),
  });
  expect((await onRelay('first', 'backup', folder('relay.backup'))).code).toBe(0);
  expect((await runCommand(['backup', 'verify', folder('relay.backup')])).code).toBe(0);
  const before = await reportOf('first');
  await relay.end('SIGTERM');

  expect((await onRelay('second', 'restore', folder('relay.backup'))).code).toBe(0);
  const restored = await startRelay('second');
  expect((await restored.call('POST', '/api/v1/license-sessions', device)).status).toBe(201);
  const after = await reportOf('second');
  expect([after.relay, after.seq, after.prev]).toEqual([before.relay, before.seq, null]);
  expect(after.boot).not.toBe(before.boot);
  expect(readFileSync(join(folder('second'), 'relay.starts'), 'utf8')).toMatch(/^\d+\n$/);
});
