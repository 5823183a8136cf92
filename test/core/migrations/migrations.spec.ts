import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { VERSION } from '../../../src/core/common/version';
import { createDataSource, dataSourceOptions } from '../../../src/core/start/data-source';
import { MIGRATIONS } from '../../../src/core/migrations';
import { FormerDatabase } from '../../../src/core/migrations/former-migrations';
import type { Migration } from '../../../src/core/migrations/migration';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { BACKGROUND_MIGRATIONS } from '../../../src/core/platform/background-migrations/background-migration';
import { BackupFile } from '../../../src/core/platform/backups/backup-file';
import { DatabaseSource } from '../../../src/core/platform/backups/database-source';
import { writeBackup } from '../../../src/core/platform/backups/write-backup';
import { prepareJobQueue } from '../../../src/core/platform/jobs/job-queue-schema';
import { VERIFICATION_LOG } from '../../../src/core/verification/log/verification-log';
import { makePartitions } from '../../../src/core/platform/logs/make-partitions';
import { MIGRATION_LIMITS, pendingIn, prepareDatabase } from '../../../src/core/start/prepare-database';
import { onDirectDatabase } from '../../../src/core/start/prepare-installation';
import { restoreDatabase } from '../../../src/core/start/restore-database';
import { describe as describeError } from '../../../src/core/start/fatal-error';
import { REFUSED_ACTIVATION } from '../../../src/core/verification/log/verification.entity';
import { emptyDatabase, freshDatabase, holdLocks, onDatabase } from '../../testkit/database';
import { sampleOf } from '../../testkit/sample';
import { scratchFolder } from '../../testkit/scratch';
import { until } from '../../testkit/until';

const PARTITION = /^(verifications|events|audit_entries|management_requests)_(\d{4}_\d{2}|default)/;

/** The first migrations, which make the schema of each room. */
const INITIAL_SCHEMAS = 22;

/** Everything of the schema, and the rows that migrations insert, a line each. */
const SCHEMA = `
  SELECT format('%s %s %s', relkind, relname, reloptions) AS line FROM pg_class
  WHERE relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('column %s %s. %s %s null:%s default:%s %s%s %s', attrelid::regclass,
    row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname, format_type(atttypid, atttypmod), NOT attnotnull,
    pg_get_expr(adbin, adrelid), attidentity, attgenerated, attstorage)
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p')
  UNION ALL
  SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL
  SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
  WHERE relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT format('%s is a part of %s', inhrelid::regclass, inhparent::regclass) FROM pg_inherits
  UNION ALL
  SELECT format('%s %s', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT regexp_replace(pg_get_functiondef(oid), '\\s+', '', 'g') FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
  UNION ALL
  SELECT format('sequence %s %s %s, part of %s %s', seqrelid::regclass, seqtypid::regtype, seqstart,
    refobjid::regclass, refobjsubid)
  FROM pg_sequence LEFT JOIN pg_depend ON objid = seqrelid AND deptype IN ('a', 'i')
  WHERE seqrelid <> 'migrations_id_seq'::regclass
  UNION ALL
  SELECT format('extension %s', extname) FROM pg_extension
  UNION ALL
  SELECT format('product %s', to_jsonb(products) - '{uid,created_at,updated_at}'::text[]) FROM products
  UNION ALL
  SELECT format('policy %s', to_jsonb(policies) - '{uid,created_at,updated_at}'::text[]) FROM policies
  ORDER BY line`;

let empty: DataSource;
/** With the initial schemas alone. */
let initial: string;
let prepared: DataSource;
/** `prepared`, where TypeORM may send several statements at once over one connection, as it does to read a schema. */
let pipelined: DataSource;

beforeAll(async () => {
  empty = await createDataSource(await emptyDatabase('empty')).initialize();
  initial = await migratedTo(INITIAL_SCHEMAS, await emptyDatabase('initial'));
  const url = await freshDatabase('prepared');
  prepared = await createDataSource(url).initialize();
  pipelined = await new DataSource({ ...dataSourceOptions(url), extra: { pipeline: true } }).initialize();
});

afterAll(async () => {
  await empty.destroy();
  await prepared.destroy();
  await pipelined.destroy();
});

/** Runs these first migrations in a database, as an older release does. */
async function migratedTo(length: number, url: string): Promise<string> {
  const migrations = MIGRATIONS.slice(0, length);
  const database = await new DataSource({ ...dataSourceOptions(url), migrations }).initialize();
  await database.runMigrations();
  await database.destroy();
  return url;
}

/** Tables, partitions, sequences, views, types and functions of ours, by kind and name. An extension, once made, stays. */
async function everythingIn(database: DataSource): Promise<string[]> {
  const rows = await database.query<{ thing: string }[]>(`
    SELECT 'relation ' || relname AS thing FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'type ' || typname FROM pg_type
      WHERE typnamespace = 'public'::regnamespace AND typelem = 0 AND typrelid = 0
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_type.oid AND deptype = 'e')
    UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    UNION ALL SELECT 'extension ' || extname FROM pg_extension WHERE extname NOT IN ('plpgsql', 'pg_trgm')
    ORDER BY thing
  `);
  return rows.map(({ thing }) => thing).filter((thing) => !/^relation migrations(_id_seq)?$|^relation PK_/.test(thing));
}

async function undoAll(database: DataSource): Promise<void> {
  for (const _migration of MIGRATIONS) {
    await database.undoLastMigration();
  }
}

async function read<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function pendingAt(url: string): Promise<string[]> {
  const database = await createDataSource(url).initialize();
  try {
    return await pendingIn(database.manager);
  } finally {
    await database.destroy();
  }
}

describe('the migrations', () => {
  it('go up, down from a database that is in use without leaving anything behind, and up again', async () => {
    await empty.runMigrations();
    const all = await everythingIn(empty);
    expect(all).toContain('relation licenses');

    await makePartitions(empty.manager, VERIFICATION_LOG, new Date());
    await empty.query(`
      INSERT INTO verifications (at, key, dialect, operation, outcome) VALUES (now(), 'KEY', 'v2', 'check', 'VALID')
    `);
    await undoAll(empty);
    expect(await everythingIn(empty)).toEqual([]);
    expect(await empty.query('SELECT 1 FROM migrations')).toEqual([]);

    await empty.runMigrations();
    expect(await everythingIn(empty)).toEqual(all);
  });

  it('are listed oldest first, each under the name that its class has', () => {
    const names = MIGRATIONS.map(({ name }) => name);
    const times = names.map((name) => Number(name.slice(-13)));
    expect(MIGRATIONS.map((Migration) => new Migration().name)).toEqual(names);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(new Set(times).size).toBe(times.length);
  });

  it('make what the entities say', async () => {
    const { upQueries } = await pipelined.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});

describe('the schema', () => {
  it('has an index for each foreign key', async () => {
    const unindexed = await prepared.query(`
      SELECT c.conrelid::regclass::text AS "table", c.conname AS name FROM pg_constraint c
      WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT 1 FROM pg_index i
        WHERE i.indrelid = c.conrelid AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = (
            SELECT format('(%I IS NOT NULL)', attname) FROM pg_attribute WHERE attrelid = c.conrelid AND attnum = c.conkey[1]
          ))
          AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
      )
    `);
    expect(unindexed).toEqual([]);
  });

  it('names its constraints, indexes and sequences after what they are for', async () => {
    const rows = await prepared.query<{ table: string; name: string }[]>(`
      SELECT conrelid::regclass::text AS "table", conname AS name FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid <> 0
      UNION
      SELECT indrelid::regclass::text, indexrelid::regclass::text FROM pg_index
      JOIN pg_class ON pg_class.oid = indrelid AND relnamespace = 'public'::regnamespace
      UNION
      SELECT '', relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
    `);
    const ours = rows.filter(({ table }) => table !== 'migrations' && !PARTITION.test(table));
    expect(ours.length).toBeGreaterThan(30);
    // Ours begin with their table's name; what is made up consists of capitals or ends in a hash.
    expect(ours.filter(({ name, table }) => !name.startsWith(table) || !/^[a-z][a-z_]*[a-z]$/.test(name))).toEqual([]);
  });

  it('has a primary key on every table, and bounds every text', async () => {
    const keyless = await prepared.query(`
      SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = pg_class.oid AND contype = 'p')
    `);
    const unbounded = await prepared.query(`
      SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type IN ('text', 'character varying') AND character_maximum_length IS NULL
        AND table_name <> 'migrations'
    `);
    expect({ keyless, unbounded }).toEqual({ keyless: [], unbounded: [] });
  });
});

/** A migration of a later release. */
class AddLater9990000000000 implements Migration {
  name = 'AddLater9990000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('LOCK TABLE events IN ACCESS EXCLUSIVE MODE; CREATE TABLE later (id bigint)');
  }

  async down(): Promise<void> {
    // Nothing needs it.
  }
}

/** Runs a test with a release that has one more migration. */
async function withLaterMigration(test: () => Promise<void>): Promise<void> {
  MIGRATIONS.push(AddLater9990000000000);
  try {
    await test();
  } finally {
    MIGRATIONS.pop();
  }
}

/** Runs a test with a release that has the initial schemas and these migrations alone. */
async function withMigrations(later: typeof MIGRATIONS, test: () => Promise<void>): Promise<void> {
  const present = MIGRATIONS.splice(INITIAL_SCHEMAS, Infinity, ...later);
  try {
    await test();
  } finally {
    MIGRATIONS.splice(INITIAL_SCHEMAS, Infinity, ...present);
  }
}

describe('a database of the former migrations', () => {
  /** Made by the last commit with them, with rows of every table: see former-database.md. */
  const DUMP = join(__dirname, 'former-database.sql.gz');
  const MADE_AT = new Date('2026-11-25T20:00:00Z');
  const FORMER = 74;

  let former: string;
  beforeAll(async () => {
    former = await emptyDatabase('former');
    await onDatabase(former, gunzipSync(await readFile(DUMP)).toString());
  });

  async function formerDatabase(...afterwards: string[]): Promise<string> {
    const url = await freshDatabase('former', former);
    await onDatabase(url, ...afterwards);
    return url;
  }

  /** Number and digest of the rows of each table; later background migrations note their names. @param place columns that tell whether a row was written again */
  async function rowsIn(url: string, place = `''`): Promise<{ table: string; rows: number; digest: string }[]> {
    const tables = await read<{ name: string }>(
      url,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
         AND NOT relispartition AND relname NOT IN ('migrations', 'backups', 'background_migrations') ORDER BY relname`,
    );
    const digests = tables.map(
      ({ name }) => `SELECT '${name}' AS table, count(*)::integer AS rows,
        md5(string_agg(to_jsonb(t)::text || ${place}, ' ' ORDER BY to_jsonb(t)::text)) AS digest FROM "${name}" t`,
    );
    return read(url, `${digests.join(' UNION ALL ')} ORDER BY 1`);
  }

  it('is adopted by a start: it has the schema of a new one, no migration runs again, and no row is written', () =>
    withMigrations([], async () => {
      const url = await formerDatabase(`UPDATE migrations SET version = '0.0.1'`);
      const place = `(t.xmin::text || pg_relation_filenode(t.tableoid))`;
      const before = await rowsIn(url, place);
      expect(before.length).toBeGreaterThan(100);
      expect(before.filter(({ rows }) => rows === 0)).toEqual([]);
      expect(await pendingAt(url)).toEqual([]);
      await Promise.all([1, 2].map(() => prepareDatabase(url, MADE_AT, async () => undefined)));
      expect(await rowsIn(url, place)).toEqual(before);
      expect(await read(url, 'SELECT name, version, oldest_release FROM migrations ORDER BY id')).toEqual(
        MIGRATIONS.map(({ name }) => ({ name, version: '0.0.1', oldest_release: '0.0.0' })),
      );
      const present = await freshDatabase('present', initial);
      await prepareDatabase(present, MADE_AT, async () => undefined);
      const schema = await read(present, SCHEMA);
      expect(schema.length).toBeGreaterThan(2_000);
      expect(await read(url, SCHEMA)).toEqual(schema);
    }));

  it('is adopted before a migration of a later release runs', async () => {
    const url = await formerDatabase();
    await withMigrations([AddLater9990000000000], async () => {
      expect(await pendingAt(url)).toEqual([AddLater9990000000000.name]);
      await prepareDatabase(url, MADE_AT, async () => undefined);
      expect(await pendingAt(url)).toEqual([]);
    });
  });

  it('is restored from a backup, and adopted by the next start', () =>
    withMigrations([], async () => {
      const url = await formerDatabase();
      await prepareJobQueue(url);
      const target = await emptyDatabase('restored');
      await DatabaseSource.read(url, { now: MADE_AT, variables: [] }, (source) =>
        restoreDatabase(target, source, () => undefined),
      );
      await prepareDatabase(target, MADE_AT, async () => undefined);
      expect(await rowsIn(target)).toEqual(await rowsIn(url));
      expect(await read(target, 'SELECT name FROM migrations ORDER BY id')).toEqual(
        MIGRATIONS.map(({ name }) => ({ name })),
      );
    }));

  let part: string | undefined;
  it.each([
    ['without the last of them', `name = 'SendFormsOnce1796610000000'`, FORMER - 1],
    ['without another one of them', `name = 'CreatePortal1796210000000'`, FORMER - 1],
    ['of the first of them', 'id > (SELECT min(id) FROM migrations)', 1],
    ['of 44 of them', 'id > (SELECT id FROM migrations ORDER BY id LIMIT 1 OFFSET 43)', 44],
  ])('%s is refused, and stays as it is', async (_which, missing, count) => {
    const url = (part ??= await formerDatabase('CREATE TABLE former AS SELECT * FROM migrations'));
    const whole = ['TRUNCATE migrations', 'INSERT INTO migrations SELECT * FROM former'];
    await onDatabase(url, ...whole, `DELETE FROM migrations WHERE ${missing}`);
    // Neither may recommend `keyward migrate`.
    await expect(pendingAt(url)).rejects.toThrow(FormerDatabase);
    const failed = await onDirectDatabase(readSettings({}, []), url, (direct) =>
      prepareDatabase(direct, new Date(), async () => undefined),
    ).catch((error: unknown) => error);
    expect(describeError(failed)).toMatch(
      /^DATABASE_URL: A development version from before the initial schemas has prepared .* at \S.*\. Build the commit [0-9a-f]{8}, start it once .*\.$/,
    );
    expect(await read(url, 'SELECT count(*)::integer AS former FROM migrations')).toEqual([{ former: count }]);
  });
});

/** The last migration of each commit since the initial schemas. */
const COMMITS = MIGRATIONS.slice(INITIAL_SCHEMAS - 1).map(({ name }) => name);
let present: object[] | undefined;
it.each(sampleOf(COMMITS, 2, 'commits'))(
  'a database of the commit with %s gets the schema of this one',
  async (last) => {
    const length = MIGRATIONS.findIndex(({ name }) => name === last) + 1;
    const older = await migratedTo(length, await freshDatabase('older', initial));
    expect(await pendingAt(older)).toEqual(MIGRATIONS.slice(length).map(({ name }) => name));
    await prepareDatabase(older, new Date(), async () => undefined);
    present ??= await read(await freshDatabase('present'), SCHEMA);
    expect(await read(older, SCHEMA)).toEqual(present);
  },
);

describe('preparing a database', () => {
  let url: string;
  beforeAll(async () => {
    url = await freshDatabase('used');
  });

  it('notes the release that ran each migration first', async () => {
    await onDatabase(url, `UPDATE migrations SET version = '0.0.1' WHERE id = 1`);
    let found: unknown;
    await prepareDatabase(url, new Date(), async (manager) => {
      found = await manager.query('SELECT DISTINCT version FROM migrations ORDER BY version');
    });
    expect(found).toEqual([{ version: '0.0.1' }, { version: VERSION }]);
  });

  it.each(['0.0.0', VERSION])('goes on where a later release has migrated for releases since %s', async (oldest) => {
    await onDatabase(
      url,
      `INSERT INTO migrations (timestamp, name, version, oldest_release)
       VALUES (1999000000000, 'AddFuture1999000000000', '9.8.7', '${oldest}')`,
    );
    await expect(prepareDatabase(url, new Date(), async () => undefined)).resolves.toBeUndefined();
    expect(await pendingAt(url)).toEqual([]);
    await onDatabase(url, `DELETE FROM migrations WHERE name = 'AddFuture1999000000000'`);
  });

  it('is done once by nodes that start together, also if PostgreSQL ends a migration because of a deadlock', () =>
    withMigrations([], async () => {
      const empty = await emptyDatabase('together');
      await onDatabase(
        empty,
        'CREATE SEQUENCE tables',
        `CREATE FUNCTION deadlock_once() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('tables') = 5 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected'; END IF;
       END $$`,
        `CREATE EVENT TRIGGER deadlock ON ddl_command_start WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION deadlock_once()`,
      );
      let firsts = 0;
      const start = () =>
        prepareDatabase(empty, new Date(), async (manager) => {
          const [{ count }] = await manager.query<[{ count: number }]>(
            'SELECT count(*)::integer AS count FROM secrets',
          );
          if (count === 0) {
            firsts += 1;
            await manager.query(`INSERT INTO secrets VALUES ('JWT_SECRET', 'secret', now())`);
          }
        });
      await Promise.all([start(), start(), start()]);
      expect(firsts).toBe(1);
      const [sequence] = await read<{ tables: number }>(empty, 'SELECT last_value::integer AS tables FROM tables');
      expect(sequence?.tables).toBeGreaterThan(5);
      const names = await read<{ name: string }>(empty, 'SELECT name FROM migrations ORDER BY id');
      expect(names).toEqual(MIGRATIONS.map(({ name }) => ({ name })));
    }));

  it('is undone as far as the first rows go where they fail, and can be repeated', async () => {
    const failing = prepareDatabase(url, new Date(), async (manager) => {
      await manager.query(`INSERT INTO secrets VALUES ('PROBE', 'secret', now())`);
      throw new Error('The power went out');
    });
    await expect(failing).rejects.toThrow('The power went out');

    let found: unknown;
    await prepareDatabase(url, new Date(), async (manager) => {
      found = await manager.query(`SELECT * FROM secrets WHERE name = 'PROBE'`);
    });
    expect(found).toEqual([]);
  });

  it('waits for a table that is in use without blocking those who use it', async () => {
    const backup = await holdLocks(url, 'LOCK TABLE events IN ACCESS SHARE MODE');
    const limit = jest.replaceProperty(MIGRATION_LIMITS, 'lockTimeoutMs', 200);
    await withLaterMigration(async () => {
      const preparing = prepareDatabase(url, new Date(), async () => undefined);
      const waits = `SELECT 1 FROM pg_locks WHERE relation = 'events'::regclass AND NOT granted`;
      const reader = await createDataSource(url).initialize();
      await until('the migration waits', async () => (await reader.query<unknown[]>(waits)).length > 0);
      await reader.query('SELECT count(*) FROM events');
      await backup.end();
      await preparing;
      expect(await pendingAt(url)).toEqual([]);
      await reader.destroy();
    });
    limit.restore();
  });

  it('takes as long as it takes, whatever limits the database has', async () => {
    const limits = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    await onDatabase(
      url,
      ...limits.map((limit) => `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET ${limit} = '29s'`),
    );

    let found: unknown;
    await prepareDatabase(url, new Date(), async (manager) => {
      found = await manager.query(`SELECT DISTINCT setting FROM pg_settings WHERE name = ANY ($1)`, [limits]);
    });
    expect(found).toEqual([{ setting: '0' }]);
  });
});

it('restores a backup of an older release, also indexes of background migrations, and migrates it to this one with all rows', async () => {
  const url = await freshDatabase('older');
  const index = { name: 'licenses_description_test', table: 'licenses', definition: '("description")' };
  BACKGROUND_MIGRATIONS.push({ name: 'index-descriptions', until: 'Nothing changes.', indexes: [index] });
  await prepareDatabase(url, new Date(), async () => undefined);
  await onDatabase(
    url,
    `UPDATE migrations SET version = '0.0.1'`,
    `INSERT INTO customers (id, name, email, created_at, updated_at) VALUES (7, 'Ada', 'ada@example.com', now(), now())`,
    `INSERT INTO licenses (key, customer_id, product_id, policy_id, created_at, updated_at)
     SELECT 'KEPT', 7, id, policy_id, now(), now() FROM products WHERE reference = 'v2-default'`,
    `INSERT INTO verifications (at, key, dialect, operation, outcome) VALUES (now(), 'KEPT', 'v2', 'check', 'VALID')`,
    `SELECT graphile_worker.add_job('resolve-policy', '{"policy": 1}'::json)`,
  );
  const file = join(scratchFolder(), 'older.backup');
  await DatabaseSource.read(url, { now: new Date(), variables: [] }, (source) => writeBackup(source, file));

  const target = await emptyDatabase('restored');
  const foreign: string[] = [];
  await withLaterMigration(async () => {
    const tables = await BackupFile.open(file, (source) =>
      restoreDatabase(target, source, (table) => foreign.push(table)),
    );
    BACKGROUND_MIGRATIONS.pop();
    expect(tables).toContainEqual({ table: 'licenses', rows: 1, sha256: expect.any(String) });
    expect(foreign).toEqual([]);
    await prepareDatabase(target, new Date(), async () => undefined, { finish: true });
    expect(await read(target, 'SELECT name, version FROM migrations ORDER BY id')).toEqual(
      MIGRATIONS.map(({ name }) => ({ name, version: name === AddLater9990000000000.name ? VERSION : '0.0.1' })),
    );
  });
  // The names of the indexes of partitions are made up.
  const schemaOf = async (database: string) =>
    (await read<{ line: string }>(database, SCHEMA)).filter(
      ({ line }) => !/\blater\b|_(default|\d{4}_\d{2})_/.test(line),
    );
  const schema = await schemaOf(target);
  expect(schema).toEqual(await schemaOf(url));
  expect(JSON.stringify(schema)).toContain(index.name);
  const isDone = `SELECT finished_at IS NOT NULL AS done FROM background_migrations WHERE name = 'index-descriptions'`;
  expect(await read(target, isDone)).toEqual([{ done: true }]);
  expect(
    await read(
      target,
      `SELECT l.key, c.name, (SELECT count(*) FROM verifications WHERE key = l.key) AS checks,
         (SELECT count(*) FROM graphile_worker.jobs) AS jobs
       FROM licenses l JOIN customers c ON c.id = l.customer_id`,
    ),
  ).toEqual([{ key: 'KEPT', name: 'Ada', checks: 1, jobs: 1 }]);
});

describe("the log's partitions", () => {
  const NOVEMBER = new Date('2031-11-20T12:00:00Z');
  const MONTHS = ['verifications_2031_11', 'verifications_2031_12', 'verifications_2032_01'];

  async function partitionsOf(year: string): Promise<string[]> {
    const rows = await prepared.query<{ name: string }[]>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'verifications'::regclass ORDER BY name`,
    );
    return rows.map(({ name }) => name).filter((name) => name.startsWith(`verifications_${year}`));
  }

  async function log(at: string, key: string): Promise<void> {
    await prepared.query(
      `INSERT INTO verifications (at, key, dialect, operation, outcome) VALUES ($1, $2, 'v2', 'check', 'VALID')`,
      [at, key],
    );
  }

  async function whereabouts(): Promise<Record<string, string>> {
    const rows = await prepared.query<{ key: string; place: string }[]>(
      `SELECT key, tableoid::regclass::text AS place FROM verifications WHERE key LIKE 'part %'`,
    );
    return Object.fromEntries(rows.map(({ key, place }) => [key, place]));
  }

  beforeEach(async () => {
    for (const name of [...(await partitionsOf('2031')), ...(await partitionsOf('2032'))]) {
      await prepared.query(`DROP TABLE ${name}`);
    }
    await prepared.query('TRUNCATE verifications');
  });

  it('are made for this month and the next two, once', async () => {
    await makePartitions(prepared.manager, VERIFICATION_LOG, NOVEMBER);
    await makePartitions(prepared.manager, VERIFICATION_LOG, NOVEMBER);
    expect([...(await partitionsOf('2031')), ...(await partitionsOf('2032'))]).toEqual(MONTHS);
  });

  it('take each moment of their month, in UTC', async () => {
    await makePartitions(prepared.manager, VERIFICATION_LOG, NOVEMBER);
    await log('2031-11-01T00:00:00.000Z', 'part first');
    await log('2031-11-30T23:59:59.999Z', 'part last');
    await log('2031-12-01T00:00:00.000Z', 'part next');
    await log('2031-10-31T23:59:59.999Z', 'part before');
    expect(await whereabouts()).toEqual({
      'part first': 'verifications_2031_11',
      'part last': 'verifications_2031_11',
      'part next': 'verifications_2031_12',
      'part before': 'verifications_default',
    });
  });

  it('take over the rows of their month that were there before them', async () => {
    await log('2031-11-20T12:00:00Z', 'part november');
    await log('2032-01-01T00:00:00Z', 'part january');
    await log('2033-01-01T00:00:00Z', 'part far');
    expect(new Set(Object.values(await whereabouts()))).toEqual(new Set(['verifications_default']));

    await makePartitions(prepared.manager, VERIFICATION_LOG, NOVEMBER);
    expect(await whereabouts()).toEqual({
      'part november': 'verifications_2031_11',
      'part january': 'verifications_2032_01',
      'part far': 'verifications_default',
    });
  });

  it('are made by two at once, and while rows come in, without a clash or a loss', async () => {
    const writing = Array.from({ length: 40 }, (_, n) => log('2031-11-20T12:00:00Z', `part ${n}`));
    const other = await createDataSource(
      prepared.options.type === 'postgres' ? (prepared.options.url ?? '') : '',
    ).initialize();
    try {
      await Promise.all([
        makePartitions(prepared.manager, VERIFICATION_LOG, NOVEMBER),
        makePartitions(other.manager, VERIFICATION_LOG, NOVEMBER),
        ...writing,
      ]);
    } finally {
      await other.destroy();
    }
    expect([...(await partitionsOf('2031')), ...(await partitionsOf('2032'))]).toEqual(MONTHS);
    const places = Object.values(await whereabouts());
    expect(places).toHaveLength(40);
    expect(new Set(places)).toEqual(new Set(['verifications_2031_11']));
  });

  it('have the indexes of the whole', async () => {
    await makePartitions(prepared.manager, VERIFICATION_LOG, NOVEMBER);
    const rows = await prepared.query<{ table: string; columns: string }[]>(`
      SELECT indrelid::regclass::text AS "table",
             regexp_replace(pg_get_indexdef(indexrelid), '^CREATE (UNIQUE )?INDEX .* USING ', '\\1') AS columns
      FROM pg_index WHERE indrelid IN ('verifications'::regclass, 'verifications_2031_11'::regclass)
    `);
    const of = (table: string) =>
      rows
        .filter((row) => row.table === table)
        .map(({ columns }) => columns)
        .sort();
    expect(of('verifications_2031_11')).toEqual(of('verifications').map((index) => index.replace('ONLY ', '')));
    const attached = await prepared.query(
      `SELECT 1 FROM pg_inherits JOIN pg_index ON indexrelid = inhrelid WHERE indrelid = 'verifications_2031_11'::regclass`,
    );
    expect(attached).toHaveLength(of('verifications').length);
  });
});

describe('an index serves', () => {
  /** Whenever it runs, all rows of the log are in the partition of one month, whose statistics decide the plans. */
  const END = `date_trunc('month', now()) + interval '2 days'`;

  beforeAll(async () => {
    const [{ id, policy_id }] = await prepared.query(
      `SELECT id, policy_id FROM products WHERE reference = 'v2-default'`,
    );
    await prepared.query(
      `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
       SELECT 'KEY-' || n, $1, $2, now(), now() FROM generate_series(1, 2000) AS n`,
      [id, policy_id],
    );
    await prepared.query(
      `INSERT INTO activations (license_id, fingerprint, activated_at, last_seen_at)
       SELECT id, 'device ' || (id * 7 + n) % 3000, now(), now() FROM licenses, generate_series(1, 3) AS n`,
    );
    await prepared.query(
      `INSERT INTO verifications (at, license_id, key, ip, dialect, operation, outcome, api_key_id)
       SELECT ${END} - id * interval '1 minute', nullif(id % 10, 0) * 100, 'KEY-' || id, '203.0.113.' || id % 256, 'v2', 'check', 'VALID',
         nullif(id % 20, 0)
       FROM licenses`,
    );
    await prepared.query('ANALYZE');
  });

  it.each([
    ['a license by its key', 'licenses_key_unique', `SELECT * FROM licenses WHERE key = 'KEY'`],
    [
      'a device of a license',
      'activations_seat_unique',
      `SELECT * FROM activations WHERE license_id = 1 AND fingerprint = 'desk' AND coalesce(product_id, 0) = 0`,
    ],
    [
      'the seats of a license',
      'activations_seats',
      'SELECT count(last_seen_at) FROM activations WHERE license_id = 1 AND deactivated_at IS NULL AND takes_seat',
    ],
    [
      'the devices of a license that take no seat',
      'activations_without_seat',
      'SELECT count(*) FROM activations WHERE license_id = 1 AND deactivated_at IS NULL AND NOT takes_seat',
    ],
    [
      'a device on any license',
      'activations_fingerprint',
      `SELECT * FROM activations WHERE fingerprint = 'desk' AND deactivated_at IS NULL`,
    ],
    ['an API key', 'api_keys_hash_unique', `SELECT * FROM api_keys WHERE hash = 'hash'`],
    [
      "a log-in's session",
      'user_sessions_pkey',
      `SELECT * FROM user_sessions WHERE id = '00000000-0000-4000-8000-000000000000'`,
    ],
    [
      'a product by its reference',
      'products_reference_unique',
      `SELECT * FROM products WHERE reference = 'v2-default'`,
    ],
    [
      'the latest version of a product',
      'product_versions_latest',
      'SELECT * FROM product_versions WHERE product_id = 1 AND is_active ORDER BY parts DESC, id DESC LIMIT 1',
    ],
    [
      'the next version after one',
      'product_versions_latest',
      `SELECT * FROM product_versions WHERE product_id = 1 AND is_active AND parts > '{1}' ORDER BY parts, id DESC LIMIT 1`,
    ],
    [
      'a version by its reference',
      'product_versions_reference',
      `SELECT * FROM product_versions WHERE reference = 'v1'`,
    ],
    ['licenses by a part of their key', 'licenses_key_text', `SELECT * FROM licenses WHERE key ILIKE '%part%'`],
    ['products by a part of their name', 'products_name_text', `SELECT * FROM products WHERE name ILIKE '%part%'`],
    [
      'customers by a part of their e-mail',
      'customers_email_text',
      `SELECT * FROM customers WHERE email ILIKE '%part%'`,
    ],
    [
      "a license's log, the newest first",
      'verifications_license',
      `SELECT * FROM verifications WHERE license_id = 1 AND at > ${END} - interval '1 day' ORDER BY at DESC LIMIT 20`,
    ],
    [
      "an API key's log, the newest first",
      'verifications_api_key',
      `SELECT * FROM verifications WHERE api_key_id = 1 AND at > ${END} - interval '1 day' ORDER BY at DESC LIMIT 20`,
    ],
    [
      "an address's log",
      'verifications_ip',
      `SELECT * FROM verifications WHERE ip = '203.0.113.7' AND at > ${END} - interval '1 hour' ORDER BY at DESC LIMIT 20`,
    ],
    [
      'activations that were refused to an address',
      'verifications_refused_ip',
      `SELECT 1 FROM verifications WHERE ip = '203.0.113.7' AND at > ${END} - interval '1 day' AND ${REFUSED_ACTIVATION} OFFSET 4 LIMIT 1`,
    ],
    [
      'activations that were refused to a domain',
      'verifications_refused_fingerprint',
      `SELECT 1 FROM verifications WHERE fingerprint = 'shop.example' AND at > ${END} - interval '1 day' AND ${REFUSED_ACTIVATION} OFFSET 4 LIMIT 1`,
    ],
    [
      "an unknown key's log",
      'verifications_unknown_key',
      `SELECT * FROM verifications WHERE key = 'KEY' AND license_id IS NULL AND at > ${END} - interval '1 hour'`,
    ],
  ])('%s', async (_what, index, statement) => {
    const nodes = await explain(statement);
    expect(nodes.filter((node) => node.type === 'Seq Scan' || node.type === 'Sort')).toEqual([]);
    expect(nodes.map((node) => node.index)).toContain(index);
  });

  interface Node {
    type: string;
    index: string | undefined;
  }

  interface Plan {
    'Node Type': string;
    'Index Name'?: string;
    Plans?: Plan[];
  }

  /** As if the tables were large: small ones are read whole. */
  async function explain(statement: string): Promise<Node[]> {
    const [row] = await prepared.transaction(async (manager) => {
      await manager.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off');
      return manager.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(`EXPLAIN (FORMAT JSON) ${statement}`);
    });
    const parents = await indexParents();
    return nodesOf(row['QUERY PLAN'][0].Plan).map(({ type, index }) => ({
      type,
      index: parents.get(index ?? '') ?? index,
    }));
  }

  function nodesOf(plan: Plan): Node[] {
    return [{ type: plan['Node Type'], index: plan['Index Name'] }, ...(plan.Plans ?? []).flatMap(nodesOf)];
  }

  /** A partition's index by the name of the whole table's. */
  async function indexParents(): Promise<Map<string, string>> {
    const rows = await prepared.query<{ part: string; whole: string }[]>(`
      SELECT inhrelid::regclass::text AS part, inhparent::regclass::text AS whole FROM pg_inherits
      JOIN pg_class ON pg_class.oid = inhrelid AND relkind = 'i'
    `);
    return new Map(rows.map(({ part, whole }) => [part, whole]));
  }
});
