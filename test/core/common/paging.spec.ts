import { issued } from '../../testkit/issue';
import { IS_DEEP } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const PER_PAGE = IS_DEEP ? 100 : 10;
const PAGES = IS_DEEP ? 200 : 60;
const MANY = PAGES * PER_PAGE;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await server.dataSource.query(`
    INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
    SELECT 'old ' || n, p.id, p.policy_id, now(), now()
    FROM products p, generate_series(1, ${MANY}) AS n WHERE p.reference = 'v2-default'
  `);
});
afterAll(() => server.stop());

it('shows each of many licenses exactly once while others are issued', async () => {
  const old = await server.dataSource.query(`SELECT key FROM licenses`);
  const headers = { authorization: `Bearer ${await server.adminToken()}` };
  const seen: string[] = [];
  let pages = 0;
  for (let after: string | null | undefined; after !== null; pages++) {
    const query = { limit: String(PER_PAGE), ...(after && { after }) };
    const { status, body } = await server.call('GET', '/api/v1/licenses', { query, headers });
    expect(status).toBe(200);
    seen.push(...body.items.map(({ key }: { key: string }) => key));
    after = body.next as string | null;
    if (pages % (PAGES / 10) === 0) {
      await issued(server);
    }
  }
  expect(pages).toBe(PAGES);
  expect(seen).toHaveLength(MANY);
  expect(new Set(seen)).toEqual(new Set(old.map(({ key }: { key: string }) => key)));
});
