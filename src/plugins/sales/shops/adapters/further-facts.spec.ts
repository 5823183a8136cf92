import {
  creem,
  creemCheckout,
  creemEvent,
  creemOrder,
  creemRefund,
  creemSubscription,
} from '../../../../../test/support/sample-shops/creem';
import {
  dodo,
  dodoEvent,
  dodoPayment,
  dodoRefund,
  dodoSubscription,
} from '../../../../../test/support/sample-shops/dodo';
import {
  fastSpring,
  fastSpringBody,
  fastSpringCharge,
  fastSpringEvent,
  fastSpringOrder,
  fastSpringReturn,
  fastSpringSubscription,
} from '../../../../../test/support/sample-shops/fastspring';
import { meaningOf } from '../../../../../test/support/sample-shops/meaning';
import { TIMES } from '../../../../../test/testkit/sample-shop';
import { creemAdapter } from './creem/creem.adapter';
import { dodoAdapter } from './dodo/dodo.adapter';
import { fastSpringAdapter } from './fastspring/fastspring.adapter';

const AT = TIMES.refunded;

describe('Creem', () => {
  const meaning = (type: string, object: object) => meaningOf(creemAdapter, creem, creemEvent(type, AT, object));

  it('tells single orders, and their refunds in part and as a whole', async () => {
    expect(await meaning('checkout.completed', creemCheckout({ subscription: null }))).toEqual([
      '03-13T09:00:00 paid order:ord_1 ada@example.com 2×prod_basic (1190 EUR)',
    ]);
    const single = { id: 'tran_1', subscription: null };
    expect(await meaning('refund.created', creemRefund(single))).toEqual(['03-13T09:00:00 refunded order:ord_1 all']);
    const part = { ...single, status: 'partialRefund', refunded_amount: 300 };
    expect(await meaning('refund.created', creemRefund(part))).toEqual(['03-13T09:00:00 refunded order:ord_1 300']);
    expect(await meaning('refund.created', { ...creemRefund(), status: 'pending' })).toEqual(['ignored']);
  });

  it('names the first payment by its transaction, so that its refund is that of the sale', async () => {
    const fact = async (body: string) => {
      const credentials = { secrets: [creem.secret], apiKey: null };
      const request = { body: Buffer.from(body), receivedAt: new Date(AT), ...creem.deliver(body, new Date(AT)) };
      const event = await creemAdapter.verify(request, credentials);
      const meaningOfEvent = event && (await creemAdapter.interpret(event, credentials));
      return meaningOfEvent?.outcome === 'facts' ? meaningOfEvent.facts.at(-1)?.payment : null;
    };
    const [checkout = '', , paid = ''] = creem.events.bought;
    expect(await Promise.all([fact(checkout), fact(paid)])).toEqual([['tran_1'], ['tran_1']]);
    const older = creemCheckout({ order: creemOrder({ transaction: undefined }), subscription: 'sub_1' });
    expect(await fact(creemEvent('checkout.completed', AT, older))).toEqual(['ord_1']);
  });

  it('knows a dispute, the beginning of a trial and the end of a subscription', async () => {
    expect(await meaning('dispute.created', creemRefund())).toEqual([
      '03-13T09:00:00 disputed subscription:sub_1 other:tran_3',
    ]);
    expect((await meaning('subscription.trialing', creemSubscription())).at(-1)).toBe(
      '03-13T09:00:00 renewed subscription:sub_1 until 02-10T10:00:00',
    );
    const last = async (type: string, status = 'active') => (await meaning(type, creemSubscription({ status }))).at(-1);
    const cancelled = '03-13T09:00:00 cancelled subscription:sub_1';
    expect(await last('subscription.scheduled_cancel')).toBe(`${cancelled} at the end`);
    expect(await last('subscription.paused')).toBe(`${cancelled} at the end`);
    expect(await last('subscription.canceled')).toBe(`${cancelled} now`);
    expect(await last('subscription.update', 'canceled')).toBe(`${cancelled} now`);
    // Creem may still collect the payment.
    expect(await last('subscription.expired')).toBe('03-13T09:00:00 past_due subscription:sub_1');
  });

  it('leaves what it does not know to a person', async () => {
    const pending = { ...creemOrder(), status: 'held' };
    expect(await meaning('checkout.completed', { ...creemCheckout(), order: pending })).toEqual([
      expect.stringContaining('unmapped: Of this event, order.status is "held"'),
    ]);
    expect(await meaning('subscription.update', creemSubscription({ status: 'frozen' }))).toEqual([
      expect.stringContaining('status is "frozen"'),
    ]);
    expect(await meaning('subscription.paid', creemSubscription({ current_period_end_date: null }))).toEqual([
      expect.stringContaining('no time'),
    ]);
    expect(await meaning('refund.created', { ...creemRefund(), status: 'queued' })).toEqual([
      expect.stringContaining('status is "queued"'),
    ]);
    expect(await meaning('checkout.completed', creemCheckout({ order: null }))).toEqual([
      expect.stringContaining('Missing field: order'),
    ]);
  });
});

describe('Dodo Payments', () => {
  const meaning = (type: string, data: object) => meaningOf(dodoAdapter, dodo, dodoEvent(type, AT, data));

  it('tells single payments, and their refunds in part and as a whole', async () => {
    const single = { subscription_id: null, product_cart: [{ product_id: 'pdt_basic', quantity: 1 }] };
    expect(await meaning('payment.succeeded', dodoPayment(single))).toEqual([
      '03-13T09:00:00 paid order:pay_1 other:pay_1 ada@example.com 1×pdt_basic (1190 EUR)',
    ]);
    expect(await meaning('payment.succeeded', dodoPayment({ is_update_payment_method: true }))).toEqual(['ignored']);
    const refund = { payment_id: 'pay_1', is_partial: true, amount: 300 };
    expect(await meaning('refund.succeeded', dodoRefund(refund))).toEqual(['03-13T09:00:00 refunded other:pay_1 300']);
  });

  it('knows disputes: a lost one is a refund of its payment', async () => {
    const ends = await Promise.all(
      ['opened', 'won', 'cancelled', 'lost', 'accepted'].map((end) =>
        meaning(`dispute.${end}`, { payment_id: 'pay_3' }),
      ),
    );
    expect(ends.flat()).toEqual(
      ['disputed', 'dispute_won', 'dispute_won', 'refunded', 'refunded'].map((fact) =>
        expect.stringMatching(new RegExp(`^03-13T09:00:00 ${fact} other:pay_3`)),
      ),
    );
  });

  it('begins a sale with the first period of a subscription, and with no later one', async () => {
    const first = await meaning('subscription.active', dodoSubscription());
    expect(first[0]).toMatch(/^03-13T09:00:00 paid subscription:sub_1 ada@example.com/);
    const later = dodoSubscription({ previous_billing_date: TIMES.firstEnd, next_billing_date: TIMES.secondEnd });
    expect((await meaning('subscription.active', later))[0]).toBe(
      '03-13T09:00:00 renewed subscription:sub_1 until 03-10T10:00:00',
    );
  });

  it('lets a subscription end with its period, and at once', async () => {
    const last = async (change: Parameters<typeof dodoSubscription>[0]) =>
      (await meaning('subscription.updated', dodoSubscription(change))).at(-1);
    const cancelled = '03-13T09:00:00 cancelled subscription:sub_1';
    expect(await last({ cancel_at_next_billing_date: true })).toBe(`${cancelled} at the end`);
    expect(await last({ status: 'paused' })).toBe(`${cancelled} at the end`);
    expect(await last({ status: 'cancelled' })).toBe(`${cancelled} now`);
    expect(await last({ status: 'expired' })).toBe(`${cancelled} now`);
    expect(await last({ status: 'failed' })).toBe('ignored');
    const addons = [{ addon_id: 'adn_1', quantity: 3 }];
    expect(await meaning('subscription.updated', dodoSubscription({ addons }))).toContain(
      '03-13T09:00:00 changed subscription:sub_1 2×pdt_basic (1190 EUR) + 3×adn_1',
    );
  });

  it('leaves what it does not know to a person', async () => {
    expect(await meaning('subscription.updated', { ...dodoSubscription(), status: 'frozen' })).toEqual([
      expect.stringContaining('unmapped: Of this event, status is "frozen"'),
    ]);
    expect(await meaning('subscription.renewed', dodoSubscription({ next_billing_date: null }))).toEqual([
      expect.stringContaining('no time'),
    ]);
    expect(await meaning('refund.succeeded', dodoRefund({ is_partial: true, amount: null }))).toEqual([
      expect.stringContaining('Missing field: amount'),
    ]);
    expect(await meaning('payment.succeeded', dodoPayment({ subscription_id: null }))).toEqual([
      expect.stringContaining('Missing field: product_cart'),
    ]);
  });
});

describe('FastSpring', () => {
  const meaning = (type: string, data: object) =>
    meaningOf(fastSpringAdapter, fastSpring, fastSpringBody(fastSpringEvent(type, AT, data)));
  const item = { product: 'manual', sku: 'M-1', quantity: 1, subtotal: 4.5, discount: 0.5 };

  it('tells single orders, and their returns in part and as a whole', async () => {
    expect(await meaning('order.completed', fastSpringOrder({ items: [item] }))).toEqual([
      '01-10T10:00:00 paid order:order1 other:order1 ada@example.com 1×manual|M-1 (1190 EUR)',
    ]);
    const original = { id: 'order1', total: 11.9 };
    expect(await meaning('return.created', fastSpringReturn({ original, totalReturn: 3.005 }))).toEqual([
      '03-13T09:00:00 refunded other:order1 301',
    ]);
    expect(await meaning('return.created', fastSpringReturn({ completed: false }))).toEqual(['ignored']);
    expect(await meaning('chargeback.created', { id: 'order1', order: 'order1', status: 'NEW' })).toEqual([
      '03-13T09:00:00 disputed other:order1',
    ]);
  });

  it('reads an order without webhook expansion, and beside a subscription what is sold once', async () => {
    const items = [{ ...item, subscription: 'subscription1' }, item];
    expect(await meaning('order.completed', fastSpringOrder({ items, account: 'account1' }))).toEqual([
      '01-10T10:00:00 paid order:order1 subscription:subscription1 other:order1 ada@example.com 1×manual|M-1 (400 EUR) + 1×manual|M-1 (400 EUR)',
    ]);
  });

  it('lets a subscription end with its period, and at once', async () => {
    const last = async (change: Parameters<typeof fastSpringSubscription>[0]) =>
      (await meaning('subscription.updated', fastSpringSubscription(change))).at(-1);
    const sale = 'subscription:subscription1';
    expect(await last({ state: 'canceled' })).toBe(`01-10T10:00:00 cancelled ${sale} at the end`);
    expect(await last({ state: 'paused' })).toBe(`01-10T10:00:00 cancelled ${sale} at the end`);
    expect(await last({ isPauseScheduled: true })).toBe(`01-10T10:00:00 cancelled ${sale} at the end`);
    expect(await last({ state: 'deactivated' })).toBe(`01-10T10:00:00 cancelled ${sale} now`);
    expect(await last({ state: 'trial' })).toBe(`01-10T10:00:00 renewed ${sale} until 02-10T10:00:00`);
    expect(await last({ next: null, end: Date.parse(TIMES.secondEnd) })).toBe(
      `01-10T10:00:00 renewed ${sale} until 03-10T10:00:00`,
    );
    expect(await last({ next: null })).toBe(`01-10T10:00:00 recovered ${sale}`);
  });

  it('leaves what it does not know to a person', async () => {
    const two = [1, 2].map((id) => ({ ...item, subscription: `subscription${id}` }));
    expect(await meaning('order.completed', fastSpringOrder({ items: two }))).toEqual([
      expect.stringContaining('unmapped: The order has several subscriptions'),
    ]);
    expect(await meaning('subscription.charge.completed', fastSpringCharge({ subscription: 'subscription1' }))).toEqual(
      [expect.stringContaining('enable webhook expansion')],
    );
    expect(await meaning('subscription.updated', { ...fastSpringSubscription(), state: 'frozen' })).toEqual([
      expect.stringContaining('state is "frozen"'),
    ]);
    expect(await meaning('subscription.updated', { ...fastSpringSubscription(), changed: null })).toEqual([
      expect.stringContaining('changed is missing'),
    ]);
    expect(await meaning('return.created', fastSpringReturn({ original: null }))).toEqual([
      expect.stringContaining('Missing field: original'),
    ]);
  });

  it('takes all events of a body, and none of a body of which one is none', () => {
    const orders = ['order1', 'order2', 'order3'].map((id) =>
      fastSpringEvent('order.completed', AT, fastSpringOrder({ id })),
    );
    const verify = (...events: object[]) => {
      const body = fastSpringBody(...events);
      const request = { body: Buffer.from(body), receivedAt: new Date(AT), ...fastSpring.deliver(body, new Date(AT)) };
      return fastSpringAdapter.verify(request, { secrets: [fastSpring.secret], apiKey: null });
    };
    expect(verify(...orders)).toMatchObject({
      payload: orders[0],
      further: [{ payload: orders[1] }, { payload: orders[2] }],
    });
    expect(verify()).toBeNull();
    expect(() => verify(...orders, { id: 'event9' })).toThrow('malformed');
  });
});

it('an event of a type that is not known needs a person', async () => {
  const meanings = await Promise.all([
    meaningOf(creemAdapter, creem, creemEvent('dispute.won', AT, creemRefund())),
    meaningOf(dodoAdapter, dodo, dodoEvent('subscription.merged', AT, dodoSubscription())),
    meaningOf(
      fastSpringAdapter,
      fastSpring,
      fastSpringBody(fastSpringEvent('subscription.group.payment.charge.failed', AT, {})),
    ),
  ]);
  expect(meanings).toEqual(
    ['dispute.won', 'subscription.merged', 'subscription.group.payment.charge.failed'].map((type) => [
      `unmapped: Of this event, type is "${type}", which Keyward does not know.`,
    ]),
  );
});
