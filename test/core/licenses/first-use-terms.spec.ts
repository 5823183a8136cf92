import { decodeJwt } from 'jose';
import { DAY } from '../../../src/core/common/calendar';
import { commit, credited, release, reserve, useFeatures } from '../../support/credits';
import { use } from '../../support/meters';
import { activate, validate } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { eventsOf, tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
beforeEach(() => server.emptyTables('licenses', 'meters'));
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const METERS = '/api/v1/products/v2-default/meters';
const FROM_USE = { expiry_basis: 'first_use', duration_days: 30 };

/** A license with a credit and a meter, whose term starts with a use. */
async function licenseWith(policy: object = {}) {
  await server.asAdmin('PUT', `${METERS}/exports`, { body: { name: 'Exports', kind: 'consumed' } });
  const meters = { exports: { limit: 100 } };
  return credited(server, { limit: '10' }, { image: '1', look: '0' }, { policy: { meters, ...FROM_USE, ...policy } });
}

async function startsOf({ id }: { id: string }): Promise<number> {
  const events = await eventsOf(server, id);
  return events.filter(({ name }) => name === 'license.term_started').length;
}

const endOf = async ({ id }: { id: string }) => (await server.sdk.licenses.get(id)).expires_at;
const inDays = (days: number) => new Date(server.clock.now().getTime() + days * DAY).toISOString();
const change = (policy: string, body: object) => server.asAdmin('PATCH', `/api/v1/policies/${policy}`, { body });

it('starts a term with the first use, and with no check or activation before it', async () => {
  server.clock.holdAt('2031-01-01T00:00:00Z');
  const license = await licenseWith();
  expect((await activate(server, license.key, 'desk')).body).toMatchObject({
    valid_until: null,
    starts_on: 'first_use',
  });
  const { body } = await validate(server, license.key, 'desk', { nonce: '0123456789abcdef' });
  expect(body).toMatchObject({ code: 'VALID', valid_until: null, starts_on: 'first_use' });
  expect(decodeJwt(body.signed)).toMatchObject({ expires_at: null, starts_on: 'first_use' });

  server.clock.advance(DAY);
  const end = inDays(30);
  expect((await use(server, license.key, { exports: 1 })).status).toBe(200);
  server.clock.advance(DAY);
  expect((await useFeatures(server, license.key, { image: 1 })).status).toBe(200);
  const after = (await validate(server, license.key, 'desk')).body;
  expect(after).toMatchObject({ code: 'VALID', valid_until: end });
  expect(after).not.toHaveProperty('starts_on');
  expect(await startsOf(license)).toBe(1);
});

it('tells a program that asks for a trial how its term starts', async () => {
  const { id } = await server.sdk.policies.create({ name: 'Trial from use', ...FROM_USE, expiry_basis: 'first_use' });
  await server.sdk.products.create({ reference: 'tried', name: 'Tried', trial_policy: id });
  const { body } = await server.call('POST', '/api/v1/trials', { body: { product: 'tried', hardware_id: 'desk' } });
  expect(body).toMatchObject({ status: 'granted', valid_until: null, starts_on: 'first_use' });
});

it('does not start a term with a refused use, nor with an amount that is returned', async () => {
  const license = await licenseWith({ meters: { exports: { limit: 1 } } });
  await server.asAdmin('PUT', `${METERS}/jobs`, { body: { name: 'Jobs', kind: 'held' } });
  expect((await use(server, license.key, { exports: 2 })).status).toBe(409);
  expect((await use(server, license.key, { pages: 1 })).status).toBe(404);
  expect((await use(server, license.key, { exports: -1 })).status).toBe(409);
  expect(await endOf(license)).toBeNull();
  await useFeatures(server, license.key, { look: 1 });
  expect(await endOf(license)).not.toBeNull();
});

it('starts one term when first uses race at two nodes', async () => {
  const license = await licenseWith();
  const answers = await race(
    { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
    Array.from({ length: 6 }, (_, index) => () => use(index % 2 ? server : other, license.key, { exports: 1 })),
  );
  expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 6 });
  expect(await startsOf(license)).toBe(1);
});

it('starts a term when a reservation is committed, and not when it is made or released', async () => {
  const license = await licenseWith();
  const reserved = async () => (await reserve(server, license.key, { image: 2 })).body.reservation_token;
  await release(server, await reserved());
  const token = await reserved();
  expect(await endOf(license)).toBeNull();
  await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
    () => commit(server, token),
    () => commit(other, token),
  ]);
  expect(await endOf(license)).not.toBeNull();
  expect(await startsOf(license)).toBe(1);
});

describe('the meter that starts a term', () => {
  it.each([
    ['a meter', 'exports', { image: 1 }, {}],
    ['a credit', 'ai', {}, { exports: 1 }],
  ])('can be %s, whose use alone starts it', async (_kind, term_meter, features, meters) => {
    const license = await licenseWith({ term_meter });
    await useFeatures(server, license.key, features);
    await use(server, license.key, meters);
    expect(await endOf(license)).toBeNull();
    await use(server, license.key, { exports: 1 });
    await useFeatures(server, license.key, { image: 1 });
    expect(await endOf(license)).not.toBeNull();
  });

  it('is refused if the policy does not grant it, and granted as long as the policy names it', async () => {
    const { policy } = await licenseWith();
    const refusals = [{ term_meter: 'pages' }, { term_meter: 'exports', meters: {} }];
    for (const body of refusals) {
      const answer = await change(policy, body);
      expect([answer.status, answer.body.error.details[0].field]).toEqual([422, 'term_meter']);
    }
    expect((await change(policy, { term_meter: 'exports' })).body.term_meter).toBe('exports');
    expect((await change(policy, { meters: {} })).status).toBe(422);
    expect((await change(policy, { meters: {}, term_meter: null })).status).toBe(200);
  });

  it('is that of the policy for each of its licenses', async () => {
    const { id } = await licenseWith();
    const body = { policy_overrides: { term_meter: 'exports' } };
    expect((await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body })).status).toBe(400);
  });
});
