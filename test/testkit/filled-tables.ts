export const LICENSES = 30_000;
export const CUSTOMERS = LICENSES / 2;
/** Of the customer `Customer 1`; all others have as many together. */
const OF_ONE_CUSTOMER = 3;
/** One license in twenty is in this group. */
export const GROUP = 'c0ffee00-0000-4000-8000-000000000001';
export const CHECKS = 2 * LICENSES;

const LICENSE_TABLES = `
  INSERT INTO groups (uid, name, max_activations, created_at, updated_at) VALUES ('${GROUP}', 'Sites', 9, now(), now());
  INSERT INTO customers (name, email, company, reference, metadata, created_at, updated_at)
  SELECT 'Customer ' || n, 'person' || n || '@example.com', 'Company ' || n % 5000, 'ref-' || n,
    jsonb_build_object('crm', n, 'tier', n % 3), now() - n * interval '1 hour', now() - n * interval '1 hour'
  FROM generate_series(1, ${CUSTOMERS}) n;
  INSERT INTO licenses (key, product_id, policy_id, customer_id, batch, expires_at, starts_at, created_at, updated_at,
    metadata, max_activations, first_activated_at, disabled_at, group_id)
  SELECT 'KEY-' || substr(md5(n::text), 1, 12), p.id, p.policy_id,
    CASE WHEN n % ${OF_ONE_CUSTOMER} = 0 THEN c.first WHEN n % 50 > 1 THEN c.first + n / 2 END,
    CASE WHEN n % 10 = 0 THEN 'batch ' || n / 1000 END,
    CASE WHEN n % 4 > 0 THEN timestamptz '2020-01-01' + n * interval '2 hours' END,
    timestamptz '2019-01-01' + n * interval '2 hours',
    timestamptz '2018-01-01' + n * interval '2 minutes', now() - n * interval '2 minutes',
    jsonb_build_object('order', n, 'shop', 'web'), n / 1000 + 1,
    CASE WHEN n % 20 <> 3 THEN now() END,
    CASE WHEN n % 400 = 0 THEN now() END, CASE WHEN n % 20 = 0 THEN '${GROUP}'::uuid END
  FROM products p, (SELECT min(id) AS first FROM customers) c, generate_series(0, ${LICENSES - 1}) n
  WHERE p.reference = 'v2-default' ORDER BY n;
  INSERT INTO activations (license_id, fingerprint, name, ip, app_version, activated_at, last_seen_at)
  SELECT id, md5('device ' || id), 'Desk ' || id, '10.' || id % 200 || '.' || id % 250 || '.' || id % 30,
    id % 9 || '.' || id % 5 || '.0', now(), now() - id % 400 * interval '1 day'
  FROM licenses;
  -- Only the oldest trials run; one in a hundred waits, one in fifty is converted.
  INSERT INTO trials (product_id, license_id, fingerprint, email, requested_at, granted_at, ends_at, converted_at)
  SELECT product_id, CASE WHEN n % 100 > 0 THEN id END, md5('trial ' || n), 'trial' || n || '@example.com', created_at,
    CASE WHEN n % 100 > 0 THEN created_at END,
    CASE WHEN n % 100 > 0 THEN CASE WHEN n < 90 THEN timestamptz '2090-01-01' ELSE now() - n * interval '1 hour' END END,
    CASE WHEN n % 50 = 1 THEN now() - n * interval '1 hour' END
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM licenses) AS l ORDER BY id;
`;

/** One for each customer, with a line; the newest licenses belong to them. */
const ORDER_TABLES = `
  INSERT INTO orders (external_id, subscription_id, customer_id, state, metadata, created_at, updated_at)
  SELECT 'web-' || n, 'sub-' || n, c.first + n, CASE WHEN n % 50 = 0 THEN 'past_due' ELSE 'paid' END,
    jsonb_build_object('invoice', n), now() - n * interval '1 hour', now() - n * interval '1 hour'
  FROM (SELECT min(id) AS first FROM customers) c, generate_series(0, ${CUSTOMERS - 1}) n;
  INSERT INTO order_lines (order_id, product_id, policy_id)
  SELECT o.id, p.id, p.policy_id FROM products p, orders o WHERE p.reference = 'v2-default';
  UPDATE licenses SET order_id = o.uid FROM orders o WHERE o.customer_id = licenses.customer_id AND o.id % 40 = 0;
`;

/** One of two products has few records, and these are old. */
const PRODUCT_OF_ROW = `CASE WHEN n % 100 = 0 AND n < 10000 THEN 'lic-default' ELSE 'v2-default' END`;

/** Of five weeks. */
const LOGS = `
  INSERT INTO verifications (at, license_id, key, fingerprint, ip, dialect, operation, outcome)
  SELECT now() - n * interval '40 seconds', first.id + n % ${LICENSES}, 'KEY-' || n % ${LICENSES}, md5('device ' || n),
    '10.' || n % 200 || '.' || n % 250 || '.' || n % 30, 'native', 'check',
    CASE WHEN n % 20 = 0 THEN 'EXPIRED' WHEN n % ${2 * OF_ONE_CUSTOMER} = 0 THEN 'DISABLED' ELSE 'VALID' END
  FROM (SELECT min(id) AS id FROM licenses) first, generate_series(0, ${CHECKS - 1}) n;
  INSERT INTO events (sequence, name, target_type, target_id, data, at)
  SELECT nextval('events_sequence_seq'), CASE WHEN n % 3 = 0 THEN 'license.activated' ELSE 'license.updated' END, 'license',
    l.uid, jsonb_build_object('product_id', p.id), now() - interval '1 day'
  FROM (SELECT uid, row_number() OVER (ORDER BY id) AS n FROM licenses) l JOIN products p ON p.reference = ${PRODUCT_OF_ROW};
  INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, product_id, at)
  SELECT 'user', 'admin ' || n % 50, 'license.updated', 'licenses', l.uid, p.id, now() - interval '1 day'
  FROM (SELECT uid, row_number() OVER (ORDER BY id) AS n FROM licenses) l JOIN products p ON p.reference = ${PRODUCT_OF_ROW};
`;

const STATISTICS = `
  -- More days than one answer covers.
  INSERT INTO statistics_days (dimension, day, product_id, value, checks, refused, activations, last_at)
  SELECT dimension, CURRENT_DATE - day, p.id, CASE dimension WHEN 'product' THEN '' ELSE n::text END, n, n / 2, 1, now()
  FROM products p, unnest(ARRAY['version', 'policy', 'country', 'customer']) dimension, generate_series(0, 399) day,
    generate_series(1, 30) n
  WHERE p.reference = 'v2-default';
`;

/** As a count of licenses leaves it. */
const ACTIVITY = `
  INSERT INTO license_activity (license_id, last_seen_on, seats_used, seats_left, countries, refused_on)
  SELECT l.id, CAST(last_seen_at AT TIME ZONE 'UTC' AS date), 1, max_activations - 1,
    ARRAY[CASE WHEN l.id % 100 = 0 THEN 'NZ' ELSE 'DE' END], CASE WHEN l.id % 50 = 0 THEN CURRENT_DATE END
  FROM licenses l JOIN activations a ON a.license_id = l.id;
  INSERT INTO meters (product_id, code, name, kind, created_at, updated_at)
  SELECT id, 'exports', 'Exports', 'consumed', now(), now() FROM products WHERE reference = 'v2-default';
  INSERT INTO license_meter_use (license_id, meter_id, used, percent)
  SELECT l.id, m.id, l.id % 1000, l.id % 1000 / 10 FROM licenses l, meters m WHERE m.code = 'exports';
`;

export const FILL: readonly string[] = [LICENSE_TABLES, ACTIVITY, ORDER_TABLES, LOGS, STATISTICS];

export const FILLED_TABLES: readonly string[] = [
  ...[
    'customers',
    'licenses',
    'activations',
    'license_activity',
    'license_meter_use',
    'trials',
    'orders',
    'order_lines',
    'verifications',
    'events',
  ],
  ...['audit_entries', 'statistics_days'],
];
