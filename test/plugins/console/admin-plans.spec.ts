import { Browser } from '../../testkit/browser';
import { fillTables, vacuum } from '../../testkit/fill-tables';
import { databaseOfPlans } from '../../testkit/filled-database';
import { Plans } from '../../testkit/plans';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { planOf, type Statement, statementsOf } from '../../testkit/statements';
import { DAY } from '../../../src/core/common/calendar';

const ROWS = 11_500;
/** The newest entries, in which a text is searched. */
const MAX_SKIPPED = 10_000;
const TABLES = ['audit_entries', 'events', 'verifications', 'api_key_counts', 'customers', 'licenses', 'saved_views'];

let server: TestServer;
let browser: Browser;
let customer: string;
let plans: Plans;
beforeAll(async () => {
  server = await TestServer.start({}, await databaseOfPlans());
  const { dataSource } = server;
  plans = new Plans(dataSource);
  const now = `timestamptz '${server.clock.now().toISOString()}'`;
  await fillTables(
    dataSource,
    // Those of audit entries keep their names.
    ['customers', 'events', 'verifications', 'api_key_counts', 'saved_views'],
    `INSERT INTO customers (name, email, created_at, updated_at)
     SELECT 'Customer ' || n, 'c' || n || '@example.com', now(), now() FROM generate_series(1, ${ROWS}) AS n`,
    `INSERT INTO audit_entries (actor_type, actor, action, target_type, target_id, at)
     SELECT CASE WHEN n % 100 = 7 THEN 'user' ELSE 'client' END, 'actor ' || n % 500, 'action.' || n % 50, 'licenses',
       gen_random_uuid()::text, ${now} - n * interval '1 second'
     FROM generate_series(${ROWS}, 1, -1) AS n`,
    `INSERT INTO events (name, target_type, target_id, data, at, sequence)
     SELECT 'action.' || n % 50, 'licenses', gen_random_uuid()::text, '{}', ${now} - n * interval '1 second', NULL
     FROM generate_series(${ROWS}, 1, -1) AS n`,
    `INSERT INTO verifications (at, key, dialect, operation, outcome, ip, api_key_id)
     SELECT ${now} - n * interval '1 second', 'key ' || n % 300, 'native', 'check', 'NOT_FOUND', '10.0.' || n % 200 || '.1',
       nullif(n % 100, 0)
     FROM generate_series(${ROWS}, 1, -1) AS n`,
    `INSERT INTO api_key_counts (api_key_id, at, shard, total, refused)
     SELECT 1 + n % 100, date_bin('15 minutes', ${now}, 'epoch') - n / 100 * interval '15 minutes', 0, 2, 1
     FROM generate_series(1, ${ROWS}) AS n`,
    `INSERT INTO users (username, password_hash, role, created_at, updated_at)
     SELECT 'user ' || n, '', 'viewer', now(), now() FROM generate_series(1, ${ROWS / 100}) AS n`,
    `INSERT INTO saved_views (user_id, list, name, name_key, query, is_shared, position, created_at, updated_at)
     SELECT users.id, CASE WHEN n % 2 = 0 THEN 'customers' ELSE 'audit' END, 'View ' || n, 'view ' || n, 'q=' || n, n = 50, n, now(), now()
     FROM users, generate_series(1, 50) AS n`,
  );
  await vacuum(dataSource, ...TABLES);
  [{ uid: customer }] = await dataSource.query(`SELECT uid FROM customers WHERE name = 'Customer 777'`);
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

/** The statements on the large tables that a page sends. */
async function readsOf(path: string): Promise<Statement[]> {
  const statements = await statementsOf(async () => {
    const { status } = await browser.get(path);
    expect([path, status]).toEqual([path, 200]);
  });
  return statements.filter(
    ({ text }) => /^\s*(SELECT|WITH)/i.test(text) && TABLES.some((table) => text.includes(table)),
  );
}

const expectIndexes = async (path: string): Promise<void> => plans.expectFewRowsRead(await readsOf(path), MAX_SKIPPED);

const day = (offset: number) => new Date(server.clock.now().getTime() + offset * DAY).toISOString().slice(0, 10);

const ADDRESSES = [
  '/console/views',
  '/console/customers',
  '/console/customers?q=ustomer+777',
  '/console/customers?q=no+such+name',
  '/console/customers?q=%E7%8E%8B%E8%8A%B3',
  '/console/customers/export?q=ustomer+777',
  '/console/audit',
  '/console/audit?actor=actor+7',
  '/console/audit?actor=nobody',
  '/console/audit?action=action.7',
  '/console/audit?target=11111111-1111-4111-8111-111111111111',
  '/console/audit?target=licenses:11111111-1111-4111-8111-111111111111',
  '/console/audit?actor=actor+7&from=2026-01-01&to=2036-01-01',
  '/console/audit?tab=destructive',
  '/console/audit?tab=sign-ins',
  '/console/audit?tab=programs',
  '/console/audit?tab=everything',
  '/console/audit?tab=everything&source=system',
  '/console/audit?tab=destructive&actor=actor+7&source=user',
  '/console/audit?product=v2-default',
  '/console/audit?product=nobody&tab=everything',
  '/console/audit?job=11111111-1111-4111-8111-111111111111',
  '/console/audit?target=Customer+777',
  '/console/audit?target=c777@example.com',
  '/console/audit?q=Customer+777',
  '/console/audit?q=nothing+of+this+name&tab=everything',
  '/console/audit/export?actor=nobody',
  '/console/audit/export?tab=verdicts&code=VALID&address=10.0.7.1',
  '/console/audit?tab=events',
  '/console/audit?tab=events&action=action.7',
  '/console/audit?tab=events&target=11111111-1111-4111-8111-111111111111',
  '/console/audit?tab=verdicts',
  '/console/audit?tab=verdicts&key=key+7',
  '/console/audit?tab=verdicts&key=none',
  '/console/audit?tab=verdicts&address=10.0.7.1',
  '/console/audit?tab=verdicts&code=VALID',
  '/console/audit?tab=verdicts&key=key+7&code=VALID&address=10.0.7.1',
];

it.each(sampleOf(ADDRESSES, ADDRESSES.length / 3, 'reads'))('%s reads no large table through', async (path) => {
  await expectIndexes(path);
});

it('a span of days reads no more than its rows', async () => {
  const tabs = ['changes', 'destructive', 'programs', 'everything', 'events', 'verdicts'];
  for (const tab of sampleOf(tabs, 3, 'span')) {
    await expectIndexes(`/console/audit?tab=${tab}&from=${day(0)}&to=${day(1)}`);
    await expectIndexes(`/console/audit?tab=${tab}&to=${day(-30)}`);
  }
});

it('the page of an API key reads no large table through', async () => {
  const [{ uid }] = await server.dataSource.query('SELECT uid FROM api_keys WHERE id = 1');
  for (const query of ['', '?outcome=refused', '?table=1']) {
    await expectIndexes(`/console/api-keys/${uid}${query}`);
  }
});

it('the pages of a customer read no large table through', async () => {
  for (const path of [`/customer/edit/${customer}`, `/console/customers/${customer}/merge`]) {
    await expectIndexes(path);
  }
});

it('the changes among the entries of programs are read by an index of their own', async () => {
  const found = [];
  for (const statement of await readsOf('/console/audit')) {
    found.push(await planOf(server.dataSource, statement));
  }
  expect(found.join('\n')).toMatch(/audit_entries_\w*changes/);
});
