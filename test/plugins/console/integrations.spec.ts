import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { CreateApiKey } from '../../../sdk/src/generated/native';
import { AuthenticateApiKeyService } from '../../../src/core/identity/api-keys/authenticate-api-key.service';
import { permissionsAvailableTo } from '../../../src/core/identity/permissions/granted-permissions';
import { ApiKeyVersionsService } from '../../../src/core/identity/api-keys/api-key-versions.service';
import { ApiKeyUsesService } from '../../../src/core/identity/api-keys/api-key-uses.service';
import { WebhookDispatcherService } from '../../../src/core/events/webhooks/webhook-dispatcher.service';
import { Browser, fieldsOf } from '../../testkit/browser';
import { keyOf } from '../../testkit/callers';
import { race } from '../../testkit/race';
import { first, single } from '../../testkit/rows';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { TestServer } from '../../testkit/server';
import { until } from '../../testkit/until';
import { answering, type Hook, registered, WebhookListener } from '../../testkit/webhook-listener';
import { signedIn } from '../../support/signed-in';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const HOSTILE = '<img src=x onerror=alert(1)>';

let server: TestServer;
let listener: WebhookListener;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
  listener = await WebhookListener.start();
  await server.adminToken();
  server.app.get(WebhookDispatcherService).start();
  aBrowser = await signedIn(server);
});
beforeEach(() => {
  browser = aBrowser();
});
afterAll(async () => {
  await server.stop();
  await listener.stop();
});

/** The text of the one secret that a page shows. */
const secretIn = (html: string): string => /data-copy="([^"]+)"/.exec(html)?.[1] ?? '';

const apiKey = (body: Partial<CreateApiKey> = {}) =>
  server.sdk.apiKeys.create({ name: 'Pipeline', kind: 'internal', ...body });
const systemKeys = async () => {
  const { items } = await server.sdk.apiKeys.list({ kind: 'system' });
  return items.filter(({ revoked_at }) => revoked_at === null);
};

async function browserOf(role: 'support' | 'viewer' | 'admin'): Promise<Browser> {
  const { username } = await createLoggedInUser(server, role);
  const other = new Browser(server);
  await other.signIn(username, PASSWORD);
  return other;
}

describe('API keys', () => {
  const PATH = '/console/api-keys';

  it('are created, shown once, and usable', async () => {
    await server.sdk.products.create({ reference: 'studio', name: 'Studio' });
    const created = await browser.postFields(`${PATH}/new`, [
      ['name', 'Shop'],
      ['kind', 'internal'],
      ['access', 'custom'],
      ['access_licenses', 'read'],
      ['access_products', 'write'],
      ['products[]', 'studio'],
      ['more_products', 'v2-default'],
      ['allowed_ips', '127.0.0.1, 10.0.0.0/8'],
      ['rate_limits', 'reports 100 day\nscans 5 minute'],
      ['expires_on', '2999-12-31'],
      ['key', ''],
    ]);
    expect(created.status).toBe(200);
    const value = secretIn(created.html);
    expect(value).toMatch(/^kw_internal_/);
    const { items } = await server.sdk.apiKeys.list({ q: 'Shop' });
    expect(items).toMatchObject([
      {
        permissions: ['licenses:read', 'products:read', 'products:write'],
        products: ['studio', 'v2-default'],
        allowed_ips: ['127.0.0.1', '10.0.0.0/8'],
        rate_limits: { reports: { limit: 100, window: 'day' }, scans: { limit: 5, window: 'minute' } },
        expires_at: '2999-12-31T23:59:59.000Z',
      },
    ]);
    expect((await server.withKey('GET', '/api/v1/licenses', {}, value)).status).toBe(200);
    const page = await browser.get(`${PATH}/${items[0]?.id}`);
    expect(page.html).not.toContain(value);
    expect(page.html).toContain('licenses:read');
    expect(page.html).toContain('studio, v2-default');
    expect(page.html).toContain('10.0.0.0/8');
    expect(page.html).toContain('reports 100 day');
  });

  it('change their version of the API after a preview of what differs', async () => {
    const { id, name, key } = await apiKey({ name: 'Old shapes', api_version: '2026-11-01' });
    await server.withKey('GET', '/api/v1/key-pools', {}, key);
    await server.app.get(ApiKeyVersionsService).write();
    const versions = await browser.get('/console/api-versions');
    expect(versions.html).toContain(`${PATH}/${id}`);
    expect(versions.html).toContain('2026-11-01, last on');
    const { html } = await browser.get(`${PATH}/${id}/version`);
    expect(html).toContain('Then applies: Key pools: the field low_water is called warning_threshold');
    const wrong = await browser.post(`${PATH}/${id}/version`, { api_version: '2020-01-01' });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('Choose one of the versions')]);
    const changed = await browser.post(`${PATH}/${id}/version`, { api_version: '2026-12-01' });
    expect(changed.location).toBe(`${PATH}/${id}`);
    expect((await browser.get(`${PATH}/${id}`)).html).toContain(`${name} uses the API version 2026-12-01.`);
    expect(await server.sdk.apiKeys.get(id)).toMatchObject({ api_version: '2026-12-01' });
  });

  it('are rotated with hours in which the old value works', async () => {
    const { id, key } = await keyOf(server, 'internal', { allowed_ips: ['127.0.0.0/8'] });
    expect((await browser.post(`${PATH}/${id}/rotate`, { overlap_hours: '169' })).status).toBe(422);
    const { html } = await browser.post(`${PATH}/${id}/rotate`, { overlap_hours: '2' });
    expect(html).toContain('The old value works until');
    for (const value of [key, secretIn(html)]) {
      expect((await server.withKey('GET', '/api/v1/licenses', {}, value)).status).toBe(200);
    }
    await server.app.get(AuthenticateApiKeyService).authenticate(key, '203.0.113.9');
    await server.app.get(ApiKeyUsesService).write();
    const page = await browser.get(`${PATH}/${id}`);
    for (const text of ['works until', '127.0.0.1', '203.0.113.9', 'from an address that is not allowed']) {
      expect(page.html).toContain(text);
    }
  });

  it('are imported', async () => {
    const key = 'imported-key-of-an-old-server';
    const { status } = await browser.post(`${PATH}/new`, { name: 'Old', kind: 'external', key });
    expect(status).toBe(200);
    const again = await browser.post(`${PATH}/new`, { name: 'Old', kind: 'external', key });
    expect(again.status).toBe(409);
    expect(again.html).toContain('Another API key has this value already.');
    const short = { name: 'Short', kind: 'external', key: 'short-key' };
    expect((await browser.post(`${PATH}/new`, short)).status).toBe(422);
    expect((await browser.post(`${PATH}/new`, { ...short, allow_short: '1' })).status).toBe(200);
  });

  it('a refused form keeps what was entered, but no key', async () => {
    const values = {
      name: HOSTILE,
      kind: 'internal',
      more_products: 'missing',
      key: 'a-key-of-more-than-20-characters',
    };
    const access = { access: 'custom', access_licenses: 'read' };
    const refused = await browser.post(`${PATH}/new`, { ...values, ...access });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('There is no product “missing”, or several have this name.');
    expect(refused.html).toContain('&lt;img src=x onerror=alert(1)>');
    expect(refused.html).not.toContain(HOSTILE);
    expect(refused.html).toMatch(/name="access_licenses" value="read" checked/);
    expect(refused.html).not.toContain(values.key);
    const invalid: Record<string, string>[] = [
      {},
      { kind: 'none' },
      { kind: 'internal', access: 'read', expires_on: 'tomorrow' },
      { kind: 'internal', access: 'read', allowed_ips: 'here' },
      { kind: 'internal' },
      { kind: 'internal', access: 'custom' },
      { kind: 'internal', access: 'custom', access_licenses: 'delete' },
      { kind: 'internal', access: 'read', access_licenses: 'write' },
      { kind: 'internal', access: 'custom', access_monitoring: 'read', 'products[]': 'studio' },
      { kind: 'external', access: 'read' },
    ];
    for (const body of invalid) {
      expect([body, (await browser.post(`${PATH}/new`, { name: 'x', ...body })).status]).toEqual([body, 422]);
    }
  });

  it('have no permissions that nobody chose: all or those to read must be chosen, too', async () => {
    const { html } = await browser.get(`${PATH}/new`);
    expect(html).not.toMatch(/name="(?:kind|access)" value="\w+" checked/);
    for (const access of ['full', 'read'] as const) {
      const { status } = await browser.post(`${PATH}/new`, {
        name: access,
        kind: 'internal',
        access,
        'products[]': 'studio',
      });
      const { permissions } = first((await server.sdk.apiKeys.list({ q: access })).items);
      const available = permissionsAvailableTo('internal', true);
      const chosen = access === 'full' ? available : available.filter((permission) => permission.endsWith(':read'));
      expect([status, permissions]).toEqual([200, chosen]);
    }
    // The choice that did not count is gone from the form that says so.
    const refused = await browser.post(`${PATH}/new`, { name: 'x', kind: 'external', access: 'read' });
    expect(refused.html).toContain('Only keys on a server have permissions.');
    expect(refused.html).not.toMatch(/name="access" value="\w+" checked/);
  });

  it('are copied with their permissions, products and addresses', async () => {
    const body: CreateApiKey = {
      name: 'Copied',
      kind: 'internal',
      permissions: ['licenses:write'],
      products: ['studio'],
    };
    const { id } = await apiKey({
      ...body,
      allowed_ips: ['10.0.0.0/8'],
      rate_limits: { scans: { limit: 5, window: 'day' } },
    });
    expect((await browser.get(`${PATH}/new`)).html).toContain(`href="${PATH}/new?from=${id}"`);
    const { html } = await browser.get(`${PATH}/new?from=${id}`);
    expect(html).toContain('>scans 5 day</textarea>');
    const fields = { ...fieldsOf(html), name: 'Copy' };
    expect(fields).toMatchObject({
      kind: 'internal',
      access: 'custom',
      access_licenses: 'write-only',
      access_customers: 'none',
      allowed_ips: '10.0.0.0/8',
    });
    expect((await browser.post(`${PATH}/new?from=${id}`, fields)).status).toBe(200);
    expect(first((await server.sdk.apiKeys.list({ q: 'Copy' })).items)).toMatchObject({ ...body, name: 'Copy' });
  });

  it('are listed with their state, filtered and paged', async () => {
    await apiKey({ name: HOSTILE, kind: 'external' });
    const { id } = await apiKey({ name: 'Gone' });
    await server.sdk.apiKeys.revoke(id);
    const { html } = await browser.get(PATH);
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toContain(HOSTILE);
    expect(html).toContain('Revoked');
    const external = await browser.get(`${PATH}?kind=external`);
    expect(external.html).not.toContain('Gone');
    expect((await browser.get(`${PATH}?q=nothing-like-this`)).html).toContain('No API key matches');
    expect((await browser.get(`${PATH}?kind=odd`)).status).toBe(400);
    expect((await browser.get(`${PATH}?after=odd`)).status).toBe(400);
  });

  it('lead from page to page and back', async () => {
    await server.dataSource.query(
      `INSERT INTO api_keys (kind, name, prefix, hash, created_at)
       SELECT 'external', 'Many ' || n, 'kw_external_', md5('key ' || n), $1 FROM generate_series(0, 50) AS n`,
      [server.clock.now()],
    );
    const first = await browser.get(`${PATH}?q=Many`);
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(first.html) ?? [];
    const second = await browser.get(next.replaceAll('&amp;', '&'));
    expect(second.html).toContain('Many 0<');
    expect(second.html).toMatch(/href="\/console\/api-keys\?q=Many" rel="prev"/);
  });

  it('are found by a pasted key', async () => {
    const { id, key } = await apiKey({ name: 'Lost and found' });
    await browser.post(`${PATH}/${id}/revoke`);
    const q = new URLSearchParams({ q: ` ${key} ` }).toString();
    for (const path of [`${PATH}?${q}`, `/console/search?${q}`]) {
      expect((await browser.get(path)).html).toContain(`href="${PATH}/${id}"`);
    }
    expect((await browser.get(`${PATH}?q=${key.slice(0, -1)}`)).html).not.toContain('Lost and found');
    const support = await browserOf('viewer');
    expect((await support.get(`/console/search?${q}`)).status).toBe(200);
  });

  it('are rotated and revoked after a question', async () => {
    const { id, key } = await apiKey({ name: 'Rotated', kind: 'external' });
    const question = await browser.get(`${PATH}/${id}/rotate`);
    expect(question.html).toContain('The old value stops working after the hours below; with 0, at once.');
    const rotated = await browser.post(`${PATH}/${id}/rotate`);
    const value = secretIn(rotated.html);
    expect(value).toMatch(/^kw_external_/);
    expect(value).not.toBe(key);
    expect((await browser.get(`${PATH}/${id}/revoke`)).html).toContain('It was never used.');
    expect((await browser.post(`${PATH}/${id}/revoke`)).location).toBe(`${PATH}/${id}`);
    expect((await browser.get(`${PATH}/${id}`)).html).toContain('The key of Rotated is revoked.');
    expect((await server.sdk.apiKeys.get(id)).revoked_at).not.toBeNull();
    expect((await browser.post(`${PATH}/${id}/rotate`)).status).toBe(409);
    expect((await browser.get(`${PATH}/${NOBODY}`)).status).toBe(404);
    expect((await browser.post(`${PATH}/${NOBODY}/revoke`)).status).toBe(404);
  });

  it('the system key is regenerated', async () => {
    const present = await systemKeys();
    const question = await browser.post(`${PATH}/new`, {
      name: 'V2 programs',
      kind: 'system',
      expires_on: '2090-01-31',
    });
    expect(question.html).toContain(`Create a system key and end ${single(present).name}?`);
    expect(await systemKeys()).toEqual(present);
    const created = await browser.post(`${PATH}/new`, fieldsOf(question.html));
    const value = secretIn(created.html);
    expect(value).toMatch(/^AF-/);
    const { html } = await browser.get(PATH);
    expect(html).toContain(`The system key is ${value.slice(0, 16)}…`);
    const key = single(await systemKeys());
    expect(html).toContain(`href="${PATH}/${key.id}/rotate"`);
    expect(key).toMatchObject({ name: 'V2 programs', expires_at: expect.stringMatching(/^2090-01-31/) });
  });

  it('the system key that somebody else has created meanwhile is not ended', async () => {
    const question = await browser.post(`${PATH}/new`, { name: 'Mine', kind: 'system' });
    const theirs = await apiKey({ name: 'Theirs', kind: 'system' });
    const again = await browser.post(`${PATH}/new`, fieldsOf(question.html));
    expect(again.html).toContain('Create a system key and end Theirs?');
    expect(await systemKeys()).toMatchObject([{ id: theirs.id }]);
  });

  it('show the changes that were made with them', async () => {
    const { id, key } = await apiKey({ name: 'Busy' });
    await server.withKey('POST', '/api/v1/customers', { body: { name: 'Ada', email: 'ada@example.com' } }, key);
    expect((await browser.get(`${PATH}/${id}`)).html).toContain('added the customer');
  });

  it('are read by a viewer and changed by an admin', async () => {
    const { id } = await apiKey();
    const viewer = await browserOf('viewer');
    for (const path of ['', `/${id}`]) {
      const { status, html } = await viewer.get(`${PATH}${path}`);
      expect(status).toBe(200);
      expect(html).not.toMatch(/\/(new|rotate|revoke)"/);
    }
    for (const path of ['new', `${id}/rotate`, `${id}/revoke`]) {
      expect((await viewer.get(`${PATH}/${path}`)).status).toBe(403);
      expect((await viewer.post(`${PATH}/${path}`, { name: 'x', kind: 'external' })).status).toBe(403);
    }
    const admin = await browserOf('admin');
    expect((await admin.post(`${PATH}/new`, { name: 'x', kind: 'external' })).status).toBe(200);
  });
});

describe('webhooks', () => {
  const PATH = '/console/webhooks';
  const issue = () => server.sdk.licenses.issue({ product: 'v2-default' });
  const deliveriesOf = async (id: string) => (await server.sdk.webhooks.listDeliveries(id)).items;
  const triesOf = async (id: string) => first(await deliveriesOf(id)).tries;

  const finished = (id: string, count: number, status = 'delivered') =>
    until(`${count} deliveries are ${status}`, async () => {
      server.clock.advance(1_000);
      return (await deliveriesOf(id)).filter((delivery) => delivery.status === status).length >= count;
    });

  it('are added with a secret that is shown once, and changed', async () => {
    const created = await browser.postFields(`${PATH}/new`, [
      ['url', listener.urlOf()],
      ['description', HOSTILE],
      ['format', 'native'],
      ['events[]', 'license.issued'],
      ['secret', ''],
      ['add', 'customer.*'],
    ]);
    expect(created.status).toBe(200);
    expect(secretIn(created.html)).toMatch(/^whsec_/);
    const { items } = await server.sdk.webhooks.list();
    const { id, events } = single(items);
    expect(events).toEqual(['license.issued', 'customer.*']);
    const { html } = await browser.get(PATH);
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toContain(HOSTILE);
    expect((await browser.get(`${PATH}/${id}/edit`)).html).toMatch(/value="license.issued" checked/);
    const changed = await browser.postFields(`${PATH}/${id}/edit`, [
      ['url', listener.urlOf('/other')],
      ['description', ''],
      ['format', 'v2'],
      ['events[]', 'license.revoked'],
      ['events[]', 'customer.created'],
    ]);
    expect(changed.location).toBe(`${PATH}/${id}`);
    const after = { url: listener.urlOf('/other'), description: '', format: 'v2' };
    expect(await server.sdk.webhooks.get(id)).toMatchObject({
      ...after,
      events: ['license.revoked', 'customer.created'],
    });
    const rotated = await browser.post(`${PATH}/${id}/rotate-secret`, { overlap_hours: '1', secret: '' });
    expect(secretIn(rotated.html)).toMatch(/^whsec_/);
    expect((await server.sdk.webhooks.get(id)).previous_secret_expires_at).not.toBeNull();
    expect((await browser.post(`${PATH}/${id}/rotate-secret`, { overlap_hours: '169' })).status).toBe(422);
    expect((await browser.get(`${PATH}/${id}/delete`)).html).toContain('Delete webhook');
    expect((await browser.post(`${PATH}/${id}/delete`)).location).toBe(PATH);
    expect((await browser.get(`${PATH}/${id}`)).status).toBe(404);
  });

  it('of an older version of the API are listed, oldest first', async () => {
    const old = { url: listener.urlOf(), events: ['license.issued' as const], api_version: '2026-11-01' };
    const hooks = [await server.sdk.webhooks.create(old), await server.sdk.webhooks.create(old)];
    await server.sdk.webhooks.update(first(hooks).id, { description: 'Oldest' });
    const { html } = await browser.get('/console/api-versions');
    const listed = Array.from(html.matchAll(/\/console\/webhooks\/([\w-]{36})/g), ([, id]) => id);
    expect(listed).toEqual(hooks.map(({ id }) => id));
  });

  it('a refused form keeps what was entered', async () => {
    const refused = await browser.postFields(`${PATH}/new`, [
      ['url', 'ftp://example.com'],
      ['description', 'Kept'],
      ['format', 'v2'],
      ['events[]', 'license.issued'],
    ]);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Enter an http or https URL');
    expect(refused.html).toContain('value="Kept"');
    expect(refused.html).toMatch(/value="license.issued" checked/);
    expect((await browser.post(`${PATH}/new`, { url: listener.urlOf(), format: 'native' })).status).toBe(422);
  });

  describe('the form', () => {
    const FIELDS = [
      ['url', 'https://crm.example.com/typed'],
      ['description', 'Typed'],
      ['format', 'v2'],
      ['secret', ''],
    ] as const;
    const press = (...fields: (readonly [string, string])[]) =>
      browser.postFields(
        `${PATH}/new`,
        [...FIELDS, ...fields].map(([name, value]) => [name, value]),
      );
    const checkbox = (event: string) => `value="${event}" checked disabled`;

    it('fills in a preset, locks what a family covers, and keeps what was typed', async () => {
      const { status, html } = await press(['preset', 'licenses']);
      expect(status).toBe(200);
      expect(html).toContain('name="events[]" value="license.*"');
      expect(html).toContain(checkbox('license.extended'));
      expect(html).toContain('value="https://crm.example.com/typed"');
      expect(html).toContain('value="Typed"');
      expect(html).toMatch(/value="v2" checked/);
      expect((await server.sdk.webhooks.list()).items.map(({ description }) => description)).not.toContain('Typed');
    });

    it('counts events by group, names the family, and frees them when the family is removed', async () => {
      const covered = await press(['add', 'customer.*, customer_user.*, group.*, user.logged_in'], ['step', 'enter']);
      expect(covered.html).toContain('14 of 14, by customer.*, customer_user.*, group.*');
      expect(covered.html).toContain('1 of 24');
      const freed = await press(['events[]', 'customer.*'], ['events[]', 'user.logged_in'], ['remove', 'customer.*']);
      expect(freed.html).not.toContain(checkbox('customer.merged'));
      expect(freed.html).toMatch(/value="user.logged_in" checked(?! disabled)/);
    });

    it('opens the groups that a search finds, also on Enter, and saves nothing', async () => {
      const { status, html } = await press(['events[]', 'license.*'], ['q', 'locked_out'], ['step', 'enter']);
      expect(status).toBe(200);
      expect(html).toMatch(/<details class="fold" id="events-people" open/);
      expect(html).toMatch(/<li id="event-user-logged_in" hidden/);
      expect(html).toMatch(/<li id="event-user-locked_out">/);
      expect(html).toContain('name="events[]" value="license.*"');
      expect((await press(['q', 'no such event'], ['step', 'search'])).html).toContain('No event matches');
    });

    it('shows a sample in place, by a link and by its button', async () => {
      for (const { status, html } of [
        await browser.get(`${PATH}/new?sample=license.extended`),
        await press(['sample', 'license.extended']),
      ]) {
        expect(status).toBe(200);
        expect(html).toContain('<span class="code-key">&quot;license_key&quot;</span>');
        expect(html).toMatch(/<details class="fold" id="events-licenses" open/);
      }
      expect((await browser.get(`${PATH}/new?sample=nonsense`)).status).toBe(200);
    });

    it('names unknown events and products, and opens what is wrong', async () => {
      const events = await press(['add', 'licence.*, license.*']);
      expect(events.status).toBe(422);
      expect(events.html).toContain('These match no event: licence.*.');
      const products = await press(['events[]', '*'], ['products', 'nothing-like-it']);
      expect(products.status).toBe(422);
      expect(products.html).toContain('Product nothing-like-it not found');
      expect(products.html).toMatch(/<details class="fold" id="limit-products" open/);
    });

    it('sends a test without saving, and shows status and time', async () => {
      listener.received.length = 0;
      const test = (url: string) =>
        browser.postFields(`${PATH}/new`, [
          ...[['url', url] as [string, string], ['format', 'native'] as [string, string]],
          ...[['events[]', '*'] as [string, string], ['step', 'test'] as [string, string]],
        ]);
      const before = (await server.sdk.webhooks.list()).items.length;
      listener.answers(answering(200));
      expect((await test(listener.urlOf())).html).toMatch(/The endpoint answered 200 after [\d,]+ ms/);
      expect(single(listener.received).body).toMatchObject({ type: 'webhook_endpoint.tested' });
      listener.answers(answering(503));
      expect((await test(listener.urlOf())).html).toMatch(/The endpoint answered 503 after [\d,]+ ms/);
      expect((await test('ftp://example.com')).status).toBe(422);
      expect((await server.sdk.webhooks.list()).items).toHaveLength(before);
    });

    it('sends a test of a webhook with its own secret, and of a new one with that which is entered', async () => {
      listener.received.length = 0;
      listener.answers(answering(200));
      const { id, secret } = await registered(server, { url: listener.urlOf(), secret: 'the-secret-of-the-webhook' });
      const entered = 'the-secret-that-is-entered';
      for (const [form, fields] of [
        [`${id}/edit`, []],
        ['new', [['secret', entered]]],
      ] as const) {
        await browser.postFields(`${PATH}/${form}`, [
          ['url', listener.urlOf('/new')],
          ['format', 'license-manager'],
          ['events[]', '*'],
          ['step', 'test'],
          ...fields.map(([name, value]): [string, string] => [name, value]),
        ]);
      }
      const signatures = listener.received.map(({ headers }) => headers['x-webhook-signature']);
      const texts = listener.received.map(({ text }) => text);
      expect(signatures).toEqual(
        [secret, entered].map((key, index) =>
          createHmac('sha256', key)
            .update(texts[index] ?? '')
            .digest('hex'),
        ),
      );
      expect(listener.received.map(({ url }) => url)).toEqual(['/new', '/new']);
      await server.asAdmin('DELETE', `/api/v1/webhooks/${id}`);
    });
  });

  describe('with deliveries', () => {
    let hook: Hook;
    beforeEach(async () => {
      listener.received.length = 0;
      listener.answers(answering(200, '{"ok":true}'));
      hook = await registered(server, { url: listener.urlOf(), description: 'CRM' });
    });
    afterEach(() => server.asAdmin('DELETE', `/api/v1/webhooks/${hook.id}`));

    it('a test is sent, and shown with request and answer', async () => {
      const { location } = await browser.post(`${PATH}/${hook.id}/test`);
      await finished(hook.id, 1);
      const delivery = first(await deliveriesOf(hook.id));
      expect(location).toBe(`${PATH}/${hook.id}?delivery=${delivery.id}`);
      const { html } = await browser.get(location ?? '');
      for (const text of [`POST ${listener.urlOf()}`, delivery.message_id, 'Try 1: 200 OK', 'data-refresh="10"']) {
        expect(html).toContain(text);
      }
      expect(html).toContain('<span class="code-key">&quot;ok&quot;</span>: <span class="code-word">true</span>');
      expect(html).toContain('<span class="code-text">&quot;webhook_endpoint.tested&quot;</span>');
      expect(html).not.toContain(hook.secret);
    });

    it('one delivery is sent again, and all failed ones once', async () => {
      listener.answers(answering(410));
      await issue();
      await finished(hook.id, 1, 'failed');
      const failed = first(await deliveriesOf(hook.id));
      listener.answers(answering(200));
      expect((await browser.get(`${PATH}/${hook.id}`)).html).toContain('the endpoint answered 410');
      const refused = await browser.post(`${PATH}/${hook.id}/replay-failed`, { since: 'day' });
      expect(refused.status).toBe(409);
      expect((await browser.post(`${PATH}/${hook.id}/resume`)).status).toBe(303);
      expect((await browser.get(`${PATH}/${hook.id}`)).html).toContain('1 delivery has failed for good');
      expect((await browser.post(`${PATH}/${hook.id}/replay-failed`, { since: 'ages' })).status).toBe(422);
      await browser.post(`${PATH}/${hook.id}/replay-failed`, { since: 'hour' });
      expect((await browser.get(`${PATH}/${hook.id}`)).html).toContain('1 delivery is sent again.');
      await finished(hook.id, 1);
      await browser.post(`${PATH}/${hook.id}/replay-failed`, { since: 'hour' });
      expect((await browser.get(`${PATH}/${hook.id}`)).html).toContain('No delivery failed in this time.');
      await browser.post(`${PATH}/${hook.id}/deliveries/${failed.id}/replay`);
      await finished(hook.id, 2);
      const ids = (await deliveriesOf(hook.id)).map(({ message_id: id }) => id);
      expect(ids).toEqual([failed.message_id, failed.message_id, failed.message_id]);
      const { html } = await browser.get(`${PATH}/${hook.id}?status=failed`);
      expect(html).toContain('Sent again');
      expect(html).not.toContain('>200<');
    });

    it('failed deliveries are sent again once, although two users ask for it', async () => {
      listener.answers(answering(410));
      await issue();
      await finished(hook.id, 1, 'failed');
      await browser.post(`${PATH}/${hook.id}/resume`);
      listener.answers(answering(200));
      const hold = { hold: 'SELECT 1 FROM webhook_deliveries FOR UPDATE', databaseUrl: server.databaseUrl };
      const replay = () => browser.post(`${PATH}/${hook.id}/replay-failed`, { since: 'hour' });
      const visits = await race(hold, [replay, replay]);
      expect(visits.map(({ status }) => status)).toEqual([303, 303]);
      await finished(hook.id, 1);
      expect(await deliveriesOf(hook.id)).toHaveLength(2);
    });

    it('waiting deliveries are tried at once', async () => {
      listener.answers(answering(503, 'down'));
      await issue();
      await listener.arrived(1);
      await until('the first try has ended', async () => {
        server.clock.advance(1);
        return (await triesOf(hook.id)).length > 0;
      });
      await finishedTries(hook.id, 3);
      listener.answers(answering(200));
      const { html } = await browser.get(`${PATH}/${hook.id}`);
      expect(html).toContain('1 delivery waits');
      expect(html).toContain('Next try');
      await browser.post(`${PATH}/${hook.id}/retry`);
      expect((await browser.get(`${PATH}/${hook.id}`)).html).toMatch(/1 delivery is tried now|Try 4: 200 OK/);
      await finished(hook.id, 1);
      expect((await browser.get(`${PATH}/${hook.id}`)).html).not.toContain('Failing since');
    });

    it('a try under way is not sent again', async () => {
      const open: ServerResponse[] = [];
      listener.answers((response) => open.push(response));
      await issue();
      await listener.arrived(1);
      await browser.post(`${PATH}/${hook.id}/retry`);
      expect((await browser.get(`${PATH}/${hook.id}`)).html).toContain('No delivery waits');
      open.forEach((response) => response.writeHead(200).end());
      await finished(hook.id, 1);
      expect(listener.received).toHaveLength(1);
    });

    const finishedTries = (id: string, count: number) =>
      until(`${count} tries have ended`, async () => {
        server.clock.advance(2_000);
        return (await triesOf(id)).length >= count;
      });

    it('are paused and resumed', async () => {
      await browser.post(`${PATH}/${hook.id}/pause`);
      const { html } = await browser.get(`${PATH}/${hook.id}`);
      expect(html).toContain('Paused on');
      expect(html).not.toContain(`action="${PATH}/${hook.id}/test"`);
      expect((await browser.post(`${PATH}/${hook.id}/test`)).status).toBe(409);
      await browser.post(`${PATH}/${hook.id}/resume`);
      expect((await server.sdk.webhooks.get(hook.id)).disabled_at).toBeNull();
    });

    it('are read by a viewer and changed by an admin', async () => {
      const viewer = await browserOf('viewer');
      for (const path of ['', `/${hook.id}`]) {
        const { status, html } = await viewer.get(`${PATH}${path}`);
        expect(status).toBe(200);
        expect(html).not.toMatch(/action="\/console\/webhooks\/[^"]+"/);
        expect(html).not.toContain(`${PATH}/new"`);
      }
      for (const path of [
        'new',
        ...['edit', 'rotate-secret', 'delete', 'replay-failed'].map((verb) => `${hook.id}/${verb}`),
      ]) {
        expect((await viewer.get(`${PATH}/${path}`)).status).toBe(403);
        expect((await viewer.post(`${PATH}/${path}`)).status).toBe(403);
      }
      for (const verb of ['test', 'pause', 'resume', 'retry', `deliveries/${NOBODY}/replay`]) {
        expect((await viewer.post(`${PATH}/${hook.id}/${verb}`)).status).toBe(403);
      }
      expect((await browser.get(`${PATH}/${hook.id}?delivery=${NOBODY}`)).status).toBe(404);
      expect((await browser.get(`${PATH}/${hook.id}?delivery=x`)).status).toBe(400);
    });
  });
});

describe('signing keys', () => {
  const PATH = '/console/signing-keys';
  const active = async () => first((await server.sdk.signingKeys.list()).items);

  it('are rotated, shown with their public key, and revoked', async () => {
    const before = await active();
    expect((await browser.get(`${PATH}/rotate`)).html).toContain(before.kid);
    expect((await browser.post(`${PATH}/rotate`)).location).toBe(PATH);
    const after = await active();
    const { html } = await browser.get(PATH);
    expect(html).toContain(`${after.kid} signs now.`);
    expect(html).toContain('/.well-known/jwks.json');
    const page = await browser.get(`${PATH}/${before.kid}`);
    expect(page.html).toContain('-----BEGIN PUBLIC KEY-----');
    expect(page.html).toContain(before.x);
    expect((await browser.post(`${PATH}/${after.kid}/revoke`, { confirm: after.kid })).status).toBe(409);
    const refused = await browser.post(`${PATH}/${before.kid}/revoke`, { confirm: after.kid });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain(`This is not the key ID. It is ${before.kid}.`);
    const revoked = await browser.post(`${PATH}/${before.kid}/revoke`, { confirm: ` ${before.kid} ` });
    expect(revoked.location).toBe(`${PATH}/${before.kid}`);
    expect((await server.sdk.signingKeys.list()).items[1]?.revoked_at).not.toBeNull();
    expect((await browser.get(`${PATH}/${before.kid}`)).html).toContain('Revoked on');
    expect((await browser.get(`${PATH}/unknown`)).status).toBe(404);
  });

  it('of ES256 are created and rotated, and chosen for a product', async () => {
    const { id } = await server.sdk.products.get('v2-default');
    const edit = `/console/products/${id}/edit`;
    const form = fieldsOf((await browser.get(edit)).html);
    const refused = await browser.post(edit, { ...form, signing_alg: 'ES256' });
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('Choose an algorithm that has')]);

    expect((await browser.post(`${PATH}/rotate`, { alg: 'RS256' })).status).toBe(422);
    expect((await browser.post(`${PATH}/rotate`, { alg: 'ES256' })).location).toBe(PATH);
    const { kid, alg, x } = await active();
    expect(alg).toBe('ES256');
    const { html } = await browser.get(`${PATH}/${kid}`);
    expect(html).toContain(x);
    expect(html).toContain('the first key of its algorithm');
    expect(html).toContain(`${PATH}/rotate?alg=ES256`);
    expect(fieldsOf((await browser.get(`${PATH}/rotate?alg=ES256`)).html).alg).toBe('ES256');

    expect((await browser.post(edit, { ...form, signing_alg: 'ES256' })).location).toBe(`/console/products/${id}`);
    expect((await server.sdk.products.get(id)).signing_alg).toBe('ES256');
    await browser.post(edit, { ...form, signing_alg: '' });
    expect((await server.sdk.products.get(id)).signing_alg).toBeNull();
  });

  it('are read by an admin and changed by an owner', async () => {
    const { kid } = await active();
    const admin = await browserOf('admin');
    for (const path of ['', `/${kid}`]) {
      const { status, html } = await admin.get(`${PATH}${path}`);
      expect(status).toBe(200);
      expect(html).not.toContain(`${PATH}/rotate`);
    }
    for (const path of ['rotate', `${kid}/revoke`]) {
      expect((await admin.get(`${PATH}/${path}`)).status).toBe(403);
      expect((await admin.post(`${PATH}/${path}`, { confirm: kid })).status).toBe(403);
    }
  });
});
