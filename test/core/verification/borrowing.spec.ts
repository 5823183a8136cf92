import type { License } from '../../../sdk/src/generated/native';
import { SessionReaperService } from '../../../src/core/verification/sessions/session-reaper.service';
import { aProduct } from '../../testkit/callers';
import { activate, changed, deactivate, issued, validate } from '../../testkit/issue';
import { beat, end, start } from '../../support/license-sessions';
import { licenseOf, race } from '../../testkit/race';
import { activeSeatsOf, seatsOf, tally, verificationsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
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

/** Five floating seats, three for borrowing. */
async function floating(overrides: object = {}, license: Record<string, unknown> = {}): Promise<License> {
  const made = await issued(server, {
    max_sessions: 5,
    policy_overrides: { max_borrow_days: 14, max_borrowed: 3, ...overrides },
    ...license,
  });
  await activate(server, made.key, 'desk');
  return made;
}

const borrow = (key: string, days = 7, node = server) => start(node, key, 'desk', { borrow_days: days });
const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
const sessionsOf = async (key: string, query = {}) =>
  (await server.sdk.licenseSessions.list({ license: key, ...query })).items;
const sweep = () => server.app.get(SessionReaperService).sweep();
const activeSessions = async () => (await server.asAdmin('GET', '/api/sessions/active-count')).body.count;

describe('a borrowed session', () => {
  it('holds until then without heartbeats, and no longer', async () => {
    const { key } = await floating({}, { max_sessions: 1 });
    const { status, body } = await borrow(key);
    expect([status, body]).toMatchObject([
      201,
      { expires_at: '2027-03-08T12:00:00.000Z', borrowed_until: '2027-03-08T12:00:00.000Z' },
    ]);
    server.clock.advance(7 * DAY - 1);
    await sweep();
    await activate(server, key, 'laptop');
    expect(codeOf(await start(server, key, 'laptop'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
    const program = { license_key: key, hardware_hash: 'desk' };
    const legacy = await server.withKey('POST', '/api/license/session/start', { body: program });
    expect(codeOf(legacy)).toEqual([409, 'CONFLICT']);
    expect(await sessionsOf(key, { running: 'true' })).toMatchObject([
      { borrowed_until: '2027-03-08T12:00:00.000Z', running: true, ended_at: null },
    ]);
    expect(await sessionsOf(key, { running: 'false' })).toEqual([]);
    server.clock.advance(1);
    expect(await sessionsOf(key, { running: 'true' })).toEqual([]);
    expect((await beat(server, body.session_token)).status).toBe(404);
    expect(await sessionsOf(key)).toMatchObject([
      { running: false, ended_at: '2027-03-08T12:00:00.000Z', end_reason: 'timeout' },
    ]);
    expect((await start(server, key, 'desk')).status).toBe(201);
  });

  it('is ended by the sweep when its time is over', async () => {
    const { key } = await floating();
    await borrow(key);
    server.clock.advance(7 * DAY);
    await sweep();
    const [row] = await server.dataSource.query(
      `SELECT ended_at, end_reason FROM license_sessions s JOIN licenses l ON l.id = s.license_id WHERE key = $1`,
      [key],
    );
    expect(row).toEqual({ ended_at: new Date('2027-03-08T12:00:00Z'), end_reason: 'timeout' });
  });

  it('goes on with heartbeats, before its time is over and after it', async () => {
    const { key } = await floating();
    const { session_token } = (await borrow(key, 1)).body;
    server.clock.advance(DAY - 30_000);
    expect((await beat(server, session_token)).body).toEqual({
      expires_at: '2027-03-02T12:00:30.000Z',
      borrowed_until: '2027-03-02T12:00:00.000Z',
    });
    server.clock.advance(50_000);
    expect((await beat(server, session_token)).body.expires_at).toBe('2027-03-02T12:01:20.000Z');
    server.clock.advance(60_000);
    expect((await beat(server, session_token)).status).toBe(404);
  });

  it('is borrowed by a heartbeat, again and for less', async () => {
    const { key } = await floating();
    const { session_token } = (await start(server, key, 'desk')).body;
    const borrowed = async (borrow_days: number) => (await beat(server, session_token, { borrow_days })).body;
    expect(await borrowed(3)).toEqual({
      expires_at: '2027-03-04T12:00:00.000Z',
      borrowed_until: '2027-03-04T12:00:00.000Z',
    });
    server.clock.advance(2 * DAY);
    expect((await borrowed(14)).borrowed_until).toBe('2027-03-17T12:00:00.000Z');
    expect((await borrowed(1)).borrowed_until).toBe('2027-03-04T12:00:00.000Z');
  });

  it('is renewed while as many sessions are borrowed as may be', async () => {
    const { key } = await floating({ max_borrowed: 1 });
    const { session_token } = (await borrow(key)).body;
    server.clock.advance(DAY);
    const { status, body } = await beat(server, session_token, { borrow_days: 7 });
    expect([status, body.borrowed_until]).toEqual([200, '2027-03-09T12:00:00.000Z']);
    const second = (await start(server, key, 'desk')).body;
    expect(codeOf(await beat(server, second.session_token, { borrow_days: 7 }))).toEqual([409, 'BORROWS_EXHAUSTED']);
  });

  it('is returned by a heartbeat, and goes on with others', async () => {
    const { key } = await floating({ max_borrowed: 1 });
    const { session_token } = (await borrow(key)).body;
    server.clock.advance(DAY);
    expect((await beat(server, session_token, { borrow_days: 0 })).body).toEqual({
      expires_at: '2027-03-02T12:01:00.000Z',
    });
    expect((await beat(server, session_token, { borrow_days: 0 })).status).toBe(200);
    expect((await borrow(key)).status).toBe(201);
    server.clock.advance(60_000);
    for (const token of [session_token, 'unknown']) {
      expect(codeOf(await beat(server, token, { borrow_days: 0 }))).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('goes on at a start of its device without its token, which then has another, and needs no free seat', async () => {
    const { key } = await floating({}, { max_sessions: 1 });
    const lost = (await borrow(key)).body;
    const { status, body } = await start(server, key, 'desk', { app_version: '2.0' });
    expect([status, body]).toMatchObject([
      201,
      { session_id: lost.session_id, borrowed_until: lost.borrowed_until, sessions: { used: 1, max: 1 } },
    ]);
    expect(codeOf(await beat(server, lost.session_token))).toEqual([404, 'NOT_FOUND']);
    expect((await beat(server, body.session_token)).body).toMatchObject({ borrowed_until: lost.borrowed_until });
    expect(await sessionsOf(key)).toMatchObject([{ id: lost.session_id, app_version: '2.0', running: true }]);
  });

  it('is not taken from its program as long as that runs, nor by another device', async () => {
    const { key } = await floating({}, { max_sessions: 1 });
    const { session_token } = (await borrow(key)).body;
    await activate(server, key, 'laptop');
    expect(codeOf(await start(server, key, 'laptop'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
    server.clock.advance(DAY);
    await beat(server, session_token);
    server.clock.advance(59_999);
    expect(codeOf(await start(server, key, 'desk'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
    server.clock.advance(1);
    expect((await start(server, key, 'desk')).status).toBe(201);
  });

  it('goes to one of two programs of its device that start at once', async () => {
    const { key } = await floating({}, { max_sessions: 1 });
    await borrow(key);
    for (const node of [server, other]) {
      node.clock.advance(1_000);
    }
    const starts = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(key) },
      [server, other].map((node) => () => start(node, key, 'desk')),
    );
    expect(starts.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('ends early, and frees its seat at once', async () => {
    const { key } = await floating({ max_borrowed: 1 }, { max_sessions: 1 });
    const { session_token } = (await borrow(key)).body;
    server.clock.advance(DAY);
    expect((await end(server, session_token)).body).toEqual({ duration: 86_400, reason: 'ended' });
    expect((await borrow(key)).status).toBe(201);
  });

  it('ends with its device', async () => {
    const { key } = await floating();
    const { session_token } = (await borrow(key)).body;
    server.clock.advance(DAY);
    expect((await deactivate(server, key, 'desk')).status).toBe(200);
    expect((await beat(server, session_token)).status).toBe(404);
    expect((await beat(server, session_token, { borrow_days: 1 })).status).toBe(404);
    expect(await sessionsOf(key)).toMatchObject([{ end_reason: 'deactivated', ended_at: '2027-03-02T12:00:00.000Z' }]);
  });

  it('never outlasts the license', async () => {
    const { key } = await floating({}, { expires_at: '2027-03-03T00:00:00Z' });
    const { session_token, borrowed_until } = (await borrow(key, 14)).body;
    expect(borrowed_until).toBe('2027-03-03T00:00:00.000Z');
    expect((await beat(server, session_token, { borrow_days: 9 })).body.borrowed_until).toBe(borrowed_until);
  });

  it('counts in the figures of V2 until its time is over', async () => {
    await server.emptyTables('license_sessions');
    const { key } = await floating();
    await borrow(key);
    await activate(server, key, 'laptop');
    await start(server, key, 'laptop');
    expect(await activeSessions()).toBe(2);
    server.clock.advance(DAY);
    expect(await activeSessions()).toBe(1);
    server.clock.advance(6 * DAY);
    expect(await activeSessions()).toBe(0);
  });

  it('tells V2 when it expires', async () => {
    const { key } = await floating();
    const { session_token } = (await borrow(key)).body;
    const { body } = await server.withKey('POST', '/api/license/session/heartbeat', { body: { session_token } });
    expect(body.expires_at).toBe('2027-03-08T12:00:00Z');
  });

  it('is recorded as borrowed', async () => {
    const { number, key } = await floating();
    const { session_id, session_token } = (await borrow(key, 1)).body;
    await beat(server, session_token, { borrow_days: 2 });
    const events = await server.dataSource.query(
      `SELECT name, data->>'borrowed_until' AS until, data->>'license_id' AS license FROM events WHERE target_id = $1 ORDER BY id`,
      [session_id],
    );
    const [first, second] = ['2027-03-02T12:00:00.000Z', '2027-03-03T12:00:00.000Z'];
    expect(events).toEqual([
      { name: 'license_session.started', until: first, license: String(number) },
      { name: 'license_session.borrowed', until: first, license: String(number) },
      { name: 'license_session.borrowed', until: second, license: String(number) },
    ]);
  });
});

describe('borrowing', () => {
  it('is refused unless the policy allows it, for so long', async () => {
    const { key } = await floating({ max_borrow_days: 0 });
    expect(codeOf(await borrow(key, 1))).toEqual([403, 'BORROWING_NOT_ALLOWED']);
    const { session_token } = (await start(server, key, 'desk')).body;
    expect(codeOf(await beat(server, session_token, { borrow_days: 1 }))).toEqual([403, 'BORROWING_NOT_ALLOWED']);
    expect((await beat(server, session_token)).status).toBe(200);
    const { key: longer } = await floating();
    expect(codeOf(await borrow(longer, 15))).toEqual([403, 'BORROWING_NOT_ALLOWED']);
    expect((await borrow(longer, 14)).status).toBe(201);
    expect((await verificationsOf(server, longer)).map(({ outcome }) => outcome)).toEqual([
      'VALID',
      'BORROWING_NOT_ALLOWED',
      'VALID',
    ]);
  });

  it('is refused for a license that has expired and may still be used', async () => {
    const { key } = await floating({ grace_days: 10 }, { expires_at: '2027-03-02T00:00:00Z' });
    server.clock.advance(DAY);
    expect(codeOf(await borrow(key))).toEqual([403, 'BORROWING_NOT_ALLOWED']);
    expect((await start(server, key, 'desk')).status).toBe(201);
  });

  it('is refused for a license that may not be used, while its session goes on', async () => {
    const license = await floating();
    const { session_token } = (await start(server, license.key, 'desk')).body;
    await changed(server, license, { state: 'blocked' });
    expect(codeOf(await beat(server, session_token, { borrow_days: 1 }))).toEqual([403, 'BLOCKED']);
    expect((await beat(server, session_token)).status).toBe(200);
  });

  it('has a limit of its own, which a session does not need', async () => {
    const { key } = await floating();
    for (let count = 0; count < 3; count++) {
      expect((await borrow(key)).status).toBe(201);
    }
    expect(codeOf(await borrow(key))).toEqual([409, 'BORROWS_EXHAUSTED']);
    await activate(server, key, 'laptop');
    const { session_token } = (await start(server, key, 'laptop')).body;
    expect(codeOf(await beat(server, session_token, { borrow_days: 1 }))).toEqual([409, 'BORROWS_EXHAUSTED']);
    expect((await beat(server, session_token)).status).toBe(200);
    expect((await start(server, key, 'laptop')).body.sessions).toEqual({ used: 5, max: 5 });
  });

  it('leaves its place to others once its time is over, though it goes on with heartbeats', async () => {
    const { key } = await floating({ max_borrowed: 1 });
    const { session_token } = (await borrow(key, 1)).body;
    expect(codeOf(await borrow(key))).toEqual([409, 'BORROWS_EXHAUSTED']);
    for (const moment of ['2027-03-02T11:59:59Z', '2027-03-02T12:00:01Z']) {
      server.clock.holdAt(moment);
      expect((await beat(server, session_token)).status).toBe(200);
    }
    expect((await borrow(key)).status).toBe(201);
  });

  it('may take all sessions without a limit', async () => {
    const { key } = await floating({ max_borrowed: null }, { max_sessions: 2 });
    expect([(await borrow(key)).status, (await borrow(key)).status]).toEqual([201, 201]);
    expect(codeOf(await borrow(key))).toEqual([409, 'SESSIONS_EXHAUSTED']);
    const { key: unlimited } = await floating({ max_borrowed: null }, { max_sessions: null });
    expect((await borrow(unlimited)).status).toBe(201);
  });

  it('gives 3 to 8 who start at once at two nodes', async () => {
    const { key } = await floating({}, { max_sessions: null });
    const racers = Array.from({ length: 8 }, (_, index) => () => borrow(key, 7, index % 2 === 0 ? server : other));
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, racers);
    expect(tally(answers.map((answer) => codeOf(answer).join(' ')))).toEqual({
      '201 ': 3,
      '409 BORROWS_EXHAUSTED': 5,
    });
    expect(await sessionsOf(key)).toHaveLength(3);
  });

  it('gives 3 to 6 running sessions that ask at once at two nodes', async () => {
    const { key } = await floating({}, { max_sessions: null });
    const tokens: string[] = [];
    for (let count = 0; count < 6; count++) {
      tokens.push((await start(server, key, 'desk')).body.session_token);
    }
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(key) },
      tokens.map((token, index) => () => beat(index % 2 === 0 ? server : other, token, { borrow_days: 7 })),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 3, 409: 3 });
    const borrowed = (await sessionsOf(key, { limit: '100' })).filter(
      (one: { borrowed_until?: string }) => one.borrowed_until !== undefined,
    );
    expect(borrowed).toHaveLength(3);
  });
});

describe('a device that has borrowed a session', () => {
  const DEAD = { dead_seats: 'release', heartbeat_timeout: 60 };

  it('is not dead for want of heartbeats', async () => {
    const license = await floating(DEAD, { max_activations: 1 });
    await borrow(license.key);
    server.clock.advance(DAY);
    expect(codeOf(await activate(server, license.key, 'laptop'))).toEqual([409, 'SEATS_EXHAUSTED']);
    server.clock.advance(6 * DAY);
    expect((await activate(server, license.key, 'laptop')).status).toBe(201);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('is dead like any other once its session has ended', async () => {
    const license = await floating(DEAD, { max_activations: 1 });
    const { session_token } = (await borrow(license.key)).body;
    expect((await end(server, session_token)).status).toBe(200);
    server.clock.advance(DAY);
    expect((await activate(server, license.key, 'laptop')).status).toBe(201);
  });

  it('keeps its seat while another is dead', async () => {
    const license = await floating(DEAD, { max_activations: 2 });
    await activate(server, license.key, 'old');
    await borrow(license.key);
    server.clock.advance(DAY);
    expect((await activate(server, license.key, 'new')).status).toBe(201);
    expect(await sessionsOf(license.key)).toMatchObject([{ hardware_id: 'desk', running: true }]);
    expect(await activeSeatsOf(server, license)).toBe(2);
  });

  it('is the last that another takes the place of', async () => {
    const license = await floating({ when_full: 'deactivate_oldest' }, { max_activations: 2 });
    await borrow(license.key);
    server.clock.advance(DAY);
    await activate(server, license.key, 'laptop');
    await activate(server, license.key, 'tablet');
    expect(await sessionsOf(license.key)).toMatchObject([{ hardware_id: 'desk', running: true }]);
    await changed(server, license, { max_activations: 1 });
    await activate(server, license.key, 'phone');
    expect(await activeSeatsOf(server, license)).toBe(1);
    expect(await sessionsOf(license.key)).toMatchObject([{ hardware_id: 'desk', end_reason: 'deactivated' }]);
  });
});

describe.each(['user', 'user_device'])('a borrowed seat per %s', (seats_per) => {
  const named = async (policy_overrides: object) => {
    const license = await issued(server, {
      max_activations: 2,
      policy_overrides: { max_borrow_days: 14, seats_per, assign_user_on_use: true, ...policy_overrides },
    });
    await activate(server, license.key, 'desk', { user: 'ada' });
    await start(server, license.key, 'desk', { user: 'ada', borrow_days: 7 });
    server.clock.advance(1);
    await activate(server, license.key, 'phone', { user: 'grace' });
    return license;
  };
  const devices = async (license: { number: number }) =>
    (await seatsOf(server, license)).filter(({ live }) => live).map(({ fingerprint }) => fingerprint);

  it('is not dead until its end', async () => {
    const license = await named({ dead_seats: 'release', heartbeat_timeout: 60 });
    server.clock.advance(DAY);
    expect((await activate(server, license.key, 'tablet', { user: 'eve' })).status).toBe(201);
    expect(await devices(license)).toEqual(['desk', 'tablet']);
    await validate(server, license.key, 'tablet', { user: 'eve' });
    expect(codeOf(await activate(server, license.key, 'pc', { user: 'bob' }))).toEqual([409, 'SEATS_EXHAUSTED']);
    server.clock.advance(7 * DAY);
    await validate(server, license.key, 'tablet', { user: 'eve' });
    expect((await activate(server, license.key, 'pc', { user: 'bob' })).status).toBe(201);
    expect(await devices(license)).toEqual(['tablet', 'pc']);
  });

  it('is the last that the oldest gives way to', async () => {
    const license = await named({ when_full: 'deactivate_oldest' });
    server.clock.advance(1);
    expect((await activate(server, license.key, 'tablet', { user: 'eve' })).status).toBe(201);
    expect(await devices(license)).toEqual(['desk', 'tablet']);
  });
});

describe('a license that demands a user', () => {
  it('lets its users start and borrow sessions, and no others', async () => {
    const { key } = await floating({ require_user: true, assign_user_on_use: true });
    await activate(server, key, 'desk', { user: 'ada' });
    expect(codeOf(await start(server, key, 'desk'))).toEqual([403, 'USER_MISMATCH']);
    expect(codeOf(await start(server, key, 'desk', { user: 'eve' }))).toEqual([403, 'USER_MISMATCH']);
    const { status, body } = await start(server, key, 'desk', { user: 'ada' });
    expect(status).toBe(201);
    expect(codeOf(await beat(server, body.session_token, { borrow_days: 7 }))).toEqual([403, 'USER_MISMATCH']);
    const borrowed = await beat(server, body.session_token, { borrow_days: 7, user: 'ada' });
    expect([borrowed.status, borrowed.body.borrowed_until]).toEqual([200, '2027-03-08T12:00:00.000Z']);
  });
});

describe('a license for several products with seats of their own', () => {
  it('lends sessions on the seats of each, of which none is dead', async () => {
    for (const reference of ['lent-photo', 'lent-video']) {
      await aProduct(server, reference);
    }
    const { key } = await issued(server, {
      product: 'lent-photo',
      products: ['lent-photo', 'lent-video'],
      max_activations: 1,
      policy_overrides: { max_borrow_days: 14, seats_per_product: true, dead_seats: 'release', heartbeat_timeout: 60 },
    });
    const video = { product: 'lent-video' };
    await activate(server, key, 'desk', video);
    await activate(server, key, 'phone');
    expect(codeOf(await start(server, key, 'desk'))).toEqual([403, 'DEVICE_MISMATCH']);
    const { status, body } = await start(server, key, 'desk', video);
    expect(status).toBe(201);
    expect((await beat(server, body.session_token, { borrow_days: 7 })).status).toBe(200);
    server.clock.advance(DAY);
    expect(codeOf(await activate(server, key, 'tablet', video))).toEqual([409, 'SEATS_EXHAUSTED']);
    expect((await activate(server, key, 'tablet')).status).toBe(201);
  });
});
