import { HeartbeatsService } from '../../../src/apis/progran3/app/heartbeats.service';
import { issued } from '../../testkit/issue';
import {
  activate,
  aSystem,
  sendHeartbeat,
  Dashboard,
  expectWhole,
  invalid,
  NOT_FOUND,
  SYSTEM,
} from '../../support/progran3';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const ID = '123e4567-e89b-12d3-a456-426614174000';
const FORBIDDEN = { success: false, error: expect.any(String), code: 'FORBIDDEN' };
const OTHERS = { success: false, error: 'This system belongs to another license', code: 'FORBIDDEN' };

let server: TestServer;
let dashboard: Dashboard;
beforeAll(async () => {
  server = await TestServer.shared();
  dashboard = await Dashboard.on(server);
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'customers');
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const describeSystem = (body: object) => server.call('POST', '/api/systems', { body });
const systems = async () => (await dashboard.call('GET', '/api/systems')).body.data;

describe('a system', () => {
  it('is created by sending its data, and takes no seat', async () => {
    const { id, license_key } = await dashboard.generated();
    const { status, body } = await describeSystem({ license_id: id, fingerprint_hash: SYSTEM });
    expect([status, body.data.system_data]).toEqual([201, {}]);
    expect((await dashboard.read(id)).status).toBe('generated');
    expect((await activate(server, license_key, aSystem(2))).status).toBe(200);
  });

  it('has its data replaced entirely, and kept if none is sent', async () => {
    const { id } = await dashboard.active();
    const send = async (more: object) =>
      (await describeSystem({ license_id: id, fingerprint_hash: SYSTEM.toUpperCase(), ...more })).body.data;
    const first = await send({ system_data: { os: 'Windows 10', cpus: 4 } });
    expect(await send({ system_data: { os: 'Windows 11' } })).toMatchObject({
      id: first.id,
      fingerprint_hash: SYSTEM,
      system_data: { os: 'Windows 11' },
    });
    expect((await send({})).system_data).toEqual({ os: 'Windows 11' });
    expect((await send({ system_data: null })).system_data).toEqual({ os: 'Windows 11' });
    expect((await send({ system_data: {} })).system_data).toEqual({});
    expect(await systems()).toHaveLength(1);
  });

  it('of another license stays there until it activates', async () => {
    const { id: first } = await dashboard.active();
    const { id: second, license_key } = await dashboard.generated();
    expectWhole(await describeSystem({ license_id: second, fingerprint_hash: SYSTEM }), 403, OTHERS);
    expect((await systems())[0].license_id).toBe(first);
    await activate(server, license_key);
    expect(await systems()).toMatchObject([{ license_id: second, licenses: { id: second, status: 'active' } }]);
    expectWhole(await describeSystem({ license_id: first, fingerprint_hash: SYSTEM }), 403, OTHERS);
  });

  it('leaves its data at its former license when it moves', async () => {
    const first = await dashboard.active();
    await describeSystem({ license_id: first.id, fingerprint_hash: SYSTEM, system_data: { hostname: 'ANN-PC' } });
    await sendHeartbeat(server, first.license_key, { platform: 'win' });
    const heartbeats = async () => (await dashboard.call('GET', '/api/heartbeats')).body.data;
    expect(await heartbeats()).toHaveLength(1);

    const { id: second, license_key } = await dashboard.generated();
    await activate(server, license_key);
    expect(await systems()).toMatchObject([{ license_id: second, system_data: {} }]);
    expect(await heartbeats()).toEqual([]);

    const said = { license_id: second, fingerprint_hash: SYSTEM, system_data: { hostname: 'BOB-PC' } };
    await describeSystem(said);
    await sendHeartbeat(server, license_key);
    await activate(server, license_key);
    expect(await systems()).toMatchObject([{ system_data: { hostname: 'BOB-PC' } }]);
    expect(await heartbeats()).toHaveLength(1);
  });

  it.each([
    ['license_id', '7', 'Invalid license ID format'],
    ['license_id', undefined, 'Invalid license ID format'],
    ['fingerprint_hash', 'a1b2c3', 'Fingerprint must be a SHA256 hash of 64 characters'],
    ['system_data', 'Windows', 'system_data must be an object'],
    ['system_data', { os: 'x'.repeat(16 * 1024) }, 'system_data may take at most 16384 bytes as JSON'],
  ])('is refused with the %s %p', async (field, value, message) => {
    const body = { license_id: ID, fingerprint_hash: SYSTEM, [field]: value };
    expectWhole(await describeSystem(body), 400, invalid(field, message));
  });

  it('is refused for an unknown license', async () => {
    expectWhole(await describeSystem({ license_id: ID, fingerprint_hash: SYSTEM }), 404, NOT_FOUND);
  });

  it('is created once by concurrent requests', async () => {
    const { id } = await dashboard.generated();
    const { id: other } = await dashboard.generated();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => describeSystem({ license_id: n % 2 ? id : other, fingerprint_hash: SYSTEM })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(3).fill(201), ...Array(3).fill(403)]);
    expect(await systems()).toHaveLength(1);
  });
});

describe('the systems of a license', () => {
  const FULL = (limit: number) => ({
    success: false,
    error: `This license has reached its limit of ${limit} systems; activating a system still registers it`,
    code: 'FORBIDDEN',
  });
  const say = (license_id: string, number: number, more: object = {}) =>
    describeSystem({ license_id, fingerprint_hash: aSystem(number), ...more });
  const statusesOf = async (license_id: string, numbers: number[]) =>
    (await Promise.all(numbers.map((number) => say(license_id, number)))).map(({ status }) => status).sort();
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it('are at most ten more than its seats, even for concurrent requests', async () => {
    const { id } = await dashboard.generated();
    expect(await statusesOf(id, numbers(1, 16))).toEqual([...Array(11).fill(201), ...Array(5).fill(403)]);
    expect(await systems()).toHaveLength(11);
    const known = (await systems()).map((one: { fingerprint_hash: string }) => one.fingerprint_hash);
    const unknown = numbers(1, 16).find((number) => !known.includes(aSystem(number))) ?? 0;
    expectWhole(await say(id, unknown), 403, FULL(11));
    const { body } = await describeSystem({ license_id: id, fingerprint_hash: known[0], system_data: { os: 'macOS' } });
    expect(body.data.system_data).toEqual({ os: 'macOS' });
  });

  it('grow by one with each activation', async () => {
    const { id, license_key } = await dashboard.generated();
    await statusesOf(id, numbers(1, 11));
    expect((await activate(server, license_key, aSystem(12))).status).toBe(200);
    expect((await say(id, 12, { system_data: { os: 'macOS' } })).status).toBe(201);
    expect((await sendHeartbeat(server, license_key, { system_fingerprint: aSystem(12) })).status).toBe(200);
    expect(await systems()).toHaveLength(12);
  });

  it('count a system once for concurrent requests', async () => {
    const { id } = await dashboard.generated();
    await statusesOf(id, numbers(1, 10));
    expect(await statusesOf(id, Array<number>(6).fill(11))).toEqual(Array(6).fill(201));
  });

  it.each([
    [3, 13],
    [995, 1000],
    [2_000_000_000, 1000],
    [null, 1000],
  ])('of %p seats are at most %i', async (max_activations, limit) => {
    const { id } = await issued(server, { max_activations });
    await server.dataSource.query(
      `INSERT INTO systems (fingerprint, license_id, last_seen, created_at)
       SELECT 'a machine ' || n, (SELECT id FROM licenses WHERE uid = $1), now(), now() FROM generate_series(2, $2) n`,
      [id, limit],
    );
    expect((await say(id, 1)).status).toBe(201);
    expectWhole(await say(id, 2), 403, FULL(limit));
  });
});

it('lists systems, last seen first', async () => {
  const first = await dashboard.active({}, aSystem(1));
  server.clock.advance(1000);
  await dashboard.active({}, aSystem(2));
  server.clock.advance(1000);
  await sendHeartbeat(server, first.license_key, { system_fingerprint: aSystem(1) });
  const order = (await systems()).map(({ fingerprint_hash }: { fingerprint_hash: string }) => fingerprint_hash);
  expect(order).toEqual([aSystem(1), aSystem(2)]);
  expect((await dashboard.call('GET', '/api/systems?page=2')).body.data).toEqual([]);
  expect((await dashboard.call('GET', '/api/systems?page=0')).status).toBe(400);
});

describe('heartbeats', () => {
  const NOW = '2025-10-12T12:00:00Z';
  const WHOLE = {
    timestamp: '2025-10-12T11:59:59+03:00',
    event_type: 'shutdown',
    plugin_version: '3.2.1',
    session_start: 1760270399,
    session_duration: 12.5,
    sketchup_version: '2024',
    platform: 'win',
  };
  const list = async (query: Record<string, string> = {}) =>
    (await dashboard.call('GET', '/api/heartbeats', { query })).body.data;

  it('are stored as sent, newest first', async () => {
    server.clock.holdAt(NOW);
    const { id, license_key } = await dashboard.active();
    await sendHeartbeat(server, license_key, { event_type: 'startup', timestamp: 1760270400 });
    server.clock.advance(60_000);
    await sendHeartbeat(server, license_key, WHOLE);
    server.clock.advance(60_000);
    await sendHeartbeat(server, license_key, {
      timestamp: null,
      event_type: null,
      plugin_version: null,
      session_duration: null,
    });
    const [last, whole, first] = await list();
    expect(whole).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      license_id: id,
      system_id: (await systems())[0].id,
      fingerprint_hash: SYSTEM,
      ...WHOLE,
      created_at: '2025-10-12T12:01:00Z',
      licenses: { license_key, status: 'active' },
    });
    expect(first).toMatchObject({ event_type: 'startup', timestamp: 1760270400, plugin_version: null });
    expect(last).toMatchObject({ event_type: 'heartbeat', timestamp: null });
    expect((await systems())[0].last_seen).toBe('2025-10-12T12:02:00Z');

    expect(await list({ limit: '1' })).toEqual([last]);
    expect(await list({ since: '2025-10-12T12:01:00Z' })).toEqual([last, whole]);
    expect(await list({ since: '2025-10-12T12:02:01Z', limit: '1000' })).toEqual([]);
    for (const query of [{ limit: '0' }, { limit: 'x' }, { since: 'yesterday' }] as Record<string, string>[]) {
      expect((await dashboard.call('GET', '/api/heartbeats', { query })).status).toBe(400);
    }
  });

  it('are accepted only from the active system', async () => {
    const unknown = 'PROGRAN3-2025-A1B2C3-XYZ789';
    expectWhole(await sendHeartbeat(server, unknown), 404, NOT_FOUND);
    const unused = await dashboard.generated();
    expectWhole(await sendHeartbeat(server, unused.license_key), 403, FORBIDDEN);
    const { id, license_key } = await dashboard.active();
    expectWhole(await sendHeartbeat(server, license_key, { system_fingerprint: aSystem(9) }), 403, FORBIDDEN);
    await dashboard.update(id, { status: 'revoked' });
    expectWhole(await sendHeartbeat(server, license_key), 403, FORBIDDEN);
    expect(await list()).toEqual([]);
  });

  it.each([
    ['event_type', 'crash'],
    ['timestamp', {}],
    ['session_start', true],
    ['session_duration', 'long'],
    ['plugin_version', 'x'.repeat(256)],
    ['platform', 1],
  ])('are refused with the %s %p', async (field, value) => {
    const { status, body } = await sendHeartbeat(server, 'PROGRAN3-2025-A1B2C3-XYZ789', { [field]: value });
    expect([status, body.code, body.details.map((detail: { field: string }) => detail.field)]).toEqual([
      400,
      'VALIDATION_ERROR',
      [field],
    ]);
  });

  it('create the system of a device that another API activated', async () => {
    const key = 'PROGRAN3-2025-A1B2C3-XYZ789';
    await issued(server, { key });
    await server.call('POST', '/api/v1/activate', { body: { license_key: key, hardware_id: SYSTEM } });
    expect((await sendHeartbeat(server, key)).status).toBe(200);
    expect(await systems()).toHaveLength(1);
  });

  it('are kept for 30 days; their systems stay', async () => {
    server.clock.holdAt(NOW);
    const { license_key } = await dashboard.active();
    await sendHeartbeat(server, license_key);
    server.clock.advance(30 * DAY);
    await server.app.get(HeartbeatsService).sweep();
    expect(await list()).toHaveLength(1);
    server.clock.advance(1);
    await server.app.get(HeartbeatsService).sweep();
    expect(await list()).toEqual([]);
    expect(await systems()).toHaveLength(1);
  });
});
