import { changed, issued, validate as validateNatively } from '../../testkit/issue';
import {
  activate,
  ALREADY_ACTIVATED,
  aSystem,
  Dashboard,
  EMAIL,
  expectWhole,
  INVALID_KEY,
  invalid,
  NOT_FOUND,
  refusal,
  SYSTEM,
  validate,
} from '../../support/progran3';
import { licenseOf, race } from '../../testkit/race';
import { tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const KEY = 'PROGRAN3-2025-A1B2C3-XYZ789';
const OTHER = aSystem(2);
const FORBIDDEN = { success: false, error: expect.any(String), code: 'FORBIDDEN' };
const EMAIL_MISMATCH = refusal('This license is reserved for another email', 'EMAIL_MISMATCH');

let server: TestServer;
let dashboard: Dashboard;
beforeAll(async () => {
  server = await TestServer.shared();
  dashboard = await Dashboard.on(server);
});
beforeEach(async () => {
  await server.emptyTables('licenses', 'customers', 'verifications');
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const customers = () => server.dataSource.query('SELECT email, name FROM customers ORDER BY id');
const log = () => server.dataSource.query('SELECT operation, outcome, dialect FROM verifications ORDER BY id');

it('binds a license to one system and one user', async () => {
  const { license_key } = await dashboard.generated();
  expectWhole(await validate(server, license_key), 403, FORBIDDEN);
  expect((await activate(server, license_key)).status).toBe(200);
  expect((await activate(server, license_key)).status).toBe(200);
  expectWhole(await activate(server, license_key, OTHER), 400, ALREADY_ACTIVATED);
  expectWhole(await activate(server, license_key, SYSTEM, 'jane@example.com'), 400, ALREADY_ACTIVATED);
  expect((await validate(server, license_key)).status).toBe(200);
  expectWhole(await validate(server, license_key, OTHER), 403, FORBIDDEN);
  expect(await customers()).toEqual([{ email: EMAIL, name: 'user' }]);
  expect(
    tally(
      (await log()).map(({ operation, outcome }: { operation: string; outcome: string }) => `${operation} ${outcome}`),
    ),
  ).toEqual({
    'check NOT_ACTIVATED': 1,
    'activate VALID': 2,
    'activate SEATS_EXHAUSTED': 2,
    'check VALID': 1,
    'check DEVICE_MISMATCH': 1,
  });
});

it('identifies users by e-mail address in any case', async () => {
  const { license_key } = await dashboard.generated();
  const first = await activate(server, license_key, SYSTEM, ' User@Example.COM ');
  expect(first.body.data.user_email).toBe(EMAIL);
  expect((await activate(server, license_key, SYSTEM.toUpperCase())).status).toBe(200);
  const { license_key: second } = await dashboard.generated();
  expect((await activate(server, second, OTHER)).status).toBe(200);
  expect(await customers()).toHaveLength(1);
});

it('checks the format of keys first', async () => {
  for (const key of ['', 'nonsense', KEY.toLowerCase(), 'PROGRAN3-2025-AB-CD', 'LIC-ABCD1234EFGH5678ABCD']) {
    expectWhole(await activate(server, key), 400, invalid('license_key', 'Invalid license key format'));
    expectWhole(await validate(server, key), 400, invalid('license_key', 'Invalid license key format'));
  }
  expectWhole(await activate(server, KEY), 400, INVALID_KEY);
  expectWhole(await validate(server, KEY), 404, NOT_FOUND);
  expect(await customers()).toEqual([]);
  expect(await log()).toEqual([
    { operation: 'activate', outcome: 'NOT_FOUND', dialect: 'progran3' },
    { operation: 'check', outcome: 'NOT_FOUND', dialect: 'progran3' },
  ]);
});

it.each([
  ['user_email', 'nobody', 'Invalid email address'],
  ['user_email', `${'a'.repeat(250)}@x.example`, 'Invalid email address'],
  ['user_email', null, 'Invalid email address'],
  ['system_fingerprint', 'f'.repeat(63), 'Fingerprint must be a SHA256 hash of 64 characters'],
  ['system_fingerprint', 'f'.repeat(65), 'Fingerprint must be a SHA256 hash of 64 characters'],
  ['system_fingerprint', 'g'.repeat(64), 'Fingerprint must be a SHA256 hash of 64 characters'],
  ['system_fingerprint', 7, 'Fingerprint must be a SHA256 hash of 64 characters'],
])('refuses %s %p', async (field, value, message) => {
  const body = { license_key: KEY, user_email: EMAIL, system_fingerprint: SYSTEM, [field]: value };
  expectWhole(await server.call('POST', '/api/licenses/activate', { body }), 400, invalid(field, message));
});

it('reports each invalid field once', async () => {
  const { body } = await server.call('POST', '/api/licenses/activate', { body: {} });
  const fields = body.details.map(({ field }: { field: string }) => field);
  expect(fields.sort()).toEqual(['license_key', 'system_fingerprint', 'user_email']);
});

describe('a license that is reserved', () => {
  it.each(['email:jane@example.com', 'Email: JANE@example.com'])('by its description %p', async (description) => {
    const { license_key } = await dashboard.generated({ description });
    expectWhole(await activate(server, license_key), 403, EMAIL_MISMATCH);
    expect(await customers()).toEqual([]);
    expect((await activate(server, license_key, SYSTEM, 'Jane@example.com')).status).toBe(200);
  });

  it('at another API', async () => {
    await issued(server, { product: 'progran3-default', key: KEY, restricted_to_email: 'jane@example.com' });
    expectWhole(await activate(server, KEY), 403, EMAIL_MISMATCH);
    expect((await activate(server, KEY, SYSTEM, 'jane@example.com')).status).toBe(200);
  });

  it('is open to all if the description only mentions e-mail', async () => {
    const { license_key } = await dashboard.generated({ description: 'email:jane@example.com and others' });
    expect((await activate(server, license_key)).status).toBe(200);
  });
});

describe('a license that may not be used', () => {
  it.each([
    ['revoked', { state: 'revoked' }],
    ['blocked', { state: 'blocked' }],
    ['disabled', { state: 'disabled' }],
    ['not yet begun', { starts_at: '2099-01-01' }],
    ['expired', { expires_at: '2020-01-01' }],
    ['for other addresses', { allowed_ips: ['203.0.113.7'] }],
  ])('is refused if it is %s', async (_what, change) => {
    const license = await dashboard.generated();
    await changed(server, license, change);
    expectWhole(await activate(server, license.license_key), 403, FORBIDDEN);
    expectWhole(await validate(server, license.license_key), 403, FORBIDDEN);
  });
});

it('takes a seat that every API shows, and accepts keys of every product with its format', async () => {
  await issued(server, { key: KEY, max_activations: 2, expires_at: '2099-01-01' });
  expect((await activate(server, KEY)).status).toBe(200);
  expect((await activate(server, KEY, OTHER)).status).toBe(200);
  expectWhole(await activate(server, KEY, aSystem(3)), 400, ALREADY_ACTIVATED);
  const { body } = await validateNatively(server, KEY, SYSTEM);
  expect(body).toMatchObject({ valid: true });
});

describe('concurrent requests', () => {
  const statuses = (answers: Answer[]) => tally(answers.map(({ status }) => status));

  it('of ten systems bind a license to one', async () => {
    const { license_key } = await dashboard.generated();
    const rivals = Array.from(
      { length: 10 },
      (_, n) => () => activate(server, license_key, aSystem(n), `user${n % 4}@example.com`),
    );
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license_key) }, rivals);
    expect(statuses(answers)).toEqual({ 200: 1, 400: 9 });
    expect(await customers()).toHaveLength(1);
    expect((await dashboard.call('GET', '/api/systems')).body.data).toHaveLength(1);
  });

  it('of one system bind the license to one user', async () => {
    const { license_key } = await dashboard.generated();
    const rivals = Array.from(
      { length: 10 },
      (_, n) => () => activate(server, license_key, SYSTEM, `user${n}@example.com`),
    );
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license_key) }, rivals);
    expect(statuses(answers)).toEqual({ 200: 1, 400: 9 });
  });

  it('with one e-mail address create one customer', async () => {
    const keys = await Promise.all(Array.from({ length: 12 }, () => dashboard.generated()));
    const activations = keys.map(
      ({ license_key }, n) =>
        () =>
          activate(server, license_key, aSystem(n)),
    );
    const licenses = licenseOf(...keys.map(({ license_key }) => license_key));
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenses }, activations);
    expect(statuses(answers)).toEqual({ 200: 12 });
    expect(await customers()).toHaveLength(1);
  });
});
