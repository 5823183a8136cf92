import type { License } from '../../../sdk/src/generated/native';
import { Browser } from '../../testkit/browser';
import { activate, issued } from '../../testkit/issue';
import { beat, start } from '../../support/license-sessions';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const pathOf = ({ id }: License, page: string): string => `/license/edit/${id}/${page}`;

it('reserves seats, changes and deletes them', async () => {
  const license = await issued(server, { max_sessions: 3 });
  const list = pathOf(license, 'reservations');
  const fields = { name: 'Design', reserved_for: 'users', members: 'Ada@example.com\ngrace@example.com', seats: '2' };
  const added = await browser.post(`${list}/new`, fields);
  expect([added.status, added.location]).toEqual([303, list]);
  expect((await browser.get(list)).html).toContain('Design: ada@example.com, grace@example.com');

  const { items } = (await server.asAdmin('GET', `/api/v1/licenses/${license.id}/reservations`)).body;
  const change = `${list}/${items[0].id}/change`;
  const tooMany = await browser.post(change, { ...fields, seats: '4' });
  expect([tooMany.status, tooMany.html]).toEqual([409, expect.stringContaining('within the seats of the license')]);
  expect((await browser.post(change, { ...fields, name: '', seats: '3' })).status).toBe(303);
  expect((await browser.get(list)).html).toContain('0 / 3');

  expect((await browser.post(`${list}/${items[0].id}/delete`)).status).toBe(303);
  expect((await browser.get(list)).html).not.toContain('ada@example.com');
});

it('shows the use of seats by day, user, feature and device, and downloads it', async () => {
  const license = await issued(server, { max_sessions: 1 });
  await activate(server, license.key, 'desk');
  await start(server, license.key, 'desk', { user: 'ada@example.com' });
  await start(server, license.key, 'desk');
  const page = pathOf(license, 'seat-usage');
  for (const [by, text] of [
    ['day', 'use-chart'],
    ['user', 'ada@example.com'],
    ['host', 'desk'],
    ['feature', 'Sufficient seats'],
  ] as const) {
    expect([by, (await browser.get(`${page}?by=${by}`)).html]).toEqual([by, expect.stringContaining(text)]);
  }
  const { html } = await browser.get(`${page}/export?by=user`);
  expect(html).toMatch(/^key,sessions,hours,peak,refused,full_minutes,sufficient_seats\nada@example.com,1,/);
});

it('tells the app why its seat is taken back', async () => {
  const license = await issued(server, { max_sessions: 1 });
  await activate(server, license.key, 'desk');
  const { session_id: id, session_token: token } = (await start(server, license.key, 'desk')).body;
  await browser.post(`/console/sessions/${id}/take-back`, { message: 'Maintenance until noon' });
  expect((await beat(server, token)).body.error.message).toContain('Maintenance until noon');
});
