import { aProductWith } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { licenseOf, race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

const NOW = '2026-03-01T12:00:00.000Z';
const END = '2026-04-01T12:00:00.000Z';
const AFTER = '2026-05-01T12:00:00.000Z';

let server: TestServer;
let small: string;
let large: string;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'studio', { duration_days: 365, max_activations: 10, max_users: 5 });
  const aPolicy = async (name: string, limits: object) =>
    (await server.asAdmin('POST', '/api/v1/policies', { body: { name, duration_days: 365, ...limits } })).body.id;
  small = await aPolicy('Small', { max_activations: 2, max_users: 1 });
  large = await aPolicy('Large', { max_activations: 20, max_users: 9 });
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const place = async (line: object) => {
  const { status, body } = await server.asAdmin('POST', '/api/v1/orders', {
    body: { customer: { email: 'ada@example.com' }, lines: [line] },
  });
  return { status, ...body };
};
const aLicense = () => issued(server, { product: 'studio', expires_at: END });
const downgrade = (license: string, policy = small) =>
  place({ license, action: 'upgrade', policy, effective: 'period_end' });
const refund = (id: string) => server.asAdmin('POST', `/api/v1/orders/${id}/refund`);
const termsOf = async (id: string) => {
  const { policy, max_activations, max_users, expires_at } = (await server.asAdmin('GET', `/api/v1/licenses/${id}`))
    .body;
  return { policy, max_activations, max_users, expires_at };
};
const changesOf = async (id: string) =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}/scheduled-changes`)).body.items;
const passTo = async (time: string) => {
  server.clock.holdAt(time);
  await runJob(server, 'scheduled-changes');
  await runJob(server, 'planned-upgrades');
};

it('waits for the end of the period, once, also after an outage', async () => {
  const { id } = await aLicense();
  const before = await termsOf(id);
  const order = await downgrade(id);
  expect([order.status, order.lines[0]]).toMatchObject([201, { action: 'upgrade', effective_at: END, policy: small }]);
  expect(await changesOf(id)).toMatchObject([{ action: 'change_policy', state: 'pending', effective_at: END }]);
  expect(await termsOf(id)).toEqual(before);
  await passTo(AFTER);
  const after = { policy: small, max_activations: 2, max_users: 1, expires_at: END };
  expect(await termsOf(id)).toEqual(after);
  await passTo(AFTER);
  expect(await termsOf(id)).toEqual(after);
});

it('keeps seats that were bought before it and while it waits', async () => {
  const { id } = await aLicense();
  await place({ license: id, action: 'add_seats', seats: 3 });
  await downgrade(id);
  await place({ license: id, action: 'add_seats', seats: 4 });
  expect(await termsOf(id)).toMatchObject({ max_activations: 17 });
  await passTo(AFTER);
  expect(await termsOf(id)).toMatchObject({ policy: small, max_activations: 9, max_users: 1 });
});

it('is cancelled by a refund before it, and taken back by one after it', async () => {
  const [early, late] = [await aLicense(), await aLicense()];
  const before = await termsOf(early.id);
  await refund((await downgrade(early.id)).id);
  expect(await changesOf(early.id)).toMatchObject([{ state: 'cancelled' }]);
  const order = await downgrade(late.id);
  await passTo(AFTER);
  expect(await termsOf(early.id)).toEqual(before);
  expect(await termsOf(late.id)).toMatchObject({ policy: small });
  await refund(order.id);
  await refund(order.id);
  expect(await termsOf(late.id)).toEqual(before);
});

it('is taken back also when its limits are not given yet', async () => {
  const { id } = await aLicense();
  const before = await termsOf(id);
  const order = await downgrade(id);
  server.clock.holdAt(AFTER);
  await runJob(server, 'scheduled-changes');
  expect(await termsOf(id)).toEqual({ ...before, policy: small });
  await refund(order.id);
  expect(await termsOf(id)).toEqual(before);
});

it('does not happen after a person has cancelled it', async () => {
  const { id } = await aLicense();
  const before = await termsOf(id);
  await downgrade(id);
  const [change] = await changesOf(id);
  await server.asAdmin('DELETE', `/api/v1/licenses/${id}/scheduled-changes/${change.id}`);
  await place({ license: id, action: 'add_seats', seats: 1 });
  await passTo(AFTER);
  expect(await termsOf(id)).toEqual({ ...before, max_activations: 11 });
});

it('follows an upgrade that is paid and takes effect meanwhile', async () => {
  const { id } = await aLicense();
  await downgrade(id);
  await place({ license: id, action: 'upgrade', policy: large });
  expect(await termsOf(id)).toMatchObject({ policy: large, max_activations: 20 });
  await passTo(AFTER);
  expect(await termsOf(id)).toMatchObject({ policy: small, max_activations: 2, max_users: 1 });
});

it.each([
  [{ action: 'renew' }, 400, 'lines.0.action'],
  [{ action: 'upgrade', policy: 'Small', effective: 'later' }, 400, 'lines.0.effective'],
  [{ action: 'upgrade', policy: 'Small', license: 'ENDLESS' }, 409, 'lines.0.effective'],
])('is refused as %p', async (line, status, field) => {
  const { id } = await issued(server, { product: 'studio', expires_at: 'license' in line ? null : END });
  const answer = await place({ effective: 'period_end', ...line, license: id });
  expect([answer.status, answer.error.details]).toMatchObject([status, [{ field }]]);
  expect(await changesOf(id)).toEqual([]);
});

it('is made once and taken back once when refunds, payments and its time come together', async () => {
  const { id, key } = await aLicense();
  const before = await termsOf(id);
  const order = await downgrade(id);
  server.clock.holdAt(AFTER);
  const lock = { ...licenseOf(key), databaseUrl: server.databaseUrl };
  const seats = { license: id, action: 'add_seats', seats: 1 };
  await race<unknown>(lock, [
    () => runJob(server, 'scheduled-changes'),
    ...Array.from({ length: 2 }, () => () => refund(order.id)),
    ...Array.from({ length: 3 }, () => () => place(seats)),
    () => runJob(server, 'planned-upgrades'),
  ]);
  await passTo(AFTER);
  expect(await termsOf(id)).toEqual({ ...before, max_activations: 13 });
});
