/** Fields of Polar's events that are read; amounts are in the smallest unit of the currency. */
export interface PolarOrder {
  readonly id: string;
  readonly status: 'draft' | 'pending' | 'paid' | 'refunded' | 'partially_refunded' | 'void';
  readonly billing_reason:
    | 'purchase'
    | 'subscription_create'
    | 'subscription_cycle'
    | 'subscription_cycle_after_trial'
    | 'subscription_meter_cycle'
    | 'subscription_update';
  readonly total_amount: number;
  readonly refunded_amount: number;
  readonly refunded_tax_amount: number;
  readonly currency: string;
  readonly seats?: number | null;
  readonly customer_id: string;
  readonly product_id: string | null;
  readonly subscription_id: string | null;
  readonly customer: { readonly email?: string | null; readonly name: string | null } | null;
  readonly items: readonly { readonly product_price_id: string | null }[] | null;
  readonly subscription: { readonly current_period_end: string | null } | null;
}

export interface PolarSubscription {
  readonly id: string;
  readonly status:
    'incomplete' | 'incomplete_expired' | 'trialing' | 'active' | 'past_due' | 'canceled' | 'unpaid' | 'paused';
  readonly current_period_end: string | null;
  readonly cancel_at_period_end: boolean;
  readonly ended_at: string | null;
  readonly currency: string;
  readonly seats?: number | null;
  readonly product_id: string;
  readonly prices: readonly { readonly id: string }[] | null;
}

export interface PolarRefund {
  readonly id: string;
  readonly status: 'pending' | 'succeeded' | 'failed' | 'canceled';
  readonly amount: number;
  readonly tax_amount: number;
  readonly order_id: string;
  readonly subscription_id: string | null;
}

interface EventOf<T extends string, D> {
  readonly type: T;
  readonly timestamp: string;
  readonly data: D;
}

export type PolarEvent =
  | EventOf<'order.paid' | 'order.refunded', PolarOrder>
  | EventOf<
      | 'subscription.created'
      | 'subscription.updated'
      | 'subscription.active'
      | 'subscription.canceled'
      | 'subscription.uncanceled'
      | 'subscription.revoked'
      | 'subscription.past_due'
      | 'subscription.paused'
      | 'subscription.resumed',
      PolarSubscription
    >
  | EventOf<'refund.created' | 'refund.updated', PolarRefund>;

/** Further types have no meaning for a sale. */
export function isEvent(payload: object): payload is PolarEvent {
  const { type, timestamp, data } = payload as Partial<EventOf<string, object | null>>;
  return typeof type === 'string' && typeof timestamp === 'string' && typeof data === 'object' && data !== null;
}
