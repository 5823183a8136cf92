import type { License } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, issued, validate } from '../../testkit/issue';
import { SessionReaperService } from '../../../src/core/verification/sessions/session-reaper.service';
import { beat, end, start } from '../../support/license-sessions';
import { licenseOf, race } from '../../testkit/race';
import { tally, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
/** A second node over the same database. */
let other: TestServer;
beforeAll(async () => {
  [other, server] = await TestServer.sharedPair();
});
beforeEach(() => {
  for (const node of [server, other]) {
    node.clock.holdAt('2027-03-01T12:00:00Z');
  }
});
afterAll(async () => {
  await server.stop();
  await other.stop();
});

async function floating(license: Record<string, unknown> = {}): Promise<License> {
  const made = await issued(server, { max_sessions: 2, ...license });
  await activate(server, made.key, 'desk');
  return made;
}

const v2 = (path: string, body: object) => server.withKey('POST', `/api/license/session/${path}`, { body });
const NO_SESSION = { code: 'NOT_FOUND', message: 'Active session not found', request_id: expect.any(String) };

it('starts, beats and ends', async () => {
  const { key } = await floating();
  const started = await start(server, key, 'desk', { app_version: '1.2', machine_id: 'DESKTOP-1' });
  expect([started.status, started.body]).toEqual([
    201,
    {
      session_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      session_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_at: '2027-03-01T12:01:00.000Z',
      heartbeat_interval: 30,
      sessions: { used: 1, max: 2 },
    },
  ]);
  const token = started.body.session_token;
  server.clock.advance(30_000);
  const beaten = await beat(server, token);
  expect([beaten.status, beaten.body]).toEqual([200, { expires_at: '2027-03-01T12:01:30.000Z' }]);
  server.clock.advance(20_500);
  const ended = await end(server, token);
  expect([ended.status, ended.body]).toEqual([200, { duration: 50, reason: 'ended' }]);
  expect(await beat(server, token)).toMatchObject({ status: 404, body: { error: NO_SESSION } });
  expect(await end(server, token)).toMatchObject({ status: 404, body: { error: NO_SESSION } });
  const { items } = await server.sdk.licenseSessions.list({ license: key });
  expect(items).toMatchObject([
    { id: started.body.session_id, machine_id: 'DESKTOP-1', app_version: '1.2', running: false, end_reason: 'ended' },
  ]);
});

it('shows the sessions to a device that a check binds, as to every other', async () => {
  const { key } = await floating({ policy_overrides: { bind_on_check: true } });
  await start(server, key, 'desk');
  const binding = await validate(server, key, 'laptop');
  expect(binding.body).toMatchObject({ code: 'VALID', license: { sessions: { used: 1, max: 2 } } });
  expect((await validate(server, key, 'laptop')).body.license).toEqual(binding.body.license);
});

it('counts with the sessions of the V2 API', async () => {
  const { key } = await floating();
  const { body: native } = await start(server, key, 'desk');
  const { body: legacy } = await v2('start', { license_key: key, hardware_hash: 'desk' });
  const full = await start(server, key, 'desk');
  expect([full.status, full.body.error.code]).toEqual([409, 'SESSIONS_EXHAUSTED']);
  expect((await v2('heartbeat', { session_token: native.session_token })).status).toBe(200);
  expect((await beat(server, legacy.session_token)).status).toBe(200);
  expect((await end(server, legacy.session_token)).status).toBe(200);
  expect((await start(server, key, 'desk')).body.sessions).toEqual({ used: 2, max: 2 });
});

it('gives the last sessions to as many racers at two nodes as there are', async () => {
  const { key } = await floating({ max_sessions: 3 });
  const racers = Array.from({ length: 6 }, (_, index) => () => start(index % 2 === 0 ? server : other, key, 'desk'));
  const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, racers);
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 3, 409: 3 });
  const used = answers.filter(({ status }) => status === 201).map(({ body }) => body.sessions.used);
  expect(used.sort()).toEqual([1, 2, 3]);
});

it('has no maximum if the license has none', async () => {
  const { key } = await floating({ max_sessions: null });
  expect((await start(server, key, 'desk')).body.sessions).toEqual({ used: 1, max: null });
});

it('refuses what a check of the license would refuse, and logs it', async () => {
  const { key } = await floating({ allowed_domains: ['a.example'] });
  const refused = async (more: object, hardwareId = 'desk', licenseKey = key) => {
    const { status, body } = await start(server, licenseKey, hardwareId, { ...more });
    return [status, body.error.code];
  };
  expect(await refused({}, 'desk', 'unknown')).toEqual([404, 'NOT_FOUND']);
  expect(await refused({}, 'laptop')).toEqual([403, 'DEVICE_MISMATCH']);
  expect(await refused({ domain: 'b.example' })).toEqual([403, 'DOMAIN_NOT_ALLOWED']);
  expect(await refused({ product: 'other' })).toEqual([403, 'PRODUCT_MISMATCH']);
  expect((await verificationsOf(server, key)).map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
    'activate VALID',
    'session DEVICE_MISMATCH',
    'session DOMAIN_NOT_ALLOWED',
    'session PRODUCT_MISMATCH',
  ]);
});

it('repeats the start of a session without its token', async () => {
  const { key } = await floating();
  const call = { body: { license_key: key, hardware_id: 'desk' }, headers: { 'idempotency-key': 'once' } };
  const first = await server.call('POST', '/api/v1/license-sessions', call);
  const again = await server.call('POST', '/api/v1/license-sessions', call);
  expect(again.body).toEqual({ ...first.body, session_token: '' });
});

it('does not mistake the end of a session for that of another with the same idempotency key', async () => {
  const { key } = await floating();
  for (let count = 0; count < 2; count++) {
    const { session_token } = (await start(server, key, 'desk')).body;
    const call = { body: { session_token }, headers: { 'idempotency-key': 'end' } };
    const first = await server.call('POST', '/api/v1/license-sessions/end', call);
    const again = await server.call('POST', '/api/v1/license-sessions/end', call);
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
  }
});

it.each<[string, object]>([
  ['no token', {}],
  ['an empty token', { session_token: '' }],
  ['a token that is none', { session_token: ['a'] }],
  ['a long token', { session_token: 'x'.repeat(256) }],
  ['a token with a NUL', { session_token: '\0' }],
  ['a token with half a character', { session_token: '\ud800' }],
  ['days below none', { session_token: 'x', borrow_days: -1 }],
  ['part of a day', { session_token: 'x', borrow_days: 1.5 }],
  ['days as text', { session_token: 'x', borrow_days: '3' }],
  ['more days than a year has', { session_token: 'x', borrow_days: 366 }],
  ['something else', { session_token: 'x', license: 'y' }],
])('refuses a heartbeat with %s', async (_name, body) => {
  const { status } = await server.call('POST', '/api/v1/license-sessions/heartbeat', { body });
  expect(status).toBe(400);
});

it('are those of a license whose key was rotated', async () => {
  const license = await floating({ policy_overrides: { max_borrow_days: 14 } });
  await activate(server, license.key, 'laptop');
  const first = await start(server, license.key, 'desk');
  const body = { overlap_days: 1 };
  const rotated = await server.asAdmin('POST', `/api/v1/licenses/${license.id}/rotate-key`, { body });
  const second = await start(server, license.key, 'desk', { borrow_days: 7 });
  expect(second.body.sessions).toEqual({ used: 2, max: 2 });
  expect((await start(server, rotated.body.key, 'laptop')).body.error.code).toBe('SESSIONS_EXHAUSTED');
  expect((await beat(server, first.body.session_token, { borrow_days: 7 })).status).toBe(200);
  for (const node of [server, other]) {
    node.clock.advance(2 * DAY);
  }
  expect((await start(server, license.key, 'desk')).status).toBe(404);
  expect((await beat(server, second.body.session_token)).status).toBe(200);
  expect((await end(server, first.body.session_token)).status).toBe(200);
});

it('take the retired key of their own license until its time is over, and of no other', async () => {
  const [license, another] = [await floating(), await floating()];
  const { body } = await start(server, license.key, 'desk');
  for (const { id } of [license, another]) {
    await server.asAdmin('POST', `/api/v1/licenses/${id}/rotate-key`, { body: { overlap_days: 1 } });
  }
  const heartbeat = async (license_key: string) =>
    (await v2('heartbeat', { session_token: body.session_token, license_key })).status;
  expect([await heartbeat(another.key), await heartbeat(license.key)]).toEqual([404, 200]);
  server.clock.advance(DAY - 1_000);
  await server.dataSource.query(`UPDATE license_sessions SET last_beat_at = $1 WHERE ended_at IS NULL`, [
    server.clock.now(),
  ]);
  expect(await heartbeat(license.key)).toBe(200);
  server.clock.advance(1_000);
  expect(await heartbeat(license.key)).toBe(404);
});

it('are on record as expired when another one takes their place', async () => {
  const license = await floating({ max_sessions: 1 });
  const { body } = await start(server, license.key, 'desk');
  server.clock.advance(DAY);
  await activate(server, license.key, 'desk');
  expect((await start(server, license.key, 'desk')).status).toBe(201);
  const events = await server.dataSource.query(
    `SELECT name FROM events WHERE target_id = $1 OR data->>'session' = $1 ORDER BY id`,
    [body.session_id],
  );
  expect(events.map(({ name }: { name: string }) => name)).toEqual([
    ...['license_session.started', 'license_session.ended', 'license.lease_expired'],
  ]);
});

it('are as alive as the node says whose clock is ahead', async () => {
  const license = await floating();
  const { body } = await start(server, license.key, 'desk');
  server.clock.advance(30_000);
  const ahead = await beat(server, body.session_token);
  expect((await beat(other, body.session_token)).body).toEqual(ahead.body);
  const { items } = await server.sdk.activations.list({ license: license.id });
  expect(items).toMatchObject([{ last_seen_at: server.clock.now().toISOString() }]);
});

it('start on a device that is known by its components, and learn them', async () => {
  const { key } = await issued(server, { policy_overrides: { component_match: 'any' } });
  await activate(server, key, 'desk', { components: { board: 'B', cpu: 'C' } });
  expect((await start(server, key, 'new', { components: { board: 'X' } })).body.error.code).toBe('DEVICE_MISMATCH');
  expect((await start(server, key, 'new', { components: { board: 'B', cpu: 'D' } })).status).toBe(201);
  expect((await validate(server, key, 'newer', { components: { cpu: 'D' } })).body.code).toBe('VALID');
});

it('are refused on a device that the policy refuses', async () => {
  const { key } = await floating({ policy_overrides: { containers: 'refuse', max_cores: 8 } });
  for (const device of [{ environment: 'container' }, { cores: 16 }]) {
    const { status, body } = await start(server, key, 'desk', device);
    expect([status, body.error.code]).toEqual([403, 'DEVICE_NOT_ALLOWED']);
  }
  expect((await start(server, key, 'desk', { environment: 'virtual_machine', cores: 8 })).status).toBe(201);
});

describe('the lease', () => {
  it('is that of the policy when the session started, at both APIs', async () => {
    const { key, id } = await floating({ max_sessions: 3, policy_overrides: { session_lease: 301 } });
    const started = await start(server, key, 'desk');
    expect(started.body).toMatchObject({ expires_at: '2027-03-01T12:05:01.000Z', heartbeat_interval: 150 });
    const { body: legacy } = await v2('start', { license_key: key, hardware_hash: 'desk' });
    expect(legacy).toMatchObject({ expires_at: '2027-03-01T12:05:01Z', heartbeat_interval: 150 });
    const change = { body: { policy_overrides: { session_lease: 30 } } };
    expect((await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, change)).status).toBe(200);
    const short = await start(server, key, 'desk');
    expect(short.body).toMatchObject({ expires_at: '2027-03-01T12:00:30.000Z', heartbeat_interval: 15 });

    server.clock.advance(30_000);
    expect((await beat(server, short.body.session_token)).status).toBe(404);
    expect((await beat(server, started.body.session_token)).body).toEqual({ expires_at: '2027-03-01T12:05:31.000Z' });
    server.clock.advance(300_000);
    expect((await beat(server, started.body.session_token)).status).toBe(200);
    const late = await v2('heartbeat', { session_token: legacy.session_token });
    expect(late.status).toBe(404);
    const ends = await server.asAdmin('GET', '/api/v1/license-sessions', { query: { license: key } });
    expect(ends.body.items.map(({ ended_at }: { ended_at: string | null }) => ended_at)).toEqual([
      '2027-03-01T12:00:30.000Z',
      '2027-03-01T12:05:01.000Z',
      null,
    ]);
  });

  it('decides which sessions are counted, listed and swept', async () => {
    const { key } = await floating({ max_sessions: 2, policy_overrides: { session_lease: 600 } });
    const { key: brief } = await floating({ policy_overrides: { session_lease: 30 } });
    await start(server, key, 'desk');
    await start(server, brief, 'desk');
    const used = async (of: string) => (await validate(server, of, 'desk')).body.license.sessions;
    const running = async (of: string) => {
      return (await server.sdk.licenseSessions.list({ running: true, license: of })).items.length;
    };
    expect([await used(key), await used(brief)]).toEqual([
      { used: 1, max: 2 },
      { used: 1, max: 2 },
    ]);
    server.clock.advance(599_999);
    expect([await used(key), await used(brief)]).toEqual([
      { used: 1, max: 2 },
      { used: 0, max: 2 },
    ]);
    expect([await running(key), await running(brief)]).toEqual([1, 0]);
    await server.app.get(SessionReaperService).sweep();
    expect([await used(key), await running(key)]).toEqual([{ used: 1, max: 2 }, 1]);
    server.clock.advance(1);
    expect([await used(key), await running(key)]).toEqual([{ used: 0, max: 2 }, 0]);
    await server.app.get(SessionReaperService).sweep();
    const open = await server.dataSource.query(`SELECT 1 FROM license_sessions s JOIN licenses l ON l.id = s.license_id
      WHERE s.ended_at IS NULL AND l.key IN ('${key}', '${brief}')`);
    expect(open).toEqual([]);
  });
});

it('are only shown by validate if the license has a maximum', async () => {
  const { key } = await floating({ max_sessions: null });
  await start(server, key, 'desk');
  expect((await validate(server, key, 'desk')).body.license).not.toHaveProperty('sessions');
});

it('does not find a token that nobody has', async () => {
  const token = 'x'.repeat(255);
  expect((await beat(server, token)).status).toBe(404);
  expect((await beat(server, token, { borrow_days: 1 })).status).toBe(404);
  expect((await end(server, token)).status).toBe(404);
});

describe('an admin', () => {
  const terminate = (id: string, node = server) => node.asAdmin('DELETE', `/api/v1/license-sessions/${id}`);
  const endsOf = async (id: string) =>
    (await server.sdk.audit.listEntries({ action: 'license_session.ended', limit: 100 })).items.filter(
      ({ target }: { target: { id: string } }) => target.id === id,
    );

  it.each([
    ['floating', {}],
    ['borrowed', { borrow_days: 7 }],
  ])('ends a %s session by its id, which frees its place and is recorded', async (_kind, more) => {
    const { key } = await floating({ max_sessions: 1, policy_overrides: { max_borrow_days: 14 } });
    const { body: session } = await start(server, key, 'desk', more);
    const ended = await terminate(session.session_id);
    expect([ended.status, ended.body]).toEqual([204, '']);
    expect(await beat(server, session.session_token)).toMatchObject({ status: 404, body: { error: NO_SESSION } });
    const { items } = await server.sdk.licenseSessions.list({ license: key });
    expect(items).toMatchObject([{ id: session.session_id, running: false, end_reason: 'ended_by_admin' }]);
    const after = { end_reason: 'ended_by_admin' };
    expect(await endsOf(session.session_id)).toMatchObject([{ actor: 'admin', actor_type: 'user', after }]);
    const events = { query: { target: `license_sessions:${session.session_id}`, type: 'license_session.ended' } };
    expect((await server.asAdmin('GET', '/api/v1/events', events)).body.items).toMatchObject([
      { data: { license_key: key, end_reason: 'ended_by_admin' } },
    ]);
    expect((await start(server, key, 'desk')).status).toBe(201);
  });

  it('ends a session once, whoever else ends it at the same time', async () => {
    const { key } = await floating();
    await Promise.all([server.adminToken(), other.adminToken()]);
    const { body: one } = await start(server, key, 'desk');
    const { body: two } = await start(server, key, 'desk');
    const hold = { databaseUrl: server.databaseUrl, ...licenseOf(key) };
    const admins = await race(hold, [() => terminate(one.session_id), () => terminate(one.session_id, other)]);
    expect(tally(admins.map(({ status }) => status))).toEqual({ 204: 2 });
    expect(await endsOf(one.session_id)).toHaveLength(1);

    const [admin, program] = await race(hold, [
      () => terminate(two.session_id, other),
      () => end(server, two.session_token),
    ]);
    expect(admin?.status).toBe(204);
    const [ended, ...more] = await endsOf(two.session_id);
    const reason = program?.status === 200 ? 'ended' : 'ended_by_admin';
    expect([ended?.after?.end_reason, more]).toEqual([reason, []]);
  });

  it('leaves a session that timed out or ended as it is, and does not find an unknown one', async () => {
    const { key } = await floating();
    const { body: session } = await start(server, key, 'desk');
    server.clock.advance(61_000);
    expect((await terminate(session.session_id)).status).toBe(204);
    expect((await terminate(session.session_id)).status).toBe(204);
    expect(await endsOf(session.session_id)).toMatchObject([{ after: { end_reason: 'timeout' } }]);
    expect((await terminate('00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await terminate('7')).status).toBe(400);
  });

  it('ends sessions of licenses that the caller may change only', async () => {
    await aProduct(server, 'of-another-key');
    const { key: elsewhere } = await keyOf(server, 'internal', { product: 'of-another-key' });
    const { body: session } = await start(server, (await floating()).key, 'desk');
    const path = `/api/v1/license-sessions/${session.session_id}`;
    expect((await server.withKey('DELETE', path, {}, elsewhere)).status).toBe(404);
    expect((await beat(server, session.session_token)).status).toBe(200);
  });
});

it('reports the peak and the refusals of floating seats, of all licenses and of one', async () => {
  await server.dataSource.query('DELETE FROM license_sessions');
  await server.dataSource.query('DELETE FROM verifications');
  const license = await floating({ max_sessions: 1 });
  await start(server, license.key, 'desk');
  await activate(server, license.key, 'laptop');
  await start(server, license.key, 'laptop');
  server.clock.advance(45_000);
  const expected = { peak: 1, peak_at: '2027-03-01T12:00:00.000Z', peak_minutes: 1, refused: 1, refused_devices: 1 };
  const ofAll = await server.sdk.monitoring.getFloatingSeats();
  expect(ofAll).toMatchObject(expected);
  expect(ofAll.steps.at(-1)).toMatchObject({ seats: 1, refused: 1 });
  expect(await server.sdk.monitoring.getFloatingSeats({ license: license.key })).toEqual(ofAll);
  const { id } = await issued(server);
  expect(await server.sdk.monitoring.getFloatingSeats({ license: id })).toMatchObject({ peak: 0, peak_at: null });
  expect(await server.sdk.monitoring.getFullestLicenses({ span: '7d' })).toEqual({
    items: [
      {
        license: license.id,
        license_key: license.key,
        max_sessions: 1,
        in_use: 1,
        peak: 1,
        full_minutes: 1,
        refused: 1,
      },
    ],
  });
  const { status } = await server.asAdmin('GET', '/api/v1/monitoring/floating-seats', { query: { license: 'nobody' } });
  expect(status).toBe(404);
});
