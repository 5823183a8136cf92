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
afterAll(() => server.stop());

async function floating(policy_overrides: object, max_sessions: number | null = 2): Promise<License> {
  const made = await issued(server, { max_sessions, max_activations: 3, policy_overrides });
  for (const desk of ['desk', 'laptop', 'tablet']) {
    await activate(server, made.key, desk);
  }
  return made;
}

const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
const ADA = { user: 'ada@example.com' };

it.each([
  ['instance', [1, 2, 409, 409]],
  ['machine', [1, 1, 2, 409]],
  ['user', [1, 1, 1, 2]],
])('counts the sessions of one user by %s', async (sessions_count_by, seats) => {
  const { key } = await floating({ sessions_count_by });
  const answers = [
    await start(server, key, 'desk', ADA),
    await start(server, key, 'desk', ADA),
    await start(server, key, 'laptop', ADA),
    await start(server, key, 'tablet'),
  ];
  expect(answers.map(({ status, body }) => (status === 201 ? body.sessions.used : status))).toEqual(seats);
});

it('frees a shared seat with the last of its sessions', async () => {
  const { key } = await floating({ sessions_count_by: 'machine' }, 1);
  const first = (await start(server, key, 'desk')).body;
  const second = (await start(server, key, 'desk')).body;
  await end(server, first.session_token);
  expect(codeOf(await start(server, key, 'laptop'))).toEqual([409, 'SESSIONS_EXHAUSTED']);
  await end(server, second.session_token);
  expect((await start(server, key, 'laptop')).status).toBe(201);
});

it('limits the sessions of a user, of a machine, and the machines of a user', async () => {
  const byUser = await floating({ max_sessions_per_user: 1 }, null);
  await start(server, byUser.key, 'desk', ADA);
  expect(codeOf(await start(server, byUser.key, 'laptop', ADA))).toEqual([409, 'USER_SESSIONS_EXHAUSTED']);
  expect((await start(server, byUser.key, 'laptop', { user: 'E-17' })).status).toBe(201);

  const byMachine = await floating({ max_sessions_per_machine: 1 });
  await start(server, byMachine.key, 'desk');
  expect(codeOf(await start(server, byMachine.key, 'desk'))).toEqual([409, 'MACHINE_SESSIONS_EXHAUSTED']);
  expect((await start(server, byMachine.key, 'laptop')).status).toBe(201);

  const machines = await floating({ max_machines_per_user: 1 }, 5);
  const { session_token } = (await start(server, machines.key, 'desk', ADA)).body;
  expect((await start(server, machines.key, 'desk', ADA)).status).toBe(201);
  expect(codeOf(await start(server, machines.key, 'laptop', ADA))).toEqual([409, 'USER_MACHINES_EXHAUSTED']);
  await end(server, session_token);
  expect(codeOf(await start(server, machines.key, 'laptop', ADA))).toEqual([409, 'USER_MACHINES_EXHAUSTED']);
});

it('keeps the limit of a user under a race', async () => {
  const { key } = await floating({ max_sessions_per_user: 2 }, null);
  const racers = ['desk', 'laptop', 'tablet', 'desk'].map((desk) => () => start(server, key, desk, ADA));
  const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(key) }, racers);
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 2, 409: 2 });
});

it('refuses the V2 API as if all seats were taken', async () => {
  const { key } = await floating({ max_sessions_per_machine: 1 });
  const body = { license_key: key, hardware_hash: 'desk' };
  expect((await server.withKey('POST', '/api/license/session/start', { body })).status).toBe(200);
  expect(codeOf(await server.withKey('POST', '/api/license/session/start', { body }))).toEqual([409, 'CONFLICT']);
});
