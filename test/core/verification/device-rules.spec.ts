import type { Activation, License } from '../../../sdk/src/generated/native';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { LicenseManager } from '../../support/license-manager';
import { licenseOf, race } from '../../testkit/race';
import { eventsOf, tally } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const withRules = (policy_overrides: object, more: object = {}): Promise<License> =>
  issued(server, { policy_overrides, ...more });
const refused = { status: 403, body: { error: { code: 'DEVICE_NOT_ALLOWED' } } };
const activation = async (license: { id: string }, fingerprint: string): Promise<Activation> => {
  const { items } = await server.sdk.activations.list({ license: license.id, fingerprint });
  return single(items);
};
const seatsOf = async (license: { key: string }): Promise<number> =>
  (await validate(server, license.key)).body.license.seats_used;

describe('a host that the policy refuses', () => {
  it.each([
    ['virtual_machines', 'virtual_machine'],
    ['containers', 'container'],
    ['development_hosts', 'development'],
  ])('by %s is a %s alone, at activation, check and heartbeat', async (rule, environment) => {
    const license = await withRules({ [rule]: 'refuse' });
    expect(await activate(server, license.key, 'new', { environment })).toMatchObject(refused);
    expect(await seatsOf(license)).toBe(0);
    expect(await activate(server, license.key, 'desk', { environment: 'physical' })).toMatchObject({ status: 201 });
    expect(await heartbeat(server, license.key, 'desk', { environment })).toMatchObject(refused);
    const { body } = await validate(server, license.key, 'desk', { environment });
    expect(body).toMatchObject({ valid: false, code: 'DEVICE_NOT_ALLOWED', license: { seats_used: 1 } });
    expect((await validate(server, license.key, 'desk')).body.valid).toBe(true);
    expect(await deactivate(server, license.key, 'desk')).toMatchObject({ status: 200 });
  });

  it('is known by what it told, also by an API that cannot ask', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'vm', { environment: 'virtual_machine' });
    await changed(server, license, { policy_overrides: { virtual_machines: 'refuse' } });
    expect((await validate(server, license.key, 'vm')).body.code).toBe('DEVICE_NOT_ALLOWED');
    const body = { license_key: license.key, hardware_hash: 'vm' };
    expect(await server.withKey('POST', '/api/license/activate', { body })).toMatchObject({
      status: 403,
      body: { error: { code: 'LICENSE_INACTIVE' } },
    });
  });
});

describe('a host without a seat', () => {
  const rules = { containers: 'without_seat' };
  const inContainer = { environment: 'container' };

  it('is no transfer when it is deactivated', async () => {
    const license = await withRules({ ...rules, max_transfers: 0 });
    await activate(server, license.key, 'desk');
    await activate(server, license.key, 'pod', inContainer);
    expect(await deactivate(server, license.key, 'pod')).toMatchObject({ status: 200 });
    expect(await deactivate(server, license.key, 'desk')).toMatchObject({ status: 409 });
  });

  it('is active beside a full license, and counted nowhere', async () => {
    const license = await withRules(rules, { max_activations: 1 });
    await activate(server, license.key, 'desk');
    const { status, body } = await activate(server, license.key, 'pod', inContainer);
    expect([status, body.success]).toEqual([201, true]);
    expect((await validate(server, license.key, 'pod')).body).toMatchObject({
      valid: true,
      license: { seats_used: 1, use: '1 of 1 seats' },
    });
    const shown = await server.sdk.licenses.get(license.id);
    expect(shown.seats_used).toBe(1);
    expect(await activation(license, 'pod')).toMatchObject({
      active: true,
      takes_seat: false,
      environment: 'container',
      cores: null,
    });
    const thresholds = (await eventsOf(server, license.id)).filter(({ name }) => name === 'license.usage_threshold');
    expect(thresholds).toHaveLength(1);
  });

  it('stays active when dead seats are released', async () => {
    const terms = { ...rules, dead_seats: 'release', heartbeat_timeout: 60 };
    const license = await withRules(terms, { max_activations: 1 });
    await activate(server, license.key, 'pod', inContainer);
    await activate(server, license.key, 'desk');
    server.clock.advance(61_000);
    expect(await activate(server, license.key, 'laptop')).toMatchObject({ status: 201 });
    expect(await activation(license, 'desk')).toMatchObject({ active: false });
    expect(await activation(license, 'pod')).toMatchObject({ active: true });
  });

  it('is an active device of a license without seats in use', async () => {
    const license = await withRules(rules);
    await activate(server, license.key, 'pod', inContainer);
    expect((await validate(server, license.key, 'other')).body.code).toBe('DEVICE_MISMATCH');
    await deactivate(server, license.key, 'pod');
    expect((await validate(server, license.key, 'other')).body.code).toBe('NOT_ACTIVATED');
  });

  it('evicts nobody, and is not evicted', async () => {
    const license = await withRules({ ...rules, when_full: 'deactivate_oldest' }, { max_activations: 1 });
    await activate(server, license.key, 'pod', inContainer);
    server.clock.advance(1000);
    await activate(server, license.key, 'desk');
    await activate(server, license.key, 'second pod', inContainer);
    await activate(server, license.key, 'laptop');
    const valid = await Promise.all(
      ['pod', 'second pod', 'desk', 'laptop'].map(
        async (device) => (await validate(server, license.key, device)).body.valid,
      ),
    );
    expect(valid).toEqual([true, true, false, true]);
  });

  it('takes a seat when it activates as another host, and gives it back when it activates as before', async () => {
    const license = await withRules(rules, { max_activations: 1 });
    await activate(server, license.key, 'pod', inContainer);
    expect((await validate(server, license.key, 'pod', { environment: 'physical' })).body.valid).toBe(true);
    expect(await seatsOf(license)).toBe(0);

    expect(await activate(server, license.key, 'pod', { environment: 'physical' })).toMatchObject({ status: 200 });
    expect(await seatsOf(license)).toBe(1);
    expect(await activate(server, license.key, 'desk')).toMatchObject({ status: 409 });

    expect(await activate(server, license.key, 'pod', inContainer)).toMatchObject({ status: 200 });
    expect(await seatsOf(license)).toBe(0);
    expect(await activate(server, license.key, 'desk')).toMatchObject({ status: 201 });
    const full = { status: 409, body: { error: { code: 'SEATS_EXHAUSTED' } } };
    expect(await activate(server, license.key, 'pod', { environment: 'physical' })).toMatchObject(full);
    expect((await validate(server, license.key, 'pod')).body.valid).toBe(true);
  });

  it('leaves the last seat to one of those that race for it', async () => {
    const license = await withRules(rules, { max_activations: 1 });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from(
        { length: 6 },
        (_, n) => () => activate(server, license.key, `device ${n}`, n % 2 ? inContainer : { environment: 'physical' }),
      ),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 4, 409: 2 });
    expect(await seatsOf(license)).toBe(1);
  });

  it('does not hide the seats of a license with very many such hosts', async () => {
    const license = await withRules(rules, { max_activations: 1 });
    await server.dataSource.query(
      `INSERT INTO activations (license_id, fingerprint, environment, takes_seat, activated_at, last_seen_at)
       SELECT $1, 'pod ' || n, 'container', false, now(), now() FROM generate_series(1, 10001) AS n`,
      [license.number],
    );
    await activate(server, license.key, 'desk');
    expect(await seatsOf(license)).toBe(1);
    expect(await activate(server, license.key, 'laptop')).toMatchObject({ status: 409 });
    expect((await validate(server, license.key, 'pod 10001')).body.valid).toBe(true);
  });

  it('is counted in no figure of seats', async () => {
    const before = (await server.sdk.monitoring.getStats()).usage;
    const license = await withRules(rules);
    await activate(server, license.key, 'pod', inContainer);
    await activate(server, license.key, 'desk');
    const after = (await server.sdk.monitoring.getStats()).usage;
    expect(after.activations - before.activations).toBe(1);
  });
});

describe('the size of a device', () => {
  it('is limited at activation, check and heartbeat, and shown to admins', async () => {
    const license = await withRules({ max_cores: 8, max_memory_mb: 16_384 });
    const small = { cores: 8, memory_mb: 16_384 };
    expect(await activate(server, license.key, 'desk', { ...small, cores: 9 })).toMatchObject(refused);
    expect(await activate(server, license.key, 'desk', { ...small, memory_mb: 16_385 })).toMatchObject(refused);
    expect(await activate(server, license.key, 'desk', small)).toMatchObject({ status: 201 });
    expect(await activation(license, 'desk')).toMatchObject({ ...small, environment: null, takes_seat: true });
    expect(await heartbeat(server, license.key, 'desk', { cores: 9 })).toMatchObject(refused);
    expect((await validate(server, license.key, 'desk', { memory_mb: 16_385 })).body.code).toBe('DEVICE_NOT_ALLOWED');
    expect((await validate(server, license.key, 'desk')).body.code).toBe('VALID');
    await changed(server, license, { policy_overrides: { max_cores: 4 } });
    expect((await validate(server, license.key, 'desk')).body.code).toBe('DEVICE_NOT_ALLOWED');
  });

  it.each([
    { environment: 'moon' },
    { environment: ['container'] },
    { cores: 0 },
    { cores: '8' },
    { cores: 1.5 },
    { memory_mb: 2_147_483_648 },
    { memory_mb: null },
  ])('and its kind are refused if they are none: %j', async (wrong) => {
    const { key } = await issued(server);
    for (const call of [activate, validate, heartbeat]) {
      const { status, body } = await call(server, key, 'desk', wrong);
      expect([status, body.error.details[0].field]).toEqual([400, Object.keys(wrong)[0]]);
    }
  });
});

describe('a local domain', () => {
  const LOCAL = [
    'http://localhost:8000',
    'https://shop.test',
    'dev.shop.local',
    'http://192.168.1.20:8080/',
    '[::1]:3000',
  ];
  let manager: LicenseManager;
  beforeAll(async () => {
    manager = await LicenseManager.on(server);
  });

  const on = (license: { key: string }, url?: string, path = 'license/activate') =>
    manager.ask('POST', path, {
      body: { license_code: license.key },
      headers: url === undefined ? {} : { 'x-api-url': url },
    });
  const seats = async (license: { id: string }) => (await server.sdk.licenses.get(license.id)).seats_used;

  it('takes no seat, so that the shop gets its only one', async () => {
    const license = await manager.aLicense({ max_activations: 1 });
    for (const url of LOCAL) {
      expect([url, (await on(license, url)).status]).toEqual([url, 200]);
    }
    expect(await seats(license)).toBe(0);
    expect((await on(license, 'https://shop.example')).status).toBe(200);
    expect((await on(license, 'https://another.example')).status).toBe(400);
    expect((await on(license, 'https://third.test')).status).toBe(200);
    expect((await on(license, 'http://localhost:8000', 'license/verify')).status).toBe(200);
    expect(await seats(license)).toBe(1);
    expect(await activation(license, 'localhost')).toMatchObject({ kind: 'domain', active: true, takes_seat: false });
    expect(await activation(license, 'shop.example')).toMatchObject({ kind: 'domain', takes_seat: true });
    const shown = await manager.manage('GET', `product-licenses/${license.number}`);
    expect(shown.body.data).toMatchObject({ parallel_uses_left: 0, activations_count: 1 });
  });

  it('takes none through the calls of LicenseBox either', async () => {
    const license = await manager.aLicense({ max_activations: 1 });
    const activateOn = (url: string) =>
      manager.askLegacy(
        'activate_license',
        { product_id: license.product, license_code: license.key, client_name: '', verify_type: 'non_envato' },
        { 'lb-url': url },
      );
    for (const url of ['http://localhost/install/', 'https://shop.example/install/']) {
      expect((await activateOn(url)).body.status).toBe(true);
    }
    expect((await activateOn('https://another.example')).body.status).toBe(false);
  });

  it('takes none through the native API where the domain is what activates, and says so', async () => {
    const license = await issued(server, { max_activations: 1 });
    const { status, body } = await activate(server, license.key, 'localhost', { domain: 'http://localhost:3000' });
    expect([status, body.takes_seat]).toEqual([201, false]);
    const { body: desk } = await activate(server, license.key, 'desk', { domain: 'localhost' });
    expect(desk).toEqual(expect.not.objectContaining({ takes_seat: expect.anything() }));
    expect((await activate(server, license.key, 'laptop', { domain: 'localhost' })).status).toBe(409);
  });

  it('does not become the only allowed domain', async () => {
    const license = await manager.aLicense({ policy_overrides: { add_first_domain: true } });
    await on(license, 'http://localhost');
    await on(license, 'https://shop.example');
    expect((await manager.natively(license.key)).allowed_domains).toEqual(['shop.example']);
  });

  it('takes a seat if it is the id of a desktop program, or the address of a program that named none', async () => {
    const license = await manager.aLicense({ max_activations: 3 });
    await on(license, 'https://b1946ac92492d2347c6235b4d2611184.local');
    await on(license, 'localhost.hwid');
    await on(license);
    expect(await seats(license)).toBe(3);
  });

  it('takes a seat or is refused, if the policy says so', async () => {
    const counted = await manager.aLicense({ max_activations: 1, policy_overrides: { local_domains: 'count' } });
    expect((await on(counted, 'http://localhost')).status).toBe(200);
    expect((await on(counted, 'https://shop.example')).status).toBe(400);
    const strict = await manager.aLicense({ policy_overrides: { local_domains: 'refuse' } });
    expect((await on(strict, 'http://localhost')).status).toBe(400);
    expect((await on(strict, 'https://shop.example')).status).toBe(200);
  });

  it('gives its seat back, or needs one, at its next activation after the policy changed', async () => {
    const license = await manager.aLicense({ max_activations: 1, policy_overrides: { local_domains: 'count' } });
    await on(license, 'http://localhost');
    await changed(server, license, { policy_overrides: {} });
    expect(await seats(license)).toBe(1);
    await on(license, 'http://localhost');
    expect(await seats(license)).toBe(0);
    await on(license, 'https://shop.example');
    await changed(server, license, { policy_overrides: { local_domains: 'count' } });
    expect((await on(license, 'http://localhost', 'license/verify')).status).toBe(200);
    expect((await on(license, 'http://localhost')).status).toBe(400);
    expect(await seats(license)).toBe(1);
  });
});
