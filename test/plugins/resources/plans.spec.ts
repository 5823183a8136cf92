import type { License } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { fillTables, vacuum } from '../../testkit/fill-tables';
import { databaseOfPlans } from '../../testkit/filled-database';
import { issued } from '../../testkit/issue';
import { Plans } from '../../testkit/plans';
import { TestServer } from '../../testkit/server';
import { planOf, statementsOf } from '../../testkit/statements';

const PATH = '/api/v1/resources';
const STOCK = 4_000;
const WRITES = /\b(INSERT INTO|(?<!FOR (?:NO KEY )?)UPDATE|DELETE FROM)\s/;

let server: TestServer;
let plans: Plans;
let license: License;
let resource: string;
beforeAll(async () => {
  server = await TestServer.start({}, await databaseOfPlans());
  plans = new Plans(server.dataSource);
  license = await issued(server);
  await server.dataSource.query(
    `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
     SELECT 'KEY-' || n, product_id, policy_id, created_at, updated_at FROM licenses, generate_series(1, 1000) AS n`,
  );
  await fillTables(
    server.dataSource,
    ['resources', 'resource_allocations'],
    `INSERT INTO resources (type, identifier, status, created_at, updated_at)
     SELECT 'type ' || n % 20, 'id ' || n, CASE WHEN n % 10 = 0 THEN 'available' ELSE 'allocated' END, now(), now()
     FROM generate_series(1, ${STOCK}) AS n`,
    `INSERT INTO resource_allocations (resource_id, license_id, license_uid, license_key, allocated_at, released_at)
     SELECT r.id, l.id, l.uid, l.key, now(), CASE WHEN r.status = 'available' THEN now() END
     FROM resources r JOIN licenses l ON l.id = 1 + r.id % 1000`,
  );
  await vacuum(server.dataSource, 'resources', 'resource_allocations', 'licenses');
  const [{ uid }] = await server.dataSource.query('SELECT uid FROM resources WHERE id = 777');
  resource = uid;
});
afterAll(() => server.stop());

/** No statement about resources that this sends reads a table through. */
async function expectIndexes(send: () => Promise<{ status: number }>): Promise<void> {
  const statements = await statementsOf(async () => expect((await send()).status).toBeLessThan(300));
  const ofResources = statements.filter(({ text }) => /^\s*(SELECT|WITH|UPDATE|DELETE)[^]*\bresource/.test(text));
  expect(ofResources).not.toEqual([]);
  for (const statement of ofResources) {
    if (WRITES.test(statement.text)) {
      expect(await planOf(server.dataSource, statement)).not.toMatch(/Seq Scan on (?!archived_rows)/);
    } else {
      await plans.expectFewRowsRead([statement], STOCK / 4);
    }
  }
}

const get = (path: string) => () => server.asAdmin('GET', path);
const post = (path: string, body: unknown) => () => server.asAdmin('POST', path, { body });

describe(`with ${STOCK} resources`, () => {
  it.each<[string, () => () => Promise<{ status: number }>]>([
    ['a page of the list', () => get(PATH)],
    ['a type', () => get(`${PATH}?type=type%207`)],
    ['a type that does not exist', () => get(`${PATH}?type=unknown`)],
    ['a status', () => get(`${PATH}?status=available`)],
    ['the available ones of a type', () => get(`${PATH}?type=type%2010&status=available`)],
    ['a license', () => get(`${PATH}?license=${license.id}`)],
    ['a part of the identifier', () => get(`${PATH}?q=3999`)],
    ['one resource', () => get(`${PATH}/${resource}`)],
    ['its history', () => get(`${PATH}/${resource}/allocations`)],
    ["a license's resources in V2", () => get(`/api/license/${license.number}/resources`)],
    ['the availability of a type in V2', () => get('/api/resources/check-availability?type=type%2010&count=50')],
    ['releasing', () => post(`${PATH}/release`, { resource_ids: [resource] })],
    ['allocating', () => post(`${PATH}/allocate`, { license_id: license.id, resource_ids: [resource] })],
    ['deleting a license', () => () => server.asAdmin('DELETE', `/api/v1/licenses/${license.id}`)],
  ])('no table is read through for %s', async (_what, request) => {
    await expectIndexes(request());
  });

  it('a key of one product reads no table through for its list', async () => {
    const { key } = await keyOf(server, 'internal', { product: 'v2-default' });
    await expectIndexes(() => server.withKey('GET', PATH, {}, key));
  });
});
