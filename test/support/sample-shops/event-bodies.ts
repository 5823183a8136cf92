import type { ShopKind } from '../../../src/plugins/sales/shops/shop-adapter';
import { TIMES } from '../../testkit/sample-shop';
import { stripeEvent } from '../../testkit/shops';
import { creemCheckout, creemEvent, creemRefund, creemSubscription } from './creem';
import { dodoEvent, dodoPayment, dodoRefund, dodoSubscription } from './dodo';
import {
  fastSpringBody,
  fastSpringCharge,
  fastSpringEvent,
  fastSpringOrder,
  fastSpringReturn,
  fastSpringSubscription,
} from './fastspring';
import { genericEvent } from './generic';
import { gumroadSale, gumroadSubscription } from './gumroad';
import { lemonEvent, lemonInvoice, lemonOrder, lemonSubscription } from './lemon-squeezy';
import { paddleAdjustment, paddleEvent, paddleSubscription, paddleTransaction } from './paddle';
import { polarEvent, polarOrder, polarRefund, polarSubscription } from './polar';
import { stripe } from './stripe';
import { wooOrder, wooSubscription } from './woocommerce';

const AT = TIMES.refunded;

/** An event of this type, with an object of its own kind. */
export const EVENT_BODIES: Readonly<Record<Exclude<ShopKind, 'envato'>, (type: string) => string>> = {
  stripe: stripeBody,
  paddle: (type) => paddleEvent(type, AT, paddleObject(type)),
  lemon_squeezy: lemonBody,
  gumroad: (type) =>
    /^(?:sale|refund|dispute)/.test(type) ? gumroadSale({ resource_name: type }) : gumroadSubscription(type, {}),
  woocommerce: (type) => JSON.stringify(wooObject(type)),
  polar: (type) => polarEvent(type, AT, polarObject(type)),
  creem: (type) => creemEvent(type, AT, creemObject(type)),
  dodo: (type) => dodoEvent(type, AT, dodoObject(type)),
  fastspring: (type) => fastSpringBody(fastSpringEvent(type, AT, fastSpringObject(type))),
  generic: (type) => genericEvent(type, AT, { period_end: TIMES.thirdEnd }),
};

/** The event of the sample, or one without fields. */
function stripeBody(type: string): string {
  const bodies = Object.values(stripe.events).flat();
  const { body } = stripeEvent('invoice.paid', new Date(AT), {});
  return bodies.find((one) => one.includes(`"type":"${type}"`)) ?? body.replace('"invoice.paid"', `"${type}"`);
}

function paddleObject(type: string): object {
  const [kind] = type.split('.');
  const failed = paddleTransaction({ origin: 'subscription_recurring' });
  const customer = { id: 'ctm_01', email: 'ada@example.com' };
  const objects: Readonly<Record<string, object>> = {
    transaction: type === 'transaction.completed' ? paddleTransaction() : failed,
    subscription: paddleSubscription(),
    adjustment: paddleAdjustment(),
    customer,
  };
  return objects[kind ?? ''] ?? {};
}

function lemonBody(type: string): string {
  const objects: readonly [string, string, object][] = [
    ['order_', 'orders', lemonOrder()],
    ['subscription_payment_refunded', 'subscription-invoices', lemonInvoice({ refunded: true, status: 'refunded' })],
    ['subscription_payment_', 'subscription-invoices', lemonInvoice()],
    ['subscription_', 'subscriptions', lemonSubscription()],
    ['license_key_', 'license-keys', { updated_at: AT }],
    ['customer_', 'customers', { updated_at: AT }],
    ['affiliate_', 'affiliates', { updated_at: AT }],
  ];
  const [, object = '', attributes = {}] = objects.find(([name]) => type.startsWith(name)) ?? [];
  return lemonEvent(type, object, '1', attributes);
}

function wooObject(type: string): object {
  const [kind, verb] = type.split('.');
  const objects: Readonly<Record<string, object>> = {
    order: wooOrder(),
    subscription: wooSubscription(),
    coupon: { id: 1, code: 'SALE', discount_type: 'percent' },
    customer: { id: 1, username: 'ada', role: 'customer' },
    product: { id: 92, name: 'Editor', type: 'simple' },
  };
  return verb === 'deleted' ? { id: 727 } : (objects[kind ?? ''] ?? {});
}

function polarObject(type: string): object {
  const [kind] = type.split('.');
  const objects: Readonly<Record<string, object>> = {
    order: polarOrder(),
    subscription: polarSubscription(),
    refund: polarRefund(),
  };
  return objects[kind ?? ''] ?? { id: '1' };
}

function creemObject(type: string): object {
  const [kind] = type.split('.');
  const objects: Readonly<Record<string, object>> = {
    checkout: creemCheckout(),
    subscription: creemSubscription(),
  };
  return objects[kind ?? ''] ?? creemRefund();
}

function dodoObject(type: string): object {
  const [kind] = type.split('.');
  const objects: Readonly<Record<string, object>> = {
    payment: dodoPayment(),
    subscription: dodoSubscription(),
    refund: dodoRefund(),
  };
  return objects[kind ?? ''] ?? { payment_id: 'pay_1' };
}

function fastSpringObject(type: string): object {
  const objects: Readonly<Record<string, object>> = {
    'order.completed': fastSpringOrder(),
    'return.created': fastSpringReturn(),
    'chargeback.created': { id: 'order1', order: 'order1' },
    'subscription.charge.completed': fastSpringCharge(),
    'subscription.charge.failed': { subscription: 'subscription1' },
  };
  return objects[type] ?? fastSpringSubscription();
}
