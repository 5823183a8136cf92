import { CountryDatabase } from '../../../src/core/platform/countries/country-database';
import { CountryDatabaseService } from '../../../src/core/platform/countries/country-database.service';
import { ExpiringLicensesService } from '../../../src/plugins/console/overview/expiring-licenses.service';
import { RefusalRateService } from '../../../src/plugins/console/overview/refusal-rate.service';
import { issued } from '../../testkit/issue';
import { aProduct } from '../../testkit/callers';
import { declareMeter } from '../../support/grants';
import { countryDatabaseFile } from '../../../src/testkit/country-database';
import { runJob } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const HOUR = 3_600_000;

let server: TestServer;
/** A second node over the same database. */
let other: TestServer;
beforeAll(async () => {
  [other, server] = await TestServer.sharedPair();
  const file = countryDatabaseFile({ '81.2.69.0/24': 'GB', '2.125.160.0/24': 'DE' });
  jest.spyOn(server.app.get(CountryDatabaseService), 'current').mockReturnValue(await CountryDatabase.open(file));
});
beforeEach(async () => {
  server.clock.holdAt('2027-06-15T10:42:00Z');
  await server.emptyTables('verification_counts', 'event_counts');
});
afterAll(async () => {
  await server.stop();
  await other.stop();
});

async function answered(at: string, outcome: string, count: number, operation = 'check'): Promise<void> {
  await server.dataSource.query(`INSERT INTO verification_counts VALUES ($1, 'native', $2, $3, 0, $4)`, [
    at,
    operation,
    outcome,
    count,
  ]);
}

const activate = (key: string, device: string) =>
  server.call('POST', '/api/v1/activate', { body: { license_key: key, hardware_id: device } });
const deactivate = (key: string, device: string) =>
  server.call('POST', '/api/v1/deactivate', { body: { license_key: key, hardware_id: device } });

describe('verdicts', () => {
  it('are counted in the hours of the last day, without deactivations', async () => {
    await answered('2027-06-15T10:30Z', 'VALID', 7);
    await answered('2027-06-15T09:45Z', 'IN_GRACE', 2);
    await answered('2027-06-15T09:45Z', 'EXPIRED', 5);
    await answered('2027-06-14T11:00Z', 'NOT_FOUND', 3, 'activate');
    await answered('2027-06-14T11:00Z', 'VALID', 9, 'deactivate');
    await answered('2027-06-14T10:45Z', 'VALID', 100);
    const { steps, usable, refused, refusals } = await server.sdk.monitoring.getVerdictSeries();
    expect(steps).toHaveLength(24);
    expect(steps[0]).toEqual({
      from: '2027-06-14T11:00:00.000Z',
      until: '2027-06-14T12:00:00.000Z',
      usable: 0,
      refused: 3,
    });
    expect(steps.slice(-2)).toEqual([
      { from: '2027-06-15T09:00:00.000Z', until: '2027-06-15T10:00:00.000Z', usable: 2, refused: 5 },
      { from: '2027-06-15T10:00:00.000Z', until: '2027-06-15T10:42:00.000Z', usable: 7, refused: 0 },
    ]);
    expect([usable, refused]).toEqual([9, 8]);
    expect(refusals).toEqual([
      { code: 'EXPIRED', count: 5 },
      { code: 'NOT_FOUND', count: 3 },
    ]);
  });

  it('are counted in the days of a time zone', async () => {
    await answered('2027-06-14T21:45Z', 'VALID', 1);
    await answered('2027-06-14T22:00Z', 'VALID', 4);
    const { steps } = await server.sdk.monitoring.getVerdictSeries({ span: '30d', time_zone: 'Europe/Berlin' });
    expect(steps).toHaveLength(30);
    expect(steps.slice(-2).map(({ usable }) => usable)).toEqual([1, 4]);
  });

  it('include the answer that a program just got', async () => {
    await server.call('POST', '/api/v1/validate', { body: { license_key: 'no such key' } });
    expect((await server.sdk.monitoring.getVerdictSeries()).refusals).toEqual([{ code: 'NOT_FOUND', count: 1 }]);
  });

  it.each<Record<string, string>>([{ span: 'year' }, { time_zone: 'Mars/Olympus' }, { time_zone: 'x'.repeat(65) }])(
    'are refused for %j',
    async (query) => {
      for (const what of ['verdicts', 'activations']) {
        expect(await server.asAdmin('GET', `/api/v1/monitoring/${what}`, { query })).toMatchObject({ status: 400 });
      }
    },
  );
});

describe('seats', () => {
  it('are counted as they are taken and freed, not as devices activate again', async () => {
    const { key } = await issued(server, { max_activations: 5 });
    await activate(key, 'desk');
    await activate(key, 'desk');
    await activate(key, 'laptop');
    await deactivate(key, 'desk');
    const { steps, taken, freed } = await server.sdk.monitoring.getSeatSeries({ span: '14d' });
    expect(steps).toHaveLength(14);
    expect(steps.at(-1)).toMatchObject({ taken: 2, freed: 1 });
    expect([taken, freed]).toEqual([2, 1]);
    await activate(key, 'desk');
    expect(await server.sdk.monitoring.getSeatSeries()).toMatchObject({ taken: 3, freed: 1 });
  });

  it('are counted once, by whichever of two nodes is first', async () => {
    other.clock.holdAt('2027-06-15T10:42:00Z');
    const { key } = await issued(server, { max_activations: 50 });
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        activate(key, `device ${index}`).then(() => server.sdk.monitoring.getSeatSeries()),
      ),
    );
    const otherView = await other.asAdmin('GET', '/api/v1/monitoring/activations');
    expect(otherView.body.taken).toBe(6);
  });
});

describe('a surge of refusals', () => {
  const surge = () => server.app.get(RefusalRateService).find();

  it('is an hour with at least 50 refusals where there are usually none', async () => {
    await answered('2027-06-15T08:15Z', 'PRODUCT_INACTIVE', 40);
    await answered('2027-06-15T08:30Z', 'EXPIRED', 9);
    expect(await surge()).toBeNull();
    await answered('2027-06-15T08:45Z', 'PRODUCT_INACTIVE', 1);
    expect(await surge()).toEqual({
      from: new Date('2027-06-15T08:00:00Z'),
      until: new Date('2027-06-15T09:00:00Z'),
      refusals: 50,
      factor: null,
      top: { code: 'PRODUCT_INACTIVE', count: 41 },
    });
  });

  it('is five times the usual number at least', async () => {
    const now = server.clock.now().getTime();
    for (let hour = 25; hour < 25 + 168; hour++) {
      await answered(new Date(Math.floor((now - hour * HOUR) / HOUR) * HOUR).toISOString(), 'EXPIRED', 20);
    }
    await answered('2027-06-15T08:15Z', 'EXPIRED', 90);
    expect(await surge()).toBeNull();
    await answered('2027-06-15T08:30Z', 'EXPIRED', 30);
    expect((await surge())?.factor).toBeCloseTo(6, 0);
  });
});

it('counts the licenses that expire within 7 and 30 days, without those that are stopped or expired', async () => {
  const inDays = (days: number): string => new Date(server.clock.now().getTime() + days * DAY).toISOString();
  const before = await server.app.get(ExpiringLicensesService).count();
  for (const days of [3, 6, 20, 40]) {
    await issued(server, { expires_at: inDays(days) });
  }
  const { id } = await issued(server, { expires_at: inDays(5) });
  await server.sdk.licenses.revoke(id);
  const { within7Days, within30Days } = await server.app.get(ExpiringLicensesService).count();
  expect([within7Days - before.within7Days, within30Days - before.within30Days]).toEqual([2, 3]);
});

describe('statistics', () => {
  const WORLD = [
    'statistics_progress',
    'statistics_days',
    'statistics_counts',
    'license_activity',
    'verifications',
    'licenses',
    'customers',
  ];
  beforeEach(() => server.emptyTables(...WORLD));

  interface Item extends Record<string, unknown> {
    readonly name: string;
  }

  async function statistics(query: Record<string, string>): Promise<Item[]> {
    const { status, body } = await server.asAdmin('GET', '/api/v1/statistics', { query });
    expect([status, body.error]).toEqual([200, undefined]);
    return body.items;
  }

  const numbersOf = (items: readonly Item[], ...fields: string[]) =>
    items.map((item) => [item.name, ...fields.map((field) => item[field])]);

  /** Counts what was logged more than two minutes ago. */
  async function counted(): Promise<void> {
    server.clock.advance(300_000);
    await runJob(server, 'statistics');
  }

  async function logged(rows: readonly Record<string, unknown>[]): Promise<void> {
    for (const {
      key,
      at = '2027-06-15T09:00Z',
      operation = 'check',
      outcome = 'VALID',
      ip = null,
      version = null,
    } of rows) {
      await server.dataSource.query(
        `INSERT INTO verifications (at, license_id, key, ip, app_version, dialect, operation, outcome)
         SELECT $2, id, key, $5, $6, 'native', $3, $4 FROM licenses WHERE key = $1`,
        [key, at, operation, outcome, ip, version],
      );
    }
  }

  it('count licenses, devices and answers by product, version, policy, country and customer', async () => {
    await aProduct(server, 'camera');
    const policy = await server.sdk.policies.create({ name: 'Counted' });
    const ada = await server.sdk.customers.create({ name: 'Ada' });
    const first = await issued(server, {
      product: 'camera',
      policy: policy.id,
      customer_id: ada.id,
      max_activations: 5,
    });
    const expired = await issued(server, { product: 'camera', expires_at: '2020-01-01' });
    await logged([
      { key: first.key, operation: 'activate', ip: '81.2.69.1', version: '1.0' },
      { key: first.key, ip: '81.2.69.2', version: '2.0' },
      { key: first.key, ip: '2.125.160.9', version: '2.0', at: '2027-06-14T09:00Z' },
      { key: first.key, operation: 'deactivate' },
      { key: expired.key, outcome: 'EXPIRED', ip: '10.0.0.1' },
    ]);
    await server.dataSource.query(
      `INSERT INTO activations (license_id, fingerprint, app_version, ip, activated_at, last_seen_at)
       SELECT id, device, '2.0', '81.2.69.' || device, now(), now()
       FROM licenses, unnest(ARRAY['1', '2']) device WHERE key = $1`,
      [first.key],
    );
    await counted();

    const [camera] = await statistics({ by: 'product', order: 'checks' });
    expect(camera).toMatchObject({
      name: 'camera',
      product: 'camera',
      licenses: 2,
      usable_licenses: 1,
      devices: 2,
      activations: 1,
      checks: 4,
      refused: 1,
      last_contact_at: '2027-06-15T09:00:00.000Z',
    });
    const fields = ['licenses', 'devices', 'activations', 'checks', 'refused'];
    const of = async (query: Record<string, string>) => numbersOf(await statistics(query), ...fields);
    expect(await of({ by: 'version', order: 'checks' })).toEqual([
      ['2.0', 1, 2, 0, 2, 0],
      ['', 0, 0, 0, 1, 1],
      ['1.0', 0, 0, 1, 1, 0],
    ]);
    expect(await of({ by: 'country' })).toEqual([
      ['GB', 1, 2, 1, 2, 0],
      ['DE', 0, 0, 0, 1, 0],
    ]);
    expect((await of({ by: 'policy', order: 'activations' }))[0]).toEqual(['Counted', 1, 2, 1, 3, 0]);
    expect(await of({ by: 'customer' })).toEqual([['Ada', null, null, 1, 3, 0]]);
    expect(await of({ by: 'country', from: '2027-06-15', to: '2027-06-15' })).toEqual([['GB', 1, 2, 1, 2, 0]]);
    expect(await of({ by: 'country', product: 'v2-default' })).toEqual([]);
    expect(await of({ by: 'version', limit: '1', product: 'camera,v2-default' })).toHaveLength(1);
  });

  it('count licenses by the entitlements that they have now', async () => {
    await aProduct(server, 'entitled');
    await server.asAdmin('PUT', '/api/v1/products/entitled/entitlements/export', {
      body: { name: 'Export', type: 'flag' },
    });
    const granted = { value: true, expires_at: '2027-06-20T00:00:00Z' };
    await issued(server, { product: 'entitled', entitlements: { export: granted } });
    await issued(server, { product: 'entitled' });
    await counted();
    expect(await statistics({ by: 'entitlement' })).toEqual([
      expect.objectContaining({ name: 'export', product: 'entitled', licenses: 1, usable_licenses: 1, checks: null }),
    ]);
    server.clock.holdAt('2027-06-21T00:00:00Z');
    await counted();
    expect(await statistics({ by: 'entitlement' })).toEqual([]);
  });

  it('are what licenses are filtered by: last seen, seats, countries, refusals, versions and entitlements', async () => {
    await aProduct(server, 'filtered');
    await server.asAdmin('PUT', '/api/v1/products/filtered/entitlements/support', {
      body: { name: 'Support', type: 'flag' },
    });
    const support = { value: true, expires_at: '2027-06-20T00:00:00Z' };
    const make = (key: string, more: object = {}) => issued(server, { product: 'filtered', key, ...more });
    const { id: never } = await make('never', { entitlements: { support } });
    await make('old', { max_activations: 1 });
    await make('recent', { max_activations: 3, entitlements: { support: { value: false } } });
    const device = `INSERT INTO activations (license_id, fingerprint, app_version, ip, activated_at, last_seen_at)
      SELECT id, md5($2), $3, $2, $4, $4 FROM licenses WHERE key = $1`;
    await server.dataSource.query(device, ['old', '81.2.69.1', '1.4', '2027-04-01T12:00Z']);
    await server.dataSource.query(device, ['recent', '81.2.69.2', '1.10', '2027-04-01T12:00Z']);
    await server.dataSource.query(device, ['recent', '2.125.160.9', '2.0', '2027-06-14T12:00Z']);
    await logged([{ key: 'recent', outcome: 'SEATS_EXHAUSTED' }, { key: 'old' }]);
    await counted();
    const found = async (query: Record<string, string>) => {
      const { status, body } = await server.asAdmin('GET', '/api/v1/licenses', {
        query: { product: 'filtered', ...query },
      });
      expect([status, body.error]).toEqual([200, undefined]);
      return body.items.map(({ key }: { key: string }) => key);
    };
    expect(await found({ 'last_seen_at[lt]': '2027-06-01' })).toEqual(['old', 'never']);
    expect(await found({ 'last_seen_at[lt]': '2027-04-01T12:00:00Z' })).toEqual(['never']);
    expect(await found({ 'last_seen_at[lte]': '2027-04-01T12:00:00Z' })).toEqual(['old', 'never']);
    expect(await found({ 'last_seen_at[gte]': '2027-04-01T12:00:00Z' })).toEqual(['recent', 'old']);
    expect(await found({ 'last_seen_at[gt]': '2027-04-01T12:00:00Z' })).toEqual(['recent']);
    expect(await found({ 'seats_used[gte]': '1' })).toEqual(['recent', 'old']);
    expect(await found({ 'seats_left[lte]': '0' })).toEqual(['old']);
    for (const field of ['max_activations[gte]', 'seats_used[gte]', 'seats_left[lt]']) {
      for (const value of ['0.5', '1e17', '-3000000000']) {
        const { status, body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { [field]: value } });
        expect([field, value, status, body.error?.code]).toEqual([field, value, 400, 'VALIDATION_ERROR']);
      }
    }
    expect(await found({ country: 'gb' })).toEqual(['recent', 'old']);
    expect(await found({ country: 'DE,NZ' })).toEqual(['recent']);
    expect(await found({ 'refused_at[gte]': '2027-06-01' })).toEqual(['recent']);
    expect(await found({ version: '1.*' })).toEqual(['recent', 'old']);
    expect(await found({ version: '1.1' })).toEqual([]);
    expect(await found({ version: '1.4,2.0' })).toEqual(['recent', 'old']);
    expect(await found({ entitlement: 'support' })).toEqual(['never']);
    expect(await found({ version: '1.*', without_entitlement: 'support' })).toEqual(['recent', 'old']);
    expect(await found({ anomaly: 'cloned_device' })).toEqual([]);
    const { body: csv } = await server.asAdmin('GET', '/api/v1/licenses/export', {
      query: { product: 'filtered', 'last_seen_at[lt]': '2027-06-01', columns: 'key,last_seen_at' },
    });
    expect(csv.trim().split(/\r?\n/)).toEqual(['key,last_seen_at', 'old,2027-04-01T12:00:00.000Z', 'never,']);
    const { body: job } = await server.asAdmin('POST', '/api/v1/licenses/bulk', {
      body: { action: 'disable', preview: true, filter: { product: 'filtered', last_seen_at: { lt: '2027-06-01' } } },
    });
    expect(job).toMatchObject({ matching: 2 });

    await server.dataSource.query(
      `UPDATE activations SET last_seen_at = now() + interval '9 years' WHERE app_version = '1.4'`,
    );
    expect(await found({ 'last_seen_at[lt]': '2027-06-01' })).toEqual(['never']);
    server.clock.holdAt('2027-06-21T00:00:00Z');
    expect(await found({ entitlement: 'support' })).toEqual([]);
    await server.sdk.licenses.delete(never, { final: true });
    await counted();
    expect(await found({ 'last_seen_at[lt]': '2027-06-01' })).toEqual([]);
  });

  it('are what licenses are filtered by: use of meters in the current period', async () => {
    const product = await aProduct(server, 'metered');
    await declareMeter(server, product, 'exports');
    await declareMeter(server, product, 'calls');
    const make = (key: string, meters: object) => issued(server, { product: 'metered', key, meters });
    const { id: low } = await make('low', { exports: { limit: 1000, period: 'month' } });
    await make('high', { exports: { limit: 1000, period: 'month' }, calls: { limit: 10 } });
    await make('endless', { exports: { limit: null } });
    const balance = `INSERT INTO meter_balances (meter_id, license_id, period_start, period_end, used, total, updated_at)
      SELECT meters.id, licenses.id, $3::timestamptz, $3::timestamptz + interval '1 month', $4::bigint, $4::bigint, $3::timestamptz
      FROM meters, licenses WHERE meters.code = $1 AND key = $2`;
    await server.dataSource.query(balance, ['exports', 'low', '2027-05-01T00:00Z', 990]);
    await server.dataSource.query(balance, ['exports', 'low', '2027-06-01T00:00Z', 100]);
    await server.dataSource.query(balance, ['exports', 'high', '2027-06-01T00:00Z', 899]);
    await server.dataSource.query(balance, ['exports', 'endless', '2027-06-01T00:00Z', 5000]);
    await counted();
    const found = async (query: Record<string, string>) => {
      const { status, body } = await server.asAdmin('GET', '/api/v1/licenses', {
        query: { product: 'metered', ...query },
      });
      expect([status, body.error]).toEqual([200, undefined]);
      return body.items.map(({ key }: { key: string }) => key);
    };
    expect(await found({ meter: 'exports' })).toEqual(['endless', 'high', 'low']);
    expect(await found({ meter: 'calls,unknown' })).toEqual(['high']);
    expect(await found({ meter: 'exports', 'meter_used[gte]': '899' })).toEqual(['endless', 'high']);
    expect(await found({ meter: 'exports', 'meter_used[gt]': '898.5', 'meter_used[lt]': '1e300' })).toEqual([
      'endless',
      'high',
    ]);
    expect(await found({ meter: 'exports', 'meter_percent[gte]': '89' })).toEqual(['high']);
    expect(await found({ meter: 'exports', 'meter_percent[gt]': '89' })).toEqual([]);
    expect(await found({ meter: 'calls', 'meter_percent[gte]': '1' })).toEqual([]);
    expect(await found({ 'meter_percent[lte]': '10' })).toEqual(['high', 'low']);
    const { body: job } = await server.asAdmin('POST', '/api/v1/licenses/bulk', {
      body: { action: 'disable', preview: true, filter: { product: 'metered', meter_percent: { gte: 80 } } },
    });
    expect(job).toMatchObject({ matching: 1 });
    const { body: csv } = await server.asAdmin('GET', '/api/v1/licenses/export', {
      query: { product: 'metered', 'meter_percent[gte]': '80', columns: 'key' },
    });
    expect(csv.trim().split(/\r?\n/)).toEqual(['key', 'high']);

    await server.asAdmin('PATCH', `/api/v1/licenses/${low}`, { body: { meters: {} } });
    server.clock.holdAt('2027-07-01T09:00:00Z');
    await counted();
    expect(await found({ meter: 'exports' })).toEqual(['endless', 'high']);
    expect(await found({ 'meter_percent[gte]': '80' })).toEqual([]);
  });

  it('count by day which licenses of a product came and went, and its checks', async () => {
    await aProduct(server, 'daily');
    server.clock.holdAt('2027-06-13T09:00:00Z');
    const expired = await issued(server, { product: 'daily', expires_at: '2027-06-14T12:00:00Z' });
    const { key } = await issued(server, { product: 'daily' });
    await issued(server);
    server.clock.holdAt('2027-06-15T09:00:00Z');
    await server.asAdmin('POST', `/api/v1/licenses/${key}/revoke`);
    await logged([{ key: expired.key, outcome: 'EXPIRED', at: '2027-06-15T08:00Z' }]);
    await counted();
    const query = { product: 'daily', from: '2027-06-13', to: '2027-06-15' };
    const { body } = await server.asAdmin('GET', '/api/v1/statistics/days', { query });
    const none = { issued: 0, expired: 0, revoked: 0, activations: 0, checks: 0, refused: 0 };
    expect(body.items).toEqual([
      { day: '2027-06-13', ...none, issued: 2 },
      { day: '2027-06-14', ...none, expired: 1 },
      { day: '2027-06-15', ...none, revoked: 1, checks: 1, refused: 1 },
    ]);
  });

  it('count each answer once, also if two nodes count at once and more come later', async () => {
    const { key } = await issued(server);
    await logged([{ key }, { key }]);
    server.clock.advance(300_000);
    await Promise.all([runJob(server, 'statistics'), runJob(server, 'statistics')]);
    expect(numbersOf(await statistics({ by: 'product' }), 'checks')).toEqual([['V2', 2]]);
    await logged([
      { key, at: '2027-06-15T10:44:00Z' },
      { key, at: '2027-06-15T10:46:59Z' },
    ]);
    await runJob(server, 'statistics');
    expect(numbersOf(await statistics({ by: 'product' }), 'checks')).toEqual([['V2', 3]]);
    await counted();
    expect(numbersOf(await statistics({ by: 'product' }), 'checks')).toEqual([['V2', 4]]);
  });

  it('keep the largest values of a day, and days for 400 days', async () => {
    const row = `INSERT INTO statistics_days SELECT $1, $2, id, n, n, 0, 0, now() FROM products, generate_series(1, 1005) n
      WHERE reference = 'v2-default'`;
    await server.dataSource.query(row, ['version', '2027-06-14']);
    await server.dataSource.query(row, ['version', '2026-05-01']);
    await server.dataSource.query(row, ['version', '2027-06-15']);
    await counted();
    const kept = await server.dataSource.query(
      `SELECT day::text, min(value::integer) AS least, count(*)::integer AS count FROM statistics_days GROUP BY day ORDER BY day`,
    );
    expect(kept).toEqual([
      { day: '2027-06-14', least: 6, count: 1000 },
      { day: '2027-06-15', least: 1, count: 1005 },
    ]);
  });

  it.each([
    [{ from: '2027-01-01', to: '2027-06-01' }, 'from'],
    [{ from: '2027-06-02', to: '2027-06-01' }, 'from'],
    [{ from: 'May' }, 'from'],
    [{ by: 'colour' }, 'by'],
    [{ order: 'name' }, 'order'],
    [{ limit: '101' }, 'limit'],
  ])('refuse %j', async (query, field) => {
    const { status, body } = await server.asAdmin('GET', '/api/v1/statistics', { query: { by: 'product', ...query } });
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });

  it('find valid licenses that were never activated for some days', async () => {
    await aProduct(server, 'shelf');
    server.clock.holdAt('2027-05-01T00:00:00Z');
    const { key: old } = await issued(server, { product: 'shelf' });
    const { key: used } = await issued(server, { product: 'shelf' });
    await issued(server, { product: 'shelf', expires_at: '2027-05-02' });
    await activate(used, 'desk');
    server.clock.holdAt('2027-06-15T10:42:00Z');
    const { key: fresh } = await issued(server);
    server.clock.advance(1_000);
    const unused = async (query: Record<string, string>) => {
      const { body } = await server.asAdmin('GET', '/api/v1/statistics/unused-licenses', { query });
      return [body.count, body.items.map((item: Record<string, unknown>) => item.license_key)];
    };
    expect(await unused({})).toEqual([1, [old]]);
    expect(await unused({ days: '0', limit: '1' })).toEqual([2, [fresh]]);
    expect(await unused({ days: '0', product: 'shelf' })).toEqual([1, [old]]);
  });

  it('find licenses whose seats are all taken', async () => {
    const { key: full } = await issued(server, { max_activations: 1 });
    const { key: half } = await issued(server, { max_activations: 2 });
    await activate(full, 'one');
    await activate(half, 'two');
    const { key: revoked, id } = await issued(server, { max_activations: 1 });
    await activate(revoked, 'three');
    await server.sdk.licenses.revoke(id);
    const found = async () => {
      const { body } = await server.asAdmin('GET', '/api/v1/statistics/licenses-without-seats');
      return [body.count, body.items.map((item: Record<string, unknown>) => [item.license_key, item.devices])];
    };
    expect(await found()).toEqual([0, []]);
    await counted();
    expect(await found()).toEqual([1, [[full, 1]]]);
    await deactivate(full, 'one');
    expect(await found()).toEqual([1, []]);
  });
});
