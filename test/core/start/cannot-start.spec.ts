import { join } from 'node:path';
import { StartupError, describe as message } from '../../../src/core/start/fatal-error';
import { toEmbeddedStartupError } from '../../../src/core/start/embedded-startup-error';
import { toDatabaseStartupError } from '../../../src/core/start/startup-error';
import { InvalidSettings } from '../../../src/core/platform/config/settings';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { startEmbeddedPostgres } from '../../../src/core/platform/embedded-postgres/embedded-postgres';
import { refuseUnknownTimeZone } from '../../../src/core/platform/database/known-time-zone';
import { VERSION } from '../../../src/core/common/version';
import { createDataSource } from '../../../src/core/start/data-source';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { readTls } from '../../../src/core/start/read-tls';
import { waitForDatabase } from '../../../src/core/start/wait-for-database';
import { emptyDatabase, freshDatabase, onCluster, onDatabase } from '../../testkit/database';
import { CERT_FILE } from '../../support/tls';

/** The message that startup would print. */
async function startupMessage(url: string): Promise<string> {
  const error: unknown = await prepareDatabase(url, new Date(), async () => undefined).catch(
    (reason: unknown) => reason,
  );
  return message(toDatabaseStartupError(error, 'DATABASE_URL', url));
}

function changed(url: string, change: (url: URL) => void): string {
  const copy = new URL(url);
  change(copy);
  return copy.href;
}

describe('an unusable database is reported with its address and the reason, without the password', () => {
  it.each([
    ['closed port', '127.0.0.1:1', 'ECONNREFUSED'],
    ['unknown host name', 'nowhere.invalid:5432', 'ENOTFOUND|EAI_AGAIN'],
    ['host name with several addresses', 'localhost:1', 'ECONNREFUSED'],
    ['several hosts', '127.0.0.1:1,127.0.0.1:2', 'ECONNREFUSED'],
    ['missing socket', '%2Fno%20where:5432', 'ENOENT'],
  ])('%s', async (_where, place, reason) => {
    const text = await startupMessage(`postgres://keyward:s3cret@${place}/licenses`);
    expect(text).toMatch(
      new RegExp(`^DATABASE_URL: the database at \\S.*/licenses cannot be used: .*(${reason}).*\\.$`),
    );
    expect(text).toContain(decodeURIComponent(place));
    expect(text).not.toContain('s3cret');
  });

  it('wrong password', async () => {
    const url = changed(await emptyDatabase('guarded'), (guarded) => (guarded.password = 's3cret'));
    expect(await startupMessage(url)).toMatch(/^DATABASE_URL: .*password authentication failed for user "app"\.$/);
  });

  it('missing database', async () => {
    const url = changed(await emptyDatabase('guarded'), (guarded) => (guarded.pathname = '/nothing'));
    expect(await startupMessage(url)).toMatch(/^DATABASE_URL: .*database "nothing" does not exist\.$/);
  });

  it('user without permission to create tables', async () => {
    const url = await emptyDatabase('guarded');
    await onCluster('DROP ROLE IF EXISTS guest', `CREATE ROLE guest LOGIN PASSWORD 's3cret'`);
    const asGuest = changed(url, (guarded) => Object.assign(guarded, { username: 'guest', password: 's3cret' }));
    expect(await startupMessage(asGuest)).toMatch(
      /^DATABASE_URL: its user may not make the tables that Keyward needs: permission denied for schema public\.$/,
    );
  });
});

describe('the wait for the database', () => {
  const logged: string[] = [];
  const waiting = (url: string, seconds: number): Promise<unknown> =>
    waitForDatabase(url, { setting: 'DATABASE_URL', seconds, log: (line) => logged.push(line) }).catch(
      (error: unknown) => message(error),
    );
  afterEach(() => logged.splice(0));

  it('ends with a sentence about a database that is unreachable for too long', async () => {
    expect(await waiting('postgres://keyward:s3cret@127.0.0.1:1/keyward', 0)).toBe(
      'DATABASE_URL: the database at 127.0.0.1:1/keyward cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
    );
    expect(logged).toEqual([]);
  });

  it('ends at once where waiting changes nothing', async () => {
    const url = changed(await emptyDatabase('guarded'), (guarded) => (guarded.password = 's3cret'));
    expect(await waiting(url, 600)).toMatch(/^DATABASE_URL: .*password authentication failed for user "app"\.$/);
    expect(logged).toEqual([]);
  });
});

it.each([
  ['no such file', 'ENOENT', join('/', 'no', 'such', 'file')],
  ['no key', '', CERT_FILE],
])('refuses %s as TLS_KEY', async (_what, reason, key) => {
  const refused = await readTls(readSettings({ TLS_CERT: CERT_FILE, TLS_KEY: key, TLS_PORT: '0' })).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(StartupError);
  expect(message(refused)).toMatch(new RegExp(`^TLS_CERT and TLS_KEY must be the paths of .*: .*${reason}`, 'm'));
});

it('names the migration that failed and the reason', async () => {
  const url = await emptyDatabase('guarded');
  await onDatabase(url, 'CREATE TABLE licenses (id bigint)');
  expect(await startupMessage(url)).toMatch(
    /^The database at .+\/guarded_\d+_\d+ cannot be prepared: migration CreateLicenses1796700000400 failed: relation "licenses" already exists\.$/,
  );
});

it.each([
  ['a release', `'9.8.7', NULL`, 'release 9.8.7', 'Keyward 9.8.7'],
  ['an unknown release', 'NULL, NULL', 'a later release', 'that release'],
  ['a release that removed something', `'9.8.7', '9.8.0'`, 'release 9.8.7', 'Keyward 9.8.0'],
])('refuses a database that %s has migrated further, and changes nothing', async (_which, noted, release, needed) => {
  const url = await freshDatabase('newer');
  await onDatabase(
    url,
    `UPDATE migrations SET version = NULL`,
    `INSERT INTO migrations (timestamp, name, version, oldest_release)
     VALUES (1999000000000, 'AddFuture1999000000000', ${noted}), (1999000000001, 'Expand1999000000001', '9.9.9', '0.0.0')`,
  );
  const place = new URL(url).pathname;
  expect(await startupMessage(url)).toMatch(
    new RegExp(
      `^DATABASE_URL: the database at .+${place} was migrated by ${release} \\(AddFuture1999000000000\\), and this is ${VERSION}: start ${needed} or a later one\\.$`,
    ),
  );
  const dataSource = await createDataSource(url).initialize();
  const changed = await dataSource.query('SELECT name FROM migrations WHERE version = $1', [VERSION]);
  await dataSource.destroy();
  expect(changed).toEqual([]);
});

// ACT is Australian for Node and Brazilian for PostgreSQL.
it.each(['US/Pacific-New', 'ACT'])('refuses the time zone %s, on which PostgreSQL disagrees', async (zone) => {
  const { TIME_ZONE } = readSettings({ TIME_ZONE: zone });
  const refused = prepareDatabase(await freshDatabase('zoned'), new Date(), (manager) =>
    refuseUnknownTimeZone(manager, TIME_ZONE, new Date()),
  );
  await expect(refused).rejects.toThrow(InvalidSettings);
  await expect(refused).rejects.toThrow(
    /^Settings: TIME_ZONE must be the name of a time zone that PostgreSQL knows, .*\.$/,
  );
});

it.each(['UTC', 'Asia/Shanghai', 'asia/shanghai', 'America/St_Johns', 'CET'])(
  'accepts the time zone %s',
  async (zone) => {
    const known = prepareDatabase(await freshDatabase('zoned'), new Date(), (manager) =>
      refuseUnknownTimeZone(manager, zone, new Date()),
    );
    await expect(known).resolves.toBeUndefined();
  },
);

it('names the folder of the embedded database if a file is in its place', async () => {
  const error: unknown = await startEmbeddedPostgres({ dataDir: __filename }).catch((reason: unknown) => reason);
  expect(message(toEmbeddedStartupError(error))).toMatch(
    /^The embedded database has no folder that it may write \(.*EEXIST: .*cannot-start\.spec\.ts'\): set DATA_DIR to one, or /,
  );
});

it('prints the stack of an unexpected error', () => {
  const error = new TypeError('undefined is not a function');
  expect(message(toDatabaseStartupError(error, 'DATABASE_URL', 'postgres://localhost/keyward'))).toBe(error.stack);
});

it.each([
  ['PORT', '65536'],
  ['PORT', '80a'],
  ['PORT', '1.5'],
  ['DATABASE_URL', 'localhost:5432'],
  ['DATABASE_URL', 'postgres://keyward:s3cret#@localhost:5432/keyward'],
  ['DATABASE_URL', 'postgres://keyward:123#s3cret@localhost:5432/keyward'],
  ['DATABASE_URL', 'postgres://keyward:s3cret%@localhost:5432/keyward'],
  ['DATABASE_DIRECT_URL', 'http://keyward:s3cret@localhost'],
  ['DATABASE_POOL', '0'],
  ['DATABASE_WAIT_S', '-1'],
  ['RATE_LIMIT_FACTOR', 'Infinity'],
  ['RATE_LIMIT_FACTOR', 'much'],
  ['LOG_LEVEL', 'INFO'],
  ['PUBLIC_URL', 'keyward.example.com'],
  ['TRUSTED_PROXIES', '10.0.0.0/8, proxy.example.com'],
  ['JWT_SECRET', 's3cret'],
])('refuses %s=%s with one sentence', (name, value) => {
  const read = () => readSettings({ [name]: value });
  expect(read).toThrow(InvalidSettings);
  expect(read).toThrow(new RegExp(`^Settings: [^;]*${name} [^;]+\\.$`));
  expect(read).not.toThrow('s3cret');
});

it.each([
  'postgresql://keyward:s3cret@a.example.com:5432,b.example.com:5432/keyward?target_session_attrs=any',
  'postgres://keyward:s3cret@a/keyward?target_session_attrs=standby',
])('refuses a server that may be a standby in %s', (url) => {
  const read = () => readSettings({ DATABASE_URL: url });
  expect(read).toThrow(/^Settings: target_session_attrs of DATABASE_URL must be read-write or primary\.$/);
  expect(read).not.toThrow('s3cret');
});

it.each([
  ['postgres://keyward:s3,cret@localhost:5432/keyward'],
  ['postgres://keyward:s3cret@localhost:5432/keyward'],
  ['postgresql://keyward:s3cret%23@db.example.com/keyward?sslmode=require'],
  ['postgres://app:s3cret@%2Fvar%2Frun%2Fpostgresql:5432/keyward'],
  ['postgres:///keyward?host=/var/run/postgresql'],
  ['postgresql://keyward:s3cret@a.example.com:5432,b.example.com:5433/keyward?target_session_attrs=read-write'],
  ['postgres://keyward:s3cret@[::1],b/keyward'],
  ['postgres:///keyward?password=s3cret&host=/run/a,/run/b'],
])('accepts DATABASE_URL=%s', (url) => {
  expect(readSettings({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
});
