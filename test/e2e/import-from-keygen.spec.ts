import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { applied, countsOf, importedLicenses, readFrom, unbalanced, IMPORTED_LICENSES } from '../support/imports';
import { PagedApi } from '../support/paged-api';
import { TestServer } from '../support/server';

const COUNT = IMPORTED_LICENSES;
const PAGES = COUNT / 100;
const NUMBERS = Array.from({ length: COUNT }, (_, index) => index + 1);

let server: TestServer;
const started: PagedApi[] = [];
beforeAll(async () => {
  server = await TestServer.start({ WEBHOOK_ALLOW_PRIVATE: '1' });
});
afterAll(async () => {
  await server.stop();
  await Promise.all(started.map((api) => api.stop()));
});

const recorded = async (): Promise<PagedApi> => {
  const api = await PagedApi.start(lists);
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
}
const product = randomUUID();
const policies = { fixed: randomUUID(), later: randomUUID() };
const users = Array.from({ length: 200 }, (_, index) => ({
  ...{ id: randomUUID(), email: index === 7 ? null : `User${index}@shop.example`, name: `User "${index}"` },
  role: index === 9 ? 'admin' : 'user',
}));
const OLD = NUMBERS.map((number): OldKeygen => {
  const is = (every: number): boolean => number % every === 0;
  const owner = users[number % users.length];
  return {
    ...{ number, id: randomUUID(), key: is(300) ? 'k'.repeat(400) : `KG-${String(number).padStart(6, '0')}` },
    ...{ policy: is(4) ? 'later' : 'fixed', owner: is(10) ? null : (owner?.id ?? null) },
    ...{ isSuspended: is(11), isBanned: is(17), machines: Array.from({ length: number % 3 }, () => randomUUID()) },
  };
});
const KEPT = OLD.filter(({ key }) => key.length < 255);
const related = (type: string, id: string | null) => ({ data: id === null ? null : { type, id } });
const lists = {
  products: [{ type: 'products', id: product, attributes: { name: 'Studio', code: null, metadata: {} } }],
  policies: [
    {
      ...{ type: 'policies', id: policies.fixed },
      attributes: { name: 'Pro', duration: 31_556_952, expirationBasis: 'FROM_CREATION', maxMachines: 3 },
    },
    {
      ...{ type: 'policies', id: policies.later },
      attributes: { name: 'Trial', duration: 1_209_600, expirationBasis: 'FROM_FIRST_ACTIVATION', maxMachines: null },
    },
  ],
  users: users.map(({ id, email, name, role }) => ({
    ...{ type: 'users', id },
    attributes: { fullName: name, firstName: 'User', lastName: 'x', email, role, status: 'ACTIVE' },
  })),
  licenses: OLD.map((old) => ({
    ...{ type: 'licenses', id: old.id },
    attributes: {
      ...{
        name: `License ${old.number}`,
        key: old.key,
        expiry: old.policy === 'later' ? null : '2031-02-03T04:05:06.789Z',
      },
      ...{ status: old.isBanned ? 'BANNED' : old.isSuspended ? 'SUSPENDED' : 'ACTIVE', suspended: old.isSuspended },
      ...{
        uses: 0,
        maxMachines: old.policy === 'later' ? null : 3,
        metadata: { order: `{"${old.number}\\`, seats: [1] },
      },
      ...{ created: '2021-05-04T10:20:30.000Z', lastValidated: null },
    },
    relationships: {
      ...{ account: related('accounts', randomUUID()), product: related('products', product) },
      ...{ policy: related('policies', policies[old.policy]), owner: related('users', old.owner) },
    },
  })),
  machines: [
    ...OLD.flatMap(({ id, machines }) =>
      machines.map((fingerprint, index) => ({
        ...{ type: 'machines', id: randomUUID() },
        attributes: {
          ...{ fingerprint, name: index === 0 ? null : 'desk', hostname: 'host', ip: '203.0.113.7' },
          ...{ created: '2021-06-07T08:09:10.000Z', lastHeartbeat: '2022-06-07T08:09:10.000Z' },
        },
        relationships: { license: related('licenses', id) },
      })),
    ),
    {
      ...{ type: 'machines', id: randomUUID(), attributes: { fingerprint: 'lost' } },
      relationships: { license: related('licenses', randomUUID()) },
    },
  ],
};

const expectedOf = (old: OldKeygen): object => {
  const owner = users.find(({ id, role }) => id === old.owner && role === 'user');
  const isLater = old.policy === 'later';
  return {
    ...{ key: old.key, product, product_name: 'Studio', type_label: isLater ? 'Trial' : 'Pro' },
    ...{ customer: owner?.email?.toLowerCase() ?? null, customer_name: owner?.name ?? null },
    ...{ seats: isLater ? null : 3, uses: null },
    state: old.isBanned ? 'blocked' : old.isSuspended ? 'disabled' : 'active',
    // Fourteen days after its first activation.
    expires_at: isLater ? (old.machines.length > 0 ? '2021-06-21T08:09:10.000Z' : null) : '2031-02-03T04:05:06.789Z',
    ...{ created_at: '2021-05-04T10:20:30.000Z', metadata: { order: `{"${old.number}\\`, seats: [1] } },
    activations: [...old.machines].sort(),
  };
};

it('is read page by page with a token and imported field by field, once', async () => {
  const api = await recorded();
  // A limit of requests, a fault of the server, and a line that breaks down: each is tried again.
  api.faults.push(429, 503, 'cut');
  const ready = await readFrom(server, 'keygen', api);
  expect(api.requests).toHaveLength(3 + 1 + 1 + 2 + PAGES + PAGES + 1);
  expect(ready).toMatchObject({ state: 'ready', failure: null });
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'customer')).toMatchObject({
    ...{ read: 200, made: 199, left_out: { account_staff: 1 } },
  });
  const gone = OLD.filter((old) => !KEPT.includes(old));
  expect(countsOf(done, 'license')).toMatchObject({
    ...{ read: COUNT, made: KEPT.length, left_out: { key_too_long: gone.length } },
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
  expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
    ...['Studio: Pro, 3 seats', 'Studio: Trial, any number of seats, 14 days'],
  ]);

  const again = await applied(server, (await readFrom(server, 'keygen', api)).id);
  expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);
});
