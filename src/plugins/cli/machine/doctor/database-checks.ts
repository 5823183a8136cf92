import { readDatabaseTime } from '../../../../core/platform/database/database-clock';
import { refuseUnknownTimeZone } from '../../../../core/platform/database/known-time-zone';
import { InvalidSettings } from '../../../../core/platform/config/settings';
import { connectionsOfNode } from '../../../../core/platform/config/node-connections';
import { type Check, type Finding, findingIf } from './check';
import type { Context } from './context';
import { DATABASE_DEFAULTS_CHECK } from './database-defaults-check';
import { otherUrl, reachable } from './database-urls';

const OLDEST_VERSION = 140_000;
const NOTICED_CLOCK_DIFFERENCE_MS = 2_000;
const FULL_PERCENT = 90;

/** The server of the database, whatever is in it. */
export const DATABASE_CHECKS: readonly Check[] = [
  {
    name: 'database',
    finds: 'a database that cannot be reached, or rejects the user or the certificate',
    run: (context) => reachable(() => context.open(), 'DATABASE_URL', context),
  },
  {
    name: 'database-direct',
    finds: 'a `DATABASE_DIRECT_URL` that cannot be reached, or that leads to another database',
    run: (context) => otherUrl(context, 'DATABASE_DIRECT_URL'),
  },
  {
    name: 'database-read',
    finds:
      'a `DATABASE_READ_URL` that cannot be reached, or that leads to another database or to a server that was promoted',
    run: (context) => otherUrl(context, 'DATABASE_READ_URL'),
  },
  {
    name: 'database-version',
    finds: 'a PostgreSQL before 14, or a database that is not in UTF-8',
    run: databaseVersion,
  },
  {
    name: 'database-extensions',
    finds: 'the extension `pg_trgm` missing where the server cannot create it',
    run: extensions,
  },
  { name: 'database-rights', finds: 'a user that may not create or change tables', run: rights },
  { name: 'database-read-only', finds: 'a standby, or a database that refuses changes', run: readOnly },
  {
    name: 'database-connections',
    finds: 'too few connections for `DATABASE_POOL`, or hardly any left',
    run: connections,
  },
  {
    name: 'database-durability',
    finds:
      'settings of PostgreSQL with which confirmed changes can be lost (`fsync`, `synchronous_commit`, `full_page_writes`)',
    run: durability,
  },
  {
    name: 'database-time-zone',
    finds: 'a `TIME_ZONE` that PostgreSQL does not know or reads differently',
    run: timeZone,
  },
  DATABASE_DEFAULTS_CHECK,
  { name: 'clock', finds: 'a clock that differs from that of the database by more than two seconds', run: clock },
];

async function databaseVersion(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const { number, version, encoding } = await database.queryOne<{ number: number; version: string; encoding: string }>(
    `SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS version,
            current_setting('server_encoding') AS encoding`,
  );
  return versionProblems(number, version, encoding);
}

export function versionProblems(number: number, version: string, encoding: string): readonly Finding[] {
  return [
    ...findingIf(
      number < OLDEST_VERSION,
      `PostgreSQL is ${version}, and Keyward needs 14 or later.`,
      'Upgrade PostgreSQL, for example with pg_upgrade.',
    ),
    ...findingIf(
      encoding !== 'UTF8',
      `The database is encoded in ${encoding}, which cannot hold every text.`,
      `Create another one with CREATE DATABASE keyward OWNER keyward ENCODING 'UTF8' TEMPLATE template0, and move the data with pg_dump.`,
    ),
  ];
}

async function extensions(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const { isThere, isAvailable, mayCreate } = await database.queryOne<Record<string, boolean>>(
    `SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') AS "isThere",
            EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm') AS "isAvailable",
            has_database_privilege(current_database(), 'CREATE') AS "mayCreate"`,
  );
  return [
    ...findingIf(
      !isThere && !isAvailable,
      'This PostgreSQL does not have the extension pg_trgm, which searches need.',
      "Install PostgreSQL's contrib package on its machine: `apt-get install postgresql-contrib`.",
    ),
    ...findingIf(
      !isThere && isAvailable === true && !mayCreate,
      'The extension pg_trgm is missing, and the user of the database may not create it.',
      'psql --username=postgres --dbname=keyward --command="CREATE EXTENSION pg_trgm"',
    ),
  ];
}

async function rights(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const found = await database.queryOne<{
    user: string;
    inDatabase: boolean;
    inSchema: boolean | null;
    foreign: number;
  }>(
    `SELECT current_user AS user, has_database_privilege(current_database(), 'CREATE') AS "inDatabase",
            has_schema_privilege(current_schema(), 'CREATE') AS "inSchema",
            (SELECT count(*)::integer FROM pg_class WHERE relnamespace = to_regnamespace(current_schema())
             AND relkind IN ('r', 'p') AND NOT pg_has_role(relowner, 'USAGE')) AS "foreign"`,
  );
  const missing = [
    ...(found.inDatabase ? [] : ['ON DATABASE keyward']),
    ...(found.inSchema === true ? [] : ['ON SCHEMA public']),
  ];
  return [
    ...findingIf(
      missing.length > 0,
      `The user ${found.user} may not create what Keyward needs ${missing.join(' and ').toLowerCase().replaceAll(' keyward', '')}.`,
      missing
        .map((what) => `psql --username=postgres --dbname=keyward --command="GRANT ALL ${what} TO ${found.user}"`)
        .join('; '),
    ),
    ...findingIf(
      found.foreign > 0,
      `Tables that belong to another role, so that migrations cannot change them: ${found.foreign}.`,
      `psql --username=postgres --dbname=keyward --command="REASSIGN OWNED BY FORMER_OWNER TO ${found.user}"`,
    ),
  ];
}

async function readOnly(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const { isStandby, isReadOnly } = await database.queryOne<Record<string, boolean>>(
    `SELECT pg_is_in_recovery() AS "isStandby", current_setting('default_transaction_read_only')::boolean AS "isReadOnly"`,
  );
  return [
    ...findingIf(
      isStandby === true,
      'The database is a standby: it refuses every change, and so every license check.',
      'Set DATABASE_URL to the primary, or to a proxy that follows it; `SELECT pg_promote()` makes a standby the primary.',
    ),
    ...findingIf(
      isStandby !== true && isReadOnly === true,
      'The database refuses changes (default_transaction_read_only), and so every license check.',
      'psql "$DATABASE_URL" --command="SHOW default_transaction_read_only"; then ALTER DATABASE … RESET or ALTER ROLE … RESET default_transaction_read_only.',
    ),
  ];
}

interface ConnectionFigures {
  readonly used: number;
  readonly usable: number;
  readonly ofRole: number;
  readonly ofDatabase: number;
}

async function connections(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const { used, usable, ofRole, ofDatabase } = await database.queryOne<ConnectionFigures>(CONNECTIONS);
  const { DATABASE_POOL, DATABASE_DIRECT_URL } = context.settings;
  const most = Math.min(usable, ...[ofRole, ofDatabase].filter((limit) => limit >= 0));
  const needed = connectionsOfNode(context.settings);
  return [
    ...findingIf(
      // Behind a pooler, DATABASE_POOL counts connections of the pooler.
      DATABASE_DIRECT_URL === undefined && most < needed,
      `PostgreSQL allows ${most} connections here, and a node opens up to ${needed}.`,
      `Raise the limit (max_connections, or CONNECTION LIMIT of the role or database), or set DATABASE_POOL=${Math.max(1, most - (needed - DATABASE_POOL))}.`,
    ),
    ...findingIf(
      used * 100 >= usable * FULL_PERCENT,
      `${used} of the ${usable} connections of PostgreSQL are in use.`,
      'Raise max_connections, stop a node or lower DATABASE_POOL; `SELECT application_name, count(*) FROM pg_stat_activity GROUP BY 1` shows who has them.',
    ),
  ];
}

const CONNECTIONS = `
  SELECT (SELECT sum(numbackends)::integer FROM pg_stat_database) AS used,
         current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
           - COALESCE(current_setting('reserved_connections', true)::integer, 0) AS usable,
         (SELECT CASE WHEN rolsuper THEN -1 ELSE rolconnlimit END FROM pg_roles WHERE rolname = current_user) AS "ofRole",
         (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS "ofDatabase"`;

async function durability(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const off = await database.query<{ name: string }>(
    `SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting = 'off' ORDER BY name`,
  );
  const names = off.map(({ name }) => name);
  return findingIf(
    names.length > 0,
    `PostgreSQL has ${names.join(', ')} off: after a power failure, confirmed changes are missing or the data is damaged.`,
    names.map((name) => `ALTER SYSTEM SET ${name} = on`).join('; ') + '; SELECT pg_reload_conf()',
  );
}

async function timeZone(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  try {
    await database.read((manager) => refuseUnknownTimeZone(manager, context.settings.TIME_ZONE, context.now));
    return [];
  } catch (error) {
    if (error instanceof InvalidSettings) {
      return [
        {
          problem: error.message,
          remedy: '`SELECT name FROM pg_timezone_names` lists the names that PostgreSQL knows.',
        },
      ];
    }
    throw error;
  }
}

async function clock(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const { aheadMs } = await database.read((manager) => readDatabaseTime(manager));
  return findingIf(
    Math.abs(aheadMs) > NOTICED_CLOCK_DIFFERENCE_MS,
    `The clock of this machine is ${Math.round(Math.abs(aheadMs) / 1_000)} seconds ${aheadMs > 0 ? 'ahead of' : 'behind'} that of the database.`,
    'Synchronize both machines: `timedatectl set-ntp true`. Terms, tokens and signatures depend on the clock, and a node that differs by more than a minute is not ready and runs no jobs.',
  );
}
