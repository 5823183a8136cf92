import type { OrderLine } from './order-line.entity';
import type { Order, OrderState, OrderSubject } from './order.entity';

type Dates = Pick<Order, 'disputedAt' | 'cancelledAt' | 'pastDueAt' | 'refunded'>;

/** The most serious state that applies. */
export function stateOf(
  { disputedAt, cancelledAt, pastDueAt, refunded }: Dates,
  lines: readonly Pick<OrderLine, 'refundedAt'>[],
): OrderState {
  const ended = lines.filter(({ refundedAt }) => refundedAt !== null).length;
  if (ended === lines.length) {
    return 'refunded';
  }
  if (disputedAt) {
    return 'disputed';
  }
  if (cancelledAt) {
    return 'cancelled';
  }
  if (pastDueAt) {
    return 'past_due';
  }
  return ended > 0 || refunded > 0 ? 'partly_refunded' : 'paid';
}

/** Whether a newer event of the same subject was applied already. */
export function isOutdated({ appliedEvents }: Order, subject: OrderSubject, at: Date | undefined): boolean {
  const { [subject]: applied } = appliedEvents;
  return at !== undefined && applied !== undefined && new Date(applied) > at;
}

/** The column after an event of the shop; unchanged for a call without a time of its own. */
export function appliedAt(
  { appliedEvents }: Order,
  subject: OrderSubject,
  at: Date | undefined,
): Pick<Order, 'appliedEvents'> {
  return { appliedEvents: at ? { ...appliedEvents, [subject]: at.toISOString() } : appliedEvents };
}

type Priced = Pick<OrderLine, 'price' | 'refundedAt'>;

/**
 * The further lines that an amount pays back, in their order: those whose prices fit into what the ended lines leave of it.
 * The whole total ends all lines, those without a price included.
 * @param amount all that was paid back so far
 */
export function linesPaidBack<T extends Priced>(lines: readonly T[], amount: number): T[] {
  const open = lines.filter(({ refundedAt }) => refundedAt === null);
  if (amount >= sumOf(lines)) {
    return open;
  }
  let left = amount - sumOf(lines.filter(({ refundedAt }) => refundedAt !== null));
  return open.filter(({ price }) => {
    const fits = price !== null && price > 0 && price <= left;
    left -= fits ? price : 0;
    return fits;
  });
}

export function sumOf(lines: readonly Pick<Priced, 'price'>[]): number {
  return lines.reduce((sum, { price }) => sum + (price ?? 0), 0);
}
