import { Client } from 'pg';
import { emptyDatabase } from '../support/database';
import { until } from '../support/until';
import { Program } from './program';

jest.setTimeout(120_000);
afterEach(() => Program.endAll());

const PASSWORD = 'the first password';
const CALLS = 120;
const amountOf = (index: number): number => (index % 5) + 1;
const all = Array.from({ length: CALLS }, (_, index) => index);
const sumOf = (indexes: readonly number[]): number => indexes.reduce((sum, index) => sum + amountOf(index), 0);

it('counts every use once that was repeated after a kill, and loses none that was answered', async () => {
  const databaseUrl = await emptyDatabase('meter_kill');
  const settings = { DATABASE_URL: databaseUrl, ADMIN_PASSWORD: PASSWORD };
  const killed = await Program.start(settings);
  await killed.issue(PASSWORD, { key: 'METERED' });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(GRANT);

  const answered = { keyed: new Set<number>(), plain: new Set<number>() };
  const call = async (program: Program, meter: 'keyed' | 'plain', index: number): Promise<void> => {
    const body = { license_key: 'METERED', meter, amount: amountOf(index) };
    const headers: Record<string, string> = meter === 'keyed' ? { 'idempotency-key': `use-${index}` } : {};
    if ((await program.call('POST', '/api/v1/usage', body, headers)).status === 200) {
      answered[meter].add(index);
    }
  };
  const calls = all.flatMap((index) => [call(killed, 'keyed', index), call(killed, 'plain', index)]);
  const settled = Promise.allSettled(calls);
  await until('some are answered', () => answered.keyed.size > 5 && answered.plain.size > 5);
  await killed.end('SIGKILL');
  await settled;
  expect(answered.keyed.size).toBeLessThan(CALLS);

  const again = await Program.start(settings);
  for (const index of all) {
    await call(again, 'keyed', index);
  }
  expect(answered.keyed.size).toBe(CALLS);
  const { rows } = await client.query(BALANCES);
  await client.end();
  const used = Object.fromEntries(rows.map(({ code, used: amount }) => [code, Number(amount)]));
  expect(used.keyed).toBe(sumOf(all));
  expect(used.plain).toBeGreaterThanOrEqual(sumOf([...answered.plain]));
  expect(used.plain).toBeLessThanOrEqual(sumOf(all));
});

const GRANT = `
  WITH declared AS (
    INSERT INTO meters (product_id, code, name, kind, created_at, updated_at)
    SELECT product_id, code, code, 'consumed', now(), now()
    FROM licenses, unnest(ARRAY['keyed', 'plain']) AS code WHERE key = 'METERED' RETURNING id, code
  )
  UPDATE licenses SET resolved = jsonb_build_object('meters', (
    SELECT jsonb_object_agg(code, jsonb_build_object('id', id, 'kind', 'consumed', 'limit', null, 'period', 'none',
      'anchor', 'calendar', 'overage_percent', 0, 'from', 'license')) FROM declared
  )) WHERE key = 'METERED'
`;

const BALANCES = `SELECT m.code, b.used FROM meter_balances b JOIN meters m ON m.id = b.meter_id`;
