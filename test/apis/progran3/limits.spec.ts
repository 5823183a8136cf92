import { activate, aSystem, Dashboard, EMAIL, expectWhole, SYSTEM } from '../../support/progran3';
import { TestServer } from '../../testkit/server';

const START = '2025-10-12T12:00:00Z';

let server: TestServer;
let dashboard: Dashboard;
let minutes = 0;
beforeAll(async () => {
  server = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
  dashboard = await Dashboard.on(server);
});
beforeEach(() => {
  server.clock.holdAt(START);
  server.clock.advance(++minutes * 60_000);
});
afterAll(() => server.stop());

/** From an address of its own, so that only the limit in question is reached. */
let addresses = 0;
async function post(path: string, body: object, remoteAddress = `203.0.113.${++addresses % 250}`) {
  const reply = await server.app.inject({ method: 'POST', url: path, payload: body, remoteAddress });
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers };
}

function tooMany(limit: number): object {
  const resetAt = new Date(Date.parse(START) + (minutes + 1) * 60_000).toISOString().replace('.000', '');
  return {
    success: false,
    error: 'Too many requests. Please try again later.',
    details: { resetAt, limit, remaining: 0 },
    code: 'RATE_LIMIT_EXCEEDED',
  };
}

const activation = (more: object = {}) => ({
  license_key: 'PROGRAN3-2025-A1B2C3-XYZ789',
  user_email: EMAIL,
  system_fingerprint: SYSTEM,
  ...more,
});

describe('activations', () => {
  it('are limited to five a minute per e-mail address in any case and from any IP address', async () => {
    for (let time = 0; time < 5; time++) {
      expect((await post('/api/licenses/activate', activation())).status).toBe(400);
    }
    server.clock.advance(20_000);
    const refused = await post('/api/licenses/activate', activation({ user_email: ' USER@Example.com' }));
    expectWhole(refused, 429, tooMany(5));
    expect(refused.headers['retry-after']).toBe('40');
    expect((await post('/api/licenses/activate', activation({ user_email: 'jane@example.com' }))).status).toBe(400);

    server.clock.advance(39_999);
    expect((await post('/api/licenses/activate', activation())).status).toBe(429);
    server.clock.advance(1);
    expect((await post('/api/licenses/activate', activation())).status).toBe(400);
  });

  it('without an e-mail address are counted by IP address', async () => {
    const statuses = [];
    for (let time = 0; time < 6; time++) {
      statuses.push((await post('/api/licenses/activate', {}, '198.51.100.1')).status);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
  });
});

it('limits validations to 30 a minute per key', async () => {
  const { license_key } = await dashboard.generated();
  await activate(server, license_key, SYSTEM);
  const ask = () => post('/api/licenses/validate', { license_key, system_fingerprint: SYSTEM });
  for (let time = 0; time < 30; time++) {
    expect((await ask()).status).toBe(200);
  }
  expectWhole(await ask(), 429, tooMany(30));
  const { license_key: other } = await dashboard.generated();
  expect((await post('/api/licenses/validate', { license_key: other, system_fingerprint: SYSTEM })).status).toBe(403);
});

it('limits all calls to 100 a minute per IP address', async () => {
  const { license_key } = await dashboard.active({}, aSystem(1));
  server.clock.advance(60_000);
  minutes++;
  const calls = [
    () => dashboard.call('GET', '/api/licenses'),
    () => server.call('GET', '/api/systems'),
    () => server.call('POST', '/api/telemetry', { body: {} }),
    () => server.call('POST', '/api/heartbeats', { body: { license_key, system_fingerprint: aSystem(1) } }),
  ];
  const statuses = new Set<number>();
  for (let time = 0; time < 25; time++) {
    for (const call of calls) {
      statuses.add((await call()).status);
    }
  }
  expect([...statuses].sort()).toEqual([200, 401]);
  for (const call of calls) {
    expectWhole(await call(), 429, tooMany(100));
  }
  expect((await post('/api/telemetry', {})).status).toBe(200);
});
