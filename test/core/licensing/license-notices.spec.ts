import { EXPIRY_DUE, SUPPORT_DUE, UPDATES_DUE } from '../../../src/core/licenses/licenses/license-notices';
import { NOTICE_LIMITS } from '../../../src/core/licensing/notices/license-notices.service';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { activate, changed, deactivate, issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { eventsOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
let second: TestServer;
beforeAll(async () => {
  [server, second] = await TestServer.sharedPair();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await second.stop();
  await server.stop();
});
beforeEach(() => {
  jest.replaceProperty(NOTICE_LIMITS, 'batch', 20);
  server.clock.reset();
  second.clock.reset();
});

const inDays = (days: number) => new Date(server.clock.now().getTime() + days * DAY).toISOString();

function advance(days: number): void {
  server.clock.advance(days * DAY);
  second.clock.advance(days * DAY);
}

async function noticesOf({ id }: { id: string }): Promise<{ name: string; data: Record<string, unknown> }[]> {
  const events = await eventsOf(server, id);
  return events.filter(({ name }) => /expir(ing|ed)$|threshold/.test(name));
}

const namesOf = async (license: { id: string }) => (await noticesOf(license)).map(({ name }) => name);

/** So many licenses of a batch: the first is issued, the others have its fields. */
async function issuedAlike(count: number, batch: string, expires_at: string): Promise<void> {
  const { items } = await server.sdk.licenses.issueBatch({ product: 'v2-default', count: 1, batch, expires_at });
  await server.dataSource.query(
    `INSERT INTO licenses (key, product_id, policy_id, expires_at, batch, created_at, updated_at)
     SELECT key || '-' || n, product_id, policy_id, expires_at, batch, created_at, updated_at
     FROM licenses, generate_series(2, $2::integer) AS n WHERE id = $1`,
    [single(items).number, count],
  );
}

describe('license.expired', () => {
  it('is recorded once when a license expires', async () => {
    const license = await issued(server, { expires_at: inDays(1) });
    await runJob(server, 'expired-licenses');
    expect(await namesOf(license)).toEqual([]);
    advance(1);
    await runJob(server, 'expired-licenses');
    await runJob(server, 'expired-licenses');
    expect(await noticesOf(license)).toEqual([
      {
        name: 'license.expired',
        data: {
          license_id: license.number,
          license_uid: license.id,
          license_key: license.key,
          product_id: expect.any(Number),
          customer_id: null,
          expires_at: license.expires_at,
          updates_until: null,
          support_until: null,
        },
      },
    ]);
  });

  it('is recorded again for another date, in the past, too', async () => {
    const license = await issued(server, { expires_at: inDays(-3) });
    await runJob(server, 'expired-licenses');
    expect(await namesOf(license)).toHaveLength(1);
    await changed(server, license, { expires_at: inDays(2) });
    await runJob(server, 'expired-licenses');
    expect(await namesOf(license)).toHaveLength(1);
    advance(3);
    await runJob(server, 'expired-licenses');
    expect(await namesOf(license)).toEqual(['license.expired', 'license.expired']);
    await changed(server, license, { expires_at: inDays(-10) });
    await runJob(server, 'expired-licenses');
    expect(await namesOf(license)).toHaveLength(3);
  });

  it('is not recorded for a revoked license', async () => {
    const license = await issued(server, { expires_at: inDays(-1) });
    await changed(server, license, { state: 'revoked' });
    await runJob(server, 'expired-licenses');
    expect(await namesOf(license)).toEqual([]);
  });

  it('is not recorded for dates that passed before the server had such events', async () => {
    const license = await issued(server, { expires_at: inDays(-10) });
    await server.dataSource.query(`UPDATE licenses SET notices_from = $1 WHERE uid = $2`, [inDays(-1), license.id]);
    await runJob(server, 'expired-licenses');
    expect(await namesOf(license)).toEqual([]);
    await changed(server, license, { expires_at: inDays(1) });
    advance(2);
    await runJob(server, 'expired-licenses');
    expect(await namesOf(license)).toEqual(['license.expired']);
  });

  it('is recorded once by two nodes at the same time, and for more licenses than one step takes', async () => {
    await issuedAlike(50, 'expiring together', inDays(1));
    advance(2);
    await Promise.all([
      runJob(server, 'expired-licenses'),
      runJob(second, 'expired-licenses'),
      runJob(server, 'expired-licenses'),
      runJob(second, 'expired-licenses'),
    ]);
    await runJob(server, 'expired-licenses');
    const [counted] = await server.dataSource.query(
      `SELECT count(*)::integer AS events, count(DISTINCT target_id)::integer AS licenses,
              (SELECT count(*)::integer FROM licenses WHERE batch = 'expiring together') AS expected
       FROM events WHERE name = 'license.expired' AND target_id IN (SELECT uid::text FROM licenses WHERE batch = 'expiring together')`,
    );
    expect(counted).toEqual({ events: counted.expected, licenses: counted.expected, expected: expect.any(Number) });
    expect(counted.expected).toBe(50);
  });
});

it('a sweep that fails in the middle is continued by the next one', async () => {
  await issuedAlike(22, 'interrupted', inDays(-1));
  const work = server.app.get(UnitOfWork);
  const record = work.record.bind(work);
  let steps = 0;
  const spy = jest.spyOn(work, 'record').mockImplementation((changes) => {
    steps += 1;
    return steps === 2 ? Promise.reject(new Error('The power went out')) : record(changes);
  });
  const announced = async () => {
    const [row] = await server.dataSource.query(
      `SELECT count(*)::integer AS events, count(DISTINCT target_id)::integer AS licenses FROM events
       WHERE name = 'license.expired' AND target_id IN (SELECT uid::text FROM licenses WHERE batch = 'interrupted')`,
    );
    return row;
  };
  await expect(runJob(server, 'expired-licenses')).rejects.toThrow('The power went out');
  spy.mockRestore();
  // The job of the other node may have continued it already.
  expect([20, 22].map((events) => ({ events, licenses: events }))).toContainEqual(await announced());
  await runJob(server, 'expired-licenses');
  expect(await announced()).toEqual({ events: 22, licenses: 22 });
});

describe('license.expiring', () => {
  it('is recorded 30, 7 and 1 days before', async () => {
    const license = await issued(server, { expires_at: inDays(40) });
    const seen: unknown[] = [];
    for (const days of [5, 6, 20, 3, 5.5]) {
      advance(days);
      await runJob(server, 'expiring-licenses');
      await runJob(second, 'expiring-licenses');
      seen.push((await noticesOf(license)).map(({ data }) => [data.warning_days, data.days_until_expiry]));
    }
    expect(seen).toEqual([
      [],
      [[30, 29]],
      [[30, 29]],
      [
        [30, 29],
        [7, 6],
      ],
      [
        [30, 29],
        [7, 6],
        [1, 1],
      ],
    ]);
  });

  it('has one event where several times have passed, and begins again with another date', async () => {
    const license = await issued(server, { expires_at: inDays(5) });
    await runJob(server, 'expiring-licenses');
    expect((await noticesOf(license)).map(({ data }) => data.warning_days)).toEqual([7]);
    await changed(server, license, { expires_at: inDays(20) });
    await runJob(server, 'expiring-licenses');
    expect((await noticesOf(license)).map(({ data }) => data.warning_days)).toEqual([7, 30]);
  });

  it('follows the setting', async () => {
    const set = (days: unknown) =>
      server.asAdmin('PATCH', '/api/v1/settings', { body: { 'licenses.expiry_warning_days': days } });
    for (const wrong of [['0'], ['3651'], ['soon'], [7], '7', ['1.5']]) {
      expect((await set(wrong)).status).toBe(400);
    }
    expect((await set(['14'])).status).toBe(200);
    const [far, near] = [
      await issued(server, { expires_at: inDays(15) }),
      await issued(server, { expires_at: inDays(13) }),
    ];
    await runJob(server, 'expiring-licenses');
    expect([await namesOf(far), await namesOf(near)]).toEqual([[], ['license.expiring']]);
    expect((await set([])).status).toBe(200);
    advance(5);
    await runJob(server, 'expiring-licenses');
    expect(await namesOf(far)).toEqual([]);
    await server.sdk.settings.update({ 'licenses.expiry_warning_days': null });
  });
});

describe('license.update_support_expired', () => {
  it('is recorded when updates or support end, and once where both end together', async () => {
    const license = await issued(server, { updates_until: inDays(1), support_until: inDays(3) });
    const both = await issued(server, { updates_until: inDays(1), support_until: inDays(1) });
    advance(2);
    await runJob(server, 'expired-updates-and-support');
    advance(2);
    await runJob(server, 'expired-updates-and-support');
    await runJob(server, 'expired-updates-and-support');
    const expired = async (of: { id: string }) => (await noticesOf(of)).map(({ name, data }) => [name, data.expired]);
    expect(await expired(license)).toEqual([
      ['license.update_support_expired', ['updates']],
      ['license.update_support_expired', ['support']],
    ]);
    expect(await expired(both)).toEqual([['license.update_support_expired', ['updates', 'support']]]);
  });
});

describe('license.usage_threshold', () => {
  const thresholds = async (license: { id: string }) =>
    (await noticesOf(license)).map(({ data: { of, threshold, used, limit } }) => ({ of, threshold, used, limit }));

  it('is recorded at 80 and 100 % of the seats, at each crossing', async () => {
    const license = await issued(server, { max_activations: 5 });
    for (const device of ['a', 'b', 'c', 'd', 'e', 'e', 'f']) {
      await activate(server, license.key, device);
    }
    const expected = [
      { of: 'seats', threshold: 80, used: 4, limit: 5 },
      { of: 'seats', threshold: 100, used: 5, limit: 5 },
    ];
    expect(await thresholds(license)).toEqual(expected);
    await deactivate(server, license.key, 'a');
    expect(await thresholds(license)).toEqual(expected);
    await activate(server, license.key, 'a');
    expect(await thresholds(license)).toEqual([...expected, expected[1]]);
  });

  it('is recorded once by devices that activate at the same time', async () => {
    const license = await issued(server, { max_activations: 5 });
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((device) => activate(server, license.key, device)));
    expect(await thresholds(license)).toEqual([
      { of: 'seats', threshold: 80, used: 4, limit: 5 },
      { of: 'seats', threshold: 100, used: 5, limit: 5 },
    ]);
  });

  it('is recorded for uses, which a device takes once', async () => {
    const license = await issued(server, { max_activations: null, uses_limit: 2 });
    await activate(server, license.key, 'a');
    await deactivate(server, license.key, 'a');
    await activate(server, license.key, 'a');
    expect(await thresholds(license)).toEqual([]);
    await activate(server, license.key, 'b');
    expect(await thresholds(license)).toEqual([{ of: 'uses', threshold: 100, used: 2, limit: 2 }]);
  });
});

it('the sweeps read by index', async () => {
  const plan = async (sql: string) =>
    server.dataSource.transaction(async (manager) => {
      await manager.query(
        'SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off',
      );
      return JSON.stringify(await manager.query(`EXPLAIN ${sql}`));
    });
  for (const [condition, date, index] of [
    [EXPIRY_DUE, 'expires_at', 'licenses_expired_notice'],
    [UPDATES_DUE, 'updates_until', 'licenses_updates_notice'],
    [SUPPORT_DUE, 'support_until', 'licenses_support_notice'],
  ]) {
    const select = `SELECT id FROM licenses WHERE ${condition} AND ${date} <= now() ORDER BY ${date}, id LIMIT 500`;
    expect(await plan(select)).toContain(index);
  }
});
