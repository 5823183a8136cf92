import { type PolicyDto } from '../../src/catalog/policies/dto/policy.dto';
import { fieldsOf, FIELDS, GROUPS } from '../../src/console/policies/policy-fields';
import { Browser } from '../support/browser';
import { declare, declareMeter } from '../support/grants';
import { issued } from '../support/issue';
import { TestServer } from '../support/server';
import { createLoggedInUser, PASSWORD } from '../support/users';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const created = async (name: string, body: object = {}) =>
  (await server.asAdmin('POST', '/api/v1/policies', { body: { name, ...body } })).body;
const stored = async (id: string) => (await server.asAdmin('GET', `/api/v1/policies/${id}`)).body;

/** What the form of a page would send, unchanged. */
async function formAt(path: string): Promise<Record<string, string>> {
  const { html } = await browser.get(path);
  const fields: Record<string, string> = {};
  for (const [, tag = ''] of html.matchAll(/<input ([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1];
    const isUnchecked = tag.includes('type="checkbox"') && !/\bchecked\b/.test(tag);
    if (name !== undefined && name !== 'q' && !isUnchecked) {
      fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    }
  }
  for (const [, name = '', options = ''] of html.matchAll(/<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    fields[name] =
      /<option selected value="([^"]*)"|<option value="([^"]*)" selected/.exec(options)?.slice(1).find(Boolean) ?? '';
  }
  for (const [, name = '', text = ''] of html.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>(.*?)<\/textarea>/gs)) {
    fields[name] = text.replaceAll('&quot;', '"');
  }
  return fields;
}

it('shows every field of a policy once', () => {
  const names = FIELDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(GROUPS.flatMap((group) => fieldsOf(group))).toHaveLength(names.length);
});

it('has a place for every field of the API', async () => {
  const policy = await created('all fields');
  const others = ['id', 'number', 'name', 'entitlements', 'meters', 'created_at', 'updated_at'];
  expect(Object.keys(policy as PolicyDto).sort()).toEqual([...FIELDS.map(({ name }) => name), ...others].sort());
});

it('saves an unchanged form without any change', async () => {
  const product = (await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'grants', name: 'Grants' } }))
    .body;
  await declare(server, product, 'sso');
  await declare(server, product, 'storage', { type: 'number' });
  await declare(server, product, 'plan', { type: 'text' });
  await declare(server, product, 'until', { type: 'number' });
  await declareMeter(server, product, 'exports');
  await declareMeter(server, product, 'calls');
  const policy = await created('unchanged', {
    max_activations: 3,
    seat_overage_percent: null,
    require_user: true,
    features: ['a', 'b'],
    allowed_platforms: ['windows'],
    expiry_strategy: 'maintain_access',
    heartbeat_timeout: 900,
    min_version: '1.2',
    entitlements: {
      sso: true,
      storage: 50,
      plan: 'team "x"',
      until: { value: 1, expires_at: '2031-01-01T00:00:00.000Z' },
    },
    meters: { exports: { limit: 1000, period: 'month', overage_percent: 10 }, calls: { limit: null } },
  });
  const fields = await formAt(`/console/policies/${policy.id}/edit`);
  const { status, location } = await browser.post(`/console/policies/${policy.id}/edit`, fields);
  expect([status, location]).toEqual([303, `/console/policies/${policy.id}`]);
  expect({ ...(await stored(policy.id)), updated_at: 0 }).toEqual({ ...policy, updated_at: 0 });
});

it('creates a policy with the defaults of the API', async () => {
  const fields = await formAt('/console/policies/new');
  const { status, location = '' } = await browser.post('/console/policies/new', { ...fields, name: 'by form' });
  expect(status).toBe(303);
  const { id, number, name, created_at, updated_at, ...byForm } = await stored(location.split('/').at(-1) ?? '');
  const other = await created('by API');
  expect({ ...other, ...byForm }).toEqual(other);
  expect([typeof id, typeof number, name, typeof created_at, typeof updated_at]).toEqual([
    'string',
    'number',
    'by form',
    'string',
    'string',
  ]);
});

it('changes behavior for licenses that exist', async () => {
  const policy = await created('changing', { max_activations: 1 });
  const license = await issued(server, { policy: policy.id });
  const fields = await formAt(`/console/policies/${policy.id}/edit`);
  await browser.post(`/console/policies/${policy.id}/edit`, { ...fields, require_user: '1', grace_days: '7' });
  const { body } = await server.call('POST', '/api/v1/validate', { body: { license_key: license.key } });
  expect(body.code).toBe('USER_MISMATCH');
  expect((await stored(policy.id)).grace_days).toBe(7);
});

it.each([
  [{ grace_days: 'many' }, 'grace_days'],
  [{ max_activations: '0' }, 'max_activations'],
  [{ name: '' }, 'name'],
  [{ meters: 'exports often' }, 'meters'],
  [{ when_full: 'explode' }, 'when_full'],
])('refuses %j beside its field and keeps what was typed', async (wrong, field) => {
  const policy = await created(`wrong ${field}`);
  const fields = await formAt(`/console/policies/${policy.id}/edit`);
  const { status, html } = await browser.post(`/console/policies/${policy.id}/edit`, {
    ...fields,
    features: 'typed',
    ...wrong,
  });
  expect(status).toBe(422);
  expect(html).toContain(`id="field-${field}-error"`);
  expect(html).toContain('value="typed"');
  expect(await stored(policy.id)).toEqual(policy);
});

it('deletes a policy, except one in use', async () => {
  const used = await created('used');
  await issued(server, { policy: used.id });
  const { status, html } = await browser.post(`/console/policies/${used.id}/delete`);
  expect([status, html.includes('uses this policy')]).toEqual([409, true]);
  const free = await created('free');
  expect(await browser.post(`/console/policies/${free.id}/delete`)).toMatchObject({ status: 303 });
  expect((await server.asAdmin('GET', `/api/v1/policies/${free.id}`)).status).toBe(404);
});

it('escapes what users typed', async () => {
  const { id } = await created('<img src=x onerror=alert(1)>');
  for (const path of [`/console/policies/${id}`, `/console/policies/${id}/edit`, '/console/policies?q=%3Cimg']) {
    expect((await browser.get(path)).html).not.toContain('<img src=x');
  }
});

it('shows viewers policies without a way to change them', async () => {
  const { username } = await createLoggedInUser(server, 'viewer');
  const viewer = new Browser(server);
  await viewer.signIn(username, PASSWORD);
  const { id } = await created('seen');
  const { status, html } = await viewer.get(`/console/policies/${id}`);
  expect([status, html.includes('/edit')]).toEqual([200, false]);
  expect(await viewer.get(`/console/policies/${id}/edit`)).toMatchObject({ status: 403 });
  expect(await viewer.post(`/console/policies/${id}/delete`)).toMatchObject({ status: 403 });
});
