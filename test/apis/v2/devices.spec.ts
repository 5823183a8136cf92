import { activate, changed, issued, validate } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { activeSeatsOf, countsAndRows, eventsOf, seatsOf, tally, verificationsOf } from '../../testkit/records';
import { createLoggedInUser } from '../../testkit/users';
import { type Answer, TestServer } from '../../testkit/server';

const DEVICE = 'unique-hardware-identifier';

// The requests as the contract writes them.
const ACTIVATE = {
  license_key: 'XXXX-XXXX-XXXX-XXXX',
  hardware_hash: 'unique-hardware-identifier',
  machine_name: 'DESKTOP-ABC123',
  app_version: '1.0.0',
};
const REGISTER = {
  hardware_hash: 'unique-hardware-identifier',
  machine_name: 'DESKTOP-XYZ789',
  app_version: '1.0.0',
};

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  server.clock.reset();
  await server.emptyTables('licenses');
});
afterAll(() => server.stop());

const devices = (number: number | string) => server.asAdmin('GET', `/api/license/${number}/devices`);
const register = (number: number | string, body: unknown = REGISTER) =>
  server.asAdmin('POST', `/api/license/${number}/register-device`, { body });
const deactivate = (number: number | string, device: number | string) =>
  server.asAdmin('POST', `/api/license/${number}/deactivate-device/${device}`);
const nextId = (table: string, id: number) =>
  server.dataSource.query(`ALTER TABLE "${table}" ALTER COLUMN id RESTART WITH ${id}`);
const refusal = (code: string) => ({ error: { code, message: expect.any(String) } });
const outcome = ({ status, body }: Answer) => [status, body];

describe('the examples of the contract', () => {
  it('list the devices of a license', async () => {
    await nextId('activations', 123);
    const { number } = await issued(server, { key: ACTIVATE.license_key });
    server.clock.holdAt('2025-01-01T10:00:00Z');
    await server.withKey('POST', '/api/license/activate', { body: ACTIVATE });
    server.clock.holdAt('2025-06-19T14:30:00Z');
    await server.withKey('POST', '/api/license/verify', { body: ACTIVATE });
    expect(outcome(await devices(number))).toEqual([
      200,
      {
        devices: [
          {
            id: 123,
            hardware_hash: 'unique-hardware-identifier',
            machine_name: 'DESKTOP-ABC123',
            activated_at: '2025-01-01T10:00:00Z',
            last_heartbeat: '2025-06-19T14:30:00Z',
            is_active: true,
            app_version: '1.0.0',
          },
        ],
      },
    ]);
  });

  it('register a device and deactivate it', async () => {
    await nextId('activations', 456);
    const { number, key } = await issued(server);
    expect(outcome(await register(number))).toEqual([
      200,
      { success: true, device_id: 456, message: 'Device registered successfully' },
    ]);
    expect((await validate(server, key, DEVICE)).body.valid).toBe(true);
    expect(outcome(await deactivate(number, 456))).toEqual([
      200,
      { success: true, message: 'Device deactivated successfully' },
    ]);
    expect((await validate(server, key, DEVICE)).body.valid).toBe(false);
  });
});

describe('the list of devices', () => {
  it('has inactive ones as well, the newest first', async () => {
    const { number, key } = await issued(server, { max_activations: 3 });
    await activate(server, key, 'desk');
    const { body } = await register(number, { hardware_hash: 'laptop' });
    await deactivate(number, body.device_id);
    expect((await devices(number)).body.devices).toMatchObject([
      { hardware_hash: 'laptop', machine_name: null, app_version: null, is_active: false },
      { hardware_hash: 'desk', is_active: true },
    ]);
  });

  it('is empty for a license without devices', async () => {
    expect((await devices((await issued(server)).number)).body).toEqual({ devices: [] });
  });
});

describe('registering a device', () => {
  it('takes a seat, starts the term, and is logged and on record like an activation', async () => {
    const license = await issued(server, { max_activations: 2 });
    const before = await countsAndRows(server);
    const { body } = await register(license.number);
    const [activation] = await server.dataSource.query('SELECT * FROM activations WHERE id = $1', [body.device_id]);
    expect(activation).toMatchObject({
      fingerprint: DEVICE,
      name: 'DESKTOP-XYZ789',
      app_version: '1.0.0',
      kind: 'device',
      ip: null,
      user_agent: null,
    });
    expect((await verificationsOf(server, license.key)).at(-1)).toMatchObject({
      fingerprint: DEVICE,
      operation: 'activate',
      outcome: 'VALID',
      dialect: 'v2',
    });
    expect((await eventsOf(server, license.id)).at(-2)).toMatchObject({
      name: 'license.activated',
      data: { activation_id: `act_${body.device_id}` },
    });
    const after = await server.asAdmin('GET', `/api/v1/licenses/${license.id}`);
    expect(after.body).toMatchObject({ status: 'active', first_activated_at: expect.any(String) });
    const { counts, rows } = await countsAndRows(server);
    expect(counts).toEqual(rows);
    expect(counts).not.toEqual(before.counts);
  });

  it('keeps the seat of an active device, and takes a free one for a device that was deactivated', async () => {
    const license = await issued(server, { max_activations: 1 });
    const first = await register(license.number);
    const again = await register(license.number, { ...REGISTER, machine_name: 'Reception' });
    expect(again.body.device_id).toBe(first.body.device_id);
    expect(await seatsOf(server, license)).toMatchObject([{ fingerprint: DEVICE, live: true, name: 'Reception' }]);
    await deactivate(license.number, first.body.device_id);
    expect((await register(license.number)).body).toEqual(first.body);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('needs no address that the license allows, and stores none: the admin is not the device', async () => {
    const { number, id } = await issued(server, { allowed_ips: ['203.0.113.7'] });
    expect((await register(number)).status).toBe(200);
    const { items } = await server.sdk.activations.list({ license: id });
    expect(items).toMatchObject([{ fingerprint: DEVICE, ip: null, user_agent: null }]);
  });

  it('takes null for the name and the version, as typed clients send it', async () => {
    const { number } = await issued(server);
    const { status } = await register(number, { hardware_hash: DEVICE, machine_name: null, app_version: null });
    expect(status).toBe(200);
  });

  it('is refused without a free seat, and the refusal is logged', async () => {
    const license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'desk');
    expect(outcome(await register(license.number))).toEqual([409, refusal('ACTIVATION_LIMIT_REACHED')]);
    expect((await verificationsOf(server, license.key)).at(-1)).toMatchObject({ outcome: 'SEATS_EXHAUSTED' });
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it.each([
    [{ state: 'disabled' }, 403, 'LICENSE_INACTIVE'],
    [{ state: 'blocked' }, 403, 'LICENSE_INACTIVE'],
    [{ state: 'revoked' }, 403, 'LICENSE_INACTIVE'],
    [{ starts_at: '2090-01-01' }, 403, 'LICENSE_INACTIVE'],
    [{ expires_at: '2020-01-01' }, 403, 'LICENSE_EXPIRED'],
  ])('is refused for a license with %j', async (terms, status, code) => {
    const license = await issued(server);
    await changed(server, license, terms);
    expect(outcome(await register(license.number))).toEqual([status, refusal(code)]);
    expect(await seatsOf(server, license)).toEqual([]);
  });

  it('is refused for a device that is active on another license of a product where devices are unique', async () => {
    const terms = { product: 'lic-default', policy_overrides: { device_unique_within: 'product' } };
    const [first, second] = [await issued(server, terms), await issued(server, terms)];
    await register(first.number);
    expect(outcome(await register(second.number))).toEqual([409, refusal('DEVICE_BOUND_ELSEWHERE')]);
  });

  it.each([
    ['no hardware_hash', {}],
    ['an empty one', { hardware_hash: '' }],
    ['one of 513 characters', { hardware_hash: 'x'.repeat(513) }],
    ['a list', { hardware_hash: ['x'] }],
    ['a NUL character', { hardware_hash: 'a\0b' }],
    ['a name of 256 characters', { ...REGISTER, machine_name: 'x'.repeat(256) }],
    ['an object as version', { ...REGISTER, app_version: {} }],
  ])('is refused with %s', async (_what, body) => {
    const { number } = await issued(server);
    const answer = await register(number, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('gives the last seat to one of many devices, registered by admins or activating themselves', async () => {
    const license = await issued(server, { max_activations: 1 });
    const racers = Array.from({ length: 6 }, (_, n) =>
      n % 2 === 0
        ? () => register(license.number, { hardware_hash: `device ${n}` })
        : () => activate(server, license.key, `device ${n}`),
    );
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, racers);
    const { 409: refused } = tally(answers.map(({ status }) => status));
    expect(refused).toBe(5);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });
});

describe('deactivating a device', () => {
  it('releases its seat once, and stays done', async () => {
    const license = await issued(server, { max_activations: 1 });
    const { body } = await register(license.number);
    for (let call = 0; call < 2; call++) {
      expect((await deactivate(license.number, body.device_id)).status).toBe(200);
    }
    expect(await activeSeatsOf(server, license)).toBe(0);
    const events = (await eventsOf(server, license.id)).map(({ name }) => name);
    // The only seat was all of them.
    expect(events).toEqual([
      'license.issued',
      'license.activated',
      'license.first_activated',
      'license.usage_threshold',
      'license.deactivated',
    ]);
    expect((await verificationsOf(server, license.key)).at(-1)).toMatchObject({ operation: 'deactivate' });
    expect((await activate(server, license.key, 'another')).status).toBe(201);
  });

  it('does not find devices of other licenses', async () => {
    const [own, other] = [await issued(server), await issued(server)];
    const { body } = await register(other.number);
    expect(outcome(await deactivate(own.number, body.device_id))).toEqual([404, refusal('NOT_FOUND')]);
    expect(await activeSeatsOf(server, other)).toBe(1);
  });

  it.each(['0', '-1', 'act_1', '1.5', '9'.repeat(30), '999999'])('does not find the device %s', async (device) => {
    const { number } = await issued(server);
    expect(outcome(await deactivate(number, device))).toEqual([404, refusal('NOT_FOUND')]);
  });
});

it.each(['0', '-1', 'abc', '1e3', '9'.repeat(30), '999999', '2f9a4e0e-6a0b-4d57-9a3f-0c9f4b1f7a11'])(
  'the license %s is not found',
  async (number) => {
    for (const answer of [await devices(number), await register(number), await deactivate(number, 1)]) {
      expect(outcome(answer)).toEqual([404, refusal('LICENSE_NOT_FOUND')]);
    }
  },
);

describe('the devices of a license', () => {
  const CALLS = [
    ['GET', 'devices'],
    ['POST', 'register-device'],
    ['POST', 'deactivate-device/1'],
  ] as const;

  it('are closed to all but admins, in the nested shape', async () => {
    const { number } = await issued(server);
    for (const [method, call] of CALLS) {
      const path = `/api/license/${number}/${call}`;
      expect(outcome(await server.call(method, path))).toEqual([401, refusal('UNAUTHORIZED')]);
      expect(outcome(await server.withKey(method, path))).toEqual([403, refusal('FORBIDDEN')]);
    }
  });

  it('are seen by viewers, and deactivated by support', async () => {
    const { number } = await issued(server);
    const { body } = await register(number);
    const [viewer, support] = [await createLoggedInUser(server, 'viewer'), await createLoggedInUser(server, 'support')];
    const path = `/api/license/${number}`;
    expect((await viewer.call('GET', `${path}/devices`)).status).toBe(200);
    expect((await viewer.call('POST', `${path}/deactivate-device/${body.device_id}`)).status).toBe(403);
    expect((await support.call('POST', `${path}/register-device`, { body: REGISTER })).status).toBe(403);
    expect((await support.call('POST', `${path}/deactivate-device/${body.device_id}`)).status).toBe(200);
  });
});
