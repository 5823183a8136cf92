/** Fields of the events of Dodo Payments that are read; amounts are in the smallest unit of the currency. */
interface DodoCustomer {
  readonly customer_id: string;
  readonly email?: string | null;
  readonly name?: string | null;
}

export interface DodoPayment {
  readonly payment_id: string;
  readonly subscription_id?: string | null;
  /** A payment of nothing, by which the customer has changed the card. */
  readonly is_update_payment_method?: boolean | null;
  /** With tax. */
  readonly total_amount: number;
  readonly currency: string;
  readonly customer: DodoCustomer | null;
  /** Null for the payment of a subscription. */
  readonly product_cart?: readonly { readonly product_id: string; readonly quantity: number }[] | null;
  readonly invoice_url?: string | null;
  readonly metadata?: Record<string, unknown> | null;
}

export interface DodoSubscription {
  readonly subscription_id: string;
  readonly status: 'pending' | 'active' | 'on_hold' | 'paused' | 'cancelled' | 'failed' | 'expired';
  readonly product_id: string;
  readonly quantity: number;
  readonly addons?: readonly { readonly addon_id: string; readonly quantity: number }[] | null;
  readonly recurring_pre_tax_amount: number;
  readonly currency: string;
  readonly customer: DodoCustomer | null;
  readonly created_at?: string | null;
  /** Beginning of the period that is paid. */
  readonly previous_billing_date?: string | null;
  /** End of the period that is paid. */
  readonly next_billing_date?: string | null;
  readonly cancel_at_next_billing_date: boolean;
  readonly metadata?: Record<string, unknown> | null;
}

export interface DodoRefund {
  readonly payment_id: string;
  readonly is_partial: boolean;
  readonly amount?: number | null;
}

export interface DodoDispute {
  readonly payment_id: string;
}

interface EventOf<T extends string, D> {
  readonly type: T;
  readonly timestamp: string;
  readonly data: D;
}

export type DodoEvent =
  | EventOf<'payment.succeeded', DodoPayment>
  | EventOf<
      | 'subscription.active'
      | 'subscription.renewed'
      | 'subscription.updated'
      | 'subscription.plan_changed'
      | 'subscription.on_hold'
      | 'subscription.paused'
      | 'subscription.unpaused'
      | 'subscription.cancelled'
      | 'subscription.expired',
      DodoSubscription
    >
  | EventOf<'refund.succeeded', DodoRefund>
  | EventOf<'dispute.opened' | 'dispute.won' | 'dispute.cancelled' | 'dispute.lost' | 'dispute.accepted', DodoDispute>;

/** Further types have no meaning for a sale. */
export function isEvent(payload: object): payload is DodoEvent {
  const { type, timestamp, data } = payload as Partial<EventOf<string, object | null>>;
  return typeof type === 'string' && typeof timestamp === 'string' && typeof data === 'object' && data !== null;
}
