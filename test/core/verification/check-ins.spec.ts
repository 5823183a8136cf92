import { aProductWith } from '../../testkit/callers';
import { activate, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { LicenseManager } from '../../support/license-manager';
import { SYSTEM, validate as validateProgran3 } from '../../support/progran3';
import { eventsOf, seatsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const HOUR = 3_600_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const hourly = (fields: object = {}) => issued(server, { policy_overrides: { check_in_interval: 3600 }, ...fields });
const codeOf = async (key: string, device?: string) => (await validate(server, key, device)).body.code;
const checkIn = ({ id }: { id: string }) => server.asAdmin('POST', `/api/v1/licenses/${id}/check-in`);
const overdueEvents = async ({ id }: { id: string }) =>
  (await eventsOf(server, id)).filter(({ name }) => name === 'license.check_in_overdue');

describe('a device that must check in', () => {
  it('is refused in the very moment its interval has passed, until it activates again', async () => {
    server.clock.holdAt('2080-01-01T00:00:00.000Z');
    const { key } = await hourly();
    await activate(server, key, 'desk');
    server.clock.holdAt('2080-01-01T00:59:59.999Z');
    expect(await codeOf(key, 'desk')).toBe('VALID');
    server.clock.holdAt('2080-01-01T01:59:59.999Z');
    expect((await validate(server, key, 'desk')).body).toMatchObject({ valid: false, code: 'CHECK_IN_OVERDUE' });
    expect((await heartbeat(server, key, 'desk')).body.error.code).toBe('CHECK_IN_OVERDUE');
    // A refused check is no check-in.
    expect(await codeOf(key, 'desk')).toBe('CHECK_IN_OVERDUE');

    expect((await activate(server, key, 'desk')).status).toBe(200);
    expect(await codeOf(key, 'desk')).toBe('VALID');
  });

  it('stays in time by checks and heartbeats, each device for itself', async () => {
    const { key } = await hourly();
    await activate(server, key, 'desk');
    await activate(server, key, 'laptop');
    server.clock.advance(0.9 * HOUR);
    expect(await codeOf(key, 'desk')).toBe('VALID');
    server.clock.advance(0.9 * HOUR);
    expect((await heartbeat(server, key, 'desk')).status).toBe(200);
    expect(await codeOf(key, 'laptop')).toBe('CHECK_IN_OVERDUE');
    expect(await codeOf(key)).toBe('VALID');
  });

  it('is admitted again by an admin, whose check-in lasts as long as a check', async () => {
    const license = await hourly();
    await activate(server, license.key, 'desk');
    server.clock.advance(2 * HOUR);
    const [before] = await seatsOf(server, license);
    const { status, body } = await checkIn(license);
    expect([status, new Date(body.checked_in_at).getTime()]).toEqual([
      200,
      expect.closeTo(server.clock.now().getTime(), -4),
    ]);
    expect((await seatsOf(server, license))[0]?.last_seen_at).toEqual(before?.last_seen_at);
    expect(await codeOf(license.key, 'desk')).toBe('VALID');
    server.clock.advance(2 * HOUR);
    expect(await codeOf(license.key, 'desk')).toBe('CHECK_IN_OVERDUE');
  });

  it('is refused as expired first', async () => {
    const { key } = await hourly({ expires_at: new Date(server.clock.now().getTime() + HOUR).toISOString() });
    await activate(server, key, 'desk');
    server.clock.advance(2 * HOUR);
    expect(await codeOf(key, 'desk')).toBe('EXPIRED');
  });
});

it('refuses an overdue device at every API in its words for other refusals', async () => {
  const lm = await LicenseManager.on(server);
  const policy_overrides = { check_in_interval: 3600 };
  const v2 = await issued(server, { policy_overrides });
  const lic = await issued(server, { product: 'lic-default', policy_overrides });
  const progran3 = await issued(server, { product: 'progran3-default', policy_overrides });
  await activate(server, v2.key, 'desk');
  await activate(server, lic.key, 'desk');
  await activate(server, progran3.key, SYSTEM);
  await activate(server, v2.key, 'shop.example', { domain: 'shop.example' });
  server.clock.advance(2 * HOUR);

  const verified = await server.withKey('POST', '/api/license/verify', {
    body: { license_key: v2.key, hardware_hash: 'desk' },
  });
  expect([verified.status, verified.body.valid]).toEqual([200, false]);
  const beat = await server.withKey('POST', '/api/license/heartbeat', {
    body: { license_key: v2.key, hardware_hash: 'desk' },
  });
  expect([beat.status, beat.body.error.code]).toEqual([403, 'LICENSE_INACTIVE']);
  const machine = await server.call('POST', '/api/verify', { body: { license_key: lic.key, machine_code: 'desk' } });
  expect([machine.status, machine.body.error_code]).toEqual([403, 'INVALID_LICENSE']);
  const system = await validateProgran3(server, progran3.key);
  expect([system.status, system.body.error.code ?? system.body.code]).toEqual([403, 'FORBIDDEN']);
  const site = await lm.ask('POST', 'license/verify', {
    body: { license_code: v2.key },
    headers: { 'x-api-url': 'https://shop.example' },
  });
  expect([site.status, site.body.is_active]).toEqual([400, false]);
});

describe('the event of an overdue check-in', () => {
  it('is recorded once for each device and absence', async () => {
    const { reference } = await aProductWith(server, 'checked in', { check_in_interval: 3600 });
    const license = await issued(server, { product: reference });
    const own = await issued(server, { product: reference, policy_overrides: { check_in_interval: 3 * 3600 } });
    const never = await issued(server, { product: reference, policy_overrides: { check_in_interval: null } });
    const revoked = await issued(server, { product: reference });
    for (const { key } of [license, own, never, revoked]) {
      await activate(server, key, 'desk');
    }
    await activate(server, license.key, 'laptop');
    await activate(server, license.key, 'left');
    await deactivate(server, license.key, 'left');
    await server.sdk.licenses.revoke(revoked.id);
    await runJob(server, 'overdue-check-ins');
    expect(await overdueEvents(license)).toEqual([]);

    server.clock.advance(2 * HOUR);
    await Promise.all([runJob(server, 'overdue-check-ins'), runJob(server, 'overdue-check-ins')]);
    await runJob(server, 'overdue-check-ins');
    const events = await overdueEvents(license);
    expect(events.map(({ data }) => data)).toEqual(
      [1, 2].map(() => expect.objectContaining({ license_key: license.key, activation_id: expect.any(String) })),
    );
    expect(new Set(events.map(({ data }) => data.activation_id)).size).toBe(2);
    expect([await overdueEvents(own), await overdueEvents(never), await overdueEvents(revoked)]).toEqual([[], [], []]);

    await server.sdk.licenses.checkIn(license.id);
    server.clock.advance(2 * HOUR);
    await runJob(server, 'overdue-check-ins');
    expect(await overdueEvents(license)).toHaveLength(4);
    expect(await overdueEvents(own)).toHaveLength(1);
  });

  it('reaches every device of a license with more of them than a step marks', async () => {
    const license = await hourly();
    await server.dataSource.query(
      `INSERT INTO activations (license_id, fingerprint, activated_at, last_seen_at)
       SELECT $1, 'device ' || n, '2026-01-01', '2026-01-01' FROM generate_series(1, 1100) n`,
      [license.number],
    );
    await runJob(server, 'overdue-check-ins');
    expect(await overdueEvents(license)).toHaveLength(1100);
  });
});
