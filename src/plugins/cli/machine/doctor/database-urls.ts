import { sqlStateOf } from '../../../../core/platform/database/database-error';
import { areDifferent, WRITER_SINCE } from '../../../../core/platform/database/database-identity';
import { tlsRemedy, toDatabaseStartupError } from '../../../../core/start/startup-error';
import { type Finding, findingIf, NotChecked, reasonOf, required } from './check';
import type { Context } from './context';
import { ReadOnlyDatabase } from './read-only-database';

type UrlSetting = 'DATABASE_URL' | 'DATABASE_DIRECT_URL' | 'DATABASE_READ_URL';

/** Opens the database of a setting, and finds why that fails. */
export async function reachable(
  open: () => Promise<unknown>,
  setting: UrlSetting,
  { settings }: Context,
): Promise<readonly Finding[]> {
  try {
    await open();
    return [];
  } catch (error) {
    if (error instanceof NotChecked) {
      throw error;
    }
    const url = settings[setting];
    const { message } = url === undefined ? asUnreachable(error) : toDatabaseStartupError(error, setting, url);
    const tls = tlsRemedy(error, setting);
    return [{ problem: message.replace(tls, ''), remedy: tls.trim() || remedyFor(error, setting) }];
  }
}

function asUnreachable(error: unknown): Error {
  return new Error(`The embedded database cannot be used: ${reasonOf(error)}.`);
}

const REMEDIES: readonly [RegExp, (setting: string) => string][] = [
  [
    /^53300$/,
    () =>
      'Raise max_connections (or the limit of the role or database), or lower DATABASE_POOL: docs/operate/scale.md#connections.',
  ],
  [/^28/, (setting) => `Correct user and password in ${setting}, with special characters percent-encoded.`],
  [/^3D000$/, () => 'Create the database: psql --username=postgres --command="CREATE DATABASE keyward OWNER keyward"'],
  [/^57P03$/, () => 'PostgreSQL is starting or recovering: try again in a minute.'],
  [/^(EACCES|EPERM)$/, () => 'Run this command as the user of the server, or as root.'],
];

function remedyFor(error: unknown, setting: string): string {
  const code = sqlStateOf(error) || (error instanceof Error && 'code' in error ? String(error.code) : '');
  const known = REMEDIES.find(([pattern]) => pattern.test(code));
  return (
    known?.[1](setting) ?? `Start PostgreSQL, or correct host and port: \`psql "$${setting}" --command="SELECT 1"\`.`
  );
}

/** Another URL of the same database. */
export async function otherUrl(context: Context, setting: UrlSetting): Promise<readonly Finding[]> {
  const url = required(context.settings[setting], setting);
  let opened: ReadOnlyDatabase | undefined;
  try {
    const unreachable = await reachable(async () => (opened = await ReadOnlyDatabase.open(url)), setting, context);
    return opened === undefined ? unreachable : await otherDatabase(await context.database(), opened, setting);
  } finally {
    await opened?.close();
  }
}

async function otherDatabase(
  database: ReadOnlyDatabase,
  opened: ReadOnlyDatabase,
  setting: UrlSetting,
): Promise<readonly Finding[]> {
  const [one, other] = [database, opened].map((each) => (sql: string) => each.query<{ identity: string }>(sql));
  if (one !== undefined && other !== undefined && (await areDifferent(one, other))) {
    return findingIf(
      true,
      `${setting} leads to another database than DATABASE_URL: the server does not start.`,
      setting === 'DATABASE_DIRECT_URL'
        ? 'Set DATABASE_DIRECT_URL to the database behind the pooler of DATABASE_URL.'
        : TO_STANDBY,
    );
  }
  return setting === 'DATABASE_READ_URL' ? promoted(database, opened) : [];
}

const TO_STANDBY = 'Set DATABASE_READ_URL to a standby of the database of DATABASE_URL.';

async function promoted(database: ReadOnlyDatabase, opened: ReadOnlyDatabase): Promise<readonly Finding[]> {
  const since = `SELECT ${WRITER_SINCE} AS since`;
  const [one, other] = [
    await database.queryOne<{ since: string | null }>(since),
    await opened.queryOne<{ since: string | null }>(since),
  ];
  return findingIf(
    other.since !== null && other.since !== one.since,
    'DATABASE_READ_URL leads to a server that accepts changes, and is not that of DATABASE_URL, such as a standby that was promoted: nothing is read there.',
    TO_STANDBY,
  );
}
