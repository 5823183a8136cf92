import { CheckLicenseService } from '../../../src/core/verification/calls/check-license.service';
import { holdBatches } from '../../support/in-one-batch';
import { countOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const KEY = 'AAAA-BBBB-CCCC-DDDD';
const TEXT = 'Too many concurrent license checks: try again in a moment';
const dialect = (path: string, body: object) => server.call('POST', path, { body });

const REQUESTS: [api: string, call: () => Promise<Answer>, body: object][] = [
  ['the native API', () => dialect('/api/v1/validate', { license_key: KEY }), { error: { code: 'UNAVAILABLE' } }],
  [
    'V2',
    () => server.withKey('POST', '/api/license/verify', { body: { license_key: KEY, hardware_hash: 'desk' } }),
    { error: { code: 'INTERNAL_ERROR', message: TEXT } },
  ],
  [
    'LIC',
    () => dialect('/dialects/lic/api/verify', { license_key: 'LIC-ABCDEFGH12345678', machine_code: 'desk' }),
    { success: false, error_code: 'UNAVAILABLE' },
  ],
  [
    'ProGran3',
    () =>
      dialect('/dialects/progran3/api/licenses/validate', {
        license_key: 'PROGRAN3-2031-ABCDEF-GHIJKL',
        system_fingerprint: 'a'.repeat(64),
      }),
    { success: false, error: TEXT, code: 'INTERNAL_ERROR' },
  ],
  [
    'License Manager',
    () =>
      server.withKey('POST', '/api/external/license/verify', {
        body: { license_code: KEY },
        headers: { 'lb-api-key': server.systemKey, 'x-api-url': 'https://shop.example', 'x-api-ip': '192.0.2.1' },
      }),
    { status: false, message: TEXT },
  ],
];

it('refuses a check behind 5,000 others in the shape of each API, and recovers', async () => {
  const checking = server.app.get(CheckLicenseService);
  const release = await holdBatches(server, 'lookup');
  const waiting = Array.from({ length: 5_000 }, () => checking.check(KEY, undefined));
  for (const [api, call, body] of REQUESTS) {
    const answer = await call();
    expect({ api, ...answer }).toMatchObject({ api, status: 503, body });
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
  }
  release();
  const codes = (await Promise.all(waiting)).map(({ code }) => code);
  expect(new Set(codes)).toEqual(new Set(['NOT_FOUND']));
  expect(await countOf(server, 'verifications')).toBe(5_001);
  for (const [api, call] of REQUESTS) {
    expect({ api, isRefused: (await call()).status === 503 }).toEqual({ api, isRefused: false });
  }
});

it('logs the checks of running and waiting batches before it stops', async () => {
  const stopping = await TestServer.start({}, server.databaseUrl);
  const before = await countOf(server, 'verifications');
  const release = await holdBatches(stopping, 'lookup');
  const check = stopping.app.get(CheckLicenseService).check(KEY, undefined);
  const stopped = stopping.stop();
  release();
  await stopped;
  expect((await check).code).toBe('NOT_FOUND');
  expect(await countOf(server, 'verifications')).toBe(before + 2);
});
