import type { Catalog, CatalogPlan } from '../../sdk/src/generated/native';
import { aProduct, keyOf } from '../support/callers';
import { onDatabase } from '../support/database';
import { issued } from '../support/issue';
import { race, raceInOrder } from '../support/race';
import { type Answer, TestServer } from '../support/server';

const PATH = '/api/v1/catalog';
const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz';
const HOOK = { url: 'https://hooks.example.com/keyward', events: ['license.*'], secret: SECRET };

/** Every section, with values of every kind. */
const EVERYTHING = {
  products: [
    {
      reference: 'photo-studio',
      name: 'Photo Studio',
      metadata: { public: { color: 'red' }, tier: 3 },
      trial_policy: 'Trial, 14 days',
      entitlements: [
        { code: 'export', name: 'Export', type: 'flag' },
        { code: 'size', name: 'Size', type: 'choice', choices: ['S', 'L'] },
      ],
      meters: [{ code: 'pages', name: 'Pages', unit: 'pages', kind: 'consumed' }],
      policy: {
        max_activations: 5,
        features: ['cloud'],
        grace_days: 7,
        entitlements: { export: true, size: { value: 'L', expires_at: '2030-01-01' } },
        meters: { pages: { limit: 100, period: 'month' } },
      },
    },
    { reference: 'plain', name: 'Plain' },
  ],
  policies: [
    { name: 'Trial, 14 days', key_format: 'TRIAL-%Z{16}', expiry_basis: 'first_activation', duration_days: 14 },
    { name: 'Floating', max_sessions: 10, entitlements: { export: true } },
  ],
  webhooks: [{ ...HOOK, products: ['photo-studio'], description: 'Billing' }],
};

/** The own rows of the catalog, with the times of their changes. */
const ROWS = [
  'products',
  'policies',
  'entitlements',
  'meters',
  'grants',
  'webhook_endpoints',
  'events',
  'audit_entries',
];

let server: TestServer;
let standard: Catalog;
beforeAll(async () => {
  server = await TestServer.start();
  standard = await server.sdk.catalog.export();
});
afterAll(() => server.stop());
beforeEach(() =>
  // Products of the migrations stay.
  server.dataSource.query(`
    DELETE FROM licenses;
    DELETE FROM products WHERE reference NOT LIKE '%-default';
    DELETE FROM policies WHERE id NOT IN (SELECT policy_id FROM products);
    DELETE FROM webhook_endpoints`),
);

type Query = Record<string, string>;
const diffing = (body: object, query: Query = {}) => server.asAdmin('POST', `${PATH}/diff`, { body, query });
const applying = (body: object, query: Query) => server.asAdmin('PUT', PATH, { body, query });

async function diff(body: object, query: Query = {}): Promise<CatalogPlan> {
  const answer: Answer<CatalogPlan> = await diffing(body, query);
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return answer.body;
}

/** Applies what a diff of the same catalog says. */
async function apply(body: object, query: Query = {}): Promise<Answer> {
  const { plan } = await diff(body, query);
  return applying(body, { ...query, plan });
}

async function applied(body: object, query: Query = {}): Promise<CatalogPlan> {
  const answer = await apply(body, query);
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return answer.body;
}

async function rows(): Promise<unknown> {
  const tables = ROWS.map((table) => `SELECT '${table}' AS name, to_jsonb(t) AS row FROM ${table} t`);
  return server.dataSource.query(`${tables.join(' UNION ALL ')} ORDER BY 1, 2`);
}

const named = ({ changes }: CatalogPlan): string[] =>
  changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

describe('a catalog', () => {
  it('is exported without defaults and without secrets', async () => {
    await applied(EVERYTHING);
    const exported = await server.sdk.catalog.export();
    const studio = exported.products?.find(({ reference }) => reference === 'photo-studio');
    expect(studio).toEqual({
      ...EVERYTHING.products[0],
      policy: {
        ...EVERYTHING.products[0]?.policy,
        entitlements: {
          export: { value: true, expires_at: null },
          size: { value: 'L', expires_at: '2030-01-01T00:00:00.000Z' },
        },
        meters: { pages: { limit: 100, period: 'month', anchor: 'calendar', overage_percent: 0 } },
      },
    });
    expect(exported.products?.at(-1)).toEqual({ reference: 'plain', name: 'Plain' });
    expect(exported.webhooks).toEqual([{ ...EVERYTHING.webhooks[0], secret: undefined }]);
  });

  it('changes no row and records no event when it is applied a second time', async () => {
    await applied(EVERYTHING);
    const before = await rows();
    server.clock.advance(60_000);
    expect(await applied(EVERYTHING)).toMatchObject({ changes: [] });
    const exported = await server.sdk.catalog.export();
    expect(await applied(exported)).toMatchObject({ changes: [], not_in_catalog: [] });
    expect(await rows()).toEqual(before);
  });

  it('shows each change field by field, with what it takes away and the licenses that it reaches', async () => {
    await applied(EVERYTHING);
    const [studio, plain] = EVERYTHING.products;
    await issued(server, { product: 'photo-studio' });
    await issued(server, { product: 'photo-studio' });
    const changed = {
      products: [
        {
          ...studio,
          name: 'Studio',
          metadata: { tier: 4 },
          trial_policy: null,
          entitlements: [
            { code: 'export', name: 'Export PDF', type: 'flag' },
            { code: 'size', name: 'Size', type: 'choice', choices: ['S', 'L', 'XL'] },
          ],
          meters: [{ code: 'pages', name: 'Sheets', kind: 'consumed' }],
          policy: { max_activations: 3, grace_days: 9, features: ['cloud'], entitlements: { export: false } },
        },
        plain,
      ],
      policies: [EVERYTHING.policies[0], { name: 'Floating', max_sessions: 12, entitlements: { export: true } }],
      webhooks: [{ ...HOOK, events: ['license.issued'], secret: `${SECRET.slice(0, -1)}A` }],
    };
    const plan = await diff(changed);
    const change = (field: string, from: unknown, to: unknown, takes_away = false) => ({ field, from, to, takes_away });
    expect(plan.changes.map(({ kind, name, licenses, fields }) => [kind, name, licenses, fields])).toEqual([
      [
        'product',
        'photo-studio',
        2,
        expect.arrayContaining([
          change('name', 'Photo Studio', 'Studio'),
          change('metadata.public', { color: 'red' }, null),
          change('metadata.tier', 3, 4),
          change('trial_policy', 'Trial, 14 days', null, true),
        ]),
      ],
      ['entitlement', 'export', 2, [change('name', 'Export', 'Export PDF')]],
      ['entitlement', 'size', 2, [change('choices', ['S', 'L'], ['S', 'L', 'XL'])]],
      ['meter', 'pages', 2, expect.arrayContaining([change('name', 'Pages', 'Sheets'), change('unit', 'pages', null)])],
      [
        'policy',
        'photo-studio',
        2,
        expect.arrayContaining([
          change('max_activations', 5, 3, true),
          change('grace_days', 7, 9),
          change('entitlements.export', { value: true, expires_at: null }, { value: false, expires_at: null }, true),
          change('entitlements.size', { value: 'L', expires_at: '2030-01-01T00:00:00.000Z' }, null, true),
          change('meters.pages', expect.objectContaining({ limit: 100 }), null, true),
        ]),
      ],
      ['policy', 'Floating', 0, [change('max_sessions', 10, 12)]],
      [
        'webhook',
        HOOK.url,
        null,
        expect.arrayContaining([
          change('events', ['license.*'], ['license.issued'], true),
          change('products', ['photo-studio'], null),
          change('description', 'Billing', ''),
          change('secret', '(hidden)', '(hidden)'),
        ]),
      ],
    ]);
    expect(plan.changes.map(({ takes_away }) => takes_away)).toEqual([true, false, false, false, true, false, true]);
    expect(await applied(changed)).toEqual(plan);
    expect(await diff(changed)).toMatchObject({ changes: [] });
    expect(await server.sdk.products.get('photo-studio')).toMatchObject({ metadata: { tier: 4 }, trial_policy: null });
  });

  it('leaves what it lacks, and deletes it with prune', async () => {
    await applied(EVERYTHING);
    const [studio] = EVERYTHING.products;
    const smaller = {
      products: [...(standard.products ?? []), { ...studio, policy: undefined, meters: undefined, trial_policy: null }],
      policies: [EVERYTHING.policies[1]],
      webhooks: [],
    };
    const kept = await applied(smaller);
    expect(kept.not_in_catalog.map(({ kind, name, product }) => [kind, name, product])).toEqual([
      ['product', 'plain', null],
      ['meter', 'pages', 'photo-studio'],
      ['policy', 'Trial, 14 days', null],
      ['webhook', HOOK.url, null],
    ]);
    expect(named(await applied(smaller, { prune: 'true' }))).toEqual([
      'delete product plain',
      'delete meter pages',
      'delete policy Trial, 14 days',
      `delete webhook ${HOOK.url}`,
    ]);
    expect(await diff(smaller)).toMatchObject({ changes: [], not_in_catalog: [] });
    expect(await diff({ webhooks: [] })).toMatchObject({ changes: [], not_in_catalog: [] });
  });

  it('refuses to delete what is in use, with the number of licenses', async () => {
    await applied(EVERYTHING);
    await issued(server, { product: 'plain' });
    const file = { products: [...(standard.products ?? []), EVERYTHING.products[0]] };
    const before = await rows();
    const refused = await apply({ ...file, policies: [{ name: 'New' }, ...EVERYTHING.policies] }, { prune: 'true' });
    expect([refused.status, refused.body.error]).toEqual([
      409,
      expect.objectContaining({ code: 'IN_USE', message: 'plain is in use (licenses: 1): nothing was applied' }),
    ]);
    expect(await rows()).toEqual(before);
  });
});

describe('an apply', () => {
  it('is refused if the catalog has changed since the diff', async () => {
    const { plan } = await diff(EVERYTHING);
    await aProduct(server, 'plain');
    const before = await rows();
    const refused = await applying(EVERYTHING, { plan });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'CONFLICT']);
    expect((await applying(EVERYTHING, { plan: 'x' })).status).toBe(400);
    expect((await applying(EVERYTHING, {})).status).toBe(400);
    expect(await rows()).toEqual(before);
  });

  it('of several at a time is made once, and the others find it done', async () => {
    await aProduct(server, 'plain');
    const file = { products: [{ reference: 'plain', name: 'Renamed' }], policies: [{ name: 'Once' }] };
    const { plan } = await diff(file);
    const { databaseUrl } = server;
    const answers = await race(
      { databaseUrl, hold: `SELECT 1 FROM products WHERE reference = 'plain' FOR UPDATE` },
      [1, 2, 3].map(() => () => applying(file, { plan })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const named = await server.sdk.policies.list({ q: 'Once' });
    expect(named.items).toHaveLength(1);
  });

  it('waits for a change of the API, and is refused because of it', async () => {
    await aProduct(server, 'plain');
    const file = { products: [{ reference: 'plain', name: 'By the file' }] };
    const { plan } = await diff(file);
    const { id } = await server.sdk.products.get('plain');
    const [byApi, byFile] = await raceInOrder(
      { databaseUrl: server.databaseUrl, hold: `SELECT 1 FROM products WHERE reference = 'plain' FOR UPDATE` },
      [
        () => server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { name: 'By the API' } }),
        () => applying(file, { plan }),
      ],
    );
    const { name } = await server.sdk.products.get('plain');
    expect([byApi?.status, byFile?.status, name]).toEqual([200, 409, 'By the API']);
  });

  it('names the place of an error, and applies nothing', async () => {
    const before = await rows();
    const wrong: [object, number, string][] = [
      [{ policies: [{ name: 'A' }, { name: 'B', max_activations: 0 }] }, 400, 'policies.1.max_activations'],
      [{ products: [{ reference: 'a', name: 'A', policy: { seats: 3 } }] }, 400, 'products.0.policy.seats'],
      [{ products: [{ reference: 'a', name: 'A', versions: [] }] }, 400, 'products.0.versions'],
      [{ products: [{ reference: 'a' }] }, 400, 'products.0.name'],
      [{ users: [] }, 400, 'users'],
      [{ webhooks: [{ ...HOOK, events: ['nothing'] }] }, 400, 'webhooks.0.events'],
      [{ policies: [{ name: 'A' }, { name: 'A' }] }, 400, 'policies.1'],
      [
        { products: [{ reference: 'a', name: 'A', entitlements: [{ code: '/', name: 'A', type: 'flag' }] }] },
        400,
        'products.0.entitlements.0.code',
      ],
      [
        { policies: [{ name: 'A' }, { name: 'B', entitlements: { nothing: true } }] },
        422,
        'policies.1.entitlements.nothing',
      ],
      [{ products: [{ reference: 'a', name: 'A', trial_policy: 'B' }] }, 404, 'products.0.trial_policy'],
      [{ policies: [{ name: 'A' }], webhooks: [{ ...HOOK, products: ['gone'] }] }, 400, 'webhooks.0.products'],
      [{ policies: [{ name: 'A' }], webhooks: [{ ...HOOK, secret: undefined }] }, 400, 'webhooks.0.secret'],
      [{ policies: [{ name: 'A' }], webhooks: [{ ...HOOK, url: 'http://127.0.0.1/' }] }, 400, 'webhooks.0.url'],
    ];
    for (const [body, status, field] of wrong) {
      const { body: plan, status: diffed } = await diffing(body);
      const refused = diffed === 200 ? await applying(body, { plan: plan.plan }) : { body: plan, status: diffed };
      expect([refused.status, refused.body.error?.details?.map((one: { field: string }) => one.field)]).toEqual([
        status,
        expect.arrayContaining([field]),
      ]);
    }
    expect(await rows()).toEqual(before);
  });

  it('leaves nothing behind if the last object fails', async () => {
    const before = await rows();
    const hooks = [HOOK, { ...HOOK, url: 'http://127.0.0.1:1/' }];
    const { status } = await apply({ ...EVERYTHING, webhooks: hooks });
    expect(status).toBe(400);
    expect(await rows()).toEqual(before);
  });

  it('tells webhooks with one URL apart by their order', async () => {
    const webhooks = [HOOK, { ...HOOK, events: ['user.*'] }];
    await applied({ webhooks });
    const [first, second] = (await server.sdk.catalog.export()).webhooks ?? [];
    expect([first?.events, second?.events]).toEqual([['license.*'], ['user.*']]);
    const changed = await applied({ webhooks: [HOOK, { ...HOOK, events: ['customer.*'] }] });
    expect(changed.changes.map(({ place }) => place)).toEqual(['webhooks.1']);
    expect(await diff({ webhooks: [HOOK] })).toMatchObject({ changes: [], not_in_catalog: [{ name: HOOK.url }] });
  });

  it('needs names that the server has once', async () => {
    await server.sdk.policies.create({ name: 'Twin' });
    await server.sdk.policies.create({ name: 'Twin' });
    const refused = await diffing({ policies: [{ name: 'Twin', max_users: 2 }] });
    expect([refused.status, refused.body.error.details[0].field]).toEqual([409, 'policies.0']);
    expect((await server.asAdmin('GET', PATH)).status).toBe(409);
    expect((await diffing({ policies: [{ name: 'Another' }] })).status).toBe(200);
  });

  it('refuses catalogs that are too large', async () => {
    const policies = Array.from({ length: 2_001 }, (_, index) => ({ name: `Policy ${index}` }));
    expect((await diffing({ policies })).status).toBe(400);
    const products = Array.from({ length: 1_500 }, (_, index) => ({ reference: `p${index}`, name: 'P' }));
    const refused = await diffing({ products, policies: policies.slice(0, 501) });
    expect([refused.status, refused.body.error.message]).toEqual([422, 'A catalog may have at most 2,000 objects']);
    const bytes = await diffing({ products: [{ reference: 'a', name: 'A'.repeat(2 * 1024 * 1024) }] });
    expect(bytes.status).toBe(413);
  });
});

describe('a caller', () => {
  const withKey = async (method: string, path: string, more: Record<string, unknown>, call: object = {}) =>
    server.withKey(method, path, call, (await keyOf(server, 'internal', more)).key);

  it('needs the permission for the catalog and for the objects in it', async () => {
    const file = { products: [{ reference: 'a', name: 'A' }] };
    const { plan } = await diff(file);
    const put = (permissions: string[]) => withKey('PUT', PATH, { permissions }, { body: file, query: { plan } });
    const message = ({ body }: Answer): string => body.error?.message;
    expect(message(await put(['products:write']))).toBe('Missing permission: catalog:write');
    expect(message(await put(['catalog:write', 'products:write']))).toBe('Missing permission: products:read');
    const reader = ['catalog:write', 'products:read', 'policies:read'];
    expect(message(await put(reader))).toBe('Missing permission: products:write');
    const hooks = await withKey('POST', `${PATH}/diff`, { permissions: ['catalog:read'] }, { body: { webhooks: [] } });
    expect(message(hooks)).toBe('Missing permission: webhooks:read');
    expect((await put([...reader, 'products:write'])).status).toBe(200);
    const { body } = await withKey('GET', PATH, { permissions: ['catalog:read', 'policies:read'] });
    expect(Object.keys(body)).toEqual(['policies']);
  });

  it('with a key of one product is refused', async () => {
    await aProduct(server, 'own');
    const answers = [
      await withKey('GET', PATH, { product: 'own' }),
      await withKey('POST', `${PATH}/diff`, { product: 'own' }, { body: {} }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    await onDatabase(server.databaseUrl, `DELETE FROM api_keys WHERE product_id IS NOT NULL`);
  });
});

// The last one: API keys are then those of the other server.
it('a catalog that is applied to another server is exported by it as it was', async () => {
  await applied(EVERYTHING);
  const exported = await server.sdk.catalog.export();
  const other = await TestServer.start();
  const webhooks = exported.webhooks?.map((webhook) => ({ ...webhook, secret: SECRET }));
  const { plan } = await other.sdk.catalog.diff({ ...exported, webhooks });
  await other.sdk.catalog.apply({ ...exported, webhooks }, { plan });
  expect(await other.sdk.catalog.export()).toEqual(exported);
  await other.stop();
});
