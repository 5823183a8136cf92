import { credited, declared, ratesOf, useFeatures } from '../../support/credits';
import { metered, use } from '../../support/meters';
import { RESOLVE_POLICY } from '../../../src/core/licenses/grants/resolve-licenses.service';
import { validate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { Browser } from '../../testkit/browser';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('licenses', 'meters'));
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const balanceOf = async (key: string) => (await validate(server, key)).body.credits?.[0];

describe('a credit', () => {
  it('is declared with decimals, and listed and deleted as a meter', async () => {
    expect((await declared(server, 2)).body).toMatchObject({ code: 'ai', name: 'ai', kind: 'consumed', decimals: 2 });
    const path = '/api/v1/products/v2-default/meters';
    expect((await server.asAdmin('GET', path)).body.items).toMatchObject([{ code: 'ai', decimals: 2 }]);
    const put = await server.asAdmin('PUT', `${path}/ai`, { body: { name: 'ai', kind: 'consumed' } });
    expect([put.status, put.body.error.code]).toEqual([409, 'CONFLICT']);
    expect((await server.asAdmin('DELETE', `${path}/ai`)).status).toBe(204);
  });

  it('keeps its decimals', async () => {
    await credited(server, { decimals: 2, limit: '1' }, {});
    const path = '/api/v1/products/v2-default/credits/ai';
    const put = (decimals: number) => server.asAdmin('PUT', path, { body: { name: 'AI', decimals } });
    expect((await put(3)).body.error.code).toBe('IN_USE');
    expect((await put(2)).body).toMatchObject({ name: 'AI', decimals: 2 });
  });

  it.each([
    ['more decimals than it has', { credits: { ai: { limit: '0.123' } } }, 'credits.ai.limit'],
    ['too many digits', { credits: { ai: { limit: '12345678901234' } } }, 'credits.ai.limit'],
    ['a rate with more decimals', { rates: ratesOf({ image: '0.001' }) }, 'rates.image'],
    ['a rate in a credit that is not granted', { rates: ratesOf({ image: '1' }, 'gold') }, 'rates.image'],
    ['an undeclared credit', { credits: { gold: { limit: '1' } } }, 'credits.gold'],
  ])('is refused with %s', async (_case, change, field) => {
    const { policy } = await credited(server, { decimals: 2, limit: '1' }, {});
    const { status, body } = await server.asAdmin('PATCH', `/api/v1/policies/${policy}`, { body: change });
    expect([status, body.error.details[0].field]).toEqual([422, field]);
  });

  it('is shown with the rates of its policy, which go with it', async () => {
    const rollover = { periods: 2, max: '0.5' };
    const { id, policy } = await credited(server, { limit: '10.50', period: 'month', rollover }, { image: '0.10' });
    const terms = { limit: '10.5', period: 'month', anchor: 'calendar', overage_percent: 0, rollover };
    const path = `/api/v1/policies/${policy}`;
    expect((await server.asAdmin('GET', path)).body).toMatchObject({
      credits: { ai: terms },
      meters: {},
      rates: { image: { credit: 'ai', amount: '0.1' } },
      next_rates: null,
    });
    expect((await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body).toMatchObject({
      credits: { ai: { ...terms, from: 'policy' } },
      meters: {},
    });
    await server.asAdmin('PATCH', path, { body: { meters: {} } });
    expect((await server.asAdmin('GET', path)).body.rates).toEqual({ image: { credit: 'ai', amount: '0.1' } });
    expect((await server.asAdmin('PATCH', path, { body: { credits: {} } })).body).toMatchObject({
      credits: {},
      rates: {},
    });
  });
});

describe('features', () => {
  const EXACT: [string, number, string, Record<string, string>, Record<string, number>, string][] = [
    ['tenths', 1, '0.3', { third: '0.1' }, { third: 3 }, '0.3'],
    ['six places', 6, '1', { token: '0.000001' }, { token: 999_999 }, '0.999999'],
    ['the largest numbers', 6, '999999999.999999', { hour: '0.999999' }, { hour: 1_000_000_000 }, '999999000'],
    ['whole numbers', 0, '999999999999999', { lot: '999999' }, { lot: 1_000_000_000 }, '999999000000000'],
  ];

  it.each(EXACT)('draw exactly: %s', async (_case, decimals, limit, costs, uses, used) => {
    const { key } = await credited(server, { decimals, limit }, costs);
    const { status, body, headers } = await useFeatures(server, key, uses);
    expect([status, body]).toMatchObject([200, { meters: [], credits: [{ credit: 'ai', used, total: used, limit }] }]);
    expect(headers['keyward-meters']).toMatch(/^"ai";r=\d+$/);
  });

  it('draw from one balance at different rates, all or none', async () => {
    const { key } = await credited(server, { limit: '1' }, { image: '0.25', text: '0.1', free: '0' });
    const { body } = await useFeatures(server, key, { image: 2, text: 3, free: 9 });
    expect(body.credits).toMatchObject([{ used: '0.8', left: '0.2' }]);
    expect((await useFeatures(server, key, { text: 1, image: 1 })).body.error.code).toBe('METER_EXHAUSTED');
    expect((await useFeatures(server, key, { text: 2 })).body.credits).toMatchObject([{ used: '1', left: '0' }]);
    expect((await useFeatures(server, key, { image: -1 })).body.credits).toMatchObject([{ used: '0.75', total: '1' }]);
  });

  it('draw beside meters', async () => {
    const { key } = await credited(server, { limit: '1' }, { image: '0.5' });
    const other = await metered(server, { exports: { limit: 5 } });
    const { body } = await server.call('POST', '/api/v1/usage', {
      body: { license_key: other.key, items: [{ meter: 'exports', amount: 1 }] },
    });
    expect(body).toEqual({ meters: [expect.objectContaining({ meter: 'exports' })] });
    expect((await use(server, key, { ai: 1 })).body.error.code).toBe('METER_NOT_FOUND');
    const unknown = await useFeatures(server, key, { video: 1 });
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'METER_NOT_FOUND']);
    const both = { body: { license_key: key, items: [{ meter: 'exports', feature: 'image', amount: 1 }] } };
    expect((await server.call('POST', '/api/v1/usage', both)).status).toBe(400);
    const none = { body: { license_key: key, items: [{ amount: 1 }] } };
    expect((await server.call('POST', '/api/v1/usage', none)).status).toBe(400);
  });

  it('cost what holds at the time of use', async () => {
    server.clock.holdAt('2031-01-01T00:00:00Z');
    const next_rates = { from: '2031-02-01T00:00:00Z', rates: ratesOf({ image: '3', video: '5' }) };
    const { key, policy } = await credited(server, { limit: '20' }, { image: '1' }, { policy: { next_rates } });
    const path = `/api/v1/policies/${policy}`;
    expect((await server.asAdmin('GET', path)).body.next_rates).toMatchObject({ rates: next_rates.rates });
    expect((await useFeatures(server, key, { video: 1 })).status).toBe(404);
    expect((await useFeatures(server, key, { image: 1 })).body.credits).toMatchObject([{ used: '1' }]);
    server.clock.holdAt('2031-02-01T00:00:00Z');
    expect((await useFeatures(server, key, { image: 1, video: 1 })).body.credits).toMatchObject([{ used: '9' }]);
    expect((await server.asAdmin('GET', path)).body).toMatchObject({ rates: next_rates.rates, next_rates: null });
  });

  it('are checked without taking anything', async () => {
    const { key } = await credited(server, { limit: '1' }, { image: '0.25' });
    const asked = async (amount: number) =>
      (await validate(server, key, undefined, { items: [{ feature: 'image', amount }] })).body;
    expect(await asked(4)).toMatchObject({ valid: true, enough: true, credits: [{ used: '0', left: '1' }] });
    expect(await asked(5)).toMatchObject({ valid: true, enough: false });
    expect((await validate(server, key)).body).not.toHaveProperty('enough');
  });

  it('follow a change of rates and keep those of the policy on a license with terms of its own', async () => {
    const { id, key, policy } = await credited(server, { limit: '1' }, { image: '0.25' });
    await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { credits: { ai: { limit: '2' } } } });
    expect((await useFeatures(server, key, { image: 6 })).body.credits).toMatchObject([{ used: '1.5', limit: '2' }]);
    await server.asAdmin('PATCH', `/api/v1/policies/${policy}`, { body: { rates: ratesOf({ image: '0.5' }) } });
    const [{ id: number }] = await server.dataSource.query('SELECT id FROM policies WHERE uid = $1', [policy]);
    await runJob(server, RESOLVE_POLICY, { policy: number });
    expect((await useFeatures(server, key, { image: 1 })).body.credits).toMatchObject([{ used: '2', left: '0' }]);
  });
});

describe('grants and corrections of credits', () => {
  it('take and show decimal texts', async () => {
    const { id, key } = await credited(server, { decimals: 2, limit: '1', period: 'month' }, { image: '0.25' });
    const path = `/api/v1/licenses/${id}/meters/ai`;
    const added = await server.asAdmin('POST', `${path}/grants`, { body: { amount: '2.5', note: 'top-up' } });
    expect([added.status, added.body]).toMatchObject([201, { amount: '2.5', used: '0', left: '2.5' }]);
    await useFeatures(server, key, { image: 8 });
    expect(await balanceOf(key)).toMatchObject({ used: '2', limit: '1', left: '1.5', granted: '1.5' });
    const { items } = (await server.asAdmin('GET', `${path}/grants`)).body;
    expect(items).toMatchObject([
      { source: 'policy', amount: '1', used: '1', left: '0' },
      { note: 'top-up', amount: '2.5', used: '1', left: '1.5' },
    ]);
    expect((await server.asAdmin('GET', `${path}/draws`)).body.items).toMatchObject([{ amount: '1' }]);
    expect((await server.asAdmin('GET', `/api/v1/licenses/${id}/usage`)).body.items).toMatchObject([{ used: '2' }]);
    const correct = (body: object) => server.asAdmin('POST', `${path}/correct`, { body: { reason: 'Test', ...body } });
    expect((await correct({ change: '-0.75' })).body).toMatchObject({ credit: 'ai', used: '1.25' });
    expect((await correct({ used: 1 })).body).toMatchObject({ credit: 'ai', used: '1' });
    expect((await correct({ used: '0.001' })).status).toBe(422);
    expect((await server.asAdmin('POST', `${path}/grants`, { body: { amount: '0.00' } })).status).toBe(400);
    const { items: events } = (await server.asAdmin('GET', '/api/v1/events?type=meter.grant_added')).body;
    expect(events[0].data).toMatchObject({ meter: 'ai', amount: 250, decimals: 2 });
  });

  it('refuse decimal texts of meters', async () => {
    const { id } = await metered(server, { exports: { limit: 5 } });
    const path = `/api/v1/licenses/${id}/meters/exports/grants`;
    expect((await server.asAdmin('POST', path, { body: { amount: '2.5' } })).status).toBe(400);
  });
});

it('shows amounts of credits with their decimals, and corrects them, on the page of a license', async () => {
  const browser = new Browser(server);
  await browser.signIn();
  const { id, key } = await credited(server, { limit: '1.5' }, { image: '0.755' });
  await useFeatures(server, key, { image: 1 });
  expect((await browser.get(`/license/edit/${id}`)).html).toContain('0.755 of 1.5');
  const path = `/license/edit/${id}/meters/ai`;
  expect((await browser.get(path)).html).toMatch(/Used now<\/dt><dd>0\.755<.*Limit<\/dt><dd>1\.5</s);
  expect(await browser.post(path, { how: 'used', amount: '0.25', reason: 'Test' })).toMatchObject({ status: 303 });
  expect(await balanceOf(key)).toMatchObject({ used: '0.25' });
});
