import { aProductWith } from '../../testkit/callers';
import { activate, changed, deactivate, issued, validate } from '../../testkit/issue';
import { LicenseManager } from '../../support/license-manager';
import { licenseOf, race } from '../../testkit/race';
import { activeSeatsOf, eventsOf, tally } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { type Answer, TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const devices = (count: number) => Array.from({ length: count }, (_, index) => `device ${index}`);
const codeOf = ({ status, body }: Answer) => body.error?.code ?? status;

describe('seats above the limit', () => {
  it.each([
    [0, 4],
    [25, 5],
    [50, 6],
    [100, 8],
    [null, 9],
  ])('of %p percent let %d devices in, of nine that race for four seats', async (seat_overage_percent, expected) => {
    const license = await issued(server, { max_activations: 4, policy_overrides: { seat_overage_percent } });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      devices(9).map((device, index) => () => activate(index % 2 ? server : other, license.key, device)),
    );
    expect(tally(answers.map(codeOf))).toEqual({
      201: expected,
      ...(expected < 9 && { SEATS_EXHAUSTED: 9 - expected }),
    });
    const { body } = await validate(server, license.key);
    expect(body.license).toMatchObject({ seats_used: expected, max_activations: 4 });
    const over = expected - 4;
    expect(body.license.seats).toEqual(over > 0 ? { taken: expected, limit: 4, over } : undefined);
  });

  it('are reported one by one', async () => {
    const license = await issued(server, { max_activations: 2, policy_overrides: { seat_overage_percent: 100 } });
    for (const device of devices(4)) {
      await activate(server, license.key, device);
    }
    const events = (await eventsOf(server, license.id)).filter(({ name }) => name === 'license.usage_threshold');
    expect(events.map(({ data }) => [data.threshold, data.used, data.limit, data.over])).toEqual([
      [100, 2, 2, 0],
      [100, 3, 2, 1],
      [100, 4, 2, 2],
    ]);
  });

  it('are taken by the policy live, and evict none before they are taken', async () => {
    const { reference, policy } = await aProductWith(server, 'overage', {
      max_activations: 1,
      when_full: 'deactivate_oldest',
    });
    const license = await issued(server, { product: reference });
    await activate(server, license.key, 'a');
    await server.sdk.policies.update(policy, { seat_overage_percent: 100 });
    await activate(server, license.key, 'b');
    expect(await activeSeatsOf(server, license)).toBe(2);
    await activate(server, license.key, 'c');
    expect(await activeSeatsOf(server, license)).toBe(2);
    await changed(server, license, { max_activations: null });
    expect((await validate(server, license.key)).body.license).not.toHaveProperty('seats');
  });

  it('are given up by the least recently seen device first, and recorded in that order', async () => {
    const license = await issued(server, { policy_overrides: { when_full: 'deactivate_oldest' } });
    for (const [day, device] of ['third', 'second', 'first'].entries()) {
      await activate(server, license.key, device);
      await server.dataSource.query(
        `UPDATE activations SET last_seen_at = $3 WHERE license_id = (SELECT id FROM licenses WHERE key = $1)
         AND fingerprint = $2`,
        [license.key, device, new Date(Date.UTC(2020, 0, 3 - day))],
      );
    }
    await changed(server, license, { max_activations: 2 });
    await activate(server, license.key, 'new');
    const recorded = await server.dataSource.query(
      `SELECT data->>'fingerprint' AS fingerprint FROM events
       WHERE name = 'license.deactivated' AND target_id = $1 ORDER BY id`,
      [license.id],
    );
    expect(recorded).toEqual([{ fingerprint: 'first' }, { fingerprint: 'second' }]);
  });
});

describe('a limit of transfers', () => {
  const limited = (max_transfers: number | null, fields: object = {}) =>
    issued(server, { policy_overrides: { max_transfers, transfer_period_days: 30 }, ...fields });

  it('refuses programs beyond it until the period has passed, and admins never', async () => {
    const license = await limited(1);
    const move = async (device: string) => {
      await activate(server, license.key, device);
      return codeOf(await deactivate(server, license.key, device));
    };
    expect([await move('a'), await move('b')]).toEqual([200, 'TRANSFERS_EXHAUSTED']);
    expect((await deactivate(server, license.key, 'b')).status).toBe(409);
    expect(codeOf(await deactivate(server, license.key, 'elsewhere'))).toBe('DEVICE_MISMATCH');

    const { items } = await server.sdk.activations.list({ license: license.key });
    const { id } = single(items.filter(({ fingerprint }) => fingerprint === 'b'));
    expect((await server.asAdmin('DELETE', `/api/v1/activations/${id}`)).status).toBe(204);
    server.clock.advance(30 * DAY - 60_000);
    expect(await move('c')).toBe('TRANSFERS_EXHAUSTED');
    server.clock.advance(60_000);
    expect([codeOf(await deactivate(server, license.key, 'c')), await move('d')]).toEqual([200, 'TRANSFERS_EXHAUSTED']);
  });

  it('counts the transfers of each license by its own period', async () => {
    const license = await limited(1);
    const often = await limited(9, { policy_overrides: { max_transfers: 9, transfer_period_days: 1 } });
    const move = async ({ key }: { key: string }) => {
      await activate(server, key, 'desk');
      return codeOf(await deactivate(server, key, 'desk'));
    };
    expect(await move(license)).toBe(200);
    server.clock.advance(2 * DAY);
    expect([await move(often), await move(license)]).toEqual([200, 'TRANSFERS_EXHAUSTED']);
  });

  it('of none lets no program deactivate, until it is reset or lifted', async () => {
    const license = await limited(0);
    await activate(server, license.key, 'desk');
    expect(codeOf(await deactivate(server, license.key, 'desk'))).toBe('TRANSFERS_EXHAUSTED');
    await changed(server, license, { policy_overrides: { max_transfers: null } });
    expect(codeOf(await deactivate(server, license.key, 'desk'))).toBe(200);
  });

  it('counts from the beginning after a reset', async () => {
    const license = await limited(1);
    for (const device of devices(2)) {
      await activate(server, license.key, device);
    }
    await deactivate(server, license.key, 'device 0');
    expect(codeOf(await deactivate(server, license.key, 'device 1'))).toBe('TRANSFERS_EXHAUSTED');
    expect((await server.asAdmin('POST', `/api/v1/licenses/${license.key}/reset-transfers`)).status).toBe(200);
    expect(codeOf(await deactivate(server, license.key, 'device 1'))).toBe(200);
    const events = await eventsOf(server, license.id);
    expect(events.map(({ name }) => name)).toContain('license.transfers_reset');
  });

  it('is exact when many devices leave at once at two nodes', async () => {
    const license = await limited(3, { max_activations: null });
    for (const device of devices(6)) {
      await activate(server, license.key, device);
    }
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      devices(6).map((device, index) => () => deactivate(index % 2 ? server : other, license.key, device)),
    );
    expect(tally(answers.map(codeOf))).toEqual({ 200: 3, TRANSFERS_EXHAUSTED: 3 });
    expect(await activeSeatsOf(server, license)).toBe(3);
  });

  it('is refused through License Manager in its words for other refusals', async () => {
    const lm = await LicenseManager.on(server);
    const license = await limited(0);
    await activate(server, license.key, 'shop.example', { domain: 'shop.example' });
    const answer = await lm.ask('POST', 'license/deactivate', {
      body: { license_code: license.key, product_id: 'v2-default' },
      headers: { 'x-api-url': 'https://shop.example' },
    });
    expect([answer.status, answer.body.status]).toEqual([400, false]);
    const legacy = await lm.askLegacy(
      'deactivate_license',
      { license_code: license.key, product_id: 'v2-default' },
      { 'lb-url': 'https://shop.example' },
    );
    expect([legacy.status, legacy.body.status]).toEqual([200, false]);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });
});
