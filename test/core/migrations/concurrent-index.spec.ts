import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createIndexConcurrently,
  LOCK_ATTEMPTS,
} from '../../../src/core/platform/background-migrations/concurrent-index';
import { MIGRATIONS } from '../../../src/core/migrations';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { freshDatabase } from '../../testkit/database';

const INDEXES = [
  { name: 'licenses_description_test', table: 'licenses', definition: '("description")' },
  { name: 'verifications_app_version_test', table: 'verifications', definition: '("app_version", "at")' },
];

/** As a migration of a later release has it. */
class IndexLargeTables9990000000000 implements MigrationInterface {
  name = 'IndexLargeTables9990000000000';
  transaction = false;
  static before: () => Promise<void>;

  async up(queryRunner: QueryRunner): Promise<void> {
    await IndexLargeTables9990000000000.before();
    for (const index of INDEXES) {
      await createIndexConcurrently(queryRunner, index);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of INDEXES) {
      await queryRunner.query(`DROP INDEX "${name}"`);
    }
  }
}

let url: string;
let program: Client;
let observer: Client;
let sessionOfProgram: number;

beforeAll(() => MIGRATIONS.push(IndexLargeTables9990000000000));
afterAll(() => MIGRATIONS.splice(-1));

beforeEach(async () => {
  IndexLargeTables9990000000000.before = async () => undefined;
  url = await freshDatabase('indexed');
  [program, observer] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  await Promise.all([program.connect(), observer.connect()]);
  const { rows } = await program.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  sessionOfProgram = rows[0]?.pid ?? 0;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all([program.end(), observer.end()]);
});

function start(): Promise<void> {
  return prepareDatabase(url, new Date(), async () => undefined);
}

const ROW = `INSERT INTO verifications (at, key, dialect, operation, outcome) VALUES ('2001-01-01', 'KEY', 'v2', 'check', 'VALID')`;

/** What PostgreSQL has of our indexes. */
async function indexes(): Promise<{ name: string; valid: boolean; parent: string | null }[]> {
  const { rows } = await observer.query(`
    SELECT relname AS name, indisvalid AS valid, inhparent::regclass::text AS parent
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid LEFT JOIN pg_inherits ON inhrelid = indexrelid
    WHERE relname LIKE '%\\_test' ORDER BY relname`);
  return rows;
}

/** The session that builds, once it waits for the program's. */
async function builder(): Promise<number> {
  for (;;) {
    const { rows } = await observer.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid)) AND query LIKE 'CREATE INDEX %'`,
      [sessionOfProgram],
    );
    if (rows[0]) {
      return rows[0].pid;
    }
  }
}

it.each([
  ['the whole', ROW],
  ['a partition', ROW.replace('verifications', 'verifications_default')],
])('is built while others write to %s, on each partition', async (_what, row) => {
  jest.replaceProperty(LOCK_ATTEMPTS, 'timeoutMs', 50);
  jest.replaceProperty(LOCK_ATTEMPTS, 'pauseMs', 10);
  await program.query('BEGIN');
  await program.query(row);
  const started = start();
  await builder();
  await observer.query(ROW);
  await program.query('COMMIT');
  await started;

  const built = await indexes();
  expect(built.filter(({ valid }) => !valid)).toEqual([]);
  expect(built.filter(({ parent }) => parent === null).map(({ name }) => name)).toEqual(
    INDEXES.map(({ name }) => name),
  );
  const { rows: partitions } = await observer.query(
    `SELECT 1 FROM pg_inherits WHERE inhparent = 'verifications'::regclass`,
  );
  expect(partitions.length).toBeGreaterThan(3);
  expect(built).toHaveLength(INDEXES.length + partitions.length);
});

it('is finished by the next start where one was interrupted', async () => {
  await program.query('BEGIN');
  await program.query(ROW.replace('verifications', 'verifications_default'));
  const interrupted = expect(start()).rejects.toThrow(/^migration IndexLargeTables9990000000000 failed: .*terminat/);
  await observer.query('SELECT pg_terminate_backend($1)', [await builder()]);
  await interrupted;
  await program.query('COMMIT');
  expect((await indexes()).filter(({ valid }) => !valid).map(({ name }) => name)).toEqual([
    'verifications_app_version_test',
    'verifications_default_app_version_test',
  ]);

  await start();
  expect((await indexes()).filter(({ valid }) => !valid)).toEqual([]);
});

it('is left as it is where the start ended before it was noted down', async () => {
  await start();
  const built = await indexes();
  await observer.query(`DELETE FROM migrations WHERE name = 'IndexLargeTables9990000000000'`);
  await start();
  expect(await indexes()).toEqual(built);
});

it('is built by one of two nodes while the other one waits', async () => {
  const bothAsked = async (): Promise<void> => {
    for (let nodes = 0; nodes < 2;) {
      const { rows } = await observer.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND query ~ '^SELECT pg_(try_)?advisory_lock'`,
      );
      nodes = rows.length;
    }
  };
  IndexLargeTables9990000000000.before = bothAsked;
  await Promise.all([start(), start()]);
  expect((await indexes()).filter(({ valid }) => !valid)).toEqual([]);
});
