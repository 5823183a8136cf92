import type { OrderLine } from './order-line.entity';
import type { Order, OrderState } from './order.entity';
import type { WholeOrder } from './orders.service';

type Dates = Pick<Order, 'disputedAt' | 'cancelledAt' | 'pastDueAt' | 'refunded'>;

type Line = Pick<WholeOrder['lines'][number], 'refundedAt' | 'removedAt' | 'licenses' | 'holds'>;

/** The most serious state that applies. */
export function stateOf({ disputedAt, cancelledAt, pastDueAt, refunded }: Dates, lines: readonly Line[]): OrderState {
  if (isPaidBack(lines)) {
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
  return refunded > 0 || lines.some((line) => hasRefund(line)) ? 'partly_refunded' : 'paid';
}

/** Whether nothing is left of an order: lines that the shop has removed are not part of it any more. */
export function isPaidBack(lines: readonly Pick<Line, 'refundedAt' | 'removedAt'>[]): boolean {
  const isRefunded = ({ refundedAt }: Pick<Line, 'refundedAt'>): boolean => refundedAt !== null;
  return lines.some(isRefunded) && lines.every((line) => isRefunded(line) || line.removedAt !== null);
}

/** Also of the newest period only. */
function hasRefund({ refundedAt, licenses, ...line }: Line): boolean {
  return refundedAt !== null || [line, ...licenses].some(({ holds }) => holds.refund !== undefined);
}

/** A sum that the shop has paid back so far. */
export interface ShopRefund {
  /** Null for all that was paid. */
  readonly amount: number | null;
  /** The shop's ids of lines that are paid back as a whole. */
  readonly lines: readonly string[];
}

/**
 * The lines that refunds end, one after the other: those that a refund names, otherwise the line whose price it is, otherwise
 * the newest ones whose prices fit into it. The whole total ends all lines, those without a price included.
 * @param refunds ascending
 * @param already lines that somebody else has paid back
 */
export function linesPaidBack<T extends Priced>(
  refunds: readonly ShopRefund[],
  lines: readonly T[],
  already: readonly T[] = [],
): T[] {
  const ended = new Set<T>(already);
  let before = 0;
  for (const { amount, lines: named } of refunds) {
    const open = lines.filter((line) => !ended.has(line));
    const wanted = open.filter(({ externalId }) => externalId !== null && named.includes(externalId));
    const isWhole = amount === null || amount >= Math.max(sumOf(lines), 1);
    const further = isWhole
      ? open
      : wanted.length > 0
        ? wanted
        : fitting(open, amount - sumOf([...ended]), amount - before);
    further.forEach((line) => ended.add(line));
    before = amount ?? before;
  }
  return [...ended];
}

/**
 * @param left what ended lines leave of all that was paid back
 * @param last the newest part of it
 */
function fitting<T extends Priced>(open: readonly T[], left: number, last: number): T[] {
  const newestFirst = [...open].reverse().filter(({ price }) => price !== null && price > 0);
  const exact = newestFirst.find(({ price }) => price === last && last <= left);
  let rest = left;
  return exact
    ? [exact]
    : newestFirst.filter(({ price }) => {
        const fits = (price ?? 0) <= rest;
        rest -= fits ? (price ?? 0) : 0;
        return fits;
      });
}

type Priced = Pick<OrderLine, 'price' | 'externalId'>;

export function sumOf(lines: readonly Pick<Priced, 'price'>[]): number {
  return lines.reduce((sum, { price }) => sum + (price ?? 0), 0);
}
