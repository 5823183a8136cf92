import type { License } from '../../../sdk/src/generated/native';
import { activate, issued } from '../../testkit/issue';
import { end, start } from '../../support/license-sessions';
import { licenseOf, race } from '../../testkit/race';
import { tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.clock.holdAt('2027-03-01T12:00:00Z'));
afterAll(() => server.stop());

/** A license with one floating seat, which is taken. */
async function full(license: Record<string, unknown> = {}): Promise<License & { taken: string }> {
  const made = await issued(server, { max_sessions: 1, ...license });
  await activate(server, made.key, 'desk');
  const taken = (await start(server, made.key, 'desk')).body.session_token;
  return Object.assign(made, { taken });
}

const wait = ({ key }: License, wait_token?: string, more: object = {}): Promise<Answer> =>
  start(server, key, 'desk', { wait: true, ...(wait_token !== undefined && { wait_token }), ...more });
const waitingOf = ({ status, body }: Answer) => {
  expect([status, body.error?.code]).toEqual([409, 'SESSIONS_EXHAUSTED']);
  return body.error.waiting;
};

it('gives the freed seat to the first in line, and to no newcomer', async () => {
  const license = await full();
  const first = waitingOf(await wait(license));
  expect(first).toEqual({
    position: 1,
    since: '2027-03-01T12:00:00.000Z',
    token: expect.stringMatching(/^[\w-]{43}$/),
    expires_at: '2027-03-01T12:01:00.000Z',
  });
  server.clock.advance(10_000);
  const second = waitingOf(await wait(license));
  expect(second).toMatchObject({ position: 2, since: '2027-03-01T12:00:10.000Z' });
  await end(server, license.taken);
  expect(waitingOf(await start(server, license.key, 'desk'))).toBeUndefined();
  expect(waitingOf(await wait(license, second.token))).toMatchObject({ position: 2, token: second.token });
  expect((await wait(license, first.token)).status).toBe(201);
  expect(waitingOf(await wait(license, second.token)).position).toBe(1);
});

it('keeps a place for the lease after its program has asked, and no longer', async () => {
  const license = await full({ policy_overrides: { session_lease: 600 } });
  const first = waitingOf(await wait(license));
  const second = waitingOf(await wait(license));
  server.clock.advance(400_000);
  expect(waitingOf(await wait(license, second.token)).position).toBe(2);
  server.clock.advance(200_000);
  // The lease of the session ends, too: the first place is gone.
  expect((await wait(license, second.token)).status).toBe(201);
  expect(waitingOf(await wait(license, first.token))).toMatchObject({ position: 1, since: '2027-03-01T12:10:00.000Z' });
});

it('gives up a place at once, so that the next in line gets the seat', async () => {
  const license = await full();
  const first = waitingOf(await wait(license));
  const second = waitingOf(await wait(license));
  expect(await end(server, first.token)).toMatchObject({ status: 200, body: { duration: 0, reason: 'ended' } });
  expect((await end(server, first.token)).status).toBe(404);
  await end(server, license.taken);
  expect((await wait(license, second.token)).status).toBe(201);
});

it('keeps or gives up a place of which both are asked at once', async () => {
  const license = await full();
  const { token } = waitingOf(await wait(license));
  const [kept, given] = await Promise.all([wait(license, token), end(server, token)]);
  expect([waitingOf(kept).position, given.status]).toEqual([1, 200]);
});

it('does not let a place hold back those for whom seats are reserved', async () => {
  const license = await full({ max_sessions: 2 });
  const body = { reserved_for: 'users', members: ['ada@example.com'], seats: 1 };
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/reservations`, { body });
  expect(waitingOf(await wait(license, undefined, { user: 'grace@example.com' })).position).toBe(1);
  expect((await start(server, license.key, 'desk', { user: 'ada@example.com' })).status).toBe(201);
});

it('gives one seat to one of those that race for it', async () => {
  const license = await full();
  const { token } = waitingOf(await wait(license));
  await end(server, license.taken);
  const racers = [undefined, undefined, token, token].map((own) => () => wait(license, own));
  const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, racers);
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 3 });
  expect(answers.slice(2).some(({ status }) => status === 201)).toBe(true);
});
