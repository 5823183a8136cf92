import { DAY } from '../../../src/core/common/calendar';
import { LicenseLifecycleService } from '../../../src/core/licensing/licenses/license-lifecycle.service';
import {
  FollowShopService,
  type ShopRules,
  type ShopState,
} from '../../../src/plugins/sales/orders/follow-shop.service';
import { OrderLifecycleService } from '../../../src/plugins/sales/orders/order-lifecycle.service';
import { OrderPlansService } from '../../../src/plugins/sales/orders/order-plans.service';
import { type NewOrder, PlaceOrderService } from '../../../src/plugins/sales/orders/place-order.service';
import { aProduct, aProductWith, keyOf } from '../../testkit/callers';
import { activate } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { licenseOf, race, raceInOrder } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { Browser, fieldsOf } from '../../testkit/browser';
import { TestServer } from '../../testkit/server';

const PATH = '/api/v1/orders';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const NEXT_YEAR = new Date('2027-12-31T00:00:00.000Z');

let server: TestServer;
let lifecycle: OrderLifecycleService;
let plans: OrderPlansService;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProduct(server, 'studio');
  await aProduct(server, 'shop');
  lifecycle = server.app.get(OrderLifecycleService);
  plans = server.app.get(OrderPlansService);
});
afterAll(() => server.stop());

let count = 0;
const fresh = (prefix: string): string => `${prefix}-${(count += 1)}`;

const place = (order: Record<string, unknown>) =>
  server.asAdmin('POST', PATH, {
    body: { customer: { email: 'ada@example.com' }, lines: [{ product: 'studio' }], ...order },
  });
const get = async (id: string) => (await server.asAdmin('GET', `${PATH}/${id}`)).body;
const list = async (query: string) => {
  const { status, body } = await server.asAdmin('GET', `${PATH}?${query}`);
  expect([status, body.error]).toEqual([200, undefined]);
  return body.items.map(({ id }: { id: string }) => id);
};

interface Given {
  id: string;
  key: string;
  status: string;
}
const licensesIn = (order: { lines: { licenses: Given[] }[] }): Given[] =>
  order.lines.flatMap(({ licenses }) => licenses);
const statusesOf = async (id: string): Promise<string[]> => licensesIn(await get(id)).map(({ status }) => status);
const license = async (id: string) => (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;

/** An order of a subscription, of which a shop would call the services. */
async function subscription(more: Partial<NewOrder> = {}): Promise<string> {
  const { order } = await server.app.get(PlaceOrderService).place({
    shop: 'acme',
    externalId: fresh('order'),
    subscriptionId: fresh('sub'),
    customer: { email: 'ada@example.com' },
    lines: [{ product: 'studio' }],
    periodEnd: NEXT_YEAR,
    ...more,
  });
  return order.uid;
}

const NOTHING_PAID_BACK = { refunds: [], isPeriodPaidBack: false, amount: 0 };
const PLACED: ShopState = {
  externalId: null,
  subscriptionId: null,
  periodEnd: NEXT_YEAR,
  interval: null,
  pastDueAt: null,
  cancelled: null,
  disputedAt: null,
  refunds: NOTHING_PAID_BACK,
  receipt: null,
};
const states = new Map<string, ShopState>();

/** A change of the state that its shop tells. */
async function follow(uid: string, change: Partial<ShopState>, rules: Partial<ShopRules> = {}): Promise<void> {
  const before = states.get(uid) ?? PLACED;
  const after = { ...before, ...change };
  const following = server.app.get(FollowShopService);
  const ended = await following.endedLines(uid, before);
  const all = { refund: 'revoke', dispute: 'suspend', pastDueDays: 7, ...rules } as const;
  await following.follow(uid, before, after, all, ended);
  states.set(uid, after);
}
/** All that was paid back so far, after each refund; null for the whole order. */
const paidBack = (...amounts: (number | null)[]): Pick<ShopState, 'refunds'> => ({
  refunds: {
    ...NOTHING_PAID_BACK,
    refunds: amounts.map((amount) => ({ amount, lines: [] })),
    amount: Math.max(...amounts.map((amount) => amount ?? 0)),
  },
});

describe('placing an order', () => {
  it('finds or creates the customer, and answers the keys of the licenses that each line gives', async () => {
    const { status, body } = await place({
      external_id: 'web-1',
      customer: { email: 'Grace@Example.com', name: 'Grace Hopper', company: 'Navy', external_id: 'cus_1' },
      lines: [
        { product: 'studio', quantity: 2, seats: 5, price: 9800, currency: 'eur', external_id: 'li_1' },
        { product: 'shop', price: 1000, currency: 'EUR' },
      ],
      metadata: { invoice: 'R-1' },
    });
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        number: expect.any(Number),
        shop: 'manual',
        external_id: 'web-1',
        subscription_id: null,
        state: 'paid',
        customer: { id: expect.any(String), name: 'Grace Hopper', email: 'grace@example.com', external_id: 'cus_1' },
        total: 10_800,
        refunded: 0,
        currency: 'EUR',
        period_end: null,
        past_due_at: null,
        suspend_at: null,
        cancelled_at: null,
        disputed_at: null,
        send_mail: true,
        metadata: { invoice: 'R-1' },
        created_at: expect.any(String),
        updated_at: expect.any(String),
        lines: [
          {
            id: expect.any(String),
            product: 'studio',
            policy: expect.any(String),
            action: null,
            license: null,
            quantity: 2,
            seats: 5,
            price: 9800,
            currency: 'EUR',
            external_id: 'li_1',
            refunded_at: null,
            removed_at: null,
            effective_at: null,
            licenses: [1, 2].map(() => ({ id: expect.any(String), key: expect.any(String), status: 'unused' })),
          },
          expect.objectContaining({ product: 'shop', quantity: 1, seats: null, price: 1000 }),
        ],
      },
    ]);
    const [first, , last] = licensesIn(body);
    expect(await license(first?.id ?? '')).toMatchObject({
      order_id: body.id,
      customer_id: body.customer.id,
      max_activations: 5,
      expires_at: null,
    });
    expect(await license(last?.id ?? '')).toMatchObject({ max_activations: null, product: 'shop' });
    const again = await place({ customer: { email: 'grace@example.com', name: 'Another' } });
    expect(again.body.customer).toMatchObject({ id: body.customer.id, name: 'Grace Hopper' });
    const events = await eventsOf(server, body.id);
    expect(events.map(({ name }) => name)).toEqual(['order.paid']);
    expect(events[0]?.data).toMatchObject({
      external_id: 'web-1',
      total: 10_800,
      licenses: [...Array(3)].map(() => expect.any(String)),
    });
  });

  it('answers an order that its shop has placed already with 200 and unchanged', async () => {
    const order = { external_id: 'web-2', lines: [{ product: 'studio', quantity: 2 }] };
    const { body } = await place(order);
    const again = await place({ ...order, customer: { email: 'nobody@example.com' }, lines: [{ product: 'shop' }] });
    expect([again.status, again.body]).toEqual([200, body]);
    const { items } = await server.sdk.customers.list({ email: ['nobody@example.com'] });
    expect(items).toEqual([]);
  });

  it('is another order than that of another shop with the same id', async () => {
    const externalId = fresh('shared');
    const orders = [await subscription({ shop: 'acme', externalId }), await subscription({ shop: 'apex', externalId })];
    expect(new Set(orders).size).toBe(2);
  });

  it('is one order with one set of licenses for concurrent calls, and one customer', async () => {
    const order = { external_id: 'web-3', customer: { email: 'race@example.com' } };
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: `SELECT 1 FROM products WHERE reference = 'studio' FOR UPDATE` },
      [1, 2, 3].map(() => () => place(order)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const { items } = await server.sdk.licenses.list({ customer: ['race@example.com'] });
    expect(items).toHaveLength(1);
    expect((await server.sdk.customers.list({ email: ['race@example.com'] })).items).toHaveLength(1);
  });

  it('takes the product of a policy of its own, and another policy beside a product', async () => {
    const owned = await aProductWith(server, fresh('product'), { max_activations: 3 });
    const { body: shared } = await server.asAdmin('POST', '/api/v1/policies', { body: { name: fresh('policy') } });
    const { body } = await place({ lines: [{ policy: owned.policy }, { product: 'studio', policy: shared.name }] });
    expect(body.lines).toMatchObject([
      { product: owned.reference, policy: owned.policy },
      { product: 'studio', policy: shared.id },
    ]);
    expect(await license(licensesIn(body)[0]?.id ?? '')).toMatchObject({ max_activations: 3 });
    const { status, body: refused } = await place({ lines: [{ product: 'studio' }, { policy: shared.id }] });
    expect([status, refused.error.details]).toEqual([400, [expect.objectContaining({ field: 'lines.1.product' })]]);
  });

  it.each([
    ['no customer', { customer: undefined }, 'customer'],
    ['two customers', { customer_id: NOBODY }, 'customer'],
    ['an unknown customer', { customer: undefined, customer_id: NOBODY }, 'customer_id'],
    ['no line', { lines: [] }, 'lines'],
    ['an unknown product', { lines: [{ product: 'nothing' }] }, 'lines.0.product'],
    ['an unknown policy', { lines: [{ product: 'studio', policy: NOBODY }] }, 'lines.0.policy'],
    ['a price without a currency', { lines: [{ product: 'studio', price: 1 }] }, 'lines.0.currency'],
    [
      'a currency that does not exist',
      { lines: [{ product: 'studio', price: 1, currency: 'XYZ' }] },
      'lines.0.currency',
    ],
    ['a price with cents', { lines: [{ product: 'studio', price: 1.5, currency: 'EUR' }] }, 'lines.0.price'],
    [
      'two currencies',
      {
        lines: [
          { product: 'studio', price: 1, currency: 'EUR' },
          { product: 'shop', price: 1, currency: 'USD' },
        ],
      },
      'lines.1.currency',
    ],
    [
      'too many licenses',
      {
        lines: [
          { product: 'studio', quantity: 300 },
          { product: 'shop', quantity: 201 },
        ],
      },
      'lines',
    ],
    ['another shop', { shop: 'stripe' }, 'shop'],
  ])('is refused with %s, and leaves nothing', async (_name, order, field) => {
    const { status, body } = await place({ external_id: 'bad', customer: { email: 'bad@example.com' }, ...order });
    expect([[400, 404, 422].includes(status), body.error?.details?.[0]?.field]).toEqual([true, field]);
    expect(await list('external_id=bad')).toEqual([]);
    expect((await server.sdk.customers.list({ email: ['bad@example.com'] })).items).toEqual([]);
  });
});

describe('orders', () => {
  it('are found by every filter and by the search, and their licenses by order and subscription', async () => {
    const { body: order } = await place({
      external_id: 'find-me-1',
      subscription_id: 'sub-find-1',
      customer: { email: 'find@example.com', external_id: 'cus_find' },
      lines: [{ product: 'shop' }],
      metadata: { invoice: 'R-77', number: 77 },
    });
    const [given] = licensesIn(order);
    for (const query of [
      'external_id=find-me-1',
      'subscription_id=sub-find-1',
      'customer=find%40example.com',
      `customer=${order.customer.id}`,
      'customer_external_id=cus_find',
      'q=find-me',
      'q=sub-find',
      'q=find%40example',
      'metadata[invoice]=R-77',
      'metadata[number]=77',
      `license=${given?.id}`,
      `license=${given?.key}`,
      'customer=find%40example.com&state=paid,refunded&shop=manual&product=shop&created_at[gt]=2020-01-01&sort=updated_at',
    ]) {
      expect([query, await list(query)]).toEqual([query, [order.id]]);
    }
    for (const query of ['state=refunded&external_id=find-me-1', 'product=nothing', 'license=nothing', 'q=--1']) {
      const { body } = await server.asAdmin('GET', `${PATH}?${query}`);
      expect([query, body.items ?? []]).toEqual([query, []]);
    }
    for (const query of [`order=${order.id}`, 'order=find-me-1', 'subscription_id=sub-find-1']) {
      const { body } = await server.asAdmin('GET', `/api/v1/licenses?${query}`);
      expect([query, body.items.map(({ id }: Given) => id)]).toEqual([query, [given?.id]]);
    }
    const { body: found } = await server.asAdmin('GET', '/api/v1/search?q=find-me&type=order');
    expect(found.items).toMatchObject([
      { type: 'order', id: order.id, title: 'find-me-1', subtitle: 'find@example.com', status: 'paid' },
    ]);
    const { body: text } = await server.asAdmin(
      'GET',
      `${PATH}/export?external_id=find-me-1&columns=external_id,products,total`,
    );
    expect(text.trim().split(/\r?\n/)).toEqual(['external_id,products,total', 'find-me-1,1 shop,']);
  });

  it('merge metadata, of which null removes a field', async () => {
    const { body } = await place({ metadata: { a: 1, b: 2 } });
    const changed = await server.asAdmin('PATCH', `${PATH}/${body.id}`, { body: { metadata: { b: null, c: 3 } } });
    expect([changed.status, changed.body.metadata]).toEqual([200, { a: 1, c: 3 }]);
  });

  it('keep each of two changes of their metadata that are made at once', async () => {
    const { body: order } = await place({ external_id: fresh('metadata') });
    // The lock of a license would let the changes take turns.
    await Promise.all(licensesIn(order).map(({ id }) => server.sdk.licenses.delete(id)));
    const answers = await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM orders WHERE uid = $1 FOR UPDATE', values: [order.id] },
      [0, 1].map((index) => () => {
        const body = { metadata: { [`field_${index}`]: 'kept' } };
        return server.asAdmin('PATCH', `${PATH}/${order.id}`, { body });
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await get(order.id)).metadata).toEqual({ field_0: 'kept', field_1: 'kept' });
  });

  it('stay without a customer who is deleted, and move with customers who are merged', async () => {
    const { body: order } = await place({ customer: { email: 'gone@example.com' } });
    const { body: other } = await place({ customer: { email: 'gone2@example.com' } });
    await server.sdk.customers.merge(order.customer.id, { customer_ids: [other.customer.id] });
    expect((await get(other.id)).customer.id).toBe(order.customer.id);
    for (const { id } of [...licensesIn(order), ...licensesIn(other)]) {
      await server.sdk.licenses.delete(id);
    }
    await server.sdk.customers.delete(order.customer.id);
    expect(await get(order.id)).toMatchObject({ customer: null, lines: [{ licenses: [] }] });
  });

  it('are for a key of some products those all of whose lines are for these', async () => {
    const { key } = await keyOf(server, 'internal', { products: ['studio'] });
    const { body: own } = await place({ external_id: fresh('scoped') });
    const { body: both } = await place({
      external_id: fresh('scoped'),
      lines: [{ product: 'studio' }, { product: 'shop' }],
    });
    const call = (method: 'GET' | 'POST', path: string, body?: object) =>
      server.withKey(method, path, body && { body }, key);
    expect((await call('GET', `${PATH}/${own.id}`)).status).toBe(200);
    expect((await call('GET', `${PATH}/${both.id}`)).status).toBe(404);
    expect((await call('POST', `${PATH}/${both.id}/refund`, {})).status).toBe(404);
    const { body: page } = await call('GET', PATH);
    expect(page.items.map(({ id }: Given) => id)).toContain(own.id);
    expect(page.items.map(({ id }: Given) => id)).not.toContain(both.id);
    const order = { external_id: both.external_id, customer: { email: 'a@example.com' } };
    const { status, body } = await call('POST', PATH, { ...order, lines: [{ product: 'studio' }] });
    expect([status, body.error.code]).toEqual([409, 'CONFLICT']);
  });

  it('are not for a key of some products once the product of one of their lines is deleted', async () => {
    const { id: doomed } = await aProduct(server, fresh('doomed'));
    const { body: order } = await place({
      external_id: fresh('scoped'),
      lines: [{ product: 'studio' }, { product: doomed }],
    });
    await server.dataSource.query(`UPDATE order_lines SET product_id = NULL WHERE product_id = $1`, [
      (await server.sdk.products.get(doomed)).number,
    ]);
    const { key } = await keyOf(server, 'internal', { products: ['studio'] });
    expect((await server.withKey('GET', `${PATH}/${order.id}`, {}, key)).status).toBe(404);
  });

  it('show keys of licenses only to callers who can read licenses', async () => {
    const { key } = await keyOf(server, 'internal', { permissions: ['orders:read', 'orders:write'] });
    const { body: placed } = await server.withKey(
      'POST',
      PATH,
      { body: { customer: { email: 'ada@example.com' }, lines: [{ product: 'studio' }] } },
      key,
    );
    expect(licensesIn(placed)).toMatchObject([{ key: expect.any(String) }]);
    const { body } = await server.withKey('GET', `${PATH}/${placed.id}`, {}, key);
    expect(licensesIn(body)).toMatchObject([{ key: null }]);
  });
});

describe('a refund', () => {
  const lines = [
    { product: 'studio', price: 3000, currency: 'EUR' },
    { product: 'studio', price: 2000, currency: 'EUR' },
    { product: 'shop', price: 5000, currency: 'EUR' },
  ];

  it('revokes the licenses of the lines that are paid back, and of all in the end', async () => {
    const { body: order } = await place({ lines });
    const refund = (body: object) => server.asAdmin('POST', `${PATH}/${order.id}/refund`, { body });
    const part = await refund({ lines: [order.lines[1].id], reason: 'Bought twice' });
    expect(part.body).toMatchObject({ state: 'partly_refunded', refunded: 2000 });
    expect(await statusesOf(order.id)).toEqual(['unused', 'revoked', 'unused']);
    const all = await refund({});
    expect([all.status, all.body]).toMatchObject([200, { state: 'refunded', refunded: 10_000 }]);
    expect(licensesIn(all.body).map(({ status }) => status)).toEqual(['revoked', 'revoked', 'revoked']);
    expect((await refund({})).body).toEqual(all.body);
    const events = await eventsOf(server, order.id);
    expect(events.map(({ name }) => name)).toEqual(['order.paid', 'order.partly_refunded', 'order.refunded']);
    expect(events[1]?.data).toMatchObject({
      refunded: 2000,
      lines: [{ uid: order.lines[1].id }],
      licenses: [order.lines[1].licenses[0].id],
      change: { reason: 'Bought twice' },
    });
  });

  it('is refused for a line that the order does not have', async () => {
    const { body: order } = await place({ lines });
    const { status, body } = await server.asAdmin('POST', `${PATH}/${order.id}/refund`, { body: { lines: [NOBODY] } });
    expect([status, body.error.details?.[0]?.field]).toEqual([400, 'lines.0']);
    expect(await statusesOf(order.id)).toEqual(['unused', 'unused', 'unused']);
  });

  it('ends as many lines as an amount pays back, however often it is told', async () => {
    const { body: order } = await place({ lines });
    await follow(order.id, paidBack(1000));
    expect(await get(order.id)).toMatchObject({ state: 'partly_refunded', refunded: 1000 });
    expect(await statusesOf(order.id)).toEqual(['unused', 'unused', 'unused']);
    await follow(order.id, paidBack(1000, 4000));
    await follow(order.id, paidBack(1000, 4000));
    expect(await statusesOf(order.id)).toEqual(['revoked', 'unused', 'unused']);
    await follow(order.id, paidBack(1000, 4000, 10_000), { refund: 'suspend' });
    expect(await statusesOf(order.id)).toEqual(['revoked', 'disabled', 'disabled']);
    expect(await get(order.id)).toMatchObject({ state: 'refunded', refunded: 10_000 });
  });

  it('that races a renewal leaves no usable license', async () => {
    const uid = await subscription();
    const later = new Date('2028-12-31T00:00:00.000Z');
    await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM orders WHERE uid = $1 FOR UPDATE', values: [uid] },
      [
        () => follow(uid, { periodEnd: later }),
        () => lifecycle.refund(uid).then(() => undefined),
        () => follow(uid, { periodEnd: later }),
      ],
    );
    expect(await get(uid)).toMatchObject({ state: 'refunded', period_end: later.toISOString() });
    expect(await statusesOf(uid)).toEqual(['revoked']);
  });
});

describe('a subscription', () => {
  it('gives licenses that end with the paid period, and renewals extend them once', async () => {
    const uid = await subscription();
    const [given] = licensesIn(await get(uid));
    expect((await license(given?.id ?? '')).expires_at).toBe(NEXT_YEAR.toISOString());
    const later = new Date('2028-12-31T00:00:00.000Z');
    await follow(uid, { periodEnd: later });
    states.delete(uid);
    await follow(uid, { periodEnd: later });
    expect((await license(given?.id ?? '')).expires_at).toBe(later.toISOString());
    const names = (await eventsOf(server, uid)).map(({ name }) => name);
    expect(names).toEqual(['order.paid', 'order.renewed']);
  });

  it('that is past due is suspended after the chosen days, and usable again when the payment is made', async () => {
    const uid = await subscription();
    await follow(uid, { pastDueAt: server.clock.now() });
    await runJob(server, 'suspend-overdue-orders');
    expect([await statusesOf(uid), (await get(uid)).state]).toEqual([['unused'], 'past_due']);
    server.clock.advance(7 * DAY);
    await runJob(server, 'suspend-overdue-orders');
    await runJob(server, 'suspend-overdue-orders');
    expect(await statusesOf(uid)).toEqual(['disabled']);
    await follow(uid, { pastDueAt: null });
    expect([await statusesOf(uid), (await get(uid)).state]).toEqual([['unused'], 'paid']);
    const names = (await eventsOf(server, uid)).map(({ name }) => name);
    expect(names).toEqual(['order.paid', 'order.past_due', 'order.suspended', 'order.recovered']);
  });

  it('is unchanged if its licenses cannot be suspended', async () => {
    const uid = await subscription();
    const suspending = jest.spyOn(server.app.get(LicenseLifecycleService, { strict: false }), 'disable');
    suspending.mockRejectedValueOnce(new Error('no'));
    await expect(follow(uid, { disputedAt: server.clock.now() })).rejects.toThrow('no');
    expect([await statusesOf(uid), (await get(uid)).state]).toEqual([['unused'], 'paid']);
  });

  it('that is cancelled lets its licenses end with the period, or suspends them now', async () => {
    const uid = await subscription();
    const cancel = (when?: string) => server.asAdmin('POST', `${PATH}/${uid}/cancel`, { body: { when } });
    expect((await cancel()).body).toMatchObject({ state: 'cancelled', cancelled_at: expect.any(String) });
    expect(await statusesOf(uid)).toEqual(['unused']);
    await cancel('now');
    expect(await statusesOf(uid)).toEqual(['disabled']);
    await follow(uid, { cancelled: { at: server.clock.now(), isEnded: true } });
    await follow(uid, { cancelled: null, periodEnd: new Date('2028-06-30T00:00:00.000Z') });
    expect([await statusesOf(uid), (await get(uid)).state]).toEqual([['unused'], 'paid']);
  });

  it('moves to another plan with its keys, and keeps the seats that were bought', async () => {
    const { reference } = await aProductWith(server, fresh('plan'), { max_activations: 2, features: ['export'] });
    const uid = await subscription({ lines: [{ product: 'studio' }, { product: 'studio', seats: 9 }] });
    const [one, two] = (await get(uid)).lines;
    await plans.changePlan(uid, one.id, { product: reference });
    await plans.changePlan(uid, two.id, { product: reference });
    await plans.changePlan(uid, two.id, { product: reference });
    const moved = await get(uid);
    expect(licensesIn(moved).map(({ key }) => key)).toEqual(licensesIn({ lines: [one, two] }).map(({ key }) => key));
    expect(await license(one.licenses[0].id)).toMatchObject({
      product: reference,
      max_activations: 2,
      features: ['export'],
    });
    expect(await license(two.licenses[0].id)).toMatchObject({ product: reference, max_activations: 9 });
    expect((await eventsOf(server, uid)).map(({ name }) => name)).toEqual([
      ...['order.paid', 'order.plan_changed', 'order.plan_changed'],
    ]);
  });

  it('changes its seats, and its licenses: those that were never used end first and come back first', async () => {
    const uid = await subscription({ lines: [{ product: 'studio', quantity: 3 }] });
    const [line] = (await get(uid)).lines;
    await plans.changeQuantity(uid, line.id, { seats: 4 });
    await activate(server, line.licenses[2].key, 'desk');
    await plans.changeQuantity(uid, line.id, { quantity: 1 });
    await plans.changeQuantity(uid, line.id, { quantity: 1 });
    expect(await statusesOf(uid)).toEqual(['disabled', 'disabled', 'active']);
    await plans.changeQuantity(uid, line.id, { quantity: 4 });
    expect(await statusesOf(uid)).toEqual(['unused', 'unused', 'active', 'unused']);
    const added = licensesIn(await get(uid)).at(-1);
    expect(await license(added?.id ?? '')).toMatchObject({ max_activations: 4, expires_at: NEXT_YEAR.toISOString() });
  });
});

describe('a dispute', () => {
  it('that is won restores what it did, and not what somebody else did', async () => {
    const uid = await subscription({ lines: [{ product: 'studio', quantity: 3 }] });
    const [one, two, three] = licensesIn(await get(uid));
    await server.asAdmin('POST', `/api/v1/licenses/${one?.id}/disable`);
    await follow(uid, { disputedAt: server.clock.now() });
    expect([(await get(uid)).state, await statusesOf(uid)]).toEqual(['disputed', ['disabled', 'disabled', 'disabled']]);
    await server.asAdmin('POST', `/api/v1/licenses/${two?.id}/enable`);
    server.clock.advance(1_000);
    await server.asAdmin('POST', `/api/v1/licenses/${two?.id}/disable`);
    await server.asAdmin('POST', `/api/v1/licenses/${three?.id}/block`);
    await follow(uid, { disputedAt: null });
    expect([(await get(uid)).state, await statusesOf(uid)]).toEqual(['paid', ['disabled', 'disabled', 'blocked']]);
    await server.asAdmin('POST', `/api/v1/licenses/${three?.id}/unblock`);
    expect(await statusesOf(uid)).toEqual(['disabled', 'disabled', 'unused']);
  });

  it('leaves alone a license that somebody disables in the same moment', async () => {
    const uid = await subscription();
    const [given] = licensesIn(await get(uid));
    await raceInOrder({ databaseUrl: server.databaseUrl, ...licenseOf(given?.key ?? '') }, [
      () => server.asAdmin('POST', `/api/v1/licenses/${given?.id}/disable`).then(() => undefined),
      () => follow(uid, { disputedAt: server.clock.now() }),
    ]);
    await follow(uid, { disputedAt: null });
    expect(await statusesOf(uid)).toEqual(['disabled']);
  });

  it('that ends while the order is past due leaves the licenses suspended', async () => {
    const uid = await subscription();
    await follow(uid, { pastDueAt: server.clock.now() }, { pastDueDays: 0 });
    await runJob(server, 'suspend-overdue-orders');
    await follow(uid, { disputedAt: server.clock.now() }, { dispute: 'revoke' });
    expect(await statusesOf(uid)).toEqual(['revoked']);
    await follow(uid, { disputedAt: null });
    expect([(await get(uid)).state, await statusesOf(uid)]).toEqual(['past_due', ['disabled']]);
    await follow(uid, { pastDueAt: null });
    expect(await statusesOf(uid)).toEqual(['unused']);
  });

  it('does not restore a line that was paid back', async () => {
    const uid = await subscription({ lines: [{ product: 'studio' }, { product: 'shop' }] });
    const [line] = (await get(uid)).lines;
    await follow(uid, { disputedAt: server.clock.now() });
    await lifecycle.refund(uid, { lines: [line.id], effect: 'suspend' });
    await follow(uid, { disputedAt: null });
    expect([(await get(uid)).state, await statusesOf(uid)]).toEqual(['partly_refunded', ['disabled', 'unused']]);
  });
});

describe('the pages of orders', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = new Browser(server);
    await browser.signIn();
  });

  const NEW = '/console/orders/new';
  const ORDER = {
    'customer.email': 'page@example.com',
    'customer.name': 'Page Turner',
    'lines.0.product': 'studio',
    'lines.0.quantity': '2',
    'lines.0.price': '49,90',
    'lines.0.currency': 'eur',
    external_id: 'page-1',
    subscription_id: 'page-sub',
    period_end: '2027-06-30',
  };

  it('add an order, which the list, the search, the customer and the license lead to', async () => {
    const fields = { ...fieldsOf((await browser.get(NEW)).html), ...ORDER };
    const { status, location = '' } = await browser.post(NEW, fields);
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/console\/orders\/[0-9a-f-]{36}$/)]);
    const id = location.split('/').at(-1) ?? '';
    const order = await get(id);
    expect(order).toMatchObject({
      external_id: 'page-1',
      subscription_id: 'page-sub',
      state: 'paid',
      total: 4990,
      currency: 'EUR',
      customer: { name: 'Page Turner' },
      lines: [{ quantity: 2, seats: null }],
    });
    expect(await license(licensesIn(order)[0]?.id ?? '')).toMatchObject({ expires_at: order.period_end });
    const { html } = await browser.get(location);
    for (const text of [
      'page-1',
      'page-sub',
      'Page Turner',
      '€49.90',
      ...licensesIn(order).map(({ id: one }) => one),
    ]) {
      expect(html).toContain(text);
    }
    const again = await browser.post(NEW, { ...fields, form_id: 'of another page' });
    expect(again.location).toBe(location);
    expect((await browser.get(location)).html).toContain('exists already');
    for (const path of [
      '/console/orders',
      '/console/orders?q=page-sub&state=paid',
      '/console/orders?shop=manual&created_from=2000-01-01&created_to=2999-12-31',
      `/console/orders?customer=${order.customer.id}`,
      '/console/search?q=page-1',
      `/customer/edit/${order.customer.id}?tab=orders`,
      `/license/edit/${licensesIn(order)[0]?.id}`,
    ]) {
      expect([path, (await browser.get(path)).html.includes(`/console/orders/${id}`)]).toEqual([path, true]);
    }
    for (const query of ['shop=elsewhere', 'created_to=2000-01-01', 'created_from=2999-01-01']) {
      expect([query, (await browser.get(`/console/orders?${query}`)).html.includes(id)]).toEqual([query, false]);
    }
    expect((await browser.get('/console/orders?created_from=soon')).status).toBe(400);
    const report = async (query: string) => (await browser.get(`/console/reports/orders?${query}`)).html;
    const page = await report('q=page-1&created_within=1&product=studio');
    const figures = [...page.matchAll(/<dd class="figure-value">([^<]*)/g)].map(([, value]) => value);
    expect(figures).toEqual(['1', '1', '€49.90', '€0']);
    expect(page).toMatch(/Orders by shop.*href="\/console\/reports\/orders\?[^"]*shop=manual[^"]*".*1 · €49.90/s);
    expect(await report('q=page-1&table=1')).toMatch(/<table[^>]*aria-label="Orders by shop".*manual.*€49.90/s);
    expect(await report('license=unknown')).toContain('Nothing meets all conditions');
    expect((await browser.get('/console/reports/orders?created_within=0')).status).toBe(400);
    const { html: file } = await browser.get('/console/orders/export/file?q=page-1');
    expect(file).toContain('page-1');
  });

  it.each([
    ['customer.email', 'nobody', 'Enter an e-mail address'],
    ['lines.0.price', '4.999', 'Enter an amount such as 49'],
    ['lines.0.currency', 'XXY', 'Enter an ISO 4217 code'],
    ['lines.0.currency', '', 'Enter the currency'],
    ['lines.0.quantity', '501', '500 or less'],
    ['period_end', 'soon', 'Enter a date'],
  ])('show the form again with %s = %s, the problem beside its field', async (name, value, problem) => {
    const fields = { ...fieldsOf((await browser.get(NEW)).html), ...ORDER, external_id: 'page-bad', [name]: value };
    const { status, html } = await browser.post(NEW, fields);
    expect([status, html.includes(problem), html.includes('value="page-bad"')]).toEqual([422, true, true]);
    expect(await list('external_id=page-bad')).toEqual([]);
  });

  it('take up to ten lines, which buttons add and remove without saving', async () => {
    const sent = { ...fieldsOf((await browser.get(NEW)).html), ...ORDER, external_id: 'page-lines' };
    const press = async (fields: Record<string, string>, value: string) =>
      (await browser.post(NEW, { ...fields, do: value })).html;
    let html = await press(sent, 'add-line');
    expect(html).toMatch(/name="lines\.1\.currency"[^>]*value="eur"/);
    const two = { ...fieldsOf(html), 'lines.1.product': 'shop', 'lines.1.quantity': '3', 'lines.1.price': '10' };
    html = await press(two, 'add-line');
    html = await press({ ...fieldsOf(html), 'lines.2.quantity': '7' }, 'remove-line-1');
    expect(fieldsOf(html)).toMatchObject({
      'lines.0.price': '49,90',
      'lines.1.quantity': '7',
      external_id: 'page-lines',
    });
    expect(fieldsOf(html)).not.toHaveProperty('lines.2.product');
    const nine = Array.from({ length: 9 }, (_, line) => [`lines.${line}.quantity`, '1'] as const);
    html = await press({ ...fieldsOf(html), ...Object.fromEntries(nine) }, 'add-line');
    expect([fieldsOf(html), html]).toEqual([
      expect.objectContaining({ 'lines.9.quantity': '1' }),
      expect.not.stringContaining('value="add-line"'),
    ]);
    expect(await list('external_id=page-lines')).toEqual([]);

    const bad = await browser.post(NEW, { ...two, 'lines.1.price': '4.999' });
    expect([bad.status, bad.html.includes('id="field-lines-1-price-error"')]).toEqual([422, true]);
    await browser.post(NEW, two);
    const [id = ''] = await list('external_id=page-lines');
    expect(await get(id)).toMatchObject({
      total: 5990,
      lines: [
        { product: 'studio', quantity: 2, price: 4990 },
        { product: 'shop', quantity: 3, price: 1000 },
      ],
    });
    expect((await browser.get(`/console/orders/${id}`)).html).toContain('data-label="Licenses"');
  });

  it('refund one line or all, and cancel, after a question', async () => {
    const { body: order } = await place({ lines: [{ product: 'studio' }, { product: 'shop' }] });
    const path = `/console/orders/${order.id}`;
    const refund = `${path}/refund?line=${order.lines[1].id}`;
    expect((await browser.get(refund)).html).toContain('One license is revoked');
    expect((await browser.post(refund, fieldsOf((await browser.get(refund)).html))).location).toBe(path);
    expect(await statusesOf(order.id)).toEqual(['unused', 'revoked']);
    await browser.post(`${path}/cancel`, fieldsOf((await browser.get(`${path}/cancel`)).html));
    expect(await get(order.id)).toMatchObject({ state: 'cancelled' });
    await browser.post(`${path}/refund`, fieldsOf((await browser.get(`${path}/refund`)).html));
    expect([await statusesOf(order.id), (await get(order.id)).state]).toEqual([['revoked', 'revoked'], 'refunded']);
    expect((await browser.get(`${path}/refund`)).location).toBe(path);
  });
});
