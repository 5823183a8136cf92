import { randomUUID } from 'node:crypto';
import type { License } from '../../../sdk/src/generated/native';
import { aProduct } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { declare } from '../../support/grants';
import { end, start } from '../../support/license-sessions';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const MINUTE = 60_000;
const usage = ({ id }: License, query: Record<string, string> = {}, path = ''): Promise<Answer> =>
  server.asAdmin('GET', `/api/v1/licenses/${id}/seat-usage${path}`, {
    query: { from: '2027-03-01T00:00:00Z', to: '2027-03-03T00:00:00Z', ...query },
  });

/** On March 1, two seats are taken for half an hour, and two further devices are refused; on March 2, one seat is taken. */
async function used(): Promise<License> {
  server.clock.holdAt('2027-03-01T10:00:00Z');
  const reference = `studio-${randomUUID()}`;
  const product = await aProduct(server, reference);
  await declare(server, product, 'render', { type: 'number' });
  const license = await issued(server, {
    product: reference,
    max_sessions: 2,
    max_activations: 4,
    entitlements: { render: { value: 1 } },
    policy_overrides: { session_lease: 86_400 },
  });
  const desks = ['desk', 'laptop', 'tablet', 'kiosk'];
  for (const desk of desks) {
    await activate(server, license.key, desk);
  }
  const start1 = await start(server, license.key, 'desk', { user: 'ada@example.com', features: ['render'] });
  const start2 = await start(server, license.key, 'laptop', { user: 'grace@example.com', features: ['render'] });
  server.clock.advance(10 * MINUTE);
  await start(server, license.key, 'tablet');
  await start(server, license.key, 'tablet');
  server.clock.advance(10 * MINUTE);
  await start(server, license.key, 'kiosk');
  server.clock.advance(10 * MINUTE);
  await end(server, start1.body.session_token);
  await end(server, start2.body.session_token);
  server.clock.holdAt('2027-03-02T10:00:00Z');
  const start3 = await start(server, license.key, 'desk', { user: 'ada@example.com' });
  server.clock.advance(60 * MINUTE);
  await end(server, start3.body.session_token);
  return license;
}

it('tells peaks, refusals, minutes without a free seat, and how many seats would have sufficed', async () => {
  const license = await used();
  const day1 = { sessions: 2, hours: 1, peak: 2, refused: 2, full_minutes: 30, sufficient_seats: 4 };
  const day2 = { sessions: 1, hours: 1, peak: 1, refused: 0, full_minutes: 0, sufficient_seats: 1 };
  expect((await usage(license)).body).toEqual({
    from: '2027-03-01T00:00:00.000Z',
    to: '2027-03-03T00:00:00.000Z',
    max_sessions: 2,
    total: { ...day1, sessions: 3, hours: 2 },
    items: [
      { key: '2027-03-01', ...day1 },
      { key: '2027-03-02', ...day2 },
    ],
  });

  const { items: users } = (await usage(license, { by: 'user' })).body;
  expect(users).toMatchObject([
    { key: 'ada@example.com', sessions: 2, hours: 1.5, peak: 1, refused: null, full_minutes: null },
    { key: 'grace@example.com', sessions: 1, hours: 0.5 },
  ]);
  const { items: hosts } = (await usage(license, { by: 'host' })).body;
  expect(hosts).toMatchObject([
    { key: 'desk', sessions: 2, refused: 0 },
    { key: 'laptop', sessions: 1 },
    { key: 'kiosk', sessions: 0, refused: 1 },
    { key: 'tablet', sessions: 0, refused: 1 },
  ]);
  const { items: features } = (await usage(license, { by: 'feature' })).body;
  expect(features).toEqual([
    { key: 'render', sessions: 1, hours: 0.5, peak: 1, refused: 1, full_minutes: 30, sufficient_seats: 2 },
  ]);
});

it('takes a device that was refused to want a seat until it gets one', async () => {
  server.clock.holdAt('2027-03-01T10:00:00Z');
  const license = await issued(server, { max_sessions: 1, max_activations: 2 });
  for (const desk of ['desk', 'laptop']) {
    await activate(server, license.key, desk);
  }
  const { session_token } = (await start(server, license.key, 'desk')).body;
  await start(server, license.key, 'laptop');
  server.clock.advance(30_000);
  await end(server, session_token);
  await start(server, license.key, 'laptop');
  server.clock.advance(30_000);
  const { items } = (await usage(license, { by: 'host' })).body;
  expect(items).toContainEqual(
    expect.objectContaining({ key: 'laptop', sessions: 1, refused: 1, sufficient_seats: 1 }),
  );
});

it('is downloaded as CSV', async () => {
  const license = await used();
  const { status, body } = await usage(license, { by: 'feature' }, '/export');
  expect([status, body]).toEqual([
    200,
    'key,sessions,hours,peak,refused,full_minutes,sufficient_seats\nrender,1,0.5,1,1,30,2\n',
  ]);
});

it('refuses more than 366 days, and an end before the begin', async () => {
  const license = await issued(server, { max_sessions: 1 });
  for (const from of ['2026-01-01T00:00:00Z', '2027-03-04T00:00:00Z']) {
    const { status, body } = await usage(license, { from });
    expect([status, body.error.details[0].field]).toEqual([400, 'to']);
  }
});
