import { Client } from 'pg';
import { ProductLicenseCountsService } from '../../src/licensing/statistics/product-license-counts.service';
import { aProductNamed } from '../support/catalog';
import { fillTables } from '../support/fill-tables';
import { TestServer } from '../support/server';

const LICENSES = 10_000;
const LIMIT = 101;

let server: TestServer;
let ids: number[];
beforeAll(async () => {
  server = await TestServer.start();
  const [popular, unused] = [await aProductNamed(server), await aProductNamed(server)];
  ids = [popular.number, unused.number];
  await fillTables(
    server.dataSource,
    ['licenses'],
    `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
     SELECT 'KEY-' || n, id, policy_id, now(), now() FROM products, generate_series(1, ${LICENSES}) n WHERE id = ${popular.number}`,
  );
  await server.dataSource.query('VACUUM ANALYZE licenses, license_products, products');
});
afterAll(() => server.stop());

it('counts the licenses of products up to a limit, and reads no others', async () => {
  const spy = jest.spyOn(Client.prototype, 'query');
  const counts = await server.app.get(ProductLicenseCountsService).upTo(LIMIT, ids);
  const statements = spy.mock.calls.map(([text, values]): [unknown, unknown] => [text, values]);
  spy.mockRestore();
  expect(ids.map((id) => counts.get(id))).toEqual([LIMIT, 0]);
  const [text, values] = statements.find(([sql]) => String(sql).includes('license_products')) ?? [];
  const rows = await server.dataSource.query(
    `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${String(text)}`,
    Array.isArray(values) ? values : [],
  );
  const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('licenses_product');
  expect(plan).not.toMatch(/Seq Scan on licenses|licenses_pkey|Rows Removed/);
});
