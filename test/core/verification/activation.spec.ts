import { aProduct } from '../../testkit/callers';
import { activate, changed, deactivate, issued, validate } from '../../testkit/issue';
import { activeSeatsOf, seatsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

it('answers 201 to a new device, with what the license grants', async () => {
  const license = await issued(server, {
    max_users: 12,
    features: ['export', 'cloud'],
    expires_at: '2099-12-31T00:00:00Z',
  });
  expect(await activate(server, license.key, 'desk')).toMatchObject({
    status: 201,
    body: {
      success: true,
      activation_id: expect.stringMatching(/^act_[1-9]\d*$/),
      features: ['export', 'cloud'],
      max_users: 12,
      valid_until: '2099-12-31T00:00:00.000Z',
    },
  });
});

it('answers 200 and the same activation_id to a device that it knows', async () => {
  const { key } = await issued(server);
  const first = await activate(server, key, 'desk');
  const again = await activate(server, key, 'desk');
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
});

it('brings up to date what the device says of itself, and keeps what it leaves out', async () => {
  const license = await issued(server);
  await activate(server, license.key, { cpu: 'A' }, { machine_name: 'Desk', app_version: '1.0' });
  await activate(server, license.key, { cpu: 'A' }, { app_version: '1.1' });
  const [row] = await server.dataSource.query(
    `SELECT name, app_version, device_data FROM activations WHERE license_id = $1`,
    [license.number],
  );
  expect(row).toEqual({ name: 'Desk', app_version: '1.1', device_data: { cpu: 'A' } });
});

it('revives the row of a device that comes back, with 200 and its old activation_id', async () => {
  const license = await issued(server, { max_activations: 1, uses_limit: 1 });
  const first = await activate(server, license.key, 'desk');
  await deactivate(server, license.key, 'desk');
  const back = await activate(server, license.key, 'desk');
  expect(back).toMatchObject({ status: 200, body: { activation_id: first.body.activation_id } });
  expect(await seatsOf(server, license)).toMatchObject([{ fingerprint: 'desk', live: true }]);
});

it('takes a seat again, not for free, when a device comes back', async () => {
  const { key } = await issued(server, { max_activations: 1 });
  await activate(server, key, 'desk');
  await deactivate(server, key, 'desk');
  await activate(server, key, 'laptop');
  expect(await activate(server, key, 'desk')).toMatchObject({
    status: 409,
    body: { error: { code: 'SEATS_EXHAUSTED' } },
  });
});

it.each([
  ['NOT_FOUND', 404, 'nobody has this key', {}],
  ['PRODUCT_MISMATCH', 403, { max_activations: 1 }, { product: 'other' }],
  ['REVOKED', 403, { state: 'revoked' }, {}],
  ['BLOCKED', 403, { state: 'blocked' }, {}],
  ['DISABLED', 403, { state: 'disabled' }, {}],
  ['NOT_STARTED', 403, { starts_at: '2099-01-01' }, {}],
  ['DOMAIN_NOT_ALLOWED', 403, { allowed_domains: ['shop.example'] }, { domain: 'evil.example' }],
  ['IP_NOT_ALLOWED', 403, { allowed_ips: ['192.0.2.0/24'] }, {}],
  ['EXPIRED', 403, { expires_at: '2001-01-01' }, {}],
  ['CUSTOMER_MISMATCH', 403, { restricted_to_client_name: 'Acme' }, { client_name: 'Globex' }],
])('refuses with %s and %i, seats nobody, and leaves the license unused', async (code, status, license, question) => {
  const known = typeof license === 'string' ? undefined : await issued(server, license);
  const refused = await activate(server, known?.key ?? (license as string), 'desk', question);
  expect(refused).toMatchObject({ status, body: { error: { code, request_id: expect.stringMatching(UUID) } } });
  if (known) {
    expect(await seatsOf(server, known)).toEqual([]);
    const body = await server.sdk.licenses.get(known.id);
    expect(body).toMatchObject({ first_activated_at: null, seats_used: 0, uses: 0 });
  }
});

it('refuses a device beyond the seats, and one beyond the uses, with 409', async () => {
  const seats = await issued(server, { max_activations: 1 });
  await activate(server, seats.key, 'desk');
  expect(await activate(server, seats.key, 'laptop')).toMatchObject({
    status: 409,
    body: { error: { code: 'SEATS_EXHAUSTED' } },
  });

  const uses = await issued(server, { uses_limit: 1 });
  await activate(server, uses.key, 'desk');
  await deactivate(server, uses.key, 'desk');
  expect(await activate(server, uses.key, 'laptop')).toMatchObject({
    status: 409,
    body: { error: { code: 'USES_EXHAUSTED' } },
  });
});

it('activates nobody for a product that is not active, and lets those run who do', async () => {
  const product = await server.sdk.products.create({ reference: 'retired', name: 'Retired' });
  const { key } = await issued(server, { product: 'retired' });
  await activate(server, key, 'desk');
  await server.sdk.products.update(product.id, { is_active: false });

  expect(await activate(server, key, 'laptop')).toMatchObject({
    status: 403,
    body: { error: { code: 'PRODUCT_INACTIVE' } },
  });
  expect((await activate(server, key, 'desk')).status).toBe(200);
  expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: true });
});

it('refuses a device that holds another license of the product, until that one lets it go', async () => {
  await server.sdk.products.create({ reference: 'one each', name: 'One each' });
  const unique = { product: 'one each', policy_overrides: { device_unique_within: 'product' } };
  const [first, second] = [await issued(server, unique), await issued(server, unique)];
  await activate(server, first.key, 'desk');
  const refused = { status: 403, body: { error: { code: 'DEVICE_BOUND_ELSEWHERE' } } };
  expect(await activate(server, second.key, 'desk')).toMatchObject(refused);

  await changed(server, first, { state: 'disabled' });
  expect(await activate(server, second.key, 'desk')).toMatchObject(refused);
  await changed(server, first, { state: 'revoked' });
  expect((await activate(server, second.key, 'desk')).status).toBe(201);
});

it('binds a device within a policy, customer or group only, and tells admins alone where it is', async () => {
  const { sdk } = server;
  const customer = await sdk.customers.create({ name: 'Binding' });
  const of = (fields: Record<string, unknown>, within: string) =>
    issued(server, { ...fields, policy_overrides: { device_unique_within: within } });
  const first = await of({ customer_id: customer.id }, 'customer');
  await activate(server, first.key, 'bound desk');
  const others = [await of({}, 'customer'), await of({}, 'group'), await of({ customer_id: customer.id }, 'group')];
  for (const { key } of others) {
    expect((await activate(server, key, 'bound desk')).status).toBe(201);
  }
  const second = await of({ customer_id: customer.id }, 'customer');
  const refused = await activate(server, second.key, 'bound desk');
  expect(refused.body.error.code).toBe('DEVICE_BOUND_ELSEWHERE');
  expect(JSON.stringify(refused.body)).not.toContain(first.id);

  await deactivate(server, others[2]?.key ?? '', 'bound desk');
  const body = { license_key: second.key, hardware_id: 'bound desk' };
  const { rules } = (await server.asAdmin('POST', '/api/v1/explain', { body })).body;
  expect(rules).toContainEqual(
    expect.objectContaining({
      code: 'DEVICE_BOUND_ELSEWHERE',
      facts: { device_unique_within: 'customer', is_bound_elsewhere: true, bound_to: first.id },
    }),
  );
});

it('activates a device on another license of the product once the first one was deactivated', async () => {
  const { reference: product } = await server.sdk.products.create({
    reference: 'one at a time',
    name: 'One at a time',
  });
  const unique = { product, policy_overrides: { device_unique_within: 'product' } };
  const [first, second] = [await issued(server, unique), await issued(server, unique)];
  await activate(server, first.key, 'desk');
  expect((await activate(server, second.key, 'desk')).status).toBe(403);
  await deactivate(server, first.key, 'desk');
  expect((await activate(server, second.key, 'desk')).status).toBe(201);
});

it.each([
  { holder: 10, asks: 0, status: 403 },
  { holder: 0, asks: 10, status: 201 },
])(
  'lets go of a device when the grace of the license that holds it ends: $holder days there, $asks here',
  async ({ holder, asks, status }) => {
    const reference = `grace ${holder} and ${asks}`;
    await server.sdk.products.create({ reference, name: reference });
    const license = (grace_days: number) =>
      issued(server, {
        product: reference,
        expires_at: '2080-01-01T00:00:00Z',
        policy_overrides: { device_unique_within: 'product', grace_days },
      });
    const first = await license(holder);
    const second = await license(asks);
    await changed(server, second, { expires_at: null });
    await activate(server, first.key, 'desk');
    server.clock.holdAt('2079-12-31T23:59:59Z');
    expect((await activate(server, second.key, 'desk')).status).toBe(403);
    server.clock.holdAt('2080-01-06T00:00:00Z');
    expect((await activate(server, second.key, 'desk')).status).toBe(status);
    server.clock.holdAt('2080-01-11T00:00:00Z');
    expect((await activate(server, second.key, 'desk')).status).toBe(status === 201 ? 200 : 201);
  },
);

it('goes by the grace of the policy of the license that holds a device, where that license has none of its own', async () => {
  const product = await aProduct(server, 'grace by policy');
  const policy = await server.sdk.policies.create({
    name: 'Ten days',
    device_unique_within: 'product',
    grace_days: 10,
  });
  const holder = { product: product.reference, policy: policy.id, expires_at: '2080-01-01T00:00:00Z' };
  const unique = { product: product.reference, policy_overrides: { device_unique_within: 'product' } };
  const [first, second] = [await issued(server, holder), await issued(server, unique)];
  await activate(server, first.key, 'desk');
  server.clock.holdAt('2080-01-10T23:59:59.999Z');
  expect((await activate(server, second.key, 'desk')).status).toBe(403);
  server.clock.holdAt('2080-01-11T00:00:00Z');
  expect((await activate(server, second.key, 'desk')).status).toBe(201);
});

it('seats a newcomer in place of whoever was seen longest ago, where the policy says so', async () => {
  const license = await issued(server, { max_activations: 2, policy_overrides: { when_full: 'deactivate_oldest' } });
  for (const device of ['first', 'second']) {
    await activate(server, license.key, device);
    server.clock.advance(1_000);
  }
  await validate(server, license.key, 'first');
  server.clock.advance(1_000);
  expect((await activate(server, license.key, 'third')).status).toBe(201);
  expect((await seatsOf(server, license)).filter(({ live }) => live).map(({ fingerprint }) => fingerprint)).toEqual([
    'first',
    'third',
  ]);
});

it('keeps the seat of a device until its timeout is over', async () => {
  server.clock.holdAt('2030-01-01T00:00:00.000Z');
  const { key } = await issued(server, {
    max_activations: 1,
    policy_overrides: { dead_seats: 'release', heartbeat_timeout: 60 },
  });
  await activate(server, key, 'desk');
  server.clock.holdAt('2030-01-01T00:01:00.000Z');
  expect((await activate(server, key, 'laptop')).status).toBe(409);
  server.clock.holdAt('2030-01-01T00:01:00.001Z');
  expect((await activate(server, key, 'laptop')).status).toBe(201);
  server.clock.reset();
});

it('gives away the seats of devices that show no sign of life, once somebody needs one', async () => {
  const license = await issued(server, {
    max_activations: 1,
    policy_overrides: { dead_seats: 'release', heartbeat_timeout: 60 },
  });
  await activate(server, license.key, 'desk');
  server.clock.advance(30_000);
  expect((await activate(server, license.key, 'laptop')).status).toBe(409);
  server.clock.advance(31_000);
  expect((await validate(server, license.key, 'laptop')).body.code).toBe('DEVICE_MISMATCH');
  expect((await activate(server, license.key, 'laptop')).status).toBe(201);
  expect((await validate(server, license.key, 'desk')).body.code).toBe('NOT_ACTIVATED');
  expect(await activeSeatsOf(server, license)).toBe(1);
});
