import { BatchDatabase } from '../../../src/core/platform/database/batch-database';
import { JobsService } from '../../../src/core/platform/jobs/jobs.service';
import { freshDatabase, onDatabase } from '../../testkit/database';
import { contract as LIC } from '../../contracts/lic';
import { contract as LICENSE_MANAGER } from '../../contracts/license-manager';
import { contract as NATIVE } from '../../contracts/native';
import { contract as PROGRAN3 } from '../../contracts/progran3';
import { contract as SMBEAUTY } from '../../contracts/smbeauty';
import { contract as V2 } from '../../contracts/v2';
import { type OperationCall, type PreparedWorld, worldOn } from '../../support/prepared-world';
import { type Answer, type Call, TestServer } from '../../testkit/server';
import { SilentProxy } from '../../support/silent-proxy';
import { StandbyStandIn } from '../../support/standby-stand-in';
import { until } from '../../testkit/until';

const WRITES: [string, OperationCall | undefined, string, object][] = [
  ['the native API', NATIVE.calls.activate, '/api/v1/activate', { error: { code: 'UNAVAILABLE' } }],
  ['V2', V2.calls.activateLicense, '/api/license/activate', { error: { code: 'INTERNAL_ERROR' } }],
  ['LIC', LIC.calls.verifyLicense, '/dialects/lic/api/verify', { success: false }],
  ['ProGran3', PROGRAN3.calls.activateLicense, '/api/licenses/activate', { success: false }],
  ['License Manager', LICENSE_MANAGER.calls.activateLicense, '/api/external/license/activate', { status: false }],
];

let server: TestServer;
let world: PreparedWorld;
/** Another node on the same database, and what is between the two. */
let node: TestServer;
let proxy: SilentProxy;
let token: string;
/** Prepared before there is the other node, which passport asks about log-ins from then on. */
const calls = new Map<string, Call>();
beforeAll(async () => {
  server = await TestServer.start({}, undefined, { connections: 3 });
  world = await worldOn(server);
  token = await server.adminToken();
  for (const [api, call] of [...WRITES, ['SMBeautyEngine', SMBEAUTY.calls.createConfig] as const]) {
    calls.set(api, (await call?.good(world)) ?? {});
  }
  proxy = await SilentProxy.before(server.databaseUrl);
  node = await TestServer.start({}, proxy.url);
});
afterAll(async () => {
  await node.stop();
  proxy.stop();
  await server.stop();
});

const issue = (description: string) =>
  server.withKey('POST', '/api/v1/licenses', { body: { product: 'v2-default', description } }, world.internalKey);

describe('a change that fails for lack of', () => {
  beforeAll(() =>
    onDatabase(
      server.databaseUrl,
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'failed' USING ERRCODE = substr(NEW.description, 1, 5); END $$`,
      `CREATE TRIGGER fail BEFORE INSERT ON licenses FOR EACH ROW WHEN (NEW.description ~ '^\\w{5} ') EXECUTE FUNCTION fail()`,
    ),
  );

  it.each([
    '53100 disk',
    '53200 memory',
    '53300 connections',
    '53400 room in its configuration',
    '55P03 a lock',
    '57014 time',
    '40P01 luck, in a deadlock',
    '40001 luck, in a serialization failure',
    '25006 a right to write',
    '08006 a connection',
  ])('%s may be sent again', async (trouble) => {
    const { status, headers, body } = await issue(trouble);
    expect([status, headers['retry-after'], body.error.code]).toEqual([503, '2', 'UNAVAILABLE']);
  });

  it('reason is our fault', async () => {
    expect((await issue('XX000 reason')).status).toBe(500);
  });
});

it('goes on when a migration of a later release changes the type of a column', async () => {
  const license = (await issue('Widened')).body;
  const device = { license_key: license.key, hardware_id: 'desk' };
  const bearer = { authorization: `Bearer ${await server.adminToken()}` };
  const ask = async () => [
    (await server.call('POST', '/api/v1/activate', { body: device })).status,
    (await server.call('POST', '/api/v1/validate', { body: device })).body.valid,
    (await server.call('GET', '/api/v1/auth/me', { headers: bearer })).status,
  ];
  await ask();
  await onDatabase(
    server.databaseUrl,
    'ALTER TABLE users ALTER COLUMN username TYPE varchar(1000)',
    'ALTER TABLE products ALTER COLUMN name TYPE varchar(1000), ALTER COLUMN reference TYPE varchar(1000)',
    'ALTER TABLE activations ALTER COLUMN name TYPE varchar(1000)',
  );
  expect(await ask()).toEqual([200, true, 200]);
});

it('uses a connection for batches no longer after a statement on it has failed', async () => {
  const batches = server.app.get(BatchDatabase);
  const session = () => batches.query<{ pid: number }>({ name: 'pid', text: 'SELECT pg_backend_pid() AS pid' }, []);
  const [before] = await session();
  expect(await session()).toEqual([before]);
  await expect(batches.query({ name: 'failing', text: 'SELECT 1 / 0 AS n' }, [])).rejects.toThrow('division by zero');
  expect(await session()).not.toEqual([before]);
});

describe('a node whose database is away', () => {
  beforeAll(() => proxy.stop());

  const TEXT: unknown = expect.any(String);
  const NATIVE = { error: { code: 'UNAVAILABLE', message: TEXT, request_id: TEXT } };
  const native = () => node.call('POST', '/api/v1/validate', { body: { license_key: 'KEY', hardware_id: 'desk' } });
  const management = () => node.withKey('GET', '/api/v1/licenses', {}, world.internalKey);
  const v2 = () =>
    node.withKey(
      'POST',
      '/api/license/verify',
      { body: { license_key: 'KEY', hardware_hash: 'desk' } },
      world.externalKey,
    );
  const lic = () =>
    node.call('POST', '/dialects/lic/api/verify', { body: { license_key: 'KEY', machine_code: 'desk' } });
  const progran3 = () => node.withKey('GET', '/api/systems', {}, world.internalKey);
  const external = () => node.withKey('GET', '/api/external/connection-check', {}, world.externalKey);
  const ofManager = () => node.withKey('GET', '/api/internal/products', {}, world.internalKey);
  const legacy = () =>
    node.call('POST', '/api/get_license', {
      body: { license_code: 'KEY' },
      headers: { 'lb-api-key': world.internalKey },
    });
  const smbeauty = () =>
    node.call('POST', '/api/admin/license/config', { body: {}, headers: { authorization: `Bearer ${token}` } });

  it.each<[string, () => Promise<Answer>, number, object]>([
    ['the native API', native, 503, NATIVE],
    ['the management of the native API', management, 503, NATIVE],
    ['V2', v2, 503, { error: { code: 'INTERNAL_ERROR', message: TEXT } }],
    ['LIC', lic, 503, { success: false, message: TEXT, error_code: 'UNAVAILABLE', retry_after: 2 }],
    ['ProGran3', progran3, 503, { success: false, error: TEXT, code: 'INTERNAL_ERROR' }],
    ['License Manager', external, 503, { status: false, is_active: false, message: TEXT }],
    ['the management of License Manager', ofManager, 503, { status: false, message: TEXT }],
    ['the older paths of License Manager', legacy, 503, { status: false, message: TEXT }],
    ['SMBeautyEngine', smbeauty, 500, { success: false, error: TEXT, code: 'INTERNAL_ERROR' }],
  ])('answers %s with Retry-After, in the format of that API', async (_api, ask, status, shape) => {
    const answer = await ask();
    expect([answer.status, answer.headers['retry-after'], answer.body]).toEqual([status, '2', shape]);
  });
});

describe('a node whose database is read-only', () => {
  let restore: () => Promise<void>;
  beforeAll(async () => {
    // For connections from now on: those of the other node are open.
    const setting = `ALTER DATABASE ${new URL(server.databaseUrl).pathname.slice(1)} SET default_transaction_read_only`;
    await onDatabase(server.databaseUrl, `${setting} = on`);
    proxy = await SilentProxy.before(server.databaseUrl, Number(new URL(proxy.url).port));
    const ready = () => node.call('GET', '/health/ready');
    await until('the node has a connection again', async () => (await ready()).body.error?.code !== 'UNAVAILABLE');
    restore = () => onDatabase(server.databaseUrl, 'SET default_transaction_read_only = off', `${setting} = off`);
  });
  afterAll(() => restore());

  const send = (api: string, path: string) => {
    const { body, headers } = calls.get(api) ?? {};
    return node.call('POST', path, { body, headers: { 'x-api-key': world.externalKey, ...headers } });
  };

  it('says that it is not ready, and why', async () => {
    const { status, headers, body } = await node.call('GET', '/health/ready');
    expect([status, headers['retry-after'], body.error.code]).toEqual([503, '1', 'DATABASE_READ_ONLY']);
  });

  it.each(WRITES)('answers 503 at %s, with Retry-After', async (api, _call, path, shape) => {
    const { status, headers, body } = await send(api, path);
    expect([status, headers['retry-after'], body]).toMatchObject([503, '2', shape]);
  });

  it('answers at SMBeautyEngine with the status of its contract', async () => {
    const { status, headers, body } = await node.call('POST', '/api/admin/license/config', {
      body: calls.get('SMBeautyEngine')?.body,
      headers: { authorization: `Bearer ${token}` },
    });
    expect([status, headers['retry-after'], body.success]).toEqual([500, '2', false]);
  });
});

describe('a node with several hosts in DATABASE_URL', () => {
  let databaseUrl: string;
  let standby: StandbyStandIn;
  let first: SilentProxy;
  let second: SilentProxy;
  let node: TestServer;
  beforeAll(async () => {
    databaseUrl = await freshDatabase('hosts');
    standby = await StandbyStandIn.start();
    first = await SilentProxy.before(databaseUrl);
    second = await SilentProxy.before(databaseUrl);
    const hosts = ['127.0.0.1:1', standby.host, first.host, second.host].join(',');
    const silence = { answer: 20_000, idle: 0, probe: 200, suspect: 20_000 };
    const url = first.url.replace(first.host, hosts);
    node = await TestServer.start({}, url, { connections: 3, silence });
  });
  afterAll(async () => {
    await node.stop();
    [standby, first, second].forEach((host) => host.stop());
  });

  const issueAt = () => node.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default' } });
  const check = () => node.call('POST', '/api/v1/validate', { body: { license_key: 'KEY' } });
  const ALL = ['keyward', 'keyward batches', 'keyward changes', 'keyward jobs'];

  it('stays at the first one that accepts changes', async () => {
    await node.app.get(JobsService).start();
    expect([(await issueAt()).status, (await check()).status]).toEqual([201, 200]);
    expect(standby.logins).toBeGreaterThan(0);
    const asked = 'keyward hosts';
    node.clock.advance(1_000);
    await until('each host is asked', () => second.applications.has(asked));
    expect([[...first.applications].sort(), [...second.applications]]).toEqual([[...ALL, asked].sort(), [asked]]);
    const before = standby.logins;
    await Promise.all([issueAt(), issueAt(), issueAt(), check()]);
    expect(standby.logins).toBe(before);
  });

  it('moves all its connections to the next one when its host is gone', async () => {
    first.stop();
    const answers = await Promise.all([...Array.from({ length: 6 }, issueAt), check()]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 200]));
    await until('everything is at the other host', () => ALL.every((name) => second.applications.has(name)));
  });

  it('drops a connection whose server has become read-only', async () => {
    const runner = node.dataSource.createQueryRunner();
    const [{ pid }] = await runner.query('SELECT pg_backend_pid() AS pid');
    await runner.query('SET default_transaction_read_only = on');
    await runner.release();
    expect((await issueAt()).status).toBe(201);
    const isGone = async () =>
      (await node.dataSource.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])).length === 0;
    await until('its session has ended', isGone);
  });

  it('ends connections to a silent host as soon as another one is used', async () => {
    const runner = node.dataSource.createQueryRunner();
    const lost = expect(runner.query('SELECT pg_sleep(20)')).rejects.toThrow('another server is used now');
    await until('the statement runs', async () => {
      const sleeping = `SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(20)'`;
      return (await node.dataSource.query(sleeping)).length > 0;
    });
    second.silence();
    second.refuse();
    first = await SilentProxy.before(databaseUrl, Number(new URL(first.url).port));
    expect((await issueAt()).status).toBe(201);
    await lost;
    await runner.release();
  });
});

describe('a node that gets no connection', () => {
  it('reports not ready in time under many requests, and ready once it gets a connection', async () => {
    const runners = Array.from({ length: 3 }, () => server.dataSource.createQueryRunner());
    await Promise.all(runners.map((runner) => runner.connect()));
    const asked = await Promise.all(Array.from({ length: 5 }, () => server.call('GET', '/health/ready')));
    expect(asked.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
    await Promise.all(runners.map((runner) => runner.release()));
    expect((await server.call('GET', '/health/ready')).status).toBe(200);
  });
});
