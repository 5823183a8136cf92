import type { Pool, PoolClient } from 'pg';
import { DEVICE_SQL, KEY_SQL, LIC_SHARE } from './sample';

const SLICE = 500_000;
const LOG_DAYS = 60;

export interface SeedOptions {
  readonly licenses: number;
  /** Log rows of each license. */
  readonly logRows?: number;
  readonly seats?: number;
  /** Of every status, with a customer for ten licenses: for lists. Checks need licenses that are all active. */
  readonly varied?: boolean;
}

/** Fills Keyward's tables, which must contain no license: each license with one active device. */
export async function seed(pool: Pool, options: SeedOptions): Promise<void> {
  const { licenses, logRows = 0, seats = 5, varied = false } = options;
  const rows = licenses * logRows;
  await withSessions(pool, async (first, second) => {
    await first.query(PAST_MONTHS);
    const indexes = await dropIndexes(first);
    await Promise.all([
      inSlices(rows, (from, to) => second.query(LOG, [from, to, licenses, rows, varied])),
      (async () => {
        await first.query(CUSTOMERS, [varied ? Math.floor(licenses / 10) + 1 : 0]);
        await inSlices(licenses, (from, to) => first.query(LICENSES, [from, to, seats, varied]));
        await inSlices(licenses, (from, to) => first.query(ACTIVATIONS, [from, to, varied]));
      })(),
    ]);
    // One session for the indexes of the log: PostgreSQL names those of its partitions, and two at once may choose the same.
    const isOfLog = (definition: string): boolean => definition.includes('verifications');
    await Promise.all([
      createIndexes(
        first,
        indexes.filter((definition) => !isOfLog(definition)),
      ),
      createIndexes(second, indexes.filter(isOfLog)),
    ]);
    await first.query(SEQUENCES);
    await first.query(COUNTS);
  });
  await settle(pool);
}

/** Gives each license a meter that resets every month, with a limit that no measurement reaches. */
export async function seedMeters(pool: Pool): Promise<void> {
  await pool.query(METERS);
}

/** Gives each license twenty entitlements and five meters, with limits that no measurement reaches. */
export async function seedGrants(pool: Pool): Promise<void> {
  await pool.query(GRANTS);
}

/** Orders of a year from several shops, each with a line, beside licenses that are `varied`. */
export async function seedOrders(pool: Pool, orders: number): Promise<void> {
  await pool.query(HAN_COMPANIES);
  await inSlices(orders, (from, to) => pool.query(ORDERS, [from, to, orders]));
  await pool.query(ORDER_LINES);
  await pool.query(ACTIVITY);
  await settle(pool);
}

async function inSlices(count: number, insert: (from: number, to: number) => Promise<unknown>): Promise<void> {
  for (let from = 1; from <= count; from += SLICE) {
    await insert(from, Math.min(count, from + SLICE - 1));
  }
}

/** Makes the statistics and the visibility map up to date, and writes the pages to disk. */
export async function settle(pool: Pool): Promise<void> {
  await pool.query('VACUUM (ANALYZE)');
  await pool.query('CHECKPOINT');
}

/** Two sessions that load fast, for two processors, and a server that does not disturb them. Its settings are restored. */
async function withSessions(pool: Pool, work: (first: PoolClient, second: PoolClient) => Promise<void>): Promise<void> {
  await configure(
    pool,
    SERVER_SETTINGS.map((setting) => `SET ${setting}`),
  );
  const sessions = [await pool.connect(), await pool.connect()] as const;
  try {
    await Promise.all(sessions.map((session) => session.query(SESSION_SETTINGS)));
    await work(...sessions);
  } finally {
    // Ends the sessions, and their settings with them.
    sessions.forEach((session) => {
      session.release(true);
    });
  }
  await configure(pool, ['RESET ALL']);
}

async function configure(pool: Pool, changes: readonly string[]): Promise<void> {
  for (const change of changes) {
    await pool.query(`ALTER SYSTEM ${change}`);
  }
  await pool.query('SELECT pg_reload_conf()');
}

// Few checkpoints, and no vacuum of a table that is still growing.
const SERVER_SETTINGS = [`max_wal_size = '8GB'`, `checkpoint_timeout = '30min'`, 'autovacuum = off'];
const SESSION_SETTINGS = `
  SET synchronous_commit = off; SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET work_mem = '256MB'
`;

/** Building an index afterwards takes a fraction of the time of keeping it up to date. */
async function dropIndexes(session: PoolClient): Promise<string[]> {
  const { rows } = await session.query<{ name: string; definition: string }>(INDEXES);
  for (const { name } of rows) {
    await session.query(`DROP INDEX "${name}"`);
  }
  // An index of a partitioned table is described as if it were of no partition.
  return rows.map(({ definition }) => definition.replace(' ON ONLY ', ' ON '));
}

async function createIndexes(session: PoolClient, definitions: readonly string[]): Promise<void> {
  for (const definition of definitions) {
    await session.query(definition);
  }
}

const INDEXES = `
  SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid IN ('customers'::regclass, 'licenses'::regclass, 'activations'::regclass, 'verifications'::regclass)
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

/** One instant for all databases of a run: dates of a program and of its old server are compared to the day. */
const NOW = `'${new Date().toISOString()}'::timestamptz`;
// The statements derive a license's id, key, device and status from its number, so that none reads another table.
const STATUS = `CASE WHEN n % 20 = 0 THEN n / 20 % 6 END`;
const ACTIVATED = `${NOW} - make_interval(mins => n % 500000)`;

const LICENSES = `
  INSERT INTO licenses (id, key, product_id, policy_id, customer_id, type, max_activations, max_users, starts_at, expires_at,
                        disabled_at, blocked_at, revoked_at, metadata, batch, first_activated_at, created_at, updated_at)
  SELECT n, ${KEY_SQL}, product.id, product.policy_id, CASE WHEN $4::boolean THEN 1 + n / 10 END,
         (ARRAY['perpetual', 'subscription', 'trial', 'lifetime'])[1 + n % 4], $3::integer, 10,
         CASE WHEN special = 1 THEN ${NOW} + interval '90 days' END,
         CASE WHEN special = 2 THEN ${NOW} - interval '90 days' WHEN n % 4 = 1 THEN ${NOW} + make_interval(days => 30 + n % 700) END,
         CASE WHEN special = 3 THEN ${NOW} END, CASE WHEN special = 4 THEN ${NOW} END, CASE WHEN special = 5 THEN ${NOW} END,
         '{"invoice_number": "2026-100"}', CASE WHEN n % 100 = 0 THEN 'batch-' || n / 10000 END,
         CASE WHEN special IS DISTINCT FROM 0 THEN ${ACTIVATED} END,
         ${NOW} - make_interval(mins => n % 500000), ${NOW} - make_interval(mins => n % 40000)
  FROM generate_series($1::integer, $2::integer) AS n
  CROSS JOIN LATERAL (SELECT CASE WHEN $4::boolean THEN ${STATUS} END AS special) AS status
  JOIN products AS product ON product.reference = CASE WHEN n % ${LIC_SHARE} = 0 THEN 'lic-default' ELSE 'v2-default' END
  ORDER BY n
`;

const HAN_COMPANIES = `UPDATE customers SET company = '株式会社' || company WHERE id % 50 = 0`;

const ORDERS = `
  INSERT INTO orders (shop, external_id, subscription_id, customer_id, state, currency, total, metadata, created_at, updated_at)
  SELECT (ARRAY['stripe', 'paddle', 'polar', 'manual'])[1 + n % 4], 'order-' || n, CASE WHEN n % 3 = 0 THEN 'sub-' || n END,
         1 + n % (SELECT max(id) FROM customers), CASE WHEN n % 50 = 0 THEN 'past_due' ELSE 'paid' END, 'EUR', 1900 + n % 5000,
         '{"channel": "web"}', ${NOW} - interval '365 days' * (1 - n::float / $3), ${NOW} - interval '365 days' * (1 - n::float / $3)
  FROM generate_series($1::integer, $2::integer) AS n
`;

const ORDER_LINES = `
  INSERT INTO order_lines (order_id, product_id, policy_id, price)
  SELECT o.id, p.id, p.policy_id, o.total FROM orders AS o JOIN products AS p
    ON p.reference = CASE WHEN o.id % ${LIC_SHARE} = 0 THEN 'lic-default' ELSE 'v2-default' END
`;

/** As the daily count of licenses writes it. */
const ACTIVITY = `
  INSERT INTO license_activity (license_id, last_seen_on, seats_used, seats_left, countries, refused_on)
  SELECT l.id, CAST(a.last_seen_at AT TIME ZONE 'UTC' AS date), 1, max_activations - 1,
         ARRAY[CASE WHEN l.id % 100 = 0 THEN 'NZ' ELSE 'DE' END], CASE WHEN l.id % 50 = 0 THEN current_date END
  FROM licenses AS l JOIN activations AS a ON a.license_id = l.id
  ON CONFLICT DO NOTHING
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

const GRANTS = `
  WITH declared AS (
    INSERT INTO meters (product_id, code, name, kind, created_at, updated_at)
    SELECT id, 'meter-' || n, 'Meter ' || n, 'consumed', now(), now() FROM products, generate_series(1, 5) AS n
    RETURNING id, product_id, code
  ), metered AS (
    SELECT product_id, jsonb_object_agg(code, jsonb_build_object('id', id, 'kind', 'consumed', 'limit', 1000000000,
      'period', 'month', 'anchor', 'calendar', 'overage_percent', 20, 'from', 'policy')) AS meters
    FROM declared GROUP BY product_id
  ), entitled AS (
    SELECT jsonb_object_agg('entitlement-' || n, jsonb_build_object(
      'value', CASE n % 3 WHEN 0 THEN 'true' WHEN 1 THEN to_jsonb(n) ELSE '"professional"' END,
      'expires_at', null, 'from', 'policy')) AS entitlements
    FROM generate_series(1, 20) AS n
  )
  UPDATE licenses AS l SET resolved = jsonb_build_object('entitlements', entitlements, 'meters', meters)
  FROM metered, entitled WHERE metered.product_id = l.product_id
`;

const ACTIVATIONS = `
  INSERT INTO activations (license_id, fingerprint, name, app_version, ip, activated_at, last_seen_at)
  SELECT n, ${DEVICE_SQL}, 'DESKTOP-' || n, '1.0.0', '192.0.2.' || n % 250, ${ACTIVATED}, ${NOW} - make_interval(mins => n % 40000)
  FROM generate_series($1::integer, $2::integer) AS n
  WHERE NOT $3::boolean OR ${STATUS} IS DISTINCT FROM 0
`;

// In order of time, as a log grows. The prime spreads the rows of a license over all of it.
const SPREAD = 15_485_863;

const LOG = `
  INSERT INTO verifications (at, license_id, key, fingerprint, ip, user_agent, app_version, dialect, operation, outcome)
  SELECT now() - interval '${LOG_DAYS} days' * (1 - row::float / $4), CASE WHEN known THEN n END, ${KEY_SQL}, ${DEVICE_SQL},
         '192.0.2.' || n % 250, 'bench', '1.0.0', 'v2',
         CASE WHEN NOT $5::boolean OR row % 10 > 0 THEN 'check' WHEN row % 100 > 0 THEN 'heartbeat' ELSE 'activate' END,
         CASE WHEN NOT known THEN 'NOT_FOUND' WHEN $5 AND row % 50 = 0 THEN 'EXPIRED' ELSE 'VALID' END
  FROM generate_series($1::bigint, $2::bigint) AS row,
    LATERAL (SELECT 1 + row * ${SPREAD} % $3::bigint AS n, NOT $5::boolean OR row % 997 > 0 AS known) AS license
`;

const SEQUENCES = `
  SELECT setval(pg_get_serial_sequence('licenses', 'id'), max(id)) FROM licenses
`;

const COUNTS = `
  INSERT INTO verification_counts (at, dialect, operation, outcome, shard, count)
  SELECT date_bin('15 minutes', at, '2000-01-01Z'), dialect, operation, outcome, 0, count(*) FROM verifications GROUP BY 1, 2, 3, 4
  ON CONFLICT DO NOTHING
`;
