import type { Product } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { changePolicy, declare, declareMeter, followPolicies, putDeclaration } from '../../support/grants';
import { activate, changed, heartbeat, issued, validate } from '../../testkit/issue';
import { auditOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const TERMS = { limit: 10_000, period: 'month', anchor: 'calendar', overage_percent: 20 };

let server: TestServer;
let product: Product;
let count = 0;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  product = await aProduct(server, `product-${(count += 1)}`);
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const put = (path: string, body: object) => putDeclaration(server, product, path, body);
const remove = (path: string) => server.asAdmin('DELETE', `/api/v1/products/${product.id}/${path}`);
const read = (path: string) => server.asAdmin('GET', `/api/v1/products/${product.id}/${path}`);
const license = (more: Record<string, unknown> = {}) => issued(server, { product: product.reference, ...more });
const setPolicy = (body: object) => changePolicy(server, product.policy, body);
const inDays = (days: number) => new Date(server.clock.now().getTime() + days * DAY).toISOString();
const held = (value: unknown, from = 'policy', expires_at: string | null = null) => ({ value, expires_at, from });

describe('a declaration', () => {
  it('of an entitlement is created, replaced, listed and deleted', async () => {
    const { status, body } = await put('entitlements/seats.export', { name: 'Export', type: 'flag' });
    expect([status, body]).toEqual([
      200,
      {
        code: 'seats.export',
        name: 'Export',
        type: 'flag',
        choices: [],
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    await put('entitlements/seats.export', { name: 'Export to PDF', type: 'flag' });
    expect(await server.sdk.products.getEntitlement(product.id, 'seats.export')).toMatchObject({
      name: 'Export to PDF',
    });
    await declare(server, product, 'tier', { type: 'choice', choices: ['basic', 'pro'] });
    const list = await read('entitlements');
    expect(list.body.items.map(({ code }: { code: string }) => code)).toEqual(['tier', 'seats.export']);
    expect((await server.sdk.products.listEntitlements(product.id, { q: 'PDF' })).items).toHaveLength(1);
    expect((await remove('entitlements/tier')).status).toBe(204);
    expect((await read('entitlements/tier')).status).toBe(404);
    expect((await remove('entitlements/tier')).status).toBe(404);
  });

  it('of a meter is created, replaced, listed and deleted', async () => {
    const { status, body } = await put('meters/exports', { name: 'Exports', kind: 'consumed' });
    expect([status, body]).toEqual([
      200,
      {
        code: 'exports',
        name: 'Exports',
        unit: null,
        kind: 'consumed',
        decimals: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    expect((await put('meters/exports', { name: 'Exports', unit: 'pages', kind: 'held' })).body).toMatchObject({
      unit: 'pages',
      kind: 'held',
    });
    expect((await server.sdk.products.listMeters(product.id)).items).toHaveLength(1);
    expect((await remove('meters/exports')).status).toBe(204);
  });

  it.each([
    ['type', { name: 'x', type: 'thing' }],
    ['name', { name: '', type: 'flag' }],
    ['choices', { name: 'x', type: 'choice' }],
    ['choices', { name: 'x', type: 'choice', choices: [] }],
    ['choices', { name: 'x', type: 'choice', choices: ['a', 'a'] }],
    ['choices', { name: 'x', type: 'choice', choices: 'a' }],
    ['choices', { name: 'x', type: 'flag', choices: ['a'] }],
  ])('with a wrong %s is refused', async (field, body) => {
    const answer = await put('entitlements/code', body);
    expect([answer.status, answer.body.error.details[0].field]).toEqual([400, field]);
  });

  it.each(['a b', '-a', '%00', 'a'.repeat(65)])('with the code %s is refused', async (code) => {
    expect((await put(`entitlements/${encodeURIComponent(code)}`, { name: 'x', type: 'flag' })).status).toBe(400);
  });

  it('that is granted keeps its type and its choices', async () => {
    await declare(server, product, 'tier', { type: 'choice', choices: ['basic', 'pro'] });
    await declareMeter(server, product, 'exports');
    await setPolicy({ entitlements: { tier: 'pro' }, meters: { exports: TERMS } });
    const answers = [
      await put('entitlements/tier', { name: 'Tier', type: 'text' }),
      await put('entitlements/tier', { name: 'Tier', type: 'choice', choices: ['pro'] }),
      await put('meters/exports', { name: 'Exports', kind: 'held' }),
      await remove('entitlements/tier'),
      await remove('meters/exports'),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(answers.map(() => [409, 'IN_USE']));
    const more = { name: 'Tier', type: 'choice', choices: ['free', 'basic', 'pro'] };
    expect((await put('entitlements/tier', more)).body.choices).toEqual(more.choices);
  });

  it('goes with its product, and with what a shared policy grants of it', async () => {
    await declare(server, product, 'export');
    await setPolicy({ entitlements: { export: true } });
    expect((await server.asAdmin('DELETE', `/api/v1/products/${product.id}`)).status).toBe(204);
  });

  it("is out of reach of another product's key", async () => {
    await declare(server, product, 'export');
    const other = await aProduct(server, `other-${count}`);
    const { key } = await keyOf(server, 'internal', { product: other.reference });
    const { status } = await server.withKey('GET', `/api/v1/products/${product.id}/entitlements/export`, {}, key);
    expect(status).toBe(404);
  });
});

describe('a grant', () => {
  it('of a policy gives its licenses values and features', async () => {
    await declare(server, product, 'export');
    await declare(server, product, 'cloud');
    await declare(server, product, 'projects', { type: 'number' });
    await declareMeter(server, product, 'exports');
    const entitlements = { export: true, cloud: false, projects: 12 };
    const policy = await setPolicy({ entitlements, meters: { exports: TERMS } });
    expect(policy.entitlements).toEqual({
      cloud: { value: false, expires_at: null },
      export: { value: true, expires_at: null },
      projects: { value: 12, expires_at: null },
    });
    expect(policy.meters).toEqual({ exports: TERMS });
    const shown = await license({ features: ['beta'] });
    expect(shown).toMatchObject({
      features: ['beta', 'export'],
      entitlements: { export: held(true), cloud: held(false), projects: held(12) },
      meters: { exports: { ...TERMS, kind: 'consumed', from: 'policy' } },
    });
    expect(await server.sdk.licenses.get(shown.id)).toEqual(shown);
    const { body } = await validate(server, shown.key);
    expect(body).toMatchObject({
      valid: true,
      features: shown.features,
      entitlements: shown.entitlements,
    });
    expect(body).not.toHaveProperty('details');
    expect((await activate(server, shown.key, 'desk')).body.features).toEqual(shown.features);
  });

  it('of a license overrides, adds and withdraws', async () => {
    await declare(server, product, 'export');
    await declare(server, product, 'cloud');
    await declare(server, product, 'seats', { type: 'number' });
    await declareMeter(server, product, 'exports');
    await setPolicy({ entitlements: { export: true, seats: 1 }, meters: { exports: TERMS } });
    const own = await license({ entitlements: { export: null, cloud: true, seats: 5 }, meters: { exports: null } });
    expect(own).toMatchObject({ features: ['cloud'], meters: {} });
    expect(own.entitlements).toEqual({ cloud: held(true, 'license'), seats: held(5, 'license') });

    const after = await changed(server, own, { entitlements: {}, meters: {} });
    expect(after.entitlements).toEqual({ export: held(true), seats: held(1) });
    expect(after.meters).toEqual({ exports: { ...TERMS, kind: 'consumed', from: 'policy' } });
    expect((await auditOf(server, own.id)).map(({ action }) => action)).toEqual(['license.issued', 'license.updated']);
  });

  it('that expires ends by itself, and an expired override gives way to the policy', async () => {
    await declare(server, product, 'export');
    await declare(server, product, 'seats', { type: 'number' });
    await setPolicy({ entitlements: { seats: 1, export: { value: true, expires_at: inDays(3) } } });
    const own = { seats: { value: 9, expires_at: inDays(1) }, export: { value: null, expires_at: inDays(2) } };
    const shown = await license({ entitlements: own });
    expect(shown.entitlements).toEqual({ seats: held(9, 'license', own.seats.expires_at) });

    server.clock.advance(DAY);
    expect((await server.sdk.licenses.get(shown.id)).entitlements).toEqual({ seats: held(1) });
    server.clock.advance(DAY);
    expect((await validate(server, shown.key)).body.features).toEqual(['export']);
    server.clock.advance(DAY);
    expect((await validate(server, shown.key)).body.entitlements).toEqual({ seats: held(1) });
  });

  it('of a policy reaches its licenses in the background, which keep the old answer until then', async () => {
    await declare(server, product, 'export');
    const shown = await license();
    await setPolicy({ entitlements: { export: true } });
    expect((await validate(server, shown.key)).body.features).toEqual([]);
    await followPolicies(server);
    expect((await validate(server, shown.key)).body.features).toEqual(['export']);
    await setPolicy({ entitlements: {} });
    await followPolicies(server);
    expect((await validate(server, shown.key)).body).not.toHaveProperty('entitlements');
  });

  it('of a shared policy holds in each product that declares the code', async () => {
    const other = await aProduct(server, `other-${count}`);
    await declare(server, product, 'export');
    await declare(server, other, 'export');
    const policy = await server.sdk.policies.create({ name: 'Shared', entitlements: { export: true } });
    const one = await license({ policy: policy.id });
    const two = await issued(server, { product: other.reference, policy: policy.id });
    expect([one.features, two.features]).toEqual([['export'], ['export']]);
  });

  it('changes with the policy of a license', async () => {
    await declare(server, product, 'export');
    const policy = await server.sdk.policies.create({ name: 'Other', entitlements: { export: true } });
    const shown = await license();
    expect((await changed(server, shown, { policy: policy.id })).features).toEqual(['export']);
  });

  it('gives all licenses of a batch their own values, and those of their policy', async () => {
    await declare(server, product, 'export');
    await declare(server, product, 'seats', { type: 'number' });
    const policy = await server.sdk.policies.create({ name: 'Of a batch', entitlements: { seats: 3 } });
    const { items } = await server.sdk.licenses.issueBatch({
      product: product.reference,
      policy: policy.id,
      count: 5,
      entitlements: { export: true },
    });
    const stored = await Promise.all(items.map(({ id }) => server.sdk.licenses.get(id)));
    expect([...items, ...stored].map(({ entitlements }) => entitlements)).toEqual(
      Array.from({ length: 10 }, () => ({ export: held(true, 'license'), seats: held(3, 'policy') })),
    );
  });

  it.each([
    ['entitlements.unknown', { entitlements: { unknown: true } }],
    ['entitlements.export', { entitlements: { export: 'yes' } }],
    ['entitlements.seats', { entitlements: { seats: '5' } }],
    ['entitlements.note', { entitlements: { note: true } }],
    ['entitlements.tier', { entitlements: { tier: 'gold' } }],
    ['meters.unknown', { meters: { unknown: { limit: 1 } } }],
  ])('that does not fit its declaration is refused, naming %s', async (field, body) => {
    await declare(server, product, 'export');
    await declare(server, product, 'seats', { type: 'number' });
    await declare(server, product, 'note', { type: 'text' });
    await declare(server, product, 'tier', { type: 'choice', choices: ['pro'] });
    const answers = [
      await server.asAdmin('PATCH', `/api/v1/policies/${product.policy}`, { body }),
      await server.asAdmin('POST', '/api/v1/licenses', { body: { product: product.reference, ...body } }),
      await server.asAdmin('PATCH', `/api/v1/licenses/${(await license()).id}`, { body }),
    ];
    expect(answers.map(({ status, body: { error } }) => [status, error.details[0].field])).toEqual(
      answers.map(() => [422, field]),
    );
  });

  it.each([
    { entitlements: [] },
    { entitlements: null },
    { entitlements: 'export' },
    { entitlements: { export: [true] } },
    { entitlements: { export: {} } },
    { entitlements: { export: { value: true, expires_at: 'soon' } } },
    { entitlements: { export: { value: true, from: 'policy' } } },
    { entitlements: { 'a b': true } },
    { entitlements: { export: 'x'.repeat(1001) } },
    { entitlements: Object.fromEntries(Array.from({ length: 101 }, (_, code) => [`c${code}`, true])) },
    { meters: { exports: 5 } },
    { meters: { exports: {} } },
    { meters: { exports: { limit: -1 } } },
    { meters: { exports: { limit: 1e13 } } },
    { meters: { exports: { limit: 1, period: 'decade' } } },
    { meters: { exports: { limit: 1, overage_percent: 1.5 } } },
  ])('of a wrong form is refused: %j', async (body) => {
    const { status } = await server.asAdmin('POST', '/api/v1/licenses', {
      body: { product: product.reference, ...body },
    });
    expect(status).toBe(400);
  });

  it('cannot be withdrawn by a policy', async () => {
    await declare(server, product, 'export');
    const { status } = await server.asAdmin('PATCH', `/api/v1/policies/${product.policy}`, {
      body: { entitlements: { export: null } },
    });
    expect(status).toBe(400);
  });
});

describe('a program', () => {
  it('names the entitlements that the license lacks', async () => {
    await declare(server, product, 'export');
    await declare(server, product, 'cloud');
    await declare(server, product, 'seats', { type: 'number' });
    await setPolicy({ entitlements: { export: true, cloud: false, seats: 0 } });
    const { key } = await license();
    expect((await validate(server, key, undefined, { entitlements: ['export', 'seats'] })).body.code).toBe('VALID');
    const { body } = await validate(server, key, undefined, { entitlements: ['export', 'cloud', 'unknown'] });
    expect(body).toMatchObject({ valid: false, code: 'ENTITLEMENT_MISSING' });
    expect(body.details).toEqual([
      { field: 'entitlements.cloud', reason: 'missing', message: 'This license does not have cloud' },
      { field: 'entitlements.unknown', reason: 'missing', message: 'This license does not have unknown' },
    ]);
  });

  it.each([
    ['1.9', 'VERSION_NOT_ALLOWED'],
    ['2.0.0', 'VALID'],
    ['2.9', 'VALID'],
    ['v2.10', 'VERSION_NOT_ALLOWED'],
  ])('of version %s gets %s by the range of its policy', async (app_version, code) => {
    await setPolicy({ min_version: '2.0', max_version: '2.9' });
    const { key } = await license();
    expect((await validate(server, key, undefined, { app_version })).body.code).toBe(code);
    expect((await validate(server, key)).body.code).toBe('VALID');
    const activation = await activate(server, key, 'desk', { app_version });
    expect(activation.status).toBe(code === 'VALID' ? 201 : 403);
    expect((await heartbeat(server, key, 'desk', { app_version })).status).toBe(code === 'VALID' ? 200 : 403);
  });

  it('is covered by overrides of the range on its license', async () => {
    await setPolicy({ max_version: '2' });
    const { key } = await license({ policy_overrides: { max_version: null } });
    expect((await validate(server, key, undefined, { app_version: '3.0' })).body.code).toBe('VALID');
  });

  it('is not covered in a version that was released after the end of updates', async () => {
    await server.sdk.products.createVersion(product.id, { reference: 'v1', version: '1.0', released_at: '2026-01-31' });
    await server.sdk.products.createVersion(product.id, { reference: 'v2', version: '2.0', released_at: '2026-02-02' });
    const withdrawn = { released_at: '2026-01-01', is_active: false };
    await server.sdk.products.createVersion(product.id, { reference: 'v2-withdrawn', version: '2.0', ...withdrawn });
    const { key } = await license({ updates_until: '2026-02-01T00:00:00Z' });
    const codeOf = async (app_version: string) =>
      (await validate(server, key, undefined, { app_version })).body.code as string;
    expect([await codeOf('1.0'), await codeOf('2.0'), await codeOf('9.9')]).toEqual([
      'VALID',
      'VERSION_NOT_ALLOWED',
      'VALID',
    ]);
  });
});
