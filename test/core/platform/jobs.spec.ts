import { once } from 'node:events';
import { Logger } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { Runner } from 'graphile-worker';
import { IsNull, Not } from 'typeorm';
import { PluginServices } from '../../../src/core/common/plugins/plugin-services';
import { LoginAttempt } from '../../../src/core/identity/users/login-attempt.entity';
import { UserSession } from '../../../src/core/identity/users/user-session.entity';
import { DatabaseClock } from '../../../src/core/platform/database/database-clock';
import { LISTENING_LIMITS, NotificationsService } from '../../../src/core/platform/database/notifications.service';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { IdempotentRequest } from '../../../src/core/platform/idempotency/idempotent-request.entity';
import { Job } from '../../../src/core/platform/jobs/define-job';
import { JobQueueService } from '../../../src/core/platform/jobs/job-queue.service';
import { JobStatusesService } from '../../../src/core/platform/jobs/job-statuses.service';
import { JobsService } from '../../../src/core/platform/jobs/jobs.service';
import { LicenseSession } from '../../../src/core/licenses/sessions/license-session.entity';
import { activate, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';
import { DAY } from '../../../src/core/common/calendar';

const HOUR = 3_600_000;

let server: TestServer;
let queue: JobQueueService;
const nodes: JobsService[] = [];
const connections = new Map<JobsService, NotificationsService>();

/** A node that does these jobs and no others. */
async function node(...jobs: Job[]): Promise<JobsService> {
  const discovery = { getProviders: () => jobs.map((instance) => ({ instance })) };
  const database = { url: server.databaseUrl };
  const notifications = new NotificationsService(database, server.app.get(UnitOfWork), server.clock);
  const started = new JobsService(
    new PluginServices(discovery as DiscoveryService),
    database,
    server.app.get(DatabaseClock),
    server.clock,
    notifications,
  );
  jest.replaceProperty(started, 'restartDelay', 10);
  nodes.push(started);
  connections.set(started, notifications);
  await notifications.onApplicationBootstrap();
  await started.start();
  return started;
}

async function stopped(jobs: JobsService): Promise<void> {
  await jobs.stop();
  await connections.get(jobs)?.onApplicationShutdown();
}

/** Resolves when a job of this name was done by the node. */
function done(jobs: JobsService, name: string): Promise<void> {
  return new Promise((resolve) => {
    jobs.events.on('job:success', ({ job }) => {
      if (job.task_identifier === name) {
        resolve();
      }
    });
  });
}

/** Ends the connections of all nodes to their queues. */
const endConnections = () =>
  server.dataSource.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'keyward jobs' AND datname = current_database()`,
  );

async function waiting(): Promise<string[]> {
  const rows = await server.dataSource.query(`SELECT task_identifier FROM graphile_worker.jobs ORDER BY id`);
  return rows.map(({ task_identifier: name }: { task_identifier: string }) => name);
}

beforeAll(async () => {
  server = await TestServer.start();
  queue = server.app.get(JobQueueService);
});
afterEach(async () => {
  await Promise.all(nodes.splice(0).map(stopped));
  server.clock.reset();
  jest.restoreAllMocks();
});
afterAll(() => server.stop());

describe('a queued job', () => {
  it('runs once, at one of two nodes', async () => {
    const count = 20;
    const seen: unknown[] = [];
    let allDone = (): void => undefined;
    const complete = new Promise<void>((resolve) => {
      allDone = resolve;
    });
    const job = new Job('count', undefined, async (payload) => {
      seen.push(payload);
      if (seen.length === count) {
        allDone();
      }
    });
    const both = [await node(job), await node(job)];

    const payloads = Array.from({ length: count }, (_, number) => ({ number }));
    await Promise.all(payloads.map((payload) => queue.add({ name: 'count', payload })));
    await complete;
    await Promise.all(both.map(stopped));

    expect(seen).toHaveLength(count);
    expect(seen).toEqual(expect.arrayContaining(payloads));
    expect(await waiting()).toEqual([]);
  });

  it('is queued when the change that asks for it is committed, and not when it is undone', async () => {
    const work = server.app.get(UnitOfWork);
    await work.run(() => queue.add({ name: 'kept', runAt: new Date(Date.now() + HOUR) }));
    const undone = work.run(async () => {
      await queue.add({ name: 'undone', runAt: new Date(Date.now() + HOUR) });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await waiting()).toEqual(['kept']);
    await server.dataSource.query(`DELETE FROM graphile_worker._private_jobs`);
  });

  it('counts as running and not as abandoned during its last try', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const only = await node(new Job('last', undefined, () => released));
    const started = once(only.events, 'job:start');
    const success = done(only, 'last');
    await queue.add({ name: 'last', maxAttempts: 1 });
    await started;
    expect(await queue.state(new Date())).toMatchObject({ waiting: 0, running: 1, abandoned: 0 });
    release();
    await success;
  });

  it('that was replaced while it ran, and failed then, does not count and is removed', async () => {
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    let fail = (): void => undefined;
    const failing = new Promise<never>((_resolve, reject) => (fail = () => reject(new Error('the disk is full'))));
    const only = await node(new Job('replaced', undefined, () => failing));
    const started = once(only.events, 'job:start');
    const failed = once(only.events, 'job:error');
    await queue.add({ name: 'replaced', key: 'shop 1' });
    await started;
    await queue.add({ name: 'replaced', key: 'shop 1', runAt: new Date(Date.now() + HOUR) });
    fail();
    await failed;
    await until('its failure is recorded', async () => (await queue.state(new Date())).running === 0);
    expect(await queue.state(new Date())).toMatchObject({ waiting: 1, running: 0, abandoned: 0 });
    await until('it is removed', async () => {
      server.clock.advance(60_000);
      await server.clock.settled();
      return (await waiting()).length === 1;
    });
    expect(error).toHaveBeenCalled();
    await server.dataSource.query(`DELETE FROM graphile_worker._private_jobs`);
  });

  it('replaces a waiting job with the same key', async () => {
    const at = (hours: number) => new Date(Date.now() + hours * HOUR);
    await queue.add({ name: 'remind', key: 'license 7', runAt: at(1) });
    await queue.add({ name: 'remind', key: 'license 7', runAt: at(2), maxAttempts: 3 });
    const rows = await server.dataSource.query(`SELECT run_at, max_attempts FROM graphile_worker.jobs`);
    expect(rows).toEqual([{ run_at: expect.any(Date), max_attempts: 3 }]);
    expect(rows[0].run_at.getTime()).toBeGreaterThan(at(1.5).getTime());
    await server.dataSource.query(`DELETE FROM graphile_worker._private_jobs`);
  });

  it('is retried after a failure, and the log contains the reason without the data', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation();
    const tries: unknown[] = [];
    const failingOnce = new Job('fail-once', undefined, async (payload) => {
      tries.push(payload);
      if (tries.length === 1) {
        throw new Error('the other side did not answer');
      }
    });
    const only = await node(failingOnce);
    const success = done(only, 'fail-once');
    await queue.add({ name: 'fail-once', payload: { secret: 'whsec_not_for_the_log' } });
    // As if the seconds up to the retry had passed.
    const due = `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0 AND locked_at IS NULL`;
    await until('the job may run again', async () => {
      const [, changed] = await server.dataSource.query<[unknown, number]>(due);
      return changed > 0 || tries.length > 1;
    });
    await server.dataSource.query(`SELECT pg_notify('jobs:insert', '{"count": 1}')`);
    await success;

    expect(tries).toEqual([{ secret: 'whsec_not_for_the_log' }, { secret: 'whsec_not_for_the_log' }]);
    const text = JSON.stringify(logged.mock.calls);
    expect(text).toContain('fail-once');
    expect(text).toContain('the other side did not answer');
    expect(text).not.toContain('whsec_not_for_the_log');
  });

  it('completes after its node lost all connections, as does the next one', async () => {
    for (const level of ['error', 'warn'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation();
    }
    jest.spyOn(console, 'error').mockImplementation();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const only = await node(new Job('hold', undefined, () => held), new Job('next', undefined, async () => undefined));
    await queue.add({ name: 'hold' });
    await once(only.events, 'job:start');

    const listening = once(only.events, 'pool:listen:success');
    await endConnections();
    await listening;
    release();
    const both = Promise.all([done(only, 'hold'), done(only, 'next')]);
    await queue.add({ name: 'next' });
    await both;
    await stopped(only);
    expect(await waiting()).toEqual([]);
  });

  it('does not hold up a node that stops while the connection that listens for jobs breaks', async () => {
    for (const level of ['error', 'warn'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation();
    }
    const only = await node(new Job('none', undefined, async () => undefined));
    const stop = new Promise<void>((resolve) => {
      only.events.once('pool:listen:success', ({ client }) => {
        // LISTEN has not been answered yet: both its failure and the stopping worker release the connection.
        client.connection.stream.destroy(new Error('the connection is lost'));
        resolve(stopped(only));
      });
    });
    await endConnections();
    await stop;
  });

  it('is finished before its node has stopped', async () => {
    let finished = false;
    const slow = new Job('slow', undefined, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      finished = true;
    });
    const only = await node(slow);
    const started = once(only.events, 'job:start');
    await queue.add({ name: 'slow' });
    await started;
    await stopped(only);
    expect(finished).toBe(true);
    expect(await waiting()).toEqual([]);
  });

  it('is given five seconds by its stopping node', () => {
    expect(server.app.get(JobsService).stopLimits).toEqual({ jobs: 5_000, database: 1_000 });
  });

  it('returns to the queue if its stopping node does not wait for it', async () => {
    const only = await node(new Job('endless', undefined, () => new Promise(() => undefined)));
    jest.replaceProperty(only, 'stopLimits', { jobs: 20, database: 20_000 });
    const started = once(only.events, 'job:start');
    await queue.add({ name: 'endless' });
    await started;
    await stopped(only);
    const left = await server.dataSource.query(`SELECT task_identifier AS name, locked_at FROM graphile_worker.jobs`);
    expect(left).toEqual([{ name: 'endless', locked_at: null }]);
    await server.dataSource.query(`DELETE FROM graphile_worker._private_jobs`);
  });

  describe('of a node that ends without stopping', () => {
    const minutePasses = async () => {
      server.clock.advance(60_000);
      await server.clock.settled();
    };

    it('is run by another node after two minutes, and that of a node that lives is left alone', async () => {
      const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
      const ran: string[] = [];
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const busy = (name: string) => async (): Promise<void> => {
        ran.push(name);
        await held;
      };
      const killed = await node(new Job('sent', undefined, busy('killed')));
      const living = await node(new Job('counted', undefined, busy('living')));
      // Two at the first node, so that it takes none again.
      await Promise.all(['sent', 'sent', 'counted'].map((name) => queue.add({ name })));
      await until('all run', async () => ran.length === 3);
      const again = ['sent', 'counted'].map(
        (name) => new Job(name, undefined, async () => void ran.push(`${name} again`)),
      );
      const other = await node(...again);

      await connections.get(killed)?.onApplicationShutdown();
      await minutePasses();
      expect(ran).toHaveLength(3);
      await minutePasses();
      await server.dataSource.query(`SELECT pg_notify('jobs:insert', '{"count": 2}')`);
      await until('both run again', async () => ran.length === 5);
      expect(ran.slice(3)).toEqual(['sent again', 'sent again']);
      expect(warned).toHaveBeenCalledWith(expect.stringContaining('Jobs are tried again whose node was killed'));

      release();
      await Promise.all([stopped(killed), stopped(living), stopped(other)]);
      expect(await waiting()).toEqual([]);
      expect(ran).toHaveLength(5);
    });

    it('stays with a node that lost its connection for a moment', async () => {
      jest.spyOn(Logger.prototype, 'warn').mockImplementation();
      jest.replaceProperty(LISTENING_LIMITS, 'pause', 10);
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      const only = await node(new Job('kept', undefined, () => held));
      const started = once(only.events, 'job:start');
      await queue.add({ name: 'kept' });
      await started;
      const other = await node(new Job('kept', undefined, () => Promise.reject(new Error('runs twice'))));
      const isShown = async () => {
        const [{ shown }] = await server.dataSource.query<[{ shown: boolean }]>(
          `SELECT EXISTS (SELECT FROM pg_locks JOIN graphile_worker.jobs ON objid = hashtext(locked_by)::oid) AS shown`,
        );
        return shown;
      };
      const lost = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'keyward changes' AND datname = current_database()`;
      for (let minute = 0; minute < 3; minute += 1) {
        await server.dataSource.query(lost);
        await until('the connection is lost', async () => !(await isShown()));
        await until('it is shown again', isShown);
        await minutePasses();
      }
      const success = done(only, 'kept');
      release();
      await success;
      await Promise.all([stopped(only), stopped(other)]);
      expect(await waiting()).toEqual([]);
    });
  });

  it('is done by a new worker after one that failed altogether', async () => {
    const only = await node(new Job('after', undefined, async () => undefined));
    const replaced = once(only.events, 'pool:create');
    await (only as unknown as { runner: Runner }).runner.stop();
    await replaced;
    const success = done(only, 'after');
    await queue.add({ name: 'after' });
    await success;
  });
});

describe('the schedule', () => {
  afterAll(() => server.dataSource.query(`DELETE FROM graphile_worker._private_known_crontabs`));

  const AHEAD = `now() + interval '400 days'`;
  const noted = (identifier: string) =>
    server.dataSource.query(
      `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
       VALUES ($1, ${AHEAD}, ${AHEAD}) ON CONFLICT (identifier) DO UPDATE SET last_execution = ${AHEAD}`,
      [identifier],
    );
  const isAhead = async (identifier: string) => {
    const [row] = await server.dataSource.query<{ ahead: boolean }[]>(
      `SELECT last_execution > now() + interval '2 minutes' AS ahead FROM graphile_worker._private_known_crontabs
       WHERE identifier = $1`,
      [identifier],
    );
    return row?.ahead;
  };

  it('goes on at the start of a node, and within a minute, after a clock was ahead', async () => {
    await noted('of-each-minute');
    await node(new Job('of-each-minute', '* * * * *', async () => undefined));
    expect(await isAhead('of-each-minute')).toBe(false);
    await noted('of-each-minute');
    server.clock.advance(60_000);
    await server.clock.settled();
    expect(await isAhead('of-each-minute')).toBe(false);
  });

  it('waits at a node whose clock is wrong, which says so and starts its worker when the clock is right', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const pools: unknown[] = [];
    server.clock.misset(400 * DAY);
    await queue.add({ name: 'once' });
    const only = await node(new Job('once', undefined, async () => undefined));
    only.events.on('pool:create', (pool) => pools.push(pool));
    expect(warned.mock.calls).toEqual([
      [expect.stringMatching(/^No jobs run on this node\. The clock of this node is 345\d{5} seconds ahead of/)],
    ]);
    expect(pools).toEqual([]);
    const success = done(only, 'once');
    server.clock.reset();
    await success;

    // Wrong again: the worker stops, and nothing else can take what is queued then.
    server.clock.misset(-400 * DAY);
    server.clock.misset(-401 * DAY);
    await server.clock.settled();
    await queue.add({ name: 'once' });
    expect(await waiting()).toEqual(['once']);
    const again = done(only, 'once');
    await until('the wrong clock is seen', () => Promise.resolve(warned.mock.calls.length > 1));
    server.clock.reset();
    await again;
    expect(pools).toHaveLength(2);
  });
});

it('is done at the start of a node where it asks for that', async () => {
  let doneOnce = (): void => undefined;
  const success = new Promise<void>((resolve) => {
    doneOnce = resolve;
  });
  await node(new Job('early', undefined, async () => doneOnce(), true));
  await success;
});

it('is queued at the start of a node in place of the same job of another node', async () => {
  await queue.add({ name: 'early', key: 'early', runAt: new Date('2099-01-01') });
  let doneOnce = (): void => undefined;
  const success = new Promise<void>((resolve) => (doneOnce = resolve));
  await node(new Job('early', undefined, async () => doneOnce(), true));
  await success;
  await until('the job is done', async () => (await waiting()).length === 0);
});

describe('the jobs of this server', () => {
  /** Does one of them now, as a node would when it is due. */
  async function perform(name: string): Promise<void> {
    const job = server.app.get(JobsService).all.find((one) => one.name === name);
    await job?.run({});
  }

  it('are scheduled, each one that has a schedule', async () => {
    const jobs = server.app.get(JobsService).all;
    const timed = jobs.filter(({ cron }) => cron !== undefined).map(({ name }) => name);
    expect(timed).toEqual(
      expect.arrayContaining(['log-partitions', 'idempotency-sweep', 'log-in-sweep', 'dead-sessions']),
    );

    const here = await node(...jobs);
    await once(here.events, 'cron:started');
    const known = await server.dataSource.query(`SELECT identifier FROM graphile_worker._private_known_crontabs`);
    expect(known.map(({ identifier }: { identifier: string }) => identifier).sort()).toEqual([...timed].sort());
  });

  it('are done by the running server, which shows their runs in the metrics', async () => {
    const jobs = server.app.get(JobsService);
    await jobs.start();
    const success = done(jobs, 'idempotency-sweep');
    await queue.add({ name: 'idempotency-sweep' });
    await success;
    const metrics = await server.metrics();
    expect(metrics).toMatch(/^keyward_job_runs_total\{job_name="idempotency-sweep",outcome="success"\} [1-9]/m);
    expect(metrics).toMatch(/^keyward_job_last_success_timestamp_seconds\{job_name="idempotency-sweep"\} 1\d{9}/m);
  });

  it('have a status that all nodes see, with their failures since the last success', async () => {
    const statuses = server.app.get(JobStatusesService);
    const failing = async () => (await statuses.failing(1)).map(({ name, failures }) => [name, failures]);
    await statuses.record('dead-sessions', false);
    await statuses.record('dead-sessions', false);
    await statuses.record('not-scheduled', false);
    expect(await failing()).toEqual([['dead-sessions', 2]]);
    expect(await statuses.failing(3)).toEqual([]);
    await statuses.record('dead-sessions', true);
    expect(await failing()).toEqual([]);
    const metrics = await server.metrics();
    expect(metrics).toMatch(/^keyward_job_runs_total\{job_name="dead-sessions",outcome="failure"\} 2/m);
  });

  it('make the partitions of the log ahead', async () => {
    server.clock.holdAt('2031-03-15T12:00:00Z');
    await perform('log-partitions');
    await perform('log-partitions');
    const made = await server.dataSource.query(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'verifications'::regclass
       AND inhrelid::regclass::text LIKE 'verifications_2031%' ORDER BY 1`,
    );
    expect(made.map(({ name }: { name: string }) => name)).toEqual([
      'verifications_2031_03',
      'verifications_2031_04',
      'verifications_2031_05',
    ]);
  });

  it('forget answers under an Idempotency-Key after a day', async () => {
    const { manager } = server.dataSource;
    const kept = (key: string, age: number) => ({
      caller: 'user:1',
      method: 'POST',
      pathHash: 'p'.repeat(43),
      key,
      bodyHash: 'b'.repeat(43),
      status: 201,
      answer: {},
      at: new Date(server.clock.now().getTime() - age),
    });
    await manager.insert(IdempotentRequest, [kept('old', DAY + 1000), kept('young', DAY - 60_000)]);
    await perform('idempotency-sweep');
    expect(await manager.find(IdempotentRequest)).toEqual([expect.objectContaining({ key: 'young' })]);
  });

  it('forget log-ins that are over, and failed ones that no longer count', async () => {
    const { manager } = server.dataSource;
    const ago = (age: number) => new Date(server.clock.now().getTime() - age);
    const session = (id: number, expiresAt: Date) => ({
      id: `00000000-0000-4000-8000-00000000000${id}`,
      userId: 1,
      ip: null,
      userAgent: null,
      createdAt: ago(31 * DAY),
      expiresAt,
      endedAt: null,
    });
    await manager.insert(UserSession, [session(1, ago(30 * DAY)), session(2, ago(-HOUR))]);
    const attempt = (address: string, lastAt: Date) => ({ nameHash: 'n'.repeat(43), address, failures: 1, lastAt });
    await manager.insert(LoginAttempt, [attempt('old', ago(30 * DAY)), attempt('young', ago(60_000))]);

    await perform('log-in-sweep');
    const left = await manager.find(UserSession);
    expect(left.map(({ id }) => id.at(-1))).toEqual(['2']);
    expect(await manager.find(LoginAttempt)).toEqual([expect.objectContaining({ address: 'young' })]);
  });

  it('end the sessions of silent programs, and record it', async () => {
    const { manager } = server.dataSource;
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    const [{ id: activationId }] = await server.dataSource.query(`SELECT id FROM activations WHERE license_id = $1`, [
      license.number,
    ]);
    const now = server.clock.now();
    const session = (name: string, silentFor: number) => ({
      licenseId: license.number,
      activationId,
      tokenHash: name.padEnd(43, '-'),
      appVersion: null,
      ip: null,
      startedAt: new Date(now.getTime() - DAY),
      lastHeartbeatAt: new Date(now.getTime() - silentFor),
      endedAt: null,
      endReason: null,
    });
    await manager.insert(LicenseSession, [session('dead', DAY - 1000), session('alive', 1000)]);

    await perform('dead-sessions');
    await perform('dead-sessions');
    const ended = await manager.findBy(LicenseSession, { licenseId: license.number, endedAt: Not(IsNull()) });
    expect(ended).toEqual([expect.objectContaining({ endReason: 'timeout', tokenHash: 'dead'.padEnd(43, '-') })]);
    const told = await server.dataSource.query(`SELECT name FROM events WHERE name LIKE 'license_session.%'`);
    expect(told).toEqual([{ name: 'license_session.ended' }]);
  });
});
