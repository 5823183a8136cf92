import { textNamed } from '../../../src/core/platform/database/prepared-statement';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const OF_LICENSE = `SELECT FROM pg_prepared_statements WHERE name LIKE 'find_license%'`;

/** With one connection, which therefore has everything that is prepared. */
let server: TestServer;
let path: string;
beforeAll(async () => {
  server = await TestServer.start({ DATABASE_POOL: '1' });
  path = `/api/v1/licenses/${(await issued(server)).id}`;
});
afterAll(() => server.stop());

it('a connection prepares the query that finds a license once', async () => {
  for (let reads = 0; reads < 3; reads++) {
    expect((await server.asAdmin('GET', path)).status).toBe(200);
  }
  expect(await server.dataSource.query(OF_LICENSE)).toHaveLength(1);
});

it('behind a pooler, nothing is prepared', async () => {
  const behind = await TestServer.start({ DATABASE_DIRECT_URL: server.databaseUrl }, server.databaseUrl);
  expect((await behind.asAdmin('GET', path)).status).toBe(200);
  expect(await behind.dataSource.query(`SELECT FROM pg_prepared_statements`)).toEqual([]);
  await behind.stop();
});

it('a migration that outdates the plan fails no read, and a change with 503 at most once', async () => {
  const change = () => server.asAdmin('PATCH', path, { body: { description: 'Changed' } });
  const widen = (length: number) =>
    server.dataSource.query(`ALTER TABLE licenses ALTER COLUMN batch TYPE varchar(${length})`);
  expect((await server.asAdmin('GET', path)).status).toBe(200);
  await widen(300);
  expect((await server.asAdmin('GET', path)).status).toBe(200);

  expect((await change()).status).toBe(200);
  await widen(301);
  expect(await change()).toMatchObject({ status: 503, headers: { 'retry-after': expect.any(String) } });
  expect((await change()).status).toBe(200);
});

it('of a query with many texts, the first ones are prepared', () => {
  const names = Array.from({ length: 20 }, (_, number) => textNamed('find_many', `SELECT ${number}`).name);
  expect(new Set(names).size).toBe(17);
  expect(names.slice(16)).toEqual([undefined, undefined, undefined, undefined]);
  expect(textNamed('find_many', 'SELECT 0')).toEqual({ name: 'find_many_1', text: 'SELECT 0' });
});
