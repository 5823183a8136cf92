import { Browser, fieldsOf, type Visit } from '../support/browser';
import { fillTables, vacuum } from '../support/fill-tables';
import { TestServer } from '../support/server';
import { planOf, statementsOf } from '../support/statements';

const LICENSES = 80_000;
/** Rows that an index led to and a condition left out, of which a walk through the table would have most. */
const MAX_SKIPPED = 20_000;
const SCAN = /Seq Scan on (licenses|customers|activations|trials)/;
/** One license in twenty is in this group. */
const GROUP = 'c0ffee00-0000-4000-8000-000000000001';

const FILL = `
  INSERT INTO groups (uid, name, max_activations, created_at, updated_at) VALUES ('${GROUP}', 'Sites', 9, now(), now());
  INSERT INTO customers (name, email, created_at, updated_at)
  SELECT 'Customer ' || n, 'person' || n || '@example.com', now(), now() FROM generate_series(1, ${LICENSES / 4}) n;
  INSERT INTO licenses (key, product_id, policy_id, customer_id, batch, expires_at, created_at, updated_at,
    first_activated_at, disabled_at, group_id)
  SELECT 'KEY-' || substr(md5(n::text), 1, 12), p.id, p.policy_id, CASE WHEN n % 50 > 0 THEN c.first + n / 4 END,
    CASE WHEN n % 10 = 0 THEN 'batch ' || n / 1000 END,
    CASE WHEN n % 3 > 0 THEN timestamptz '2016-01-01' + n * interval '1 hour' END,
    timestamptz '2018-01-01' + n * interval '1 minute', now(), CASE WHEN n % 4 > 0 THEN now() END,
    CASE WHEN n % 400 = 0 THEN now() END, CASE WHEN n % 20 = 0 THEN '${GROUP}'::uuid END
  FROM products p, (SELECT min(id) AS first FROM customers) c, generate_series(0, ${LICENSES - 1}) n
  WHERE p.reference = 'v2-default' ORDER BY n;
  INSERT INTO activations (license_id, fingerprint, name, ip, activated_at, last_seen_at)
  SELECT id, md5('device ' || id), 'Desk ' || id, '10.0.0.1', now(), now() FROM licenses WHERE id % 2 = 0;
  -- Only the oldest trials run; one in a hundred waits, one in fifty is converted.
  INSERT INTO trials (product_id, license_id, fingerprint, email, requested_at, granted_at, ends_at, converted_at)
  SELECT product_id, CASE WHEN n % 100 > 0 THEN id END, md5('trial ' || n), 'trial' || n || '@example.com', created_at,
    CASE WHEN n % 100 > 0 THEN created_at END,
    CASE WHEN n % 100 > 0 THEN CASE WHEN n < 90 THEN timestamptz '2090-01-01' ELSE now() - n * interval '1 hour' END END,
    CASE WHEN n % 50 = 1 THEN now() - n * interval '1 hour' END
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM licenses) AS l ORDER BY id;
`;

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  await fillTables(server.dataSource, ['customers', 'licenses', 'activations', 'trials'], FILL);
  await vacuum(server.dataSource, 'customers', 'licenses', 'activations', 'trials');
  browser = new Browser(server);
  await browser.signIn();
}, 120_000);
afterAll(() => server.stop());

/** The plans of the statements that a page sends. */
async function plansOf(visit: () => Promise<Visit>): Promise<{ sql: string; plan: string }[]> {
  const sent = await statementsOf(async () => expect((await visit()).status).toBe(200));
  const plans = [];
  for (const statement of sent) {
    const { text: sql } = statement;
    if (/^\s*(SELECT|WITH)/i.test(sql) && /licenses|activations|trials/.test(sql)) {
      const plan = await planOf(server.dataSource, statement, '(ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF)');
      plans.push({ sql, plan });
    }
  }
  expect(plans.length).toBeGreaterThan(0);
  return plans;
}

function expectIndexes(plans: readonly { sql: string; plan: string }[]): void {
  for (const { sql, plan } of plans) {
    expect({ sql, plan }).toEqual({ sql, plan: expect.not.stringMatching(SCAN) });
    const removed = [...plan.matchAll(/Rows Removed by (?:Filter|Index Recheck): (\d+)/g)].map(([, rows]) =>
      Number(rows),
    );
    const isLong = Math.max(0, ...removed) > MAX_SKIPPED;
    expect({ sql, plan, isLong }).toEqual({ sql, plan, isLong: false });
  }
}

const cursor = (text: string) => Buffer.from(text).toString('base64url');
const MIDDLE = cursor(String(LICENSES / 2));
const in2026 = (sort: string) => cursor(JSON.stringify([sort, '2026-01-01T00:00:00.000Z', 1]));

it.each([
  '/console/licenses',
  '/console/licenses?view=expiring',
  '/console/licenses?view=expired',
  '/console/licenses?view=unused',
  '/console/licenses?view=stopped',
  '/console/licenses?view=unassigned',
  '/console/licenses?sort=expires_first',
  '/console/licenses?sort=expires_last',
  '/console/licenses?sort=expires_first&status=active',
  '/console/licenses?sort=expires_first&status=unused',
  '/console/licenses?sort=expires_first&customer=person4711%40example.com',
  '/console/licenses?sort=expires_last&batch=batch%207',
  '/console/licenses?sort=expires_first&q=8f14e45f',
  '/console/licenses?sort=expires_first&q=KEY',
  `/console/licenses?sort=expires_first&after=${in2026('expires_at')}`,
  `/console/licenses?sort=expires_last&before=${in2026('-expires_at')}`,
  `/console/licenses?after=${MIDDLE}`,
  `/console/licenses?before=${MIDDLE}`,
  `/console/licenses?status=expired&before=${MIDDLE}`,
  `/console/licenses?q=KEY&before=${MIDDLE}`,
  '/console/licenses?q=KEY',
  '/console/licenses?q=nobody-has-this',
  '/console/licenses?expires_from=2030-01-01&expires_to=2030-01-02',
  '/console/licenses?issued_to=2018-01-02',
  '/console/licenses/bulk/disable?batch=batch%207&all=1',
  '/console/devices',
  '/console/devices?view=past',
  '/console/devices?q=Desk',
  `/console/devices?before=${MIDDLE}`,
  '/console/sessions',
  '/console/sessions?span=30d&view=borrowed',
  '/console/sessions?view=refused',
  '/console/sessions?view=refused&q=desk',
  '/console/sessions/by-license',
  '/console/trials',
  '/console/trials?state=pending_verification',
  '/console/trials?state=verified',
  '/console/trials?state=running',
  '/console/trials?state=ended',
  `/console/trials?state=ended&before=${MIDDLE}`,
  '/console/trials?state=converted',
  '/console/trials?state=running&product=v2-default',
  '/console/trials?q=trial4711',
  '/console/groups',
  `/console/groups/${GROUP}`,
  `/console/licenses?group=${GROUP}`,
])('%s scans no large table', async (path) => {
  expectIndexes(await plansOf(() => browser.get(path)));
});

it('the page of a policy and the effects of its change scan no large table', async () => {
  const [{ uid }] = await server.dataSource.query(
    `SELECT policies.uid FROM policies JOIN products ON policy_id = policies.id WHERE reference = 'v2-default'`,
  );
  expectIndexes(await plansOf(() => browser.get(`/console/policies/${uid}`)));
  const path = `/console/policies/${uid}/edit`;
  const form = fieldsOf((await browser.get(path)).html);
  const worse = { max_activations: '1', uses_limit: '1', max_users: '1', check_in_interval: '60', grace_days: '3' };
  expectIndexes(await plansOf(() => browser.post(path, { ...form, ...worse })));
}, 60_000);
