import type { Catalog, CatalogPlan } from '../../../sdk/src/generated/native';
import { RESOLVE_GRANTED, RESOLVE_POLICY } from '../../../src/core/licenses/grants/resolve-licenses.service';
import { aProduct, keyOf } from '../../testkit/callers';
import { onDatabase } from '../../testkit/database';
import { issued } from '../../testkit/issue';
import { runQueued } from '../../testkit/jobs';
import { race, raceInOrder } from '../../testkit/race';
import { sampleOf } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';
import { createLoggedInUser } from '../../testkit/users';

const PATH = '/api/v1/catalog';
const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz';
const HOOK = { url: 'https://hooks.example.com/keyward', events: ['license.*'], secret: SECRET };

const STUDIO_MAIL = { kind: 'license_issued', language: 'en', product: 'photo-studio' } as const;

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
      credits: [{ code: 'ai', name: 'AI credits', decimals: 2 }],
      policy: {
        term_meter: 'pages',
        max_activations: 5,
        features: ['cloud'],
        grace_days: 7,
        entitlements: { export: true, size: { value: 'L', expires_at: '2030-01-01' } },
        meters: { pages: { limit: 100, limit_per_device: 20, period: 'month' } },
        credits: { ai: { limit: '1000.5', limit_per_user: '10.25', period: 'month' } },
        rate_limits: { reports: { limit: 100, window: 'day' } },
        rates: { image: { credit: 'ai', amount: '2.5' } },
        next_rates: { from: '2030-01-01T00:00:00Z', rates: { image: { credit: 'ai', amount: '3' } } },
      },
    },
    { reference: 'plain', name: 'Plain' },
  ],
  policies: [
    {
      name: 'Trial, 14 days',
      key_format: 'TRIAL-%Z{16}',
      expiry_basis: 'first_activation',
      duration_days: 14,
      report_only: ['DEVICE_NOT_ALLOWED'],
      report_only_until: '2030-01-01',
    },
    { name: 'Floating', max_sessions: 10, entitlements: { export: true } },
  ],
  webhooks: [{ ...HOOK, products: ['photo-studio'], description: 'Billing' }],
  mail_templates: [
    { kind: 'license_issued', language: 'en', subject: 'Your license', body: 'Key:\n\n- `{{license.key}}`\n' },
    { ...STUDIO_MAIL, subject: 'Photo Studio', body: 'Your key is {{license.key}}.' },
    { kind: 'portal_sign_in', language: 'de', subject: 'Anmeldung', body: '[Anmelden]({{sign_in_url}})' },
  ],
  roles: [
    { name: 'Seat desk', permissions: ['licenses:read', 'activations:read'], products: ['photo-studio'] },
    { name: 'Reader', permissions: ['licenses:read', 'events:read'] },
  ],
} satisfies Catalog;

/** What texts and roles refer to. */
const PRODUCTS = [
  { reference: 'photo-studio', name: 'Photo Studio' },
  { reference: 'plain', name: 'Plain' },
];
const MAILS = { products: PRODUCTS, mail_templates: EVERYTHING.mail_templates } satisfies Catalog;
const ROLES = { products: PRODUCTS, roles: EVERYTHING.roles } satisfies Catalog;

/** The own rows of the catalog, with the times of their changes. */
const ROWS = [
  'products',
  'policies',
  'entitlements',
  'meters',
  'grants',
  'webhook_endpoints',
  'mail_templates',
  'roles',
];
/** Their rows are only added. */
const RECORDS = ['events', 'audit_entries'];

let server: TestServer;
let standard: Catalog;
let planOfEverything: string;
beforeAll(async () => {
  server = await TestServer.shared();
  standard = await server.sdk.catalog.export();
  ({ plan: planOfEverything } = await diff(EVERYTHING));
});
afterAll(() => server.stop());
/** Products of the migrations stay. */
const empty = () =>
  server.dataSource.query(`
    DELETE FROM licenses;
    DELETE FROM users WHERE role_id IS NOT NULL;
    DELETE FROM roles;
    DELETE FROM products WHERE reference NOT LIKE '%-default';
    DELETE FROM policies WHERE id NOT IN (SELECT policy_id FROM products);
    DELETE FROM mail_templates;
    DELETE FROM webhook_endpoints`);
beforeEach(empty);

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

/** To the standard catalog, from which its plan is the same each time. */
async function applyEverything(): Promise<void> {
  const { status, body } = await applying(EVERYTHING, { plan: planOfEverything });
  expect([status, body.error]).toEqual([200, undefined]);
}

async function rows(): Promise<unknown> {
  const tables = ROWS.map((table) => `SELECT '${table}' AS name, to_jsonb(t) AS row FROM ${table} t`);
  const counts = RECORDS.map((table) => `SELECT '${table}', to_jsonb(count(*)) FROM ${table}`);
  return server.dataSource.query(`${[...tables, ...counts].join(' UNION ALL ')} ORDER BY 1, 2`);
}

const MONTHLY = { period: 'month', anchor: 'calendar', overage_percent: 0 };

const named = ({ changes }: CatalogPlan): string[] =>
  changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

describe('a catalog', () => {
  it('is exported without defaults and without secrets', async () => {
    await applyEverything();
    const exported = await server.sdk.catalog.export();
    const studio = exported.products?.find(({ reference }) => reference === 'photo-studio');
    expect(studio).toEqual({
      ...EVERYTHING.products[0],
      policy: {
        ...EVERYTHING.products[0]?.policy,
        entitlements: {
          export: { value: true, expires_at: null },
          size: { value: 'L', expires_at: '2030-01-01T23:59:59.000Z' },
        },
        meters: { pages: { limit: 100, limit_per_device: 20, ...MONTHLY } },
        credits: { ai: { limit: '1000.5', limit_per_user: '10.25', ...MONTHLY } },
        next_rates: { ...EVERYTHING.products[0]?.policy?.next_rates, from: '2030-01-01T00:00:00.000Z' },
      },
    });
    expect(exported.products?.at(-1)).toEqual({ reference: 'plain', name: 'Plain' });
    expect(exported.webhooks).toEqual([{ ...EVERYTHING.webhooks[0], secret: undefined }]);
    expect(exported.mail_templates).toEqual(EVERYTHING.mail_templates);
    expect(exported.roles).toEqual([EVERYTHING.roles[1], EVERYTHING.roles[0]]);
  });

  it('changes no row and records no event when it is applied a second time', async () => {
    await applyEverything();
    const before = await rows();
    server.clock.advance(60_000);
    expect(await applied(EVERYTHING)).toMatchObject({ changes: [] });
    const exported = await server.sdk.catalog.export();
    expect(await applied(exported)).toMatchObject({ changes: [], not_in_catalog: [] });
    expect(await rows()).toEqual(before);
  });

  it('shows each change field by field, with what it takes away and the licenses that it reaches', async () => {
    await applyEverything();
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
          change('entitlements.size', { value: 'L', expires_at: '2030-01-01T23:59:59.000Z' }, null, true),
          change('meters.pages', expect.objectContaining({ limit: 100 }), null, true),
          change('rate_limits.reports', { limit: 100, window: 'day' }, null, true),
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
    await applyEverything();
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

  it('has the term of a policy in months or in days, as it was given', async () => {
    const terms = [{ duration_months: 12 }, { duration_months: 12, duration_days: 370 }, { duration_days: 14 }, {}];
    for (const others of [terms, [...terms.slice(1), ...terms.slice(0, 1)]]) {
      const policies = others.map((term, index) => ({ name: `Term ${index}`, ...term }));
      await applied({ policies });
      expect((await server.sdk.catalog.export()).policies).toEqual(policies);
      expect(await diff({ policies })).toMatchObject({ changes: [] });
    }
    // It has 12 months since the second round.
    const plan = await diff({ policies: [{ name: 'Term 3', duration_months: 6 }] });
    expect(plan.changes).toMatchObject([{ fields: [{ field: 'duration_months', takes_away: true }] }]);
  });

  it('publishes the versions of a policy that the server lacks, and none twice', async () => {
    const [{ entitlements } = {}] = EVERYTHING.products;
    await applied({ products: [{ ...PRODUCTS[0], entitlements }] });
    const granting = (isOn: boolean) => ({ entitlements: { export: { value: isOn, expires_at: null } }, meters: {} });
    const one = { note: 'First', ...granting(true) };
    const two = { note: null, ...granting(false) };
    const policy = { name: 'Versions', entitlements: granting(true).entitlements };
    const policies = [{ ...policy, versions: [one] }];
    await applied({ policies });
    expect(await diff({ policies })).toMatchObject({ changes: [] });
    await applied({ policies: [{ ...policy, versions: [one, two] }] });
    expect((await server.sdk.catalog.export()).policies).toContainEqual({ ...policy, versions: [one, two] });
    expect(await diff({ policies: [policy] })).toMatchObject({ changes: [] });
    expect(await apply({ policies })).toMatchObject({
      status: 409,
      body: { error: { details: [{ field: 'policies.0.versions' }] } },
    });
  });

  it('refuses to delete what is in use, with the number of licenses', async () => {
    await applied({ products: PRODUCTS });
    await issued(server, { product: 'plain' });
    const file = { products: [...(standard.products ?? []), PRODUCTS[0]], policies: [{ name: 'New' }] };
    const before = await rows();
    const refused = await apply(file, { prune: 'true' });
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
    // Roles have the fewest fields, and are validated soonest.
    const roles = Array.from({ length: 2_001 }, (_, index) => ({ name: `R${index}`, permissions: ['licenses:read'] }));
    expect((await diffing({ roles })).body.error.details).toMatchObject([{ field: 'roles' }]);
    const refused = await diffing({ policies: [{ name: 'One more' }], roles: roles.slice(0, 2_000) });
    expect([refused.status, refused.body.error.message]).toEqual([422, 'A catalog may have at most 2,000 objects']);
    const bytes = await diffing({ products: [{ reference: 'a', name: 'A'.repeat(2 * 1024 * 1024) }] });
    expect(bytes.status).toBe(413);
  });
});

describe('texts of e-mails in a catalog', () => {
  const [common, ofStudio, ofPortal] = EVERYTHING.mail_templates;
  const sent = async (query: Query = {}) =>
    (await server.asAdmin('GET', '/api/v1/mail-templates/license_issued/en', { query })).body;

  it('are those that the API shows, with each change of subject and body', async () => {
    await applied(MAILS);
    expect(await sent()).toMatchObject({ subject: 'Your license', body: common?.body, is_default: false });
    expect(await sent({ product: 'photo-studio' })).toMatchObject({ subject: 'Photo Studio' });
    const mail_templates = [ofPortal, { ...ofStudio, body: 'Thank you.' }];
    const { changes, not_in_catalog } = await applied({ mail_templates });
    expect(changes).toMatchObject([
      {
        action: 'update',
        kind: 'mail_template',
        name: 'license_issued en',
        product: 'photo-studio',
        place: 'mail_templates.1',
        licenses: null,
        users: null,
        takes_away: false,
        fields: [{ field: 'body', from: 'Your key is {{license.key}}.', to: 'Thank you.', takes_away: false }],
      },
    ]);
    expect(not_in_catalog).toEqual([{ kind: 'mail_template', name: 'license_issued en', product: null }]);
    expect(await sent({ product: 'photo-studio' })).toMatchObject({ body: 'Thank you.' });
  });

  it('are those of Keyward again after prune, and go with their product', async () => {
    await applied(MAILS);
    expect(named(await applied({ mail_templates: [ofStudio] }, { prune: 'true' }))).toEqual([
      'delete mail_template license_issued en',
      'delete mail_template portal_sign_in de',
    ]);
    expect(await sent()).toMatchObject({ is_default: true });
    const others = { products: [...(standard.products ?? []), PRODUCTS[1]], mail_templates: [] };
    expect(named(await applied(others, { prune: 'true' }))).toEqual(['delete product photo-studio']);
    expect((await server.sdk.catalog.export()).mail_templates).toEqual([]);
  });

  it('follow a product that is renamed', async () => {
    await applied(MAILS);
    const [studio] = PRODUCTS;
    const mail_templates = [common, { ...ofStudio, product: 'studio' }, ofPortal];
    const file = { products: [{ ...studio, reference: 'studio', renamed_from: 'photo-studio' }], mail_templates };
    const { changes, not_in_catalog } = await applied(file);
    expect([changes, not_in_catalog].map((list) => list.filter(({ kind }) => kind === 'mail_template'))).toEqual([
      [],
      [],
    ]);
    expect(await sent({ product: 'studio' })).toMatchObject({ subject: 'Photo Studio' });
  });

  it.each(
    sampleOf(
      [
        ['an unknown value', { body: 'Hello {{order.total}}' }, 400, 'mail_templates.1.body'],
        ['a section that does not end', { subject: '{{#license.key}}' }, 400, 'mail_templates.1.subject'],
        ['an empty subject', { subject: '' }, 400, 'mail_templates.1.subject'],
        ['an unknown kind', { kind: 'greeting' }, 400, 'mail_templates.1.kind'],
        ['an unknown language', { language: 'fr' }, 400, 'mail_templates.1.language'],
        ['an unknown product', { product: 'gone' }, 404, 'mail_templates.1.product'],
        ['a product where all have one text', { kind: 'lost_key' }, 400, 'mail_templates.1.product'],
        ['a text that is there twice', { product: null }, 400, 'mail_templates.1'],
      ],
      3,
      'wrong texts',
    ),
  )('with %s are refused at their place, and nothing is applied', async (_what, wrong, status, field) => {
    const before = await rows();
    const file = { products: PRODUCTS, mail_templates: [common, { ...ofStudio, ...wrong }] };
    const { body, status: diffed } = await diffing(file);
    const refused = diffed === 200 ? await applying(file, { plan: body.plan }) : { body, status: diffed };
    expect([refused.status, refused.body.error.details.map((one: { field: string }) => one.field)]).toEqual([
      status,
      [field],
    ]);
    expect(await rows()).toEqual(before);
  });

  it('need the permissions for them', async () => {
    await applied(MAILS);
    const others = ['catalog:read', 'catalog:write', 'policies:read', 'policies:write'];
    const { key } = await keyOf(server, 'internal', { permissions: others });
    expect(Object.keys((await server.withKey('GET', PATH, {}, key)).body)).toEqual(['policies']);
    const file = { policies: [{ name: 'A' }], mail_templates: [{ ...common, body: 'Changed' }] };
    const { plan } = await diff(file);
    const put = async (permissions: string[]) => {
      const { key: one } = await keyOf(server, 'internal', { permissions: [...others, ...permissions] });
      const { status, body } = await server.withKey('PUT', PATH, { body: file, query: { plan } }, one);
      return [status, body.error?.message];
    };
    expect(await put([])).toEqual([403, 'Missing permission: mail-templates:read']);
    expect(await put(['mail-templates:read'])).toEqual([403, 'Missing permission: mail-templates:write']);
    expect([(await sent()).subject, await diff(file)]).toEqual(['Your license', expect.objectContaining({ plan })]);
    expect(await put(['mail-templates:read', 'mail-templates:write'])).toEqual([200, undefined]);
    expect(await sent()).toMatchObject({ body: 'Changed' });
  });

  it('wait for a change of the API, and are refused because of it', async () => {
    await applied(MAILS);
    const file = { mail_templates: [{ ...common, subject: 'By the file' }] };
    const { plan } = await diff(file);
    const [byApi, byFile] = await raceInOrder(
      {
        databaseUrl: server.databaseUrl,
        hold: `SELECT 1 FROM mail_templates WHERE kind = 'license_issued' AND product_id IS NULL FOR UPDATE`,
      },
      [
        () =>
          server.asAdmin('PUT', '/api/v1/mail-templates/license_issued/en', {
            body: { subject: 'By the API', body: 'By the API' },
          }),
        () => applying(file, { plan }),
      ],
    );
    expect([byApi?.status, byFile?.status, (await sent()).subject]).toEqual([200, 409, 'By the API']);
  });
});

describe('roles in a catalog', () => {
  const [, reader] = EVERYTHING.roles;

  it('are changed field by field, with the number of their users, who keep them when they are renamed', async () => {
    await applied(ROLES);
    const { id } = await createLoggedInUser(server, 'Seat desk');
    const roles = [
      { name: 'Front desk', renamed_from: 'Seat desk', permissions: ['activations:read'], products: ['plain'] },
      { ...reader, name: 'READER', permissions: ['events:read', 'licenses:read'] },
    ];
    const plan = await diff({ roles });
    expect(plan.changes.map(({ name, users, licenses, fields }) => [name, users, licenses, fields])).toEqual([
      [
        'Front desk',
        1,
        null,
        [
          { field: 'name', from: 'Seat desk', to: 'Front desk', takes_away: false },
          {
            field: 'permissions',
            from: ['licenses:read', 'activations:read'],
            to: ['activations:read'],
            takes_away: true,
          },
          { field: 'products', from: ['photo-studio'], to: ['plain'], takes_away: true },
        ],
      ],
      ['READER', 0, null, [{ field: 'name', from: 'Reader', to: 'READER', takes_away: false }]],
    ]);
    expect(await applied({ roles })).toEqual(plan);
    expect(await diff({ roles })).toMatchObject({ changes: [], not_in_catalog: [] });
    expect(await server.sdk.users.get(id)).toMatchObject({ role: 'Front desk' });
  });

  it('are deleted with prune, unless a user has them', async () => {
    await applied(ROLES);
    await createLoggedInUser(server, 'Reader');
    const refused = await apply({ roles: [] }, { prune: 'true' });
    expect([refused.status, refused.body.error]).toEqual([
      409,
      expect.objectContaining({
        code: 'IN_USE',
        message: 'Reader is the role of users (1): nothing was applied',
      }),
    ]);
    expect(named(await applied({ roles: [reader] }, { prune: 'true' }))).toEqual(['delete role Seat desk']);
  });

  it.each(
    sampleOf(
      [
        ['a fixed role', { name: 'Admin', permissions: [] }, 409, 'roles.0.name'],
        ['an unknown permission', { name: 'A', permissions: ['licenses:delete'] }, 400, 'roles.0.permissions'],
        ['a permission of programs', { name: 'A', permissions: ['client-calls:write'] }, 400, 'roles.0.permissions'],
        [
          'one for all products',
          { name: 'A', permissions: ['users:read'], products: ['v2-default'] },
          400,
          'roles.0.permissions',
        ],
        [
          'an unknown product',
          { name: 'A', permissions: ['licenses:read'], products: ['gone'] },
          400,
          'roles.0.products',
        ],
      ],
      3,
      'wrong roles',
    ),
  )('with %s are refused at their place', async (_what, role, status, field) => {
    const before = await rows();
    const { body, status: diffed } = await diffing({ roles: [role], policies: [{ name: 'A' }] });
    const refused =
      diffed === 200
        ? await applying({ roles: [role], policies: [{ name: 'A' }] }, { plan: body.plan })
        : { body, status: diffed };
    expect([refused.status, refused.body.error.details[0].field]).toEqual([status, field]);
    expect(await rows()).toEqual(before);
  });

  it('give and take nothing that the caller lacks, and then nothing of the file is applied', async () => {
    const writer = ['catalog:read', 'catalog:write', 'policies:read', 'policies:write', 'roles:read'];
    const body = { name: 'Half an owner', permissions: [...writer, 'roles:write'] };
    expect((await server.asAdmin('POST', '/api/v1/roles', { body })).status).toBe(201);
    const person = await createLoggedInUser(server, 'Half an owner');
    const { key } = await keyOf(server, 'internal', { permissions: writer });
    const before = await rows();
    const roles = [{ ...body, permissions: [...body.permissions, 'settings:write'] }];
    const file = { policies: [{ name: 'A' }], roles };
    const { plan } = await diff(file);
    const byUser = await person.call('PUT', PATH, { body: file, query: { plan } });
    expect([byUser.status, byUser.body.error.details]).toEqual([
      403,
      [expect.objectContaining({ field: 'roles.0.permissions', message: expect.stringContaining('settings:write') })],
    ]);
    const byKey = await server.withKey('PUT', PATH, { body: file, query: { plan } }, key);
    expect([byKey.status, byKey.body.error.message]).toEqual([403, 'Missing permission: roles:write']);
    expect(await rows()).toEqual(before);
    // A key that only reads roles applies a file that leaves them as they are.
    const same = { policies: [{ name: 'A' }], roles: [body] };
    const { plan: ofPolicies } = await diff(same);
    expect((await server.withKey('PUT', PATH, { body: same, query: { plan: ofPolicies } }, key)).status).toBe(200);
    const { key: other } = await keyOf(server, 'internal', { permissions: ['catalog:read', 'policies:read'] });
    expect(Object.keys((await server.withKey('GET', PATH, {}, other)).body)).toEqual(['policies']);
    const refused = await server.withKey('POST', `${PATH}/diff`, { body: { roles } }, other);
    expect(refused.body.error.message).toBe('Missing permission: roles:read');
  });
});

describe('an object with a new name', () => {
  const [studio, plain] = EVERYTHING.products;
  const RENAMED = {
    products: [
      {
        ...studio,
        reference: 'studio',
        renamed_from: 'photo-studio',
        trial_policy: 'Trial',
        entitlements: [
          { ...studio?.entitlements?.[0], code: 'pdf', renamed_from: 'export' },
          studio?.entitlements?.[1],
        ],
        meters: [{ ...studio?.meters?.[0], code: 'sheets', renamed_from: 'pages' }],
        credits: [{ ...studio?.credits?.[0], code: 'tokens', renamed_from: 'ai' }],
        policy: {
          ...studio?.policy,
          name: 'photo-studio',
          term_meter: 'sheets',
          entitlements: { pdf: true, size: studio?.policy?.entitlements.size },
          meters: { sheets: studio?.policy?.meters.pages },
          credits: { tokens: studio?.policy?.credits.ai },
          rates: { image: { credit: 'tokens', amount: '2.5' } },
          next_rates: { from: '2030-01-01T00:00:00Z', rates: { image: { credit: 'tokens', amount: '3' } } },
        },
      },
      plain,
    ],
    policies: [
      { ...EVERYTHING.policies[0], name: 'Trial', renamed_from: 'Trial, 14 days' },
      { ...EVERYTHING.policies[1], entitlements: { pdf: true } },
    ],
    webhooks: [{ ...HOOK, products: ['studio'], description: 'Billing' }],
    roles: [{ ...EVERYTHING.roles[0], products: ['studio'] }, EVERYTHING.roles[1]],
  };

  it('is renamed with all that refers to it, and a second time not at all', async () => {
    await applyEverything();
    const license = await issued(server, { product: 'photo-studio', entitlements: { size: 'S' } });
    const plan = await diff(RENAMED);
    expect(
      plan.changes.map(({ action, kind, name, licenses, fields }) => [action, kind, name, licenses, fields]),
    ).toEqual(
      [
        ['product', 'studio', 1, 'reference', 'photo-studio', true],
        ['entitlement', 'pdf', 1, 'code', 'export', true],
        ['meter', 'sheets', 1, 'code', 'pages', true],
        ['credit', 'tokens', 1, 'code', 'ai', true],
        ['policy', 'Trial', 0, 'name', 'Trial, 14 days', false],
      ].map(([kind, name, licenses, field, from, takes_away]) => [
        ...['update', kind, name, licenses],
        [{ field, from, to: name, takes_away }],
      ]),
    );
    expect(plan.not_in_catalog.map(({ name }) => name).sort()).toEqual(
      standard.products?.map(({ reference }) => reference).sort(),
    );
    expect(await applied(RENAMED)).toEqual(plan);
    const before = await rows();
    expect(await applied(RENAMED)).toMatchObject({ changes: [] });
    expect(await rows()).toEqual(before);
    await runQueued(server, RESOLVE_POLICY);
    const { product, entitlements, meters } = await server.sdk.licenses.get(license.id);
    expect([product, Object.keys(entitlements).sort(), Object.keys(meters)]).toEqual([
      'studio',
      ['pdf', 'size'],
      ['sheets'],
    ]);
  });

  it('carries its new code to licenses that grant it themselves', async () => {
    await applyEverything();
    const { id } = await issued(server, { product: 'photo-studio', entitlements: { size: 'S' } });
    const renamed = [studio?.entitlements?.[0], { ...studio?.entitlements?.[1], code: 'paper', renamed_from: 'size' }];
    const { export: exported, size } = studio?.policy?.entitlements ?? {};
    const policy = { ...studio?.policy, entitlements: { export: exported, paper: size } };
    await applied({ products: [{ ...studio, entitlements: renamed, policy }] });
    await runQueued(server, RESOLVE_GRANTED);
    expect((await server.sdk.licenses.get(id)).entitlements).toMatchObject({ paper: { value: 'S' } });
  });

  it('is created on a server that has neither name', async () => {
    expect(named(await applied(RENAMED))).toContain('create product studio');
    expect(await diff(RENAMED)).toMatchObject({ changes: [] });
  });

  it('is refused if both names exist, or two objects claim one', async () => {
    await applyEverything();
    const wrong: [object, number, string][] = [
      [{ products: [{ ...plain, renamed_from: 'photo-studio' }] }, 409, 'products.0.renamed_from'],
      [{ products: [{ ...plain, reference: 'new', renamed_from: 'plain' }, plain] }, 400, 'products.0.renamed_from'],
      [{ policies: [{ name: 'Floating', renamed_from: 'Floating' }] }, 400, 'policies.0.renamed_from'],
      [{ policies: ['A', 'B'].map((name) => ({ name, renamed_from: 'Floating' })) }, 400, 'policies.1.renamed_from'],
      [{ policies: [{ name: 'Floating', renamed_from: 'Trial, 14 days' }] }, 409, 'policies.0.renamed_from'],
      [
        {
          products: [
            {
              ...plain,
              entitlements: ['a', 'b'].map((code) => ({ code, name: 'A', type: 'flag', renamed_from: 'c' })),
            },
          ],
        },
        400,
        'products.0.entitlements.1.renamed_from',
      ],
      [{ roles: [{ ...EVERYTHING.roles[1], renamed_from: 'SEAT DESK' }] }, 409, 'roles.0.renamed_from'],
      [{ webhooks: [{ ...HOOK, renamed_from: 'https://example.com' }] }, 400, 'webhooks.0.renamed_from'],
      [{ products: [{ ...plain, renamed_from: '' }] }, 400, 'products.0.renamed_from'],
    ];
    const before = await rows();
    for (const [file, status, field] of wrong) {
      const refused = await diffing(file);
      expect([field, refused.status, refused.body.error.details[0].field]).toEqual([field, status, field]);
    }
    expect(await rows()).toEqual(before);
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

  describe('with a key of some products', () => {
    const [studio, plain] = EVERYTHING.products;
    const permissions = ['products', 'policies', 'webhooks', 'catalog'].flatMap((one) => [
      `${one}:read`,
      `${one}:write`,
    ]);
    let key: string;
    const call = (method: string, path: string, body?: object, query?: Query) =>
      server.withKey(method, path, { body, query }, key);
    const applyWithKey = async (body: object, query: Query = {}) => {
      const { status, body: plan } = await call('POST', `${PATH}/diff`, body, query);
      expect(status).toBe(200);
      return call('PUT', PATH, body, { ...query, plan: plan.plan });
    };
    const hooks = [
      { ...EVERYTHING.webhooks[0] },
      { ...HOOK, url: 'https://hooks.example.com/plain', products: ['plain'] },
      { ...HOOK, url: 'https://hooks.example.com/all' },
    ];
    const file = { ...EVERYTHING, webhooks: hooks };
    let plan: string;
    beforeAll(async () => {
      await empty();
      ({ plan } = await diff(file));
    });
    beforeEach(async () => {
      const { status, body } = await applying(file, { plan });
      expect([status, body.error]).toEqual([200, undefined]);
      key = (await keyOf(server, 'internal', { products: ['photo-studio'], permissions })).key;
    });
    afterEach(() => onDatabase(server.databaseUrl, `DELETE FROM api_keys WHERE product_id IS NOT NULL`));

    it('exports, compares and prunes these alone', async () => {
      const { body: exported } = await call('GET', PATH);
      expect(exported).toEqual({
        products: [expect.objectContaining({ ...studio, policy: expect.objectContaining({ max_activations: 5 }) })],
        webhooks: [{ ...hooks[0], secret: undefined }],
      });
      const before = await rows();
      expect((await applyWithKey(exported)).body).toMatchObject({ changes: [], not_in_catalog: [] });
      expect(await rows()).toEqual(before);
      const pruned = await applyWithKey({ webhooks: [] }, { prune: 'true' });
      expect(named(pruned.body)).toEqual([`delete webhook ${HOOK.url}`]);
      expect((await server.sdk.catalog.export()).webhooks?.map(({ url }) => url)).toEqual(
        hooks.slice(1).map(({ url }) => url),
      );
    });

    it('changes them, and counts their licenses alone', async () => {
      const { policy } = await server.sdk.products.get('photo-studio');
      await issued(server, { product: 'photo-studio' });
      await issued(server, { product: 'plain', policy });
      const file = { products: [{ ...studio, policy: { ...studio?.policy, grace_days: 8 } }] };
      const { body } = await call('POST', `${PATH}/diff`, file);
      expect(body.changes).toMatchObject([{ kind: 'policy', name: 'photo-studio', licenses: 1 }]);
      const { changes } = await diff(file);
      expect(changes).toMatchObject([{ licenses: 2 }]);
      // Others use the policy: a key of one product may not change it for them.
      expect((await applyWithKey(file)).status).toBe(403);
      await server.dataSource.query(
        `DELETE FROM licenses WHERE product_id IN (SELECT id FROM products WHERE reference = 'plain')`,
      );
      expect((await applyWithKey(file)).status).toBe(200);
    });

    it('is refused the objects of others as if they did not exist, and those of all', async () => {
      const answers = async (file: object) => {
        const { status, body } = await call('POST', `${PATH}/diff`, file);
        const answer = status === 200 ? await applyWithKey(file) : { status, body };
        return [answer.status, answer.body.error.details?.[0]?.field ?? answer.body.error.message];
      };
      const before = await rows();
      const product = (reference: string) => ({ products: [studio, { ...plain, reference, name: 'Mine' }] });
      const hook = (products?: string[]) => ({ webhooks: [{ ...HOOK, products }] });
      for (const reference of ['plain', 'nobody']) {
        expect(await answers(product(reference))).toEqual([403, 'products.1']);
        expect(await answers(hook([reference]))).toEqual([400, 'webhooks.0.products']);
      }
      expect(await answers(hook())).toEqual([400, 'webhooks.0.products']);
      expect(await answers({ policies: [{ name: 'Floating' }] })).toEqual([403, 'policies']);
      expect(await answers({ roles: [] })).toEqual([403, 'Missing permission: roles:read']);
      expect(await answers({ products: [{ ...studio, trial_policy: 'plain' }] })).toEqual(
        await answers({ products: [{ ...studio, trial_policy: 'nobody' }] }),
      );
      expect(await rows()).toEqual(before);
    });

    it('keeps the trial policy of its product that belongs to another', async () => {
      await applied({ products: [{ ...studio, trial_policy: 'plain' }, plain] });
      const { body: exported } = await call('GET', PATH);
      expect(exported.products[0].trial_policy).toBe((await server.sdk.products.get('plain')).policy);
      expect((await applyWithKey({ products: [{ ...exported.products[0], name: 'Renamed' }] })).status).toBe(200);
      expect(await diff({ products: [{ ...studio, name: 'Renamed', trial_policy: 'plain' }] })).toMatchObject({
        changes: [],
      });
    });
  });
});

it('a catalog that is applied to a server without it is exported by that as it was', async () => {
  await applyEverything();
  const exported = await server.sdk.catalog.export();
  await empty();
  expect(await server.sdk.catalog.export()).toEqual(standard);
  const webhooks = exported.webhooks?.map((webhook) => ({ ...webhook, secret: SECRET }));
  await applied({ ...exported, webhooks });
  expect(await server.sdk.catalog.export()).toEqual(exported);
});
