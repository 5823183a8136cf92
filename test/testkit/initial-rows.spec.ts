import { LIMITS } from './initial-rows';
import { issued } from './issue';
import { countOf } from './records';
import { TestServer } from './server';

it('restores the size of the tables and the statistics of the planner', async () => {
  jest.replaceProperty(LIMITS, 'growth', 100_000);
  jest.replaceProperty(LIMITS, 'table', 100_000);
  const first = await TestServer.shared();
  await issued(first);
  await first.dataSource.query(
    `INSERT INTO customers (name, email, created_at, updated_at)
     SELECT 'Customer ' || number, number || '@example.com', now(), now() FROM generate_series(1, 4000) AS number`,
  );
  await first.dataSource.query('ANALYZE');
  const full = await factsOf(first);
  expect([full.statistics > 100, full.rows]).toEqual([true, 4000]);
  await first.stop();

  const second = await TestServer.shared();
  expect(second.app).toBe(first.app);
  expect(await countOf(second, 'customers')).toBe(0);
  const empty = await factsOf(second);
  expect(empty).toMatchObject({ statistics: 0, rows: 0 });
  expect(empty.customers).toBeLessThan(full.customers / 10);
  expect(await issued(second)).toMatchObject({ number: 1 });
  await second.stop();
});

async function factsOf({ dataSource }: TestServer): Promise<Record<'customers' | 'statistics' | 'rows', number>> {
  const [facts] = await dataSource.query(
    `SELECT pg_table_size('customers')::integer AS customers,
       (SELECT count(*)::integer FROM pg_stats WHERE schemaname = 'public') AS statistics,
       (SELECT max(reltuples)::integer FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'S') AS rows`,
  );
  return facts;
}
