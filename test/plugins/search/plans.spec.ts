import { Browser } from '../../testkit/browser';
import { CONSOLE_PAGES } from '../../support/console-pages';
import { CountAnswersService } from '../../../src/core/licensing/statistics/count-answers.service';
import { CountLicensesService } from '../../../src/core/licensing/statistics/count-licenses.service';
import { hasTypedForm, typedForms } from '../../../src/core/licenses/licenses/typed-key';
import { keyOf } from '../../testkit/callers';
import { vacuum } from '../../testkit/fill-tables';
import { filledDatabase } from '../../testkit/filled-database';
import { CHECKS } from '../../testkit/filled-tables';
import { Plans } from '../../testkit/plans';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { type Statement, statementsOf } from '../../testkit/statements';

let server: TestServer;
let browser: Browser;
let plans: Plans;
beforeAll(async () => {
  server = await TestServer.start({}, await filledDatabase());
  plans = new Plans(server.dataSource, { inParts: true });
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

async function readsDuring(work: () => Promise<void>): Promise<Statement[]> {
  return (await statementsOf(work)).filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text));
}

/** Of a request of the first admin. */
async function readsOf(path: string): Promise<Statement[]> {
  await server.adminToken();
  return readsDuring(async () => {
    const { status, body } = await server.asAdmin('GET', path);
    expect([status, body.error]).toEqual([200, undefined]);
  });
}

/** The thousand newest matches of a text that one license in sixteen has. */
const MAX_SKIPPED = 20_000;

const WRITES = /\b(INSERT INTO|UPDATE|DELETE FROM)\s/;

const expectFewRowsRead = (reads: readonly Statement[], maxSkipped = MAX_SKIPPED): Promise<void> =>
  plans.expectFewRowsRead(reads, maxSkipped);

it('reads few rows for a license key in another case, at an API that finds it so', async () => {
  const reads = await readsDuring(async () => {
    const body = { license_key: 'NoBody-Has-This', product_id: 'v2-default' };
    expect((await server.call('POST', '/v2/licenses/verify', { body })).status).toBe(404);
  });
  await expectFewRowsRead(
    reads.filter(({ text }) => text.includes('lower(key)')),
    0,
  );
});

// With an estimate of its own, 0.5 % of the rows, it would read a long table from the beginning for the first two.
it('expects few licenses with a key that is typed differently', async () => {
  const condition = hasTypedForm('key', 'CAST($1 AS text)');
  const [row] = await server.dataSource.query<[{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }]>(
    `EXPLAIN (FORMAT JSON) SELECT id FROM licenses WHERE ${condition}`,
    [typedForms('nobody-has-this')],
  );
  expect(row['QUERY PLAN'][0].Plan['Plan Rows']).toBeLessThan(5);
});

const LISTS = [
  '/api/v1/licenses?q=8f14e45f',
  '/api/v1/licenses?q=8f14%20e45f',
  '/api/v1/licenses?q=No%C3%A9l%20Nobody',
  '/api/v1/licenses?q=KEY',
  '/api/v1/licenses?q=ke',
  '/api/v1/licenses?q=k',
  '/api/v1/licenses?q=nobody-has-this',
  '/api/v1/licenses?q=person4711',
  '/api/v1/licenses?q=example',
  '/api/v1/licenses?q=KEY-a&status=active',
  '/api/v1/licenses?customer=person4711%40example.com',
  '/api/v1/licenses?customer=ref-4711',
  '/api/v1/licenses?policy=v2-default',
  '/api/v1/licenses?policy=nobody',
  '/api/v1/licenses?product=v2-default',
  '/api/v1/licenses?product=nobody',
  '/api/v1/licenses?key=KEY-cfcd208495d5',
  '/api/v1/licenses?batch=batch%207',
  '/api/v1/licenses?expires_before=2020-02-01',
  '/api/v1/licenses?expires_after=2040-01-01&expires_before=2040-01-02',
  '/api/v1/licenses?created_before=2018-01-02',
  '/api/v1/licenses?starts_after=2041-01-01',
  '/api/v1/licenses?starts_before=2019-03-01',
  '/api/v1/licenses?created_before=2018-03-01',
  '/api/v1/licenses?created_before=2018-03-01&product=v2-default&type=subscription',
  '/api/v1/licenses?expires_before=2028-01-01&policy=v2-default',
  '/api/v1/licenses?expires_before=2028-01-01&customer=nobody',
  '/api/v1/licenses?status=expired',
  '/api/v1/licenses?status=not_started',
  '/api/v1/licenses?status=unused',
  '/api/v1/licenses?status=active',
  '/api/v1/licenses?customer=nobody',
  '/api/v1/licenses?q=ex',
  '/api/v1/licenses/KEY-cfcd208495d5',
  '/api/v1/licenses?status=unused,expired',
  '/api/v1/licenses?type=trial,lifetime',
  '/api/v1/licenses?type=perpetual',
  '/api/v1/licenses?type=subscription',
  '/api/v1/licenses?state=blocked,revoked',
  '/api/v1/licenses?product=v2-default,nobody',
  '/api/v1/licenses?product=lic-default,progran3-default',
  '/api/v1/licenses?product=lic-default,progran3-default&sort=key',
  '/api/v1/licenses?policy=v2-default,nobody',
  '/api/v1/licenses?customer=ref-4711,person12%40example.com',
  '/api/v1/licenses?customer=ref-4711,ref-12&sort=-expires_at',
  '/api/v1/licenses?batch=batch%207,batch%2012',
  '/api/v1/licenses?batch=nobody,no%20one',
  '/api/v1/licenses?key=KEY-cfcd208495d5,KEY-c4ca4238a0b9',
  '/api/v1/licenses?product=v2-default,nobody&expires_before=2028-01-01',
  '/api/v1/customers?reference=ref-12,ref-4711',
  '/api/v1/customers?email=person12%40example.com,person4711%40example.com',
  '/api/v1/activations?fingerprint=nobody,no%20one',
  '/api/v1/activations?license=KEY-cfcd208495d5,KEY-c4ca4238a0b9',
  '/api/v1/activations?ip=10.1.1.1,10.0.0.0',
  '/api/v1/activations?product=lic-default,progran3-default',
  '/api/v1/events?type=license.activated,license.updated',
  '/api/v1/events?type=license.revoked,license.blocked',
  '/api/v1/audit?actor=admin%207,admin%208',
  '/api/v1/audit?action=license.revoked,license.blocked',
  '/api/v1/statistics/unused-licenses?days=0',
  '/api/v1/statistics/unused-licenses?days=3000',
  '/api/v1/statistics/licenses-without-seats',
  '/api/v1/statistics?by=customer',
  '/api/v1/statistics?by=version&order=refused&product=v2-default',
  '/api/v1/licenses/KEY-cfcd208495d5/requests',
  '/api/v1/licenses/KEY-cfcd208495d5/requests?sort=at',
  '/api/v1/licenses?sort=created_at',
  '/api/v1/licenses?sort=-updated_at',
  '/api/v1/licenses?sort=key',
  '/api/v1/licenses?sort=expires_at',
  '/api/v1/licenses?sort=-expires_at&status=unused',
  '/api/v1/licenses?sort=expires_at&product=nobody',
  '/api/v1/licenses?sort=key&q=8f14e45f',
  '/api/v1/licenses?sort=-key&q=ke&status=active',
  '/api/v1/licenses?sort=updated_at&updated_at[gte]=2026-01-01',
  '/api/v1/licenses?sort=expires_at&expires_at[lt]=2020-02-01',
  '/api/v1/licenses?expires_at[lt]=2020-02-01',
  '/api/v1/licenses?updated_at[gte]=2100-01-01',
  '/api/v1/licenses?max_activations[gt]=1000',
  '/api/v1/licenses?max_activations[lte]=1',
  '/api/v1/licenses?metadata[order]=4711',
  '/api/v1/licenses?metadata[order]=none',
  '/api/v1/licenses?metadata[shop]=web',
  '/api/v1/licenses?metadata[order]=4711&sort=-expires_at',
  '/api/v1/licenses?order=web-4680',
  '/api/v1/licenses?order=nobody',
  '/api/v1/licenses?subscription_id=sub-4680,sub-4720',
  '/api/v1/orders',
  '/api/v1/orders?q=web-4711',
  '/api/v1/orders?q=person4711',
  '/api/v1/orders?q=Customer',
  '/api/v1/orders?q=we',
  '/api/v1/orders?external_id=web-4711',
  '/api/v1/orders?subscription_id=sub-4711,nobody',
  '/api/v1/orders?customer=person4711%40example.com',
  '/api/v1/orders?customer=nobody',
  '/api/v1/orders?customer_external_id=cus_1',
  '/api/v1/orders?product=v2-default',
  '/api/v1/orders?product=lic-default',
  '/api/v1/orders?license=KEY-cfcd208495d5',
  '/api/v1/orders?state=refunded',
  '/api/v1/orders?state=past_due,refunded&product=v2-default',
  '/api/v1/orders?shop=manual',
  '/api/v1/orders?shop=nobody',
  '/api/v1/orders?metadata[invoice]=4711',
  '/api/v1/orders?sort=updated_at&updated_at[gt]=2026-01-01',
  '/api/v1/orders?created_at[lt]=2001-01-01',
  '/api/v1/orders?updated_at[gt]=2100-01-01',
  '/api/v1/customers?sort=name',
  '/api/v1/customers?sort=-created_at',
  '/api/v1/customers?sort=updated_at&updated_at[gt]=2026-01-01',
  '/api/v1/customers?created_at[lt]=2001-01-01',
  '/api/v1/customers?updated_at[gt]=2100-01-01',
  '/api/v1/customers?metadata[crm]=4711',
  '/api/v1/customers?metadata[crm]=none&sort=name',
  '/api/v1/activations?sort=activated_at',
  '/api/v1/activations?sort=-activated_at&product=v2-default',
  '/api/v1/activations?activated_at[gt]=2100-01-01',
  '/api/v1/customers?q=person4711',
  '/api/v1/customers?q=Customer',
  '/api/v1/customers?q=cu',
  '/api/v1/customers?q=4711%20Customer',
  '/api/v1/licenses?q=4711%20customer',
  '/api/v1/activations?q=4712%20Desk',
  '/api/v1/search?q=4711%20Customer',
  '/api/v1/customers?q=ex',
  '/api/customers?q=ex',
  '/api/v1/customers?email=person4711@example.com',
  '/api/v1/customers/ref-4711',
  '/api/v1/activations?q=8f14e45f',
  '/api/v1/activations?q=Desk',
  '/api/v1/activations?q=de',
  '/api/v1/activations?q=e',
  '/api/v1/activations?name=e',
  '/api/v1/activations?license=nobody',
  '/api/v1/activations?q=10.20.30.4',
  '/api/v1/activations?name=Desk%204712',
  '/api/v1/activations?ip=10.20.30.4',
  '/api/v1/activations?license=KEY-cfcd208495d5',
  '/api/v1/activations?product=v2-default',
  '/api/v1/license-sessions?license=KEY-cfcd208495d5',
  '/api/v1/resources?license=KEY-cfcd208495d5',
  '/api/v1/search?q=8f14e45f',
  '/api/v1/search?q=person4711',
  '/api/v1/search?q=KEY',
  '/api/v1/search?q=%E7%8E%8B%E8%8A%B3',
  '/api/v1/search?q=e',
  '/api/v1/search?q=nobody-has-this',
  '/api/global-search?q=Customer%204711',
  '/api/global-search?q=example&type=customer',
  '/dialects/lic/api/licenses?search=8f14e45f',
  '/dialects/lic/api/licenses?search=nobody-has-this',
  '/dialects/progran3/api/licenses?search=8f14e45f',
  '/dialects/progran3/api/licenses?search=nobody-has-this&sort=expires_at&order=asc',
];

it.each(sampleOf(LISTS, LISTS.length / 5, 'lists'))('%s scans no large table', async (path) => {
  await expectFewRowsRead(await readsOf(path));
});

it.each(['past_due', 'cancelled', 'ended'])('subscriptions are %s without a look at the others', async (state) => {
  await expectFewRowsRead(await readsOf(`/api/v1/subscriptions?state=${state}`), 500);
});

const LISTS_OF_KEYS = [
  '/api/v1/events',
  '/api/v1/events?type=license.revoked',
  '/api/v1/events?q=nobody',
  '/api/v1/events?order=oldest',
  '/api/v1/events?order=oldest&type=license.revoked',
  '/api/v1/audit',
  '/api/v1/audit?sort=at',
  '/api/v1/audit?actor=admin%207',
  '/api/v1/audit?q=nobody',
];

describe.each([[['v2-default']], [['lic-default']], [['lic-default', 'v2-default']]])('a key of %j', (products) => {
  let key: string;
  beforeAll(async () => {
    key = (await keyOf(server, 'internal', { products, permissions: ['events:read', 'audit:read'] })).key;
    // The key is known from then on: its own statements are not counted.
    await server.withKey('GET', '/api/v1/events', {}, key);
  });

  it.each(sampleOf(LISTS_OF_KEYS, 3, products.join()))('%s scans no large table', async (path) => {
    const statements = await readsDuring(async () => {
      expect((await server.withKey('GET', path, {}, key)).status).toBe(200);
    });
    await expectFewRowsRead(
      statements.filter(({ text }) => / (events|audit_entries) /.test(text.replaceAll('"', ' '))),
    );
  });
});

it.each(
  sampleOf(
    [
      ['/console/licenses?q=ke', 'At least 10,000 match'],
      ['/console/licenses?q=zz', 'At least 0 match'],
      ['/console/customers?q=cu', '1–50 of more than 50'],
      ['/console/devices?q=de', '1–50 of more than 50'],
      ['/console/search?q=ke', 'At least '],
    ],
    3,
    'short texts',
  ),
)('%s says that it has searched the newest rows only', async (path, count) => {
  const { html } = await browser.get(path);
  expect([html.includes('the newest 10,000 rows'), html.includes(count)]).toEqual([true, true]);
  const { html: longer } = await browser.get(`${path}y-`);
  expect(longer.includes('the newest 10,000 rows')).toBe(false);
});

it('a search for one or two letters returns how many rows it has searched', async () => {
  const short = await server.sdk.search.find({ q: 'ke' });
  expect(short).toMatchObject({ total_is_exact: false, searched_rows: 10_000 });
  const exact = await server.sdk.search.find({ q: '8f14e45f' });
  expect(exact).toMatchObject({ total_is_exact: true, searched_rows: null });
});

/** A page is refused where its form is: that is a page, too. */
const SHOWN = [200, 404, 409, 422];

const PAGES = sampleOf(CONSOLE_PAGES, CONSOLE_PAGES.length / 5, 'pages');

it.each(PAGES.map(({ name, path }) => [name, path] as const))(
  'the page %s scans no large table',
  async (_name, path) => {
    const address = typeof path === 'string' ? path : await path(server);
    const statements = await readsDuring(async () => {
      expect(SHOWN).toContain((await browser.get(address)).status);
    });
    await expectFewRowsRead(statements.filter(({ text }) => !WRITES.test(text)));
  },
);

it('counts statistics in steps that scan no large table', async () => {
  const statements = await readsDuring(async () => {
    await server.app.get(CountAnswersService).run();
    await server.app.get(CountLicensesService).run();
  });
  expect(statements.length).toBeGreaterThan(CHECKS / 5_000);
  const kinds = new Map(statements.map((statement) => [statement.text, statement]));
  await expectFewRowsRead([...kinds.values()], 5_000);
});

/** Licenses that are suspended and unused, before all others: a walk from the newest on seems short, and an index is shorter. */
const RARE = 200;

describe('numbered lists whose matches are rare and old', () => {
  beforeAll(async () => {
    await server.dataSource.query(
      `WITH rare AS (SELECT max(id) AS last FROM (SELECT id FROM licenses ORDER BY id LIMIT ${RARE}) AS oldest)
       UPDATE licenses SET first_activated_at = CASE WHEN id > last THEN now() END,
         blocked_at = CASE WHEN id <= last THEN now() END, disabled_at = NULL
       FROM rare WHERE id <= last OR first_activated_at IS NULL OR disabled_at IS NOT NULL`,
    );
    await vacuum(server.dataSource, 'licenses');
    plans = new Plans(server.dataSource, { inParts: true });
  });

  it.each([
    '/dialects/lic/api/licenses?status=2',
    '/dialects/lic/api/licenses?status=2&page=9',
    '/dialects/progran3/api/licenses?status=generated',
    '/dialects/lic/api/licenses?search=8f14e45f',
    '/dialects/progran3/api/licenses?search=8f14e45f&sort=expires_at&order=asc',
  ])('%s reads few rows', async (path) => {
    // The pages above have added a few.
    await expectFewRowsRead(await readsOf(path), 1.1 * RARE);
  });
});
