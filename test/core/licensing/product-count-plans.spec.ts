import { ProductLicenseCountsService } from '../../../src/core/licensing/statistics/product-license-counts.service';
import { aProductNamed } from '../../support/catalog';
import { filledDatabase } from '../../testkit/filled-database';
import { LICENSES } from '../../testkit/filled-tables';
import { first } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { planOf, statementsOf } from '../../testkit/statements';

const LIMIT = 101;

let server: TestServer;
let ids: number[];
let references: string[];
beforeAll(async () => {
  server = await TestServer.start({}, await filledDatabase());
  const [popular, unused] = [await server.sdk.products.get('v2-default'), await aProductNamed(server)];
  ids = [popular.number, unused.number];
  references = [popular.reference, unused.reference];
});
afterAll(() => server.stop());

/** The plan of the statement with this text among those that the work sends. */
async function planDuring(part: string, work: () => Promise<void>): Promise<string> {
  const statement = first((await statementsOf(work)).filter(({ text }) => text.includes(part)));
  return planOf(server.dataSource, statement, '(ANALYZE, COSTS OFF, TIMING OFF)');
}

it('counts the licenses of products up to a limit, and reads no others', async () => {
  const plan = await planDuring('license_products', async () => {
    const counts = await server.app.get(ProductLicenseCountsService).upTo(LIMIT, ids);
    expect(ids.map((id) => counts.get(id))).toEqual([LIMIT, 0]);
  });
  expect(plan).toContain('licenses_product');
  expect(plan).not.toMatch(/Seq Scan on licenses|licenses_pkey|Rows Removed/);
});

it('counts the licenses that a change of the catalog reaches by an index', async () => {
  const products = references.map((reference) => ({ reference, name: reference, policy: { grace_days: 3 } }));
  const plan = await planDuring('policy_id BETWEEN', async () => {
    const { changes } = await server.sdk.catalog.diff({ products });
    const counts = changes.filter(({ kind }) => kind === 'policy').map(({ licenses }) => licenses);
    expect(counts).toEqual([LICENSES, 0]);
  });
  expect(plan).toContain('licenses_policy');
  expect(plan).not.toMatch(/Seq Scan on licenses|licenses_pkey|Rows Removed/);
});
