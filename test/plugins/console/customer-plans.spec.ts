import { Browser } from '../../testkit/browser';
import { filledDatabase } from '../../testkit/filled-database';
import { Plans } from '../../testkit/plans';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';

const TABLES = ['audit_entries', 'verifications', 'customers', 'licenses', 'activations'];
/** Rows that an index led to and a condition left out. */
const MAX_SKIPPED = 2_000;

let server: TestServer;
let browser: Browser;
let plans: Plans;
let path: string;
beforeAll(async () => {
  server = await TestServer.start({}, await filledDatabase());
  plans = new Plans(server.dataSource);
  const [{ uid }] = await server.dataSource.query(`SELECT uid FROM customers WHERE name = 'Customer 1'`);
  path = `/customer/edit/${uid}`;
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

/** Returns the page. */
async function visit(address: string): Promise<string> {
  let html = '';
  const sent = await statementsOf(async () => {
    const page = await browser.get(address);
    expect([address, page.status]).toEqual([address, 200]);
    ({ html } = page);
  });
  const reads = sent.filter(
    ({ text }) => /^\s*(SELECT|WITH)/i.test(text) && TABLES.some((table) => text.includes(table)),
  );
  expect(reads.length).toBeGreaterThan(5);
  await plans.expectFewRowsRead(reads, MAX_SKIPPED);
  return html;
}

it.each(sampleOf(['', '?sort=expires_last', '?tab=devices', '?tab=refusals', '?tab=timeline'], 3, 'tabs'))(
  'the page of a customer with 10,000 licenses reads no table through: %s',
  async (query) => {
    const first = await visit(`${path}${query}`);
    const next = /href="([^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(first).toContain('more than 9,999');
    await visit(next);
  },
);
