import type { IdOr } from '../expandable';

/** Times are milliseconds since 1970, amounts decimals. Without webhook expansion, ids stand for objects. */
export interface FastSpringSubscription {
  readonly id: string;
  readonly state: 'active' | 'trial' | 'overdue' | 'canceled' | 'deactivated' | 'paused';
  /** Whether it pauses with the next charge. */
  readonly isPauseScheduled?: boolean | null;
  readonly changed: number;
  readonly currency?: string | null;
  readonly product: IdOr<{ readonly product: string }>;
  readonly sku?: string | null;
  readonly quantity: number;
  /** Time of the next charge. */
  readonly next?: number | null;
  /** End of a subscription that is not charged again. */
  readonly end?: number | null;
}

export interface FastSpringItem {
  readonly product: IdOr<{ readonly product: string }>;
  readonly sku?: string | null;
  readonly quantity: number;
  /** Without tax, before the discount. */
  readonly subtotal: number;
  readonly discount?: number | null;
  readonly subscription?: IdOr<FastSpringSubscription> | null;
}

export interface FastSpringOrder {
  readonly id: string;
  readonly changed: number;
  readonly currency: string;
  /** With tax. */
  readonly total: number;
  readonly invoiceUrl?: string | null;
  readonly account?: IdOr<{ readonly id: string }> | null;
  readonly customer: {
    readonly first?: string | null;
    readonly last?: string | null;
    readonly email?: string | null;
    readonly company?: string | null;
  } | null;
  readonly items: readonly FastSpringItem[];
  /** Data of the vendor's own checkout. */
  readonly tags?: Record<string, unknown> | null;
}

export interface FastSpringCharge {
  readonly order: IdOr<Pick<FastSpringOrder, 'id' | 'invoiceUrl'>>;
  readonly timestamp: number;
  readonly subscription: IdOr<FastSpringSubscription>;
}

export interface FastSpringReturn {
  readonly completed: boolean;
  readonly changed: number;
  readonly currency: string;
  readonly totalReturn: number;
  readonly original: { readonly id: string; readonly total: number } | null;
}

interface EventOf<T extends string, D> {
  readonly id: string;
  readonly type: T;
  readonly created: number;
  readonly data: D;
}

export type FastSpringEvent =
  | EventOf<'order.completed', FastSpringOrder>
  | EventOf<'return.created', FastSpringReturn>
  | EventOf<'chargeback.created', { readonly order: string }>
  | EventOf<'subscription.charge.completed', FastSpringCharge>
  | EventOf<'subscription.charge.failed', Pick<FastSpringCharge, 'subscription'>>
  | EventOf<
      | 'subscription.activated'
      | 'subscription.updated'
      | 'subscription.canceled'
      | 'subscription.uncanceled'
      | 'subscription.paused'
      | 'subscription.resumed'
      | 'subscription.payment.overdue'
      | 'subscription.deactivated',
      FastSpringSubscription
    >;

/** Further types have no meaning for a sale. */
export function isEvent(payload: unknown): payload is FastSpringEvent {
  const { id, type, created, data } = (payload ?? {}) as Partial<EventOf<string, object | null>>;
  const isNamed = typeof id === 'string' && typeof type === 'string' && typeof created === 'number';
  return isNamed && typeof data === 'object' && data !== null;
}
