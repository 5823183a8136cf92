import type { Anomaly, License } from '../../../sdk/src/generated/native';
import { activate, deactivate, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { race } from '../../testkit/race';
import { auditOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import type { TestServer } from '../../testkit/server';
import { PortalOnServer } from '../../support/portal';

const DAY = 86_400_000;
const PATH = '/api/v1/monitoring/reaction-rules';

let portal: PortalOnServer;
let server: TestServer;
beforeAll(async () => {
  portal = await PortalOnServer.start();
  server = portal.server;
  await portal.set({ 'mail.vendor_to': ['desk@example.com'], 'anomalies.seat_moves_per_day': 1 });
});
afterAll(() => portal.stop());
afterEach(() => server.emptyTables('reaction_rules'));

const scan = () => runJob(server, 'anomalies');
const suspensions = () => runJob(server, 'anomaly-suspensions');
const ruled = (rule: Record<string, unknown>) =>
  server.asAdmin('PUT', PATH, { body: { anomaly: 'license_hopping', ...rule } });
const anomalyOf = async ({ id }: License): Promise<Anomaly> =>
  single((await server.sdk.monitoring.listAnomalies({ license: id })).items);
const undo = ({ id }: Anomaly) => server.asAdmin('POST', `/api/v1/monitoring/anomalies/${id}/undo-reaction`);
const stateOf = async ({ id }: License) => (await server.sdk.licenses.get(id)).status;

/** A license that is shared by too many devices, found by the scan. */
async function shared(license: Record<string, unknown> = {}): Promise<License> {
  const found = await issued(server, { max_activations: 1, ...license });
  for (let device = 1; device <= 3; device += 1) {
    await activate(server, found.key, `device ${device}`);
    await deactivate(server, found.key, `device ${device}`);
  }
  await scan();
  return found;
}

it('does nothing without a rule', async () => {
  const license = await shared();
  expect(await anomalyOf(license)).toMatchObject({ reaction: null });
  expect((await undo(await anomalyOf(license))).body.error).toMatchObject({ code: 'CONFLICT' });
  await suspensions();
  expect(await stateOf(license)).toBe('active');
});

it('tells the customer and the vendor by e-mail', async () => {
  expect((await ruled({ mail_customer: true, report: true })).status).toBe(200);
  const { id } = await portal.customer('ada@example.com');
  const before = await portal.mailsSoFar();
  const license = await shared({ customer_id: id });
  expect(await anomalyOf(license)).toMatchObject({
    reaction: { mail_customer: true, ask_sign_in: false, report: true, suspend_at: null, undone_at: null },
  });
  await server.sdk.audit.listEvents();
  const mails = (await portal.smtp.arrived(before + 2)).slice(before);
  expect(mails.map(({ recipients }) => recipients).sort()).toEqual([['ada@example.com'], ['desk@example.com']]);
  expect(mails.every(({ text }) => text?.includes(license.key))).toBe(true);
});

it('suspends the license after the days of the rule, and enables it again by one call', async () => {
  await ruled({ suspend_after_days: 3 });
  const license = await shared();
  await suspensions();
  expect(await stateOf(license)).toBe('active');
  server.clock.advance(3 * DAY);
  await Promise.all([suspensions(), suspensions()]);
  expect((await validate(server, license.key)).body).toMatchObject({ valid: false, code: 'DISABLED' });
  const anomaly = await anomalyOf(license);
  expect(anomaly.reaction?.suspended_at).toEqual(expect.any(String));
  expect((await undo(anomaly)).body.reaction).toMatchObject({ undone_at: expect.any(String), undone_by: 'admin' });
  expect(await stateOf(license)).toBe('active');
  expect((await auditOf(server, anomaly.id)).map(({ action }) => action).sort()).toEqual([
    'anomaly.license_suspended',
    'anomaly.reaction_started',
    'anomaly.reaction_undone',
  ]);
  await suspensions();
  expect(await stateOf(license)).toBe('active');
});

it('suspends nothing after the anomaly was resolved or the reaction undone', async () => {
  await ruled({ suspend_after_days: 1 });
  const [resolved, undone] = [await shared(), await shared()];
  await server.asAdmin('POST', `/api/v1/monitoring/anomalies/${(await anomalyOf(resolved)).id}/resolve`);
  await undo(await anomalyOf(undone));
  server.clock.advance(DAY);
  await suspensions();
  expect([await stateOf(resolved), await stateOf(undone)]).toEqual(['active', 'active']);
});

it('leaves the suspension by a person as it is', async () => {
  await ruled({ suspend_after_days: 0 });
  const license = await shared();
  await server.sdk.licenses.disable(license.id);
  await suspensions();
  await undo(await anomalyOf(license));
  expect(await stateOf(license)).toBe('disabled');
});

it('suspends or is undone, when both happen at once', async () => {
  await ruled({ suspend_after_days: 0 });
  const license = await shared();
  const anomaly = await anomalyOf(license);
  const hold = 'SELECT FROM licenses WHERE uid = $1 FOR UPDATE';
  await race<unknown>({ databaseUrl: server.databaseUrl, hold, values: [license.id] }, [
    suspensions,
    () => undo(anomaly),
  ]);
  await suspensions();
  expect((await anomalyOf(license)).reaction?.undone_at).toEqual(expect.any(String));
  expect(await stateOf(license)).toBe('active');
});

it('asks the customer to sign in, and suspends no license of a customer who did', async () => {
  await ruled({ ask_sign_in: true, suspend_after_days: 2 });
  const { id } = await portal.customer('grace@example.com');
  const before = await portal.mailsSoFar();
  const license = await shared({ customer_id: id });
  await server.sdk.audit.listEvents();
  const mail = (await portal.smtp.arrived(before + 1)).at(-1);
  expect(mail?.subject).toMatch(/^Please confirm your license/);
  await portal.signedIn('grace@example.com');
  expect((await anomalyOf(license)).reaction).toMatchObject({ undone_by: 'grace@example.com' });
  server.clock.advance(2 * DAY);
  await suspensions();
  expect(await stateOf(license)).toBe('active');
});

it('follows the rule of the policy before the one for all policies', async () => {
  const policy = await server.sdk.policies.create({ name: 'Watched' });
  await ruled({ suspend_after_days: 5 });
  const own = await ruled({ policy: 'Watched', report: true });
  expect(own.body).toMatchObject({ policy: policy.id, report: true, suspend_after_days: null });
  const license = await shared({ policy: policy.id });
  expect((await anomalyOf(license)).reaction).toMatchObject({ report: true, suspend_at: null });
});

describe('rules', () => {
  it('are one for each type and policy, also when two are set at once', async () => {
    const answers = await Promise.all([1, 2, 3].map((days) => ruled({ suspend_after_days: days })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await server.asAdmin('GET', PATH)).body.items).toHaveLength(1);
  });

  it.each([
    [{}, 'mail_customer'],
    [{ suspend_after_days: 91 }, 'suspend_after_days'],
    [{ anomaly: 'sharing', report: true }, 'anomaly'],
    [{ policy: 'no such policy', report: true }, 'policy'],
  ])('are refused for %j', async (rule, field) => {
    const { status, body } = await ruled(rule);
    expect([400, 404, 422]).toContain(status);
    expect(JSON.stringify(body.error.details)).toContain(`"${field}"`);
  });

  it('are found by a part of the name of the policy, and deleted', async () => {
    await server.sdk.policies.create({ name: 'Found by name' });
    const { body } = await ruled({ policy: 'Found by name', report: true });
    const found = (await server.asAdmin('GET', `${PATH}?q=by%20name`)).body.items;
    expect(found).toEqual([body]);
    expect((await server.asAdmin('DELETE', `${PATH}/${body.id}`)).status).toBe(204);
    expect((await server.asAdmin('DELETE', `${PATH}/${body.id}`)).status).toBe(404);
  });
});
