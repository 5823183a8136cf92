import { createHmac } from 'node:crypto';
import type {
  FastSpringCharge,
  FastSpringOrder,
  FastSpringReturn,
  FastSpringSubscription,
} from '../../../src/plugins/sales/shops/adapters/fastspring/fastspring.events';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

const SECRET = 'fastspring-hmac-secret';
const [BASIC, PRO] = ['editor-basic', 'editor-pro'];
const CONTACT = { first: 'Ada', last: 'Lovelace', email: BUYER.email, company: null, phone: null };
const ACCOUNT = { id: 'account1', account: 'account1', contact: CONTACT, language: 'en', country: 'GB' };

const invoiceOf = (order: string): string => `https://store.onfastspring.example/account/order/${order}/invoice`;
const orderOf = (id: string) => ({ id, invoiceUrl: invoiceOf(id) });

let count = 0;

/** An event within the list of a body. */
export function fastSpringEvent(type: string, at: string, data: object): object {
  return { id: `event${(count += 1)}`, processed: false, created: Date.parse(at), type, live: true, data };
}

export function fastSpringBody(...events: readonly object[]): string {
  return JSON.stringify({ events });
}

export function fastSpringSubscription(change: Partial<FastSpringSubscription> = {}): FastSpringSubscription {
  const fields = {
    subscription: 'subscription1',
    active: true,
    autoRenew: true,
    intervalUnit: 'month',
    price: 5.95,
    account: ACCOUNT,
  };
  return {
    ...fields,
    id: 'subscription1',
    state: 'active',
    changed: Date.parse(TIMES.bought),
    currency: 'EUR',
    product: { product: BASIC },
    sku: null,
    quantity: 2,
    next: Date.parse(TIMES.firstEnd),
    end: null,
    ...change,
  };
}

export function fastSpringOrder(change: Partial<FastSpringOrder> = {}): FastSpringOrder {
  const fields = {
    order: 'order1',
    reference: 'EDI260110-1',
    completed: true,
    live: true,
    tax: 1.9,
    subtotal: 10,
    ipAddress: '192.0.2.7',
    recipients: [{ recipient: { ...CONTACT, account: ACCOUNT } }],
  };
  return {
    ...fields,
    id: 'order1',
    changed: Date.parse(TIMES.bought),
    currency: 'EUR',
    total: 11.9,
    invoiceUrl: invoiceOf('order1'),
    account: ACCOUNT,
    customer: CONTACT,
    items: [
      { product: BASIC, sku: null, quantity: 2, subtotal: 10, discount: 0, subscription: fastSpringSubscription() },
    ],
    tags: { team: 'a' },
    ...change,
  };
}

export function fastSpringCharge(change: Partial<FastSpringCharge> = {}): FastSpringCharge {
  const fields = { currency: 'EUR', total: 11.9, status: 'successful', account: ACCOUNT };
  return {
    ...fields,
    order: orderOf('order2'),
    timestamp: Date.parse(TIMES.renewed),
    subscription: fastSpringSubscription({ next: Date.parse(TIMES.secondEnd) }),
    ...change,
  };
}

export function fastSpringReturn(change: Partial<FastSpringReturn> = {}): FastSpringReturn {
  const fields = { return: 'return1', reference: 'EDI260313-2', customer: CONTACT, reason: 'Not as expected' };
  return {
    ...fields,
    completed: true,
    changed: Date.parse(TIMES.refunded),
    currency: 'EUR',
    totalReturn: 11.9,
    original: { id: 'order3', total: 11.9 },
    ...change,
  };
}

const pro = { product: { product: PRO }, next: Date.parse(TIMES.secondEnd) };
const third = fastSpringSubscription({ ...pro, next: Date.parse(TIMES.thirdEnd) });

const single = (type: string, at: string, data: object) => fastSpringBody(fastSpringEvent(type, at, data));

export const fastSpring: SampleShop = {
  kind: 'fastspring',
  secret: SECRET,
  plans: { basic: BASIC, pro: PRO },
  events: {
    bought: [
      single('order.completed', TIMES.bought, fastSpringOrder()),
      single('subscription.activated', TIMES.bought, fastSpringSubscription()),
    ],
    renewed: [single('subscription.charge.completed', TIMES.renewed, fastSpringCharge())],
    upgraded: [
      single(
        'subscription.updated',
        TIMES.upgraded,
        fastSpringSubscription({ ...pro, changed: Date.parse(TIMES.upgraded) }),
      ),
    ],
    past_due: [
      single('subscription.charge.failed', TIMES.pastDue, {
        reason: 'EXPIRED_CARD',
        account: ACCOUNT,
        subscription: fastSpringSubscription({ ...pro, state: 'overdue' }),
      }),
      single(
        'subscription.payment.overdue',
        TIMES.pastDue,
        fastSpringSubscription({ ...pro, state: 'overdue', changed: Date.parse(TIMES.pastDue) }),
      ),
    ],
    recovered: [
      single(
        'subscription.charge.completed',
        TIMES.recovered,
        fastSpringCharge({ order: orderOf('order3'), timestamp: Date.parse(TIMES.recovered), subscription: third }),
      ),
    ],
    refunded: [single('return.created', TIMES.refunded, fastSpringReturn())],
  },
  deliver(body, _sentAt, secret = SECRET) {
    return { headers: { 'x-fs-signature': createHmac('sha256', secret).update(body).digest('base64') } };
  },
};
