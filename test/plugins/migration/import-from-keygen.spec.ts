import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  applied,
  asImported,
  countsOf,
  importedLicenses,
  notesOf,
  readFrom,
  unbalanced,
  worked,
  licensesToImport,
} from '../../support/imports';
import { KeygenProgram } from '../../support/keygen';
import { PagedApi, pagesOf, type Resource } from '../../support/paged-api';
import { TestServer } from '../../testkit/server';

const COUNT = licensesToImport(120);
const PAGES = Math.ceil(COUNT / 100);
const NUMBERS = Array.from({ length: COUNT }, (_, index) => index + 1);

let server: TestServer;
const started: PagedApi[] = [];
beforeAll(async () => {
  server = await TestServer.shared({ WEBHOOK_ALLOW_PRIVATE: '1' });
});
afterAll(async () => {
  await server.stop();
  await Promise.all(started.map((api) => api.stop()));
});

const recorded = async (content = lists): Promise<PagedApi> => {
  const api = await PagedApi.start(content);
  api.hasCursors = true;
  started.push(api);
  return api;
};

interface OldKeygen {
  readonly number: number;
  readonly id: string;
  readonly key: string;
  readonly policy: 'fixed' | 'later';
  readonly owner: string | null;
  readonly isSuspended: boolean;
  readonly isBanned: boolean;
  readonly machines: readonly string[];
  /** Entitlements beside that of its policy. */
  readonly isSynced: boolean;
}
const product = randomUUID();
const policies = { fixed: randomUUID(), later: randomUUID() };
const users = Array.from({ length: 120 }, (_, index) => ({
  id: randomUUID(),
  email: index === 7 ? null : `User${index}@shop.example`,
  name: `User "${index}"`,
  role: index === 9 ? 'admin' : 'user',
}));
const OLD = NUMBERS.map((number): OldKeygen => {
  const is = (every: number): boolean => number % every === 0;
  const owner = users[number % users.length];
  return {
    number,
    id: randomUUID(),
    key: is(100) ? 'k'.repeat(400) : `KG-${String(number).padStart(6, '0')}`,
    policy: is(4) ? 'later' : 'fixed',
    owner: is(10) ? null : (owner?.id ?? null),
    isSuspended: is(11),
    isBanned: is(17),
    machines: Array.from({ length: number % 3 }, () => randomUUID()),
    isSynced: is(7),
  };
});
const KEPT = OLD.filter(({ key }) => key.length < 255);
const publicOf = ({ number }: OldKeygen) => ({ order: `{"${number}\\`, seats: [1] });
const related = (type: string, id: string | null) => ({ data: id === null ? null : { type, id } });
const entitlement = (code: string) => ({
  type: 'entitlements',
  id: randomUUID(),
  attributes: { name: `Advanced ${code}`, code, metadata: {}, created: '2020-01-01T00:00:00.000Z' },
});
const EXPORT = entitlement('EXPORT');
const SYNC = entitlement('SYNC');
const ODD = entitlement('odd code');
const releaseOf = (version: string, more: object) => ({
  type: 'releases',
  id: randomUUID(),
  attributes: {
    version,
    tag: null,
    channel: 'stable',
    status: 'PUBLISHED',
    created: '2021-05-06T07:08:09.000Z',
    ...more,
  },
  relationships: { product: related('products', product) },
});
const lists: Record<string, Resource[]> = {
  products: [{ type: 'products', id: product, attributes: { name: 'Studio', code: null, metadata: {} } }],
  policies: [
    {
      type: 'policies',
      id: policies.fixed,
      attributes: {
        name: 'Pro',
        duration: 31_556_952,
        expirationBasis: 'FROM_CREATION',
        maxMachines: 3,
        maxUses: 5,
        expirationStrategy: 'ALLOW_ACCESS',
        overageStrategy: 'ALLOW_1_5X_OVERAGE',
        requireHeartbeat: false,
        heartbeatDuration: 1_200,
        machineUniquenessStrategy: 'UNIQUE_PER_PRODUCT',
        renewalBasis: 'FROM_NOW',
      },
      relationships: { product: related('products', product) },
    },
    {
      type: 'policies',
      id: policies.later,
      attributes: {
        name: 'Trial',
        duration: 1_209_600,
        expirationBasis: 'FROM_FIRST_ACTIVATION',
        maxMachines: null,
        requireHeartbeat: true,
        heartbeatDuration: 900,
        heartbeatCullStrategy: 'KEEP_DEAD',
        strict: true,
        requireCheckIn: true,
        checkInInterval: 'week',
        checkInIntervalCount: 2,
        maxUsers: 4,
      },
      relationships: { product: related('products', product) },
    },
  ],
  users: users.map(({ id, email, name, role }) => ({
    type: 'users',
    id,
    attributes: { fullName: name, firstName: 'User', lastName: 'x', email, role, status: 'ACTIVE' },
  })),
  licenses: OLD.map((old) => ({
    type: 'licenses',
    id: old.id,
    attributes: {
      name: `License ${old.number}`,
      key: old.key,
      expiry: old.policy === 'later' ? null : '2031-02-03T04:05:06.789Z',
      status: old.isBanned ? 'BANNED' : old.isSuspended ? 'SUSPENDED' : 'ACTIVE',
      suspended: old.isSuspended,
      uses: 0,
      maxMachines: old.policy === 'later' ? null : 3,
      metadata: publicOf(old),
      created: '2021-05-04T10:20:30.000Z',
      lastValidated: null,
    },
    relationships: {
      account: related('accounts', randomUUID()),
      product: related('products', product),
      policy: related('policies', policies[old.policy]),
      owner: related('users', old.owner),
    },
  })),
  entitlements: [EXPORT, SYNC, ODD],
  [`policies/${policies.fixed}/entitlements`]: [EXPORT],
  ...Object.fromEntries(
    OLD.map(({ id, policy, number, isSynced }) => [
      `licenses/${id}/entitlements`,
      [...(policy === 'fixed' ? [EXPORT] : []), ...(isSynced ? [SYNC] : []), ...(number === 1 ? [ODD] : [])],
    ]),
  ),
  releases: [
    releaseOf('1.2.0', { name: 'Spring', description: 'More' }),
    releaseOf('2.0.0-beta.1', { channel: 'beta', tag: 'next' }),
  ],
  machines: [
    ...OLD.flatMap(({ id, machines }) =>
      machines.map((fingerprint, index) => ({
        type: 'machines',
        id: randomUUID(),
        attributes: {
          fingerprint,
          name: index === 0 ? null : 'desk',
          hostname: 'host',
          ip: '203.0.113.7',
          platform: 'macOS',
          cores: 8,
          memory: 17_179_869_184,
          disk: null,
          metadata: { room: index },
          created: '2021-06-07T08:09:10.000Z',
          lastHeartbeat: '2022-06-07T08:09:10.000Z',
        },
        relationships: { license: related('licenses', id) },
      })),
    ),
    {
      type: 'machines',
      id: randomUUID(),
      attributes: { fingerprint: 'lost' },
      relationships: { license: related('licenses', randomUUID()) },
    },
  ],
};

const expectedOf = (old: OldKeygen): object => {
  const owner = users.find(({ id, role }) => id === old.owner && role === 'user');
  const isLater = old.policy === 'later';
  const expected = {
    key: old.key,
    product,
    product_name: 'Studio',
    type_label: isLater ? 'Trial' : 'Pro',
    customer: owner?.email?.toLowerCase() ?? null,
    customer_name: owner?.name ?? null,
    seats: isLater ? null : 3,
    uses: null,
    state: old.isBanned ? 'blocked' : old.isSuspended ? 'disabled' : 'active',
    // Fourteen days after its first activation.
    expires_at: isLater ? (old.machines.length > 0 ? '2021-06-21T08:09:10.000Z' : null) : '2031-02-03T04:05:06.789Z',
    created_at: '2021-05-04T10:20:30.000Z',
    metadata: { public: publicOf(old), keygen: { name: `License ${old.number}` } },
    activations: [...old.machines].sort(),
  };
  return asImported(expected, (fingerprint) => ({
    name: old.machines.indexOf(fingerprint) === 0 ? null : 'desk',
    activated_at: '2021-06-07T08:09:10.000Z',
    last_seen_at: '2022-06-07T08:09:10.000Z',
  }));
};

async function expectPolicies(): Promise<void> {
  const read = async (id: string) => (await server.asAdmin('GET', `/api/v1/policies/${id}`)).body;
  expect(await read(policies.fixed)).toMatchObject({
    name: 'Studio: Pro',
    max_activations: 3,
    duration_days: 366,
    expiry_basis: 'creation',
    expiry_strategy: 'allow_access',
    seat_overage_percent: 50,
    heartbeat_interval: 1_200,
    heartbeat_timeout: null,
    device_unique_within: 'product',
    renewal_basis: 'today',
    check_in_interval: null,
    entitlements: { EXPORT: { value: true } },
  });
  expect(await read(policies.later)).toMatchObject({
    max_activations: null,
    max_users: 4,
    duration_days: 14,
    expiry_basis: 'first_activation',
    expiry_strategy: 'revoke_access',
    heartbeat_timeout: 900,
    dead_seats: 'keep',
    check_in_interval: 14 * 86_400,
    seat_overage_percent: 0,
    renewal_basis: 'end',
    entitlements: {},
  });
}

async function expectVersions(): Promise<void> {
  const { body } = await server.asAdmin('GET', `/api/v1/products/${product}/versions`);
  expect(body.items).toMatchObject([
    { reference: 'next', version: '2.0.0-beta.1', channel: 'beta', released_at: '2021-05-06', is_active: true },
    { reference: '1.2.0', version: '1.2.0', channel: 'stable', summary: 'Spring', changelog: 'More' },
  ]);
}

/** Programs in the field compare names, metadata, machines and the ids of what a license belongs to. */
async function expectAnswersOfOldServer(all: readonly OldKeygen[]): Promise<void> {
  expect(new Set(all.map(({ policy, isSynced }) => `${policy} ${isSynced}`)).size).toBe(4);
  for (const old of all) {
    const sent = lists.licenses?.find(({ id }) => id === old.id);
    const { name, key, expiry, maxMachines, metadata, created } = sent?.attributes as Record<string, unknown>;
    const program = new KeygenProgram(server, old);
    const scope = { product, policy: policies[old.policy], ...(old.isSynced && { entitlements: ['SYNC'] }) };
    const { body } = await program.validateKey(scope);
    const owner = users.find(({ id, role }) => id === old.owner && role === 'user');
    const isOver = old.policy === 'later' && old.machines.length > 0;
    expect(body.meta).toMatchObject(isOver ? { valid: false, code: 'EXPIRED' } : { valid: true, code: 'VALID' });
    expect(body.data).toMatchObject({
      id: old.id,
      attributes: { name, key, maxMachines, created, metadata: isOver ? {} : metadata, ...(!isOver && { expiry }) },
      relationships: {
        product: { data: { type: 'products', id: product } },
        policy: { data: { type: 'policies', id: policies[old.policy] } },
        owner: { data: owner ? { type: 'users', id: owner.id } : null },
      },
    });
    if (!isOver) {
      await expectPartsOfOldServer(program, old);
    }
  }
}

async function expectPartsOfOldServer(
  program: KeygenProgram,
  { id, policy, isSynced, number }: OldKeygen,
): Promise<void> {
  const machines = (lists.machines ?? []).filter(
    ({ relationships }) => (relationships as { license: { data: { id: string } } }).license.data.id === id,
  );
  const found = (await program.call('GET', `/v1/licenses/${id}/machines`)).body.data as Resource[];
  expect(found).toHaveLength(machines.length);
  for (const machine of machines) {
    const { lastHeartbeat, created, ...attributes } = machine.attributes as Record<string, unknown>;
    const answer = found.find((one) => one.id === machine.id)?.attributes;
    expect(answer).toMatchObject({ ...attributes, lastHeartbeat, created, heartbeatDuration: 1_200 });
  }
  const { body } = await program.call('GET', `/v1/licenses/${id}/entitlements`);
  const codes = [...(policy === 'fixed' ? [EXPORT] : []), ...(isSynced ? [SYNC] : [])].map((one) => [
    one.id,
    one.attributes.code,
  ]);
  const served = body.data.map((one: Resource) => [one.id, (one.attributes as { code: string }).code]);
  expect([number, served.sort()]).toEqual([number, codes.sort()]);
}

it('is read page by page with a token and imported field by field, once', async () => {
  const api = await recorded();
  // A limit of requests, a fault of the server, and a line that breaks down: each is tried again.
  api.faults.push(429, 503, 'cut');
  const ready = await readFrom(server, 'keygen', api);
  // Tried again; the lists; the entitlements of each policy and license, after which the page is read once more.
  const ofMachines = Math.ceil((lists.machines ?? []).length / 100);
  const ofLists = 1 + 1 + 1 + 2 + PAGES + ofMachines + 1;
  expect(api.requests).toHaveLength(3 + ofLists + (2 + 1) + (COUNT + PAGES));
  expect(ready).toMatchObject({ state: 'ready', failure: null });
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'customer')).toMatchObject({ read: 120, made: 119, left_out: { account_staff: 1 } });
  const gone = OLD.filter((old) => !KEPT.includes(old));
  expect(countsOf(done, 'license')).toMatchObject({
    read: COUNT,
    made: KEPT.length,
    left_out: { key_too_long: gone.length },
  });
  const machines = (all: readonly OldKeygen[]): number => all.reduce((sum, one) => sum + one.machines.length, 0);
  expect(countsOf(done, 'activation')).toMatchObject({ made: machines(KEPT), left_out: { license_unknown: 1 } });
  const found = new Map((await importedLicenses(server, done.batch)).map((license) => [license.key, license]));
  const wrong = KEPT.filter((old) => !isDeepStrictEqual(found.get(old.key), expectedOf(old)));
  expect(wrong.slice(0, 1).map((old) => [found.get(old.key), expectedOf(old)])).toEqual([]);
  const kept = KEPT[0];
  const one = await server.asAdmin('GET', `/api/v1/licenses/${kept?.id}`);
  expect(one.body).toMatchObject({ id: kept?.id, key: kept?.key });
  const { body } = await server.asAdmin('GET', `/api/v1/imports/${done.id}/policies`);
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual([...['Studio: Pro', 'Studio: Trial']]);

  expect(notesOf(done)).toEqual({ limits_dropped: 1, requirements_dropped: 1, file_missing: 2 });
  expect(countsOf(done, 'entitlement')).toMatchObject({ read: 3, made: 2, left_out: { code_invalid: 1 } });
  expect(countsOf(done, 'version')).toMatchObject({ read: 2, made: 2 });
  await expectPolicies();
  await expectVersions();
  const usable = KEPT.filter(({ isSuspended, isBanned }) => !isSuspended && !isBanned);
  const kinds = new Map(usable.map((old) => [`${old.policy} ${old.isSynced} ${old.machines.length}`, old]));
  await expectAnswersOfOldServer([...kinds.values()]);

  const part = await recorded({ ...lists, licenses: (lists.licenses ?? []).slice(0, 20) });
  const again = await applied(server, (await readFrom(server, 'keygen', part)).id);
  expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);
});

it('is undone with its policies and entitlements', async () => {
  const [owner, policy, license] = [randomUUID(), randomUUID(), randomUUID()];
  const flag = entitlement('UNDONE');
  const relationships = { product: related('products', owner), policy: related('policies', policy) };
  const api = await recorded({
    products: [{ type: 'products', id: owner, attributes: { name: 'Undone' } }],
    entitlements: [flag],
    policies: [{ type: 'policies', id: policy, attributes: { name: 'Undone' }, relationships }],
    licenses: [{ type: 'licenses', id: license, attributes: { key: 'KG-UNDONE' }, relationships }],
    [`licenses/${license}/entitlements`]: [flag],
  });
  const done = await applied(server, (await readFrom(server, 'keygen', api)).id);
  expect(done.counts.map(({ kind, made }) => [kind, made])).toEqual([
    ...[
      ['product', 1],
      ['entitlement', 1],
      ['policy', 1],
      ['license', 1],
    ],
  ]);
  const { body } = await server.asAdmin('GET', `/api/v1/licenses/${license}`);
  expect(body).toMatchObject({ policy, entitlements: { UNDONE: { value: true } } });
  await server.asAdmin('POST', `/api/v1/imports/${done.id}/undo`);
  const undone = await worked(server, done.id);
  expect(undone.counts.map(({ kind, undone: count }) => [kind, count])).toEqual(
    done.counts.map(({ kind }) => [kind, 1]),
  );
  const left = await server.dataSource.query(`SELECT code FROM entitlements WHERE code = 'UNDONE'`);
  expect(left).toEqual([]);
});

it('is read by cursors, because it refuses the numbers of pages above 100', async () => {
  const count = 10_001;
  const licenses = Array.from({ length: count }, () => ({ type: 'licenses', id: randomUUID(), attributes: {} }));
  const api = await recorded({ licenses });
  const ids = (await pagesOf('keygen', api)).match(/"id":"[^"]+"/g);
  expect(new Set(ids).size).toBe(count);
  expect(api.requests.filter((path) => path.startsWith('/licenses?'))).toHaveLength(Math.ceil(count / 100));
  // A server that knows numbers only.
  api.hasCursors = false;
  expect((await pagesOf('keygen', api)).match(/"id":"[^"]+"/g)).toEqual(ids);
});
