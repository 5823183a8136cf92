import type { ApiKeyWithSecret, License } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { Browser } from '../../testkit/browser';
import { activate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const HOUR = 3_600_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const verify = (key: string, license_key: string, hardware_hash = 'desk', headers?: Record<string, string>) =>
  server.withKey(
    'POST',
    '/api/license/verify',
    { body: { license_key, hardware_hash, app_version: '1.4.2' }, headers },
    key,
  );
const requestsOf = async ({ id }: { id: string }) => (await server.sdk.apiKeys.listRequests(id)).items;
const codesOf = async (apiKey: { id: string }) => (await requestsOf(apiKey)).map(({ code }) => code);
const usageOf = ({ id }: { id: string }, query: Record<string, string> = {}) =>
  server.asAdmin('GET', `/api/v1/api-keys/${id}/usage`, { query });

async function calledKey(name = 'Studio'): Promise<{ apiKey: ApiKeyWithSecret; license: License }> {
  const apiKey = await keyOf(server, 'external', { name });
  const license = await issued(server);
  await verify(apiKey.key, license.key);
  return { apiKey, license };
}

describe('the requests of an API key', () => {
  it('are listed with what was asked and answered, and without any key', async () => {
    const apiKey = await keyOf(server, 'external', { name: 'Studio' });
    const license = await issued(server);
    server.clock.holdAt('2031-03-01T10:00:00.000Z');
    await verify(apiKey.key, license.key, 'desk', { 'user-agent': 'Studio/1.4' });
    const { body } = await server.asAdmin('GET', `/api/v1/api-keys/${apiKey.id}/requests`);
    expect(body).toEqual({
      items: [
        {
          id: expect.any(Number),
          at: '2031-03-01T10:00:00.000Z',
          dialect: 'v2',
          operation: 'check',
          code: 'NOT_ACTIVATED',
          ip: '127.0.0.1',
          user_agent: 'Studio/1.4',
          app_version: '1.4.2',
          fingerprint: 'desk',
          license_id: license.id,
          api_key: { id: apiKey.id, name: 'Studio' },
        },
      ],
      next: null,
    });
    expect(JSON.stringify(body)).not.toContain(license.key);
    expect(JSON.stringify(body)).not.toContain(apiKey.key);
  });

  it.each([
    ['the fast path', {}],
    ['the ordinary way', { cookie: 'theme=dark' }],
  ])('are logged with the key on %s', async (_way, headers) => {
    const { apiKey, license } = await calledKey();
    await verify(apiKey.key, license.key, 'laptop', headers);
    expect((await requestsOf(apiKey)).map(({ fingerprint }) => fingerprint)).toEqual(['laptop', 'desk']);
  });

  it('are logged with their own keys when they are written together', async () => {
    const [one, other] = [await calledKey('one'), await calledKey('other')];
    await Promise.all(
      [one, other, one].map(({ apiKey, license }, index) => verify(apiKey.key, license.key, `batch ${index}`)),
    );
    const devicesOf = async (apiKey: { id: string }) =>
      (await requestsOf(apiKey)).map(({ fingerprint }) => fingerprint).sort();
    expect(await devicesOf(one.apiKey)).toEqual(['batch 0', 'batch 2', 'desk']);
    expect(await devicesOf(other.apiKey)).toEqual(['batch 1', 'desk']);
  });

  it('include activations, heartbeats and unknown keys', async () => {
    const apiKey = await keyOf(server, 'external');
    const { key } = await issued(server);
    for (const path of ['activate', 'heartbeat']) {
      await server.withKey(
        'POST',
        `/api/license/${path}`,
        { body: { license_key: key, hardware_hash: 'desk' } },
        apiKey.key,
      );
    }
    await verify(apiKey.key, 'NOBODY-HAS-THIS');
    const requests = await requestsOf(apiKey);
    expect(requests.map(({ operation, code }) => [operation, code])).toEqual([
      ['check', 'NOT_FOUND'],
      ['heartbeat', 'VALID'],
      ['activate', 'VALID'],
    ]);
    expect(requests[0]?.license_id).toBeNull();
  });

  it('include the deactivation of a device with a management key', async () => {
    const apiKey = await keyOf(server, 'internal');
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    const { items } = await server.sdk.activations.list({ license: license.id });
    await server.withKey('DELETE', `/api/v1/activations/${items[0]?.id}`, {}, apiKey.key);
    expect(await requestsOf(apiKey)).toMatchObject([{ operation: 'deactivate', code: 'VALID', dialect: 'native' }]);
  });

  it('come from every API that takes a key', async () => {
    const apiKey = await keyOf(server, 'external');
    const product = await server.sdk.products.create({ reference: 'shop', name: 'Shop' });
    const { key } = await issued(server, { product: product.reference });
    await server.call('POST', '/api/external/license/verify', {
      body: { product_id: 'shop', license_code: key, client_name: 'Ada' },
      headers: { 'lb-api-key': apiKey.key, 'lb-url': 'https://shop.example', 'lb-ip': '192.0.2.1' },
    });
    expect((await requestsOf(apiKey)).map(({ dialect }) => dialect)).toEqual(['license-manager']);
  });

  it('are the calls of programs without a key at nobody’s', async () => {
    const { key, id } = await issued(server);
    await validate(server, key, 'desk');
    const { items } = await server.sdk.licenses.listRequests(id);
    expect(items).toMatchObject([{ dialect: 'native', api_key: null }]);
  });

  it('stay listed and counted when the key is revoked', async () => {
    const { apiKey } = await calledKey();
    await server.sdk.apiKeys.revoke(apiKey.id);
    expect(await codesOf(apiKey)).toEqual(['NOT_ACTIVATED']);
    expect((await usageOf(apiKey)).body).toMatchObject({ total: 1, refused: 1 });
  });

  it('are filtered by outcome and time, and paged without gaps', async () => {
    const apiKey = await keyOf(server, 'external');
    const { key } = await issued(server);
    await activate(server, key, 'desk');
    const start = new Date('2031-04-01T10:00:00.000Z').getTime();
    for (const [index, device] of ['desk', 'other', 'desk', 'other', 'desk'].entries()) {
      server.clock.holdAt(new Date(start + index * HOUR).toISOString());
      await verify(apiKey.key, key, device);
    }
    const list = async (query: Record<string, string>) =>
      (await server.asAdmin('GET', `/api/v1/api-keys/${apiKey.id}/requests`, { query })).body;
    const hoursOf = ({ items }: { items: { at: string }[] }) => items.map(({ at }) => at.slice(11, 13));

    expect(hoursOf(await list({ outcome: 'refused' }))).toEqual(['13', '11']);
    expect(hoursOf(await list({ outcome: 'usable' }))).toEqual(['14', '12', '10']);
    expect(hoursOf(await list({ from: '2031-04-01T11:00:00Z', to: '2031-04-01T13:00:00Z' }))).toEqual(['12', '11']);
    const first = await list({ limit: '2' });
    const second = await list({ limit: '2', after: first.next });
    const third = await list({ limit: '2', after: second.next });
    expect([first, second, third].map(hoursOf)).toEqual([['14', '13'], ['12', '11'], ['10']]);
    expect(third.next).toBeNull();
  });

  it.each([
    ['outcome', 'good'],
    ['from', 'yesterday'],
    ['after', 'nonsense'],
    ['limit', '101'],
  ])('refuse a wrong %s', async (name, value) => {
    const { id } = await keyOf(server, 'external');
    const answer = await server.asAdmin('GET', `/api/v1/api-keys/${id}/requests`, { query: { [name]: value } });
    expect(answer).toMatchObject({ status: 400, body: { error: { details: [{ field: name }] } } });
  });
});

describe('the usage of an API key', () => {
  it('counts every request by day, in the time zone that is asked for', async () => {
    const { key } = await issued(server);
    const apiKey = await keyOf(server, 'external');
    await activate(server, key, 'desk');
    for (const [at, device] of [
      ['2031-05-09T22:59:59.999Z', 'desk'],
      ['2031-05-09T23:00:00.000Z', 'desk'],
      ['2031-05-10T10:00:00.000Z', 'other'],
    ] as const) {
      server.clock.holdAt(at);
      await verify(apiKey.key, key, device);
    }
    const query = { from: '2031-05-09', to: '2031-05-10' };
    expect((await usageOf(apiKey, query)).body).toEqual({
      days: [
        { date: '2031-05-09', total: 2, refused: 0 },
        { date: '2031-05-10', total: 1, refused: 1 },
      ],
      total: 3,
      refused: 1,
    });
    const { body } = await usageOf(apiKey, { ...query, time_zone: 'Africa/Lagos' });
    expect(body.days).toEqual([
      { date: '2031-05-09', total: 1, refused: 0 },
      { date: '2031-05-10', total: 2, refused: 1 },
    ]);
    const { days } = (await usageOf(apiKey)).body;
    expect([days.length, days[0].date, days.at(-1).date]).toEqual([30, '2031-04-11', '2031-05-10']);
  });

  it('agrees with the log, however many requests are written at once, and outlives it', async () => {
    const { apiKey, license } = await calledKey();
    await Promise.all(Array.from({ length: 15 }, (_, index) => verify(apiKey.key, license.key, `device ${index}`)));
    const [{ n }] = await server.dataSource.query(
      'SELECT count(*)::integer AS n FROM verifications JOIN api_keys ON api_keys.id = api_key_id WHERE uid = $1',
      [apiKey.id],
    );
    expect(n).toBe(16);
    expect((await usageOf(apiKey)).body).toMatchObject({ total: 16, refused: 16 });
    await server.emptyTables('verifications');
    expect((await usageOf(apiKey)).body).toMatchObject({ total: 16, refused: 16 });
  });

  it.each([
    [{ from: '2031-01-02', to: '2031-01-01' }, 'from'],
    [{ from: '2031-01-01', to: '2031-04-01' }, 'from'],
    [{ from: '2031-02-30' }, 'from'],
    [{ to: 'today' }, 'to'],
    [{ time_zone: 'Atlantis' }, 'time_zone'],
  ])('refuses the span %j', async (query, field) => {
    const { id } = await keyOf(server, 'external');
    expect(await usageOf({ id }, query)).toMatchObject({ status: 400, body: { error: { details: [{ field }] } } });
  });

  it('covers 90 days at most, and days at the ends of the calendar', async () => {
    const apiKey = await keyOf(server, 'external');
    expect((await usageOf(apiKey, { from: '2031-01-01', to: '2031-03-31' })).body.days).toHaveLength(90);
    for (const to of ['1900-01-01', '9999-12-31']) {
      expect(await usageOf(apiKey, { from: to, to })).toMatchObject({ status: 200, body: { total: 0 } });
    }
  });
});

describe('the requests of a license', () => {
  it('name the API key of each call', async () => {
    const { apiKey, license } = await calledKey('Studio');
    await validate(server, license.key, 'desk');
    const { items } = await server.sdk.licenses.listRequests(license.id);
    expect(items.map(({ dialect, api_key }) => [dialect, api_key?.name])).toEqual([
      ['native', undefined],
      ['v2', 'Studio'],
    ]);
    expect(items[1]?.api_key?.id).toBe(apiKey.id);
    const refused = await server.sdk.licenses.listRequests(license.key, { outcome: 'refused' });
    expect(refused.items).toHaveLength(2);
  });

  it('are hidden from an API key of another product', async () => {
    await server.sdk.products.create({ reference: 'other', name: 'Other' });
    const { license } = await calledKey();
    const [own, foreign] = [
      await keyOf(server, 'internal', { product: 'v2-default' }),
      await keyOf(server, 'internal', { product: 'other' }),
    ];
    const list = (key: string) => server.withKey('GET', `/api/v1/licenses/${license.id}/requests`, {}, key);
    expect((await list(own.key)).body.items).toHaveLength(1);
    expect(await list(foreign.key)).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
  });
});

describe('the console', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = new Browser(server);
    await browser.signIn();
  });

  it('shows the requests of an API key by day, with a table instead of the chart', async () => {
    const { apiKey, license } = await calledKey('Studio <b>');
    const path = `/console/api-keys/${apiKey.id}`;
    const { html } = await browser.get(path);
    expect(html).toContain('Requests per day');
    expect(html).toContain('Requests per day: 0 Usable, 1 Denied');
    expect(html).toContain('NOT_ACTIVATED');
    expect(html).toContain(`href="/license/edit/${license.id}"`);
    expect(html).not.toContain(apiKey.key);
    expect((await browser.get(`${path}?table=1`)).html).toMatch(/<th scope="col">Day<\/th>/);
  });

  it('shows refused requests alone, page by page', async () => {
    const { apiKey, license } = await calledKey();
    await activate(server, license.key, 'known');
    await verify(apiKey.key, license.key, 'known');
    for (let index = 0; index < 21; index++) {
      await verify(apiKey.key, license.key, `unknown ${index}`);
    }
    const first = (await browser.get(`/console/api-keys/${apiKey.id}?outcome=refused`)).html;
    expect(first).toContain('1–20 of more than 20, newest first');
    const [, next = ''] = /href="([^"]+)" rel="next"|rel="next"[^>]*href="([^"]+)"/.exec(first)?.filter(Boolean) ?? [];
    const second = (await browser.get(next.replaceAll('&amp;', '&'))).html;
    expect(second).toContain('2 on this page, newest first');
    expect(second).not.toContain('>VALID<');
  });

  it('says that a key was never used by a program', async () => {
    const { id } = await keyOf(server, 'internal');
    const { html } = await browser.get(`/console/api-keys/${id}`);
    expect(html).toContain('No requests in the last 30 days.');
    expect(html).not.toContain('rel="next"');
    expect((await browser.get(`/console/api-keys/${id}?outcome=refused`)).html).toContain('No denied requests');
  });

  it('shows the requests of a license with the key of each, and leads from its page to all', async () => {
    const { apiKey, license } = await calledKey('Studio');
    const page = await browser.get(`/license/edit/${license.id}`);
    expect(page.html).toContain(`href="/license/edit/${license.id}/requests"`);
    const { html } = await browser.get(`/license/edit/${license.id}/requests`);
    for (const text of ['Studio', 'NOT_ACTIVATED', 'version 1.4.2', 'v2', `href="/console/api-keys/${apiKey.id}"`]) {
      expect(html).toContain(text);
    }
  });
});
