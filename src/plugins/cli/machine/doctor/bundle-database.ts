import { IsNull } from 'typeorm';
import { Alert } from '../../../../core/platform/alerts/alert.entity';
import { IS_ABANDONED } from '../../../../core/platform/jobs/job-queue.service';
import { JobStatus } from '../../../../core/platform/jobs/job-status.entity';
import { Setting } from '../../../../core/platform/settings/setting.entity';
import { NotChecked, reasonOf } from './check';
import type { Context } from './context';
import type { ReadOnlyDatabase } from './read-only-database';
import { scrub } from './scrub';

const MAX_LISTED = 100;

/** Parts of the bundle that come from the database. A part that cannot be read is the reason why. */
export async function describeDatabase(context: Context): Promise<object> {
  const database = await context.database().catch((error: unknown) => error);
  if (database instanceof Error) {
    return { missing: scrub(database.message) };
  }
  const parts = Object.entries(PARTS).map(async ([name, read]) => {
    const part = await read(database as ReadOnlyDatabase).catch((error: unknown) => ({ missing: missing(error) }));
    return [name, part] as const;
  });
  return Object.fromEntries(await Promise.all(parts));
}

function missing(error: unknown): string {
  return error instanceof NotChecked ? error.message : scrub(reasonOf(error));
}

const PARTS: Readonly<Record<string, (database: ReadOnlyDatabase) => Promise<unknown>>> = {
  server: (database) => database.queryOne(SERVER),
  extensions: (database) =>
    database.query('SELECT extname AS name, extversion AS version FROM pg_extension ORDER BY 1'),
  options: (database) => database.query(OPTIONS),
  migrations: (database) =>
    database.query("SELECT name, to_jsonb(m) ->> 'version' AS version FROM migrations AS m ORDER BY id"),
  tables: (database) => database.query(TABLES),
  connections: (database) => database.query(CONNECTIONS),
  settings: changedSettings,
  queue: (database) => database.query(QUEUE),
  background_jobs: (database) => database.query(BACKGROUND_JOBS),
  webhook_deliveries: (database) => database.query(DELIVERIES),
  job_errors: jobErrors,
  alerts: openAlerts,
};

/** Texts may be names, addresses and keys of customers: only numbers and flags are shown. */
async function changedSettings(database: ReadOnlyDatabase): Promise<object[]> {
  const settings = await database.read((manager) =>
    manager.find(Setting, { order: { name: 'ASC' }, take: MAX_LISTED }),
  );
  return settings.map(({ name, value }) => ({ name, ...(isPlain(value) ? { value } : {}) }));
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || value === null;
}

async function jobErrors(database: ReadOnlyDatabase): Promise<object[]> {
  const statuses = await database.read((manager) =>
    manager.find(JobStatus, { order: { name: 'ASC' }, take: MAX_LISTED }),
  );
  return statuses.map(({ name, lastSuccessAt, lastFailureAt, failures, lastError }) => ({
    name,
    last_success_at: lastSuccessAt,
    last_failure_at: lastFailureAt,
    failures,
    last_error: lastError === null ? null : scrub(lastError),
  }));
}

async function openAlerts(database: ReadOnlyDatabase): Promise<object[]> {
  const alerts = await database.read((manager) =>
    manager.find(Alert, { where: { clearedAt: IsNull() }, order: { id: 'ASC' }, take: MAX_LISTED }),
  );
  return alerts.map(({ type, severity, message, raisedAt }) => ({
    type,
    severity,
    message: scrub(message),
    raised_at: raisedAt,
  }));
}

const SERVER = `
  SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
         pg_postmaster_start_time() AS started_at, pg_is_in_recovery() AS is_standby`;

const OPTIONS = `
  SELECT name, setting AS value, unit FROM pg_settings WHERE name IN
    ('max_connections', 'shared_buffers', 'work_mem', 'maintenance_work_mem', 'effective_cache_size', 'wal_level', 'fsync',
     'synchronous_commit', 'full_page_writes', 'autovacuum', 'max_wal_size', 'default_transaction_read_only', 'server_encoding')
  ORDER BY name`;

/** Estimated rows: none is counted. Partitions are listed one by one. */
const TABLES = `
  SELECT relnamespace::regnamespace::text AS schema, relname AS name, pg_total_relation_size(oid) AS bytes,
         CASE WHEN reltuples >= 0 THEN reltuples::bigint END AS rows
  FROM pg_class WHERE relkind = 'r' AND relnamespace IN (to_regnamespace(current_schema()), to_regnamespace('graphile_worker'))
  ORDER BY bytes DESC, name LIMIT 1000`;

const CONNECTIONS = `
  SELECT application_name AS program, state, count(*)::integer AS connections
  FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT ${MAX_LISTED}`;

const QUEUE = `
  SELECT task_identifier AS job, count(*)::integer AS jobs, count(*) FILTER (WHERE ${IS_ABANDONED})::integer AS abandoned,
         count(*) FILTER (WHERE locked_at IS NOT NULL)::integer AS running, min(run_at) AS oldest
  FROM (SELECT * FROM graphile_worker.jobs LIMIT 10000) AS counted GROUP BY 1 ORDER BY 1`;

const BACKGROUND_JOBS = `
  SELECT kind, state, count(*)::integer AS jobs FROM (SELECT * FROM background_jobs ORDER BY id DESC LIMIT 1000) AS latest
  GROUP BY 1, 2 ORDER BY 1, 2`;

const DELIVERIES = `
  SELECT status, count(*)::integer AS deliveries
  FROM (SELECT * FROM webhook_deliveries ORDER BY id DESC LIMIT 10000) AS latest GROUP BY 1 ORDER BY 1`;
