import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { apiPages, PAGED_APIS } from '../../src/cli/server/api-pages';
import { applied, countsOf, importedLicenses, notesOf, unbalanced, uploaded } from '../support/imports';
import { PagedApi, type Resource } from '../support/paged-api';
import { TestServer } from '../support/server';

const COUNT = 1_000;
const TOKEN = 'token-of-the-account';
const NUMBERS = Array.from({ length: COUNT }, (_, index) => index + 1);

let server: TestServer;
const started: PagedApi[] = [];
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(async () => {
  await server.stop();
  await Promise.all(started.map((api) => api.stop()));
});

const recorded = async (lists: Record<string, readonly Resource[]>): Promise<PagedApi> => {
  const api = await PagedApi.start(lists, TOKEN);
  started.push(api);
  return api;
};

/** All pages of a recorded API, as the command writes them. */
const pagesOf = async (name: string, api: PagedApi, more: object = {}): Promise<string> => {
  const paged = PAGED_APIS[name];
  let text = '';
  for await (const page of paged ? apiPages(paged, { url: api.url, token: TOKEN, pauseMs: 1, ...more }) : []) {
    text += page;
  }
  return text;
};

const licensesOf = async (batch: string) =>
  new Map((await importedLicenses(server, batch)).map((license) => [license.key, license]));

describe('Lemon Squeezy', () => {
  interface OldKey {
    readonly number: number;
    readonly key: string;
    readonly product: number;
    readonly limit: number | null;
    readonly expiresAt: string | null;
    readonly status: 'active' | 'disabled' | 'expired';
    readonly instances: readonly { readonly identifier: string; readonly name: string }[];
  }
  const DELETED = 99;

  const OLD = NUMBERS.map((number): OldKey => {
    const is = (every: number): boolean => number % every === 0;
    return {
      ...{ number, key: randomUUID().toUpperCase(), product: is(250) ? DELETED : is(3) ? 22 : 21 },
      ...{
        limit: is(7) ? null : 1 + (Math.floor(number / 4) % 3),
        expiresAt: is(5) ? '2031-02-03T04:05:06.000000Z' : null,
      },
      status: is(11) ? 'disabled' : is(13) ? 'expired' : 'active',
      instances: Array.from({ length: number % 3 }, () => ({ identifier: randomUUID(), name: `desk of ${number}` })),
    };
  });
  const KEPT = OLD.filter(({ product }) => product !== DELETED);
  const lists = {
    products: [
      { type: 'products', id: '21', attributes: { store_id: 11, name: 'Pencil', slug: 'pencil', status: 'published' } },
      {
        type: 'products',
        id: '22',
        attributes: { store_id: 11, name: 'Ink; "blue" 看', slug: 'ink', status: 'draft' },
      },
    ],
    'license-keys': OLD.map((old) => ({
      type: 'license-keys',
      id: String(old.number),
      attributes: {
        ...{
          store_id: 11,
          customer_id: old.number % 400,
          order_id: 1_000 + old.number,
          order_item_id: 2_000 + old.number,
        },
        ...{ product_id: old.product, user_name: `Buyer "${old.number % 400}" \\`, key: old.key, key_short: 'XXXX-0' },
        user_email: old.number % 50 === 0 ? 'nobody' : `Buyer${old.number % 400}@shop.example`,
        ...{
          activation_limit: old.limit,
          instances_count: old.instances.length,
          disabled: old.status === 'disabled' ? 1 : 0,
        },
        ...{ status: old.status, status_formatted: 'x', expires_at: old.expiresAt },
        ...{ created_at: '2021-05-04T10:20:30.000000Z', updated_at: '2021-05-04T10:20:30.000000Z' },
      },
      relationships: { 'license-key-instances': { links: { self: 'x', related: 'y' } } },
      links: { self: '{}' },
    })),
    'license-key-instances': OLD.flatMap(({ number, instances }) =>
      instances.map(({ identifier, name }, index) => ({
        type: 'license-key-instances',
        id: String(number * 10 + index),
        attributes: { license_key_id: number, identifier, name, created_at: '2021-06-07T08:09:10.000000Z' },
      })),
    ),
  };

  const expectedOf = (old: OldKey): object => {
    const buyer = old.number % 400;
    const isNobody = old.number % 50 === 0;
    const isOver = old.status === 'expired';
    return {
      ...{ key: old.key, product: String(old.product), product_name: old.product === 22 ? 'Ink; "blue" 看' : 'Pencil' },
      ...{ type_label: null, customer: isNobody ? null : `buyer${buyer}@shop.example` },
      customer_name: isNobody ? null : `Buyer "${buyer}" \\`,
      ...{ seats: old.limit, uses: null, state: old.status === 'disabled' || isOver ? 'disabled' : 'active' },
      expires_at: old.expiresAt === null ? null : '2031-02-03T04:05:06.000Z',
      created_at: '2021-05-04T10:20:30.000Z',
      metadata: {
        lemon_squeezy: {
          ...{ store_id: 11, order_id: 1_000 + old.number, product_id: old.product, order_item_id: 2_000 + old.number },
          ...(buyer > 0 && { customer_id: buyer }),
        },
      },
      activations: old.instances.map(({ identifier }) => identifier).sort(),
    };
  };

  it('is read page by page and imported field by field, once, and programs keep their instances', async () => {
    const api = await recorded(lists);
    const pages = await pagesOf('lemon-squeezy', api);
    expect(api.requests).toHaveLength(1 + 10 + 10);
    expect(api.requests[1]).toBe('/license-keys?page[number]=1&page[size]=100');
    const ready = await uploaded(server, 'lemon-squeezy', pages);
    expect(ready).toMatchObject({ state: 'ready', failure: null });
    const done = await applied(server, ready.id);
    expect([done.state, unbalanced(done)]).toEqual(['done', []]);
    const instances = (all: readonly OldKey[]): number => all.reduce((sum, one) => sum + one.instances.length, 0);
    const gone = OLD.filter((old) => !KEPT.includes(old));
    expect(countsOf(done, 'product')).toMatchObject({ read: 2, made: 2 });
    expect(countsOf(done, 'license')).toMatchObject({
      ...{ read: COUNT, made: KEPT.length, left_out: { product_unknown: gone.length } },
    });
    expect(countsOf(done, 'activation')).toMatchObject({
      ...{ made: instances(KEPT), left_out: { license_left_out: instances(gone) } },
    });
    expect(notesOf(done)).toEqual({
      email_invalid: OLD.filter(({ number }) => number % 50 === 0).length,
      expired_without_date: OLD.filter(({ status }) => status === 'expired').length,
      over_limit: KEPT.filter(({ limit, instances: all }) => limit !== null && all.length > limit).length,
    });
    const found = await licensesOf(done.batch);
    const wrong = KEPT.filter((old) => !isDeepStrictEqual(found.get(old.key), expectedOf(old)));
    expect(wrong.slice(0, 1).map((old) => [found.get(old.key), expectedOf(old)])).toEqual([]);

    const again = await applied(server, (await uploaded(server, 'lemon-squeezy', pages)).id);
    expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);

    const { key, instances: own } = KEPT.find(
      ({ status, instances: all }) => status === 'active' && all.length === 2,
    ) ?? {
      ...{ key: '', instances: [] },
    };
    const { body } = await server.call('POST', '/v1/licenses/validate', {
      body: { license_key: key, instance_id: own[1]?.identifier },
    });
    expect(body).toMatchObject({ valid: true, instance: { id: own[1]?.identifier, name: own[1]?.name } });
  }, 60_000);
});

describe('Keygen', () => {
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
    const api = await recorded(lists);
    // A limit of requests, a fault of the server, and a line that breaks down: each is tried again.
    api.faults.push(429, 503, 'cut');
    const pages = await pagesOf('keygen', api);
    expect(api.requests).toHaveLength(3 + 1 + 1 + 2 + 10 + 11);
    const ready = await uploaded(server, 'keygen', pages);
    expect(ready).toMatchObject({ state: 'ready', failure: null });
    const done = await applied(server, ready.id);
    expect([done.state, unbalanced(done)]).toEqual(['done', []]);
    expect(countsOf(done, 'customer')).toMatchObject({ read: 199, made: 199 });
    const gone = OLD.filter((old) => !KEPT.includes(old));
    expect(countsOf(done, 'license')).toMatchObject({
      ...{ read: COUNT, made: KEPT.length, left_out: { key_too_long: gone.length } },
    });
    const machines = (all: readonly OldKeygen[]): number => all.reduce((sum, one) => sum + one.machines.length, 0);
    expect(countsOf(done, 'activation')).toMatchObject({ made: machines(KEPT), left_out: { license_unknown: 1 } });
    const found = await licensesOf(done.batch);
    const wrong = KEPT.filter((old) => !isDeepStrictEqual(found.get(old.key), expectedOf(old)));
    expect(wrong.slice(0, 1).map((old) => [found.get(old.key), expectedOf(old)])).toEqual([]);
    const { body } = await server.asAdmin('GET', `/api/v1/imports/${done.id}/policies`);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
      ...['Studio: Pro, 3 seats', 'Studio: Trial, any number of seats, 14 days'],
    ]);

    const again = await applied(server, (await uploaded(server, 'keygen', pages)).id);
    expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);
  }, 60_000);

  it('is not read without its account, with a wrong token, nor from another server', async () => {
    const api = await recorded(lists);
    const { keygen } = PAGED_APIS;
    const read = (more: object) => pagesOf('keygen', api, more);
    await expect(read({ url: keygen?.url })).rejects.toThrow('--account');
    await expect(read({ token: 'wrong' })).rejects.toThrow('Keygen cannot be read at /products: status 401');
    expect(api.requests).toHaveLength(1);
    api.next = 'http://127.0.0.1:1/steal';
    await expect(read({})).rejects.toThrow('The next page is at another server: http://127.0.0.1:1');
    api.next = '/products?page[number]=1&page[size]=100';
    await expect(read({})).rejects.toThrow('twice');
  });

  it('that does not answer is given up after some tries', async () => {
    const api = await recorded(lists);
    api.faults.push(...Array.from({ length: 6 }, () => 'hang' as const));
    await expect(pagesOf('keygen', api, { timeoutMs: 50 })).rejects.toThrow(/cannot be read.*Timeout/i);
    expect(api.requests).toHaveLength(6);
  });
});

describe('a file of pages', () => {
  it.each([
    ['no JSON', 'pages of it', 'file_truncated'],
    ['a list of something else', '{"data":[{"type":"posts","id":"1"}]}', 'wrong_file'],
    ['a refusal', '{"errors":[{"title":"Unauthorized","detail":"no token"}]}', 'wrong_file'],
    ['half a page', '{"data":[{"type":"license-keys","id":"1","attributes":{"key":"a}', 'file_truncated'],
    ['another document', '{"licenses":[]}', 'wrong_file'],
    ['a page that is none', '{"data":[}', 'wrong_file'],
    ['a page of 5 MiB', `{"data":["${'x'.repeat(5 * 1024 ** 2)}"]}`, 'row_too_large'],
  ])('with %s is refused in words', async (_name, file, reason) => {
    const { failure } = await uploaded(server, 'lemon-squeezy', file);
    expect(failure).toEqual({ reason, detail: expect.any(String) });
  });
});
