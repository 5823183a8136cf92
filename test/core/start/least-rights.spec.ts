import { Client } from 'pg';
import { readProjectFile } from '../../../src/core/common/project';
import { readSettings } from '../../../src/core/platform/config/read-settings';
import { addFirstRows } from '../../../src/core/start/first-start';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { onCluster, onDatabase, urlOf } from '../../testkit/database';
import { running } from '../../testkit/leftovers';
import { activate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const NAME = `least_${process.pid}`;
const PASSWORD = 's3cret';
const urlOfRole = () => Object.assign(new URL(urlOf(NAME)), { username: NAME, password: PASSWORD }).href;

/** The three samples of SQL of the page, for a role and a database of another name. */
function samples(): string[][] {
  const page = readProjectFile('docs/security/hardening.md');
  return [...page.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, sql = '']) =>
    sql
      .replaceAll('change me', PASSWORD)
      .replace(/\bkeyward\b/g, NAME)
      .split(';\n')
      .filter(Boolean),
  );
}

let server: TestServer;
beforeAll(async () => {
  const [onAny = [], inDatabase = [], afterwards = []] = samples();
  running.add({
    stop: () => onCluster(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`, `DROP ROLE IF EXISTS ${NAME}`),
  });
  await onCluster(...onAny);
  await onDatabase(urlOf(NAME), ...inDatabase);
  await prepared();
  await onDatabase(urlOf(NAME), ...afterwards);
  server = await TestServer.start({}, urlOfRole());
});
afterAll(() => server.stop());

/** What a start does before it serves. */
function prepared(): Promise<void> {
  const settings = readSettings({ ADMIN_PASSWORD });
  return prepareDatabase(urlOfRole(), new Date(), (manager) =>
    addFirstRows(manager, settings, new Date(), () => undefined),
  );
}

/** SQLSTATE of the error; `allowed` if there is none. */
async function refusalOf(statement: string): Promise<string> {
  const client = new Client({ connectionString: urlOfRole() });
  await client.connect();
  try {
    await client.query(statement);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.end();
  }
}

it('the server runs as the role of docs/security/hardening.md, and after the rights of the first start are revoked', async () => {
  const { key } = await issued(server);
  await activate(server, key, 'desk');
  expect(await validate(server, key, 'desk')).toMatchObject({ status: 200, body: { valid: true } });
  const [{ owner }] = await server.dataSource.query(
    `SELECT tableowner AS owner FROM pg_tables WHERE tablename = 'licenses'`,
  );
  expect(owner).toBe(NAME);
});

it('the next start of the server needs no more rights', async () => {
  await expect(prepared()).resolves.toBeUndefined();
});

it('that role cannot create roles, databases and schemas, read password hashes, or become somebody else', async () => {
  const PERMISSION_DENIED = '42501';
  for (const statement of [
    'CREATE ROLE intruder',
    'CREATE DATABASE intruder',
    'CREATE SCHEMA intruder',
    'CREATE TABLE public.intruder ()',
    'SELECT rolpassword FROM pg_authid',
    `SELECT pg_read_file('/etc/passwd')`,
    `COPY licenses TO PROGRAM 'cat'`,
    'SET ROLE pg_read_all_data',
  ]) {
    expect([statement, await refusalOf(statement)]).toEqual([statement, PERMISSION_DENIED]);
  }
});
