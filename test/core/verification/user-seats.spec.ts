import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { assign, usersOf } from '../../support/license-users';
import { licenseOf, race } from '../../testkit/race';
import { eventsOf, seatsOf, tally } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const codeOf = ({ status, body }: Answer) => body.error?.code ?? body.code ?? status;

/** A license that assigns users on use. */
const licensed = (seats_per: string, max_activations: number | null, policy_overrides: object = {}) =>
  issued(server, {
    max_activations,
    policy_overrides: { seats_per, assign_user_on_use: true, ...policy_overrides },
  });

const seat = async ({ key }: { key: string }, device: string, user?: string) =>
  codeOf(await activate(server, key, device, { user }));
const check = async ({ key }: { key: string }, device?: string, user?: string) =>
  codeOf(await validate(server, key, device, { user }));
const seatsUsed = async ({ key }: { key: string }) => (await validate(server, key)).body.license.seats_used;
const activeDevices = async (license: { number: number }) =>
  (await seatsOf(server, license)).filter(({ live }) => live).map(({ fingerprint }) => fingerprint);

describe('seats per user', () => {
  it('let a user have any number of devices', async () => {
    const license = await licensed('user', 2);
    expect(await seat(license, 'desk', 'ada')).toBe(201);
    expect(await seat(license, 'laptop', 'ada')).toBe(201);
    expect(await seat(license, 'phone', 'ada')).toBe(201);
    expect(await seat(license, 'phone', 'ada')).toBe(200);
    expect(await seatsUsed(license)).toBe(1);
    expect(await seat(license, 'desk', 'grace')).toBe(200);
    expect((await validate(server, license.key)).body.license).toMatchObject({ seats_used: 2, use: '2 of 2 seats' });
    expect((await server.sdk.licenses.get(license.id)).seats_used).toBe(2);
    const { body: listed } = await server.asAdmin('GET', `/api/v1/licenses?key=${license.key}`);
    expect(listed.items[0].seats_used).toBe(2);
    expect(await seat(license, 'pc', 'eve')).toBe('SEATS_EXHAUSTED');
    expect(await seat(license, 'desk', 'eve')).toBe('SEATS_EXHAUSTED');
    expect(await usersOf(server, license)).toEqual(['grace', 'ada']);
  });

  it('are judged for the user who is named', async () => {
    const license = await licensed('user', 2);
    await seat(license, 'desk', 'ada');
    await assign(server, license, 'grace');
    expect(await check(license, 'desk', 'ada')).toBe('VALID');
    expect(await check(license, 'desk')).toBe('VALID');
    expect(await check(license, undefined, 'grace')).toBe('VALID');
    expect(await check(license, 'desk', 'grace')).toBe('DEVICE_MISMATCH');
    expect(codeOf(await heartbeat(server, license.key, 'desk', { user: 'grace' }))).toBe('DEVICE_MISMATCH');
    await changed(server, license, {
      policy_overrides: { ...license.policy_overrides, bind_on_check: true },
    });
    expect(await check(license, 'desk', 'grace')).toBe('VALID');
    expect(await check(license, 'desk', 'eve')).toBe('DEVICE_MISMATCH');
    expect(await seatsUsed(license)).toBe(2);
  });

  it('are free again once the last device of the user is deactivated', async () => {
    const license = await licensed('user', 2);
    await seat(license, 'desk', 'ada');
    await seat(license, 'desk', 'grace');
    await seat(license, 'laptop', 'ada');
    expect(await seatsUsed(license)).toBe(2);
    await deactivate(server, license.key, 'desk');
    expect(await seatsUsed(license)).toBe(1);
    expect(await seat(license, 'desk', 'eve')).toBe(200);
    expect(await check(license, 'desk', 'ada')).toBe('DEVICE_MISMATCH');
    expect(await seatsUsed(license)).toBe(2);
  });

  it('count a device that no user uses, until a user takes it over', async () => {
    const license = await licensed('user', 2);
    expect(await seat(license, 'desk')).toBe(201);
    expect(await seat(license, 'laptop')).toBe(201);
    expect(await seat(license, 'phone')).toBe('SEATS_EXHAUSTED');
    expect(await seat(license, 'desk', 'ada')).toBe(200);
    expect(await seatsUsed(license)).toBe(2);
    const taken = await activate(server, license.key, 'laptop', { user: 'ada' });
    expect(taken.status).toBe(200);
    expect(await seatsUsed(license)).toBe(1);
    const v2 = { license_key: license.key, hardware_hash: 'tablet' };
    expect((await server.withKey('POST', '/api/license/activate', { body: v2 })).status).toBeLessThan(300);
    expect(await seatsUsed(license)).toBe(2);
  });

  it('go with a user whom an admin removes', async () => {
    const license = await licensed('user', 3);
    await seat(license, 'desk', 'ada');
    await seat(license, 'laptop', 'ada');
    await seat(license, 'laptop', 'grace');
    const { items } = await server.sdk.licenseUsers.list(license.id, { q: 'ada' });
    await server.sdk.licenseUsers.remove(license.id, single(items).id);
    expect(await activeDevices(license)).toEqual(['laptop']);
    expect(await seatsUsed(license)).toBe(1);
    expect(await check(license, 'laptop', 'grace')).toBe('VALID');
  });

  it.each([['user'], ['user_device']])('give the oldest %s away if the policy says so', async (seats_per) => {
    const license = await licensed(seats_per, 2, { when_full: 'deactivate_oldest' });
    await seat(license, 'desk', 'ada');
    server.clock.advance(1000);
    await seat(license, 'laptop', 'grace');
    server.clock.advance(1000);
    expect(await seat(license, 'laptop', 'eve')).toBe(200);
    expect(await activeDevices(license)).toEqual(['laptop']);
    expect(await seatsUsed(license)).toBe(2);
    expect(await check(license, 'laptop', 'grace')).toBe('VALID');
    server.clock.advance(1000);
    await seat(license, 'laptop', 'alan');
    expect(await seatsUsed(license)).toBe(2);
    expect(await activeDevices(license)).toEqual(['laptop']);
  });

  it('release the dead ones of users who were not seen', async () => {
    const license = await licensed('user', 2, { dead_seats: 'release', heartbeat_timeout: 60 });
    await seat(license, 'desk', 'ada');
    await seat(license, 'laptop', 'grace');
    server.clock.advance(50_000);
    await heartbeat(server, license.key, 'laptop', { user: 'grace' });
    expect(await seat(license, 'phone', 'eve')).toBe('SEATS_EXHAUSTED');
    server.clock.advance(20_000);
    expect(await seat(license, 'phone', 'eve')).toBe(201);
    expect(await activeDevices(license)).toEqual(['laptop', 'phone']);
    expect(await seatsUsed(license)).toBe(2);
  });

  it('report the thresholds of users, not of devices', async () => {
    const license = await licensed('user', 1);
    await seat(license, 'desk', 'ada');
    await seat(license, 'laptop', 'ada');
    const reported = (await eventsOf(server, license.id)).filter(({ name }) => name === 'license.usage_threshold');
    expect(reported.map(({ data }) => [data.threshold, data.used, data.limit])).toEqual([[100, 1, 1]]);
  });
});

describe('seats per user and device', () => {
  it('count each pair', async () => {
    const license = await licensed('user_device', 3);
    expect(await seat(license, 'desk', 'ada')).toBe(201);
    expect(await seat(license, 'laptop', 'ada')).toBe(201);
    expect(await seat(license, 'desk', 'grace')).toBe(200);
    expect(await seatsUsed(license)).toBe(3);
    expect(await seat(license, 'laptop', 'grace')).toBe('SEATS_EXHAUSTED');
    expect(await seat(license, 'phone')).toBe('SEATS_EXHAUSTED');
    await deactivate(server, license.key, 'desk');
    expect(await seatsUsed(license)).toBe(1);
    expect(await seat(license, 'laptop', 'grace')).toBe(200);
    expect(await seatsUsed(license)).toBe(2);
  });
});

describe('a change of what a seat is', () => {
  it('keeps all seats and counts them anew', async () => {
    const license = await licensed('device', 3);
    await seat(license, 'desk', 'ada');
    await seat(license, 'laptop', 'ada');
    await seat(license, 'phone');
    expect(await seatsUsed(license)).toBe(3);
    const counted = async (seats_per: string) => {
      await changed(server, license, { policy_overrides: { ...license.policy_overrides, seats_per } });
      return seatsUsed(license);
    };
    expect(await counted('user')).toBe(2);
    expect(await counted('user_device')).toBe(3);
    expect(await counted('device')).toBe(3);
  });
});

describe('racing for seats per user', () => {
  it.each([
    ['user', 5],
    ['user_device', 5],
  ])('gives exactly five away by %s on two nodes', async (seats_per, max) => {
    const license = await licensed(seats_per, max);
    // Seven users, each with two devices that others use as well.
    const calls = Array.from({ length: 14 }, (_, index) => ({
      device: `device ${index % 5}`,
      user: `E-${index % 7}`,
    }));
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      calls.map(
        ({ device, user }, index) =>
          () =>
            activate(index % 2 ? server : other, license.key, device, { user }),
      ),
    );
    expect(await seatsUsed(license)).toBe(max);
    const codes = tally(answers.map(codeOf));
    expect((codes[200] ?? 0) + (codes[201] ?? 0) + (codes.SEATS_EXHAUSTED ?? 0)).toBe(14);
    const pairs: { users: number; pairs: number }[] = await server.dataSource.query(
      `SELECT count(DISTINCT user_id)::integer AS users, count(*)::integer AS pairs FROM activation_users
       WHERE activation_id IN (SELECT id FROM activations WHERE license_id = $1)`,
      [license.number],
    );
    expect(pairs[0]?.[seats_per === 'user' ? 'users' : 'pairs']).toBe(max);
  });
});
