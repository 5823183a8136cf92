import type { License } from '../../../sdk/src/generated/native';
import { Browser } from '../../testkit/browser';
import { activate } from '../../testkit/issue';
import { type MeterOptions, metered, use } from '../../support/meters';
import { licenseOf, race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

const REASON = 'Counted twice, ticket 4711';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
beforeEach(() => server.emptyTables('licenses', 'meters'));
afterAll(() => server.stop());

const withExports = (terms: MeterOptions = {}): Promise<License> =>
  metered(server, { exports: { limit: 100, period: 'month', ...terms } });

const correct = ({ id }: License, body: object, meter = 'exports') =>
  server.asAdmin('POST', `/api/v1/licenses/${id}/meters/${meter}/correct`, { body: { reason: REASON, ...body } });

const usedOf = async ({ id }: License): Promise<number> =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}/usage?meter=exports`)).body.items[0]?.used ?? 0;

it('sets a new amount, and says why in the event and the audit', async () => {
  const license = await withExports();
  await use(server, license.key, { exports: 60 });
  const { status, body } = await correct(license, { used: 10 });
  expect([status, body]).toMatchObject([200, { meter: 'exports', used: 10, total: 10, limit: 100, left: 90 }]);
  const { items: events } = (await server.asAdmin('GET', '/api/v1/events?type=meter.corrected')).body;
  expect(events).toMatchObject([{ data: { meter: 'exports', used: 10, difference: -50, change: { reason: REASON } } }]);
  const { items: entries } = (await server.asAdmin('GET', '/api/v1/audit?action=meter.corrected')).body;
  expect(entries).toMatchObject([{ reason: REASON, before: { used: 60 }, after: { used: 10 } }]);
});

it('adds a difference, also beyond the limit and before anything is used', async () => {
  const license = await withExports();
  expect((await correct(license, { change: 120 })).body).toMatchObject({ used: 120, left: 0 });
  expect((await use(server, license.key, { exports: 1 })).status).toBe(409);
  expect((await correct(license, { change: -30 })).body).toMatchObject({ used: 90, left: 10 });
  expect((await use(server, license.key, { exports: 10 })).status).toBe(200);
});

it('leaves what devices hold', async () => {
  const license = await metered(server, { exports: { kind: 'held', limit: 10 } });
  await activate(server, license.key, 'desk');
  await use(server, license.key, { exports: 4 }, { hardware_id: 'desk' });
  await use(server, license.key, { exports: 2 });
  expect((await correct(license, { used: 3 })).body.error).toMatchObject({ code: 'METER_RETURN_EXCEEDED' });
  expect((await correct(license, { used: 4 })).body).toMatchObject({ used: 4 });
  expect((await correct(license, { change: -1 })).body.error).toMatchObject({ code: 'METER_RETURN_EXCEEDED' });
  const seats = (await server.asAdmin('GET', `/api/v1/activations?license=${license.id}`)).body.items;
  await server.asAdmin('DELETE', `/api/v1/activations/${seats[0].id}`);
  expect(await usedOf(license)).toBe(0);
});

it.each([
  ['nothing', {}],
  ['both', { used: 1, change: 1 }],
  ['a difference of 0', { change: 0 }],
  ['less than 0', { used: -1 }],
  ['a fraction', { change: 1.5 }],
  ['no reason', { used: 1, reason: '' }],
])('refuses %s', async (_title, body) => {
  const { status } = await correct(await withExports(), body);
  expect([400, 422]).toContain(status);
});

it('does not know the meter of another license, or another license', async () => {
  const license = await withExports();
  const { body } = await correct(license, { used: 1 }, 'imports');
  expect(body.error).toMatchObject({ code: 'METER_NOT_FOUND', details: [{ ids: ['imports'] }] });
  const unknown = { ...license, id: '00000000-0000-4000-8000-000000000000' };
  expect((await correct(unknown, { used: 1 })).status).toBe(404);
  expect((await correct(license, { change: -1 })).body.error).toMatchObject({ code: 'METER_RETURN_EXCEEDED' });
});

it('counts every one of concurrent corrections and uses', async () => {
  const license = await withExports({ limit: null });
  await use(server, license.key, { exports: 1 });
  const statuses = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
    () => correct(license, { change: 5 }).then(({ status }) => status),
    () => correct(license, { change: 5 }).then(({ status }) => status),
    () => use(server, license.key, { exports: 7 }).then(({ status }) => status),
    () => use(server, license.key, { exports: 7 }).then(({ status }) => status),
  ]);
  expect(statuses).toEqual([200, 200, 200, 200]);
  expect(await usedOf(license)).toBe(25);
});

describe('the page of a license', () => {
  const form = { how: 'change', amount: '-20', reason: REASON };

  it('leads to a form that corrects a meter', async () => {
    const license = await withExports();
    await use(server, license.key, { exports: 60 });
    const page = `/license/edit/${license.id}`;
    const path = `${page}/meters/exports`;
    expect((await browser.get(page)).html).toContain(`href="${path}"`);
    expect((await browser.get(path)).html).toMatch(/Used now<\/dt><dd>60<.*Limit<\/dt><dd>100</s);
    expect(await browser.post(path, form)).toMatchObject({ status: 303, location: page });
    expect((await browser.get(page)).html).toContain('exports is corrected: 40 used.');
    expect(await browser.post(path, { ...form, how: 'used', amount: '5' })).toMatchObject({ status: 303 });
    expect(await usedOf(license)).toBe(5);
  });

  it('leads to the use of a meter by period, with its limit', async () => {
    const license = await withExports({ overage_percent: 10 });
    const path = `/license/edit/${license.id}/meters/exports/use`;
    expect((await browser.get(`/license/edit/${license.id}`)).html).toContain(`href="${path}"`);
    expect((await browser.get(path)).html).toContain('Nothing was used yet.');
    await use(server, license.key, { exports: 60 });
    await server.dataSource.query(
      `INSERT INTO meter_balances (meter_id, license_id, period_start, period_end, used, total, updated_at)
       SELECT meter_id, license_id, period_start - interval '1 year', period_end - interval '1 year', 70, 70, now() FROM meter_balances`,
    );
    const { html } = await browser.get(path);
    expect(html.match(/<title>From [^<]*: Used \d+/g)).toEqual([
      expect.stringContaining('Used 70'),
      expect.stringContaining('Used 60'),
    ]);
    expect(html).toMatch(/Limit 110.*class="plot-now".*class="plot-limit" d="M0 [\d.]+H120"/s);
    const table = (await browser.get(`${path}?table=1`)).html;
    expect([...table.matchAll(/<td class="right">(\d+)/g)].map(([, used]) => used)).toEqual(['60', '70']);
    expect((await browser.get(`/license/edit/${license.id}/meters/imports/use`)).status).toBe(404);
    expect((await browser.get(`${path}?table=2`)).status).toBe(400);
  });

  it('says what is wrong with a correction', async () => {
    const license = await withExports();
    const path = `/license/edit/${license.id}/meters/exports`;
    for (const [fields, text] of [
      [{ ...form, how: 'used' }, 'Enter a whole number from 0 on'],
      [{ ...form, amount: '0' }, 'Enter a whole number from 0 on'],
      [{ ...form, amount: 'some' }, 'Enter a whole number from 0 on'],
      [{ ...form, reason: '' }, 'Give a reason'],
      [form, 'Less than this is used'],
    ] as const) {
      const { status, html } = await browser.post(path, fields);
      expect([status >= 400 && status < 500, html]).toEqual([true, expect.stringContaining(text)]);
    }
    expect((await browser.get(`/license/edit/${license.id}/meters/imports`)).status).toBe(404);
  });
});
