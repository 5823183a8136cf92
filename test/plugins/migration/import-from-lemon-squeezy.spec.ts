import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  applied,
  asImported,
  countsOf,
  importedLicenses,
  notesOf,
  unbalanced,
  uploaded,
  licensesToImport,
} from '../../support/imports';
import { PagedApi, pagesOf } from '../../support/paged-api';
import { TestServer } from '../../testkit/server';

const COUNT = licensesToImport(120);
const PAGES = Math.ceil(COUNT / 100);
const NUMBERS = Array.from({ length: COUNT }, (_, index) => index + 1);

let server: TestServer;
const started: PagedApi[] = [];
beforeAll(async () => {
  server = await TestServer.shared();
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

interface OldKey {
  readonly number: number;
  readonly key: string;
  readonly product: number;
  readonly limit: number | null;
  readonly expiresAt: string | null;
  readonly status: 'active' | 'disabled' | 'expired';
  /** Its subscription, with the end that the license gets. */
  readonly subscription: { readonly dates: object; readonly end: string | null } | null;
  readonly instances: readonly { readonly identifier: string; readonly name: string }[];
}
const DELETED = 99;

const AHEAD = '2031-05-06T07:08:09.000000Z';
const OVER = '2022-05-06T07:08:09.000000Z';
const END = { ahead: '2031-05-06T07:08:09.000Z', over: '2022-05-06T07:08:09.000Z' };

/** Of a subscription that goes on, was cancelled, is late, and has ended. */
const SUBSCRIPTIONS = [
  { dates: { status: 'active', renews_at: AHEAD, ends_at: null }, end: END.ahead },
  { dates: { status: 'cancelled', renews_at: '2031-01-01T00:00:00.000000Z', ends_at: AHEAD }, end: END.ahead },
  { dates: { status: 'past_due', renews_at: OVER, ends_at: null }, end: null },
  { dates: { status: 'expired', renews_at: OVER, ends_at: OVER }, end: END.over },
];

const OLD = NUMBERS.map((number): OldKey => {
  const is = (every: number): boolean => number % every === 0;
  const subscription = is(4) && !is(5) && !is(11) ? SUBSCRIPTIONS[(number / 4) % SUBSCRIPTIONS.length] : undefined;
  const isEnded = subscription?.end === END.over;
  return {
    number,
    key: randomUUID().toUpperCase(),
    product: is(110) ? DELETED : is(3) ? 22 : 21,
    limit: is(7) ? null : 1 + (Math.floor(number / 4) % 3),
    expiresAt: is(5) ? '2031-02-03T04:05:06.000000Z' : null,
    subscription: subscription ?? null,
    status: is(11) ? 'disabled' : isEnded || (is(13) && !subscription) ? 'expired' : 'active',
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
      store_id: 11,
      customer_id: old.number % 100,
      order_id: 1_000 + old.number,
      order_item_id: 2_000 + old.number,
      product_id: old.product,
      user_name: `Buyer "${old.number % 100}" \\`,
      key: old.key,
      key_short: 'XXXX-0',
      user_email: old.number % 50 === 0 ? 'nobody' : `Buyer${old.number % 100}@shop.example`,
      activation_limit: old.limit,
      instances_count: old.instances.length,
      disabled: old.status === 'disabled' ? 1 : 0,
      status: old.status,
      status_formatted: 'x',
      expires_at: old.expiresAt,
      created_at: '2021-05-04T10:20:30.000000Z',
      updated_at: '2021-05-04T10:20:30.000000Z',
    },
    relationships: { 'license-key-instances': { links: { self: 'x', related: 'y' } } },
    links: { self: '{}' },
  })),
  subscriptions: OLD.filter(({ subscription }) => subscription).map(({ number, subscription }) => ({
    type: 'subscriptions',
    id: String(5_000 + number),
    attributes: { order_item_id: 2_000 + number, variant_id: 31, ...subscription?.dates },
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
  const buyer = old.number % 100;
  const isNobody = old.number % 50 === 0;
  const { subscription } = old;
  const isOver = old.status === 'expired' && !subscription;
  return asImported(
    {
      key: old.key,
      product: String(old.product),
      product_name: old.product === 22 ? 'Ink; "blue" 看' : 'Pencil',
      type_label: null,
      customer: isNobody ? null : `buyer${buyer}@shop.example`,
      customer_name: isNobody ? null : `Buyer "${buyer}" \\`,
      seats: old.limit,
      uses: null,
      state: old.status === 'disabled' || isOver ? 'disabled' : 'active',
      expires_at: old.expiresAt === null ? (subscription?.end ?? null) : '2031-02-03T04:05:06.000Z',
      created_at: '2021-05-04T10:20:30.000Z',
      metadata: {
        lemon_squeezy: {
          store_id: 11,
          order_id: 1_000 + old.number,
          product_id: old.product,
          order_item_id: 2_000 + old.number,
          ...(buyer > 0 && { customer_id: buyer }),
          ...(subscription && {
            subscription: { id: String(5_000 + old.number), variant_id: '31', ...subscription.dates },
          }),
        },
      },
      activations: old.instances.map(({ identifier }) => identifier).sort(),
    },
    () => ({ name: `desk of ${old.number}`, activated_at: '2021-06-07T08:09:10.000Z' }),
  );
};

it('is read page by page and imported field by field, once, and programs keep their instances', async () => {
  const api = await recorded();
  const pages = await pagesOf('lemon-squeezy', api);
  const pagesFor = (list: keyof typeof lists): number => Math.max(1, Math.ceil(lists[list].length / 100));
  const before = 1 + pagesFor('subscriptions');
  expect(api.requests).toHaveLength(before + PAGES + pagesFor('license-key-instances'));
  expect(api.requests[before]).toBe('/license-keys?page[number]=1&page[size]=100');
  const ready = await uploaded(server, 'lemon-squeezy', pages);
  expect(ready).toMatchObject({ state: 'ready', failure: null });
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  const instances = (all: readonly OldKey[]): number => all.reduce((sum, one) => sum + one.instances.length, 0);
  const gone = OLD.filter((old) => !KEPT.includes(old));
  expect(countsOf(done, 'product')).toMatchObject({ read: 2, made: 2 });
  expect(countsOf(done, 'license')).toMatchObject({
    read: COUNT,
    made: KEPT.length,
    left_out: { product_unknown: gone.length },
  });
  expect(countsOf(done, 'activation')).toMatchObject({
    made: instances(KEPT),
    left_out: { license_left_out: instances(gone) },
  });
  expect(notesOf(done)).toEqual({
    email_invalid: OLD.filter(({ number }) => number % 50 === 0).length,
    expired_without_date: OLD.filter(({ status, subscription }) => status === 'expired' && !subscription).length,
    end_of_subscription: OLD.filter(({ subscription }) => subscription?.end).length,
    subscription_late: OLD.filter(({ subscription }) => subscription?.end === null).length,
    over_limit: KEPT.filter(({ limit, instances: all }) => limit !== null && all.length > limit).length,
    // Two of a license have one name.
    names_shared: KEPT.filter(({ instances: all }) => all.length === 2).length,
  });
  const found = new Map((await importedLicenses(server, done.batch)).map((license) => [license.key, license]));
  const wrong = KEPT.filter((old) => !isDeepStrictEqual(found.get(old.key), expectedOf(old)));
  expect(wrong.slice(0, 1).map((old) => [found.get(old.key), expectedOf(old)])).toEqual([]);

  const again = await applied(server, (await uploaded(server, 'lemon-squeezy', pages)).id);
  expect(again.counts.filter(({ made }) => made > 0)).toEqual([]);

  const { key, instances: own } = KEPT.find(
    ({ status, instances: all }) => status === 'active' && all.length === 2,
  ) ?? { key: '', instances: [] };
  const { body } = await server.call('POST', '/v1/licenses/validate', {
    body: { license_key: key, instance_id: own[1]?.identifier },
  });
  expect(body).toMatchObject({ valid: true, instance: { id: own[1]?.identifier, name: own[1]?.name } });
});

describe('a file of pages', () => {
  it.each<[string, string | Buffer, string]>([
    ['no JSON', 'pages of it', 'file_truncated'],
    ['a list of something else', '{"data":[{"type":"posts","id":"1"}]}', 'wrong_file'],
    ['a refusal', '{"errors":[{"title":"Unauthorized","detail":"no token"}]}', 'wrong_file'],
    ['half a page', '{"data":[{"type":"license-keys","id":"1","attributes":{"key":"a}', 'file_truncated'],
    ['another document', '{"licenses":[]}', 'wrong_file'],
    ['a page that is none', '{"data":[}', 'wrong_file'],
    ['a page of 5 MiB', gzipSync(`{"data":["${'x'.repeat(5 * 1024 ** 2)}"]}`), 'row_too_large'],
  ])('with %s is refused in words', async (_name, file, reason) => {
    const { failure } = await uploaded(server, 'lemon-squeezy', file);
    expect(failure).toEqual({ reason, detail: expect.any(String) });
  });
});
