import type { Policy } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { expectTurns } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

const PATH = '/api/v1/policies';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const create = (body: unknown) => server.asAdmin('POST', PATH, { body });
const read = (id: string) => server.asAdmin('GET', `${PATH}/${id}`);
const change = (id: string, body: unknown) => server.asAdmin('PATCH', `${PATH}/${id}`, { body });
const countPolicies = async (): Promise<number> =>
  (await server.dataSource.query(`SELECT count(*)::integer AS n FROM policies`))[0].n;

async function made(body: Record<string, unknown> = {}): Promise<Policy> {
  return server.sdk.policies.create({ name: 'A policy', ...body });
}

const EVERYTHING = {
  name: 'Floating',
  key_format: 'LIC-%Z{16}',
  expiry_basis: 'first_activation',
  duration_days: 30,
  max_activations: 1,
  max_users: 2,
  max_sessions: 3,
  uses_limit: 4,
  features: ['export'],
  trial_requires: 'email',
  trial_needs_verification: true,
  bind_on_check: true,
  device_unique_within: 'product',
  when_full: 'deactivate_oldest',
  component_match: 'most',
  virtual_machines: 'refuse',
  containers: 'without_seat',
  development_hosts: 'without_seat',
  local_domains: 'refuse',
  staging_hosts: 'count',
  free_hosts: ['acceptance.*'],
  max_free_hosts: 5,
  max_cores: 8,
  max_memory_mb: 16_384,
  max_disk_gb: 500,
  max_total_cores: 64,
  max_total_memory_mb: 65_536,
  max_total_disk_gb: 4_000,
  unreported_size: 'refuse',
  seat_overage_percent: 25,
  seats_per: 'user',
  require_user: true,
  assign_user_on_use: true,
  seats_per_product: true,
  max_transfers: 3,
  transfer_period_days: 90,
  grace_days: 7,
  expiry_strategy: 'maintain_access',
  entitlements_after_expiry: ['read'],
  renewal_basis: 'today',
  check_in_interval: 86_400,
  heartbeat_interval: 60,
  heartbeat_timeout: 120,
  dead_seats: 'release',
  max_borrow_days: 14,
  max_borrowed: 3,
  session_lease: 300,
  idle_timeout: 1_800,
  sessions_count_by: 'machine',
  max_sessions_per_user: 2,
  max_sessions_per_machine: 3,
  max_machines_per_user: 4,
  offline_days: 7,
  portal_key_replacements: 2,
  replaced_key_days: 14,
  replaced_key_on_known_devices: true,
  add_first_domain: true,
  min_version: '1.0',
  max_version: '2.9',
  allowed_platforms: ['linux'],
  allowed_channels: ['stable'],
  max_validations_per_minute: 600,
  max_uses_per_minute: 60,
  rate_limits: { reports: { limit: 100, window: 'day' } },
};

const LIMITS = [
  'duration_days',
  'max_activations',
  'max_users',
  'max_sessions',
  'uses_limit',
  'max_cores',
  'max_memory_mb',
  'max_disk_gb',
  'max_total_cores',
  'max_total_memory_mb',
  'max_total_disk_gb',
  'check_in_interval',
  'heartbeat_timeout',
  'max_borrowed',
  'idle_timeout',
  'max_sessions_per_user',
  'max_sessions_per_machine',
  'max_machines_per_user',
  'min_version',
  'max_validations_per_minute',
  'max_uses_per_minute',
] as const;

describe('a policy', () => {
  it('has no restrictions by default', async () => {
    const policy = await made({ name: 'Plain' });
    expect(policy).toEqual({
      id: expect.any(String),
      number: expect.any(Number),
      name: 'Plain',
      key_format: '%Z{4}-%Z{4}-%Z{4}-%Z{4}',
      key_pattern: expect.stringMatching(/^\[A-HJKMNP-Z2-9\]\{4\}\\-/),
      expiry_basis: 'fixed',
      duration_days: null,
      duration_months: null,
      max_activations: null,
      max_users: null,
      max_sessions: null,
      uses_limit: null,
      features: [],
      trial_requires: 'device',
      trial_needs_verification: false,
      entitlements: {},
      meters: {},
      credits: {},
      rates: {},
      next_rates: null,
      bind_on_check: false,
      device_unique_within: 'license',
      when_full: 'refuse',
      component_match: 'none',
      virtual_machines: 'count',
      containers: 'count',
      development_hosts: 'count',
      local_domains: 'without_seat',
      staging_hosts: 'without_seat',
      free_hosts: [],
      max_free_hosts: 20,
      max_cores: null,
      max_memory_mb: null,
      max_disk_gb: null,
      max_total_cores: null,
      max_total_memory_mb: null,
      max_total_disk_gb: null,
      unreported_size: 'allow',
      seat_overage_percent: 0,
      seats_per: 'device',
      require_user: false,
      assign_user_on_use: false,
      seats_per_product: false,
      max_transfers: null,
      transfer_period_days: 30,
      term_meter: null,
      grace_days: 0,
      expiry_strategy: 'revoke_access',
      entitlements_after_expiry: [],
      renewal_basis: 'end',
      check_in_interval: null,
      heartbeat_interval: 3600,
      heartbeat_timeout: null,
      dead_seats: 'keep',
      max_borrow_days: 0,
      max_borrowed: null,
      session_lease: 60,
      idle_timeout: null,
      sessions_count_by: 'instance',
      max_sessions_per_user: null,
      max_sessions_per_machine: null,
      max_machines_per_user: null,
      offline_days: 30,
      portal_key_replacements: 0,
      replaced_key_days: 0,
      replaced_key_on_known_devices: false,
      add_first_domain: false,
      min_version: null,
      max_version: null,
      allowed_platforms: [],
      allowed_channels: [],
      max_validations_per_minute: null,
      max_uses_per_minute: null,
      rate_limits: {},
      allowed_countries: [],
      denied_countries: [],
      report_only: [],
      report_only_until: null,
      published_version: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect(await server.sdk.policies.get(policy.id)).toEqual(policy);
  });

  it('has its term in days or in months, which replace each other', async () => {
    const { id } = await made({ duration_months: 13 });
    const termAfter = async (change: object) => {
      const { duration_days, duration_months } = await server.sdk.policies.update(id, change);
      return [duration_days, duration_months];
    };
    expect(await termAfter({ name: 'Unchanged' })).toEqual([395, 13]);
    expect(await termAfter({ duration_days: 14 })).toEqual([14, null]);
    expect(await termAfter({ duration_months: 12 })).toEqual([365, 12]);
    expect(await termAfter({ duration_days: 365, duration_months: 12 })).toEqual([365, 12]);
    expect(await termAfter({ duration_months: null })).toEqual([365, null]);
    expect(await termAfter({ duration_days: null })).toEqual([null, null]);
  });

  it('keeps every field that is given', async () => {
    const policy = await made(EVERYTHING);
    expect(policy).toMatchObject(EVERYTHING);
    expect(await server.sdk.policies.get(policy.id)).toEqual(policy);
  });

  it.each(sampleOf(Object.entries(EVERYTHING), 16))('changes %s and keeps the other fields', async (field, value) => {
    const before = await made({ name: 'Before' });
    const { status, body: after } = await change(before.id, { [field]: value });
    expect(status).toBe(200);
    const { updated_at, key_pattern } = after;
    expect(after).toEqual({ ...before, updated_at, key_pattern, [field]: value });
    expect(await server.sdk.policies.get(before.id)).toEqual(after);
  });

  it.each(sampleOf(LIMITS, 6))('clears %s with null', async (field) => {
    const { id } = await made(EVERYTHING);
    expect((await server.sdk.policies.update(id, { [field]: null }))[field]).toBeNull();
  });

  it('serializes concurrent updates, each based on the one before', async () => {
    const { id } = await made();
    await expectTurns({ server, table: 'policies', id, field: 'name' }, (body) => change(id, body));
  });

  it('keeps both of two concurrent changes', async () => {
    const { id } = await made();
    await Promise.all([
      change(id, { max_users: 3 }),
      change(id, { features: ['a'] }),
      change(id, { grace_days: 5 }),
      change(id, { name: 'Changed' }),
    ]);
    expect(await server.sdk.policies.get(id)).toMatchObject({
      max_users: 3,
      features: ['a'],
      grace_days: 5,
      name: 'Changed',
    });
  });

  it('records an event with the changed fields, and none without changes', async () => {
    const policy = await made({ name: 'Told', max_users: 3 });
    await server.sdk.policies.update(policy.id, { max_users: 4 });
    const { max_users } = await server.sdk.policies.update(policy.id, { max_users: 4, name: 'Told' });
    await server.sdk.policies.delete(policy.id);
    const events = await eventsOf(server, policy.id);
    expect(events.map(({ name }) => name)).toEqual(['policy.created', 'policy.updated', 'policy.deleted']);
    expect(events[1]?.data).toEqual({ max_users: 4 });
    expect(max_users).toBe(4);
  });
});

describe('the behaviour of a policy', () => {
  it('holds for the licenses that there are, and its limits for those to come', async () => {
    const policy = await server.sdk.policies.get((await aProduct(server, 'ruled')).policy);
    const before = await issued(server, { product: 'ruled' });
    expect((await change(policy.id, { bind_on_check: true, max_activations: 1 })).status).toBe(200);
    const after = await issued(server, { product: 'ruled' });
    expect([before.max_activations, after.max_activations]).toEqual([null, 1]);
    expect((await validate(server, before.key, 'desk')).body).toMatchObject({ valid: true });
    expect((await validate(server, after.key, 'desk')).body).toMatchObject({ valid: true });
    expect((await validate(server, after.key, 'laptop')).body).toMatchObject({ valid: false });
  });

  it('and its limits reach the license that names it', async () => {
    const policy = await made(EVERYTHING);
    const license = await issued(server, { policy: policy.id });
    expect(license).toMatchObject({
      policy: policy.id,
      key: expect.stringMatching(/^LIC-[A-Z0-9]{16}$/),
      expires_at: null,
      duration_days: 30,
      max_activations: 1,
      max_users: 2,
      max_sessions: 3,
      uses_limit: 4,
      features: ['export'],
    });
    expect((await activate(server, license.key, 'desk')).body.valid_until).not.toBeNull();
  });
});

describe('a bad policy', () => {
  let policy: Policy;
  beforeAll(async () => {
    policy = await made();
  });

  it.each([
    ['name', { name: undefined }],
    ['name', { name: '' }],
    ['name', { name: null }],
    ['name', { name: 'x'.repeat(256) }],
    ['key_format', { key_format: 'ABC' }],
    ['key_format', { key_format: '%Z{5}' }],
    ['key_format', { key_format: '%Q{16}' }],
    ['key_format', { key_format: '%X{16}%C' }],
    ['key_format', { key_format: '%Z{30}%C' }],
    ['key_format', { key_format: 'with space %Z{16}' }],
    ['key_format', { key_format: '%Z{64}%Z{64}%Z{64}%Z{64}' }],
    ['key_format', { key_format: `${'%%'.repeat(128)}%Z{16}` }],
    ['key_format', { key_format: 7 }],
    ['key_format', { key_format: null }],
    ['expiry_basis', { expiry_basis: 'never' }],
    ['duration_days', { duration_days: 0 }],
    ['duration_days', { duration_days: 365_001 }],
    ['duration_months', { duration_months: 0 }],
    ['duration_months', { duration_months: 12_001 }],
    ['duration_days', { duration_months: 12, duration_days: 364 }],
    ['max_activations', { max_activations: 0 }],
    ['max_activations', { max_activations: 1.5 }],
    ['max_users', { max_users: '3' }],
    ['max_sessions', { max_sessions: -1 }],
    ['uses_limit', { uses_limit: 2_147_483_648 }],
    ['features', { features: 'export' }],
    ['features', { features: null }],
    ['bind_on_check', { bind_on_check: 'yes' }],
    ['device_unique_within', { device_unique_within: 'world' }],
    ['when_full', { when_full: 'explode' }],
    ['grace_days', { grace_days: -1 }],
    ['grace_days', { grace_days: null }],
    ['trial_requires', { trial_requires: 'phone' }],
    ['component_match', { component_match: 'some' }],
    ['virtual_machines', { virtual_machines: 'ignore' }],
    ['containers', { containers: null }],
    ['development_hosts', { development_hosts: true }],
    ['local_domains', { local_domains: 'none' }],
    ['staging_hosts', { staging_hosts: null }],
    ['free_hosts', { free_hosts: [''] }],
    ['max_free_hosts', { max_free_hosts: 501 }],
    ['max_cores', { max_cores: 0 }],
    ['max_memory_mb', { max_memory_mb: 2_147_483_648 }],
    ['max_disk_gb', { max_disk_gb: 0 }],
    ['max_total_cores', { max_total_cores: 1.5 }],
    ['unreported_size', { unreported_size: null }],
    ['seat_overage_percent', { seat_overage_percent: 101 }],
    ['seat_overage_percent', { seat_overage_percent: -1 }],
    ['seats_per', { seats_per: 'person' }],
    ['require_user', { require_user: 'yes' }],
    ['assign_user_on_use', { assign_user_on_use: 1 }],
    ['seats_per_product', { seats_per_product: null }],
    ['allowed_platforms', { allowed_platforms: 'linux' }],
    ['allowed_channels', { allowed_channels: [''] }],
    ['max_transfers', { max_transfers: 1001 }],
    ['transfer_period_days', { transfer_period_days: null }],
    ['expiry_strategy', { expiry_strategy: 'RESTRICT_ACCESS' }],
    ['renewal_basis', { renewal_basis: null }],
    ['check_in_interval', { check_in_interval: 0 }],
    ['check_in_interval', { check_in_interval: 31_536_001 }],
    ['heartbeat_interval', { heartbeat_interval: 0 }],
    ['heartbeat_timeout', { heartbeat_timeout: 0 }],
    ['dead_seats', { dead_seats: 'sell' }],
    ['add_first_domain', { add_first_domain: null }],
    ['max_validations_per_minute', { max_validations_per_minute: 0 }],
    ['max_uses_per_minute', { max_uses_per_minute: 1.5 }],
    ['rate_limits', { rate_limits: null }],
    ['colour', { colour: 'red' }],
  ])('is refused with the field %s: %j', async (field, wrong) => {
    const before = await countPolicies();
    const { status, body } = await create({ name: 'Wrong', ...wrong });
    expect([status, body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body.error.details.map((detail: { field: string }) => detail.field)).toContain(field);
    expect(await countPolicies()).toBe(before);

    const sent = { grace_days: 3, ...wrong };
    if (Object.values(wrong)[0] !== undefined) {
      expect((await change(policy.id, sent)).status).toBe(400);
      expect(await server.sdk.policies.get(policy.id)).toEqual(policy);
    }
  });

  it('is refused with the reason why its key format is invalid', async () => {
    const { status, body } = await create({ name: 'Guessable', key_format: '%Z{5}' });
    expect(status).toBe(400);
    expect(body.error.details).toEqual([
      { field: 'key_format', reason: 'is_key_format', message: expect.stringContaining('are guessable') },
    ]);
  });
});

describe('deleting', () => {
  it('deletes a policy that nothing uses', async () => {
    const { id } = await made();
    expect((await server.asAdmin('DELETE', `${PATH}/${id}`)).status).toBe(204);
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      expect((await server.asAdmin(method, `${PATH}/${id}`, { body: {} })).status).toBe(404);
    }
  });

  it('refuses to delete a policy that licenses use', async () => {
    const { id } = await made();
    const license = await issued(server, { policy: id });
    expect(await server.asAdmin('DELETE', `${PATH}/${id}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'IN_USE' } },
    });
    expect((await read(id)).status).toBe(200);
    await server.sdk.licenses.delete(license.id);
    expect((await server.asAdmin('DELETE', `${PATH}/${id}`)).status).toBe(204);
  });

  it("refuses to delete a product's own policy", async () => {
    const product = await aProduct(server, 'owner of a policy');
    expect(await server.asAdmin('DELETE', `${PATH}/${product.policy}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'IN_USE' } },
    });
    expect((await server.asAdmin('DELETE', `/api/v1/products/${product.id}`)).status).toBe(204);
    expect((await read(product.policy)).status).toBe(404);
  });

  it('never lets a license go without its policy', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await made();
      const [license, deletion] = await Promise.all([
        server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', policy: id } }),
        server.asAdmin('DELETE', `${PATH}/${id}`),
      ]);
      expect([
        [201, 409],
        [404, 204],
        [409, 204],
      ]).toContainEqual([license.status, deletion.status]);
    }
  });
});

describe('the list of policies', () => {
  it('shows each row once, newest first', async () => {
    const policies = [await made(), await made(), await made()];
    const first = await server.sdk.policies.list({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([policies[2]?.id, policies[1]?.id]);
    const second = await server.sdk.policies.list({ limit: 1, after: String(first.next) });
    expect(second.items).toEqual([policies[0]]);
  });

  it.each(['limit=0', 'limit=101', 'after=nonsense', 'name=Plain'])('refuses %s', async (query) => {
    expect((await server.asAdmin('GET', `${PATH}?${query}`)).status).toBe(400);
  });
});

it('responds with 404 to an id or a name that no policy has', async () => {
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    expect((await server.asAdmin(method, `${PATH}/1`, { body: {} })).status).toBe(404);
    expect((await server.asAdmin(method, `${PATH}/${NOBODY}`, { body: {} })).status).toBe(404);
  }
});

it('is open to management callers only', async () => {
  const policy = await made();
  const external = (await keyOf(server, 'external')).key;
  const internal = (await keyOf(server, 'internal')).key;
  const readOnly = (await keyOf(server, 'internal', { permissions: ['policies:read'] })).key;
  for (const [method, path] of [
    ['GET', PATH],
    ['POST', PATH],
    ['GET', `${PATH}/${policy.id}`],
    ['PATCH', `${PATH}/${policy.id}`],
    ['DELETE', `${PATH}/${policy.id}`],
  ] as const) {
    const call = method === 'GET' ? {} : { body: { name: 'Stolen' } };
    expect((await server.call(method, path, call)).status).toBe(401);
    expect((await server.withKey(method, path, call, external)).status).toBe(403);
    expect((await server.withKey(method, path, call, readOnly)).status).toBe(method === 'GET' ? 200 : 403);
  }
  expect(await server.sdk.policies.get(policy.id)).toEqual(policy);
  expect((await server.withKey('DELETE', `${PATH}/${policy.id}`, {}, internal)).status).toBe(204);
});

it('shows a key of one product its own policy and those of nobody, and lets it change its own alone', async () => {
  const [mine, theirs] = [await aProduct(server, 'mine'), await aProduct(server, 'theirs')];
  const shared = await made({ name: 'Shared' });
  const { key } = await keyOf(server, 'internal', { product: 'mine' });
  const attempt = async (method: 'GET' | 'PATCH' | 'DELETE' | 'POST', id = '', body: object = { grace_days: 1 }) =>
    (
      await server.withKey(
        method,
        `${PATH}${id && `/${id}`}`,
        method === 'GET' || method === 'DELETE' ? {} : { body },
        key,
      )
    ).status;

  const { body: list } = await server.withKey('GET', PATH, { query: { limit: '100' } }, key);
  const ids = list.items.map(({ id }: { id: string }) => id);
  expect(ids).toEqual(expect.arrayContaining([mine.policy, shared.id]));
  expect(ids).not.toContain(theirs.policy);

  expect([await attempt('GET', mine.policy), await attempt('PATCH', mine.policy)]).toEqual([200, 200]);
  expect([await attempt('GET', shared.id), await attempt('PATCH', shared.id)]).toEqual([200, 403]);
  expect([await attempt('GET', theirs.policy), await attempt('PATCH', theirs.policy)]).toEqual([404, 404]);
  expect([await attempt('DELETE', shared.id), await attempt('DELETE', mine.policy)]).toEqual([403, 403]);
  expect(await attempt('POST', '', { name: 'New' })).toBe(403);

  // Nor its own, where licenses of another product have it.
  const license = await issued(server, { product: 'theirs', policy: mine.policy });
  expect([await attempt('GET', mine.policy), await attempt('PATCH', mine.policy)]).toEqual([200, 403]);
  await changed(server, license, { policy: theirs.policy });
  expect(await attempt('PATCH', mine.policy)).toBe(200);
});
