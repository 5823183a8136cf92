import { once } from 'node:events';
import type { PoolClient } from 'pg';
import type { License } from '../../../sdk/src/generated/native';
import type { ConnectionLimits } from '../../../src/core/platform/database/connection-options';
import { BatchDatabase } from '../../../src/core/platform/database/batch-database';
import { DatabaseClient } from '../../../src/core/platform/database/database-client';
import { HealthCheckedPool, SILENCE_LIMITS } from '../../../src/core/platform/database/health-checked-pool';
import { sessionStatements } from '../../../src/core/platform/database/session-settings';
import { BATCH_LIMITS } from '../../../src/core/platform/database/transaction';
import { freshDatabase, holdLocks, onDatabase } from '../../testkit/database';
import { activate, issued, validate } from '../../testkit/issue';
import { metered, use } from '../../support/meters';
import { contract as PROGRAN3 } from '../../contracts/progran3';
import { contract as SMBEAUTY } from '../../contracts/smbeauty';
import { contract as V2 } from '../../contracts/v2';
import { worldOn } from '../../support/prepared-world';
import { tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { SilentProxy } from '../../support/silent-proxy';
import { until } from '../../testkit/until';

/** As in production, but much more impatient. */
const LIMITS: Partial<ConnectionLimits> = {
  connections: 5,
  connect: 3_000,
  lock: 0,
  silence: { answer: 1_000, idle: 0, probe: 200, suspect: 300 },
};

const statuses = (answers: readonly Answer[]) => tally(answers.map(({ status }) => status));
const crowd = <T>(count: number, each: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => each(index)));

let proxy: SilentProxy;
let server: TestServer;
let directUrl: string;
let license: License;
beforeAll(async () => {
  directUrl = await freshDatabase();
  proxy = await SilentProxy.before(directUrl);
  server = await TestServer.start({}, proxy.url, LIMITS);
});
beforeEach(async () => {
  license = await issued(server);
  // As many connections as there may be.
  await crowd(20, () => validate(server, license.key));
});
afterAll(async () => {
  await server.stop();
  proxy.stop();
});

it('replaces idle connections without a failed request', async () => {
  proxy.silence();
  expect(statuses(await crowd(20, () => validate(server, license.key)))).toEqual({ 200: 20 });
});

it('answers 503 to requests whose statement was lost, and serves the retry', async () => {
  const lock = await holdLocks(directUrl, `SELECT 1 FROM licenses WHERE uid = '${license.id}' FOR UPDATE`);
  const waiting = crowd(4, (index) => activate(server, license.key, `device ${index}`));
  await lockedOut(4);
  proxy.silence();
  await lock.end();
  for (const { status, headers, body } of await waiting) {
    expect([status, headers['retry-after'], body.error.code]).toEqual([503, '2', 'UNAVAILABLE']);
  }
  expect((await validate(server, license.key)).status).toBe(200);
});

it('answers in time while no connection succeeds, and serves again afterwards', async () => {
  proxy.silence({ newOnesToo: true });
  expect(statuses(await crowd(30, () => validate(server, license.key)))).toEqual({ 503: 30 });
  expect((await server.call('GET', '/health/ready')).status).toBe(503);
  expect((await server.call('GET', '/health')).status).toBe(200);
  proxy.open();
  expect(statuses(await crowd(20, () => validate(server, license.key)))).toEqual({ 200: 20 });
});

it('keeps a connection that waits for its own caller', async () => {
  const runner = server.dataSource.createQueryRunner();
  const { connection } = (await runner.connect()) as PoolClient;
  await runner.query('SELECT 1');
  await once(connection.stream, 'timeout');
  expect(await runner.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await runner.release();
});

describe('a change whose connection breaks', () => {
  afterEach(() => proxy.mend());

  const usedOf = async (key: string): Promise<number> => {
    const [row] = await server.dataSource.query<{ used: number }[]>(
      `SELECT b.used FROM meter_balances b JOIN licenses l ON l.id = b.license_id WHERE l.key = $1`,
      [key],
    );
    return row?.used ?? 0;
  };
  const issue = (description: string, headers: Record<string, string> = {}) =>
    server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', description }, headers });
  const issuedAs = (description: string) =>
    server.dataSource.query('SELECT key FROM licenses WHERE description = $1', [description]);
  const facts = ({ status, headers, body }: Answer) => [status, headers['retry-after'], body.error?.code];
  const UNKNOWN = [503, '2', 'OUTCOME_UNKNOWN'];

  it('during the commit of a batch is answered as unknown, and not repeated by the server', async () => {
    const { key } = await metered(server, { exports: {} });
    proxy.breakAt('COMMIT', { isRun: true });
    const answers = await crowd(19, () => use(server, key, { exports: 1 }));
    proxy.mend();
    expect(answers.map(facts)).toEqual(answers.map(() => UNKNOWN));
    expect(await usedOf(key)).toBe(19);
  });

  it('during the commit has its first answer under the same Idempotency-Key', async () => {
    const { key } = await metered(server, { exports: {} });
    const report = () => crowd(3, (n) => use(server, key, { exports: 1 }, {}, { 'idempotency-key': `report-${n}` }));
    const order = () => issue('ordered', { 'idempotency-key': 'order' });
    await server.adminToken();
    proxy.breakAt('COMMIT', { isRun: true });
    const lost = [...(await report()), await order()];
    proxy.mend();
    expect(lost.map(facts)).toEqual(lost.map(() => UNKNOWN));
    expect(statuses(await report())).toEqual({ 200: 3 });
    expect(await usedOf(key)).toBe(3);
    const { status, body } = await order();
    expect([status, await issuedAs('ordered')]).toEqual([201, [{ key: body.key }]]);
  });

  it('before the commit reaches the database is answered as unknown and has changed nothing', async () => {
    await server.adminToken();
    proxy.breakAt('COMMIT', { isRun: false });
    const lost = await issue('never ordered');
    proxy.mend();
    expect([facts(lost), await issuedAs('never ordered')]).toEqual([UNKNOWN, []]);
  });

  it('before the commit is answered as unavailable and has changed nothing', async () => {
    const { key } = await metered(server, { exports: {} });
    await use(server, key, { exports: 1 });
    proxy.breakAt('write_usage', { isRun: true });
    const answers = await crowd(5, () => use(server, key, { exports: 1 }));
    proxy.mend();
    expect(answers.map(facts)).toEqual(answers.map(() => [503, '2', 'UNAVAILABLE']));
    expect(await usedOf(key)).toBe(1);
  });

  it('is answered as unavailable if the database refuses the commit', async () => {
    await onDatabase(
      directUrl,
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '40001'; END $$`,
      `CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON licenses DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW WHEN (NEW.description = 'refused') EXECUTE FUNCTION refuse()`,
    );
    expect([facts(await issue('refused')), await issuedAs('refused')]).toEqual([[503, '2', 'UNAVAILABLE'], []]);
  });

  it('during the commit is answered in the error format of other APIs', async () => {
    const world = await worldOn(server);
    const v2 = (await V2.calls.activateLicense?.good(world)) ?? {};
    const smbeauty = (await SMBEAUTY.calls.createConfig?.good(world)) ?? {};
    const progran3 = (await PROGRAN3.calls.activateLicense?.good(world)) ?? {};
    const token = await server.adminToken();
    await server.withKey('POST', '/api/license/verify', { body: v2.body }, world.externalKey);
    proxy.breakAt('COMMIT', { isRun: true });
    const answers = [
      await server.withKey('POST', '/api/license/activate', { body: v2.body }, world.externalKey),
      await server.withKey('POST', '/api/licenses/activate', { body: progran3.body }, world.externalKey),
      await server.call('POST', '/api/admin/license/config', {
        body: smbeauty.body,
        headers: { authorization: `Bearer ${token}` },
      }),
    ];
    proxy.mend();
    expect(answers.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
      [503, '2'],
      [503, '2'],
      [500, '2'],
    ]);
    expect(answers.map(({ body }) => body)).toMatchObject([
      { error: { code: 'INTERNAL_ERROR' } },
      { success: false, code: 'INTERNAL_ERROR' },
      { success: false, code: 'INTERNAL_ERROR' },
    ]);
  });
});

it('finds silent connections within ten seconds in production', () => {
  const { answer } = BATCH_LIMITS;
  const { suspect } = SILENCE_LIMITS;
  const { overdueMs } = server.app.get(BatchDatabase);
  // Once a batch has found one, the others have a tenth of `suspect` left.
  expect({ answer, suspect, overdueMs }).toEqual({ answer: 7_000, suspect: 6_000, overdueMs: 5_000 });
});

describe('under load', () => {
  const WORKERS = 9;
  /** Between the requests of a worker: without it, the load takes all the time of the machine. */
  const PAUSE_MS = 80;

  let line: SilentProxy;
  let busy: TestServer;
  let key: string;
  let answers: { isCheck: boolean; status: number; number: number }[];
  /** Number of requests that were sent. */
  let sent: number;
  let isOver: boolean;
  let load: Promise<unknown>;
  beforeAll(async () => {
    const url = await freshDatabase('busy');
    line = await SilentProxy.before(url);
    jest.replaceProperty(BATCH_LIMITS, 'answer', 3_000);
    const silence = { ...SILENCE_LIMITS, suspect: 2_500 };
    busy = await TestServer.start({}, line.url, { silence });
    jest.replaceProperty(busy.app.get(BatchDatabase), 'overdueMs', 1_000);
  });
  beforeEach(async () => {
    ({ key } = await issued(busy, { max_activations: 100 }));
    [answers, sent, isOver] = [[], 0, false];
    load = crowd(WORKERS, work);
    await until('the load runs', () => answers.length > 4 * WORKERS);
  });
  afterEach(async () => {
    isOver = true;
    await load;
  });
  afterAll(async () => {
    await busy.stop();
    line.stop();
    jest.restoreAllMocks();
  });

  async function work(worker: number): Promise<void> {
    while (!isOver) {
      const number = ++sent;
      const isCheck = worker % 3 > 0;
      const { status } = await (isCheck ? validate(busy, key) : activate(busy, key, `device ${worker}`));
      answers.push({ isCheck, status, number });
      let isLater = true;
      await until('the next request is due', () => (isLater = !isLater), { pauseMs: PAUSE_MS });
    }
  }

  const isReady = async () => (await busy.call('GET', '/health/ready')).status === 200;
  /** Resolves when more checks that begin from now on have a verdict than are under way at a time. */
  async function checksAnswered(): Promise<void> {
    const before = sent;
    const answered = () =>
      answers.filter(({ isCheck, status, number }) => isCheck && status === 200 && number > before);
    await until('checks are answered', () => answered().length > WORKERS);
  }

  it('replaces one silent connection of the batches, and is not ready until then', async () => {
    line.silenceOneOf('keyward batches');
    await until('the node is not ready', async () => !(await isReady()));
    await checksAnswered();
    await until('the node is ready', isReady);
  });

  it('checks again after the primary has fallen silent and another has taken its address', async () => {
    line.abandon();
    await until('an admin is served', async () => (await busy.asAdmin('GET', '/api/v1/licenses')).status === 200);
    await checksAnswered();
    // Those that the silence caught may be answered after checks that began later.
    isOver = true;
    await load;
    expect(Object.keys(tally(answers.map(({ status }) => status))).sort()).toEqual(['200', '201', '503']);
  });
});

it('reports a connection that is lost before its session is prepared', async () => {
  const line = await SilentProxy.before(directUrl);
  try {
    line.breakAt(sessionStatements(line.url), { isRun: false });
    await expect(DatabaseClient.open({ connectionString: line.url })).rejects.toThrow(/terminated/);
    const pool = new HealthCheckedPool({ connectionString: line.url });
    await expect(pool.connect()).rejects.toThrow(/terminated/);
    await pool.end();
  } finally {
    line.stop();
  }
});

/** So many transactions wait for a lock. */
async function lockedOut(count: number): Promise<void> {
  const sql = `SELECT count(*)::integer AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await until('the transactions wait', async () => (await server.dataSource.query<[{ n: number }]>(sql))[0].n >= count);
}
