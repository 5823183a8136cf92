import { Browser } from '../support/browser';
import { fillTables, vacuum } from '../support/fill-tables';
import { TestServer } from '../support/server';
import { planOf, statementsOf } from '../support/statements';

/** Of the customer whose page is opened; all others have as many together. */
const LICENSES = 10_000;
const OTHER_LICENSES = 40_000;
/** Seconds between two checks: the log covers five weeks. */
const STEP = 60;
const TABLES = ['audit_entries', 'verifications', 'customers', 'licenses', 'activations'];
const SCAN = /Seq Scan on (licenses|customers|activations|verifications|audit_entries)\w* \(actual rows=[1-9]/;
/** Rows that an index led to and a condition left out. */
const MAX_SKIPPED = 2_000;

const FILL = `
  INSERT INTO customers (name, email, created_at, updated_at)
  SELECT 'Customer ' || n, 'person' || n || '@example.com', now(), now() FROM generate_series(1, 5000) n;
  INSERT INTO licenses (key, product_id, policy_id, customer_id, expires_at, created_at, updated_at)
  SELECT 'KEY-' || substr(md5(n::text), 1, 12), p.id, p.policy_id,
    c.first + CASE WHEN n % 5 = 0 THEN 0 ELSE n % 5000 END,
    CASE WHEN n % 3 > 0 THEN timestamptz '2016-01-01' + n * interval '1 hour' END, now(), now()
  FROM products p, (SELECT min(id) AS first FROM customers) c, generate_series(0, ${LICENSES + OTHER_LICENSES - 1}) n
  WHERE p.reference = 'v2-default' ORDER BY n;
  INSERT INTO activations (license_id, fingerprint, name, activated_at, last_seen_at)
  SELECT id, md5('device ' || id), 'Desk ' || id, now(), now() FROM licenses WHERE id % 2 = 0;
  INSERT INTO verifications (at, license_id, key, fingerprint, dialect, operation, outcome)
  SELECT now() - (row_number() OVER (ORDER BY md5(id::text))) * interval '${STEP} seconds', id, key, 'pc ' || id,
    'native', 'check', CASE WHEN id / 5 % 2 = 0 THEN 'DISABLED' ELSE 'VALID' END
  FROM licenses;
  INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at)
  SELECT 'user', 'admin', 'license.updated', 'licenses', uid, now() - id * interval '1 second' FROM licenses;
`;

let server: TestServer;
let browser: Browser;
let path: string;
beforeAll(async () => {
  server = await TestServer.shared();
  const { dataSource } = server;
  await fillTables(dataSource, TABLES, FILL);
  await vacuum(dataSource, ...TABLES);
  const [{ uid }] = await dataSource.query(`SELECT uid FROM customers WHERE name = 'Customer 1'`);
  path = `/customer/edit/${uid}`;
  browser = new Browser(server);
  await browser.signIn();
}, 120_000);
afterAll(() => server.stop());

/** A page, and the statements on the large tables that it sends, with their plans. */
async function visit(address: string): Promise<{ html: string; plans: { sql: string; plan: string }[] }> {
  let html = '';
  const sent = await statementsOf(async () => {
    const page = await browser.get(address);
    expect([address, page.status]).toEqual([address, 200]);
    ({ html } = page);
  });
  const plans = [];
  for (const statement of sent) {
    const { text: sql } = statement;
    if (/^\s*(SELECT|WITH)/i.test(sql) && TABLES.some((table) => sql.includes(table))) {
      plans.push({ sql, plan: await planOf(server.dataSource, statement, '(ANALYZE, TIMING OFF, BUFFERS OFF)') });
    }
  }
  return { html, plans };
}

it.each(['', '?sort=expires_last', '?tab=devices', '?tab=refusals', '?tab=timeline'])(
  'the page of a customer with 10,000 licenses reads no table through: %s',
  async (query) => {
    const first = await visit(`${path}${query}`);
    const next = /href="([^"]*)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(first.html).toContain('more than 9,999');
    for (const { plans } of [first, await visit(next)]) {
      expect(plans.length).toBeGreaterThan(5);
      for (const { sql, plan } of plans) {
        expect({ sql, plan }).toEqual({ sql, plan: expect.not.stringMatching(SCAN) });
        const removed = [...plan.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].map(([, rows]) =>
          Number(rows),
        );
        const isLong = Math.max(0, ...removed) > MAX_SKIPPED;
        expect({ sql, plan, isLong }).toEqual({ sql, plan, isLong: false });
      }
    }
  },
);
