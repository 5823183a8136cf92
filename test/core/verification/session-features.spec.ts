import { randomUUID } from 'node:crypto';
import type { License } from '../../../sdk/src/generated/native';
import { aProduct } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { declare } from '../../support/grants';
import { beat, end, start } from '../../support/license-sessions';
import { licenseOf, race } from '../../testkit/race';
import { type Answer, TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.clock.holdAt('2027-03-01T12:00:00Z'));
afterAll(() => server.stop());

/** Five floating seats, of which two may render at once; SSO is without a number, plug-ins are withdrawn. */
async function studio(): Promise<License> {
  const reference = `studio-${randomUUID()}`;
  const product = await aProduct(server, reference);
  await declare(server, product, 'render', { type: 'number' });
  await declare(server, product, 'sso');
  await declare(server, product, 'plug_ins');
  const made = await issued(server, {
    product: reference,
    max_sessions: 5,
    features: ['export'],
    entitlements: { render: { value: 2 }, sso: { value: true }, plug_ins: { value: false } },
  });
  await activate(server, made.key, 'desk');
  return made;
}

const change = (session_token: string, body: object): Promise<Answer> =>
  server.call('POST', '/api/v1/license-sessions/features', { body: { session_token, ...body } });
const starting = async ({ key }: License, features?: string[]): Promise<Answer['body']> =>
  (await start(server, key, 'desk', features && { features })).body;
const take = async (token: string, feature: string) => (await change(token, { take: [feature] })).body.features[0];

it('starts without a feature that is exhausted, and takes it when it is given back', async () => {
  const license = await studio();
  const first = await starting(license, ['render', 'export', 'sso', 'plug_ins', 'unknown']);
  expect(first.features).toEqual([
    { feature: 'render', held: true, used: 1, max: 2, code: null },
    { feature: 'export', held: true, used: 1, max: null, code: null },
    { feature: 'sso', held: true, used: 1, max: null, code: null },
    { feature: 'plug_ins', held: false, used: 0, max: null, code: 'FEATURE_NOT_GRANTED' },
    { feature: 'unknown', held: false, used: 0, max: null, code: 'FEATURE_NOT_GRANTED' },
  ]);
  await starting(license, ['render']);
  const third = await starting(license, ['render']);
  expect(third.features).toEqual([{ feature: 'render', held: false, used: 2, max: 2, code: 'FEATURE_EXHAUSTED' }]);
  expect((await beat(server, third.session_token)).status).toBe(200);

  const released = await change(first.session_token, { release: ['render'] });
  expect(released.body.features).toEqual([{ feature: 'render', held: false, used: 1, max: 2, code: null }]);
  expect(await take(third.session_token, 'render')).toMatchObject({ held: true, used: 2 });
  expect(await take(third.session_token, 'render')).toMatchObject({ held: true, used: 2 });
  expect((await starting(license)).features).toBeUndefined();
});

it('gives the features of a session back when it ends or expires', async () => {
  const license = await studio();
  const first = await starting(license, ['render']);
  await starting(license, ['render']);
  await end(server, first.session_token);
  const third = await starting(license, ['render']);
  expect(third.features).toMatchObject([{ held: true, used: 2 }]);
  server.clock.advance(40_000);
  await beat(server, third.session_token);
  server.clock.advance(30_000);
  expect((await starting(license, ['render'])).features).toMatchObject([{ held: true, used: 2 }]);
  expect((await change(first.session_token, { take: ['render'] })).status).toBe(404);
});

it('lets no more sessions hold a feature than may under a race', async () => {
  const license = await studio();
  const sessions = [await starting(license), await starting(license), await starting(license), await starting(license)];
  const racers = sessions.map(
    ({ session_token: token }) =>
      () =>
        change(token, { take: ['render', 'sso'] }),
  );
  const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, racers);
  const held = (at: number) => answers.filter(({ body }) => body.features[at].held).length;
  expect([held(0), held(1)]).toEqual([2, 4]);
});

it('records what a session took, gave back and was refused, and nothing without a change', async () => {
  const license = await studio();
  const { session_token: token, session_id: id } = await starting(license, ['render']);
  await change(token, { take: ['sso'], release: ['render'] });
  await change(token, { take: ['sso'], release: ['render'] });
  const events = await server.dataSource.query(
    `SELECT data FROM events WHERE name = 'license_session.features_changed' AND target_id = $1 ORDER BY id`,
    [id],
  );
  expect(events.map(({ data }: { data: object }) => data)).toMatchObject([
    { session: id, license_uid: license.id, taken: ['render'], released: [], refused: [] },
    { session: id, taken: ['sso'], released: ['render'], refused: [] },
  ]);
});

it('refuses to take a feature of a license that cannot be used, gives features back, and knows no ended session', async () => {
  const license = await studio();
  const { session_token: token } = await starting(license, ['render']);
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/revoke`, { body: {} });
  const { status, body } = await change(token, { take: ['sso'] });
  expect([status, body.error.code]).toEqual([403, 'REVOKED']);
  expect((await change(token, { release: ['render'] })).body.features).toMatchObject([{ held: false }]);
  await end(server, token);
  for (const gone of [token, 'unknown']) {
    expect((await change(gone, { take: ['sso'] })).status).toBe(404);
  }
});

it('costs nothing where a start names no features', async () => {
  const license = await studio();
  const trips = await roundTripsOf(() => start(server, license.key, 'desk'));
  expect(trips.join()).not.toContain('session_features');
});
