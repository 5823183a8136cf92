import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { BackupFile } from '../../src/core/platform/backups/backup-file';
import { aProduct } from '../testkit/callers';
import { emptyDatabase, onDatabase } from '../testkit/database';
import { formOf } from '../testkit/forms';
import { activate, issued, validate } from '../testkit/issue';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';
import { runCommand, runCommandAgain, startCommand } from './command';
import { Program } from './program';

let base: string;
let file: string;
let server: TestServer;
let url: string;
let licenseKey: string;
let filePath: string;

/** The file of a version, of three chunks: characters that text formats escape, and any others. */
const PROGRAM = Buffer.concat([Buffer.from('\0\\N\t\n\r\\.\n\\x00'), randomBytes(2.5 * 1024 * 1024)]);

// Each command is a process of its own.

beforeAll(() => Program.build());
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward backup '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
  file = join(base, 'keyward.backup');
  server = await TestServer.start();
  url = server.databaseUrl;
  const customer = await server.sdk.customers.create({ name: 'Ada\t\\N "Łódź"\n\\.', email: 'ada@example.com' });
  const license = await issued(server, { max_activations: 1, customer_id: customer.id, metadata: { a: '\\' } });
  licenseKey = license.key;
  await activate(server, licenseKey, 'desk');
  const { id: product } = await aProduct(server, 'camera');
  const version = await server.sdk.products.createVersion(product, { reference: 'v1', version: '1.0' });
  filePath = `/api/v1/products/${product}/versions/${version.id}/files/main`;
  const uploaded = await server.asAdmin('PUT', filePath, await formOf(['file', PROGRAM, 'camera.zip']));
  expect([uploaded.status, await rowsOf(url, 'SELECT count(*)::integer AS n FROM file_chunks')]).toEqual([
    200,
    [{ n: 3 }],
  ]);
  await server.dataSource.query(
    `SELECT graphile_worker.add_job('resolve-policy', '{"policy": 1}'::json, job_key => 'a')`,
  );
});
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const run = (args: string[], environment: Record<string, string> = { DATABASE_URL: url }) =>
  runCommand(args, environment);
const runAgain = (args: string[], environment: Record<string, string> = { DATABASE_URL: url }) =>
  runCommandAgain(args, environment);

/** The rows of a query, and the end of the connection. */
async function rowsOf(databaseUrl: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** What the tables consist of: no restore may leave a trigger off or a constraint out. */
const STRUCTURE = `
  SELECT 'column' AS kind, table_name::text AS of, concat(column_name, data_type, column_default, is_nullable) AS is
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT 'constraint', conrelid::regclass::text, conname || pg_get_constraintdef(oid) || convalidated
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
  ORDER BY 1, 2, 3`;

/** Indexes of partitions have names of their own. */
const withoutPartitions = (rows: unknown[]) => rows.filter((row) => !/_\d{4}_\d\d|_default/.test(JSON.stringify(row)));

async function downloaded(from: TestServer): Promise<Buffer> {
  const headers = { authorization: `Bearer ${await from.adminToken()}` };
  return (await from.app.inject({ method: 'GET', url: filePath, headers })).rawPayload;
}

const serveRestored = async (databaseUrl: string): Promise<void> => {
  const restored = await TestServer.start({}, databaseUrl);
  expect((await validate(restored, licenseKey, 'desk')).body).toMatchObject({ valid: true });
  expect((await activate(restored, licenseKey, 'laptop')).body.error).toMatchObject({
    code: 'SEATS_EXHAUSTED',
  });
  const { items } = await restored.sdk.customers.list();
  expect(items).toMatchObject([{ name: 'Ada\t\\N "Łódź"\n\\.' }]);
  expect((await downloaded(restored)).equals(PROGRAM)).toBe(true);
  await issued(restored);
  await restored.stop();
};

it('backs up a database while a server uses it, to a file that can be verified', async () => {
  const made = await run(['backup', file, '--json']);
  expect([made.code, made.errors]).toEqual([0, '']);
  const expected = { file, release: expect.any(String), created_at: expect.any(String), needs: [] };
  const written = JSON.parse(made.output);
  expect(written).toMatchObject({ ...expected, bytes: statSync(file).size });
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const { code, output } = await run(['backup', 'verify', file, '--json'], {});
  expect([code, JSON.parse(output)]).toMatchObject([0, { ...expected, rows: written.rows }]);
  expect(await rowsOf(url, `SELECT state, origin, file FROM backups`)).toEqual([
    { state: 'done', origin: 'command', file },
  ]);
});

it('names what is needed to read a backup whose secrets are encrypted or in the environment', async () => {
  const encrypted = join(base, 'encrypted.backup');
  await server.dataSource.query(`UPDATE secrets SET value = 'enc:v1:' || value`);
  const environment = { DATABASE_URL: url, LICENSE_DATA_KEY: 'a key of sixteen bytes or more' };
  const { output } = await runAgain(['backup', encrypted], environment);
  await server.dataSource.query(`UPDATE secrets SET value = substr(value, 8)`);
  expect(output).toMatch(/^needs +SECRETS_KEY, LICENSE_DATA_KEY$/m);
});

it('restores everything into an empty database, which then serves, and refuses a used one', async () => {
  const target = await emptyDatabase('restored');
  const restored = await run(['restore', file, '--json'], { DATABASE_URL: target });
  expect([restored.errors, restored.code]).toEqual(['', 0]);
  const { tables, rows } = await BackupFile.open(file, (backup) => backup.verify());
  expect(JSON.parse(restored.output)).toMatchObject({ file, tables, rows, left_out: [] });
  const structures = [await rowsOf(url, STRUCTURE), await rowsOf(target, STRUCTURE)].map(withoutPartitions);
  expect(structures[0]?.length).toBeGreaterThan(500);
  expect(structures[1]).toEqual(structures[0]);
  expect(await rowsOf(target, `SELECT task_identifier, key FROM graphile_worker.jobs`)).toEqual([
    { task_identifier: 'resolve-policy', key: 'a' },
  ]);
  const again = await runAgain(['restore', file], { DATABASE_URL: target });
  expect(again).toMatchObject({ code: 1, output: '', errors: expect.stringMatching(/is not empty.*createdb/) });
  await serveRestored(target);
});

it('restores nothing when it is killed, and all of it when it is repeated', async () => {
  const target = await emptyDatabase('killed');
  const child = startCommand(['restore', file], { DATABASE_URL: target });
  const filling = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^(COPY|ALTER|CREATE)' AND xact_start IS NOT NULL AND application_name = 'keyward'`;
  await until('it fills the database', async () => (await rowsOf(target, filling)).length > 0);
  child.kill('SIGKILL');
  const sessions = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'keyward'`;
  await until('its connections have ended', async () => (await rowsOf(target, sessions)).length === 0);
  expect(await rowsOf(target, `SELECT FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
  expect(await rowsOf(target, `SELECT FROM graphile_worker.jobs`)).toEqual([]);
  expect(await runAgain(['restore', file], { DATABASE_URL: target })).toMatchObject({ code: 0, errors: '' });
});

it.each([
  ['a byte of a file', 'NEW.data := set_byte(NEW.data, 7, 255 - get_byte(NEW.data, 7)); RETURN NEW', 3],
  ['a part of a file', 'RETURN CASE NEW.position WHEN 1 THEN NULL ELSE NEW END', 2],
])('restores nothing if %s is not as in the backup', async (_what, damage, rows) => {
  const target = await emptyDatabase('damaged');
  // PostgreSQL stores other rows than it is sent.
  await onDatabase(
    target,
    `CREATE FUNCTION damage() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${damage}; END $$;
     CREATE FUNCTION attach() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
       IF to_regclass('file_chunks') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'damage') THEN
         CREATE TRIGGER damage BEFORE INSERT ON file_chunks FOR EACH ROW EXECUTE FUNCTION damage();
         ALTER TABLE file_chunks ENABLE ALWAYS TRIGGER damage;
       END IF;
     END $$;
     CREATE EVENT TRIGGER attach ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION attach()`,
  );
  const { code, output, errors } = await runAgain(['restore', file], { DATABASE_URL: target });
  const sentence = `The table file_chunks has ${rows} rows here that differ from the 3 of the backup: nothing was restored`;
  expect([code, output, errors]).toEqual([1, '', `keyward: ${sentence}\n`]);
  expect(await rowsOf(target, `SELECT FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
});

it('moves to an empty database once no server runs, and compares all tables', async () => {
  const target = await emptyDatabase('moved');
  const early = await runAgain(['move', target]);
  expect(early).toMatchObject({ code: 1, output: '', errors: expect.stringMatching(/uses this database.*stop it/) });
  await server.stop();

  const { code, output } = await run(['move', target, '--json']);
  expect(code).toBe(0);
  const { tables } = JSON.parse(output);
  const hasOneLicense = { table: 'licenses', rows: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) };
  expect(tables).toContainEqual(hasOneLicense);
  const withoutPassword = new URL(target);
  withoutPassword.password = '';
  const PGPASSWORD = decodeURIComponent(new URL(target).password);
  const full = await runAgain(['move', withoutPassword.href], { DATABASE_URL: url, PGPASSWORD });
  expect([full.code, full.errors]).toEqual([1, expect.stringMatching(/to move to is not empty/)]);
  expect(tables).toContainEqual(expect.objectContaining({ table: 'file_chunks', rows: 3 }));
  await serveRestored(target);
});

it('restores into a new embedded database', async () => {
  const DATA_DIR = join(base, 'data');
  expect(await run(['restore', file], { DATA_DIR })).toMatchObject({ code: 0, errors: '' });
  expect((await runAgain(['user', 'list', '--json'], { DATA_DIR })).output).toContain('"admin"');
  const again = await runAgain(['restore', file], { DATA_DIR });
  expect([again.code, again.errors]).toEqual([1, expect.stringMatching(/a new folder.*DATA_DIR=/)]);
});

it('reports an error in one sentence', async () => {
  const empty = await emptyDatabase('backup');
  const calls: [string[], string, number, RegExp][] = [
    [['backup'], url, 2, /missing required argument 'file'/],
    [['backup', 'verify'], url, 2, /missing required argument 'file'/],
    [['backup', file], url, 1, /exists already: name a new file/],
    [['backup', join(base, 'none/x')], url, 1, /cannot be written: ENOENT/],
    [['backup', join(base, 'x')], empty, 1, /is empty: there is nothing to back up/],
    [['backup', 'verify', join(base, 'none')], url, 1, /cannot be read: ENOENT/],
    [['backup', 'verify', __filename], url, 1, /is not a backup of Keyward/],
    [['restore', join(base, 'none')], empty, 1, /cannot be read: ENOENT/],
    [['move', 'mysql://x'], url, 1, /must be a postgres:\/\/ URL/],
    [['move', 'postgres://keyward:s3cret@127.0.0.1:1/keyward'], url, 1, /database to move to.*cannot be used/],
  ];
  const answers = await Promise.all(calls.map(([args, DATABASE_URL]) => runAgain(args, { DATABASE_URL })));
  for (const [index, { code, output, errors }] of answers.entries()) {
    const [args, , expected, sentence] = calls[index] ?? [];
    expect([args, code, output, errors]).toEqual([args, expected, '', expect.stringMatching(/^keyward: .*\n$/)]);
    expect(errors).toMatch(sentence ?? '');
    expect(errors).not.toMatch(/s3cret|\.js|Error/);
  }
});
