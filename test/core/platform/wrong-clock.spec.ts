import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY } from '../../../src/core/common/calendar';
import { AlertWatchService } from '../../../src/core/platform/alerts/alert-watch.service';
import { ScheduledBackupsService } from '../../../src/core/platform/backups/scheduled-backups.service';
import { DatabaseClock } from '../../../src/core/platform/database/database-clock';
import { JobsService } from '../../../src/core/platform/jobs/jobs.service';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { freshDatabase } from '../../testkit/database';
import { activate, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';

const MINUTE = 60_000;
const AHEAD = 400 * DAY;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ BACKUP_DIR: mkdtempSync(join(tmpdir(), 'wrong clock ')) });
});
afterEach(async () => {
  server.clock.reset();
  await server.clock.settled();
});
afterAll(() => server.stop());

const query = <T>(sql: string, parameters: unknown[] = []) => server.dataSource.query<T[]>(sql, parameters);
const openAlerts = async () =>
  (await query<{ type: string; message: string }>(`SELECT type, message FROM alerts WHERE cleared_at IS NULL`)).map(
    ({ type, message }) => [type, message],
  );

describe('a node whose clock differs from that of the database', () => {
  it('runs no job, so that none of them deletes, ends or mails anything', async () => {
    const { key } = await issued(server, { expires_at: new Date(Date.now() + 30 * DAY).toISOString() });
    await activate(server, key, 'desk');
    const jobs = server.app.get(JobsService).all;
    const rows = (table: string) => query<{ count: number }>(`SELECT count(*)::integer AS count FROM ${table}`);
    const counts = () => Promise.all(['verifications', 'events', 'audit_entries', 'user_sessions', 'mails'].map(rows));
    const before = await counts();
    await query(`INSERT INTO settings (name, value, updated_at) VALUES ('retention.verifications_days', '30', now())`);
    for (const error of [AHEAD, -61_000]) {
      server.clock.misset(error);
      for (const job of jobs) {
        await expect(job.run({})).rejects.toThrow(/^The clock of this node is \d+ seconds (ahead of|behind) that/);
      }
    }
    expect(jobs.length).toBeGreaterThan(30);
    expect(await counts()).toEqual(before);
    await query(`DELETE FROM settings WHERE name = 'retention.verifications_days'`);
  });

  it('is not ready, and says so in its readiness, on the page System and in an alert until its clock is right', async () => {
    const watch = server.app.get(AlertWatchService);
    const ready = () => server.call('GET', '/health/ready');
    server.clock.misset(59_000);
    expect((await ready()).status).toBe(200);
    await server.adminToken();
    server.clock.misset(-90_000);
    const message = 'The clock of this node is 90 seconds behind that of the database: set the clock that is wrong';
    expect(await ready()).toMatchObject({
      status: 503,
      headers: { 'retry-after': '60' },
      body: { error: { code: 'UNAVAILABLE', message } },
    });
    const page = await server.asAdmin('GET', '/console/system');
    expect(String(page.body)).toContain(message);
    await watch.checkNode();
    // A busy machine may have one of its event loop beside it.
    expect(await openAlerts()).toContainEqual(['clock_difference', message]);
    server.clock.reset();
    await watch.checkNode();
    expect(await openAlerts()).toEqual([]);
    expect((await ready()).status).toBe(200);
  });

  it('makes no backup', async () => {
    const backups = server.app.get(ScheduledBackupsService);
    const made = () => query<{ state: string }>(`SELECT state FROM backups ORDER BY id`);
    // As a node whose clock was ahead has left it.
    await query(
      `INSERT INTO backups (state, origin, node, file, bytes, rows, started_at, finished_at)
       VALUES ('done', 'schedule', '', '', 1, 1, now() + interval '1 year', now() + interval '1 year')`,
    );
    server.clock.misset(AHEAD);
    await backups.runIfDue();
    expect(await made()).toHaveLength(1);
    server.clock.reset();
    await backups.runIfDue();
    expect(await made()).toEqual([{ state: 'done' }, { state: 'done' }]);
  });
});

describe('a node whose clock is set wrong while it serves, beside others on one database', () => {
  const HOUR = 60 * MINUTE;
  let node: TestServer;
  beforeAll(async () => {
    const url = await freshDatabase();
    node = await TestServer.start({ DATABASE_URL: url }, url);
  });
  afterAll(() => node.stop());

  it.each([AHEAD, -AHEAD, 50_000])('gives and ends everything by the clock of the database (%i ms)', async (error) => {
    const ends = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
    const [lasting, ended] = [
      await issued(node, { expires_at: ends(HOUR), max_sessions: 1 }),
      await issued(node, { expires_at: ends(MINUTE) }),
    ];
    node.clock.misset(error);
    await node.clock.settled();
    await activate(node, lasting.key, 'desk');
    expect((await validate(node, lasting.key, 'desk')).body).toMatchObject({ valid: true });
    const device = { license_key: lasting.key, hardware_id: 'desk' };
    const started = await node.call('POST', '/api/v1/license-sessions', { body: device });
    expect(started.status).toBe(201);
    expect(Math.abs(Date.parse(String(started.body.expires_at)) - Date.now() - MINUTE)).toBeLessThan(MINUTE);
    const { body } = await node.call('POST', '/api/v1/auth/login', {
      body: { username: 'admin', password: ADMIN_PASSWORD },
    });
    const [, claims = ''] = String(body.access_token).split('.');
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    expect(Math.abs(exp * 1_000 - Date.now())).toBeLessThan(25 * HOUR);
    const strayed = await node.dataSource.query(
      `SELECT at FROM verifications WHERE abs(extract(epoch FROM at - now())) > 3600`,
    );
    expect(strayed).toEqual([]);
    expect((await validate(node, ended.key, 'desk')).body.code).not.toBe('EXPIRED');
    node.clock.advance(MINUTE);
    expect((await validate(node, ended.key, 'desk')).body.code).toBe('EXPIRED');
    node.clock.reset();
  });
});

it('goes by the clock of the database in a job, whatever the clock of the machine does meanwhile', async () => {
  const times = await server.app.get(DatabaseClock).follow(() => {
    server.clock.misset(AHEAD);
    return Promise.resolve([server.clock.now(), new Date()]);
  });
  const [told = 0, real = 0] = times.map((time) => time.getTime());
  expect(Math.abs(told - real)).toBeLessThan(MINUTE);
});

it('counts the log again that was not counted because a clock was ahead, and nothing twice', async () => {
  const { key } = await issued(server, { max_activations: 5 });
  await activate(server, key, 'first');
  const counted = async () => {
    server.clock.advance(5 * MINUTE);
    await runJob(server, 'statistics');
    const [sum] = await query<{ checks: number }>(
      `SELECT sum(checks)::integer AS checks FROM statistics_days WHERE dimension = 'product'`,
    );
    return sum?.checks;
  };
  const before = (await counted()) ?? 0;
  expect(before).toBeGreaterThan(0);
  await query(
    `UPDATE statistics_progress SET log_at = now() + interval '400 days', counted_at = now() + interval '400 days'`,
  );
  await activate(server, key, 'second');
  expect(await counted()).toBe(before + 1);
  expect(await counted()).toBe(before + 1);
  const [progress] = await query<{ isAhead: boolean }>(
    `SELECT greatest(log_at, counted_at) > now() + interval '1 hour' AS "isAhead" FROM statistics_progress`,
  );
  expect(progress).toEqual({ isAhead: false });
});

it('raises an alert when jobs of each minute have had no success for ten minutes, which no job has to find', async () => {
  const watch = server.app.get(AlertWatchService);
  const silent = async () => {
    // The answer of the database is shared for some seconds.
    server.clock.advance(6_000);
    await watch.checkNode();
    return (await openAlerts()).filter(([type]) => type === 'silent_jobs');
  };
  const ran = (minutes: number) =>
    query(
      `INSERT INTO job_statuses (name, last_success_at, failures) SELECT name, now() + $2, 0 FROM unnest($1::varchar[]) AS name
       ON CONFLICT (name) DO UPDATE SET last_success_at = excluded.last_success_at`,
      [names, `${minutes} minutes`],
    );
  const names = server.app.get(JobsService).all.flatMap(({ name, cron }) => (cron === '* * * * *' ? [name] : []));
  expect(names).toEqual(expect.arrayContaining(['alerts', 'expired-licenses', 'background-jobs']));
  expect(await silent()).toEqual([]);

  server.clock.advance(11 * MINUTE);
  await watch.checkNode();
  const message = `Jobs of each minute have not succeeded for ten minutes: ${[...names].sort().join(', ')}`;
  expect(await silent()).toEqual([['silent_jobs', message]]);
  const counted = new RegExp(`^keyward_silent_jobs ${names.length}$`, 'm');
  await until('they are counted', async () => counted.test(await server.metrics()));

  // A success that is still to come is that of a wrong clock.
  await ran(400 * 24 * 60);
  expect(await silent()).toHaveLength(1);
  await ran(11);
  expect(await silent()).toEqual([]);
});
