import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { createServer as createSecureServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { SecretCipher } from '../../src/core/platform/config/secret-cipher';
import { readSettings } from '../../src/core/platform/config/read-settings';
import { startEmbeddedPostgres } from '../../src/core/platform/embedded-postgres/embedded-postgres';
import { emptyDatabase, freshDatabase, onCluster, onDatabase } from '../testkit/database';
import { running } from '../testkit/leftovers';
import { CERT_FILE, EXPIRED_CERT_FILE, EXPIRED_KEY_FILE, KEY_FILE, RENEWED_KEY_FILE } from '../support/tls';
import { runCommand, runWithOpenFiles } from './command';
import { Program } from './program';

interface Result {
  name: string;
  status: 'ok' | 'found' | 'not_checked' | 'failed';
  findings: { problem: string; remedy: string }[];
  reason: string | null;
}

const PASSWORD = 'p4ssw0rd-of-the-role';
const ROLE = `doctor_${process.pid}`;

let folder: string;

beforeAll(() => Program.build());
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-doctor-'));
  chmodSync(folder, 0o711);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The findings by check, after the parts that hold for each run. */
function findingsOf({ code, output, errors }: { code: number | null; output: string; errors: string }) {
  const { checks } = JSON.parse(output) as { checks: Result[] };
  const found = checks.filter(({ findings }) => findings.length > 0);
  expect([code, errors]).toEqual([1, expect.stringMatching(/^keyward: Found (one problem|\d+ problems)\n$/)]);
  expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(found.flatMap(({ findings }) => findings).filter(({ remedy }) => remedy === '')).toEqual([]);
  return Object.fromEntries(
    found.map(({ name, findings }) => [name, findings.map(({ problem }) => problem).join('\n')]),
  );
}

async function listening(server: Server): Promise<number> {
  running.add({ stop: async () => void server.close() });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A database that belongs to a role with few rights. */
async function limitedDatabase(): Promise<URL> {
  // Before its database, which is dropped first.
  await onCluster(`CREATE ROLE ${ROLE} LOGIN PASSWORD '${PASSWORD}' CONNECTION LIMIT 12`);
  running.add({ stop: () => onCluster(`DROP ROLE ${ROLE}`) });
  const url = new URL(await freshDatabase('doctor'));
  await onDatabase(
    url.href,
    `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${ROLE}`,
    `GRANT USAGE ON SCHEMA graphile_worker TO ${ROLE}`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA graphile_worker TO ${ROLE}`,
    `ALTER DATABASE ${url.pathname.slice(1)} SET default_transaction_read_only = on`,
  );
  url.username = ROLE;
  url.password = PASSWORD;
  return url;
}

it('finds faults of the settings, the machine and a database that was killed, and changes nothing', async () => {
  const DATA_DIR = join(folder, 'killed');
  mkdirSync(join(DATA_DIR, 'pg'), { recursive: true });
  chmodSync(join(DATA_DIR, 'pg'), 0o755);
  writeFileSync(join(DATA_DIR, 'pg', 'PG_VERSION'), '12\n');
  writeFileSync(join(DATA_DIR, 'pg', 'postmaster.pid'), `4194303\n${DATA_DIR}/pg\n0\n5432\n${DATA_DIR}/pg\n`);
  const TLS_KEY = join(folder, 'open.key');
  copyFileSync(RENEWED_KEY_FILE, TLS_KEY);
  chmodSync(TLS_KEY, 0o644);
  const secrets = { JWT_SECRET: 'not-so-secret', SECRETS_OLD_KEYS: 'a key of thirty-two bytes or more' };
  const environment = {
    ...secrets,
    DATA_DIR,
    TLS_KEY,
    TLS_CERT: CERT_FILE,
    TLS_PORT: '7443',
    PORT: '7443',
    PUBLIC_URL: 'https://licenses.example.com',
    NODE_ENV: 'production',
    DEMO: '1',
    DATABASE_POOL: 'many',
    DATABSE_WAIT_S: '5',
    KEYWARD_LOG_LEVEL: 'debug',
    OPEN_DIALECTS: 'progran3',
    TRUSTED_PROXIES: '0.0.0.0/0',
    RATE_LIMIT_FACTOR: '0',
    REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:1`,
    COUNTRY_DATABASE: CERT_FILE,
    PLUGINS: '/srv/gone',
  };
  const before = readdirSync(DATA_DIR, { recursive: true });
  const result = await runWithOpenFiles(512, ['doctor', '--json'], environment);
  expect(findingsOf(result)).toEqual({
    'settings-valid': expect.stringMatching(/DATABASE_POOL must be an integer[^]*DEMO must be off/),
    'settings-known': expect.stringMatching(/DATABSE_WAIT_S is no setting[^]*KEYWARD_LOG_LEVEL is no setting/),
    'settings-agree': 'PORT and TLS_PORT are both 7443.',
    plugins: expect.stringContaining('PLUGINS names /srv/gone, but there is no'),
    'open-dialects': expect.stringContaining('progran3'),
    'trusted-proxies': expect.stringContaining('0.0.0.0/0'),
    'rate-limits': expect.stringContaining('RATE_LIMIT_FACTOR is 0'),
    'token-secret': expect.stringContaining('JWT_SECRET'),
    'file-limit': expect.stringContaining('may open 512 files'),
    'key-files': `Every user of this machine can read the key in ${TLS_KEY} (TLS_KEY).`,
    'country-database': expect.stringContaining('COUNTRY_DATABASE cannot be used'),
    'tls-files': expect.stringMatching(/TLS_CERT and TLS_KEY.*key values mismatch/),
    'tls-name': expect.stringMatching(/not for licenses\.example\.com.*localhost/),
    'data-folder': expect.stringContaining('mode 755'),
    'database-lock': expect.stringContaining('process 4194303 is gone'),
    'database-files': expect.stringMatching(/made by PostgreSQL 12, and PostgreSQL \d+ is installed/),
    redis: expect.stringMatching(/The Redis at 127\.0\.0\.1:1 .*ECONNREFUSED/),
  });
  const { checks } = JSON.parse(result.output) as { checks: Result[] };
  expect(checks.find(({ name }) => name === 'database')).toEqual({
    name: 'database',
    status: 'not_checked',
    findings: [],
    reason: 'the embedded database is not running: it runs while the server does',
  });
  [PASSWORD, ...Object.values(secrets)].forEach((secret) => expect(result.output).not.toContain(secret));
  expect(readdirSync(DATA_DIR, { recursive: true })).toEqual(before);
});

it('finds faults of a database, its content and what it leads to, without rights of its own', async () => {
  const url = await limitedDatabase();
  const secure = createSecureServer({ cert: readFileSync(CERT_FILE), key: readFileSync(KEY_FILE) });
  const securePort = await listening(secure);
  const rejecting = createServer((socket) =>
    socket.on('data', () => socket.write('-WRONGPASS invalid username-password pair or user is disabled.\r\n')),
  );
  const redisPort = await listening(rejecting);
  const other = createServer((socket) => socket.end('220 a mail server\r\n'));
  const taken = await listening(other);
  const webhook = (target: string, reason = 'NULL') =>
    `INSERT INTO webhook_endpoints (url, events, format, secret, created_at, updated_at, disabled_reason, disabled_at)
     VALUES ('${target}', '{*}', 'native', 'whsec_of-an-endpoint', now(), now(), ${reason}, CASE WHEN ${reason} IS NOT NULL THEN now() END)`;
  const admin = new URL(url);
  admin.username = new URL(process.env.KEYWARD_TEST_DATABASE ?? '').username;
  admin.password = new URL(process.env.KEYWARD_TEST_DATABASE ?? '').password;
  await onDatabase(
    admin.href,
    `SET default_transaction_read_only = off`,
    `DROP EXTENSION pg_trgm CASCADE`,
    `DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)`,
    `INSERT INTO verifications (at, key, ip, dialect, operation, outcome)
     VALUES ('1999-01-01', 'K', '10.0.0.5', 'native', 'check', 'NOT_FOUND')`,
    `UPDATE users SET deactivated_at = now()`,
    `INSERT INTO job_statuses (name, failures, last_failure_at, last_error) VALUES ('sweep', 4, now(), 'no room at ${PASSWORD}')`,
    `INSERT INTO alerts (type, severity, message, raised_at, seen_at) VALUES ('refusal_rate', 'warning', 'Every check is refused', now(), now())`,
    `SELECT graphile_worker.add_job('sweep', run_at => now() - interval '1 day')`,
    `INSERT INTO job_statuses (name, failures, last_success_at) VALUES ('alerts', 0, now() - interval '700 seconds')`,
    webhook(`https://127.0.0.1:${securePort}/hook-token`),
    webhook('http://127.0.0.1:1/hook-token'),
    `INSERT INTO settings (name, value, updated_at) VALUES ('mail.smtp_url', '"smtp://sales:${PASSWORD}@127.0.0.1:1"', now())`,
    webhook('https://nowhere.invalid/hook-token'),
    webhook('https://gone.example.com/hook-token', `'gone'`),
  );
  const full = new URL(url);
  full.username = `${ROLE}_full`;
  await onCluster(`CREATE ROLE ${ROLE}_full LOGIN PASSWORD '${PASSWORD}' CONNECTION LIMIT 1`);
  running.add({ stop: () => onCluster(`DROP ROLE ${ROLE}_full`) });
  const only = new Client({ connectionString: full.href });
  await only.connect();
  running.add({ stop: () => only.end() });
  const shift = join(folder, 'shift.cjs');
  writeFileSync(shift, `const now = Date.now; Date.now = () => now() + 300_000;`);

  const result = await runCommand(['doctor', '--json'], {
    DATABASE_URL: url.href,
    DATABASE_DIRECT_URL: full.href,
    DATA_DIR: folder,
    PORT: String(taken),
    HOST: '127.0.0.1',
    TIME_ZONE: 'ACT',
    TRUSTED_PROXIES: '10.0.0.0/8',
    WEBHOOK_ALLOW_PRIVATE: '1',
    TLS_CERT: EXPIRED_CERT_FILE,
    TLS_KEY: EXPIRED_KEY_FILE,
    TLS_PORT: '0',
    REDIS_URL: `redis://keyward:${PASSWORD}@127.0.0.1:${redisPort}`,
    NODE_OPTIONS: `--require "${shift}"`,
  });
  expect(findingsOf(result)).toMatchObject({
    'settings-agree': 'DATA_DIR has no effect, because DATABASE_URL is set.',
    ports: expect.stringContaining(`Port ${taken} is in use already`),
    'tls-validity': expect.stringContaining('expired on Jan  1'),
    'database-direct': expect.stringMatching(/DATABASE_DIRECT_URL: .*too many connections for role/),
    'database-extensions': 'The extension pg_trgm is missing, and the user of the database may not create it.',
    'database-rights': expect.stringMatching(
      /may not create .*on database and on schema public[^]*Tables that belong to another role/,
    ),
    'database-read-only': expect.stringContaining('default_transaction_read_only'),
    'database-durability': expect.stringContaining('fsync'),
    'database-time-zone': expect.stringContaining('ACT'),
    'database-partitions': expect.stringContaining('verifications_default'),
    'client-addresses': expect.stringContaining('1 of the newest 1 license checks have the address of a proxy'),
    'database-secrets': expect.stringContaining('in plain text'),
    'database-migrations': expect.stringMatching(/^Migrations are pending: 1, beginning with \w+\.$/),
    clock: expect.stringMatching(/(299|300) seconds ahead of that of the database/),
    owners: expect.stringContaining('No active user is an owner'),
    jobs: expect.stringMatching(
      /The job sweep has failed 4 times in a row: no room at \*\*\*\.\nNo scheduled job has succeeded for 11 minutes\.\nJobs due for more than 15 minutes: 1/,
    ),
    alerts: expect.stringContaining('Every check is refused'),
    redis: expect.stringContaining('WRONGPASS'),
    smtp: expect.stringMatching(
      /mail\.from is not[^]*The SMTP server at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/,
    ),
    'webhook-targets': expect.stringMatching(/self-signed[^]*ECONNREFUSED[^]*nowhere\.invalid/),
    'webhooks-disabled': expect.stringContaining('gone.example.com'),
  });
  [PASSWORD, 'hook-token', 'whsec_'].forEach((secret) => expect(result.output).not.toContain(secret));
});

it('finds another release, another key, forbidden webhooks and an open network, and describes them line by line', async () => {
  const url = await freshDatabase('doctor');
  const cipher = SecretCipher.from(readSettings({ SECRETS_KEY: 'the key that encrypted the secrets' }));
  await onDatabase(
    url,
    `INSERT INTO migrations (timestamp, name, version) VALUES (9000000000000, 'Later9000000000000', '99.0.0')`,
    `UPDATE secrets SET value = '${cipher.encrypt('JWT_SECRET', 'x')}' WHERE name = 'JWT_SECRET'`,
    `INSERT INTO settings (name, value, updated_at)
     VALUES ('mail.smtp_url', '"${cipher.encrypt('setting mail.smtp_url', 'smtp://127.0.0.1:1')}"', now())`,
    `INSERT INTO webhook_endpoints (url, events, format, secret, created_at, updated_at)
     VALUES ('http://169.254.169.254/latest', '{*}', 'native', 'whsec_x', now(), now())`,
    `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     VALUES ('alerts', now(), '2099-01-01')`,
  );
  const SECRETS_KEY = 'a key that did not encrypt any secret';
  const { code, output, errors } = await runCommand(['doctor'], {
    DATABASE_URL: url,
    SECRETS_KEY,
    HOST: '192.0.2.1',
    DATABASE_DIRECT_URL: await emptyDatabase('other'),
    DATABASE_READ_URL: await freshDatabase('other'),
    PLUGINS_OFF: 'leads',
  });
  expect([code, errors]).toEqual([1, expect.stringMatching(/^keyward: Found \d+ problems\n$/)]);
  expect(output).toMatch(/^database-migrations: .*Later9000000000000, 99\.0\.0.*\n {2}-> Install 99\.0\.0/m);
  expect(output).toMatch(/^database-secrets: Settings: SECRETS_KEY does not decrypt JWT_SECRET/m);
  expect(output).toMatch(/^database-secrets: Settings: SECRETS_KEY does not decrypt setting mail\.smtp_url/m);
  expect(output).toMatch(/^ {2}smtp: the settings cannot be decrypted: see `database-secrets`$/m);
  expect(output).toMatch(/^webhook-targets: .*169\.254\.169\.254 is not at a public address/m);
  expect(output).toMatch(/^encryption-in-transit: The server listens on 192\.0\.2\.1 without TLS/m);
  expect(output).toMatch(/^ports: HOST is 192\.0\.2\.1, which is not an address of this machine/m);
  expect(output).toMatch(/^Not checked:\n(.*\n)* {2}redis: REDIS_URL is not set\n/m);
  expect(output).toMatch(/^database-direct: DATABASE_DIRECT_URL leads to another database than DATABASE_URL/m);
  expect(output).toMatch(/^database-read: DATABASE_READ_URL leads to another database than DATABASE_URL/m);
  expect(output).toMatch(/^jobs: Scheduled jobs that no node runs before 2099-01-01T00:00:00\.000Z, .*: 1\.$/m);
  expect(output).toMatch(/^Plug-ins that are on: assistant, (?!.*leads).*v2\n/m);
  expect(output).toMatch(/^\d+ checks: \d+ found nothing, 9 found something, \d+ were not made\n$/m);
  expect(output + errors).not.toContain(SECRETS_KEY);
});

it('finds a database that is away, and checks all that does not need it', async () => {
  const DATABASE_URL = `postgres://keyward:${PASSWORD}@127.0.0.1:1/keyward`;
  const result = await runCommand(['doctor', '--json'], { DATABASE_URL, HOST: '127.0.0.1', PORT: '0' });
  expect(findingsOf(result)).toEqual({
    database: 'DATABASE_URL: the database at 127.0.0.1:1/keyward cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
  });
  const { checks } = JSON.parse(result.output) as { checks: Result[] };
  expect(checks.find(({ name }) => name === 'owners')?.reason).toBe('the database cannot be reached: see `database`');
  expect(result.output).not.toContain(PASSWORD);
});

it('finds a PostgreSQL with few connections, hardly any of them left', async () => {
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'few'), connections: 12 });
  running.add(database);
  const clients = Array.from({ length: 9 }, () => new Client({ connectionString: database.url }));
  await Promise.all(clients.map((client) => client.connect()));
  const result = await runCommand(['doctor', '--json'], { DATABASE_URL: database.url, DATABASE_POOL: '5', PORT: '0' });
  await Promise.all(clients.map((client) => client.end()));
  expect(findingsOf(result)).toMatchObject({
    // Three are reserved for superusers.
    'database-connections': expect.stringMatching(
      /^PostgreSQL allows 9 connections here, and a node opens up to 12\.\n1[01] of the 9 connections of PostgreSQL are in use\.$/,
    ),
  });
});
