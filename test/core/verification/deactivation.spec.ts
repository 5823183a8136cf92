import { activate, changed, deactivate, heartbeat, issued } from '../../testkit/issue';
import { race } from '../../testkit/race';
import { eventsOf, activeSeatsOf, tally, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

describe('deactivate', () => {
  it('frees the seat', async () => {
    const license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'desk');
    expect(await deactivate(server, license.key, 'desk', { reason: 'Moved house' })).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect(await activeSeatsOf(server, license)).toBe(0);
    expect((await activate(server, license.key, 'laptop')).status).toBe(201);
  });

  it.each([{ state: 'disabled' }, { state: 'revoked' }, { expires_at: '2001-01-01' }])(
    'lets a device go from a license that is %j',
    async (body) => {
      const license = await issued(server);
      await activate(server, license.key, 'desk');
      await changed(server, license, body);
      expect((await deactivate(server, license.key, 'desk')).status).toBe(200);
      expect(await activeSeatsOf(server, license)).toBe(0);
    },
  );

  it('refuses who does not sit there, and frees nobody else', async () => {
    const license = await issued(server);
    const refusal = async (key: string, device: string, more?: Record<string, unknown>) => {
      const { status, body } = await deactivate(server, key, device, more);
      return [status, body.error.code];
    };
    expect(await refusal('nobody has this key', 'desk')).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(license.key, 'desk')).toEqual([403, 'NOT_ACTIVATED']);
    await activate(server, license.key, 'desk');
    expect(await refusal(license.key, 'laptop')).toEqual([403, 'DEVICE_MISMATCH']);
    expect(await refusal(license.key, 'desk', { activation_id: 'act_999999' })).toEqual([403, 'DEVICE_MISMATCH']);
    expect(await refusal(license.key, 'desk', { product: 'other' })).toEqual([403, 'PRODUCT_MISMATCH']);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('refuses a device that was deactivated before, also while others are active', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    await activate(server, license.key, 'laptop');
    expect((await deactivate(server, license.key, 'desk')).status).toBe(200);
    expect((await deactivate(server, license.key, 'desk')).body.error.code).toBe('NOT_ACTIVATED');
    expect(await activeSeatsOf(server, license)).toBe(1);
  });
});

it('lets a device go once, however often it asks before the first is done', async () => {
  const license = await issued(server);
  await activate(server, license.key, 'desk');
  const both = {
    hold: 'SELECT 1 FROM licenses JOIN activations ON license_id = licenses.id WHERE key = $1 FOR UPDATE',
    values: [license.key],
  };
  const answers = await race(
    { databaseUrl: server.databaseUrl, ...both },
    [1, 2, 3, 4].map(() => () => deactivate(server, license.key, 'desk')),
  );
  expect(tally(answers.map(({ status, body }) => `${status} ${body.error?.code ?? ''}`))).toEqual({
    '200 ': 1,
    '403 NOT_ACTIVATED': 3,
  });
  const events = await eventsOf(server, license.id);
  expect(events.map(({ name }) => name)).toEqual([
    'license.issued',
    'license.activated',
    'license.first_activated',
    'license.deactivated',
  ]);
  const log = (await verificationsOf(server, license.key)).filter(({ operation }) => operation === 'deactivate');
  expect(tally(log.map(({ outcome }) => outcome))).toEqual({ VALID: 1, NOT_ACTIVATED: 3 });
});

describe('heartbeat', () => {
  it('says when the next one is due, by the policy', async () => {
    const { key } = await issued(server, { policy_overrides: { heartbeat_interval: 120 } });
    await activate(server, key, 'desk');
    server.clock.holdAt('2030-01-01T00:00:00.000Z');
    const { status, body } = await heartbeat(server, key, 'desk', { feature_usage: { export: 3 } });
    expect([status, body]).toEqual([200, { success: true, next_heartbeat: '2030-01-01T00:02:00.000Z' }]);
  });

  it('keeps the seat of a device alive', async () => {
    const license = await issued(server, {
      max_activations: 1,
      policy_overrides: { dead_seats: 'release', heartbeat_timeout: 60 },
    });
    await activate(server, license.key, 'desk');
    server.clock.advance(50_000);
    await heartbeat(server, license.key, 'desk');
    server.clock.advance(50_000);
    expect((await activate(server, license.key, 'laptop')).status).toBe(409);
  });

  it('is refused to a device that is not active and to a license that may not run', async () => {
    const license = await issued(server);
    expect(await heartbeat(server, 'nobody has this key', 'desk')).toMatchObject({
      status: 404,
      body: { error: { code: 'NOT_FOUND' } },
    });
    expect(await heartbeat(server, license.key, 'desk')).toMatchObject({
      status: 403,
      body: { error: { code: 'NOT_ACTIVATED' } },
    });
    await activate(server, license.key, 'desk');
    await changed(server, license, { state: 'blocked' });
    expect(await heartbeat(server, license.key, 'desk')).toMatchObject({
      status: 403,
      body: { error: { code: 'BLOCKED' } },
    });
  });
});
