import { ExpiringLicensesService } from '../../src/licensing/statistics/expiring-licenses.service';
import { RefusalRateService } from '../../src/licensing/verifications/refusal-rate.service';
import { issued } from '../support/issue';
import { TestServer } from '../support/server';
import { DAY } from '../../src/common/calendar';

const HOUR = 3_600_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  server.clock.holdAt('2027-06-15T10:42:00Z');
  await server.emptyTables('verification_counts', 'event_counts');
});
afterAll(() => server.stop());

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
    const other = await TestServer.start({}, server.databaseUrl);
    other.clock.holdAt('2027-06-15T10:42:00Z');
    const { key } = await issued(server, { max_activations: 50 });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        activate(key, `device ${index}`).then(() => server.sdk.monitoring.getSeatSeries()),
      ),
    );
    const otherView = await other.asAdmin('GET', '/api/v1/monitoring/activations');
    expect(otherView.body.taken).toBe(20);
    await other.stop();
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
