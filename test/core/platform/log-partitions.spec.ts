import { Client } from 'pg';
import type { Event } from '../../../sdk/src/generated/native';
import { PARTITION_LIMITS } from '../../../src/core/platform/logs/attach-partitions';
import { makePartitions } from '../../../src/core/platform/logs/make-partitions';
import { EVENT_LOG } from '../../../src/core/platform/logs/record-logs';
import { JobsService } from '../../../src/core/platform/jobs/jobs.service';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { VERIFICATION_LOG } from '../../../src/core/verification/log/verification-log';
import { activate, issued, validate } from '../../testkit/issue';
import { holdLocks } from '../../testkit/database';
import { race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';
import { until } from '../../testkit/until';

/** A month without partitions, so that its rows go to the default one. */
const NOW = '2031-11-20T12:00:00Z';
const MONTHS = ['verifications_2031_11', 'verifications_2031_12', 'verifications_2032_01'];
const KEY = 'PARTITION-PARTITION';
const ROWS_AT_ONCE = 50;
/** More than are moved while the table is locked. */
const MANY = 2.4 * ROWS_AT_ONCE;
const HALF = MANY / 2;

let server: TestServer;
let backup: Client;

beforeAll(async () => {
  server = await TestServer.shared();
  await issued(server, { key: KEY });
});

beforeEach(async () => {
  server.clock.holdAt(NOW);
  jest.replaceProperty(PARTITION_LIMITS, 'rows', ROWS_AT_ONCE);
  backup = new Client({ connectionString: server.databaseUrl });
  await backup.connect();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await backup.end();
  await forgetMonths();
});

afterAll(() => server.stop());

/** As after a start on a new database: without months of the tests, and without rows of logs. */
async function forgetMonths(): Promise<void> {
  const months = await query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname ~ '_203\\d_\\d\\d$'`,
  );
  if (months.length > 0) {
    await query(`DROP TABLE ${months.map(({ name }) => name).join()}`);
  }
  await query('TRUNCATE verifications, events');
}

/** Holds what pg_dump holds for as long as it runs. */
async function beginBackup(): Promise<void> {
  const tables = await query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relname LIKE 'verifications%' AND relkind IN ('r', 'p')`,
  );
  await backup.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await backup.query(`LOCK TABLE ${tables.map(({ name }) => name).join(', ')} IN ACCESS SHARE MODE`);
}

function query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return server.dataSource.query<Row[]>(sql, values);
}

function start(): Promise<void> {
  return prepareDatabase(server.databaseUrl, new Date(NOW), async () => undefined);
}

/** What the job does when it is due, which is tried again later where it fails. */
async function performJob(): Promise<void> {
  const job = server.app.get(JobsService).all.find(({ name }) => name === 'log-partitions');
  await job?.run({});
}

/** The part of the job for one log. */
function makeMonths(log = VERIFICATION_LOG): Promise<void> {
  return makePartitions(server.dataSource.manager, log, server.clock.now());
}

async function partitions(): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'verifications'::regclass ORDER BY name`,
  );
  return rows.map(({ name }) => name).filter((name) => MONTHS.includes(name));
}

/** The partitions that contain events of the month. */
async function placesOf(table: string): Promise<string[]> {
  const rows = await query<{ place: string }>(
    `SELECT DISTINCT tableoid::regclass::text AS place FROM ${table} WHERE at >= '2031-01-01'`,
  );
  return rows.map(({ place }) => place);
}

/** How many rows of the log stand where, as far as it shows them. */
async function rowsByPlace(): Promise<Record<string, number>> {
  const rows = await query<{ place: string; count: number }>(
    `SELECT tableoid::regclass::text AS place, count(*)::integer AS count FROM verifications WHERE at >= '2031-01-01' GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ place, count }) => [place, count]));
}

async function fillDefault(count: number, at = NOW): Promise<void> {
  await query(
    `INSERT INTO verifications (at, key, dialect, operation, outcome)
     SELECT $1::timestamptz + n * interval '1 ms', 'KEY', 'v2', 'check', 'VALID' FROM generate_series(1, $2) AS n`,
    [at, count],
  );
}

async function fillEvents(count: number): Promise<void> {
  await query(
    `INSERT INTO events (name, target_type, target_id, data, at)
     SELECT 'old.recorded', 'tests', n::text, '{}', $1::timestamptz + n * interval '1 ms' FROM generate_series(1, $2) AS n`,
    [NOW, count],
  );
}

/** Does this before each statement of the kind is sent. */
function beforeStatements(kind: RegExp, act: (sql: string) => void | Promise<void>) {
  const { driver } = server.dataSource;
  const createQueryRunner = driver.createQueryRunner.bind(driver);
  return jest.spyOn(driver, 'createQueryRunner').mockImplementation((mode) => {
    const runner = createQueryRunner(mode);
    const ask = runner.query.bind(runner);
    runner.query = async (sql: string, ...rest: [unknown[]?]) => {
      if (kind.test(sql)) {
        await act(sql);
      }
      return ask(sql, ...rest);
    };
    return runner;
  });
}

describe('while a backup runs', () => {
  // It is waited for in vain.
  beforeEach(() => jest.replaceProperty(PARTITION_LIMITS, 'lockTimeoutMs', 20));

  it('the server starts, programs are answered, and partitions are created later', async () => {
    expect(await activate(server, KEY, 'desk')).toMatchObject({ status: 201 });
    await beginBackup();

    let checks = 0;
    let working = true;
    const program = async (): Promise<void> => {
      while (working) {
        expect(await validate(server, KEY, 'desk')).toMatchObject({ status: 200, body: { valid: true } });
        checks += 1;
      }
    };
    const programs = [program(), program()];
    await start();
    await expect(performJob()).rejects.toThrow(/verifications_2031_11.*lock timeout/);
    await until('programs are answered', () => checks > 1);
    working = false;
    await Promise.all(programs);
    expect(await partitions()).toEqual([]);
    expect(await rowsByPlace()).toEqual({ verifications_default: checks + 1 });

    await backup.query('COMMIT');
    jest.restoreAllMocks();
    await performJob();
    expect(await partitions()).toEqual(MONTHS);
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: checks + 1 });
  });

  it('every row stays visible', async () => {
    await fillDefault(MANY);
    await beginBackup();
    await expect(makeMonths()).rejects.toThrow('verifications_2031_11');
    expect(await rowsByPlace()).toEqual({ verifications_default: MANY });
  });
});

describe('many rows in the default partition', () => {
  it('do not delay the start, and are moved by the job', async () => {
    await fillDefault(MANY);
    await start();
    expect(await partitions()).toEqual(['verifications_2031_12', 'verifications_2032_01']);
    expect(await rowsByPlace()).toEqual({ verifications_default: MANY });

    await performJob();
    expect(await partitions()).toEqual(MONTHS);
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: MANY });
    expect(
      await query(`SELECT 1 FROM pg_constraint WHERE conrelid = 'verifications_2031_11'::regclass AND contype = 'c'`),
    ).toEqual([]);
  });

  it('are moved by two nodes concurrently and during inserts without loss', async () => {
    await fillDefault(MANY);
    let checks = 0;
    let working = true;
    const program = async (): Promise<void> => {
      while (working) {
        expect(await validate(server, KEY)).toMatchObject({ status: 200 });
        checks += 1;
      }
    };
    const programs = [program(), program(), program()];
    await until('programs are answered', () => checks > 0);
    // One may find the other's locks, and is tried again later.
    await Promise.allSettled([makeMonths(), makeMonths()]);
    await makeMonths();
    working = false;
    await Promise.all(programs);
    expect(await partitions()).toEqual(MONTHS);
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: MANY + checks });
  });

  it.each([
    ['while rows are copied', /WITH batch/],
    ['after the default partition was emptied', /ATTACH PARTITION/],
    ['before the partition is complete', /DROP CONSTRAINT/],
  ])('stay complete when the node dies %s, even if the next one starts in another month', async (_when, statement) => {
    await fillDefault(MANY);
    let calls = 0;
    const dying = beforeStatements(statement, (sql) => {
      if (++calls > (sql.includes('WITH batch') ? 1 : 0)) {
        throw new Error('The power went out');
      }
    });
    await expect(makeMonths()).rejects.toThrow('The power went out');
    dying.mockRestore();
    expect(await rowsByPlace()).toEqual({ verifications_default: MANY });

    server.clock.holdAt('2032-02-03T12:00:00Z');
    await makeMonths();
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: MANY });
  });
});

describe('while programs work', () => {
  /** Repeats the work until the returned function is called, which resolves when the last repetition has ended. */
  function repeating(work: () => Promise<void>): () => Promise<void> {
    let isOver = false;
    const repeat = async (): Promise<void> => {
      while (!isOver) {
        await work();
      }
    };
    const ended = repeat();
    return () => {
      isOver = true;
      return ended;
    };
  }

  it('every check stays in the log during a move', async () => {
    await fillDefault(MANY);
    let [begun, done, copies] = [0, 0, 0];
    const program = async (): Promise<void> => {
      begun += 1;
      expect(await validate(server, KEY)).toMatchObject({ status: 200 });
      done += 1;
    };
    const watcher = async (): Promise<void> => {
      const least = MANY + done;
      const rows = Object.values(await rowsByPlace()).reduce((sum, one) => sum + one, 0);
      expect(rows).toBeGreaterThanOrEqual(least);
      expect(rows).toBeLessThanOrEqual(MANY + begun);
    };
    beforeStatements(/WITH batch/, async () => {
      await Promise.all([program(), watcher()]);
      copies += 1;
    });
    const ends = [program, program, program, watcher].map(repeating);
    await makeMonths();
    await Promise.all(ends.map((end) => end()));
    expect(copies).toBeGreaterThan(2);
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: MANY + done });
  });

  it('a follower gets each event of a move once and in order, also those numbered meanwhile', async () => {
    const count = MANY;
    await server.adminToken();
    await fillEvents(count);
    const lock = await holdLocks(server.databaseUrl, 'LOCK TABLE events IN ACCESS SHARE MODE');
    const limit = jest.replaceProperty(PARTITION_LIMITS, 'lockTimeoutMs', 20);
    await expect(makeMonths(EVENT_LOG)).rejects.toThrow('events_2031_11');
    limit.restore();
    await lock.end();
    const seen: Event[] = [];
    let after = '0';
    const follow = async (): Promise<void> => {
      const { body } = await server.asAdmin('GET', '/api/v1/events', {
        query: { order: 'oldest', limit: '5', after },
      });
      seen.push(...body.items);
      after = body.next;
    };
    // The first page numbers all events, between the two parts of the move.
    await follow();
    let issues = 0;
    const vendor = async (): Promise<void> => {
      await issued(server);
      issues += 1;
    };
    const ends = [follow, vendor].map(repeating);
    // The job fails while too many events have no number, and is retried.
    await until('the events are in their month', async () => {
      await makeMonths(EVENT_LOG).catch(() => undefined);
      return (await placesOf('events')).join() === 'events_2031_11';
    });
    await Promise.all(ends.map((end) => end()));
    for (let before = ''; before !== after;) {
      before = after;
      await follow();
    }
    const of = (name: string) => seen.filter(({ type }: { type: string }) => type === name);
    expect(of('old.recorded').map(({ target }) => target.id)).toEqual(
      Array.from({ length: count }, (_, n) => String(n + 1)),
    );
    expect(of('license.issued')).toHaveLength(issues);
    const numbers = seen.map(({ sequence }) => sequence);
    expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  });

  it('maintenance of a table delays only the move', async () => {
    await fillDefault(MANY);
    jest.replaceProperty(PARTITION_LIMITS, 'lockTimeoutMs', 200);
    // An autovacuum holds this lock, until it notices after a second that somebody waits for it.
    const vacuum = await holdLocks(
      server.databaseUrl,
      'LOCK TABLE verifications_default IN SHARE UPDATE EXCLUSIVE MODE',
    );
    const moved = makeMonths();
    moved.catch(() => undefined);
    await until('it waits for longer than for other locks', async () => {
      const rows = await query(
        `SELECT 1 FROM pg_locks WHERE relation = 'verifications_default'::regclass AND NOT granted
         AND clock_timestamp() - waitstart > interval '250 ms'`,
      );
      return rows.length > 0;
    });
    expect(await validate(server, KEY)).toMatchObject({ status: 200, body: { valid: true } });
    await vacuum.end();
    await moved;
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: MANY + 1 });
  });
});

it('moves events once they have their numbers', async () => {
  await fillEvents(HALF);
  await expect(makeMonths(EVENT_LOG)).rejects.toThrow('too many rows are not final yet');
  expect(await placesOf('events')).toEqual(['events_default']);
  await server.asAdmin('GET', '/api/v1/events');
  await makeMonths(EVENT_LOG);
  expect(await placesOf('events')).toEqual(['events_2031_11']);
});

it('moves an event with the number that it got while others were copied', async () => {
  const numberAll = () => server.asAdmin('GET', '/api/v1/events');
  await fillEvents(MANY);
  await numberAll();
  // The rows are copied between the first lock and the second one.
  let locks = 0;
  beforeStatements(/LOCK TABLE "events_default".* IN SHARE UPDATE/, async () => {
    locks += 1;
    if (locks === 1) {
      await fillEvents(1);
    }
    if (locks === 2) {
      await numberAll();
    }
  });
  await makeMonths(EVENT_LOG);
  expect(await placesOf('events')).toEqual(['events_2031_11']);
  expect(await query('SELECT id FROM events WHERE sequence = 0')).toEqual([]);
});

it('keeps rows of other months in the default partition', async () => {
  await fillDefault(3);
  await fillDefault(2, '2034-05-01T00:00:00Z');
  await fillDefault(MANY);
  await makeMonths();
  expect(await rowsByPlace()).toEqual({ verifications_2031_11: MANY + 3, verifications_default: 2 });
});

it('moves two months with many rows', async () => {
  await fillDefault(MANY, '2031-10-31T23:59:59.940Z');
  server.clock.holdAt('2031-10-20T12:00:00Z');
  await makeMonths();
  expect(await rowsByPlace()).toEqual({ verifications_2031_10: HALF - 1, verifications_2031_11: HALF + 1 });
});

it.each([
  ['2031-11-30T00:00:00.000Z', 0],
  ['2031-11-30T00:00:00.001Z', 1],
  ['2032-01-01T23:59:59.999Z', 1],
  ['2032-01-02T00:00:00.000Z', 0],
])(
  'attaches an empty month at %s with %i locks of the whole log, as rows may come within a day of the month',
  async (at, count) => {
    const dying = beforeStatements(/ATTACH PARTITION "verifications_2031_12"/, () => {
      throw new Error('The power went out');
    });
    await expect(makeMonths()).rejects.toThrow('The power went out');
    dying.mockRestore();
    server.clock.holdAt(at);
    const trips = await roundTripsOf(() => makeMonths());
    expect(await partitions()).toEqual(MONTHS);
    expect(trips.filter((trip) => trip.startsWith('LOCK TABLE ONLY'))).toHaveLength(count);
  },
);

it('attaches a month once for two concurrent nodes without a failure', async () => {
  const outcomes = await race(
    {
      databaseUrl: server.databaseUrl,
      hold: 'LOCK TABLE verifications_default IN SHARE UPDATE EXCLUSIVE MODE',
    },
    [1, 2].map(() => () => makeMonths()),
  );
  expect(outcomes).toEqual([undefined, undefined]);
  expect(await partitions()).toEqual(MONTHS);
});

it('creates a table once for two concurrent nodes', async () => {
  const outcomes = await race(
    {
      databaseUrl: server.databaseUrl,
      hold: `SELECT pg_advisory_xact_lock(hashtextextended('keyward: make a partition', 0))`,
    },
    // One may fail because it waited too long for the other to attach its table.
    [1, 2].map(() => () => makeMonths().catch(String)),
  );
  expect(outcomes.join()).not.toContain('already exists');
  await makeMonths();
  expect(await partitions()).toEqual(MONTHS);
});

it('keeps a month detached that an operator has detached', async () => {
  await makeMonths();
  await query(`ALTER TABLE verifications DETACH PARTITION verifications_2031_11`);
  await makeMonths();
  expect(await partitions()).toEqual(MONTHS.slice(1));
  expect(await validate(server, KEY)).toMatchObject({ status: 200 });
  expect(await rowsByPlace()).toEqual({ verifications_default: 1 });
});
