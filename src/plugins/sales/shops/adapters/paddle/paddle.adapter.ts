import {
  type CarriedReference,
  InvalidShopEvent,
  type Interpretation,
  type SaleFact,
  type ShopAdapter,
  type ShopCredentials,
  type ShopRequest,
  type SignedEvent,
} from '../../shop-adapter';
import { carriedIn } from '../shop-values';
import { required, ShopUnavailable } from '../../not-understood';
import { isRefused, readShopApi, type ReadShopApi, type ShopAnswer } from '../shop-api';
import { headerOf, isSigned, jsonOf, refuseStale, timeOfEvent } from '../signed-body';
import {
  isNotification,
  objectOf,
  type PaddleAdjustment,
  type PaddleCustomer,
  type PaddleTransaction,
} from './paddle.events';
import { adjustmentFacts, failureFacts, isPartialRefund, paymentFacts, subscriptionFacts } from './paddle.facts';

const KEY_REFUSED = 'Paddle refuses the API key of the shop. Enter a key that may read customers and adjustments.';

/**
 * Paddle Billing. The check of its library accepts an event for five seconds only and does not compare in constant time, so the
 * signature is checked here.
 */
export class PaddleAdapter implements ShopAdapter {
  readonly kind = 'paddle';
  readonly sendsCustomers = true;

  constructor(private readonly read: ReadShopApi = readShopApi) {}

  verify(request: ShopRequest, credentials: ShopCredentials): SignedEvent {
    const { ts, h1 } = signatureOf(headerOf(request, 'paddle-signature'));
    if (!isSigned(request.body, h1, credentials, { encoding: 'hex', prefix: `${ts}:` })) {
      throw new InvalidShopEvent('signature');
    }
    refuseStale(Number(ts), request);
    const payload = jsonOf(request.body);
    if (!isNotification(payload)) {
      throw new InvalidShopEvent('malformed');
    }
    return { id: payload.event_id, type: payload.event_type, at: timeOfEvent(payload.occurred_at), payload };
  }

  reference(payload: object): CarriedReference | null {
    return carriedIn(payload, ['data', 'custom_data', 'keyward']);
  }

  async interpret({ payload, at }: SignedEvent, credentials: ShopCredentials): Promise<Interpretation> {
    const event = isNotification(payload) ? objectOf(payload) : null;
    switch (event?.object) {
      case 'transaction':
        return event.type === 'transaction.completed'
          ? this.payment(event.data, at, credentials)
          : factsOf(failureFacts(event.data, at));
      case 'subscription':
        return factsOf(subscriptionFacts(event.data, at));
      case 'adjustment':
        return this.adjustment(event.data, at, credentials);
      case 'customer':
        return customerOf(event.data);
      case undefined:
        return { outcome: 'ignored' };
    }
  }

  /** A transaction has no address of the buyer: it comes by an event of its own, or from the API. */
  private async payment(
    transaction: PaddleTransaction,
    at: Date,
    { apiKey }: ShopCredentials,
  ): Promise<Interpretation> {
    const { customer_id: customer } = transaction;
    const facts = paymentFacts(transaction, at, { email: null });
    if (facts[0]?.fact !== 'paid' || apiKey === null || !customer) {
      return factsOf(facts);
    }
    const answer = await this.get(`/customers/${encodeURIComponent(customer)}`, apiKey);
    if (isRefused(answer)) {
      return { outcome: 'unmapped', reason: KEY_REFUSED };
    }
    const buyer = dataOf(answer) as PaddleCustomer | undefined;
    return factsOf(paymentFacts(transaction, at, { email: buyer?.email ?? null, name: buyer?.name ?? null }));
  }

  /** A partial refund tells its own amount; the API tells that of all. */
  private async adjustment(
    adjustment: PaddleAdjustment,
    at: Date,
    { apiKey }: ShopCredentials,
  ): Promise<Interpretation> {
    const isPartial = isPartialRefund(adjustment);
    if (!isPartial || apiKey === null || adjustment.status !== 'approved') {
      return factsOf(adjustmentFacts(adjustment, at, isPartial ? Number(adjustment.totals.total) : null));
    }
    const query = new URLSearchParams({
      transaction_id: adjustment.transaction_id,
      action: 'refund',
      status: 'approved',
    });
    const answer = await this.get(`/adjustments?${query}`, apiKey);
    if (isRefused(answer)) {
      return { outcome: 'unmapped', reason: KEY_REFUSED };
    }
    const others = ((dataOf(answer) ?? []) as PaddleAdjustment[]).filter(({ id }) => id !== adjustment.id);
    const amounts = [adjustment, ...others].map(({ totals }) => Number(totals.total));
    return factsOf(
      adjustmentFacts(
        adjustment,
        at,
        amounts.reduce((sum, amount) => sum + amount, 0),
      ),
    );
  }

  private get(path: string, apiKey: string): Promise<ShopAnswer> {
    const host = apiKey.startsWith('pdl_sdbx_') ? 'sandbox-api.paddle.com' : 'api.paddle.com';
    return this.read(`https://${host}${path}`, apiKey);
  }
}

export const paddleAdapter: ShopAdapter = new PaddleAdapter();

/** `ts=1671552777;h1=eb4d…`, with an `h1` for each secret while one is rotated. */
function signatureOf(header: string): { ts: string; h1: string[] } {
  const parts = header.split(';').map((part) => part.split('='));
  const valuesOf = (name: string): string[] => parts.flatMap(([key, value]) => (key === name && value ? [value] : []));
  return { ts: valuesOf('ts')[0] ?? '', h1: valuesOf('h1') };
}

/** Object of an answer; undefined if Paddle does not know it. */
function dataOf({ status, body }: ShopAnswer): unknown {
  const { data } = (body ?? {}) as { readonly data?: unknown };
  if (status < 400 && (typeof data !== 'object' || data === null)) {
    throw new ShopUnavailable('Paddle sent an answer without data');
  }
  return data;
}

function customerOf({ id, email, name = null }: PaddleCustomer): Interpretation {
  return { outcome: 'customer', customerExternalId: required(id, 'id'), email: required(email, 'email'), name };
}

function factsOf(facts: readonly SaleFact[]): Interpretation {
  return facts.length === 0 ? { outcome: 'ignored' } : { outcome: 'facts', facts };
}
