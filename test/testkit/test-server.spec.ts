import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { EventSequenceService } from '../../src/core/events/records/event-sequence.service';
import { WebhookDispatcherService } from '../../src/core/events/webhooks/webhook-dispatcher.service';
import { JobsService } from '../../src/core/platform/jobs/jobs.service';
import { MailSenderService } from '../../src/core/platform/mail/mail-sender.service';
import { Shutdown } from '../../src/core/common/shutdown';
import { Randomness } from '../../src/core/common/randomness';
import { Metrics } from '../../src/core/platform/monitoring/metrics';
import { issued } from './issue';
import { countOf } from './records';
import { renewable } from './renewable-servers';
import { single } from './rows';
import { TestServer } from './server';
import { borrow, giveBack } from './shared-server';
import { TestClock } from '../../src/testkit/test-clock';
import { until } from './until';

interface Environment {
  teardown(): Promise<void>;
}

const SharedEnvironment: new (config: object) => Environment = jest.requireActual('./jest/environment');

it('has only the initial rows, with ids from one, whatever the previous server did', async () => {
  for (const server of [await TestServer.shared(), await TestServer.start()]) {
    expect(await countOf(server, 'licenses')).toBe(0);
    expect(await countOf(server, 'users')).toBe(1);
    expect(await issued(server)).toMatchObject({ number: 1 });
    await server.stop();
  }
});

it('leaves no connection to its database when it fails to start', async () => {
  const server = await TestServer.shared();
  const listeners = async () => {
    const [{ count }] = await server.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::integer FROM pg_stat_activity
       WHERE application_name = 'keyward changes' AND datname = current_database()`,
    );
    return count;
  };
  expect(await listeners()).toBe(1);
  await server.sdk.licenses.issue({ product: 'v2-default' });
  await expect(TestServer.start({ DEMO: '1' }, server.databaseUrl)).rejects.toThrow('DEMO must be off');
  await until('the other one has closed its connection', async () => (await listeners()) === 1);
  await server.stop();
});

it('calls as an admin wherever its clock is moved', async () => {
  const server = await TestServer.shared();
  const statuses = [];
  for (const moment of ['2026-01-01', '2026-01-02', '2036-01-01', '2020-01-01']) {
    server.clock.holdAt(`${moment}T00:00:00Z`);
    statuses.push((await server.asAdmin('GET', '/api/v1/auth/me')).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200]);
  await server.stop();
});

it('has a client of the SDK as an admin, and as other callers', async () => {
  const server = await TestServer.shared();
  expect((await server.sdk.auth.getMe()).username).toBe('admin');
  const { key } = await server.sdk.apiKeys.create({ name: 'Shop', kind: 'external' });
  await expect(server.sdk.with({ apiKey: key }).users.list()).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
  await expect(server.sdk.with({ token: 'x' }).users.list()).rejects.toMatchObject({ status: 401 });
  const file = new File(['product\nv2-default\n'], 'licenses.csv');
  expect(await server.sdk.licenses.import({ file }, { dry_run: false })).toMatchObject({ imported: 1, problems: [] });
  const [license] = (await server.sdk.licenses.list()).items;
  await server.sdk.licenses.delete(license?.id ?? '');
  expect((await server.sdk.licenses.list()).items).toEqual([]);
  expect(await countOf(server, 'idempotent_requests')).toBe(0);
  await server.stop();
});

it("is stopped after a spec file that did not stop it, and the file's changes are restored", async () => {
  const environment = new SharedEnvironment({ projectConfig: {} });
  const server = await TestServer.start();
  const url = await server.listen();
  process.env.OF_ONE_FILE = 'yes';
  Reflect.set(globalThis, Symbol.for('of one file'), 'yes');

  await environment.teardown();
  await expect(fetch(url)).rejects.toThrow();
  expect(process.env.OF_ONE_FILE).toBeUndefined();
  expect(Reflect.get(globalThis, Symbol.for('of one file'))).toBeUndefined();
});

it('shares realm and modules with the spec files, and refuses jest.mock', () => {
  expect(new TestClock().now()).toBeInstanceOf(Date);
  expect(() => jest.mock('pg', () => ({}))).toThrow(/jest\.spyOn/);
});

it('stops waiting at a limit, and names the condition', async () => {
  await expect(until('the cows come home', () => false, { limitMs: 20 })).rejects.toThrow(
    'Waited 0.02 seconds in vain: the cows come home',
  );
});

describe('the shared server', () => {
  it('has the rows, ids, counts, clock, fields and methods of a new one', async () => {
    const first = await TestServer.shared();
    const rows = await rowsOf(first);
    const { app } = first;
    await issued(first);
    await first.sdk.apiKeys.create({ name: 'Shop', kind: 'external' });
    const drawn = jest.spyOn(app.get(Randomness), 'uuid').mockReturnValue('drawn');
    Object.defineProperty(app.get(Randomness), 'bytes', { configurable: true, value: drawn });
    app.get(Metrics).countJobRun('sweep', true, first.clock.now());
    first.clock.holdAt('2036-01-01T00:00:00Z');
    expect(await rowsOf(first)).not.toEqual(rows);
    await first.stop();

    const second = await TestServer.shared();
    expect(second.app).toBe(app);
    expect(await rowsOf(second)).toEqual(rows);
    expect(await app.get(Metrics).registry.metrics()).not.toContain('sweep');
    app.get(Randomness).uuid();
    expect(app.get(Randomness)).not.toHaveProperty('bytes', drawn);
    expect(drawn).not.toHaveBeenCalled();
    expect(second.clock.now().getFullYear()).toBeLessThan(2036);
    expect(await issued(second)).toMatchObject({ number: 1 });
    await second.stop();
  });

  it('is another one for each environment, and two of one database are others', async () => {
    const plain = await TestServer.shared();
    const limited = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
    const [first, second] = await TestServer.sharedPair();
    expect(second.databaseUrl).toBe(first.databaseUrl);
    expect(new Set([plain, limited, first].map(({ databaseUrl }) => databaseUrl)).size).toBe(3);
    await issued(first);
    expect([await countOf(second, 'licenses'), await countOf(plain, 'licenses')]).toEqual([1, 0]);
    for (const one of [plain, limited, first, second]) {
      await one.stop();
    }
    const again = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
    expect(again.app).toBe(limited.app);
    await again.stop();
  });

  it('listens until it is stopped, and again for the next spec file, without the listeners of the first', async () => {
    const first = await TestServer.shared();
    const urls = [await first.listen()];
    const http: Server = first.app.getHttpServer();
    const { requestTimeout } = http;
    const heard = jest.fn();
    http.on('connection', heard).requestTimeout = requestTimeout + 1;
    expect((await fetch(`${urls[0]}/health`)).status).toBe(200);
    expect(heard).toHaveBeenCalled();
    heard.mockClear();
    await first.stop();
    await expect(fetch(`${urls[0]}/health`)).rejects.toThrow();

    const second = await TestServer.shared();
    expect(second.app).toBe(first.app);
    urls.push(await second.listen());
    expect((await fetch(`${urls[1]}/health`)).status).toBe(200);
    expect(heard).not.toHaveBeenCalled();
    expect(http.requestTimeout).toBe(requestTimeout);
    await second.stop();
  });

  it('ends the loops that a spec file has started', async () => {
    const first = await TestServer.shared();
    first.app.get(WebhookDispatcherService).start();
    first.app.get(MailSenderService).start();
    await first.stop();
    const second = await TestServer.shared();
    expect(second.app).toBe(first.app);
    const catchUp = jest.spyOn(second.app.get(EventSequenceService), 'catchUp');
    await issued(second);
    second.clock.advance(60_000);
    await second.clock.settled();
    expect(catchUp).not.toHaveBeenCalled();
    await second.stop();
  });

  it('is replaced if its tables have changed, or its worker of jobs, a periodic task or its end has begun', async () => {
    const first = await TestServer.shared();
    const { renew } = await renewable([first], () => Promise.resolve());
    const jobs = first.app.get(JobsService);
    const causes: (() => unknown)[] = [
      () => first.dataSource.query('CREATE TABLE of_one_file ()'),
      () => Reflect.set(jobs, 'started', Promise.resolve()),
      () => first.clock.every(1_000, () => Promise.resolve()),
      () => first.app.get(Shutdown).begin(),
    ];
    const ends: (() => unknown)[] = [
      () => first.dataSource.query('DROP TABLE of_one_file'),
      () => Reflect.set(jobs, 'started', undefined),
    ];
    for (const [index, cause] of causes.entries()) {
      expect(await renew()).toBe(true);
      await cause();
      expect(await renew()).toBe(false);
      await ends[index]?.();
    }
    await first.stop();
    const second = await TestServer.shared();
    expect(second.app).not.toBe(first.app);
    expect(second.databaseUrl).not.toBe(first.databaseUrl);
    await second.stop();
  });
});

describe('servers that are lent', () => {
  const closed: unknown[] = [];
  let isRenewed: boolean;
  beforeEach(() => (isRenewed = true));
  const lend = (settings: string, size = 1) =>
    borrow(settings, () => {
      const servers = Array.from({ length: size }, () => ({}) as TestServer);
      return Promise.resolve({
        servers,
        quiet: () => Promise.resolve(),
        renew: () => Promise.resolve(isRenewed),
        close: () => Promise.resolve(void closed.push(servers)),
      });
    });

  it('are others while they are in use, and the same ones once all of them are given back', async () => {
    const settings = randomUUID();
    const pair = await lend(settings, 2);
    const [first, second] = pair.servers as [TestServer, TestServer];
    await giveBack(pair, first);
    expect((await lend(settings, 2)).servers).not.toBe(pair.servers);
    await giveBack(pair, second);
    expect((await lend(settings, 2)).servers).toBe(pair.servers);
  });

  it('are closed and replaced if they cannot be made as new', async () => {
    const settings = randomUUID();
    const former = await lend(settings);
    await giveBack(former, single(former.servers));
    isRenewed = false;
    expect((await lend(settings)).servers).not.toBe(former.servers);
    expect(closed).toEqual([former.servers]);
  });
});

/** Of all tables and sequences. */
async function rowsOf({ dataSource }: TestServer): Promise<Record<string, unknown>> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT oid::regclass::text AS name FROM pg_class JOIN pg_tables ON tablename = relname
     WHERE relkind = 'r' AND schemaname IN ('public', 'graphile_worker') ORDER BY 1`,
  );
  const rows: Record<string, unknown> = {
    sequences: await dataSource.query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1'),
  };
  for (const { name } of tables) {
    rows[name] = await dataSource.query(`SELECT to_jsonb(t) AS row FROM ${name} AS t ORDER BY 1`);
  }
  return rows;
}
