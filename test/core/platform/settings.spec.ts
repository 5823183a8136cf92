import type { Setting } from '../../../sdk/src/generated/native';
import { readProjectFile } from '../../../src/core/common/project';
import type { RateLimit } from '../../../src/core/common/dialects/define-dialect';
import { NATIVE } from '../../../src/core/common/dialects/native.dialect';
import { pluginApis } from '../../../src/core/common/plugins/plugins';
import { keyOf } from '../../testkit/callers';
import { race } from '../../testkit/race';
import { sampleOf } from '../../testkit/sample';
import { createLoggedInUser, type LoggedInUser } from '../../testkit/users';
import { TestServer } from '../../testkit/server';

const LIMITED = { RATE_LIMIT_FACTOR: '1', TRUSTED_PROXIES: '127.0.0.1' };

const CHANGED_HERE = [
  'limits.native.client',
  'limits.native.default',
  'limits.v2.default',
  'lm_verify_license_ip',
  'lm_requests_rate_limiting_method',
  'lm_blacklisted_domains',
  'lm_blacklisted_buyers',
  'lm_blacklist_ip_after_failed_attempts',
];

let server: TestServer;
let owner: LoggedInUser;
beforeAll(async () => {
  server = await TestServer.start(LIMITED);
  owner = await createLoggedInUser(server, 'owner');
});
beforeEach(() => change(Object.fromEntries(CHANGED_HERE.map((name) => [name, null]))));
afterAll(() => server.stop());

const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });
const change = (body: object, headers?: Record<string, string>) =>
  owner.call('PATCH', '/api/v1/settings', { body, headers });
const valuesOf = ({ items }: { items: Setting[] }): Record<string, unknown> =>
  Object.fromEntries(items.map(({ name, value }: { name: string; value: unknown }) => [name, value]));
const values = async () => valuesOf((await owner.call('GET', '/api/v1/settings')).body);
const changesOnRecord = async (): Promise<number> =>
  (await server.dataSource.query(`SELECT count(*)::integer AS n FROM events WHERE name = 'setting.updated'`))[0].n;

interface SettingField {
  type: string;
  minimum: number;
  maximum: number;
  maxItems: number;
  maxLength: number;
  items: { maxLength: number };
  enum?: unknown[];
}

interface Bounds {
  right: unknown[];
  wrong: unknown[];
}

/** How many of so many client calls are let through. */
async function letThrough(node: TestServer, calls: number, address: string): Promise<number> {
  const call = { body: { license_key: 'unknown' }, headers: { 'x-forwarded-for': address } };
  const answers = await Promise.all(Array.from({ length: calls }, () => node.call('POST', '/api/v1/validate', call)));
  return answers.filter(({ status }) => status !== 429).length;
}

it('lists a setting for every limit of every dialect, with its default and what it is for', async () => {
  const { status, body } = await owner.call('GET', '/api/v1/settings');
  expect(status).toBe(200);
  expect(body.next).toBeNull();
  expect(valuesOf(body)).toMatchObject({
    'limits.native.default': 1000,
    'limits.native.client': 100,
    'limits.native.login': 10,
    'limits.native.trial': 10,
    'limits.v2.default': 100,
  });
  const limits = body.items.filter(({ name }: { name: string }) => name.startsWith('limits.'));
  const declared = [NATIVE, ...pluginApis().map(({ dialect }) => dialect)].flatMap(({ name, limits: own }) =>
    Object.entries<RateLimit>(own).map(([limit, { setting }]) => setting ?? `limits.${name}.${limit}`),
  );
  expect(declared.length).toBeGreaterThan(20);
  const names = body.items.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(declared));
  expect(limits).not.toEqual([]);
  for (const setting of limits.filter(({ name }: { name: string }) => name !== 'limits.level')) {
    expect(setting).toEqual({
      name: expect.stringMatching(/^limits\.[\w-]+\.[\w-]+$/),
      kind: 'whole_number',
      value: setting.default,
      default: expect.any(Number),
      min: 1,
      max: 1_000_000,
      description: expect.stringContaining('minute'),
    });
  }
});

it('lists the settings of License Manager with its names and defaults', async () => {
  const { body } = await owner.call('GET', '/api/v1/settings');
  const ours = body.items.filter(({ name }: { name: string }) => name.startsWith('lm_'));
  const defaults = Object.fromEntries(
    ours.map((setting: { name: string; kind: string; default: unknown }) => [
      setting.name,
      [setting.kind, setting.default],
    ]),
  );
  expect(defaults).toEqual({
    lm_requests_rate_limiting_period: ['whole_number', 3000],
    lm_requests_rate_limiting_method: ['choice', 'ip_address'],
    lm_normalize_domain_variants: ['flag', true],
    lm_verify_license_ip: ['flag', true],
    lm_add_domain_of_first_activation_as_licensed_domain: ['flag', false],
    lm_deactivate_old_activations_on_new_activation: ['flag', false],
    lm_blacklisted_buyers: ['list', []],
    lm_blacklisted_license_codes: ['list', []],
    lm_blacklisted_domains: ['list', []],
    lm_blacklisted_ips: ['list', []],
    lm_blacklist_ip_after_failed_attempts: ['whole_number', 0],
    lm_blacklist_domain_after_failed_attempts: ['whole_number', 0],
  });
  expect(ours.find(({ kind }: { kind: string }) => kind === 'choice').choices).toEqual([
    'ip_address',
    'api_key',
    'api_key_ip_address',
  ]);
});

it('stores a value of each kind, and lists trimmed and without duplicates', async () => {
  const chosen = {
    lm_verify_license_ip: false,
    lm_requests_rate_limiting_method: 'api_key',
    lm_blacklist_ip_after_failed_attempts: 1_000_000,
    lm_blacklisted_buyers: ['Acme', 'x'.repeat(255)],
    lm_blacklisted_domains: ['*.Evil.example', 'https://www.bad.example/'],
  };
  const { body } = await change({
    ...chosen,
    lm_blacklisted_buyers: [' Acme ', 'x'.repeat(255), 'Acme'],
  });
  expect(valuesOf(body)).toMatchObject(chosen);
  expect(await values()).toMatchObject(chosen);
  const emptied = await change({ lm_blacklisted_buyers: [], lm_verify_license_ip: null });
  expect(valuesOf(emptied.body)).toMatchObject({ lm_blacklisted_buyers: [], lm_verify_license_ip: true });
});

it('uses the default in place of a stored value that is no longer valid', async () => {
  const row = (name: string, value: unknown) =>
    server.dataSource.query(`INSERT INTO settings (name, value, updated_at) VALUES ($1, $2, now())`, [
      name,
      JSON.stringify(value),
    ]);
  await row('lm_verify_license_ip', 'yes');
  await row('blacklist.domains', ['a b.example']);
  await row('limits.v2.default', 0);
  expect(await values()).toMatchObject({
    lm_verify_license_ip: true,
    lm_blacklisted_domains: [],
    'limits.v2.default': 100,
  });
});

it('offers exactly the ways of counting that a limit knows', async () => {
  const { body } = await owner.call('GET', '/api/v1/settings');
  const ways = pluginApis().flatMap(({ dialect }) =>
    Object.values<RateLimit>(dialect.limits).flatMap((limit) => limit.keyStrategies ?? []),
  );
  expect(ways).toHaveLength(1);
  for (const { setting, strategies: by, default: usual } of ways) {
    const offered = body.items.find(({ name }: { name: string }) => name === setting);
    expect(offered).toMatchObject({ kind: 'choice', default: usual, choices: Object.keys(by) });
  }
});

it('accepts at most 10,000 entries', async () => {
  const buyers = Array.from({ length: 10_000 }, (_, n) => `buyer ${n}`);
  expect(await change({ lm_blacklisted_buyers: buyers })).toMatchObject({ status: 200 });
  expect((await values()).lm_blacklisted_buyers).toHaveLength(10_000);
  expect(await change({ lm_blacklisted_buyers: [...buyers, 'one more'] })).toMatchObject(
    refusal(400, 'VALIDATION_ERROR'),
  );
});

it('counts the characters of an entry as people do', async () => {
  const buyers = ['🔑'.repeat(255)];
  expect(await change({ lm_blacklisted_buyers: buyers })).toMatchObject({ status: 200 });
  expect((await values()).lm_blacklisted_buyers).toEqual(buyers);
  expect(await change({ lm_blacklisted_buyers: ['🔑'.repeat(256)] })).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
});

it('says which entry of a list is wrong', async () => {
  const { body } = await change({ lm_blacklisted_domains: ['good.example', '*.*.example'] });
  expect(body.error.details).toEqual([
    {
      field: 'lm_blacklisted_domains',
      reason: 'invalid',
      message:
        'lm_blacklisted_domains must be a list of at most 10000 domains such as example.com or *.example.com, ' +
        'of at most 255 characters each, or null: entry 2 is invalid',
    },
  ]);
});

it('refuses different values for a setting and its alias by both names, and changes nothing', async () => {
  const before = [await values(), await changesOnRecord()];
  const refused = await change({
    lm_blacklisted_buyers: ['Acme'],
    'limits.native.client': 300,
    'blacklist.buyers': null,
  });
  const message = 'blacklist.buyers and lm_blacklisted_buyers are the same setting and must have the same value';
  expect(refused).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
  expect(refused.body.error.details).toEqual([
    { field: 'blacklist.buyers', reason: 'contradictory', message },
    { field: 'lm_blacklisted_buyers', reason: 'contradictory', message },
  ]);
  expect([await values(), await changesOnRecord()]).toEqual(before);
});

it('accepts the same value for a setting and its alias', async () => {
  const records = await changesOnRecord();
  const { status } = await change({ lm_blacklisted_buyers: ['Twice'], 'blacklist.buyers': ['Twice'] });
  expect([status, (await values()).lm_blacklisted_buyers]).toEqual([200, ['Twice']]);
  expect(await changesOnRecord()).toBe(records + 1);
});

it('changes several settings at once, and resets one with null', async () => {
  const changed = await change({ 'limits.v2.default': 200, 'limits.native.client': 1_000_000 });
  expect([changed.status, valuesOf(changed.body)]).toMatchObject([
    200,
    { 'limits.v2.default': 200, 'limits.native.client': 1_000_000, 'limits.native.default': 1000 },
  ]);
  expect(changed.body.items.find(({ name }: { name: string }) => name === 'limits.v2.default')).toMatchObject({
    default: 100,
  });
  await change({ 'limits.v2.default': null });
  expect(await values()).toMatchObject({ 'limits.v2.default': 100, 'limits.native.client': 1_000_000 });
});

it.each([
  ['limits.v2.default', 0],
  ['limits.v2.default', -1],
  ['limits.v2.default', 1.5],
  ['limits.v2.default', 1_000_001],
  ['limits.v2.default', '200'],
  ['limits.v2.default', [200]],
  ['limits.v2.default', true],
  ['limits.v2.nothing', 200],
  ['limits.v3.default', 200],
  ['toString', 200],
  ['lm_verify_license_ip', 'true'],
  ['lm_verify_license_ip', 1],
  ['lm_requests_rate_limiting_method', 'IP_ADDRESS'],
  ['lm_requests_rate_limiting_method', 'toString'],
  ['lm_requests_rate_limiting_method', ['api_key']],
  ['lm_requests_rate_limiting_period', 0],
  ['lm_blacklist_ip_after_failed_attempts', -1],
  ['lm_blacklisted_buyers', 'Acme'],
  ['lm_blacklisted_buyers', { 0: 'Acme' }],
  ['lm_blacklisted_buyers', ['Acme', 5]],
  ['lm_blacklisted_buyers', ['Acme', null]],
  ['lm_blacklisted_buyers', [['Acme']]],
  ['lm_blacklisted_buyers', ['  ']],
  ['lm_blacklisted_buyers', ['x'.repeat(256)]],
  ['lm_blacklisted_domains', ['a b.example']],
  ['lm_blacklisted_ips', ['10.0.0.0/33']],
])('refuses %s: %j, names it, and changes no other setting', async (name, value) => {
  const before = [await values(), await changesOnRecord()];
  const refused = await change({ 'limits.native.client': 300, [name]: value });
  expect(refused).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
  expect(refused.body.error.details).toMatchObject([{ field: name }]);
  expect([await values(), await changesOnRecord()]).toEqual(before);
});

it('applies a changed limit at once', async () => {
  const address = '198.51.100.1';
  expect(await letThrough(server, 2, address)).toBe(2);
  await change({ 'limits.native.client': 5 });
  expect(await letThrough(server, 6, address)).toBe(3);
  await change({ 'limits.native.client': null });
  expect(await letThrough(server, 6, address)).toBe(6);
});

it('applies a change with an Idempotency-Key once it is committed', async () => {
  expect(await letThrough(server, 1, '198.51.100.2')).toBe(1);
  await change({ 'limits.native.client': 2 }, { 'idempotency-key': 'once' });
  expect(await letThrough(server, 5, '198.51.100.3')).toBe(2);
});

it('records who changed a setting with its old and new value, and nothing without changes', async () => {
  await change({ 'limits.v2.default': 250, 'limits.native.client': 100 });
  const rows = await server.dataSource.query(
    `SELECT actor, target_id, before, after FROM audit_entries WHERE action = 'setting.updated' ORDER BY id DESC LIMIT 1`,
  );
  expect(rows).toEqual([
    { actor: owner.username, target_id: 'limits.v2.default', before: { value: 100 }, after: { value: 250 } },
  ]);
  const before = await changesOnRecord();
  await change({ 'limits.v2.default': 250, 'limits.native.login': null, lm_blacklisted_domains: [] });
  await change({});
  await owner.call('PATCH', '/api/v1/settings');
  expect(await changesOnRecord()).toBe(before);
});

it('knows what holds at every API by a name of its own and by that of License Manager', async () => {
  await change({ 'blacklist.domains': ['a.example'] });
  expect(await values()).toMatchObject({ 'blacklist.domains': ['a.example'], lm_blacklisted_domains: ['a.example'] });
  await change({ lm_blacklisted_domains: null });
  expect(await values()).toMatchObject({ 'blacklist.domains': [], lm_blacklisted_domains: [] });
});

it('records a list as it was and as it is', async () => {
  await change({ lm_blacklisted_domains: ['a.example'] });
  await change({ lm_blacklisted_domains: ['a.example', 'b.example'] });
  const before = await changesOnRecord();
  await change({ lm_blacklisted_domains: ['a.example', 'b.example'] });
  expect(await changesOnRecord()).toBe(before);
  const [row] = await server.dataSource.query(
    `SELECT target_id, before, after FROM audit_entries WHERE action = 'setting.updated' ORDER BY id DESC LIMIT 1`,
  );
  expect(row).toEqual({
    target_id: 'blacklist.domains',
    before: { value: ['a.example'] },
    after: { value: ['a.example', 'b.example'] },
  });
});

it('serializes concurrent changes of a value, and records each with the value before', async () => {
  await change({ 'blacklist.domains': ['first.example'] });
  const lists = ['a', 'b', 'c', 'd'].map((name) => [`${name}.example`]);
  const answers = await race(
    { databaseUrl: server.databaseUrl, hold: `SELECT 1 FROM settings WHERE name = 'blacklist.domains' FOR UPDATE` },
    lists.map((domains) => () => change({ lm_blacklisted_domains: domains })),
  );
  expect(answers.map(({ status, body }) => [status, valuesOf(body)['blacklist.domains']])).toEqual(
    lists.map((domains) => [200, domains]),
  );
  const rows: { before: string[]; after: string[] }[] = await server.dataSource.query(
    `SELECT before->'value' AS before, after->'value' AS after FROM audit_entries
     WHERE action = 'setting.updated' ORDER BY id DESC LIMIT 4`,
  );
  expect(rows.map(({ before }) => before)).toEqual([...rows.slice(1).map(({ after }) => after), ['first.example']]);
  expect(await values()).toMatchObject({ 'blacklist.domains': rows[0]?.after });
});

it('resets a value that an older version stored under its alias', async () => {
  await server.dataSource.query(
    `INSERT INTO settings (name, value, updated_at) VALUES ('lm_blacklisted_domains', '["old.example"]', now())`,
  );
  expect(await values()).toMatchObject({ 'blacklist.domains': ['old.example'] });
  const { body } = await change({ 'blacklist.domains': null });
  expect(valuesOf(body)).toMatchObject({ 'blacklist.domains': [], lm_blacklisted_domains: [] });
  expect(await values()).toMatchObject({ 'blacklist.domains': [], lm_blacklisted_domains: [] });
});

it('is changed by owners only, and read by every user', async () => {
  for (const role of ['admin', 'support', 'viewer'] as const) {
    const person = await createLoggedInUser(server, role);
    expect((await person.call('GET', '/api/v1/settings')).status).toBe(200);
    expect(await person.call('PATCH', '/api/v1/settings', { body: { 'limits.v2.default': 1 } })).toMatchObject(
      refusal(403, 'FORBIDDEN'),
    );
  }
  const { key } = await keyOf(server, 'internal');
  for (const method of ['GET', 'PATCH'] as const) {
    const call = method === 'PATCH' ? { body: { 'limits.v2.default': 1 } } : {};
    expect((await server.withKey(method, '/api/v1/settings', call, key)).status).toBe(403);
    expect((await server.withKey(method, '/api/v1/settings', call)).status).toBe(403);
    expect((await server.call(method, '/api/v1/settings', call)).status).toBe(401);
  }
  expect(await values()).toMatchObject({ 'limits.v2.default': 100 });
});

// The last one, because passport knows one application in a process.
it('applies a change at another node within ten seconds', async () => {
  const other = await TestServer.start(LIMITED, server.databaseUrl);
  try {
    expect(await letThrough(other, 1, '198.51.100.4')).toBe(1);
    await change({ 'limits.native.client': 2 });
    other.clock.advance(10_000);
    expect(await letThrough(other, 5, '198.51.100.5')).toBe(2);
  } finally {
    await other.stop();
  }
});

describe('the document of the request', () => {
  const { SettingValues, ...schemas } = JSON.parse(readProjectFile('openapi.json')).components.schemas;
  const fieldOf = (name: string) => {
    const { allOf: [reference] = [], ...field } = SettingValues.properties[name];
    return { ...field, enum: schemas[reference?.$ref.split('/').at(-1)]?.enum };
  };

  it('names every setting and alias, and no other', async () => {
    const { body } = await owner.call('GET', '/api/v1/settings');
    expect(Object.keys(SettingValues.properties).sort()).toEqual(
      body.items.map(({ name }: { name: string }) => name).sort(),
    );
    expect(SettingValues.additionalProperties).toBe(false);
    for (const { name, description, min, max, choices, kind } of body.items) {
      const types = {
        whole_number: 'integer',
        flag: 'boolean',
        choice: 'string',
        list: 'array',
        text: 'string',
        secret: 'string',
      };
      const type = types[kind as keyof typeof types];
      const field = fieldOf(name);
      expect(field).toMatchObject({ type, nullable: true, description: expect.stringContaining(description) });
      expect([field.minimum, field.maximum, field.enum]).toEqual([min, max, choices]);
    }
  });

  // An algorithm may be chosen once it has a key.
  beforeAll(() => server.asAdmin('POST', '/api/v1/signing-keys', { body: { alg: 'ES256' } }));

  const names = Object.keys(SettingValues.properties);
  it.each(sampleOf(names, names.length / 5, 'bounds'))('bounds %s as the server does', async (name) => {
    const { right, wrong } = valuesFor(fieldOf(name));
    // The limit of requests counts by the minute.
    server.clock.advance(10_000);
    for (const value of wrong) {
      const { status, body } = await change({ [name]: value });
      expect([status, body.error.details[0].field]).toEqual([400, name]);
    }
    // Off only once an owner has signed in otherwise: openid-sign-in.spec.ts.
    for (const value of [...right.filter((one) => name !== 'sign_in.passwords' || one !== 'off'), null]) {
      expect((await change({ [name]: value })).status).toBe(200);
    }
  });

  /** At and beyond the bounds of a setting. */
  function valuesFor({ type, minimum, maximum, maxItems, maxLength, items, enum: choices }: SettingField): Bounds {
    switch (type) {
      case 'integer':
        return { right: [maximum], wrong: [minimum - 1, maximum + 1, minimum + 0.5, String(minimum)] };
      case 'boolean':
        return { right: [true, false], wrong: [1, 'true'] };
      case 'string':
        return choices
          ? { right: choices, wrong: ['none of them', 1] }
          : { right: [''], wrong: ['x'.repeat(maxLength + 1), 'two\nlines', 1] };
      default:
        return { right: [[]], wrong: [Array(maxItems + 1).fill('1'), ['1'.repeat(items.maxLength + 1)], [''], '1'] };
    }
  }
});
