import { Browser } from '../../testkit/browser';
import { issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';

const NOW = '2027-03-01T12:00:00.000Z';
const END = '2027-12-31T12:00:00.000Z';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  server.clock.holdAt(NOW);
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const pageOf = async ({ id }: { id: string }, below = '') => (await browser.get(`/license/edit/${id}${below}`)).html;
const post = ({ id }: { id: string }, below: string, fields: Record<string, string>) =>
  browser.post(`/license/edit/${id}${below}`, fields);
const scheduledOf = async ({ id }: { id: string }) => (await server.sdk.licenses.get(id)).scheduled_changes ?? [];

it('lists what is scheduled, and cancels it after a question', async () => {
  const license = await issued(server, { expires_at: END });
  expect(await pageOf(license)).not.toContain('Scheduled changes');
  await server.sdk.licenses.update(license.id, { max_activations: 1_200, effective_at: '2027-04-01T00:00:00Z' });
  const [change] = await scheduledOf(license);
  const path = `/scheduled/${change?.id}/cancel`;
  const html = await pageOf(license);
  expect(html).toContain('Scheduled changes');
  expect(html).toContain('Seats: 1,200');
  expect(html).toContain(`/license/edit/${license.id}${path}`);
  expect(await pageOf(license, path)).toContain('Cancel this scheduled change?');

  expect((await post(license, path, {})).location).toBe(`/license/edit/${license.id}`);
  expect(await scheduledOf(license)).toEqual([]);
  expect(await pageOf(license)).not.toContain('Scheduled changes');
  expect((await browser.get(`/license/edit/${license.id}${path}`)).status).toBe(409);
});

it('extends on a day in the future', async () => {
  const license = await issued(server, { expires_at: END });
  expect(await pageOf(license, '/extend')).toContain('name="on"');
  const refused: Record<string, string>[] = [
    { by: 'month', on: '2027-03-01' },
    { by: 'date', date: '2028-01-01', on: '2027-05-01' },
  ];
  for (const fields of refused) {
    expect((await post(license, '/extend', fields)).status).toBe(422);
  }
  expect((await post(license, '/extend', { by: 'month', on: '2027-05-01' })).status).toBe(303);
  expect(await scheduledOf(license)).toMatchObject([{ action: 'extend', params: { months: 1 } }]);
  expect(await pageOf(license)).toContain('1 month longer');
  expect((await server.sdk.licenses.get(license.id)).expires_at).toBe(END);
});

it('changes the policy on a day in the future, and shows why it failed', async () => {
  const license = await issued(server, { expires_at: END });
  const policy = await server.sdk.policies.create({ name: 'Smaller', max_activations: 1, duration_days: 30 });
  const fields = { policy: policy.id, expiry: 'restart', limits: '1', on: '2027-05-01' };
  const preview = await pageOf(license, `/policy?${new URLSearchParams(fields).toString()}`);
  expect(preview).toContain('name="on" value="2027-05-01"');
  expect((await post(license, '/policy', fields)).status).toBe(303);
  expect(await scheduledOf(license)).toMatchObject([
    { action: 'change_policy', params: { policy: policy.id, expiry: 'restart' } },
  ]);
  expect(await pageOf(license)).toContain('Other policy');

  await server.sdk.policies.delete(policy.id);
  server.clock.holdAt('2027-05-02T00:00:00.000Z');
  await runJob(server, 'scheduled-changes');
  // The session has ended meanwhile.
  await browser.signIn();
  const html = await pageOf(license);
  expect(html).toContain('A scheduled change failed');
  expect(html).toContain('Policy not found');
});
