import { end, start } from '../../support/license-sessions';
import { Browser } from '../../testkit/browser';
import { activate, heartbeat, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const NOW = '2027-03-01T12:00:00.000Z';
const UNTIL = '2027-03-01T12:30:00.000Z';
const REFUSED = `Database moves: changes are refused until ${UNTIL}`;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.clock.holdAt(NOW));
afterEach(async () => {
  await set({ 'maintenance.until': null, 'maintenance.reason': null });
  server.clock.reset();
});
afterAll(() => server.stop());

const set = (body: object) => server.asAdmin('PATCH', '/api/v1/settings', { body });
const startMaintenance = () => set({ 'maintenance.until': UNTIL, 'maintenance.reason': 'Database moves' });
const issueAnother = () => server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default' } });

it('lets checks, heartbeats, sessions, reads and logins go on', async () => {
  const { key } = await issued(server, { max_sessions: 2 });
  await activate(server, key, 'desk');
  expect((await startMaintenance()).status).toBe(200);
  expect(await validate(server, key, 'desk')).toMatchObject({ status: 200, body: { valid: true } });
  expect((await heartbeat(server, key, 'desk')).status).toBe(200);
  const started = await start(server, key, 'desk');
  expect(started.status).toBe(201);
  expect((await end(server, started.body.session_token)).status).toBe(200);
  expect((await server.asAdmin('GET', `/api/v1/licenses/${key}`)).status).toBe(200);
  const browser = new Browser(server);
  await browser.signIn();
  expect((await browser.get('/console/products')).html).toContain('Database moves');
});

it('refuses changes with the reason and the time that is left, and makes none of them', async () => {
  const { key, number } = await issued(server);
  await startMaintenance();
  server.clock.advance(60_000);
  const refused = await issueAnother();
  expect(refused).toMatchObject({ status: 503, body: { error: { code: 'UNAVAILABLE', message: REFUSED } } });
  expect(refused.headers['retry-after']).toBe(String(29 * 60));
  expect((await activate(server, key, 'desk')).status).toBe(503);
  expect(await server.asAdmin('POST', `/api/license/${number}/toggle`)).toMatchObject({
    status: 503,
    headers: { 'retry-after': String(29 * 60) },
    body: { error: { message: REFUSED } },
  });
  const instance = { license_key: key, instance_name: 'desk' };
  expect(await server.call('POST', '/v1/licenses/activate', { body: instance })).toMatchObject({
    status: 503,
    body: { message: REFUSED },
  });
  const { body } = await server.asAdmin('GET', `/api/v1/licenses/${key}`);
  expect(body.status).toBe('unused');
});

it('ends by itself, and when the setting is cleared', async () => {
  await startMaintenance();
  expect((await issueAnother()).status).toBe(503);
  await set({ 'maintenance.until': null });
  expect((await issueAnother()).status).toBe(201);
  await startMaintenance();
  server.clock.holdAt(UNTIL);
  expect((await issueAnother()).status).toBe(201);
});

it.each(['2027-03-01T11:59:59Z', '2027-03-08T12:00:01Z', '2027-03-01T13:00:00', 'tomorrow'])(
  'refuses %s as its end: past, more than seven days ahead, or no time',
  async (until) => {
    const { status, body } = await set({ 'maintenance.until': until });
    expect([status, body.error?.details?.[0].field]).toEqual([400, 'maintenance.until']);
  },
);
