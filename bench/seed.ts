import type { Pool, PoolClient } from 'pg';
import { DEVICE_SQL, KEY_SQL, LIC_SHARE } from './sample';

const SLICE = 250_000;
const LOG_DAYS = 60;

export interface SeedOptions {
  readonly licenses: number;
  /** Log rows of each license. */
  readonly logRows?: number;
  readonly seats?: number;
  /** Of every status, with a customer for ten licenses: for lists. Checks need licenses that are all active. */
  readonly varied?: boolean;
}

/** Fills Keyward's tables: each license with one active device. */
export async function seed(pool: Pool, options: SeedOptions): Promise<void> {
  const { licenses, logRows = 0, seats = 5, varied = false } = options;
  await withSession(pool, async (session) => {
    if (varied) {
      await session.query(CUSTOMERS, [Math.ceil(licenses / 10)]);
    }
    await session.query(PAST_MONTHS);
    await withoutIndexes(session, async () => {
      for (let from = 1; from <= licenses; from += SLICE) {
        const to = Math.min(licenses, from + SLICE - 1);
        await session.query(LICENSES, [from, to, seats, varied]);
        await session.query(ACTIVATIONS, [from, to]);
        if (logRows > 0) {
          await session.query(LOG, [from, to, logRows]);
        }
      }
    });
    await session.query(COUNTS);
  });
  await settle(pool);
}

/** Gives each license a meter that resets every month, with a limit that no measurement reaches. */
export async function seedMeters(pool: Pool): Promise<void> {
  await pool.query(METERS);
}

/** Makes the statistics and the visibility map up to date, and writes the pages to disk. */
export async function settle(pool: Pool): Promise<void> {
  await pool.query('VACUUM (ANALYZE)');
  await pool.query('CHECKPOINT');
}

/** A session that loads fast; the sessions that are measured keep the server's settings. */
async function withSession(pool: Pool, work: (session: PoolClient) => Promise<void>): Promise<void> {
  const session = await pool.connect();
  try {
    await session.query(
      `SET synchronous_commit = off; SET session_replication_role = replica; SET maintenance_work_mem = '512MB'`,
    );
    await work(session);
  } finally {
    // Ends the session, and its settings with it.
    session.release(true);
  }
}

/** Building an index afterwards takes a fraction of the time of keeping it up to date. */
async function withoutIndexes(session: PoolClient, work: () => Promise<void>): Promise<void> {
  const { rows } = await session.query<{ name: string; definition: string }>(INDEXES);
  for (const { name } of rows) {
    await session.query(`DROP INDEX "${name}"`);
  }
  await work();
  for (const { definition } of rows) {
    await session.query(definition);
  }
}

const INDEXES = `
  SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid IN ('licenses'::regclass, 'activations'::regclass, 'verifications'::regclass)
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
  ORDER BY name
`;

const CUSTOMERS = `
  INSERT INTO customers (reference, name, email, company, created_at, updated_at)
  SELECT 'CUSTOMER-' || n, initcap(substr(md5('name ' || n), 1, 8)) || ' ' || initcap(substr(md5('family ' || n), 1, 10)),
         md5('mail ' || n) || '@example.com', 'Company ' || n % 5000, now() - make_interval(mins => n % 500000), now()
  FROM generate_series(1, $1::integer) AS n
`;

// The server makes this month and the next ones. The default partition is empty, so that this is quick.
const PAST_MONTHS = `
  DO $$
  DECLARE month date;
  BEGIN
    FOR month IN SELECT date_trunc('month', timezone('UTC', now())) - make_interval(months => ago) FROM generate_series(1, 3) AS ago LOOP
      EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF verifications FOR VALUES FROM (%L) TO (%L)',
        'verifications_' || to_char(month, 'YYYY_MM'), month || ' 00:00:00+00', (month + interval '1 month')::date || ' 00:00:00+00');
    END LOOP;
  END $$
`;

const LICENSES = `
  INSERT INTO licenses (key, product_id, policy_id, customer_id, type, max_activations, max_users, starts_at, expires_at,
                        disabled_at, blocked_at, revoked_at, metadata, batch, first_activated_at, created_at, updated_at)
  SELECT ${KEY_SQL}, product.id, product.policy_id, CASE WHEN $4::boolean THEN 1 + n / 10 END,
         (ARRAY['perpetual', 'subscription', 'trial', 'lifetime'])[1 + n % 4], $3::integer, 10,
         CASE WHEN special = 1 THEN now() + interval '90 days' END,
         CASE WHEN special = 2 THEN now() - interval '90 days' WHEN n % 4 = 1 THEN now() + make_interval(days => 30 + n % 700) END,
         CASE WHEN special = 3 THEN now() END, CASE WHEN special = 4 THEN now() END, CASE WHEN special = 5 THEN now() END,
         '{"invoice_number": "2026-100"}', CASE WHEN n % 100 = 0 THEN 'batch-' || n / 10000 END,
         CASE WHEN special IS DISTINCT FROM 0 THEN now() - make_interval(mins => n % 500000) END,
         now() - make_interval(mins => n % 500000), now() - make_interval(mins => n % 40000)
  FROM generate_series($1::integer, $2::integer) AS n
  CROSS JOIN LATERAL (SELECT CASE WHEN $4::boolean AND n % 20 = 0 THEN n / 20 % 6 END AS special) AS status
  JOIN products AS product ON product.reference = CASE WHEN n % ${LIC_SHARE} = 0 THEN 'lic-default' ELSE 'v2-default' END
  ORDER BY n
`;

const METERS = `
  WITH declared AS (
    INSERT INTO meters (product_id, code, name, kind, created_at, updated_at)
    SELECT id, 'exports', 'Exports', 'consumed', now(), now() FROM products RETURNING id, product_id
  )
  UPDATE licenses AS l SET resolved = jsonb_build_object('meters', jsonb_build_object('exports', jsonb_build_object(
    'id', declared.id, 'kind', 'consumed', 'limit', 1000000000, 'period', 'month', 'anchor', 'calendar',
    'overage_percent', 20, 'from', 'policy')))
  FROM declared WHERE declared.product_id = l.product_id
`;

const ACTIVATIONS = `
  INSERT INTO activations (license_id, fingerprint, name, app_version, ip, activated_at, last_seen_at)
  SELECT l.id, ${DEVICE_SQL}, 'DESKTOP-' || n, '1.0.0', '192.0.2.' || n % 250, l.first_activated_at, now() - make_interval(mins => n % 40000)
  FROM generate_series($1::integer, $2::integer) AS n JOIN licenses l ON l.key = ${KEY_SQL} WHERE l.first_activated_at IS NOT NULL
`;

const LOG = `
  INSERT INTO verifications (at, license_id, key, fingerprint, ip, user_agent, app_version, dialect, operation, outcome)
  SELECT now() - random() * interval '${LOG_DAYS} days', l.id, l.key, ${DEVICE_SQL}, '192.0.2.' || n % 250, 'bench', '1.0.0', 'v2', 'check', 'VALID'
  FROM generate_series($1::integer, $2::integer) AS n JOIN licenses l ON l.key = ${KEY_SQL}, generate_series(1, $3::integer)
`;

const COUNTS = `
  INSERT INTO verification_counts (at, dialect, operation, outcome, shard, count)
  SELECT date_bin('15 minutes', at, '2000-01-01Z'), dialect, operation, outcome, 0, count(*) FROM verifications GROUP BY 1, 2, 3, 4
  ON CONFLICT DO NOTHING
`;
