import { setTimeout as pause } from 'node:timers/promises';
import { type ClientBase, DatabaseError, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { VERSION } from '../../common/version';
import { ENCRYPTED_SECRETS } from '../config/secrets.service';
import { DatabaseClient } from '../database/database-client';
import { liftTimeLimits } from '../database/time-limits';
import {
  BackupError,
  type BackupHeader,
  type BackupSource,
  type Migration,
  type Partition,
  QUEUED_JOBS,
  QUEUED_JOB_COLUMNS,
  type Sequences,
  type TableRows,
} from './backup-source';

/** Name of the connection, by which other programs know that it is no server. */
export const BACKUP_PROGRAM = 'keyward backup';
const FORMAT_VERSION = 1;
const CONNECT_TIMEOUT_MS = 10_000;
/** Shorter than PostgreSQL's deadlock_timeout (1 s): in a deadlock, the backup begins anew and nobody else fails. */
const LOCK_TIMEOUT = '500ms';
const RETRY_INTERVAL_MS = 500;
const MAX_TRIES = 120;
const LOCK_NOT_AVAILABLE = '55P03';
const INSUFFICIENT_PRIVILEGE = '42501';

export interface DatabaseSourceOptions {
  readonly now: Date;
  /** Environment variables that hold secrets which the database does not. */
  readonly variables: readonly string[];
  /** Checks on the connection of the backup, before it begins and when all is read. */
  readonly guard?: (client: ClientBase) => Promise<void>;
}

interface Table {
  readonly name: string;
  readonly isPartitioned: boolean;
  readonly columns: readonly string[];
}

interface Catalogue {
  readonly tables: readonly Table[];
  readonly partitions: readonly Partition[];
  readonly migrations: readonly Migration[];
}

/**
 * A database as it is at one moment, read in one transaction while others write. Each table is locked against changes of its
 * structure only until it is read; partitioned logs are read first, because their partitions change most often.
 */
export class DatabaseSource implements BackupSource {
  private constructor(
    private readonly client: ClientBase,
    readonly header: BackupHeader,
    private readonly list: readonly Table[],
    private readonly guard: DatabaseSourceOptions['guard'],
  ) {}

  /** Reads a database and closes the connection at the end. */
  static async read<T>(
    directUrl: string,
    options: DatabaseSourceOptions,
    work: (source: DatabaseSource) => Promise<T>,
  ): Promise<T> {
    const client = await connect(directUrl);
    try {
      await options.guard?.(client);
      return await work(await DatabaseSource.begin(client, options));
    } catch (error) {
      throw error instanceof DatabaseError && error.code === INSUFFICIENT_PRIVILEGE
        ? new BackupError(`The user of the database may not read all of it: ${error.message}`, { cause: error })
        : error;
    } finally {
      await client.end();
    }
  }

  private static async begin(client: ClientBase, options: DatabaseSourceOptions): Promise<DatabaseSource> {
    const { tables, partitions, migrations } = await freeze(client);
    const header: BackupHeader = {
      format: 'keyward-backup',
      format_version: FORMAT_VERSION,
      release: VERSION,
      created_at: options.now.toISOString(),
      postgres: await versionOf(client),
      migrations,
      partitions,
      needs: await neededVariables(client, tables, options.variables),
    };
    return new DatabaseSource(client, header, tables, options.guard);
  }

  async *tables(): AsyncGenerator<TableRows> {
    for (const [index, { name, isPartitioned, columns }] of this.list.entries()) {
      const names = columns.map(escapeIdentifier).join(', ');
      const table = escapeIdentifier(name);
      // A partitioned table is read by a query.
      const rows = isPartitioned ? `(SELECT ${names} FROM ${table})` : `${table} (${names})`;
      yield { table: name, columns, rows: this.copy(rows) };
      // Releases the lock on the table.
      await this.client.query(`ROLLBACK TO SAVEPOINT ${savepoint(index)}`);
    }
    const { rows } = await this.client.query(`SELECT FROM pg_class WHERE oid = to_regclass($1)`, [PRIVATE_JOBS]);
    if (rows.length > 0) {
      yield { table: QUEUED_JOBS, columns: QUEUED_JOB_COLUMNS, rows: this.copy(`(${PENDING_JOBS})`) };
    }
  }

  async sequences(): Promise<Sequences> {
    const { rows } = await this.client.query<{ name: string; last: number | null }>(SEQUENCES);
    return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
  }

  async confirm(): Promise<void> {
    await this.guard?.(this.client);
  }

  private copy(rows: string): AsyncIterable<Buffer> {
    const stream = this.client.query(copyTo(`COPY ${rows} TO STDOUT`));
    // Thrown to its reader; a stream that nobody reads any more fails when the connection ends.
    return stream.on('error', () => undefined);
  }
}

async function connect(directUrl: string): Promise<DatabaseClient> {
  const client = await DatabaseClient.open({
    connectionString: directUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: BACKUP_PROGRAM,
    keepAlive: true,
  });
  await liftTimeLimits(client);
  return client;
}

/** Locks the structure of all tables before the snapshot is taken, so that both agree. */
async function freeze(client: ClientBase): Promise<Catalogue> {
  for (let tries = 1; ; tries++) {
    const known = await catalogueOf(client);
    refuseEmpty(known);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    try {
      await client.query(
        `SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'; ${locksOf(known.tables)}; SET LOCAL lock_timeout = 0`,
      );
      if (JSON.stringify(await catalogueOf(client)) === JSON.stringify(known)) {
        return known;
      }
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE) || tries === MAX_TRIES) {
        throw error;
      }
    }
    await client.query('ROLLBACK');
    await pause(RETRY_INTERVAL_MS);
  }
}

function refuseEmpty({ migrations, tables }: Catalogue): void {
  if (migrations.length === 0 || tables.length === 0) {
    throw new BackupError('This database is empty: there is nothing to back up');
  }
}

/** The table that is read first is locked last: going back to its savepoint releases its lock alone. */
function locksOf(tables: readonly Table[]): string {
  return tables
    .map(
      ({ name }, index) => `SAVEPOINT ${savepoint(index)}; LOCK TABLE ${escapeIdentifier(name)} IN ACCESS SHARE MODE`,
    )
    .reverse()
    .join('; ');
}

const savepoint = (index: number): string => `table_${index}`;

async function catalogueOf(client: ClientBase): Promise<Catalogue> {
  const { rows: found } = await client.query(`SELECT FROM pg_class WHERE oid = to_regclass('migrations')`);
  const { rows: tables } = await client.query<Table>(TABLES);
  const { rows: partitions } = await client.query<Partition>(PARTITIONS);
  const migrations = found.length > 0 ? (await client.query<Migration>(RUN_MIGRATIONS)).rows : [];
  return { tables, partitions, migrations };
}

async function versionOf(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  return rows[0]?.version ?? '';
}

async function neededVariables(
  client: ClientBase,
  tables: readonly Table[],
  variables: readonly string[],
): Promise<string[]> {
  if (!tables.some(({ name }) => name === 'secrets')) {
    return [...variables];
  }
  const { rows } = await client.query(ENCRYPTED_SECRETS);
  return [...new Set([...(rows.length > 0 ? ['SECRETS_KEY'] : []), ...variables])];
}

const OURS = `
  relnamespace = to_regnamespace(current_schema()) AND pg_has_role(relowner, 'USAGE')`;

// Neither tables of extensions, nor partitions that are not attached yet: their rows are in the default partition, too. The
// list of backups is about files of this machine.
const TABLES = `
  SELECT relname::text AS name, relkind = 'p' AS "isPartitioned", ARRAY(
    SELECT attname::text FROM pg_attribute
    WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
  ) AS columns
  FROM pg_class
  WHERE ${OURS} AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT IN ('migrations', 'backups')
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = pg_class.oid AND conname LIKE '%\\_unattached')
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
  ORDER BY relkind = 'p' DESC, relname`;

const PARTITIONS = `
  SELECT parent.relname::text AS table, pg_class.relname::text AS name, pg_get_expr(pg_class.relpartbound, pg_class.oid) AS bound
  FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid JOIN pg_class AS parent ON parent.oid = inhparent
  WHERE pg_class.relispartition AND pg_class.relkind = 'r' AND pg_class.relnamespace = to_regnamespace(current_schema())
  ORDER BY pg_class.relname`;

const RUN_MIGRATIONS = `
  SELECT timestamp::double precision AS timestamp, name, to_jsonb(migrations) ->> 'version' AS version FROM migrations ORDER BY id`;

// Values taken by running transactions are included: a sequence never goes back.
const SEQUENCES = `
  SELECT sequencename::text AS name, last_value::double precision AS last FROM pg_sequences WHERE schemaname = current_schema()
  ORDER BY sequencename`;

const PRIVATE_JOBS = 'graphile_worker._private_jobs';

// Jobs that failed for good stay behind. A running job runs again: jobs are repeatable.
const PENDING_JOBS = `
  SELECT tasks.identifier, jobs.payload, jobs.run_at, jobs.max_attempts, jobs.key
  FROM graphile_worker._private_jobs AS jobs JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id
  WHERE jobs.attempts < jobs.max_attempts`;
