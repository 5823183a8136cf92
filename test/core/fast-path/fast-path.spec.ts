import fc from 'fast-check';
import { RequestValidationPipe } from '../../../src/core/common/http/request-validation.pipe';
import { activate, issued } from '../../testkit/issue';
import { metered } from '../../support/meters';
import { Dashboard, SYSTEM } from '../../support/progran3';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

let server: TestServer;
let key: string;
/** Has no seat for a second device, whose first activation would be answered with another status than its second. */
let fullKey: string;
let meteredKey: string;
let licKey: string;
let lmKey: string;
let progran3Key: string;
beforeAll(async () => {
  server = await TestServer.shared();
  key = (await issued(server)).key;
  await activate(server, key, 'desk');
  fullKey = (await issued(server, { max_activations: 1 })).key;
  await activate(server, fullKey, 'desk');
  meteredKey = (await metered(server, { exports: {} })).key;
  await activate(server, meteredKey, 'desk');
  licKey = (await issued(server, { product: 'lic-default' })).key;
  await server.call('POST', '/dialects/lic/api/verify', { body: { license_key: licKey, machine_code: 'desk' } });
  lmKey = (await issued(server)).key;
  await call(ROUTES[6], { license_code: lmKey, client_name: 'desk' }, { path: '/api/external/license/activate' });
  const dashboard = await Dashboard.on(server);
  progran3Key = (await dashboard.active()).license_key;
});
afterAll(() => server.stop());

type Fields = Record<string, unknown>;
type Headers = Record<string, string>;

interface Route {
  readonly path: string;
  /** The answer to the body is signed. */
  readonly signed?: boolean;
  readonly headers?: () => Headers;
  /** A body that is accepted. */
  readonly body: () => Fields;
}

const NONCE = 'a-nonce-of-a-call';

const v2 = (): Headers => ({ 'x-api-key': server.systemKey });
const lm = (): Headers => ({ 'lb-api-key': server.systemKey, 'x-api-url': 'https://desk.example.com' });

/** The routes with `@FastPath`. */
const ROUTES = [
  {
    path: '/api/v1/validate',
    body: () => ({ license_key: key, hardware_id: 'desk', app_version: '1.0.0', user: 'ada' }),
  },
  { path: '/api/v1/heartbeat', body: () => ({ license_key: key, hardware_id: 'desk' }) },
  {
    path: '/api/license/verify',
    headers: v2,
    body: () => ({ license_key: key, hardware_hash: 'desk', app_version: '1' }),
  },
  { path: '/api/license/activate', headers: v2, body: () => ({ license_key: key, hardware_hash: 'desk' }) },
  { path: '/api/license/heartbeat', headers: v2, body: () => ({ license_key: key, hardware_hash: 'desk' }) },
  { path: '/dialects/lic/api/verify', body: () => ({ license_key: licKey, machine_code: 'desk', app_version: '1' }) },
  { path: '/api/external/license/verify', headers: lm, body: () => ({ license_code: lmKey, client_name: 'desk' }) },
  {
    path: '/dialects/progran3/api/licenses/validate',
    body: () => ({ license_key: progran3Key, system_fingerprint: SYSTEM }),
  },
  {
    path: '/dialects/progran3/api/heartbeats',
    body: () => ({ license_key: progran3Key, system_fingerprint: SYSTEM, event_type: 'heartbeat' }),
  },
  { path: '/api/v1/activate', body: () => ({ license_key: fullKey, hardware_id: 'desk', machine_name: 'Desk' }) },
  {
    path: '/api/v1/usage',
    body: () => ({ license_key: meteredKey, hardware_id: 'desk', items: [{ meter: 'exports', amount: 1 }] }),
  },
  { path: '/api/v1/validate', signed: true, body: () => ({ license_key: key, hardware_id: 'desk', nonce: NONCE }) },
  { path: '/api/v1/heartbeat', signed: true, body: () => ({ license_key: key, hardware_id: 'desk', nonce: NONCE }) },
  { path: '/api/v1/activate', signed: true, body: () => ({ license_key: fullKey, hardware_id: 'desk', nonce: NONCE }) },
] as const satisfies readonly Route[];

/** A cookie of another program: a request with it takes Nest's way. */
const ORDINARY: Headers = { cookie: 'theme=dark' };

const call = ({ path, headers }: Route, body: unknown, more: { path?: string; headers?: Headers } = {}) =>
  server.call('POST', more.path ?? path, { body, headers: { ...headers?.(), ...more.headers } });

const value = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'desk',
    ' desk ',
    'DESK',
    'a\nb',
    '\u{1F600}'.repeat(512),
    'x'.repeat(513),
    'x'.repeat(70_000),
    'n'.repeat(16),
    `${'n'.repeat(16)}\n`,
  ),
  fc.constantFrom(null, true, 0, 1, -1, 1.5, 2 ** 31, '1', [], ['desk'], {}, { a: 1 }),
  fc.string({ unit: 'binary' }),
  fc.array(
    fc.record(
      {
        meter: fc.constantFrom('exports', 'prints', '', 1, null, ['exports']),
        amount: fc.constantFrom(1, -1, 0, 1.5, 2e9, '1', null, {}),
        unknown: fc.constant(1),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 22 },
  ),
);

/** Bodies that differ from the good one in some fields, of which one may be unknown. */
const bodies = (good: Fields) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(good), ...OTHER_FIELDS), value, { maxKeys: 3 })
    .map((changed) => ({ ...good, ...changed }));

const OTHER_FIELDS = [
  ...[
    'license_key',
    'hardware_id',
    'app_version',
    'activation_id',
    'product',
    'domain',
    'current_users',
    'nonce',
    'environment',
    'cores',
    'memory_mb',
    'disk_gb',
  ],
  ...['extra_data', 'license_data', 'license_file', 'product_id', 'timestamp', 'platform', 'session_duration'],
  ...['entitlements', 'user', 'channel', 'items', 'meter', 'amount'],
  ...['toString', 'unknown'],
];

describe.each<Route>([...ROUTES])('$path, signed: $signed', (route) => {
  it('serves a good request without the layers of other routes', async () => {
    const { status } = await call(route, route.body());
    const validated = jest.spyOn(RequestValidationPipe.prototype, 'transform');
    try {
      const fast = await call(route, route.body());
      expect([status, fast.status]).toEqual([200, 200]);
      expect('signed' in fast.body).toBe(route.signed ?? false);
      expect(validated).not.toHaveBeenCalled();
      await call(route, route.body(), { headers: ORDINARY });
      expect(validated).toHaveBeenCalled();
    } finally {
      validated.mockRestore();
    }
  });

  it('gives every body the answer that the layers of other routes give', async () => {
    await fc.assert(
      fc.asyncProperty(bodies(route.body()), async (body) => {
        const fast = await call(route, body);
        const ordinary = await call(route, body, { headers: ORDINARY });
        expect(without(fast.body)).toEqual(without(ordinary.body));
        expect(fast.status).toBe(ordinary.status);
      }),
      cases(8),
    );
  });
});

const OF_ONE_ANSWER = [
  'request_id',
  'next_heartbeat',
  'last_heartbeat',
  'last_seen',
  'last_used_at',
  'used',
  'total',
  'left',
];

/** Without ids of errors, current times and what is left of meters; of a signature, only that it is there. */
function without(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (name, field: unknown) => {
      const known = name === 'signed' ? typeof field : field;
      return OF_ONE_ANSWER.includes(name) ? undefined : known;
    }),
  );
}

it('answers with the status that the handler chooses', async () => {
  const { key: unused } = await issued(server);
  const validated = jest.spyOn(RequestValidationPipe.prototype, 'transform');
  const answers = [await activate(server, unused, 'desk'), await activate(server, unused, 'desk')];
  expect(answers.map(({ status }) => status)).toEqual([201, 200]);
  expect(validated).not.toHaveBeenCalled();
  validated.mockRestore();
});

it('refuses a request beyond the rate limit in the format of its API', async () => {
  const limited = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
  try {
    const limit = { 'limits.v2.default': 10 };
    expect((await limited.asAdmin('PATCH', '/api/v1/settings', { body: limit })).status).toBe(200);
    const verify = () =>
      limited.call('POST', '/api/license/verify', {
        body: { license_key: 'unknown', hardware_hash: 'desk' },
        headers: { 'x-api-key': limited.systemKey },
      });
    const answers = [];
    for (let count = 0; count < 11; count++) {
      answers.push(await verify());
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
    const last = answers.at(-1);
    expect(last?.body.error.code).toBe('RATE_LIMIT_EXCEEDED');
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
  } finally {
    await limited.stop();
  }
});
