import { keyOf } from '../../testkit/callers';
import { AlertRule } from '../../../src/core/platform/alerts/alert-rule';
import { AlertsService } from '../../../src/core/platform/alerts/alerts.service';
import { activate, changed, deactivate, issued } from '../../testkit/issue';
import { createLoggedInUser } from '../../testkit/users';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  server.clock.holdAt('2031-06-19T14:30:00.123Z');
});
afterAll(() => server.stop());

const PATHS = ['/api/monitoring/live-stats', '/api/monitoring/anomaly-stats'];
interface Figures {
  active_licenses: number;
  total_activations: number;
  active_sessions: number;
  heartbeats_per_minute: number;
}

const INTEGER = expect.any(Number);

const liveStats = async () => (await server.asAdmin('GET', '/api/monitoring/live-stats')).body;
const metrics = async () => (await liveStats()).metrics as Figures;
const anomalyStats = async () => (await server.asAdmin('GET', '/api/monitoring/anomaly-stats')).body;

class CpuRule extends AlertRule {
  readonly type = 'cpu';
  readonly scope = 'cluster';
  check = () => Promise.resolve(null);
}

describe('GET /api/monitoring/live-stats', () => {
  it('answers as in the contract', async () => {
    server.clock.advance(-5 * 60_000);
    await server.app.get(AlertsService).raise(new CpuRule(), 'High CPU usage detected', '');
    server.clock.advance(5 * 60_000);
    const answer = await server.asAdmin('GET', '/api/monitoring/live-stats');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      timestamp: '2031-06-19T14:30:00Z',
      metrics: {
        active_licenses: INTEGER,
        total_activations: INTEGER,
        active_sessions: INTEGER,
        heartbeats_per_minute: INTEGER,
      },
      alerts: [{ type: 'warning', message: 'High CPU usage detected', timestamp: '2031-06-19T14:25:00Z' }],
    });
    await server.app.get(AlertsService).clear({ type: 'cpu' }, '');
    expect((await liveStats()).alerts).toEqual([]);
  });

  it('counts licenses that can be used', async () => {
    const before = (await metrics()).active_licenses;
    const days = (n: number) => new Date(server.clock.now().getTime() + n * DAY).toISOString();
    const license = await issued(server);
    await issued(server, { expires_at: days(-1) });
    await issued(server, { starts_at: days(1) });
    await issued(server, { starts_at: days(-1), expires_at: days(1) });
    expect((await metrics()).active_licenses).toBe(before + 2);
    for (const [state, change] of [
      ['disabled', -1],
      ['active', 0],
      ['blocked', -1],
      ['revoked', -1],
    ] as const) {
      await changed(server, license, { state });
      expect((await metrics()).active_licenses).toBe(before + 2 + change);
    }
  });

  it('counts devices, sessions and heartbeats', async () => {
    const { key } = await issued(server);
    const before = await metrics();
    const after = async (change: object) => {
      const { active_licenses, ...rest } = { ...before, ...change };
      expect(await metrics()).toEqual({ active_licenses, ...rest });
    };
    const beat = (device: string) =>
      server.withKey('POST', '/api/license/heartbeat', { body: { license_key: key, hardware_hash: device } });
    const session = (path: string, body: object) => server.withKey('POST', `/api/license/session/${path}`, { body });

    await activate(server, key, 'a');
    await activate(server, key, 'b');
    await after({ total_activations: before.total_activations + 2 });
    expect((await beat('a')).status).toBe(200);
    expect((await beat('b')).status).toBe(200);
    expect((await beat('unknown')).status).toBe(403);
    const started = await session('start', { license_key: key, hardware_hash: 'a' });
    await after({
      total_activations: before.total_activations + 2,
      active_sessions: before.active_sessions + 1,
      heartbeats_per_minute: before.heartbeats_per_minute + 2,
    });
    server.clock.advance(30_000);
    expect((await session('heartbeat', { session_token: started.body.session_token })).status).toBe(200);
    await after({
      total_activations: before.total_activations + 2,
      active_sessions: before.active_sessions + 1,
      heartbeats_per_minute: before.heartbeats_per_minute + 3,
    });
    await deactivate(server, key, 'b');
    server.clock.advance(59_999);
    await after({
      total_activations: before.total_activations + 1,
      active_sessions: before.active_sessions + 1,
      heartbeats_per_minute: 1,
    });
    server.clock.advance(1);
    await after({
      total_activations: before.total_activations + 1,
      active_sessions: before.active_sessions,
      heartbeats_per_minute: 0,
    });
  });

  it('agrees with the native API', async () => {
    const { status, body } = await server.asAdmin('GET', '/api/v1/monitoring/stats');
    const { active_licenses, total_activations, active_sessions, heartbeats_per_minute } = await metrics();
    expect(status).toBe(200);
    expect(body).toEqual({
      timestamp: server.clock.now().toISOString(),
      usage: { active_licenses, activations: total_activations, active_sessions, heartbeats_per_minute },
      node: {
        name: expect.stringMatching(/:\d+$/),
        uptime_seconds: INTEGER,
        memory: { rss: INTEGER, heap_used: INTEGER, heap_total: INTEGER },
        event_loop_delay: { p99_ms: INTEGER, max_ms: INTEGER },
        database_pool: { total: INTEGER, idle: INTEGER, waiting: INTEGER },
      },
    });
    expect(body.node.memory.rss).toBeGreaterThan(10_000_000);
    expect(body.node.database_pool.total).toBeGreaterThan(0);
  });
});

describe('GET /api/monitoring/anomaly-stats', () => {
  const insert = async (type: string, count: number, resolved: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      const { id } = await issued(server);
      await server.dataSource.query(
        `INSERT INTO anomalies (type, license_id, details, detected_at, resolved_at)
         SELECT $1, id, '{}', now(), $2 FROM licenses WHERE uid = $3`,
        [type, n < resolved ? new Date() : null, id],
      );
    }
  };

  it('is all 0 at first', async () => {
    expect(await anomalyStats()).toEqual({
      total_anomalies: 0,
      unresolved: 0,
      by_type: { unusual_activation_pattern: 0, excessive_heartbeats: 0, license_hopping: 0 },
    });
  });

  it('answers as in the contract, and adds up after a resolution', async () => {
    await insert('unusual_activation_pattern', 5, 4);
    await insert('excessive_heartbeats', 3, 3);
    await insert('license_hopping', 7, 5);
    const answer = await server.asAdmin('GET', '/api/monitoring/anomaly-stats');
    const stats = {
      total_anomalies: 15,
      unresolved: 3,
      by_type: { unusual_activation_pattern: 5, excessive_heartbeats: 3, license_hopping: 7 },
    };
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual(stats);
    const { body } = await server.asAdmin('GET', '/api/v1/monitoring/anomalies', { query: { resolved: 'false' } });
    await server.asAdmin('POST', `/api/v1/monitoring/anomalies/${body.items[0].id}/resolve`);
    expect(await anomalyStats()).toEqual({ ...stats, unresolved: 2 });
  });
});

it('only admins get in', async () => {
  const keys = [server.systemKey, (await keyOf(server, 'external')).key, (await keyOf(server, 'internal')).key];
  for (const path of PATHS) {
    expect(await server.call('GET', path)).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHORIZED' } } });
    for (const key of keys) {
      const answer = await server.withKey('GET', path, {}, key);
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
    }
    for (const role of ['owner', 'admin', 'support', 'viewer'] as const) {
      expect((await (await createLoggedInUser(server, role)).call('GET', path)).status).toBe(200);
    }
  }
});

it('limits admin calls to 1000 a minute per token', async () => {
  const limited = await TestServer.start({ RATE_LIMIT_FACTOR: '0.002' });
  const call = () => limited.asAdmin('GET', '/api/monitoring/live-stats');
  await limited.adminToken();
  expect([(await call()).status, (await call()).status]).toEqual([200, 200]);
  expect(await call()).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMIT_EXCEEDED' } } });
  await limited.stop();
});

it('every count reads an index', async () => {
  const statements = await statementsOf(async () => {
    await liveStats();
    await anomalyStats();
  });
  const counts = statements.filter(({ text }) => text.includes('count(*)'));
  expect(counts.length).toBeGreaterThanOrEqual(7);
  for (const { text: sql } of counts) {
    await server.dataSource.transaction(async (inside) => {
      await inside.query('SET LOCAL enable_seqscan = off');
      const text = sql.replace(/\$\d/g, `'2031-06-19'::timestamptz`);
      const plan = JSON.stringify(await inside.query(`EXPLAIN ${text}`));
      expect([sql, /Seq Scan on (?!verifications_default)/.exec(plan)]).toEqual([sql, null]);
    });
  }
});
