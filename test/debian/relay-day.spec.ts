import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/core/common/project';
import { type Driver, ProcessDriver, type Reply } from '../conformance/driver';
import { builtGoPrograms } from '../conformance/go-client';
import { TypeScriptDriver } from '../conformance/typescript-driver';
import { Program } from '../processes/program';
import { issueRelay } from '../support/relays';
import { freshDatabase } from '../testkit/database';
import { issued } from '../testkit/issue';
import { tally } from '../testkit/records';
import { TestServer } from '../testkit/server';
import { until } from '../../src/testkit/until';

const DAY = 86_400_000;
const TERM_DAYS = 30;
const PROGRAMS = 50;
const SEATS = 40;
/** A user whom nothing belongs to. */
const NOBODY = 65_534;
const CLOCK = join(PROJECT_DIR, 'test/support/moved-clock.cjs');

let folder: string;
let databaseUrl: string;
let vendor: TestServer;
let license: { id: string; key: string };
let keys: string[];
let relay: Program;
let password: string;
let go: string;
const programs: Driver[] = [];
/** Days since the relay was issued. */
let day = 0;

beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-relay-day-'));
  chmodSync(folder, 0o755);
  go = await builtGoPrograms(join(folder, 'go'));
  databaseUrl = await freshDatabase();
  vendor = await TestServer.start({}, databaseUrl);
  license = await issued(vendor, { max_sessions: SEATS, max_activations: null });
  const { body } = await vendor.call('GET', '/.well-known/jwks.json');
  keys = body.keys.map(({ x }: { x: string }) => x);
});
afterAll(async () => {
  await Promise.allSettled(programs.map((program) => program.stop()));
  await Program.endAll();
  await vendor.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** The packed server in a folder, as a package that a user has installed. */
function install(): string {
  const home = join(folder, 'operator');
  mkdirSync(home);
  const npm = (cwd: string, ...args: string[]) => execFileSync('npm', args, { cwd, stdio: 'pipe' });
  npm(PROJECT_DIR, 'pack', '--pack-destination', folder);
  const [archive = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  npm(home, 'install', '--no-audit', '--no-fund', '--ignore-scripts', join(folder, archive));
  return home;
}

/** Starts the relay as a user of its own, who has nothing but the package. */
async function startRelay(home: string): Promise<Program> {
  const data = join(home, 'data');
  mkdirSync(data);
  const command = [process.execPath, join(home, 'node_modules/.bin/keyward'), 'relay', 'start', '--data', data];
  const settings = {
    HOME: home,
    NODE_COMPILE_CACHE: '',
    NODE_OPTIONS: `--require ${CLOCK}`,
    MOVED_CLOCK: join(home, 'clock'),
  };
  if (process.getuid?.() !== 0) {
    return Program.start(settings, command[0], command.slice(1));
  }
  [home, data].forEach((path) => chownSync(path, NOBODY, NOBODY));
  const user = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];
  return Program.start(settings, 'setpriv', [...user, ...command]);
}

async function posted(path: string, fields: Record<string, string | Blob>): Promise<Response> {
  const form = new FormData();
  Object.entries(fields).forEach(([name, value]) => form.set(name, value));
  return fetch(`${relay.url}${path}`, {
    method: 'POST',
    body: form,
    headers: { origin: relay.url },
    redirect: 'manual',
  });
}

const page = async (): Promise<string> => (await fetch(relay.url)).text();

/** Lets the time of the relay and of its programs pass. */
async function pass(days: number): Promise<void> {
  day += days;
  const clock = join(folder, 'operator/clock');
  writeFileSync(clock, String(day * DAY));
  relay.signal('SIGUSR2');
  const read = `${clock}.read`;
  await until('the clock moves', () => existsSync(read) && readFileSync(read, 'utf8') === String(day * DAY));
  // Sessions that sent no heartbeat have ended.
  await sendAll('wake');
}

const now = (): number => Date.now() + day * DAY;
const sendAll = (command: string, parameters: Record<string, unknown> = {}): Promise<Reply[]> =>
  Promise.all(programs.map((program) => program.send({ do: command, now: now(), with: parameters })));

const DRIVERS: readonly (() => Driver)[] = [
  () => new TypeScriptDriver(),
  () =>
    new ProcessDriver('/usr/bin/python3', [join(PROJECT_DIR, 'sdk/python/tests/driver.py')], {
      PYTHONPATH: join(PROJECT_DIR, 'sdk/python/src'),
      PYTHONDONTWRITEBYTECODE: '1',
    }),
  () => new ProcessDriver('php', [join(PROJECT_DIR, 'sdk/php/tests/driver.php')]),
  () => new ProcessDriver(join(go, 'driver'), []),
];

/** How many programs hold a seat. */
const seated = (replies: readonly Reply[]): number => replies.filter(({ state }) => state?.kind === 'valid').length;

it('is installed from the package by a new user, and set up on its page', async () => {
  relay = await startRelay(install());
  password = relay.adminPassword ?? '';
  const [request = ''] = /KWL1\.[\w-]+/.exec(await page()) ?? [];
  const { status, body } = await issueRelay(vendor, license, {
    request,
    pool: { sessions: SEATS },
    expires_at: new Date(Date.now() + TERM_DAYS * DAY).toISOString(),
  });
  expect([status, body.error]).toEqual([201, undefined]);
  expect((await posted('/relay/import', { word: password, file: new Blob([body.file]) })).status).toBe(303);
  expect(await page()).toContain(`0 of ${SEATS}`);
});

it('serves 50 programs in four languages from 40 seats while the vendor is away', async () => {
  await vendor.stop();
  programs.push(
    ...Array.from({ length: PROGRAMS }, (_, index) => DRIVERS[index % DRIVERS.length]?.()).flatMap((one) => one ?? []),
  );
  await Promise.all(
    programs.map((program, index) => {
      const options = {
        base_url: relay.url,
        product: 'v2-default',
        keys,
        device: `device-${index}`,
        store: join(folder, `store-${index}`),
        floating: true,
      };
      return program.send({ do: 'open', now: now(), with: options });
    }),
  );
  const replies = await sendAll('activate', { license_key: license.key });
  expect(seated(replies)).toBe(SEATS);
  expect(tally(replies.flatMap(({ state }) => state?.reason ?? []))).toEqual({ no_seat_free: PROGRAMS - SEATS });
  expect(await page()).toContain(`${SEATS} of ${SEATS}`);
});

it('serves them for the whole term, and none after it', async () => {
  await pass(TERM_DAYS / 2);
  expect(seated(await sendAll('check'))).toBe(SEATS);
  expect(await page()).toContain(`${SEATS} of ${SEATS}`);
  await pass(TERM_DAYS / 2 + 1);
  expect(seated(await sendAll('check'))).toBe(0);
});

it('reports what was used, which the vendor compares with what was sold', async () => {
  const body = new URLSearchParams({ word: password });
  const exported = await fetch(`${relay.url}/relay/report`, { method: 'POST', body, headers: { origin: relay.url } });
  const report = (await exported.text()).trim();

  vendor = await TestServer.start({}, databaseUrl);
  vendor.clock.advance(day * DAY);
  const received = await vendor.call('POST', '/api/v1/relays/reports', { body: { report } });
  expect([received.status, received.body]).toMatchObject([200, { gaps: [], usage: { sessions: { peak: SEATS } } }]);
  const { items } = (await vendor.asAdmin('GET', `/api/v1/licenses/${license.id}/relay-use`)).body;
  const { refused } = received.body.usage.sessions;
  expect(refused).toBeGreaterThanOrEqual(PROGRAMS - SEATS);
  expect(items).toContainEqual({
    of: 'sessions',
    meter: null,
    sold: String(SEATS),
    used: String(SEATS),
    above: '0',
    refused,
  });
});
