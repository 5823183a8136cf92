import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RelayVendor } from '../support/relay-files';
import { claimsIn } from '../support/relays';
import { until } from '../testkit/until';
import { runCommand } from './command';
import { Program } from './program';
import { inRelayDatabase } from './relay-database';

const PRELOADED = resolve(__dirname, 'shifted-clock.cjs');
const DAY = 86_400;
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

function startRelay(data: string, more: readonly string[], settings: Record<string, string> = {}): Promise<Program> {
  return Program.start(settings, process.execPath, [KEYWARD, 'relay', 'start', '--data', folder(data), ...more]);
}

/** A command of the server, for the data folder of a relay. */
const onRelay = (data: string, ...args: string[]) => runCommand(args, { DATA_DIR: folder(data) });

/** Requests of programs that were logged so long ago. */
async function requestsBefore(data: string, days: number): Promise<number> {
  const count = 'SELECT count(*) FROM verifications WHERE at < now() - make_interval(days => $1)';
  const { rows } = await inRelayDatabase(folder(data), count, [days]);
  return Number(rows[0].count);
}

async function reportOf(data: string) {
  const { code, output } = await runCommand(['relay', 'report', '--data', folder(data)]);
  expect(code).toBe(0);
  return claimsIn(output.trim());
}

it('is backed up and restored with the commands of a server, and its report tells the vendor of the restored data', async () => {
  const vendor = new RelayVendor();
  const before100Days = Math.floor(Date.now() / 1_000) - 100 * DAY;
  writeFileSync(folder('relay.json'), vendor.file({ claims: { iat: before100Days, nbf: before100Days } }));
  const shifted = { NODE_OPTIONS: `--require ${PRELOADED}`, CLOCK_OFFSET: String(-100 * DAY * 1_000) };
  const relay = await startRelay('first', ['--license', folder('relay.json')], shifted);
  await relay.output.line(/^ +page +http:\S+\/$/);
  const lines = relay.output.text;
  expect(lines).toMatch(/^ *admin password +\S+/m);
  expect(lines).not.toMatch(/system API key|Swagger|console/);
  const device = { license_key: vendor.licenseKey, hardware_id: 'desk' };
  expect((await relay.call('POST', '/api/v1/activate', device)).status).toBe(201);
  expect((await fetch(`${relay.url}/metrics`)).status).toBe(200);

  await until('the call is logged', async () => (await requestsBefore('first', 62)) > 0);
  expect((await onRelay('first', 'backup', folder('relay.backup'))).code).toBe(0);
  expect((await runCommand(['backup', 'verify', folder('relay.backup')])).code).toBe(0);
  const before = await reportOf('first');
  await relay.end('SIGTERM');

  expect((await onRelay('second', 'restore', folder('relay.backup'))).code).toBe(0);
  const restored = await startRelay('second', ['--log-days', '31']);
  expect((await restored.call('POST', '/api/v1/license-sessions', device)).status).toBe(201);
  await until('the log of former months is dropped', async () => (await requestsBefore('second', 62)) === 0);
  const after = await reportOf('second');
  expect([after.relay, after.seq, after.prev]).toEqual([before.relay, before.seq, null]);
  expect(after.boot).not.toBe(before.boot);
  expect(readFileSync(join(folder('second'), 'relay.starts'), 'utf8')).toMatch(/^\d+\n$/);
});
