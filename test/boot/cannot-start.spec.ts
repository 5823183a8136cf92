import { toDatabaseStartupError, describe as told, toEmbeddedStartupError } from '../../src/startup-error';
import { InvalidSettings, readSettings } from '../../src/platform/config/settings';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres';
import { prepareDatabase } from '../../src/prepare-database';
import { emptyDatabase, onCluster, onDatabase } from '../support/database';

/** What the start would print. */
async function trouble(url: string): Promise<string> {
  const error: unknown = await prepareDatabase(url, new Date(), async () => undefined).catch(
    (reason: unknown) => reason,
  );
  return told(toDatabaseStartupError(error, 'DATABASE_URL', url));
}

function changed(url: string, change: (url: URL) => void): string {
  const copy = new URL(url);
  change(copy);
  return copy.href;
}

describe('of a database that cannot be used, the start says where it is and why, but not the password', () => {
  it.each([
    ['at a port where nobody listens', '127.0.0.1:1', 'ECONNREFUSED'],
    ['at a name that nobody has', 'nowhere.invalid:5432', 'ENOTFOUND|EAI_AGAIN'],
    ['at a name with several addresses', 'localhost:1', 'ECONNREFUSED'],
    ['at a socket that is not there', '%2Fno%20where:5432', 'ENOENT'],
  ])('%s', async (_where, place, reason) => {
    const text = await trouble(`postgres://keyward:s3cret@${place}/licenses`);
    expect(text).toMatch(
      new RegExp(`^DATABASE_URL: the database at \\S.*/licenses cannot be used: .*(${reason}).*\\.$`),
    );
    expect(text).toContain(decodeURIComponent(place));
    expect(text).not.toContain('s3cret');
  });

  it('with a wrong password', async () => {
    const url = changed(await emptyDatabase('guarded'), (guarded) => (guarded.password = 's3cret'));
    expect(await trouble(url)).toMatch(/^DATABASE_URL: .*password authentication failed for user "app"\.$/);
  });

  it('that does not exist', async () => {
    const url = changed(await emptyDatabase('guarded'), (guarded) => (guarded.pathname = '/nothing'));
    expect(await trouble(url)).toMatch(/^DATABASE_URL: .*database "nothing" does not exist\.$/);
  });

  it('whose user may not make tables', async () => {
    const url = await emptyDatabase('guarded');
    await onCluster('DROP ROLE IF EXISTS guest', `CREATE ROLE guest LOGIN PASSWORD 's3cret'`);
    const asGuest = changed(url, (guarded) => Object.assign(guarded, { username: 'guest', password: 's3cret' }));
    expect(await trouble(asGuest)).toMatch(
      /^DATABASE_URL: its user may not make the tables that Keyward needs: permission denied for schema public\.$/,
    );
  });
});

it('says which migration a database refuses, and why', async () => {
  const url = await emptyDatabase('guarded');
  await onDatabase(url, 'CREATE TABLE licenses (id bigint)');
  expect(await trouble(url)).toMatch(
    /^The database at .+\/guarded_\d+_\d+ cannot be prepared: migration CreateLicenses1790000100000 failed: relation "licenses" already exists\.$/,
  );
});

it('says which folder the embedded database cannot have where a file is in the way', async () => {
  const error: unknown = await startEmbeddedPostgres({ dataDir: __filename }).catch((reason: unknown) => reason);
  expect(told(toEmbeddedStartupError(error))).toMatch(
    /^The embedded database has no folder that it may write \(.*EEXIST: .*cannot-start\.spec\.ts'\): set DATA_DIR to one, or /,
  );
});

it("tells all that is known of an error that is nobody's setting", () => {
  const error = new TypeError('undefined is not a function');
  expect(told(toDatabaseStartupError(error, 'DATABASE_URL', 'postgres://localhost/keyward'))).toBe(error.stack);
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
  ['RATE_LIMIT_FACTOR', 'Infinity'],
  ['RATE_LIMIT_FACTOR', 'much'],
  ['LOG_LEVEL', 'INFO'],
  ['PUBLIC_URL', 'keyward.example.com'],
  ['TRUSTED_PROXIES', '10.0.0.0/8, proxy.example.com'],
  ['JWT_SECRET', 's3cret'],
])('refuses %s=%s in a sentence', (name, value) => {
  const read = () => readSettings({ [name]: value });
  expect(read).toThrow(InvalidSettings);
  expect(read).toThrow(new RegExp(`^Settings: [^;]*${name} [^;]+\\.$`));
  expect(read).not.toThrow('s3cret');
});

it.each([
  ['postgres://keyward:s3cret@localhost:5432/keyward'],
  ['postgresql://keyward:s3cret%23@db.example.com/keyward?sslmode=require'],
  ['postgres://app:s3cret@%2Fvar%2Frun%2Fpostgresql:5432/keyward'],
  ['postgres:///keyward?host=/var/run/postgresql'],
])('takes DATABASE_URL=%s', (url) => {
  expect(readSettings({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
});
