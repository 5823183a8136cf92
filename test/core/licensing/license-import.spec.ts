import fc from 'fast-check';
import type { Customer, License } from '../../../sdk/src/generated/native';
import { aProductWith, keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { declare, declareMeter } from '../../support/grants';
import { activate, issued, validate } from '../../testkit/issue';
import { countOf, eventsOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { cases, IS_DEEP } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import type { Tuple } from '../../support/tuple';
import { Calendar, DAY } from '../../../src/core/common/calendar';

const PATH = '/api/v1/licenses';

let server: TestServer;
let customer: Customer;
beforeAll(async () => {
  server = await TestServer.shared();
  const product = await aProductWith(server, 'granting', {
    max_activations: 5,
    duration_days: 30,
    expiry_basis: 'first_activation',
    features: ['basic'],
  });
  await declare(server, product, 'export');
  await declare(server, product, 'tier', { type: 'choice', choices: ['small', 'large'] });
  await declareMeter(server, product, 'pages');
  await server.sdk.policies.update(product.policy, { entitlements: { export: true }, meters: { pages: { limit: 9 } } });
  customer = await server.sdk.customers.create({ name: 'Ada' });
});
beforeEach(() => deleteAll());
afterAll(() => server.stop());

/** Not TRUNCATE, which would take the grants of policies along. */
const deleteAll = () => server.dataSource.query('DELETE FROM licenses');

async function send(text: string | Buffer, query: Record<string, string> = { dry_run: 'false' }) {
  return server.asAdmin('POST', `${PATH}/import`, { query, ...(await formOf(['file', text, 'licenses.csv'])) });
}

const exported = async (): Promise<string> => (await server.asAdmin('GET', `${PATH}/export`)).body;
const list = async () => (await server.sdk.licenses.list({ limit: 100 })).items.reverse();
/** Row and column of each problem, once. */
async function problemsOf(text: string): Promise<string[]> {
  const { problems } = (await send(text, {})).body;
  return [...new Set<string>(problems.map(({ row, field }: { row: number; field: string }) => `${row} ${field}`))];
}

it('finds customers by reference or e-mail address, and refuses unknown ones', async () => {
  const known = await server.sdk.customers.create({ name: 'Bo', reference: 'C-17', email: 'bo@example.com' });
  const header = 'product,key,customer_id,customer_reference,customer_email';
  const rows = ['R,,C-17,other@example.com', 'E,,,BO@example.com', `I,${customer.id},,`, 'N,,,'];
  const file = [header, ...rows.map((row) => `v2-default,${row}`)].join('\n');
  expect(
    await problemsOf(`${file}\nv2-default,X,,C-18,\nv2-default,Y,,,eve@example.com\nv2-default,Z,,,eve\n`),
  ).toEqual([...['6 customer_reference', '7 customer_email', '8 customer_email']]);
  expect((await send(file)).status).toBe(200);
  const owners = (await list()).map(({ key, customer_id }) => [key, customer_id]);
  expect(owners).toEqual([
    ['R', known.id],
    ['E', known.id],
    ['I', customer.id],
    ['N', null],
  ]);
});

it('reads another character set, titles and guarded keys, and names the columns that it leaves', async () => {
  const csv = Buffer.from('Lizenzen\nproduct;key;description;status\nv2-default;"=""007""";Gr\xf6\xdfe;x\n', 'latin1');
  const reading = { charset: 'windows-1252', damaged: 'repair' };
  const { body } = await send(csv, { ...reading, dry_run: 'false' });
  expect(body).toMatchObject({ imported: 1, left_aside: [{ column: 'status', values: 1 }] });
  expect(await list()).toMatchObject([{ key: '007', description: 'Größe' }]);
});

it('issues the licenses of the file, with an event for each', async () => {
  const file = 'Product;Key;max activations;description\r\nv2-default;K-1;3;"Two\nlines"\r\n\r\nv2-default;;;\r\n';
  expect(await send(file)).toMatchObject({
    status: 200,
    body: { dry_run: false, rows: 2, imported: 2, wrong_rows: 0, problems: [], left_aside: [], lost_values: 0 },
  });
  const [first, second] = (await list()) as Tuple<License, 2>;
  expect(first).toMatchObject({ key: 'K-1', max_activations: 3, description: 'Two\nlines', status: 'unused' });
  expect(second.key).toMatch(/^[A-Z0-9-]{19}$/);
  expect((await eventsOf(server, second.id)).map(({ name }) => name)).toEqual(['license.issued']);
  expect((await activate(server, 'K-1', 'desk')).status).toBe(201);
});

it('reports keys that licenses had, and keys of pools, as taken', async () => {
  const license = await issued(server);
  await server.sdk.licenses.rotateKey(license.id, {});
  const pool = await server.sdk.keyPools.create({ name: 'Boxes', product: 'v2-default' });
  await server.sdk.keyPools.importPooledKeys(pool.id, { keys: ['BOX-1'] });
  const file = `product,key\nv2-default,${license.key}\nv2-default,BOX-1\nv2-default,BOX-2\n`;
  expect(await problemsOf(file)).toEqual(['2 key', '3 key']);
  expect((await send(file)).status).toBe(422);
});

it('reads dates without a time as whole days in the zone of the installation', async () => {
  const zone = jest.replaceProperty(server.app.get(Calendar), 'zone', 'Europe/Berlin');
  const header = 'product,key,starts_at,expires_at,updates_until,support_until,first_activated_at';
  const days = 'granting,DAYS,2026-01-10,2090-07-31,2090-01-31,2090-02-28,2026-01-11';
  const times = 'granting,TIMES,2026-01-10T08:00:00Z,2090-07-31T08:00:00+02:00,,,2026-01-11T00:00:00Z';
  const { body, headers } = await formOf(['file', `${header}\n${days}\n${times}\n`, 'licenses.csv']);
  const sent = await server.asAdmin('POST', `${PATH}/import`, { query: { dry_run: 'false' }, body, headers });
  expect([sent.status, sent.body.problems]).toEqual([200, []]);
  expect(await list()).toMatchObject([
    {
      starts_at: '2026-01-09T23:00:00.000Z',
      expires_at: '2090-07-31T21:59:59.000Z',
      updates_until: '2090-01-31T22:59:59.000Z',
      support_until: '2090-02-28T22:59:59.000Z',
      first_activated_at: '2026-01-10T23:00:00.000Z',
    },
    { starts_at: '2026-01-10T08:00:00.000Z', expires_at: '2090-07-31T06:00:00.000Z', updates_until: null },
  ]);
  expect(await problemsOf('product,expires_at\ngranting,2090-02-30\ngranting,soon\n')).toEqual([
    '2 expires_at',
    '3 expires_at',
  ]);
  zone.restore();
});

it('refuses keys that a spreadsheet has shortened or guarded', async () => {
  const keys = ['1.23457E+15', '"=""00123"""', '#NAME?', '1E+5-A', 'ABC'];
  const file = ['product,key', ...keys.map((key) => `v2-default,${key}`)].join('\n');
  expect(await problemsOf(file)).toEqual(['2 key', '3 key', '4 key']);
});

it('signs the keys of policies that want it', async () => {
  await aProductWith(server, 'signed', { key_format: 'signed' });
  expect((await send('product,key\nsigned,\nv2-default,\nsigned,GIVEN\n')).body.imported).toBe(3);
  expect((await list()).map(({ key }) => key)).toEqual([
    expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    expect.stringMatching(/^[A-Z0-9-]{19}$/),
    'GIVEN',
  ]);
});

it('takes the values of the policy for columns that are missing, and null for empty cells', async () => {
  await send('product,key\ngranting,A\n');
  await send('product,key,max_activations,duration_days,expires_at,features\ngranting,B,,,,\n');
  await send('product,key,features,allowed_domains\ngranting,C,cloud; sync,"[""*.shop.example""]"\n');
  const [a, b, c] = await list();
  const terms = { expiry_basis: 'first_activation', entitlements: { export: { value: true, from: 'policy' } } };
  expect(a).toMatchObject({ ...terms, max_activations: 5, duration_days: 30, features: ['basic', 'export'] });
  expect(b).toMatchObject({ ...terms, max_activations: null, duration_days: null, features: ['basic', 'export'] });
  expect(c).toMatchObject({ features: ['cloud', 'sync', 'export'], allowed_domains: ['*.shop.example'] });
});

it('says in a dry run what is wrong in which row, and imports nothing', async () => {
  await issued(server, { key: 'TAKEN' });
  const unknown = '00000000-0000-4000-8000-000000000000';
  const header = 'product,key,policy,customer_id,entitlements,max_activations,metadata,policy_overrides,state';
  const rows = [
    'v2-default,TAKEN,,,,,,,',
    'v2-default,NEW,,,,,,,',
    'v2-default,NEW,,,,,,,',
    'nowhere,,,,,,,,',
    `v2-default,,${unknown},${unknown},,,,,`,
    'granting,,,,"{""tier"":""huge"",""none"":true}",,,,',
    'v2-default,,,,,many,[],"{""colour"":1}",gone',
    'v2-default,,,,,0,"{""a"":""\\u0000""}","{""__proto__"":1}",',
    'v2-default,a b,,,broken,1e999,,"{""denied_countries"":[""FR""]}",',
    ',,,,,,,,,,x',
  ];
  const file = [header, ...rows].join('\n');
  expect(await problemsOf(file)).toEqual([
    '2 key',
    '4 key',
    '5 product',
    '6 policy',
    '6 customer_id',
    '7 entitlements.none',
    '7 entitlements.tier',
    '8 state',
    '8 max_activations',
    '8 metadata',
    '8 policy_overrides.colour',
    '9 max_activations',
    '9 metadata',
    '9 policy_overrides',
    '10 key',
    '10 max_activations',
    '10 entitlements',
    '11 product',
    '11 row',
  ]);
  expect(await send(file)).toMatchObject({
    status: 422,
    body: { error: { code: 'VALIDATION_ERROR', message: 'Nothing was imported: 9 of 10 rows are wrong' } },
  });
  expect(await countOf(server, 'licenses')).toBe(1);
});

it('refuses country rules without a country database', async () => {
  const problems = await problemsOf('product,policy_overrides\nv2-default,"{""denied_countries"":[""FR""]}"\n');
  expect(problems).toEqual(['2 policy_overrides.denied_countries']);
});

it.each([
  ['no header', ''],
  ['a column missing', 'key\nx\n'],
  ['an unknown column', 'product,color\nv2-default,red\n'],
  ['10,001 rows', `product\n${'v2-default\n'.repeat(10_001)}`],
])('refuses a file with %s', async (_what, text) => {
  expect(await send(text)).toMatchObject({ status: 400, body: { error: { details: [{ field: 'file' }] } } });
  expect(await countOf(server, 'licenses')).toBe(0);
});

it('imports many rows with grants of their own', async () => {
  const count = IS_DEEP ? 10_000 : 30;
  const rows = Array.from({ length: count }, (_, n) => `granting,K-${n},"{""tier"":""large""}"\n`).join('');
  expect(await send(`product,key,entitlements\n${rows}`)).toMatchObject({ status: 200, body: { imported: count } });
  expect(await countOf(server, 'licenses')).toBe(count);
  expect((await validate(server, `K-${count - 1}`)).body.entitlements).toMatchObject({
    export: { value: true, from: 'policy' },
    tier: { value: 'large', from: 'license' },
  });
});

it('imports one of several files with the same keys in opposite order', async () => {
  const rows = Array.from({ length: 20 }, (_, n) => `v2-default,K-${n}`);
  const files = [rows, [...rows].reverse(), rows, [...rows].reverse()];
  const answers = await Promise.all(files.map((file) => send(['product,key', ...file].join('\n'))));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
  expect(await countOf(server, 'licenses')).toBe(20);
});

it('shows a key of one product no other product', async () => {
  const { key } = await keyOf(server, 'internal', { product: 'v2-default' });
  const sendScoped = async (text: string) =>
    server.withKey(
      'POST',
      `${PATH}/import`,
      { query: { dry_run: 'false' }, ...(await formOf(['file', text, 'licenses.csv'])) },
      key,
    );
  expect((await sendScoped('product\nv2-default\n')).status).toBe(200);
  expect(await sendScoped('product\ngranting\n')).toMatchObject({
    status: 422,
    body: { error: { details: [{ field: 'rows.2.product', reason: 'unknown' }] } },
  });
});

const text = (max: number) =>
  fc
    .string({ unit: 'grapheme', maxLength: max })
    // An import removes white space around a cell, and the apostrophe that an export puts before a formula.
    .filter((value) => value.trim() === value && !value.startsWith("'") && !/[\0\ud800-\udfff]/u.test(value));
const time = fc
  .date({ min: new Date('1950-01-01'), max: new Date('9000-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const limit = fc.option(fc.integer({ min: 1, max: 2_147_483_647 }));
const names = fc.array(
  text(20).filter((name) => name !== ''),
  { maxLength: 3 },
);
const grant = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(fc.constant(null), value, fc.record({ value: fc.option(value), expires_at: fc.option(time) }));

/** Any license that the API issues. */
const licenses = fc.record(
  {
    product: fc.constantFrom('granting', 'v2-default'),
    customer_id: fc.option(fc.constant('ada')),
    type: fc.constantFrom('perpetual', 'subscription', 'trial', 'lifetime'),
    type_label: fc.option(text(20).filter((label) => label !== '')),
    state: fc.constantFrom('active', 'disabled', 'blocked', 'revoked'),
    starts_at: fc.option(time),
    expires_at: fc.option(time),
    duration_days: fc.option(fc.integer({ min: 365, max: 9_999 })),
    duration_months: fc.option(fc.integer({ min: 1, max: 12 })),
    updates_until: fc.option(time),
    support_until: fc.option(time),
    max_activations: limit,
    max_users: limit,
    max_sessions: limit,
    uses_limit: limit,
    features: names,
    allowed_domains: fc.subarray(['shop.example', '*.shop.example', 'other.example']),
    allowed_ips: fc.subarray(['10.0.0.0/8', '192.0.2.*', '2001:db8::1']),
    restricted_to_email: fc.option(fc.constantFrom('it@acme.example', 'ada@body.example')),
    restricted_to_client_name: fc.option(text(20).filter((name) => name !== '')),
    description: text(40),
    metadata: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(text(20), fc.integer(), fc.constant(null))),
    policy_overrides: fc.record(
      {
        grace_days: fc.nat(100),
        min_version: fc.option(fc.constant('1.0')),
        entitlements_after_expiry: names,
        max_transfers: fc.option(fc.nat(5)),
      },
      { requiredKeys: [] },
    ),
    entitlements: fc.record(
      { export: grant(fc.boolean()), tier: grant(fc.constantFrom('small', 'large')) },
      { requiredKeys: [] },
    ),
    meters: fc.record(
      { pages: fc.option(fc.record({ limit: fc.option(fc.nat()), period: fc.constantFrom('none', 'month') })) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['product'] },
);

/** What an import cannot restore: it issues a new license. */
const NEW = { id: '', number: 0, created_at: '', updated_at: '' };

const grantsByKey = () =>
  server.dataSource.query(
    `SELECT l.key, g.entitlement_id, g.meter_id, g.value, g.expires_at FROM grants g JOIN licenses l ON l.id = g.license_id
     ORDER BY l.key, g.entitlement_id, g.meter_id`,
  );

it('imports what was exported, and gives the same licenses', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(licenses, { minLength: 1, maxLength: 8 }), async (drawn) => {
      await deleteAll();
      for (const { customer_id, entitlements, meters, ...license } of drawn) {
        const own = license.product === 'granting' ? { entitlements, meters } : {};
        await issued(server, { ...license, ...own, customer_id: customer_id && customer.id });
      }
      const [file, before, grants] = [await exported(), await list(), await grantsByKey()];
      await deleteAll();
      const { status, body } = await send(file);
      expect([status, body]).toEqual([200, expect.objectContaining({ imported: drawn.length })]);
      const same = (license: License) => ({ ...license, ...NEW });
      expect((await list()).reverse().map(same)).toEqual(before.map(same));
      // Also those that are withdrawn or expired, which the answer does not show.
      expect(await grantsByKey()).toEqual(grants);
    }),
    cases(3),
  );
});

it('exports and imports users and groups', async () => {
  const group = (await server.sdk.groups.create({ name: 'Acme', max_users: 3 })).id;
  const license = await issued(server, { group, max_users: 2 });
  for (const user of [{ email: 'Ada@acme.example' }, { external_id: 'E-17' }]) {
    expect((await server.asAdmin('POST', `${PATH}/${license.id}/users`, { body: user })).status).toBe(201);
  }
  const file = await exported();
  await deleteAll();
  expect((await send(file)).status).toBe(200);
  const imported = single(await list());
  expect(imported.group).toBe(group);
  const { items } = await server.sdk.licenseUsers.list(imported.id);
  expect(items.map(({ email, external_id }) => email ?? external_id).sort()).toEqual(['E-17', 'ada@acme.example']);
  expect((await eventsOf(server, items[0]?.id ?? '')).map(({ name }) => name)).toEqual(['license_user.assigned']);
});

it('refuses a file that exceeds the limits of a license or a group', async () => {
  const [few, people] = [
    (await server.sdk.groups.create({ name: 'Acme', max_licenses: 2 })).id,
    (await server.sdk.groups.create({ name: 'Acme', max_users: 2 })).id,
  ];
  await issued(server, { group: few });
  const known = await issued(server, { group: people });
  await server.sdk.licenseUsers.assign(known.id, { external_id: 'a' });
  const owner = await server.sdk.customers.create({ name: 'Bob', group: few });
  const rows = [
    `,${few},,`,
    `,${few},,`,
    `${owner.id},,,`,
    `,${people},a;b,`,
    `,${people},b;c,`,
    `,${people},a;a,`,
    `,,x;y,1`,
    `,00000000-0000-4000-8000-000000000000,,`,
  ];
  const file = ['product,customer_id,group,users,max_users', ...rows.map((row) => `v2-default,${row}`)].join('\n');
  expect(await problemsOf(file)).toEqual(['3 group', '6 users', '7 users', '8 users', '9 group']);
  const ofCustomer = `product,customer_id\nv2-default,${owner.id}\nv2-default,${owner.id}\n`;
  expect(await problemsOf(ofCustomer)).toEqual(['3 group']);
  const users = await Promise.all(
    ['b', 'c', 'd'].map((user) => send(`product,group,users\nv2-default,${people},${user}\n`)),
  );
  expect(users.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
});

it('keeps the term of a license that was activated', async () => {
  const { key } = await issued(server, { product: 'granting' });
  await activate(server, key, 'desk');
  const before = single(await list());
  const file = await exported();
  await deleteAll();
  await send(file);
  server.clock.advance(DAY);
  await activate(server, key, 'laptop');
  const [after] = await list();
  expect(after).toMatchObject({ expires_at: before.expires_at, first_activated_at: before.first_activated_at });
  server.clock.reset();
});
