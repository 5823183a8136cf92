import { Browser, fieldsOf, type Visit } from '../../testkit/browser';
import { filledDatabase } from '../../testkit/filled-database';
import { GROUP, LICENSES } from '../../testkit/filled-tables';
import { Plans } from '../../testkit/plans';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { statementsOf } from '../../testkit/statements';

/** Rows that an index led to and a condition left out, of which a walk through the table would have most. */
const MAX_SKIPPED = LICENSES / 3;

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

async function expectIndexes(visit: () => Promise<Visit>): Promise<void> {
  const sent = await statementsOf(async () => expect((await visit()).status).toBe(200));
  const reads = sent.filter(({ text }) => /^\s*(SELECT|WITH)/i.test(text) && /licenses|activations|trials/.test(text));
  await plans.expectFewRowsRead(reads, MAX_SKIPPED);
}

const cursor = (text: string) => Buffer.from(text).toString('base64url');
const MIDDLE = cursor(String(LICENSES / 2));
const in2026 = (sort: string) => cursor(JSON.stringify([sort, '2026-01-01T00:00:00.000Z', 1]));

const ADDRESSES = [
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
  '/console/licenses?sort=seen_first',
  '/console/licenses?sort=seen_last&unseen_for=60',
  '/console/licenses?sort=seen_first&customer=person4711%40example.com',
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
  '/console/licenses?q=%E7%8E%8B%E8%8A%B3',
  '/console/licenses?expires_from=2030-01-01&expires_to=2030-01-02',
  '/console/licenses?issued_to=2018-01-02',
  '/console/licenses/bulk/disable?batch=batch%207&all=1',
  '/console/licenses?unseen_for=60',
  '/console/licenses?unseen_for=399',
  '/console/licenses?expires_within=30&unseen_for=60',
  '/console/licenses?sort=expires_first&unseen_for=60',
  '/console/licenses?use=never',
  '/console/licenses?use=full',
  '/console/licenses?use=shared',
  '/console/licenses?version=1.*&without=support',
  '/console/licenses?version=8.4.0',
  '/console/licenses?entitlement=support',
  '/console/licenses?country=NZ',
  '/console/renewals',
  '/console/licenses?refused_within=7',
  '/console/licenses?seats_from=3',
  '/console/licenses?meter=exports&meter_percent=80',
  '/console/licenses?meter_percent=99',
  '/console/licenses?issued_for=900',
  '/console/licenses?metadata=order%3D4711',
  '/console/reports',
  '/console/reports/licenses',
  '/console/reports/licenses?expires_within=30&unseen_for=60',
  '/console/reports/licenses?expires_within=365&sort=expires_first',
  '/console/reports/licenses?status=unused&issued_for=14',
  '/console/reports/licenses?use=full',
  '/console/devices',
  '/console/devices?view=past',
  '/console/devices?view=offline',
  '/console/devices?version=8.4.0',
  '/console/devices?version=9.*&activated_from=2026-01-01',
  '/console/reports/devices',
  '/console/reports/devices?version=8.4.0&activated_within=30',
  '/console/reports/sessions',
  '/console/reports/sessions?state=running',
  '/console/devices?q=Desk',
  '/console/devices?sort=-activated_at&product=v2-default',
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
];

it.each(sampleOf(ADDRESSES, ADDRESSES.length / 4, 'scans'))('%s scans no large table', async (path) => {
  await expectIndexes(() => browser.get(path));
});

it('the page of a policy and the effects of its change scan no large table', async () => {
  const [{ uid }] = await server.dataSource.query(
    `SELECT policies.uid FROM policies JOIN products ON policy_id = policies.id WHERE reference = 'v2-default'`,
  );
  await expectIndexes(() => browser.get(`/console/policies/${uid}`));
  const path = `/console/policies/${uid}/edit`;
  const form = fieldsOf((await browser.get(path)).html);
  const worse = { max_activations: '1', uses_limit: '1', max_users: '1', check_in_interval: '60', grace_days: '3' };
  await expectIndexes(() => browser.post(path, { ...form, ...worse }));
});
