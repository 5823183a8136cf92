import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { missingDefaults } from '../../../src/core/platform/database/missing-defaults';
import { DatabaseSource } from '../../../src/core/platform/backups/database-source';
import { dataSourceOptions } from '../../../src/core/start/data-source';
import { prepareDatabase } from '../../../src/core/start/prepare-database';
import { emptyDatabase, freshDatabase, nameIn, onDatabase } from '../../testkit/database';
import { TestServer } from '../../testkit/server';

/** Defaults of German, EDB and hardened installations, and of a role that belongs to another program. */
const DEFAULTS: Readonly<Record<string, string>> = {
  datestyle: "'German, DMY'",
  intervalstyle: 'iso_8601',
  timezone: "'Asia/Kolkata'",
  search_path: 'elsewhere, public',
  bytea_output: 'escape',
  extra_float_digits: '-10',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
  transform_null_equals: 'on',
  default_transaction_isolation: 'serializable',
};

async function withDefaults(url: string): Promise<string> {
  const name = nameIn(url);
  const changes = Object.entries(DEFAULTS).map(
    ([setting, value]) => `ALTER DATABASE ${name} SET ${setting} = ${value}`,
  );
  await onDatabase(url, 'CREATE SCHEMA elsewhere', ...changes);
  return url;
}

let url: string;
let server: TestServer;
beforeAll(async () => {
  url = await withDefaults(await freshDatabase('defaults'));
  server = await TestServer.start({}, url);
});
afterAll(() => server.stop());

it('prepares an empty database in the schema of its user, or in public', async () => {
  const empty = await withDefaults(await emptyDatabase('defaults'));
  await prepareDatabase(empty, new Date(), async (manager) => {
    const found = await manager.query(`SELECT FROM pg_class WHERE oid = to_regclass('public.licenses')`);
    expect(found).toHaveLength(1);
  });
});

it('reads times, patterns and rows in spite of defaults of the database', async () => {
  const body = { product: 'v2-default', expires_at: '2027-03-04T05:06:07.089Z', max_activations: 1 };
  const { body: license } = await server.asAdmin('POST', '/api/v1/licenses', { body });
  expect(license).toMatchObject({ expires_at: body.expires_at, created_at: expect.stringMatching(/Z$/) });

  const check = { license_key: license.key, hardware_id: 'one' };
  await server.call('POST', '/api/v1/activate', { body: check });
  expect((await server.call('POST', '/api/v1/validate', { body: check })).body.valid).toBe(true);
  server.clock.holdAt('2027-03-04T05:06:08Z');
  expect((await server.call('POST', '/api/v1/validate', { body: check })).body.valid).toBe(false);

  const requests = await server.asAdmin('GET', `/api/v1/licenses/${license.id}/requests`);
  expect(requests.body.items[0].at).toBe('2027-03-04T05:06:08.000Z');
  const events = await server.asAdmin('GET', '/api/v1/events');
  expect(events.body.items.every(({ at }: { at: unknown }) => typeof at === 'string')).toBe(true);
});

it('backs up the rows of its own schema', async () => {
  const tables = await DatabaseSource.read(url, { now: new Date(), variables: [] }, async (source) => {
    const names: string[] = [];
    for await (const { table, rows } of source.tables()) {
      names.push(table);
      for await (const row of rows) {
        expect(row.toString()).not.toMatch(/\d\d\.\d\d\.\d{4}/);
      }
    }
    return names;
  });
  expect(tables).toContain('licenses');
});

it('fails instead of reading a time that it does not understand', async () => {
  const query = server.dataSource.transaction(async (manager) => {
    await manager.query(`SET LOCAL DateStyle = 'SQL, DMY'`);
    return manager.query('SELECT now() AS at');
  });
  await expect(query).rejects.toThrow('PostgreSQL sent a time that cannot be read');
});

it('names the defaults that a pooler would give back to its sessions', async () => {
  const statements = await missingDefaults(url);
  expect(statements).toContainEqual(expect.stringMatching(/ SET IntervalStyle = 'postgres'$/));
  expect(statements).toContainEqual(expect.stringMatching(/ SET search_path = "\$user", public$/));

  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) {
    await client.query(statement);
  }
  await client.end();
  expect(await missingDefaults(url)).toEqual([]);
});

it('uses the schema that the connection URL names', async () => {
  const other = new URL(url);
  other.searchParams.set('options', '-c search_path=elsewhere,public');
  const node = await new DataSource(dataSourceOptions(other.href)).initialize();
  const [{ path }] = await node.query<[{ path: string }]>(`SELECT current_setting('search_path') AS path`);
  await node.destroy();
  expect(path).toBe('elsewhere,public');
});
