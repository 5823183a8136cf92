/**
 * Fields of FastSpring's events that are read. Amounts are decimals, times milliseconds since 1970. Without webhook expansion, ids
 * stand for objects.
 */
type IdOr<T> = string | T;

export interface FastSpringSubscription {
  readonly id: string;
  readonly state: 'active' | 'trial' | 'overdue' | 'canceled' | 'deactivated' | 'paused';
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
  readonly order: IdOr<{ readonly id: string }>;
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

/** The id of what is sent as an id or as a whole. */
export function idOf(value: IdOr<{ readonly id: string }> | null | undefined): string | null {
  return (typeof value === 'string' ? value : value?.id) ?? null;
}

/** What is sent as a whole; null for an id. */
export function wholeOf<T extends object>(value: IdOr<T> | null | undefined): T | null {
  return typeof value === 'object' ? value : null;
}
