import type { IdOr } from '../expandable';

interface WithId {
  readonly id: string;
}

/** Data of the vendor's own checkout. */
interface WithMetadata {
  readonly metadata?: Record<string, unknown> | null;
}

interface CreemCustomer extends WithId {
  readonly email?: string | null;
  readonly name?: string | null;
}

/** Amounts are in the smallest unit of the currency. */
export interface CreemOrder {
  readonly id: string;
  readonly transaction?: string | null;
  readonly amount: number;
  /** With tax, and less a discount. */
  readonly amount_paid?: number | null;
  readonly currency: string;
  readonly status: 'pending' | 'paid';
}

export interface CreemCheckout extends WithMetadata {
  readonly id: string;
  readonly product: IdOr<WithId>;
  readonly units?: number | null;
  readonly order?: CreemOrder | null;
  readonly subscription?: IdOr<WithId & Partial<CreemSubscription>> | null;
  readonly customer?: IdOr<CreemCustomer> | null;
}

export interface CreemSubscription extends WithMetadata {
  readonly id: string;
  readonly product: IdOr<WithId>;
  readonly items?: readonly {
    readonly product_id?: string | null;
    readonly price_id?: string | null;
    readonly units?: number | null;
  }[];
  readonly status: string;
  readonly last_transaction_id?: string | null;
  readonly current_period_end_date?: string | null;
}

interface CreemTransaction {
  readonly id: string;
  readonly amount: number;
  readonly amount_paid?: number | null;
  readonly status: string;
  /** All that was paid back so far. */
  readonly refunded_amount?: number | null;
  readonly order?: string | null;
  readonly subscription?: string | null;
}

export interface CreemRefund {
  readonly status: 'pending' | 'succeeded' | 'canceled' | 'failed';
  readonly refund_amount: number;
  readonly transaction: CreemTransaction;
}

export interface CreemDispute {
  readonly transaction: CreemTransaction;
}

interface EventOf<T extends string, D> {
  readonly id: string;
  readonly eventType: T;
  /** Milliseconds since 1970. */
  readonly created_at: number;
  readonly object: D;
}

export type CreemEvent =
  | EventOf<'checkout.completed', CreemCheckout>
  | EventOf<'refund.created', CreemRefund>
  | EventOf<'dispute.created', CreemDispute>
  | EventOf<
      | 'subscription.active'
      | 'subscription.trialing'
      | 'subscription.paid'
      | 'subscription.update'
      | 'subscription.scheduled_cancel'
      | 'subscription.past_due'
      | 'subscription.unpaid'
      | 'subscription.expired'
      | 'subscription.paused'
      | 'subscription.canceled',
      CreemSubscription
    >;

/** Further types have no meaning for a sale. */
export function isEvent(payload: object): payload is CreemEvent {
  const { id, eventType, created_at: at, object } = payload as Partial<EventOf<string, object | null>>;
  const isNamed = typeof id === 'string' && typeof eventType === 'string' && typeof at === 'number';
  return isNamed && typeof object === 'object' && object !== null;
}
