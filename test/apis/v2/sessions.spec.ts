import type { License, LicenseSession } from '../../../sdk/src/generated/native';
import { SessionReaperService } from '../../../src/core/verification/sessions/session-reaper.service';
import { changed, deactivate as deactivateNatively, issued } from '../../testkit/issue';
import { licenseOf, race, untilWaiting } from '../../testkit/race';
import { seatsOf, tally, verificationsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const KEY = 'XXXX-XXXX-XXXX-XXXX';
const DEVICE = 'unique-hardware-identifier';
const NOW = '2025-06-19T10:30:00Z';
const START = { license_key: KEY, hardware_hash: DEVICE, machine_id: 'DESKTOP-ABC123', version: '1.0.0' };

const NO_SUCH_SESSION = { error: { code: 'NOT_FOUND', message: 'Active session not found' } };
const FULL = {
  error: { code: 'CONFLICT', message: 'The concurrent session limit of this license is reached' },
};

let server: TestServer;
/** A second node over the same database, with connections of its own. */
let other: TestServer;
let license: License;
beforeAll(async () => {
  [other, server] = await TestServer.sharedPair();
  await server.adminToken();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

/** The license with an active device and no session, at a time that stands still. */
async function beginAnew(): Promise<void> {
  holdAt(NOW);
  await server.emptyTables('licenses', 'verifications', 'events', 'product_versions');
  license = await issued(server, { key: KEY, max_activations: 5, max_sessions: 3 });
  await activate();
}

function holdAt(moment: string): void {
  server.clock.holdAt(moment);
  other.clock.holdAt(moment);
}

function advance(seconds: number): void {
  server.clock.advance(seconds * 1000);
  other.clock.advance(seconds * 1000);
}

const send = (path: string, body: object, key?: string, node = server): Promise<Answer> =>
  node.withKey('POST', `/api/license/${path}`, { body }, key);
const activate = (hardware_hash = DEVICE, license_key = KEY) => send('activate', { hardware_hash, license_key });
const start = (changes: object = {}, key?: string, node?: TestServer) =>
  send('session/start', { ...START, ...changes }, key, node);
const sendHeartbeat = (session_token: string, more: object = {}, key?: string, node?: TestServer) =>
  send('session/heartbeat', { session_token, ...more }, key, node);
const end = (session_token: string, more: object = {}, key?: string, node?: TestServer) =>
  send('session/end', { session_token, ...more }, key, node);
const started = async (changes: object = {}): Promise<string> => (await start(changes)).body.session_token;

/** The license's row and those of its sessions. */
const WITH_SESSIONS = {
  hold: 'SELECT 1 FROM licenses JOIN license_sessions ON license_id = licenses.id WHERE key = ANY($1) FOR UPDATE',
  values: [[KEY]],
};

/** So many at once, every other one at the second node. */
function atOnce<T>(
  count: number,
  run: (node: TestServer, index: number) => Promise<T>,
  over = licenseOf(KEY),
): Promise<T[]> {
  const racers = Array.from({ length: count }, (_, index) => () => run(index % 2 === 0 ? server : other, index));
  return race({ databaseUrl: server.databaseUrl, ...over }, racers);
}

const statuses = (answers: readonly Answer[]) => tally(answers.map(({ status }) => status));

async function listed(query: Record<string, string> = {}): Promise<LicenseSession[]> {
  return (await server.asAdmin('GET', '/api/v1/license-sessions', { query })).body.items;
}

const running = async () => (await listed({ running: 'true', limit: '100' })).length;

describe('a session', () => {
  beforeEach(beginAnew);

  it('starts, beats and ends', async () => {
    const answer = await start();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: true,
      session_token: expect.stringMatching(/^[\w-]{43}$/),
      started_at: '2025-06-19T10:30:00Z',
      expires_at: '2025-06-19T10:31:00Z',
      heartbeat_interval: 30,
      update_available: false,
      latest_version: null,
    });
    const token = answer.body.session_token;

    advance(30);
    expect(await sendHeartbeat(token)).toMatchObject({ status: 200 });
    advance(30);
    const response = await sendHeartbeat(token, { license_key: KEY });
    expect(response.status).toBe(200);
    expect(response.body).toEqual({
      success: true,
      last_heartbeat: '2025-06-19T10:31:00Z',
      expires_at: '2025-06-19T10:32:00Z',
    });

    advance(20.5);
    const ended = await end(token, { license_key: KEY });
    expect(ended.status).toBe(200);
    expect(ended.body).toEqual({
      success: true,
      started_at: '2025-06-19T10:30:00Z',
      ended_at: '2025-06-19T10:31:20Z',
      duration: 80,
      reason: 'ended',
    });
    expect(await sendHeartbeat(token)).toMatchObject({ status: 404, body: NO_SUCH_SESSION });
    expect(await end(token)).toMatchObject({ status: 404, body: NO_SUCH_SESSION });
  });

  it('reports available updates', async () => {
    const [{ uid }] = await server.dataSource.query(`SELECT uid FROM products WHERE reference = 'v2-default'`);
    await server.asAdmin('POST', `/api/v1/products/${uid}/versions`, { body: { reference: 'v2', version: '1.1.0' } });
    expect((await start()).body).toMatchObject({ update_available: true, latest_version: '1.1.0' });
    expect((await start({ version: '1.1.0' })).body).toMatchObject({ update_available: false });
    expect((await start({ version: undefined })).body).toMatchObject({
      update_available: false,
      latest_version: '1.1.0',
    });
  });

  it('is dead after 60 seconds without a heartbeat and does not come back', async () => {
    const token = await started();
    advance(59.999);
    expect((await sendHeartbeat(token)).status).toBe(200);
    advance(60);
    expect(await sendHeartbeat(token)).toMatchObject({ status: 404, body: NO_SUCH_SESSION });

    // Not even at a node whose clock is behind.
    other.clock.advance(-10_000);
    expect((await sendHeartbeat(token, {}, undefined, other)).status).toBe(404);
    expect((await end(token)).status).toBe(404);
    expect(await listed()).toMatchObject([
      { running: false, end_reason: 'timeout', ended_at: '2025-06-19T10:31:59.999Z' },
    ]);
  });

  it('that timed out keeps that end reason', async () => {
    const token = await started();
    advance(3600);
    expect((await end(token)).status).toBe(404);
    expect(await listed()).toMatchObject([{ end_reason: 'timeout', ended_at: '2025-06-19T10:31:00.000Z' }]);
  });

  it('updates the last sign of life of its device with each heartbeat', async () => {
    const token = await started();
    advance(30);
    await sendHeartbeat(token);
    expect((await seatsOf(server, license))[0]?.last_seen_at).toEqual(new Date('2025-06-19T10:30:30Z'));
  });

  it('is recorded', async () => {
    const token = await started();
    advance(5);
    await end(token);
    expect((await verificationsOf(server, KEY)).at(-1)).toMatchObject({
      operation: 'session',
      outcome: 'VALID',
      dialect: 'v2',
      license_id: license.number,
      fingerprint: DEVICE,
      app_version: '1.0.0',
    });
    const events = await server.dataSource.query(
      `SELECT name, data FROM events WHERE name LIKE 'license_session.%' ORDER BY id`,
    );
    expect(events).toMatchObject([
      { name: 'license_session.started', data: { license_key: KEY, machine_id: 'DESKTOP-ABC123', ended_at: null } },
      {
        name: 'license_session.ended',
        data: { license_key: KEY, end_reason: 'ended', ended_at: '2025-06-19T10:30:05.000Z' },
      },
    ]);
  });

  it('stores its token nowhere', async () => {
    const token = await started();
    const [{ dump }] = await server.dataSource.query(`SELECT concat(
      (SELECT json_agg(s) FROM license_sessions s), (SELECT json_agg(e) FROM events e),
      (SELECT json_agg(a) FROM audit_entries a), (SELECT json_agg(v) FROM verifications v)) AS dump`);
    expect(dump).toContain('DESKTOP-ABC123');
    expect(dump).not.toContain(token);
  });

  it('starts without a machine and a version', async () => {
    const { status } = await start({ machine_id: undefined, version: undefined });
    expect(status).toBe(200);
    expect(await listed()).toMatchObject([{ machine_id: null, app_version: null }]);
  });
});

describe('max_sessions', () => {
  beforeEach(beginAnew);

  it('holds when many start at once at two servers', async () => {
    const answers = await atOnce(8, (node) => start({}, undefined, node));
    expect(statuses(answers)).toEqual({ 200: 3, 409: 5 });
    expect(answers.find(({ status }) => status === 409)?.body).toEqual(FULL);
    expect(new Set(answers.map(({ body }) => body.session_token)).size).toBe(4);
    expect(await running()).toBe(3);
    const log = await verificationsOf(server, KEY);
    expect(tally(log.filter(({ operation }) => operation === 'session').map(({ outcome }) => outcome))).toEqual({
      VALID: 3,
      SESSIONS_EXHAUSTED: 5,
    });
  });

  it('counts the sessions of all devices of a license together, and of no other license', async () => {
    await activate('laptop');
    await started();
    await started({ hardware_hash: 'laptop' });
    await started({ hardware_hash: 'laptop' });
    expect((await start()).status).toBe(409);
    await issued(server, { key: 'ANOTHER', max_sessions: 1 });
    await activate(DEVICE, 'ANOTHER');
    expect((await start({ license_key: 'ANOTHER' })).status).toBe(200);
    expect((await start({ license_key: 'ANOTHER' })).status).toBe(409);
  });

  it('admits another session once one has ended, and ends none for it', async () => {
    const [first] = [await started(), await started(), await started()];
    expect(await start()).toMatchObject({ status: 409, body: FULL });
    expect((await sendHeartbeat(first)).status).toBe(200);
    await end(first);
    expect((await start()).status).toBe(200);
    expect((await start()).status).toBe(409);
  });

  it('admits another session once one timed out, and not before', async () => {
    const tokens = [await started(), await started(), await started()];
    advance(40);
    await sendHeartbeat(tokens[0] ?? '');
    advance(19.999);
    expect((await start()).status).toBe(409);
    advance(0.001);
    const answers = await atOnce(4, (node) => start({}, undefined, node));
    expect(statuses(answers)).toEqual({ 200: 2, 409: 2 });
    expect(await Promise.all(tokens.map(async (token) => (await sendHeartbeat(token)).status))).toEqual([
      200, 404, 404,
    ]);
  });

  it('is never exceeded while beats, ends, deaths and starts come at once', async () => {
    let alive = 0;
    let most = 0;
    let sessions = 0;
    await atOnce(6, async (node, index) => {
      for (let round = 0; round < 3; round++) {
        const { status, body } = await start({}, undefined, node);
        if (status !== 200) {
          expect(status).toBe(409);
          continue;
        }
        most = Math.max(most, ++alive);
        sessions++;
        const partner = index % 4 < 2 ? server : other;
        expect((await sendHeartbeat(body.session_token, {}, undefined, partner)).status).toBe(200);
        alive--;
        expect((await end(body.session_token, {}, undefined, partner)).status).toBe(200);
      }
    });
    expect(most).toBeLessThanOrEqual(3);
    expect(sessions).toBeGreaterThan(3);
    expect(await running()).toBe(0);
    expect(tally((await listed({ limit: '100' })).map(({ end_reason }) => String(end_reason)))).toEqual({
      ended: sessions,
    });
  });

  it('holds when expired sessions send heartbeats while others start', async () => {
    const tokens = [await started(), await started(), await started()];
    advance(60);
    const answers = await atOnce(
      8,
      (node, index) =>
        index < 3 ? sendHeartbeat(tokens[index] ?? '', {}, undefined, node) : start({}, undefined, node),
      WITH_SESSIONS,
    );
    expect(statuses(answers.slice(0, 3))).toEqual({ 404: 3 });
    expect(statuses(answers.slice(3))).toEqual({ 200: 3, 409: 2 });
    expect(await running()).toBe(3);
  });

  it('holds when some nodes consider a session expired whose heartbeat is in progress at another', async () => {
    // The clocks disagree on purpose: at one node the sessions are about to die, at the other they are dead.
    const tokens = [await started(), await started(), await started()];
    server.clock.advance(40_000);
    other.clock.advance(62_000);
    const answers = await race({ databaseUrl: server.databaseUrl, ...WITH_SESSIONS }, [
      ...tokens.map((token) => () => sendHeartbeat(token)),
      ...Array.from({ length: 4 }, () => () => start({}, undefined, other)),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    const [{ open }] = await server.dataSource.query(
      'SELECT count(*)::integer AS open FROM license_sessions WHERE ended_at IS NULL',
    );
    expect(open).toBe(3);
  });

  it('counts the heartbeat in progress at another node', async () => {
    await changed(server, license, { max_sessions: 1 });
    const token = await started();
    // A heartbeat takes its device's row first and its session's then.
    const rival = server.dataSource.createQueryRunner();
    await rival.startTransaction();
    await rival.query('SELECT 1 FROM activations WHERE license_id = $1 FOR NO KEY UPDATE', [license.number]);
    advance(60);
    const starting = start({}, undefined, other);
    await untilWaiting(server.databaseUrl, 1);
    await rival.query('UPDATE license_sessions SET last_beat_at = $1 WHERE ended_at IS NULL', [server.clock.now()]);
    await rival.commitTransaction();
    await rival.release();
    expect(await starting).toMatchObject({ status: 409, body: FULL });
    expect((await sendHeartbeat(token)).status).toBe(200);
    expect(await running()).toBe(1);
  });

  it('does not deadlock with the sweep, which locks the license first', async () => {
    await started();
    await started();
    advance(60);
    const rival = server.dataSource.createQueryRunner();
    await rival.startTransaction();
    await rival.query('SELECT 1 FROM licenses WHERE key = $1 FOR NO KEY UPDATE', [KEY]);
    await rival.query('SELECT 1 FROM license_sessions WHERE id = (SELECT max(id) FROM license_sessions) FOR UPDATE');
    const sweeping = server.app.get(SessionReaperService).sweep();
    await untilWaiting(server.databaseUrl, 1);
    // Fails where somebody else holds one of these rows.
    const free = rival.query('SELECT 1 FROM license_sessions FOR UPDATE NOWAIT');
    expect(await free.finally(() => rival.rollbackTransaction())).toHaveLength(2);
    await rival.release();
    await sweeping;
    expect((await listed()).map(({ end_reason }) => end_reason)).toEqual(['timeout', 'timeout']);
    const events = await server.dataSource.query(`SELECT 1 FROM events WHERE name = 'license_session.ended'`);
    expect(events).toHaveLength(2);
  });

  it('ends a session once, however many sweeps and programs end it', async () => {
    const tokens = [await started(), await started()];
    advance(60);
    const reaper = server.app.get(SessionReaperService);
    await race<unknown>({ databaseUrl: server.databaseUrl, ...WITH_SESSIONS }, [
      () => reaper.sweep(),
      () => other.app.get(SessionReaperService).sweep(),
      ...tokens.map((token) => () => end(token)),
    ]);
    const events = await server.dataSource.query(`SELECT 1 FROM events WHERE name = 'license_session.ended'`);
    expect(events).toHaveLength(2);
  });

  it('ends a session once, however many ask', async () => {
    const token = await started();
    const answers = await atOnce(6, (node) => end(token, {}, undefined, node), WITH_SESSIONS);
    expect(statuses(answers)).toEqual({ 200: 1, 404: 5 });
    const events = await server.dataSource.query(`SELECT 1 FROM events WHERE name = 'license_session.ended'`);
    expect(events).toHaveLength(1);
  });

  it('is no limit where it is null', async () => {
    await changed(server, license, { max_sessions: null });
    const answers = await atOnce(4, (node) => start({}, undefined, node));
    expect(statuses(answers)).toEqual({ 200: 4 });
    advance(60);
    await started();
    expect(tally((await listed({ limit: '100' })).map(({ end_reason }) => String(end_reason)))).toEqual({
      timeout: 4,
      null: 1,
    });
  });

  it('keeps running sessions when it is lowered', async () => {
    const tokens = [await started(), await started()];
    await changed(server, license, { max_sessions: 1 });
    expect((await sendHeartbeat(tokens[0] ?? '')).status).toBe(200);
    await end(tokens[0] ?? '');
    expect((await start()).status).toBe(409);
    await end(tokens[1] ?? '');
    expect((await start()).status).toBe(200);
  });
});

describe('a device that leaves', () => {
  beforeEach(beginAnew);

  it('ends its sessions, and those alone', async () => {
    await activate('laptop');
    const [here, there] = [await started(), await started({ hardware_hash: 'laptop' })];
    await deactivateNatively(server, KEY, 'laptop');
    expect((await sendHeartbeat(there)).status).toBe(404);
    expect((await end(there)).status).toBe(404);
    expect((await sendHeartbeat(here)).status).toBe(200);
    expect(await listed({ running: 'false' })).toMatchObject([{ hardware_id: 'laptop', end_reason: 'deactivated' }]);
    const [event] = await server.dataSource.query(`SELECT data FROM events WHERE name = 'license_session.ended'`);
    expect(event.data).toMatchObject({ end_reason: 'deactivated' });
  });

  it('ends them also when it is made to leave', async () => {
    await changed(server, license, { max_activations: 1, policy_overrides: { when_full: 'deactivate_oldest' } });
    const token = await started();
    advance(1);
    expect((await activate('laptop')).status).toBe(200);
    expect((await sendHeartbeat(token)).status).toBe(404);
    expect((await listed())[0]).toMatchObject({ hardware_id: DEVICE, end_reason: 'deactivated' });
  });

  it('has room for no session while it goes', async () => {
    await atOnce(6, async (node, index) => {
      if (index < 3) {
        await start({}, undefined, node);
      } else {
        await deactivateNatively(node, KEY, DEVICE);
      }
    });
    expect(await running()).toBe(0);
  });

  it('is deleted with its license and all its sessions', async () => {
    const token = await started();
    await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}`);
    expect((await sendHeartbeat(token)).status).toBe(404);
  });
});

describe('a request to start is refused', () => {
  beforeAll(beginAnew);

  it.each([
    ['an unknown license', { license_key: 'UNKNOWN' }, 404, 'LICENSE_NOT_FOUND'],
    ['a device that is not active', { hardware_hash: 'laptop' }, 403, 'LICENSE_INACTIVE'],
  ])('for %s', async (_what, changes, status, code) => {
    expect(await start(changes)).toMatchObject({ status, body: { error: { code, message: expect.any(String) } } });
  });

  it.each(['', 'with space', 'X'.repeat(256)])('for the malformed key %j', async (license_key) => {
    const { status, body } = await start({ license_key });
    expect(status).toBe(400);
    expect(body).toEqual({
      error: {
        code: 'INVALID_LICENSE',
        message: 'The provided license key is invalid',
        details: { field: 'license_key', reason: 'format_invalid' },
      },
    });
  });

  it.each([
    ['license_key', { license_key: undefined }],
    ['hardware_hash', { hardware_hash: undefined }],
    ['hardware_hash', { hardware_hash: '' }],
    ['machine_id', { machine_id: 7 }],
    ['machine_id', { machine_id: 'X'.repeat(256) }],
    ['version', { version: null }],
  ])('for a wrong %s', async (field, changes) => {
    expect(await start(changes)).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', details: { field } } },
    });
  });
});

describe('a start is refused', () => {
  beforeEach(beginAnew);

  it.each([
    ['disabled', { state: 'disabled' }, 'LICENSE_INACTIVE'],
    ['blocked', { state: 'blocked' }, 'LICENSE_INACTIVE'],
    ['revoked', { state: 'revoked' }, 'LICENSE_INACTIVE'],
    ['expired', { expires_at: NOW }, 'LICENSE_EXPIRED'],
    ['not begun', { starts_at: '2025-06-20' }, 'LICENSE_INACTIVE'],
  ])('for a license that is %s', async (_what, change, code) => {
    await changed(server, license, change);
    expect(await start()).toMatchObject({ status: 403, body: { error: { code } } });
    expect(await running()).toBe(0);
    expect((await verificationsOf(server, KEY)).at(-1)).toMatchObject({ operation: 'session' });
  });

  it('for a device that has left', async () => {
    await deactivateNatively(server, KEY, DEVICE);
    expect(await start()).toMatchObject({ status: 403, body: { error: { code: 'LICENSE_INACTIVE' } } });
    await activate();
    expect((await start()).status).toBe(200);
  });
});

describe.each([
  ['session/heartbeat', sendHeartbeat],
  ['session/end', end],
] as const)('%s', (path, call) => {
  beforeAll(beginAnew);

  it.each(['unknown', '', 'X'.repeat(10_000), 'A'.repeat(43)])('does not find session %.20j', async (token) => {
    expect(await call(token)).toMatchObject({ status: 404, body: NO_SUCH_SESSION });
  });

  it('takes no other license’s key', async () => {
    await issued(server, { key: 'ANOTHER' });
    const token = await started();
    for (const license_key of ['ANOTHER', 'UNKNOWN', `${KEY}X`]) {
      expect(await call(token, { license_key })).toMatchObject({ status: 404, body: NO_SUCH_SESSION });
    }
    expect(await running()).toBe(1);
    expect((await call(token, { license_key: KEY })).status).toBe(200);
    await end(token);
  });

  it('takes no API key that is good for another product', async () => {
    await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'another', name: 'Another' } });
    const { body: scoped } = await server.asAdmin('POST', '/api/v1/api-keys', {
      body: { name: 'scoped', kind: 'external', product: 'another' },
    });
    const token = await started();
    expect(await call(token, {}, scoped.key)).toMatchObject({ status: 404, body: NO_SUCH_SESSION });
    expect(await start({}, scoped.key)).toMatchObject({ status: 404, body: { error: { code: 'LICENSE_NOT_FOUND' } } });
    expect((await call(token)).status).toBe(200);
    await end(token);
  });

  it('refuses what is malformed', async () => {
    for (const session_token of [undefined, null, 7, {}]) {
      expect(await send(path, { session_token })).toMatchObject({
        status: 400,
        body: { error: { code: 'VALIDATION_ERROR', details: { field: 'session_token' } } },
      });
    }
    expect(await send(path, { session_token: 'token', license_key: 'with space' })).toMatchObject({
      status: 400,
      body: { error: { code: 'INVALID_LICENSE' } },
    });
  });
});

it.each(['session/start', 'session/heartbeat', 'session/end'])('%s wants a client program’s API key', async (path) => {
  for (const headers of [{}, { 'x-api-key': 'wrong' }] as Record<string, string>[]) {
    const { status, body } = await server.call('POST', `/api/license/${path}`, { body: START, headers });
    expect(status).toBe(401);
    expect(body).toEqual({ error: 'Invalid or missing API key', code: 'INVALID_API_KEY', status: 401 });
  }
  const { body: internal } = await server.asAdmin('POST', '/api/v1/api-keys', {
    body: { name: 'management', kind: 'internal' },
  });
  expect(await send(path, START, internal.key)).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
});

describe('the native list', () => {
  beforeEach(beginAnew);

  it('shows every field of each session, newest first', async () => {
    const [first] = [await started(), await started({ machine_id: 'LAPTOP' })];
    advance(10);
    await end(first);
    const [second, ended, ...rest] = await listed();
    expect(rest).toEqual([]);
    expect(second).toMatchObject({ machine_id: 'LAPTOP', running: true, ended_at: null, end_reason: null });
    expect(ended).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      number: 1,
      license: license.id,
      activation: expect.stringMatching(/^[0-9a-f-]{36}$/),
      hardware_id: DEVICE,
      machine_id: 'DESKTOP-ABC123',
      user: null,
      app_version: '1.0.0',
      ip: '127.0.0.1',
      running: false,
      started_at: '2025-06-19T10:30:00.000Z',
      last_beat_at: '2025-06-19T10:30:00.000Z',
      ended_at: '2025-06-19T10:30:10.000Z',
      end_reason: 'ended',
    });
  });

  it('shows a session as timed out before the sweep ends it', async () => {
    await started();
    advance(60);
    expect(await listed({ running: 'true' })).toEqual([]);
    expect(await listed({ running: 'false' })).toMatchObject([
      { running: false, end_reason: 'timeout', ended_at: '2025-06-19T10:31:00.000Z' },
    ]);
  });

  it('filters by license, and has pages', async () => {
    const another = await issued(server, { key: 'ANOTHER' });
    await activate(DEVICE, 'ANOTHER');
    await started({ license_key: 'ANOTHER' });
    for (let n = 0; n < 3; n++) {
      await started({ machine_id: `machine ${n}` });
    }
    expect(await listed({ license: another.id })).toHaveLength(1);

    const url = '/api/v1/license-sessions';
    const { body: page } = await server.asAdmin('GET', url, { query: { license: license.id, limit: '2' } });
    expect(page.items.map((session: { machine_id: string }) => session.machine_id)).toEqual(['machine 2', 'machine 1']);
    const { body: last } = await server.asAdmin('GET', url, {
      query: { license: license.id, limit: '2', after: page.next },
    });
    expect(last.items.map((session: { machine_id: string }) => session.machine_id)).toEqual(['machine 0']);
    expect(last.next).toBeNull();
    expect(await listed({ license: '00000000-0000-4000-8000-000000000000' })).toEqual([]);
  });

  it('shows a key that is good for one product that product’s alone', async () => {
    await started();
    const keys = await Promise.all(
      ['v2-default', 'another'].map(async (product) => {
        await server.asAdmin('POST', '/api/v1/products', { body: { reference: product, name: product } });
        const { body } = await server.asAdmin('POST', '/api/v1/api-keys', {
          body: { name: product, kind: 'internal', product },
        });
        return body.key as string;
      }),
    );
    const counts = await Promise.all(
      keys.map(async (key) => (await server.withKey('GET', '/api/v1/license-sessions', {}, key)).body.items.length),
    );
    expect(counts).toEqual([1, 0]);
  });

  it('refuses strangers and wrong filters', async () => {
    expect((await server.call('GET', '/api/v1/license-sessions')).status).toBe(401);
    expect((await server.withKey('GET', '/api/v1/license-sessions')).status).toBe(403);
    for (const query of [
      { running: 'yes' },
      { license: 'x'.repeat(256) },
      { limit: '0' },
      { state: 'x' },
    ] as object[]) {
      const { status } = await server.asAdmin('GET', '/api/v1/license-sessions', {
        query: query as Record<string, string>,
      });
      expect(status).toBe(400);
    }
  });
});
