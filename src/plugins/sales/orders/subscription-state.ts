import type { Order } from './order.entity';

export const SUBSCRIPTION_STATES = ['active', 'past_due', 'cancelled', 'ended'] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

export const NEXT_CHANGES = ['renewal', 'suspension', 'end'] as const;

/** The next change of a subscription that nobody has to ask for. */
export interface NextChange {
  readonly type: (typeof NEXT_CHANGES)[number];
  readonly at: Date;
}

type Dates = Pick<Order, 'state' | 'periodEnd' | 'pastDueAt' | 'suspendAt' | 'cancelledAt' | 'endedAt'>;

/** Subscriptions in these states at a time. */
export interface SubscriptionFilter {
  /** Empty for all. */
  readonly states: readonly SubscriptionState[];
  readonly now: Date;
}

/** `cancelled` until its paid period is over, then `ended`, as is one that was paid back as a whole. */
export function subscriptionStateAt(order: Dates, now: Date): SubscriptionState {
  const { state, periodEnd, pastDueAt, cancelledAt, endedAt } = order;
  if (state === 'refunded') {
    return 'ended';
  }
  if (cancelledAt) {
    return endedAt === null && periodEnd !== null && periodEnd > now ? 'cancelled' : 'ended';
  }
  return pastDueAt ? 'past_due' : 'active';
}

/** Null if only the shop decides what happens next. */
export function nextChangeAt(order: Dates, now: Date): NextChange | null {
  const { periodEnd, suspendAt } = order;
  switch (subscriptionStateAt(order, now)) {
    case 'active':
      return periodEnd && { type: 'renewal', at: periodEnd };
    case 'past_due':
      return suspendAt && { type: 'suspension', at: suspendAt };
    case 'cancelled':
      return periodEnd && { type: 'end', at: periodEnd };
    case 'ended':
      return null;
  }
}

/** Conditions for orders `sale` at the time `:subscriptionsAt`, as `subscriptionStateAt` decides. */
export const IN_SUBSCRIPTION_STATE: Readonly<Record<SubscriptionState, string>> = {
  active: "sale.state <> 'refunded' AND sale.cancelled_at IS NULL AND sale.past_due_at IS NULL",
  past_due: "sale.state <> 'refunded' AND sale.cancelled_at IS NULL AND sale.past_due_at IS NOT NULL",
  cancelled: `sale.state <> 'refunded' AND sale.cancelled_at IS NOT NULL
    AND sale.ended_at IS NULL AND sale.period_end > :subscriptionsAt`,
  ended: `(sale.state = 'refunded' OR (sale.cancelled_at IS NOT NULL
    AND (sale.ended_at IS NOT NULL OR sale.period_end IS NULL OR sale.period_end <= :subscriptionsAt)))`,
};
