import { activate, changed, issued, validate } from '../../testkit/issue';
import { seatsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const NONCE = 'b9c1d2e3-f4a5_6789';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const codeOf = async (...question: Parameters<typeof validate>): Promise<string> =>
  (await validate(...question)).body.code;

it('returns limits and their use to a program that may run', async () => {
  const license = await issued(server, {
    max_activations: 5,
    max_users: 12,
    features: ['export'],
    expires_at: '2099-12-31T00:00:00Z',
  });
  await activate(server, license.key, 'desk');
  await activate(server, license.key, 'laptop');

  const { status, body } = await validate(server, license.key, 'desk', { nonce: NONCE, current_users: 3 });
  expect([status, body]).toEqual([
    200,
    {
      valid: true,
      code: 'VALID',
      message: 'License is valid',
      license: {
        status: 'active',
        product: 'v2-default',
        seats_used: 2,
        max_activations: 5,
        use: '2 of 5 seats',
      },
      features: ['export'],
      max_users: 12,
      valid_until: '2099-12-31T00:00:00.000Z',
      nonce: NONCE,
      signed: expect.any(String),
    },
  ]);
});

it('answers 200 with null for a license that nobody has', async () => {
  const { status, body } = await validate(server, 'nobody has this key', 'desk');
  expect([status, body]).toEqual([
    200,
    {
      valid: false,
      code: 'NOT_FOUND',
      message: 'License not found',
      license: null,
      features: [],
      max_users: null,
      valid_until: null,
      nonce: null,
    },
  ]);
});

it('distinguishes keys by case', async () => {
  await issued(server, { key: 'Case-Matters' });
  expect(await codeOf(server, 'case-matters')).toBe('NOT_FOUND');
  expect(await codeOf(server, 'Case-Matters')).toBe('VALID');
});

it('skips the rules of devices for a program that names none, and seats nobody', async () => {
  const license = await issued(server, { max_activations: 1, policy_overrides: { bind_on_check: true } });
  await activate(server, license.key, 'desk');
  expect(await validate(server, license.key)).toMatchObject({
    body: { valid: true, license: { use: '1 of 1 seats' } },
  });
  expect(await seatsOf(server, license)).toHaveLength(1);
});

it('tells a device without a seat whether nobody sits here or only others do', async () => {
  const { key } = await issued(server);
  expect(await codeOf(server, key, 'desk')).toBe('NOT_ACTIVATED');
  await activate(server, key, 'desk');
  expect(await codeOf(server, key, 'laptop')).toBe('DEVICE_MISMATCH');
});

it('refuses a device that names the activation of another', async () => {
  const { key } = await issued(server);
  const desk = await activate(server, key, 'desk');
  const laptop = await activate(server, key, 'laptop');
  expect(await codeOf(server, key, 'desk', { activation_id: desk.body.activation_id })).toBe('VALID');
  expect(await codeOf(server, key, 'desk', { activation_id: laptop.body.activation_id })).toBe('DEVICE_MISMATCH');
});

it('refuses a device that names the activation of another also where checks may bind', async () => {
  const { key } = await issued(server, { policy_overrides: { bind_on_check: true } });
  await activate(server, key, 'desk');
  expect(await codeOf(server, key, 'desk', { activation_id: 'act_999999' })).toBe('DEVICE_MISMATCH');
});

it('binds a device by its first check, as long as seats and uses last', async () => {
  const license = await issued(server, {
    max_activations: 2,
    uses_limit: 1,
    policy_overrides: { bind_on_check: true },
  });
  expect((await validate(server, license.key, 'desk')).body).toMatchObject({
    code: 'VALID',
    license: { status: 'active', use: '1 of 2 seats' },
  });
  expect(await codeOf(server, license.key, 'laptop')).toBe('USES_EXHAUSTED');

  await changed(server, license, { uses_limit: null });
  expect(await codeOf(server, license.key, 'laptop')).toBe('VALID');
  expect(await codeOf(server, license.key, 'phone')).toBe('DEVICE_MISMATCH');
  expect((await seatsOf(server, license)).map(({ fingerprint }) => fingerprint)).toEqual(['desk', 'laptop']);
});

it('refuses a program of another product, a client of another name and a domain that is not allowed', async () => {
  const { key } = await issued(server, {
    restricted_to_client_name: 'Acme',
    allowed_domains: ['shop.example', '*.shop.example'],
  });
  await activate(server, key, 'desk', { domain: 'shop.example' });
  const says = (more: Record<string, unknown>) => codeOf(server, key, 'desk', more);

  expect(await says({ product: 'v2-default', client_name: 'ACME ', domain: 'https://www.shop.example/cart' })).toBe(
    'VALID',
  );
  expect(await says({})).toBe('VALID');
  expect(await says({ product: 'other' })).toBe('PRODUCT_MISMATCH');
  expect(await says({ client_name: 'Globex' })).toBe('CUSTOMER_MISMATCH');
  expect(await says({ domain: 'eu.shop.example' })).toBe('VALID');
  expect(await says({ domain: 'evilshop.example' })).toBe('DOMAIN_NOT_ALLOWED');
  expect(await says({ domain: 'shop.example.evil.example' })).toBe('DOMAIN_NOT_ALLOWED');
});

it('allows the first domain that activates, and no other from then on', async () => {
  const license = await issued(server, { policy_overrides: { add_first_domain: true } });
  await activate(server, license.key, 'desk', { domain: 'https://www.Shop.example:8443/cart' });
  const { body } = await server.asAdmin('GET', `/api/v1/licenses/${license.id}`);
  expect(body.allowed_domains).toEqual(['shop.example']);
  expect(await codeOf(server, license.key, 'desk', { domain: 'other.example' })).toBe('DOMAIN_NOT_ALLOWED');
});

it.each([
  [['192.0.2.0/24'], '192.0.2.77', 'VALID'],
  [['192.0.2.0/24'], '192.0.3.1', 'IP_NOT_ALLOWED'],
  [['10.0.0.*'], '10.0.0.9', 'VALID'],
  [['2001:db8::/32'], '2001:db8:1::1', 'VALID'],
  [['198.51.100.7'], '::ffff:198.51.100.7', 'VALID'],
  [['198.51.100.7'], '2001:db8::7', 'IP_NOT_ALLOWED'],
])('compares the allowed addresses %j with the connection, here %s: %s', async (allowed, remoteAddress, code) => {
  const { key } = await issued(server, { allowed_ips: allowed });
  const { payload } = await server.app.inject({
    method: 'POST',
    url: '/api/v1/validate',
    remoteAddress,
    headers: {
      'x-forwarded-for': '192.0.2.1',
      'x-api-ip': '192.0.2.1',
      'lb-ip': '192.0.2.1',
      'x-real-ip': '192.0.2.1',
    },
    payload: { license_key: key },
  });
  expect(JSON.parse(payload).code).toBe(code);
});

it('moves last_seen_at and check_count of the device that asks, refused or not', async () => {
  const license = await issued(server);
  server.clock.holdAt('2030-01-01T00:00:00.000Z');
  await activate(server, license.key, 'desk');
  await activate(server, license.key, 'laptop');
  server.clock.holdAt('2030-01-01T00:10:00.000Z');
  await validate(server, license.key, 'desk');
  await validate(server, license.key, 'desk', { product: 'other' });
  await validate(server, license.key);

  expect(await seatsOf(server, license)).toMatchObject([
    { fingerprint: 'desk', check_count: 2, last_seen_at: new Date('2030-01-01T00:10:00.000Z') },
    { fingerprint: 'laptop', check_count: 0, last_seen_at: new Date('2030-01-01T00:00:00.000Z') },
  ]);
});
