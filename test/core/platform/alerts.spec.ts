import { Injectable } from '@nestjs/common';
import type { ListAlertsQuery } from '../../../sdk/src/generated/native';
import { Alert } from '../../../src/core/platform/alerts/alert.entity';
import { AlertsService } from '../../../src/core/platform/alerts/alerts.service';
import { AlertWatchService } from '../../../src/core/platform/alerts/alert-watch.service';
import { AlertRule } from '../../../src/core/platform/alerts/alert-rule';
import { poolState } from '../../../src/core/platform/database/pool-state';
import { Metrics } from '../../../src/core/platform/monitoring/metrics';
import { NODE } from '../../../src/core/platform/monitoring/process-stats.service';
import { JobStatusesService } from '../../../src/core/platform/jobs/job-statuses.service';
import { holdLocks } from '../../testkit/database';
import { issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { until } from '../../testkit/until';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const MINUTE = 60_000;

let server: TestServer;
let watch: AlertWatchService;
beforeAll(async () => {
  server = await TestServer.start({}, undefined, { connections: 3 });
  watch = server.app.get(AlertWatchService);
  // What the start of the tests cost is none of theirs.
  await watch.checkNode();
  await watch.checkNode();
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.clock.reset();
  await server.dataSource.query(`DELETE FROM alerts`);
});
afterAll(() => server.stop());

const alerts = async (query: ListAlertsQuery = {}) => (await server.sdk.monitoring.listAlerts(query)).items;

/** Keeps the event loop busy, as code does that does not return. */
async function block(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

it('raises and clears an alert about the event loop', async () => {
  await server.sdk.settings.update({ 'alerts.event_loop_delay_ms': 20 });
  await watch.checkNode();
  await server.dataSource.query('DELETE FROM alerts');
  await block(10);
  await watch.checkNode();
  const [raised, ...others] = (await alerts()).filter(({ type }) => type === 'event_loop_delay');
  expect(others).toEqual([]);
  expect(raised).toEqual({
    id: expect.any(String),
    type: 'event_loop_delay',
    severity: 'warning',
    message: expect.stringMatching(/^The event loop is delayed by \d+ ms; the limit is 20 ms$/),
    node: NODE,
    raised_at: expect.any(String),
    cleared_at: null,
  });
  await server.sdk.settings.update({ 'alerts.event_loop_delay_ms': 0 });
  await watch.checkNode();
  expect((await alerts({ open: true })).filter(({ type }) => type === 'event_loop_delay')).toEqual([]);
  expect(await alerts({ open: false })).toEqual([{ ...raised, cleared_at: expect.any(String) }]);
  expect((await eventsOf(server, raised?.id ?? '')).map(({ name }) => name)).toEqual(['alert.raised', 'alert.cleared']);
  await server.sdk.settings.update({ 'alerts.event_loop_delay_ms': null });
});

it('raises and clears an alert about failed requests', async () => {
  const metrics = server.app.get(Metrics);
  const serve = (status: number, times: number) => {
    for (let n = 0; n < times; n += 1) {
      metrics.countRequest({ dialect: 'native', method: 'GET', route: '/', status, seconds: 0.01 });
    }
  };
  const errorRate = async () => (await alerts({ open: true })).filter(({ type }) => type === 'error_rate');
  await watch.checkNode();
  serve(503, 19);
  await watch.checkNode();
  expect(await errorRate()).toEqual([]);
  serve(500, 1);
  serve(404, 80);
  await watch.checkNode();
  expect(await errorRate()).toMatchObject([{ severity: 'critical', node: NODE }]);
  // The window slides on; other tests' requests come in between.
  for (let n = 0; n < 20; n += 1) {
    await watch.checkNode();
  }
  expect(await errorRate()).toEqual([]);
});

it('raises and clears an alert about the pool', async () => {
  await server.sdk.settings.update({ 'alerts.pool_waiting': 2 });
  const held = await holdLocks(server.databaseUrl, `LOCK TABLE customers IN ACCESS EXCLUSIVE MODE`);
  const read = () => server.dataSource.query<unknown[]>('SELECT 1 FROM customers LIMIT 1');
  const reading = [1, 2, 3, 4, 5, 6].map(read);
  await until('three requests wait', () => poolState(server.dataSource).waiting === 3);
  const pool = async () => (await alerts({ open: true })).filter(({ type }) => type === 'pool_exhaustion');
  await watch.checkNode();
  // The alert needs a connection, too.
  const raising = watch.checkNode();
  await held.end();
  await Promise.all([...reading, raising]);
  expect(await pool()).toMatchObject([
    { message: '3 requests wait for a database connection; the limit is 2', node: NODE },
  ]);
  await watch.checkNode();
  expect(await pool()).toEqual([]);
  await server.sdk.settings.update({ 'alerts.pool_waiting': null });
});

it('raises and clears an alert about jobs that fail', async () => {
  const statuses = server.app.get(JobStatusesService);
  const failing = async () => {
    await runJob(server, 'alerts');
    return (await alerts({ open: true })).filter(({ type }) => type === 'failing_jobs');
  };
  await statuses.record('dead-sessions', false);
  await statuses.record('dead-sessions', false);
  expect(await failing()).toEqual([]);
  await statuses.record('dead-sessions', false);
  const [raised] = await failing();
  expect(raised).toMatchObject({ node: null, message: 'Jobs fail: dead-sessions (3 times)' });
  await statuses.record('dead-sessions', false);
  expect(await failing()).toEqual([{ ...raised, message: 'Jobs fail: dead-sessions (4 times)' }]);
  await statuses.record('dead-sessions', true);
  expect(await failing()).toEqual([]);
});

describe('about webhooks', () => {
  const openAlerts = async (type: string) => {
    await runJob(server, 'alerts');
    return (await alerts({ open: true })).filter((alert) => alert.type === type);
  };
  const webhook = async (): Promise<string> => {
    const url = 'https://1.1.1.1/hook?token=secret';
    return (await server.sdk.webhooks.create({ url, events: ['license.issued'] })).id;
  };
  afterEach(() => server.dataSource.query('DELETE FROM webhook_endpoints'));

  it('raises and clears an alert about the age of the queue', async () => {
    await webhook();
    await issued(server);
    // Numbers the event, which makes its delivery due. No node sends it.
    await server.sdk.audit.listEvents();
    server.clock.advance(5 * MINUTE);
    expect(await openAlerts('webhook_queue_age')).toEqual([]);
    server.clock.advance(MINUTE);
    expect(await openAlerts('webhook_queue_age')).toMatchObject([
      {
        node: null,
        message: expect.stringMatching(/^A webhook delivery has been due for 36\d seconds; the limit is 300$/),
      },
    ]);
    await server.sdk.settings.update({ 'alerts.webhook_queue_seconds': 0 });
    expect(await openAlerts('webhook_queue_age')).toEqual([]);
    await server.sdk.settings.update({ 'alerts.webhook_queue_seconds': null });
  });

  it.each(['gone', 'failing'])(
    'raises an alert about one that was disabled as %s, until it is enabled',
    async (reason) => {
      const id = await webhook();
      await server.dataSource.query('UPDATE webhook_endpoints SET disabled_at = now(), disabled_reason = $1', [reason]);
      expect(await openAlerts('webhook_disabled')).toMatchObject([
        { severity: 'warning', message: `Webhooks were disabled: ${id} (${reason})` },
      ]);
      await server.sdk.webhooks.enable(id);
      expect(await openAlerts('webhook_disabled')).toEqual([]);
    },
  );

  it('raises none about one that an admin disabled', async () => {
    await server.sdk.webhooks.disable(await webhook());
    expect(await openAlerts('webhook_disabled')).toEqual([]);
  });
});

@Injectable()
class OtherRule extends AlertRule {
  readonly type = 'other';
  readonly scope = 'node';
  override check = () => Promise.resolve(null);
}

it('raises one alert of a type for a node, however many raise it at once', async () => {
  const service = server.app.get(AlertsService);
  const rule = new OtherRule();
  await Promise.all([1, 2, 3, 4, 5].map(() => service.raise(rule, 'Something is wrong', 'node 1')));
  await service.raise(rule, 'Something is wrong', 'node 2');
  expect((await alerts()).map(({ node }) => node)).toEqual(['node 2', 'node 1']);
  const events = await server.dataSource.query(
    `SELECT 1 FROM events WHERE name = 'alert.raised' AND data->>'type' = 'other'`,
  );
  expect(events).toHaveLength(2);
});

it('clears the alerts of a node that no longer runs, and deletes those cleared long ago', async () => {
  const service = server.app.get(AlertsService);
  await service.raise(new OtherRule(), 'Something is wrong', 'gone:1');
  server.clock.advance(3 * MINUTE);
  await service.raise(new OtherRule(), 'Something is wrong', 'alive:1');
  await runJob(server, 'alerts');
  expect(await alerts({ open: true })).toMatchObject([{ node: 'alive:1' }]);
  expect(await alerts({ open: false })).toMatchObject([{ node: 'gone:1' }]);
  server.clock.advance(91 * 24 * 60 * MINUTE);
  await runJob(server, 'alerts');
  await runJob(server, 'alerts');
  expect(await server.dataSource.manager.find(Alert)).toMatchObject([{ node: 'alive:1' }]);
});

it('goes on where the database is away', async () => {
  await server.sdk.settings.update({ 'alerts.event_loop_delay_ms': 1 });
  jest.spyOn(AlertsService.prototype, 'raise').mockRejectedValue(new Error('The database is away'));
  await block(5);
  await watch.checkNode();
  jest.restoreAllMocks();
  expect(await alerts()).toEqual([]);
  await block(5);
  await watch.checkNode();
  expect(await alerts()).toMatchObject([{ type: 'event_loop_delay' }]);
  await server.sdk.settings.update({ 'alerts.event_loop_delay_ms': null });
});
