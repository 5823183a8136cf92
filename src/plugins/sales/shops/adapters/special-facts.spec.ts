import { gumroad, gumroadSale, gumroadSubscription } from '../../../../../test/support/sample-shops/gumroad';
import {
  lemonEvent,
  lemonOrder,
  lemonSqueezy,
  lemonSubscription,
} from '../../../../../test/support/sample-shops/lemon-squeezy';
import { meaningOf } from '../../../../../test/support/sample-shops/meaning';
import {
  paddle,
  paddleAdjustment,
  paddleEvent,
  paddleSubscription,
  paddleTransaction,
} from '../../../../../test/support/sample-shops/paddle';
import {
  polar,
  polarEvent,
  polarOrder,
  polarRefund,
  polarSubscription,
} from '../../../../../test/support/sample-shops/polar';
import { TIMES } from '../../../../../test/testkit/sample-shop';
import { wooCommerce, wooOrder, wooSubscription } from '../../../../../test/support/sample-shops/woocommerce';
import { InvalidShopEvent } from '../shop-adapter';
import { EnvatoAdapter, type EnvatoSale } from './envato/envato.adapter';
import { gumroadAdapter } from './gumroad/gumroad.adapter';
import { lemonSqueezyAdapter } from './lemon_squeezy/lemon-squeezy.adapter';
import { PaddleAdapter, paddleAdapter } from './paddle/paddle.adapter';
import { polarAdapter } from './polar/polar.adapter';
import type { ReadShopApi } from './shop-api';
import { wooCommerceAdapter } from './woocommerce/woocommerce.adapter';

const AT = TIMES.refunded;

/** A shop's API that answers by path, and the paths that were read. */
function anApi(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const read: ReadShopApi = (url, token) => {
    asked.push(`${url} ${token}`);
    const { [new URL(url).pathname]: body } = answers;
    return Promise.resolve(typeof body === 'number' ? { status: body, body: {} } : { status: body ? 200 : 404, body });
  };
  return { read, asked };
}

describe('Paddle', () => {
  const meaning = (type: string, data: object) => meaningOf(paddleAdapter, paddle, paddleEvent(type, AT, data));
  const single = { subscription_id: null, billing_period: null };

  it('reads the buyer from the API if there is a key, of the sandbox with a key of it', async () => {
    const body = paddleEvent('transaction.completed', AT, paddleTransaction(single));
    const api = anApi({ '/customers/ctm_01': { data: { id: 'ctm_01', email: 'ada@example.com', name: null } } });
    const paid = '03-13T09:00:00 paid order:txn_01 ada@example.com 2×pri_basic|pro_editor (1190 EUR)';
    const adapter = new PaddleAdapter(api.read);
    expect(await meaningOf(adapter, paddle, body, 'pdl_live_key')).toEqual([paid]);
    expect(await meaningOf(adapter, paddle, body, 'pdl_sdbx_key')).toEqual([paid]);
    expect(api.asked).toEqual([
      'https://api.paddle.com/customers/ctm_01 pdl_live_key',
      'https://sandbox-api.paddle.com/customers/ctm_01 pdl_sdbx_key',
    ]);
    const refusing = new PaddleAdapter(anApi({ '/customers/ctm_01': 403 }).read);
    expect(await meaningOf(refusing, paddle, body, 'key')).toEqual([
      expect.stringMatching(/^unmapped: Paddle refuses/),
    ]);
  });

  it('sums the refunds of a payment by the API, and takes a single one without it', async () => {
    const adjustment = paddleAdjustment({ type: 'partial', totals: { ...paddleAdjustment().totals, total: '300' } });
    const other = paddleAdjustment({ id: 'adj_2', totals: { ...adjustment.totals, total: '200' } });
    const body = paddleEvent('adjustment.updated', AT, adjustment);
    const api = anApi({ '/adjustments': { data: [adjustment, other] } });
    const fact = '03-13T09:00:00 refunded subscription:sub_01 other:txn_01';
    expect(await meaningOf(new PaddleAdapter(api.read), paddle, body, 'key')).toEqual([`${fact} 500`]);
    expect(await meaningOf(paddleAdapter, paddle, body)).toEqual([`${fact} 300`]);
  });

  it('knows disputes, and what is no refund of money', async () => {
    const adjusted = (action: 'chargeback' | 'chargeback_reverse' | 'credit' | 'chargeback_warning') =>
      meaning('adjustment.created', paddleAdjustment({ action, subscription_id: null }));
    expect(await adjusted('chargeback')).toEqual(['03-13T09:00:00 disputed order:txn_01']);
    expect(await adjusted('chargeback_reverse')).toEqual(['03-13T09:00:00 dispute_won order:txn_01']);
    expect([...(await adjusted('credit')), ...(await adjusted('chargeback_warning'))]).toEqual(['ignored', 'ignored']);
  });

  it('ends a subscription with its period if that is scheduled, and at once if it has ended', async () => {
    const scheduled = { action: 'cancel', effective_at: TIMES.thirdEnd } as const;
    const facts = [
      await meaning('subscription.updated', paddleSubscription({ scheduled_change: scheduled })),
      await meaning('subscription.canceled', paddleSubscription({ status: 'canceled' })),
      await meaning('subscription.paused', paddleSubscription({ status: 'paused' })),
    ];
    const cancelled = '03-13T09:00:00 cancelled subscription:sub_01';
    expect(facts.map(([, fact]) => fact)).toEqual([`${cancelled} at the end`, `${cancelled} now`, `${cancelled} now`]);
  });

  it('ignores charges besides the plan, first payments that fail, and other events', async () => {
    const charge = paddleTransaction({ id: 'txn_9', origin: 'subscription_charge' });
    expect(await meaning('transaction.completed', charge)).toEqual(['ignored']);
    expect(await meaning('transaction.payment_failed', paddleTransaction(single))).toEqual(['ignored']);
    expect(await meaning('product.created', { id: 'pro_1' })).toEqual(['ignored']);
  });
});

describe('Lemon Squeezy', () => {
  const order = (change: Parameters<typeof lemonOrder>[0]) =>
    meaningOf(lemonSqueezyAdapter, lemonSqueezy, lemonEvent('order_refunded', 'orders', '91', lemonOrder(change)));
  const subscription = (change: Parameters<typeof lemonSubscription>[0]) =>
    meaningOf(
      lemonSqueezyAdapter,
      lemonSqueezy,
      lemonEvent('subscription_updated', 'subscriptions', '81', lemonSubscription({ updated_at: AT, ...change })),
    );

  it('tells refunds in part, as a whole, and orders that are not paid', async () => {
    const paid = '01-10T10:00:00 paid order:91 ada@example.com 2×71101|711 (1190 EUR)';
    const refunded = '03-13T09:00:00 refunded order:91';
    expect(await order({ refunded_amount: 300, updated_at: AT })).toEqual([paid, `${refunded} 300`]);
    const whole = { status: 'refunded', refunded: true, refunded_amount: 1190, updated_at: AT } as const;
    expect(await order(whole)).toEqual([paid, `${refunded} all`]);
    expect(await order({ status: 'pending' })).toEqual(['ignored']);
  });

  it('lets a cancelled subscription end with what is paid', async () => {
    const facts = await subscription({ status: 'cancelled', cancelled: true, ends_at: TIMES.thirdEnd });
    expect(facts.slice(1)).toEqual([
      '03-13T09:00:00.001 renewed order:91 subscription:81 until 04-10T10:00:00',
      '03-13T09:00:00.002 cancelled order:91 subscription:81 at the end',
    ]);
    expect((await subscription({ status: 'expired' })).at(-1)).toBe(
      '03-13T09:00:00.003 cancelled order:91 subscription:81 now',
    );
    expect((await subscription({ status: 'paused' })).at(-1)).toMatch(/cancelled .* at the end$/);
  });
});

describe('Gumroad', () => {
  const meaning = (body: string) => meaningOf(gumroadAdapter, gumroad, body);
  const single = { subscription_id: '', recurrence: '', 'variants[Tier]': '' };

  it('knows single sales, tests, refunds in part and disputes', async () => {
    const sale = { ...single, sale_id: 'sale9==' };
    expect(await meaning(gumroadSale(sale))).toEqual([
      '01-10T10:00:00 paid order:sale9== ada@example.com 2×prod==|abcde|editor (1190 USD)',
    ]);
    expect(await meaning(gumroadSale({ ...sale, test: 'true' }))).toEqual(['ignored']);
    expect(await meaning(gumroadSale({ ...sale, resource_name: 'refund' }))).toEqual([
      expect.stringMatching(/^unmapped: Gumroad does not send the amount/),
    ]);
    expect(await meaning(gumroadSale({ ...sale, resource_name: 'dispute_won' }))).toEqual([
      '01-10T10:00:00.001 dispute_won order:sale9==',
    ]);
    expect(await meaning(gumroadSale({ ...sale, resource_name: 'dispute' }))).toEqual([
      '01-10T10:00:00 disputed order:sale9==',
    ]);
  });

  it('lets a cancelled subscription end with its period, and applies a downgrade with the next payment', async () => {
    expect(
      await meaning(gumroadSubscription('cancellation', { cancelled_at: AT, cancelled_by_buyer: 'true' })),
    ).toEqual(['03-13T09:00:00 cancelled subscription:sub1== at the end']);
    const later = { type: 'downgrade', effective_as_of: TIMES.thirdEnd, 'new_plan[tier][name]': 'Basic' };
    expect(await meaning(gumroadSubscription('subscription_updated', later))).toEqual(['ignored']);
  });
});

describe('WooCommerce', () => {
  const meaning = (body: object | string) =>
    meaningOf(wooCommerceAdapter, wooCommerce, typeof body === 'string' ? body : JSON.stringify(body));
  const modified = { date_modified_gmt: '2026-03-13T09:00:00' };

  it('accepts the unsigned test of a new webhook, and nothing else without a signature', async () => {
    const unsigned = { ...wooCommerce, deliver: () => ({ headers: {} }) };
    expect(await meaningOf(wooCommerceAdapter, unsigned, 'webhook_id=12')).toEqual(['test of the address']);
    const refused = meaningOf(wooCommerceAdapter, unsigned, 'webhook_id=12&id=1');
    await expect(refused).rejects.toThrow(InvalidShopEvent);
  });

  it('tells single orders, refunds in part and as a whole', async () => {
    const paid = '01-10T10:00:00 paid order:727 ada@example.com 2×93|92 (1190 EUR)';
    const refunds = [
      { id: 1, total: '-1.005' },
      { id: 2, total: '-2.00' },
    ];
    expect(await meaning(wooOrder({ ...modified, status: 'completed', refunds }))).toEqual([
      paid,
      '03-13T09:00:00 refunded order:727 301',
    ]);
    expect(await meaning(wooOrder({ ...modified, status: 'refunded' }))).toEqual([
      paid,
      '03-13T09:00:00 refunded order:727 all',
    ]);
    expect(await meaning(wooOrder({ ...modified, status: 'cancelled' }))).toEqual([
      '03-13T09:00:00.003 cancelled order:727 now',
    ]);
  });

  it('ignores orders that are not paid, deleted ones, switches and other objects', async () => {
    const unpaid = { status: 'pending', date_paid_gmt: null };
    const switched = { meta_data: [{ id: 1, key: '_subscription_switch', value: '732' }] };
    const bodies = [wooOrder(unpaid), wooOrder({ ...unpaid, status: 'failed' }), { id: 727 }, wooOrder(switched)];
    for (const body of [...bodies, { id: 92, name: 'Editor', type: 'simple' }]) {
      expect(await meaning(body)).toEqual(['ignored']);
    }
  });

  it('lets a subscription end with its period, and at once', async () => {
    const cancelled = { ...modified, next_payment_date_gmt: '', end_date_gmt: '2026-04-10T10:00:00' };
    expect(await meaning(wooSubscription({ ...cancelled, status: 'pending-cancel' }))).toEqual([
      '03-13T09:00:00.001 renewed order:727 subscription:732 until 04-10T10:00:00',
      '03-13T09:00:00.002 cancelled order:727 subscription:732 at the end',
    ]);
    expect(await meaning(wooSubscription({ ...cancelled, status: 'cancelled' }))).toEqual([
      '03-13T09:00:00.003 cancelled order:727 subscription:732 now',
    ]);
  });
});

describe('Polar', () => {
  const meaning = (type: string, data: object) => meaningOf(polarAdapter, polar, polarEvent(type, AT, data));
  const single = { subscription_id: null, subscription: null, billing_reason: 'purchase', seats: null } as const;

  it('tells single orders and their refunds', async () => {
    expect(await meaning('order.paid', polarOrder(single))).toEqual([
      '03-13T09:00:00 paid order:#0001 ada@example.com 1×#0020|#0010 (1190 EUR)',
    ]);
    const part = { ...single, refunded_amount: 100, refunded_tax_amount: 19, status: 'partially_refunded' } as const;
    expect(await meaning('order.refunded', polarOrder(part))).toEqual(['03-13T09:00:00 refunded order:#0001 119']);
    expect(await meaning('refund.created', polarRefund({ status: 'pending' }))).toEqual(['ignored']);
  });

  it('lets a subscription end with its period, and at once', async () => {
    const canceled = await meaning('subscription.canceled', polarSubscription({ cancel_at_period_end: true }));
    expect(canceled.at(-1)).toBe('03-13T09:00:00 cancelled subscription:#0002 at the end');
    expect(await meaning('subscription.revoked', polarSubscription({ status: 'canceled', ended_at: AT }))).toEqual([
      '03-13T09:00:00 cancelled subscription:#0002 now',
    ]);
    expect(await meaning('checkout.created', { id: '1' })).toEqual(['ignored']);
  });
});

describe('Envato', () => {
  const CODE = '86781236-23d0-4b3c-7dfa-c1c147e0dece';
  const sale: EnvatoSale = {
    amount: '19.84',
    sold_at: '2026-01-07T10:54:28+10:00',
    license: 'Extended License',
    buyer: 'ada',
    supported_until: '2026-07-09T01:54:28+10:00',
    item: { id: 17022701, name: 'SEO Studio' },
  };
  const sender = { secret: 'address-0123456789', deliver: () => ({ headers: {}, token: 'address-0123456789' }) };
  const purchase = JSON.stringify({ code: ` ${CODE.toUpperCase()} `, email: 'ada@example.com' });
  const paid = `01-07T00:54:28 paid order:${CODE} ada@example.com 1×17022701:extended|17022701 (1984 USD)`;
  const PATH = '/v3/market/author/sale';

  it('verifies a purchase code when it arrives, and refuses one that Envato does not know', async () => {
    const api = anApi({ [PATH]: sale });
    expect(await meaningOf(new EnvatoAdapter(api.read), sender, purchase, 'token')).toEqual([paid]);
    expect(api.asked).toEqual([`https://api.envato.com${PATH}?code=${CODE} token`]);
    const unknown = meaningOf(new EnvatoAdapter(anApi({}).read), sender, purchase, 'token');
    await expect(unknown).rejects.toThrow(InvalidShopEvent);
  });

  it('verifies it later if Envato does not answer in time, and needs a token', async () => {
    const answers = [Promise.reject(new Error('Timeout')), Promise.resolve({ status: 200, body: sale })];
    const adapter = new EnvatoAdapter(() => answers.shift() ?? Promise.reject(new Error('Asked too often')));
    expect(await meaningOf(adapter, sender, purchase, 'token')).toEqual([paid]);
    const refusing = new EnvatoAdapter(anApi({ [PATH]: 403 }).read);
    expect(await meaningOf(refusing, sender, purchase, 'token')).toEqual([
      expect.stringMatching(/^unmapped: Envato refuses/),
    ]);
    expect(await meaningOf(refusing, sender, purchase)).toEqual([expect.stringMatching(/^unmapped: Purchase codes/)]);
  });

  it.each([
    ['a code that is none', { code: '1234', email: 'ada@example.com' }],
    ['no address of the buyer', { code: CODE }],
  ])('refuses %s without asking Envato', async (_name, body) => {
    const api = anApi({ [PATH]: sale });
    const refused = meaningOf(new EnvatoAdapter(api.read), sender, JSON.stringify(body), 'token');
    await expect(refused).rejects.toMatchObject({ reason: 'malformed' });
    expect(api.asked).toEqual([]);
  });

  it('refuses a wrong address without asking Envato', async () => {
    const api = anApi({ [PATH]: sale });
    const other = { ...sender, deliver: () => ({ headers: {}, token: 'guessed' }) };
    const refused = meaningOf(new EnvatoAdapter(api.read), other, purchase, 'token');
    await expect(refused).rejects.toMatchObject({ reason: 'signature' });
    expect(api.asked).toEqual([]);
  });
});
