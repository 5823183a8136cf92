import type { License } from '../../../sdk/src/generated/native';
import { activate, issued } from '../../testkit/issue';
import { beat, end, start } from '../../support/license-sessions';
import { licenseOf, race } from '../../testkit/race';
import { type Answer, TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

async function floating(policy_overrides: object): Promise<License> {
  const made = await issued(server, { max_sessions: 1, policy_overrides });
  await activate(server, made.key, 'desk');
  return made;
}

const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
const tokenOf = async (key: string, more = {}): Promise<string> =>
  (await start(server, key, 'desk', more)).body.session_token;
const newest = async ({ key }: License) => (await server.sdk.licenseSessions.list({ license: key })).items[0];

it('ends a session whose user is idle for as long as the policy says, and frees its seat', async () => {
  const license = await floating({ idle_timeout: 600 });
  const token = await tokenOf(license.key);
  expect((await beat(server, token, { idle_seconds: 599 })).status).toBe(200);
  expect(codeOf(await beat(server, token, { idle_seconds: 600 }))).toEqual([409, 'SESSION_IDLE']);
  expect(await newest(license)).toMatchObject({ running: false, end_reason: 'idle' });
  expect((await beat(server, token)).status).toBe(404);
  expect((await start(server, license.key, 'desk')).status).toBe(201);
});

it('ends no idle session without a time-out, nor one that is borrowed', async () => {
  const without = await tokenOf((await floating({})).key);
  expect((await beat(server, without, { idle_seconds: 86_400 })).status).toBe(200);
  const borrowed = await tokenOf((await floating({ idle_timeout: 60, max_borrow_days: 7 })).key, { borrow_days: 1 });
  expect((await beat(server, borrowed, { idle_seconds: 86_400 })).status).toBe(200);
  const plain = await roundTripsOf(() => beat(server, without));
  expect(plain).toHaveLength(1);
});

it('ends a session once when an idle heartbeat and its end race', async () => {
  const license = await floating({ idle_timeout: 60 });
  const token = await tokenOf(license.key);
  const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
    () => beat(server, token, { idle_seconds: 60 }),
    () => end(server, token),
  ]);
  expect(answers.map(({ status }) => status >= 500)).toEqual([false, false]);
  const events = await server.dataSource.query(
    `SELECT 1 FROM events WHERE name = 'license_session.ended' AND data->>'license_uid' = $1`,
    [license.id],
  );
  expect(events).toHaveLength(1);
});

it('tells the program why an admin has taken its seat back', async () => {
  const license = await floating({});
  const token = await tokenOf(license.key);
  const session = await newest(license);
  const message = 'Maintenance until noon';
  const path = `/api/v1/license-sessions/${session?.id}`;
  expect((await server.asAdmin('DELETE', path, { query: { message } })).status).toBe(204);
  const { status, body } = await beat(server, token);
  expect([status, body.error.code, body.error.message]).toEqual([
    404,
    'SESSION_TAKEN_BACK',
    'The session was ended by an administrator: Maintenance until noon',
  ]);
});
