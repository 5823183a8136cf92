import { commit, credited, reserve, useFeatures } from '../../support/credits';
import { inOneBatch } from '../../support/in-one-batch';
import { metered, setTerms, use } from '../../support/meters';
import { activate, deactivate, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { licenseOf, race } from '../../testkit/race';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('licenses', 'meters'));
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const DESK = { hardware_id: 'desk' };
const LAPTOP = { hardware_id: 'laptop' };

/** A license whose devices `desk` and `laptop` are active. */
async function shared(terms: Parameters<typeof metered>[1][string]) {
  const license = await metered(server, { exports: { limit: 10, ...terms } }, { max_activations: 2 });
  await activate(server, license.key, 'desk');
  await activate(server, license.key, 'laptop');
  return license;
}

const take = (key: string, amount: number, more: object) => use(server, key, { exports: amount }, { ...more });
const meterIn = ({ body }: Answer) => body.meters?.[0];
const problemIn = ({ status, body }: Answer) => [status, body.error.code, body.error.details[0]];
const reserved = (key: string, amount: number, more: object) =>
  server.call('POST', '/api/v1/usage/reservations', {
    body: { license_key: key, items: [{ meter: 'exports', amount }], ...more },
  });

describe('a limit for each device', () => {
  it('leaves the rest of the meter to other devices, and says which limit is reached', async () => {
    const { key } = await shared({ limit_per_device: 6 });
    expect(meterIn(await take(key, 5, DESK))).toMatchObject({ used: 5, left: 1, left_for_device: 1 });
    expect(problemIn(await take(key, 2, DESK))).toMatchObject([
      409,
      'METER_EXHAUSTED',
      { field: 'items', reason: 'exhausted_by_device', ids: ['exports'] },
    ]);
    expect(meterIn(await take(key, 4, LAPTOP))).toMatchObject({ used: 9, left: 1, left_for_device: 2 });
    expect(problemIn(await take(key, 2, LAPTOP))).toMatchObject([409, 'METER_EXHAUSTED', { reason: 'exhausted' }]);
  });

  it('requires the device, and a user where users are limited', async () => {
    const { key } = await shared({ limit_per_device: 6, limit_per_user: 4 });
    expect(problemIn(await take(key, 1, {}))).toMatchObject([
      400,
      'VALIDATION_ERROR',
      { field: 'hardware_id', reason: 'required' },
    ]);
    expect(problemIn(await take(key, 1, DESK))).toMatchObject([400, 'VALIDATION_ERROR', { field: 'user' }]);
    expect(problemIn(await reserved(key, 1, DESK))).toMatchObject([400, 'VALIDATION_ERROR', { field: 'user' }]);
    const { body } = await validate(server, key);
    expect(body.meters[0]).toEqual(expect.not.objectContaining({ left_for_device: expect.anything() }));
    expect(body.meters[0]).toMatchObject({ used: 0, left: 10 });
  });

  it('gives the last unit to one of two calls of a device', async () => {
    const { key } = await shared({ limit_per_device: 3 });
    await take(key, 2, DESK);
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, [
      () => take(key, 1, DESK),
      () => take(key, 1, DESK),
      () => take(key, 3, LAPTOP),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    expect((await validate(server, key)).body.meters[0].used).toBe(6);
    expect(meterIn(await validate(server, key, 'desk'))).toMatchObject({ left: 0, left_for_device: 0 });
  });

  it('is given back by the device that took it', async () => {
    const { key } = await shared({ limit_per_device: 6 });
    await take(key, 6, DESK);
    expect(problemIn(await take(key, -1, LAPTOP))).toMatchObject([409, 'METER_RETURN_EXCEEDED', { ids: ['exports'] }]);
    expect(meterIn(await take(key, -2, DESK))).toMatchObject({ used: 4, total: 6, left_for_device: 2 });
  });

  it('begins anew with each period, and its earlier parts are deleted', async () => {
    server.clock.holdAt('2031-05-17T10:00:00.000Z');
    const { key } = await shared({ limit_per_device: 6, period: 'day' });
    await take(key, 6, DESK);
    server.clock.holdAt('2031-05-18T10:00:00.000Z');
    expect(meterIn(await take(key, 1, DESK))).toMatchObject({ used: 1, left_for_device: 5 });
    server.clock.holdAt('2031-05-19T12:00:00.000Z');
    await runJob(server, 'sweep-reservations');
    const rows = await server.dataSource.query('SELECT amount FROM meter_shares');
    expect(rows).toEqual([{ amount: 1 }]);
  });

  it('counts what a device holds of a meter that is returned with it', async () => {
    const license = await shared({ limit_per_user: 4, kind: 'held' });
    const { key } = license;
    await take(key, 3, { ...DESK, user: 'ada' });
    await setTerms(server, license, { exports: { limit: 10, limit_per_device: 5, limit_per_user: 4 } });
    expect(meterIn(await take(key, 2, { ...DESK, user: 'bob' }))).toMatchObject({
      left_for_device: 0,
      left_for_user: 2,
    });
    expect(problemIn(await take(key, -3, { ...DESK, user: 'bob' }))).toMatchObject([409, 'METER_RETURN_EXCEEDED', {}]);
    await deactivate(server, key, 'desk');
    expect(meterIn(await take(key, 4, { ...LAPTOP, user: 'ada' }))).toMatchObject({ used: 4, left_for_user: 0 });
  });
});

describe('a limit for each user', () => {
  it('follows the user to other devices, whichever case an address has', async () => {
    const { key } = await shared({ limit: null, limit_per_user: 4 });
    await take(key, 3, { ...DESK, user: 'Ada@example.com' });
    expect(meterIn(await take(key, 1, { ...LAPTOP, user: 'ada@example.com' }))).toMatchObject({
      left: 0,
      left_for_user: 0,
    });
    expect(problemIn(await take(key, 1, { user: 'ada@example.com' }))).toMatchObject([
      409,
      'METER_EXHAUSTED',
      { reason: 'exhausted_by_user' },
    ]);
    expect(meterIn(await take(key, 4, { user: 'bob' }))).toMatchObject({ used: 8, left_for_user: 0 });
  });

  it('agrees with what a check says is enough', async () => {
    const { key } = await shared({ limit_per_device: 6, limit_per_user: 4 });
    await take(key, 3, { ...DESK, user: 'ada' });
    const isEnough = async (amount: number, more: object): Promise<boolean> => {
      const body = { license_key: key, items: [{ meter: 'exports', amount }], ...more };
      return (await server.call('POST', '/api/v1/validate', { body })).body.enough;
    };
    expect(await isEnough(1, { ...DESK, user: 'ada' })).toBe(true);
    expect(await isEnough(2, { ...DESK, user: 'ada' })).toBe(false);
    expect(await isEnough(4, { ...DESK, user: 'bob' })).toBe(false);
    expect(await isEnough(1, DESK)).toBe(false);
  });
});

describe('a reservation', () => {
  it('keeps the part of its device, which its commit takes', async () => {
    const { key } = await shared({ limit_per_device: 6 });
    const first = (await reserved(key, 4, DESK)).body.reservation_token;
    const second = (await reserved(key, 2, DESK)).body.reservation_token;
    expect(problemIn(await take(key, 1, DESK))).toMatchObject([
      409,
      'METER_EXHAUSTED',
      { reason: 'exhausted_by_device' },
    ]);
    expect(meterIn(await commit(server, first))).toMatchObject({ used: 4, reserved: 2, left_for_device: 0 });
    expect(meterIn(await commit(server, second))).toMatchObject({ used: 6, left: 0, left_for_device: 0 });
    expect(meterIn(await take(key, 4, LAPTOP))).toMatchObject({ used: 10 });
  });

  it('is refused by the limit of the period in which it is committed', async () => {
    server.clock.holdAt('2031-05-17T23:59:30.000Z');
    const license = await shared({ limit_per_user: 4, period: 'day' });
    const { key } = license;
    const token = (await reserved(key, 3, { user: 'ada' })).body.reservation_token;
    server.clock.holdAt('2031-05-18T00:00:10.000Z');
    await setTerms(server, license, {
      exports: { limit: 10, limit_per_user: 2, period: 'day' },
    });
    expect(problemIn(await commit(server, token))).toMatchObject([
      409,
      'METER_EXHAUSTED',
      { reason: 'exhausted_by_user' },
    ]);
  });
});

it('counts calls that share a transaction one after another, also their reservations and returns', async () => {
  const { key } = await shared({ limit: 20, limit_per_device: 4, limit_per_user: 5 });
  const call = (hardware_id: string, user: string, amount: number) => () => take(key, amount, { hardware_id, user });
  const answers = await inOneBatch(server, 'usage', [
    call('desk', 'ada', 3),
    call('desk', 'bob', 2),
    call('laptop', 'ada', 3),
    call('laptop', 'ada', 2),
    () => reserved(key, 1, { ...DESK, user: 'bob' }),
    call('desk', 'ada', -1),
    call('desk', 'bob', 1),
    call('desk', 'bob', 1),
  ]);
  const reasons = answers.map(({ status, body }) => body.error?.details[0].reason ?? status);
  expect(reasons).toEqual([200, 'exhausted_by_device', 'exhausted_by_user', 200, 201, 200, 200, 'exhausted_by_device']);
  expect(meterIn(await validate(server, key, 'desk', { user: 'ada' }))).toMatchObject({
    used: 5,
    left_for_device: 0,
    left_for_user: 1,
  });
});

it('limits credits in decimals, over all their features', async () => {
  const { key } = await credited(server, { limit: '10', limit_per_user: '1.5' }, { image: '0.25', text: '0.1' });
  const { body } = await useFeatures(server, key, { image: 2, text: 5 }, { user: 'ada' });
  expect(body.credits).toMatchObject([{ used: '1', left: '0.5', left_for_user: '0.5' }]);
  expect(problemIn(await useFeatures(server, key, { image: 3 }, { user: 'ada' }))).toMatchObject([
    409,
    'METER_EXHAUSTED',
    { reason: 'exhausted_by_user' },
  ]);
  expect((await reserve(server, key, { image: 6 }, { user: 'bob' })).status).toBe(201);
});

it.each([
  ['a fraction', { limit_per_device: 0.5 }],
  ['a text', { limit_per_user: '1' }],
  ['a negative amount', { limit_per_user: -1 }],
])('refuses %s as a limit of a meter', async (_case, terms) => {
  const { id } = await metered(server, { exports: { limit: 10 } });
  const body = { meters: { exports: { limit: 10, ...terms } } };
  expect((await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body })).status).toBe(400);
});

it('is stated by policies, their versions and licenses, and left out where there is none', async () => {
  const { id } = await metered(server, { exports: { limit: 10, limit_per_device: 6 } });
  const { body } = await server.asAdmin('GET', `/api/v1/licenses/${id}`);
  expect(body.meters.exports).toMatchObject({ limit: 10, limit_per_device: 6 });
  expect(body.meters.exports).not.toHaveProperty('limit_per_user');
  const meters = { exports: { limit: 10, limit_per_user: 4, limit_per_device: null } };
  const policy = (await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'Shared', meters } })).body;
  expect(policy.meters.exports).not.toHaveProperty('limit_per_device');
  const version = await server.asAdmin('POST', `/api/v1/policies/${policy.id}/versions`, { body: {} });
  expect(version.body.meters.exports).toMatchObject({ limit_per_user: 4 });
  const { key } = await issued(server, { policy: policy.id });
  expect(meterIn(await take(key, 3, { user: 'ada' }))).toMatchObject({ left: 1, left_for_user: 1 });
});
