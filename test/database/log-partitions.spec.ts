import { Client } from 'pg';
import { JobsService } from '../../src/platform/jobs/jobs.service';
import { prepareDatabase } from '../../src/prepare-database';
import { activate, issued, validate } from '../support/issue';
import { freshDatabase } from '../support/database';
import { race } from '../support/race';
import { TestServer } from '../support/server';

/** A month without partitions, so that its rows go to the default one. */
const NOW = '2031-11-20T12:00:00Z';
const MONTHS = ['verifications_2031_11', 'verifications_2031_12', 'verifications_2032_01'];
const KEY = 'PARTITION-PARTITION';

let server: TestServer;
let backup: Client;

beforeEach(async () => {
  server = await TestServer.start({}, await freshDatabase());
  server.clock.holdAt(NOW);
  backup = new Client({ connectionString: server.databaseUrl });
  await backup.connect();
});

afterEach(async () => {
  await backup.end();
  await server.stop();
});

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

async function partitions(): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'verifications'::regclass ORDER BY name`,
  );
  return rows.map(({ name }) => name).filter((name) => MONTHS.includes(name));
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

describe('while a backup runs', () => {
  it('the server starts, programs get their answers, and the partitions are made later', async () => {
    await issued(server, { key: KEY });
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
    working = false;
    await Promise.all(programs);
    expect(checks).toBeGreaterThan(1);
    expect(await partitions()).toEqual([]);
    expect(await rowsByPlace()).toEqual({ verifications_default: checks + 1 });

    await backup.query('COMMIT');
    await performJob();
    expect(await partitions()).toEqual(MONTHS);
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: checks + 1 });
  });

  it('no row leaves the sight of others', async () => {
    await fillDefault(12_000);
    await beginBackup();
    await expect(performJob()).rejects.toThrow('verifications_2031_11');
    expect(await rowsByPlace()).toEqual({ verifications_default: 12_000 });
  });
});

describe('many rows in the default partition', () => {
  it('hold up no start, and are moved by the job', async () => {
    await fillDefault(12_000);
    await start();
    expect(await partitions()).toEqual(['verifications_2031_12', 'verifications_2032_01']);
    expect(await rowsByPlace()).toEqual({ verifications_default: 12_000 });

    await performJob();
    expect(await partitions()).toEqual(MONTHS);
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: 12_000 });
    expect(
      await query(`SELECT 1 FROM pg_constraint WHERE conrelid = 'verifications_2031_11'::regclass AND contype = 'c'`),
    ).toEqual([]);
  });

  it('are moved by two nodes at once and while more come in, without a loss', async () => {
    await issued(server, { key: KEY });
    await fillDefault(30_000);
    let checks = 0;
    let working = true;
    const program = async (): Promise<void> => {
      while (working) {
        expect(await validate(server, KEY)).toMatchObject({ status: 200 });
        checks += 1;
      }
    };
    const programs = [program(), program(), program()];
    // One may find the other's locks, and is tried again later.
    await Promise.allSettled([performJob(), performJob()]);
    await performJob();
    working = false;
    await Promise.all(programs);
    expect(checks).toBeGreaterThan(0);
    expect(await partitions()).toEqual(MONTHS);
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: 30_000 + checks });
  });

  it.each([
    ['while rows are copied', /^WITH .*INSERT INTO/s],
    ['while rows are removed', /^WITH .*DELETE FROM/s],
    ['before the partition is attached', /ATTACH PARTITION/],
  ])('stay whole when the node dies %s, even where the next one starts in another month', async (_when, statement) => {
    await fillDefault(12_000);
    const { driver } = server.dataSource;
    const createQueryRunner = driver.createQueryRunner.bind(driver);
    let calls = 0;
    const dying = jest.spyOn(driver, 'createQueryRunner').mockImplementation((mode) => {
      const runner = createQueryRunner(mode);
      const ask = runner.query.bind(runner);
      runner.query = async (sql: string, ...rest: any[]) => {
        if (statement.test(sql) && ++calls > (sql.startsWith('WITH') ? 1 : 0)) {
          throw new Error('The power went out');
        }
        return ask(sql, ...rest);
      };
      return runner;
    });
    await expect(performJob()).rejects.toThrow('The power went out');
    dying.mockRestore();

    server.clock.holdAt('2032-02-03T12:00:00Z');
    await performJob();
    expect(await rowsByPlace()).toEqual({ verifications_2031_11: 12_000 });
  });
});

it('makes a table once where two nodes are about to', async () => {
  const outcomes = await race(
    {
      databaseUrl: server.databaseUrl,
      hold: `SELECT pg_advisory_xact_lock(hashtextextended('keyward: make a partition', 0))`,
    },
    // One may fail because it waited too long for the other to attach its table.
    [1, 2].map(() => () => performJob().catch(String)),
  );
  expect(outcomes.join()).not.toContain('already exists');
  await performJob();
  expect(await partitions()).toEqual(MONTHS);
});

it('leaves alone a month that an operator has taken out', async () => {
  await performJob();
  await query(`ALTER TABLE verifications DETACH PARTITION verifications_2031_11`);
  await performJob();
  expect(await partitions()).toEqual(MONTHS.slice(1));
  expect(await validate(server, KEY)).toMatchObject({ status: 200 });
  expect(await rowsByPlace()).toEqual({ verifications_default: 1 });
});
