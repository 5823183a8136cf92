import { Logger } from '@nestjs/common';
import type { DataSource, QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../../../src/core/migrations';
import type { Migration } from '../../../src/core/migrations/migration';
import { DatabaseClock } from '../../../src/core/platform/database/database-clock';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import {
  BACKGROUND_MIGRATIONS,
  type BackgroundMigration,
} from '../../../src/core/platform/background-migrations/background-migration';
import { BATCH_TIMEOUTS } from '../../../src/core/platform/background-migrations/background-migration-runner';
import type { BackgroundMigrationProgress } from '../../../src/core/platform/background-migrations/background-migration-progress.entity';
import {
  backgroundMigrations,
  registerBackgroundMigrations,
} from '../../../src/core/platform/background-migrations/background-migrations';
import { RunBackgroundMigrationsService } from '../../../src/core/platform/background-migrations/run-background-migrations.service';
import type { SettingValuesService } from '../../../src/core/platform/settings/setting-values.service';
import { FINISHING } from '../../../src/core/start/background-migrations';
import { createDataSource } from '../../../src/core/start/data-source';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { toDatabaseStartupError } from '../../../src/core/start/startup-error';
import { freshDatabase, holdLocks, onDatabase } from '../../testkit/database';
import { TestClock } from '../../../src/testkit/test-clock';
import { until } from '../../testkit/until';

const ROWS = 3_000;
const IN_THE_MIDDLE = 1_700;
/** More than a small table has. */
const PAGES = 2_100;

/** A batch that ran twice would count twice. */
const COUNT_CHANGES: BackgroundMigration = {
  name: 'count-changes',
  until: 'Changes are not counted.',
  table: 'notes',
  statement: 'UPDATE notes SET changes = changes + 1 WHERE id > $1 AND id <= $2',
};

const INDEX_NOTES: BackgroundMigration = {
  name: 'index-notes',
  until: 'Lists of notes are slow.',
  indexes: [
    { name: 'notes_changes', table: 'notes', definition: '("changes")' },
    { name: 'notes_text', table: 'notes', definition: '("text")' },
  ],
};

const FILL_LATER: BackgroundMigration = {
  name: 'fill-later',
  until: 'Nothing changes.',
  table: 'notes',
  statement: 'UPDATE later SET filled = true WHERE $1::bigint < $2::bigint',
};

/** A migration of a later release. */
class DropNotes9990000000000 implements Migration {
  name = 'DropNotes9990000000000';
  oldestRelease = '0.2.0';
  needs = [COUNT_CHANGES.name];

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE notes DROP text');
  }

  async down(): Promise<void> {
    // Nothing needs it.
  }
}

let url: string;
let database: DataSource;
let clock: TestClock;
let pace: number;

/** Other spec files of the same worker need them again. */
const ofThisRelease = BACKGROUND_MIGRATIONS.splice(0);
afterAll(() => BACKGROUND_MIGRATIONS.push(...ofThisRelease));

beforeAll(async () => {
  Logger.overrideLogger(false);
  url = await freshDatabase('background');
  database = await createDataSource(url).initialize();
});
afterAll(() => database.destroy());

beforeEach(async () => {
  await onDatabase(
    url,
    // A failed test may still hold its lock.
    `SET lock_timeout = '10s'`,
    'DROP TABLE IF EXISTS notes, later',
    'TRUNCATE background_migrations',
    `DELETE FROM migrations WHERE name = '${new DropNotes9990000000000().name}'`,
    `CREATE TABLE notes (id bigint PRIMARY KEY, changes integer NOT NULL DEFAULT 0, text varchar(2000) NOT NULL DEFAULT '')`,
    `INSERT INTO notes (id) SELECT n * 3 FROM generate_series(1, ${ROWS}) AS n`,
  );
  clock = new TestClock();
  pace = 100;
});

afterEach(() => {
  BACKGROUND_MIGRATIONS.splice(0);
  jest.restoreAllMocks();
});

/** The migrations are in the code, and noted down by a start. */
async function declare(...migrations: BackgroundMigration[]): Promise<void> {
  BACKGROUND_MIGRATIONS.push(...migrations);
  await registerBackgroundMigrations(database.manager, migrations, clock.now());
}

function node(): RunBackgroundMigrationsService {
  const work = new UnitOfWork(database, clock);
  return new RunBackgroundMigrationsService({ url }, work, clock, new DatabaseClock(work, clock), {
    isKnown: true,
    get: () => pace,
  } as unknown as SettingValuesService);
}

async function progressOf({ name }: BackgroundMigration): Promise<BackgroundMigrationProgress | undefined> {
  return (await backgroundMigrations(database.manager)).find((one) => one.name === name);
}

/** Number of changes of rows, with the number of these rows. */
const changes = () => database.query('SELECT changes, count(*) AS rows FROM notes GROUP BY changes ORDER BY changes');

const indexes = () =>
  database.query(
    `SELECT relname AS name, indisvalid AS "isValid" FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE indrelid = 'notes'::regclass AND NOT indisprimary ORDER BY relname`,
  );

/** Sessions of nodes that run migrations. */
const sessions = (condition = 'true') =>
  database.query<{ pid: number }[]>(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'keyward migrations' AND ${condition}`,
  );

/** Ends the node's connection, as its death does, once it waits for a lock. */
async function killWhenWaiting(): Promise<void> {
  await until('the migration waits', async () => (await sessions(`wait_event_type = 'Lock'`)).length > 0);
  for (const { pid } of await sessions()) {
    await database.query('SELECT pg_terminate_backend($1)', [pid]);
  }
  await until('its connection has ended', async () => (await sessions()).length === 0);
}

/** Another run meanwhile would find the lock of a session that has not ended yet. */
async function runIfDue(): Promise<void> {
  await until('the former run has ended', async () => (await sessions()).length === 0);
  await node().runIfDue();
}

const start = (finish = false) => prepareDatabase(url, clock.now(), async () => undefined, { finish });

it('visits every row in batches, builds every index, and shows how far it is', async () => {
  await declare(COUNT_CHANGES, INDEX_NOTES);
  expect(await progressOf(COUNT_CHANGES)).toMatchObject({ state: 'waiting', done: 0, total: null, percent: 0 });
  await runIfDue();
  expect(await changes()).toEqual([{ changes: 1, rows: ROWS }]);
  expect(await indexes()).toEqual(['notes_changes', 'notes_text'].map((name) => ({ name, isValid: true })));
  const rows = { state: 'done', unit: 'rows', done: ROWS, total: ROWS, percent: 100, finishedAt: expect.any(Date) };
  expect(await progressOf(COUNT_CHANGES)).toMatchObject(rows);
  expect(await progressOf(INDEX_NOTES)).toMatchObject({ state: 'done', unit: 'indexes', done: 2, total: 2 });
  await runIfDue();
  expect(await changes()).toEqual([{ changes: 1, rows: ROWS }]);
});

it('goes on after a kill where it was, and changes no row twice', async () => {
  await declare(COUNT_CHANGES);
  const lock = await holdLocks(url, `SELECT FROM notes WHERE id = ${IN_THE_MIDDLE * 3} FOR UPDATE`);
  const killed = runIfDue();
  await killWhenWaiting();
  await killed;
  const { state, done = 0, total, percent } = (await progressOf(COUNT_CHANGES)) ?? {};
  expect([state, total, percent]).toEqual(['running', ROWS, Math.floor((100 * done) / ROWS)]);
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(IN_THE_MIDDLE);
  await lock.end();

  await runIfDue();
  expect(await changes()).toEqual([{ changes: 1, rows: ROWS }]);
  expect(await progressOf(COUNT_CHANGES)).toMatchObject({ state: 'done', done: ROWS });
});

it('builds an index again that a kill has left invalid', async () => {
  await declare(INDEX_NOTES);
  const lock = await holdLocks(url, `UPDATE notes SET changes = 2 WHERE id = 3`);
  const killed = runIfDue();
  await killWhenWaiting();
  await killed;
  expect(await indexes()).toEqual([{ name: 'notes_changes', isValid: false }]);
  await lock.end();

  await runIfDue();
  expect(await indexes()).toEqual(['notes_changes', 'notes_text'].map((name) => ({ name, isValid: true })));
});

it('is run by one of two nodes', async () => {
  await declare(COUNT_CHANGES);
  const lock = await holdLocks(url, `SELECT FROM notes WHERE id = ${IN_THE_MIDDLE * 3} FOR UPDATE`);
  const first = runIfDue();
  await until('the first node waits', async () => (await sessions(`wait_event_type = 'Lock'`)).length > 0);
  // Ends at once; PostgreSQL ends its session a moment later.
  await node().runIfDue();
  await until('the first node alone is left', async () => (await sessions()).length === 1);
  await lock.end();
  await first;
  expect(await changes()).toEqual([{ changes: 1, rows: ROWS }]);
});

it('is left alone, and still shown, by a release that does not have it', async () => {
  await declare(COUNT_CHANGES);
  BACKGROUND_MIGRATIONS.splice(0);
  await start(true);
  await runIfDue();
  expect(await changes()).toEqual([{ changes: 0, rows: ROWS }]);
  expect(await progressOf(COUNT_CHANGES)).toMatchObject({ state: 'waiting', until: COUNT_CHANGES.until });
});

it('keeps an error, tries again after growing delays, and holds up no other migration', async () => {
  await declare(FILL_LATER, COUNT_CHANGES);
  clock.holdAt('2031-01-01T00:00:00.000Z');
  await runIfDue();
  const error = expect.stringContaining('relation "later" does not exist');
  expect(await progressOf(FILL_LATER)).toMatchObject({ state: 'failing', failures: 1, lastError: error, done: 0 });
  expect(await progressOf(COUNT_CHANGES)).toMatchObject({ state: 'done' });
  const delays: number[] = [];
  for (let time = 0; time < 4; time++) {
    // Not yet due.
    await runIfDue();
    const { retryAt, failures } = (await progressOf(FILL_LATER)) ?? {};
    expect(failures).toBe(time + 1);
    delays.push(((retryAt?.getTime() ?? 0) - clock.now().getTime()) / 1000);
    clock.holdAt(retryAt?.toISOString() ?? '');
    await runIfDue();
  }
  expect(delays).toEqual([30, 60, 120, 240]);

  await onDatabase(url, 'CREATE TABLE later (filled boolean)');
  clock.advance(3_600_000);
  await runIfDue();
  expect(await progressOf(FILL_LATER)).toMatchObject({ state: 'done', failures: 0, lastError: error });
});

it('waits a second for a locked row, and visits fewer rows at once afterwards', async () => {
  expect(BATCH_TIMEOUTS.lockMs).toBe(1_000);
  jest.replaceProperty(BATCH_TIMEOUTS, 'lockMs', 50);
  await declare(COUNT_CHANGES);
  const lock = await holdLocks(url, `SELECT FROM notes WHERE id = 3 FOR UPDATE`);
  await runIfDue();
  const error = expect.stringContaining('lock timeout');
  expect(await progressOf(COUNT_CHANGES)).toMatchObject({ state: 'failing', failures: 1, lastError: error });
  await lock.end();
  clock.advance(30_000);
  await runIfDue();
  expect(await changes()).toEqual([{ changes: 1, rows: ROWS }]);
});

it('stops while its pace is 0', async () => {
  await declare(COUNT_CHANGES);
  pace = 0;
  await runIfDue();
  expect(await progressOf(COUNT_CHANGES)).toMatchObject({ state: 'waiting' });
  pace = 90;
  await runIfDue();
  expect(await progressOf(COUNT_CHANGES)).toMatchObject({ state: 'done' });
});

describe('a start', () => {
  it('makes the changes of small tables at once, and does not fail with them', async () => {
    BACKGROUND_MIGRATIONS.push(FILL_LATER, COUNT_CHANGES, INDEX_NOTES);
    await start();
    await start();
    expect(await changes()).toEqual([{ changes: 1, rows: ROWS }]);
    expect((await indexes()).length).toBe(2);
    expect(await progressOf(FILL_LATER)).toMatchObject({ state: 'failing', failures: 1 });
  });

  describe('with a migration that needs a change of a large table', () => {
    beforeEach(async () => {
      await onDatabase(
        url,
        // A page for each row.
        'ALTER TABLE notes SET (fillfactor = 10)',
        `INSERT INTO notes (id, text) SELECT 10000 + n, repeat('x', 1000) FROM generate_series(1, ${PAGES}) AS n`,
      );
      BACKGROUND_MIGRATIONS.push(COUNT_CHANGES);
      MIGRATIONS.push(DropNotes9990000000000);
    });
    afterEach(() => MIGRATIONS.splice(-1));

    const refusal = () =>
      start().then(
        () => 'started',
        (error: unknown) => toDatabaseStartupError(error, 'DATABASE_URL', url).message,
      );

    it('is refused until it has finished, which servers do meanwhile', async () => {
      expect(await refusal()).toMatch(
        /cannot be migrated to .* yet: DropNotes9990000000000 needs the background migration count-changes, which is at 0 %: leave .* or run `keyward migrate --finish`/,
      );
      await runIfDue();
      expect(await refusal()).toBe('started');
      expect(await changes()).toEqual([{ changes: 1, rows: ROWS + PAGES }]);
      await expect(database.query('SELECT text FROM notes')).rejects.toThrow('does not exist');
    });

    it('finishes it first if it is told to', async () => {
      await start(true);
      expect(await changes()).toEqual([{ changes: 1, rows: ROWS + PAGES }]);
      expect(await progressOf(COUNT_CHANGES)).toMatchObject({ state: 'done' });
      await expect(database.query('SELECT text FROM notes')).rejects.toThrow('does not exist');
    });

    it('says why it cannot be finished', async () => {
      BACKGROUND_MIGRATIONS.push(FILL_LATER);
      jest.replaceProperty(FINISHING, 'retryIntervalMs', 1);
      const failed = await start(true).catch((error: unknown) => toDatabaseStartupError(error, 'DATABASE_URL', url));
      expect(failed).toMatchObject({
        message: expect.stringMatching(/The background migration fill-later failed: .*"later" does not exist\.$/),
      });
      await database.query('CREATE TABLE later (filled boolean)');
      await start(true);
    });
  });
});
