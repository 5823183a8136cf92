import type { License } from '../../../sdk/src/generated/native';
import { activate, issued } from '../../testkit/issue';
import { end, start } from '../../support/license-sessions';
import { licenseOf, race } from '../../testkit/race';
import { tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const DESKS = ['desk', 'laptop', 'tablet'];

/** A license with three floating seats and three devices. */
async function floating(license: Record<string, unknown> = {}): Promise<License> {
  const made = await issued(server, { max_sessions: 3, ...license });
  for (const desk of DESKS.slice(0, made.max_activations ?? DESKS.length)) {
    await activate(server, made.key, desk);
  }
  return made;
}

const pathOf = ({ id }: License, reservation = '') => `/api/v1/licenses/${id}/reservations${reservation}`;
const reserve = (license: License, body: object): Promise<Answer> =>
  server.asAdmin('POST', pathOf(license), { body: { reserved_for: 'users', members: ['ada@example.com'], ...body } });
const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
const OTHERS = { user: 'grace@example.com' };
const ADA = { user: 'Ada@example.com' };

it('keeps a reserved seat free for its user, whom others do not displace', async () => {
  const license = await floating({ max_activations: 3 });
  expect((await reserve(license, { seats: 1, name: 'Ada' })).body).toMatchObject({
    name: 'Ada',
    members: ['ada@example.com'],
    seats: 1,
    sessions: 0,
  });
  expect((await start(server, license.key, 'desk', OTHERS)).status).toBe(201);
  expect((await start(server, license.key, 'laptop')).status).toBe(201);
  expect(codeOf(await start(server, license.key, 'laptop', OTHERS))).toEqual([409, 'SESSIONS_EXHAUSTED']);
  expect((await start(server, license.key, 'tablet', ADA)).body.sessions).toEqual({ used: 3, max: 3 });
  expect(codeOf(await start(server, license.key, 'tablet', ADA))).toEqual([409, 'SESSIONS_EXHAUSTED']);
  const { items } = (await server.asAdmin('GET', pathOf(license))).body;
  expect(items).toMatchObject([{ name: 'Ada', sessions: 1 }]);
});

it('takes the reserved seat first, so that free seats stay free', async () => {
  const license = await floating({ max_activations: 3 });
  await reserve(license, { seats: 1 });
  const ada = await start(server, license.key, 'desk', ADA);
  expect((await start(server, license.key, 'laptop', OTHERS)).status).toBe(201);
  expect((await start(server, license.key, 'tablet', OTHERS)).status).toBe(201);
  await end(server, ada.body.session_token);
  expect(codeOf(await start(server, license.key, 'desk', OTHERS))).toEqual([409, 'SESSIONS_EXHAUSTED']);
  expect((await start(server, license.key, 'desk', ADA)).status).toBe(201);
});

it('reserves for hosts by hardware ID or machine ID, and for networks', async () => {
  const license = await floating({ max_activations: 3 });
  await reserve(license, { seats: 1, reserved_for: 'hosts', members: ['desk', 'CAD-7'] });
  await reserve(license, { seats: 2, reserved_for: 'networks', members: ['10.1.0.0/16'] });
  expect(codeOf(await start(server, license.key, 'laptop'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
  expect((await start(server, license.key, 'laptop', { machine_id: 'CAD-7' })).status).toBe(201);
  expect(codeOf(await start(server, license.key, 'desk'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
  const body = { license_key: license.key, hardware_id: 'tablet' };
  const inside = await server.call('POST', '/api/v1/license-sessions', { body, remoteAddress: '10.1.2.3' });
  expect(inside.status).toBe(201);
});

it('gives the last free seat and the reserved one to one session each under a race', async () => {
  const license = await floating({ max_activations: 3, max_sessions: 2 });
  await reserve(license, { seats: 1 });
  const racers = [OTHERS, OTHERS, ADA, ADA].map((who) => () => start(server, license.key, 'desk', who));
  const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, racers);
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 2, 409: 2 });
  expect(answers.slice(2).some(({ status }) => status === 201)).toBe(true);
});

it('never reserves more seats than the license has, also under a race', async () => {
  const license = await floating();
  const racers = [2, 2, 2].map((seats) => () => reserve(license, { seats }));
  const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, racers);
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 2 });
  const unlimited = await issued(server, { max_sessions: null });
  expect(codeOf(await reserve(unlimited, { seats: 1 }))).toEqual([409, 'CONFLICT']);
});

it('is replaced and deleted, while its sessions go on', async () => {
  const license = await floating({ max_activations: 3 });
  const { id } = (await reserve(license, { seats: 3 })).body;
  const { session_token } = (await start(server, license.key, 'desk', ADA)).body;
  const body = { reserved_for: 'users', members: ['grace@example.com'], seats: 2 };
  const replaced = await server.asAdmin('PUT', pathOf(license, `/${id}`), { body });
  expect(replaced.body).toMatchObject({ members: ['grace@example.com'], seats: 2, sessions: 1, name: null });
  expect((await server.asAdmin('DELETE', pathOf(license, `/${id}`))).status).toBe(204);
  expect((await server.asAdmin('GET', pathOf(license, `/${id}`))).status).toBe(404);
  expect((await end(server, session_token)).status).toBe(200);
  const events = await server.dataSource.query(
    `SELECT name FROM events WHERE name LIKE 'session_reservation.%' AND target_id = $1 ORDER BY id`,
    [id],
  );
  expect(events.map(({ name }: { name: string }) => name)).toEqual([
    'session_reservation.created',
    'session_reservation.updated',
    'session_reservation.deleted',
  ]);
});

it.each([
  [{ seats: 0 }, 'seats'],
  [{ seats: 1, members: [] }, 'members'],
  [{ seats: 1, reserved_for: 'networks', members: ['ten'] }, 'members'],
  [{ seats: 1, reserved_for: 'planets' }, 'reserved_for'],
])('refuses %j', async (body, field) => {
  const license = await issued(server, { max_sessions: 3 });
  const { status, body: answer } = await reserve(license, body);
  expect([status, answer.error.details.map((detail: { field: string }) => detail.field)]).toEqual([400, [field]]);
});

it('reads reservations by one statement more, for licenses that have them only', async () => {
  const license = await floating({ max_activations: 3 });
  server.clock.hold();
  await start(server, license.key, 'desk');
  const plain = await roundTripsOf(() => start(server, license.key, 'desk'));
  await reserve(license, { seats: 1 });
  const reserved = await roundTripsOf(() => start(server, license.key, 'desk'));
  expect(reserved).toHaveLength(plain.length + 1);
  server.clock.reset();
});
