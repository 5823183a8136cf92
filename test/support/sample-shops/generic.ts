import { createHash, createHmac } from 'node:crypto';
import { standardHeaders } from '../../testkit/shops';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

const SECRET = 'whsec_Zm9yIHRlc3RzIG9mIGEgZ2VuZXJpYyBzaG9w';
const NAMES = { external_id: 'web-1', subscription_id: 'web-sub-1' };

/**
 * @param order fields besides the IDs
 * @param more fields besides the order
 */
export function genericEvent(type: string, at: string, order: object = {}, more: object = {}): string {
  return JSON.stringify({ type, timestamp: at, order: { ...NAMES, ...order }, ...more });
}

function lineOf(product: string): object {
  return { product, quantity: 2, price: 1190, currency: 'EUR' };
}

const receiptOf = (payment: number): string => `https://shop.example/receipts/${payment}`;

export const generic: SampleShop = {
  kind: 'generic',
  secret: SECRET,
  plans: { basic: 'basic', pro: 'pro' },
  events: {
    bought: [
      genericEvent(
        'order.paid',
        TIMES.bought,
        { customer: BUYER, lines: [lineOf('basic')], receipt_url: receiptOf(1) },
        { period_end: TIMES.firstEnd },
      ),
    ],
    renewed: [
      genericEvent(
        'subscription.renewed',
        TIMES.renewed,
        { receipt_url: receiptOf(2) },
        { period_end: TIMES.secondEnd },
      ),
    ],
    upgraded: [genericEvent('subscription.changed', TIMES.upgraded, { lines: [lineOf('pro')] })],
    past_due: [genericEvent('subscription.past_due', TIMES.pastDue)],
    recovered: [
      genericEvent('subscription.recovered', TIMES.recovered),
      genericEvent(
        'subscription.renewed',
        TIMES.recovered,
        { receipt_url: receiptOf(3) },
        { period_end: TIMES.thirdEnd },
      ),
    ],
    refunded: [genericEvent('order.refunded', TIMES.refunded)],
  },
  deliver(body, sentAt, secret = SECRET) {
    const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 24)}`;
    const isKey = secret.startsWith('whsec_');
    return { headers: isKey ? standardHeaders(id, body, secret, sentAt) : unkeyed(id, body, sentAt, secret) };
  },
};

/** The library signs with no secret that is not Base64. */
function unkeyed(id: string, body: string, sentAt: Date, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
