import { createLoggedInUser, type LoggedInUser } from '../../testkit/users';
import { activate, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { INVALID, verify } from '../../support/lic';
import { activate as activateSystem, Dashboard, SYSTEM } from '../../support/progran3';
import { TestServer } from '../../testkit/server';

const HOUR = 3_600_000;
const LISTS = [
  'lm_blacklisted_buyers',
  'lm_blacklisted_license_codes',
  'lm_blacklisted_domains',
  'lm_blacklisted_ips',
  'blacklist.fingerprints',
  'lm_blacklist_ip_after_failed_attempts',
  'lm_blacklist_domain_after_failed_attempts',
];

let server: TestServer;
let owner: LoggedInUser;
beforeAll(async () => {
  server = await TestServer.shared({ TRUSTED_PROXIES: '127.0.0.1' });
  owner = await createLoggedInUser(server, 'owner');
});
beforeEach(async () => {
  server.clock.reset();
  await settle(Object.fromEntries(LISTS.map((name) => [name, null])));
});
afterAll(() => server.stop());

async function settle(values: Record<string, unknown>): Promise<void> {
  const { status, body } = await owner.call('PATCH', '/api/v1/settings', { body: values });
  expect([status, body]).toMatchObject([200, {}]);
}

const codeOf = async (key: string, more: Record<string, unknown> = {}): Promise<string> =>
  (await validate(server, key, undefined, more)).body.code;

const from = (address: string, path: string, body: object) =>
  server.call('POST', path, { body, headers: { 'x-forwarded-for': address } });
const activateFrom = (address: string, key: string, device = 'desk', more: object = {}) =>
  from(address, '/api/v1/activate', { license_key: key, hardware_id: device, ...more });
const codeFrom = async (address: string, key: string, device?: string): Promise<string> => {
  const { status, body } = await activateFrom(address, key, device);
  return status < 300 ? 'VALID' : body.error.code;
};

let callers = 0;
const freshAddress = () => `198.51.100.${++callers}`;

describe('a blacklisted license code', () => {
  it('is refused by every native call but the one that gives the seat back, at once and until it is off the list', async () => {
    const { key } = await issued(server);
    await activate(server, key, 'desk');
    expect(await codeOf(key)).toBe('VALID');

    await settle({ lm_blacklisted_license_codes: ['another', key] });
    expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: false, code: 'BLACKLISTED' });
    const refused = { status: 403, body: { error: { code: 'BLACKLISTED' } } };
    expect(await activate(server, key, 'desk')).toMatchObject(refused);
    expect(await activate(server, key, 'laptop')).toMatchObject(refused);
    expect(await heartbeat(server, key, 'desk')).toMatchObject(refused);

    await settle({ lm_blacklisted_license_codes: ['another'] });
    expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: true });
    await settle({ lm_blacklisted_license_codes: [key] });
    expect(await deactivate(server, key, 'desk')).toMatchObject({ status: 200 });
  });

  it('is refused by V2, and gets no session there', async () => {
    const { key } = await issued(server);
    await activate(server, key, 'desk');
    await settle({ lm_blacklisted_license_codes: [key] });
    const body = { license_key: key, hardware_hash: 'desk' };
    const verified = await server.withKey('POST', '/api/license/verify', { body });
    expect(verified).toMatchObject({ status: 200, body: { valid: false } });
    expect(await server.withKey('POST', '/api/license/activate', { body })).toMatchObject({
      status: 403,
      body: { error: { code: 'LICENSE_INACTIVE' } },
    });
    const session = await server.withKey('POST', '/api/license/session/start', { body });
    expect(session).toMatchObject({ status: 403 });
  });

  it('is refused by LIC', async () => {
    const { key } = await issued(server, { product: 'lic-default' });
    const ask = async () => (await verify(server, key)).body;
    expect(await ask()).toMatchObject({ success: true });
    await settle({ lm_blacklisted_license_codes: [key] });
    expect(await ask()).toEqual(INVALID);
  });

  it('is compared case-sensitively', async () => {
    const { key } = await issued(server);
    await settle({ lm_blacklisted_license_codes: [key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase()] });
    expect(await codeOf(key)).toBe('VALID');
  });
});

describe('a blacklisted buyer', () => {
  it.each([
    ['name', { name: 'Globex ' }, 'globex'],
    ['reference', { name: 'Anybody', reference: 'CUST-GLOBEX' }, 'cust-globex'],
    ['e-mail', { name: 'Anybody', email: 'it@globex.example' }, ' IT@Globex.example'],
  ])('is found by the %s of the customer whose license it is', async (_what, customer, entry) => {
    const { id } = await server.sdk.customers.create(customer);
    const { key } = await issued(server, { customer_id: id });
    expect(await codeOf(key)).toBe('VALID');
    await settle({ lm_blacklisted_buyers: [entry] });
    expect(await codeOf(key)).toBe('BLACKLISTED');
  });

  it.each([
    ['restricted_to_client_name', 'Globex'],
    ['restricted_to_email', 'it@globex.example'],
  ])('is found by the restriction of a license to its client: %s', async (field, value) => {
    const { key } = await issued(server, { [field]: value });
    await settle({ lm_blacklisted_buyers: [value.toUpperCase()] });
    expect(await codeOf(key)).toBe('BLACKLISTED');
  });

  it('is not whose name only begins alike', async () => {
    const { key } = await issued(server, { restricted_to_client_name: 'Globex Ltd' });
    await settle({ lm_blacklisted_buyers: ['Globex'] });
    expect(await codeOf(key)).toBe('VALID');
  });
});

describe('a blacklisted domain', () => {
  it('is refused in every spelling, its sub-domains only with a wildcard', async () => {
    const { key } = await issued(server);
    await settle({ lm_blacklisted_domains: ['www.bad.example', '*.worse.example'] });
    const on = (domain: string) => codeOf(key, { domain });
    expect(await on('https://BAD.example:8443/shop')).toBe('BLACKLISTED');
    expect(await on('www.bad.example')).toBe('BLACKLISTED');
    expect(await on('eu.worse.example')).toBe('BLACKLISTED');
    expect(await on('eu.bad.example')).toBe('VALID');
    expect(await on('worse.example')).toBe('VALID');
    expect(await codeOf(key)).toBe('VALID');
  });
});

describe('a blacklisted address', () => {
  it('is refused for every license', async () => {
    const { key } = await issued(server);
    await settle({ lm_blacklisted_ips: ['203.0.113.0/24', '2001:db8::/32'] });
    const codeAt = async (address: string) => (await from(address, '/api/v1/validate', { license_key: key })).body.code;
    expect(await codeAt('203.0.113.77')).toBe('BLACKLISTED');
    expect(await codeAt('::ffff:203.0.113.77')).toBe('BLACKLISTED');
    expect(await codeAt('2001:db8:5::1')).toBe('BLACKLISTED');
    expect(await codeAt('203.0.114.77')).toBe('VALID');
  });
});

describe('a blacklisted device', () => {
  it('is refused for every license, at once and until it is off the list', async () => {
    const { key } = await issued(server);
    await activate(server, key, 'shared pc');
    await settle({ 'blacklist.fingerprints': ['shared pc'] });
    expect((await validate(server, key, 'shared pc')).body).toMatchObject({ valid: false, code: 'BLACKLISTED' });
    const { key: other } = await issued(server);
    const refused = { status: 403, body: { error: { code: 'BLACKLISTED' } } };
    expect(await activate(server, other, 'shared pc')).toMatchObject(refused);
    expect(await heartbeat(server, key, 'shared pc')).toMatchObject(refused);
    expect(await activate(server, other, 'Shared PC')).toMatchObject({ status: 201 });
    expect(await codeOf(key)).toBe('VALID');
    await settle({ 'blacklist.fingerprints': null });
    expect((await validate(server, key, 'shared pc')).body).toMatchObject({ valid: true });
  });

  it('is refused by every other API', async () => {
    const { key } = await issued(server);
    const { key: licKey } = await issued(server, { product: 'lic-default' });
    await settle({ 'blacklist.fingerprints': ['MACHINE-001', 'bad.example', SYSTEM] });
    const body = { license_key: key, hardware_hash: 'MACHINE-001' };
    expect(await server.withKey('POST', '/api/license/activate', { body })).toMatchObject({
      status: 403,
      body: { error: { code: 'LICENSE_INACTIVE' } },
    });
    expect((await verify(server, licKey, 'MACHINE-001')).body).toEqual(INVALID);
    const external = await server.withKey('POST', '/api/external/license/activate', {
      body: { license_code: key, client_name: 'Acme' },
      headers: { 'lb-api-key': server.systemKey, 'x-api-url': 'https://bad.example' },
    });
    expect(external).toMatchObject({ status: 400, body: { status: false } });
    const dashboard = await Dashboard.on(server);
    const license = await dashboard.generated();
    expect(await activateSystem(server, license.license_key)).toMatchObject({ status: 403 });
  });

  it('takes 1,000 fingerprints of 512 characters, and no more', async () => {
    const most = Array.from({ length: 1000 }, (_, n) => String(n).padEnd(512, 'x'));
    await settle({ 'blacklist.fingerprints': most });
    for (const tooMuch of [[...most, 'one more'], ['x'.repeat(513)]]) {
      const { status, body } = await owner.call('PATCH', '/api/v1/settings', {
        body: { 'blacklist.fingerprints': tooMuch },
      });
      expect([status, body.error.details[0].field]).toEqual([400, 'blacklist.fingerprints']);
    }
  });
});

describe('a caller with too many failed activations', () => {
  it('is not blacklisted without a limit', async () => {
    const address = freshAddress();
    const { key } = await issued(server);
    for (let n = 0; n < 6; n++) {
      expect(await codeFrom(address, 'nobody has this key')).toBe('NOT_FOUND');
    }
    expect(await codeFrom(address, key)).toBe('VALID');
  });

  it('is blacklisted by address from the limit on, for activations only', async () => {
    await settle({ lm_blacklist_ip_after_failed_attempts: 3 });
    const { key } = await issued(server);
    const { key: full } = await issued(server, { max_activations: 1 });
    await activate(server, full, 'first');
    const address = freshAddress();
    expect(await codeFrom(address, 'nobody has this key')).toBe('NOT_FOUND');
    expect(await codeFrom(address, full)).toBe('SEATS_EXHAUSTED');
    expect(await codeFrom(address, key)).toBe('VALID');
    expect(await codeFrom(address, 'nobody has this key')).toBe('NOT_FOUND');

    expect(await codeFrom(address, key)).toBe('BLACKLISTED');
    expect((await from(address, '/api/v1/validate', { license_key: key, hardware_id: 'desk' })).body.valid).toBe(true);
    expect(await codeFrom(freshAddress(), key)).toBe('VALID');
    await settle({ lm_blacklist_ip_after_failed_attempts: 4 });
    expect(await codeFrom(address, key)).toBe('VALID');
  });

  it('is admitted again after a day, however many refusals came in between', async () => {
    await settle({ lm_blacklist_ip_after_failed_attempts: 2 });
    const { key } = await issued(server);
    const address = freshAddress();
    await codeFrom(address, 'nobody has this key');
    await codeFrom(address, 'nobody has this key');
    for (const hours of [6, 6, 6, 5]) {
      server.clock.advance(hours * HOUR);
      expect(await codeFrom(address, key)).toBe('BLACKLISTED');
    }
    server.clock.advance(HOUR);
    expect(await codeFrom(address, key)).toBe('VALID');
  });

  it('is counted exactly for concurrent requests', async () => {
    await settle({ lm_blacklist_ip_after_failed_attempts: 8 });
    const { key } = await issued(server);
    const address = freshAddress();
    await Promise.all(Array.from({ length: 8 }, () => codeFrom(address, 'nobody has this key')));
    expect(await codeFrom(address, key)).toBe('BLACKLISTED');
  });

  it('does not blacklist a device by the number for domains', async () => {
    await settle({ lm_blacklist_domain_after_failed_attempts: 1 });
    const { key } = await issued(server);
    await codeFrom(freshAddress(), 'nobody has this key', 'desk');
    expect(await codeFrom(freshAddress(), key, 'desk')).toBe('VALID');
  });
});

it('admits none of many concurrent requests once the list is changed', async () => {
  const { key } = await issued(server, { max_activations: 50 });
  const activating = Array.from({ length: 5 }, (_, n) => activate(server, key, `before ${n}`));
  await settle({ lm_blacklisted_license_codes: [key] });
  const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => activate(server, key, `after ${n}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(403));
  await Promise.all(activating);
});
