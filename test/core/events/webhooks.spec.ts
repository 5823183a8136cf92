import { Resolver } from 'node:dns/promises';
import { EventSequenceService } from '../../../src/core/events/records/event-sequence.service';
import { MAX_ENDPOINTS } from '../../../src/core/events/webhooks/webhook-endpoints.service';
import { expectTurns, race } from '../../testkit/race';
import { auditOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const URL_OF_HOOK = 'https://93.184.216.34/hook';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ SECRETS_KEY: 'the key that encrypts the secrets' });
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

const create = (body: object = {}, at = server) =>
  at.asAdmin('POST', '/api/v1/webhooks', { body: { url: URL_OF_HOOK, events: ['license.issued'], ...body } });
const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
  server.asAdmin(method, `/api/v1/webhooks${path}`, { body });
const fieldsIn = ({ body }: { body: { error: { details: { field: string }[] } } }): string[] =>
  body.error.details.map(({ field }) => field);

it('creates, reads, changes and deletes a webhook', async () => {
  const created = await create({ description: 'Billing' });
  expect(created.status).toBe(201);
  const { id, secret, ...webhook } = created.body;
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(webhook).toEqual({
    url: URL_OF_HOOK,
    events: ['license.issued'],
    products: null,
    format: 'native',
    description: 'Billing',
    api_version: '2026-12-01',
    previous_secret_expires_at: null,
    failing_since: null,
    disabled_at: null,
    disabled_reason: null,
    created_at: expect.any(String),
    updated_at: webhook.created_at,
  });
  expect(await server.sdk.webhooks.get(id)).toEqual({ id, ...webhook });
  expect(await server.sdk.webhooks.list()).toEqual({
    items: [{ id, ...webhook }],
    next: null,
  });

  const change = { url: 'https://93.184.216.34/other', events: ['license.revoked', 'version.published'], format: 'v2' };
  const changed = await call('PATCH', `/${id}`, change);
  expect(changed).toMatchObject({ status: 200, body: { id, ...change, description: 'Billing' } });

  expect((await call('DELETE', `/${id}`)).status).toBe(204);
  expect((await call('GET', `/${id}`)).status).toBe(404);
  const audit = await auditOf(server, id);
  expect(audit.map(({ action }) => action)).toEqual([
    'webhook_endpoint.created',
    'webhook_endpoint.updated',
    'webhook_endpoint.deleted',
  ]);
  expect(JSON.stringify(audit)).not.toContain('secret"');
});

it('takes a secret, and stores it encrypted', async () => {
  const secret = 'a secret of theirs'.replaceAll(' ', '-');
  const body = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'], secret });
  expect(body.secret).toBe(secret);
  const rotated = await call('POST', `/${body.id}/rotate-secret`, {});
  expect(rotated.status).toBe(201);
  expect(rotated.body.secret).toMatch(/^whsec_/);
  const ends = Date.parse(rotated.body.previous_secret_expires_at);
  expect(Math.round((ends - server.clock.now().getTime()) / 60_000)).toBe(24 * 60);
  const [row] = await server.dataSource.query(`SELECT secret, previous_secret FROM webhook_endpoints WHERE uid = $1`, [
    body.id,
  ]);
  expect(row).toEqual({
    secret: expect.stringMatching(/^enc:v1:/),
    previous_secret: expect.stringMatching(/^enc:v1:/),
  });
  const [{ kept }] = await server.dataSource.query(
    `SELECT jsonb_agg(to_jsonb(e)) || (SELECT jsonb_agg(to_jsonb(a)) FROM audit_entries a) AS kept FROM events e`,
  );
  expect(JSON.stringify(kept)).not.toContain(secret);
  expect(JSON.stringify(kept)).not.toContain(rotated.body.secret);
  const atOnce = await call('POST', `/${body.id}/rotate-secret`, { overlap_hours: 0, secret });
  expect(atOnce.body).toMatchObject({ secret, previous_secret_expires_at: null });
});

it('disables and enables', async () => {
  const { id } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'] });
  const disabled = await call('POST', `/${id}/disable`);
  expect(disabled).toMatchObject({ status: 200, body: { disabled_reason: 'admin', disabled_at: expect.any(String) } });
  expect(await server.sdk.webhooks.disable(id)).toEqual(disabled.body);
  for (const path of ['test', `deliveries/${NOBODY}/replay`]) {
    expect(await call('POST', `/${id}/${path}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'DISABLED' } },
    });
  }
  const enabled = await call('POST', `/${id}/enable`);
  expect(enabled).toMatchObject({ status: 200, body: { disabled_reason: null, disabled_at: null } });
});

it.each(['native', 'v2', 'license-manager'])('knows the format %s', async (format) => {
  expect(await create({ format })).toMatchObject({ status: 201, body: { format } });
});

it.each([
  ...['license.issued', 'license.activated', 'license.deactivated', 'license.disabled', 'license.revoked'],
  ...['version.published', 'customer.updated', 'webhook_endpoint.disabled', 'license.*', 'license_session.*', '*'],
])('accepts the event %s', async (name) => {
  expect((await create({ events: [name] })).status).toBe(201);
});

it.each([
  [{ url: undefined }, 'url'],
  [{ url: '' }, 'url'],
  [{ url: 42 }, 'url'],
  [{ url: ['https://93.184.216.34/'] }, 'url'],
  [{ url: 'hooks.example.com' }, 'url'],
  [{ url: '/hook' }, 'url'],
  [{ url: 'ftp://93.184.216.34/' }, 'url'],
  [{ url: 'file:///etc/passwd' }, 'url'],
  [{ url: 'javascript:alert(1)' }, 'url'],
  [{ url: 'https://user@93.184.216.34/' }, 'url'],
  [{ url: 'https://user:password@93.184.216.34/' }, 'url'],
  [{ url: 'https://93.184.216.34/#part' }, 'url'],
  [{ url: 'https://93.184.216.34/\0' }, 'url'],
  [{ url: 'https://93.184.216.34/\ud800' }, 'url'],
  [{ url: 'https://93.184.216.34/a b' }, 'url'],
  [{ url: 'https://93.184.216.34:99999/' }, 'url'],
  [{ url: `https://93.184.216.34/${'a'.repeat(2000)}` }, 'url'],
  [{ events: undefined }, 'events'],
  [{ events: [] }, 'events'],
  [{ events: 'license.issued' }, 'events'],
  [{ events: ['license.isued'] }, 'events'],
  [{ events: [['license.issued']] }, 'events'],
  [{ events: ['licenses.*'] }, 'events'],
  [{ events: ['license*'] }, 'events'],
  [{ events: ['*.issued'] }, 'events'],
  [{ events: ['**'] }, 'events'],
  [{ products: [] }, 'products'],
  [{ products: 'v2-default' }, 'products'],
  [{ products: ['v2-default', 'v2-default'] }, 'products'],
  [{ products: ['unknown'] }, 'products'],
  [{ events: ['license.issued', 'license.issued'] }, 'events'],
  [{ events: null }, 'events'],
  [{ format: 'xml' }, 'format'],
  [{ format: null }, 'format'],
  [{ secret: 'short' }, 'secret'],
  [{ secret: 'whsec_c2hvcnQ=' }, 'secret'],
  [{ secret: 'whsec_not base64, and long enough for a key' }, 'secret'],
  [{ secret: `${'a'.repeat(20)}\0` }, 'secret'],
  [{ secret: 'a'.repeat(256) }, 'secret'],
  [{ description: 'a'.repeat(256) }, 'description'],
  [{ description: null }, 'description'],
  [{ unknown: 1 }, 'unknown'],
])('refuses %j', async (fields, field) => {
  const refused = await create(fields);
  expect(refused.status).toBe(400);
  expect(fieldsIn(refused)).toContain(field);
});

it.each(['url', 'events', 'format', 'description', 'secret', 'unknown'])(
  'refuses a change of %s to null',
  async (field) => {
    const { id } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'] });
    const refused = await call('PATCH', `/${id}`, { [field]: null });
    expect(refused.status).toBe(400);
    expect(fieldsIn(refused)).toContain(field);
  },
);

it('names the events that do not exist', async () => {
  const refused = await create({ events: ['license.*', 'licence.*', 'license.isued'] });
  expect(refused.body.error.details).toEqual([
    expect.objectContaining({ field: 'events', message: 'events match no event: licence.*, license.isued' }),
  ]);
});

it('limits a webhook to products, keeps the limit when a product is deleted, and removes it with null', async () => {
  await server.sdk.products.create({ reference: 'limited', name: 'Limited' });
  const products = ['limited', 'v2-default'];
  const { id } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.*'], products });
  expect((await server.sdk.webhooks.list()).items.find((one) => one.id === id)?.products?.sort()).toEqual(products);
  expect((await call('PATCH', `/${id}`, { products: ['limited'] })).body.products).toEqual(['limited']);
  expect((await call('PATCH', `/${id}`, { description: 'Shop' })).body.products).toEqual(['limited']);
  await server.asAdmin('DELETE', '/api/v1/products/limited');
  expect((await server.sdk.webhooks.get(id)).products).toEqual([]);
  expect((await call('PATCH', `/${id}`, { products: null })).body.products).toBeNull();
});

it('serializes concurrent updates', async () => {
  const { id } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'] });
  await expectTurns({ server, table: 'webhook_endpoints', id, field: 'description' }, (change) =>
    call('PATCH', `/${id}`, change),
  );
});

it('rotates a secret without a body', async () => {
  const { id, secret } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'] });
  const rotated = await call('POST', `/${id}/rotate-secret`);
  expect(rotated.status).toBe(201);
  expect(rotated.body.secret).not.toBe(secret);
});

it.each([
  ...['http://127.0.0.1/', 'http://localhost/', 'http://api.localhost:8080/', 'http://127.1/', 'http://2130706433/'],
  ...['http://0x7f000001/', 'http://017700000001/', 'http://0/', 'http://[::1]/', 'http://[::ffff:10.0.0.1]/'],
  ...['http://10.1.2.3/', 'http://172.16.0.1/', 'http://192.168.0.1/', 'http://169.254.169.254/latest/meta-data'],
  ...['http://100.64.0.1/', 'http://[fe80::1]/', 'http://[fd00::1]/', 'http://[2002:7f00:1::]/', 'http://224.0.0.1/'],
])('refuses the private target %s, new and changed', async (url) => {
  const { id } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'] });
  for (const refused of [await create({ url }), await call('PATCH', `/${id}`, { url })]) {
    expect(refused).toMatchObject({ status: 400, body: { error: { details: [{ field: 'url', reason: 'private' }] } } });
  }
});

it('refuses a name with a private address, even beside a public one, and accepts one that has none now', async () => {
  const v4 = jest.spyOn(Resolver.prototype, 'resolve4');
  const v6 = jest.spyOn(Resolver.prototype, 'resolve6');
  v4.mockResolvedValue(['93.184.216.34', '10.0.0.7'] as never);
  v6.mockRejectedValue(new Error('no such record'));
  const url = 'https://hooks.example.com/';
  expect(fieldsIn(await create({ url }))).toEqual(['url']);
  v4.mockResolvedValue(['93.184.216.34'] as never);
  v6.mockResolvedValue(['::ffff:127.0.0.1'] as never);
  expect(fieldsIn(await create({ url }))).toEqual(['url']);
  v6.mockResolvedValue(['2606:4700:4700::1111'] as never);
  expect((await create({ url })).status).toBe(201);
  v4.mockRejectedValue(new Error('no such name'));
  v6.mockRejectedValue(new Error('no such name'));
  expect((await create({ url })).status).toBe(201);
});

it('accepts private targets where the operator allows them', async () => {
  const open = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
  for (const url of ['http://127.0.0.1:9/', 'http://localhost:9/', 'http://[::1]:9/']) {
    expect((await create({ url }, open)).status).toBe(201);
  }
  await open.stop();
});

it('answers 404 for an unknown webhook and delivery, and 400 for no id', async () => {
  const { id } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'] });
  for (const [method, path] of [
    ['GET', `/${NOBODY}`],
    ['PATCH', `/${NOBODY}`],
    ['DELETE', `/${NOBODY}`],
    ['POST', `/${NOBODY}/rotate-secret`],
    ['POST', `/${NOBODY}/enable`],
    ['POST', `/${NOBODY}/disable`],
    ['POST', `/${NOBODY}/test`],
    ['GET', `/${NOBODY}/deliveries`],
    ['POST', `/${NOBODY}/deliveries/${NOBODY}/replay`],
    ['POST', `/${id}/deliveries/${NOBODY}/replay`],
  ] as const) {
    expect((await call(method, path, method === 'PATCH' ? { description: '' } : undefined)).status).toBe(404);
  }
  expect((await call('GET', '/nonsense')).status).toBe(400);
  expect((await call('POST', `/${id}/deliveries/1/replay`)).status).toBe(400);
});

it('answers each test with its own delivery', async () => {
  const { body } = await create();
  const tests = [await call('POST', `/${body.id}/test`), await call('POST', `/${body.id}/test`)];
  expect(new Set(tests.map((answer) => answer.body.id)).size).toBe(2);
});

it.each([
  ['disabled', 409, 'POST', '/disable'],
  ['deleted', 404, 'DELETE', ''],
] as const)(
  'refuses a test of a webhook that is %s before its event has a delivery',
  async (_, status, method, path) => {
    const { id } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'] });
    const sequence = server.app.get(EventSequenceService);
    jest.spyOn(sequence, 'catchUp').mockImplementationOnce(async () => {
      await call(method, `/${id}${path}`);
      await sequence.catchUp();
    });
    expect((await call('POST', `/${id}/test`)).status).toBe(status);
  },
);

it('does not replay an event whose month was dropped', async () => {
  const { id } = await server.sdk.webhooks.create({ url: URL_OF_HOOK, events: ['license.issued'] });
  const test = await call('POST', `/${id}/test`);
  expect(test).toMatchObject({
    status: 201,
    body: { status: 'pending', tries: [], event: { type: 'webhook_endpoint.tested' }, finished_at: null },
  });
  await server.dataSource.query(`DELETE FROM events WHERE name = 'webhook_endpoint.tested'`);
  const replayed = await call('POST', `/${id}/deliveries/${test.body.id}/replay`);
  expect(replayed).toMatchObject({ status: 409, body: { error: { code: 'EVENT_DELETED' } } });
});

it('repeats a creation under its Idempotency-Key without the secret', async () => {
  const twice = () =>
    server.asAdmin('POST', '/api/v1/webhooks', {
      body: { url: URL_OF_HOOK, events: ['license.issued'] },
      headers: { 'idempotency-key': 'the-same-webhook' },
    });
  const [first, second] = [await twice(), await twice()];
  expect(second.body.id).toBe(first.body.id);
  expect(first.body.secret).toMatch(/^whsec_/);
  expect(second.body.secret).not.toBe(first.body.secret);
});

it('creates one of four webhooks that race for the last place', async () => {
  const full = await TestServer.shared();
  const count = MAX_ENDPOINTS - 1;
  await full.dataSource.query(
    `INSERT INTO webhook_endpoints (url, events, format, secret, created_at, updated_at)
     SELECT 'https://93.184.216.34/', '{license.issued}', 'native', 'a secret for nobody', now(), now()
     FROM generate_series(1, ${count})`,
  );
  const hold = `SELECT pg_advisory_xact_lock(hashtextextended('keyward: webhook endpoints', 0))`;
  await full.adminToken();
  const answers = await race(
    { databaseUrl: full.databaseUrl, hold },
    [1, 2, 3, 4].map(() => () => create({}, full)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.error.code).toBe('LIMIT_REACHED');
  await full.stop();
});
