import type { ResolvedMeter } from '../../licenses/grants/effective-grants';
import { type CurrentGrant, drawn, type Drawable, remainingInGrants, returned } from './draw-order';
import {
  leftFor,
  METER_HOLDERS,
  type MeterHolder,
  type MeterShares,
  recordsShares,
  unnamedHolder,
  withTaken,
} from './meter-shares';
import { amountsOf, type MeterAmount, type UsageItem } from './usage-items';

/** A meter of a license in its current period. Amounts of a credit are in its smallest parts. */
export interface CurrentBalance {
  readonly code: string;
  readonly terms: ResolvedMeter;
  /** ISO 8601. The epoch for a meter that never resets. */
  readonly startsAt: string;
  /** ISO 8601. Null for a meter that never resets. */
  readonly endsAt: string | null;
  /** Taken in this period and not returned. */
  readonly used: number;
  /** Taken in this period, including what was returned. */
  readonly total: number;
  /** Part of `used` that the calling device holds or, without a device, that was taken without one. */
  readonly held: number;
  /** Whether nothing was used in this period. */
  readonly isNew: boolean;
  /** Part of `used` that was taken from grants. */
  readonly granted: number;
  /** Grants that can be drawn or were drawn in this period; null without any. */
  readonly grants: readonly CurrentGrant[] | null;
  /** Amount that open reservations hold. It is not part of `used`. */
  readonly reserved: number;
  /** Number of these reservations. */
  readonly reservations: number;
  /** Parts of the calling device and user; absent if the terms do not limit it. */
  readonly shares?: MeterShares;
}

export type UsageRefusal = 'METER_NOT_FOUND' | 'METER_EXHAUSTED' | 'METER_RETURN_EXCEEDED';

export interface RefusedItem {
  readonly code: UsageRefusal;
  readonly meter: string;
  /** The feature without a rate. */
  readonly feature?: string;
  /** The device or user has reached its limit; undefined for that of the license. */
  readonly holder?: MeterHolder;
}

/** Totals are exact numbers in JSON up to here, with room for one more call. */
export const MOST_COUNTED = 9_000_000_000_000_000;

/** The own allowance of a period, including the overage; null is unlimited. */
export function capacityOf({ limit, overage_percent }: ResolvedMeter): number | null {
  return limit === null || overage_percent === null
    ? null
    : Math.min(limit + percentOf(limit, overage_percent), MOST_COUNTED);
}

/** Rounded down. The product of both may be too large to be exact. */
function percentOf(amount: number, percent: number): number {
  return Math.floor(amount / 100) * percent + Math.floor(((amount % 100) * percent) / 100);
}

/** Amount that was taken from the own allowance of the period. */
export function ownUseOf({ used, granted }: CurrentBalance): number {
  return used - granted;
}

/** The most that can be used in this period, including the overage and grants; null is unlimited. */
export function mostOf({ terms, granted, grants }: CurrentBalance): number | null {
  const capacity = capacityOf(terms);
  return capacity === null ? null : Math.min(capacity + granted + remainingInGrants(grants ?? []), MOST_COUNTED);
}

/** Amount that the caller can still take in this period: the least of what the limits leave; null is unlimited. */
export function remainingOf(balance: CurrentBalance): number | null {
  const ofLicense = remainingOfLicense(balance);
  if (!balance.shares) {
    return ofLicense;
  }
  const least = Math.min(ofLicense ?? Infinity, ...METER_HOLDERS.map((holder) => leftFor(balance, holder) ?? Infinity));
  return least === Infinity ? null : least;
}

/** Amount that is left in this period, including the overage and grants, besides what is reserved; null is unlimited. */
function remainingOfLicense(balance: CurrentBalance): number | null {
  const capacity = capacityOf(balance.terms);
  if (capacity === null) {
    return null;
  }
  const own = Math.max(0, capacity - ownUseOf(balance));
  return Math.max(0, Math.min(own + remainingInGrants(balance.grants ?? []), MOST_COUNTED) - balance.reserved);
}

/** Whether the items could be taken now. */
export function isEnough(balances: readonly CurrentBalance[], items: readonly UsageItem[], now: Date): boolean {
  const amounts = amountsOf(balances, items, now);
  return !('code' in amounts) && !unnamedIn(balances, amounts) && !('code' in applyAmounts(balances, amounts));
}

/** The first meter of the amounts that limits devices or users and whose call names none. */
export function unnamedIn(
  balances: readonly CurrentBalance[],
  amounts: readonly Pick<MeterAmount, 'meter'>[],
): { readonly meter: string; readonly holder: MeterHolder } | undefined {
  for (const { meter } of amounts) {
    const balance = balances.find(({ code }) => code === meter);
    const holder = balance && unnamedHolder(balance);
    if (holder) {
      return { meter, holder };
    }
  }
  return undefined;
}

/** The balances after the amounts, in their order; the first amount that does not fit refuses all of them. */
export function applyAmounts(
  balances: readonly CurrentBalance[],
  amounts: readonly Pick<MeterAmount, 'meter' | 'amount'>[],
): readonly CurrentBalance[] | RefusedItem {
  const after = new Map(balances.map((balance) => [balance.code, balance]));
  for (const { meter, amount } of amounts) {
    const balance = after.get(meter);
    if (!balance) {
      return { code: 'METER_NOT_FOUND', meter };
    }
    const refusal = refusalOf(balance, amount);
    if (refusal) {
      return { ...refusal, meter };
    }
    after.set(meter, moved(balance, amount));
  }
  return [...after.values()];
}

function refusalOf(balance: CurrentBalance, amount: number): Pick<RefusedItem, 'code' | 'holder'> | undefined {
  if (amount < 0) {
    return -amount > returnableOf(balance) ? { code: 'METER_RETURN_EXCEEDED' } : undefined;
  }
  const isTooMuch = amount > (remainingOfLicense(balance) ?? Infinity);
  if (isTooMuch || balance.total + balance.reserved + amount > MOST_COUNTED) {
    return { code: 'METER_EXHAUSTED' };
  }
  const holder = METER_HOLDERS.find((one) => amount > (leftFor(balance, one) ?? Infinity));
  return holder && { code: 'METER_EXHAUSTED', holder };
}

/** Amount that the caller can return: with limits of devices or users, what it took itself. */
function returnableOf({ terms, held, used, shares }: CurrentBalance): number {
  const returnable = terms.kind === 'held' ? held : used;
  return shares && recordsShares(terms) ? Math.min(returnable, shares.own) : returnable;
}

function moved(balance: CurrentBalance, amount: number): CurrentBalance {
  return {
    ...withDrawn(balance, amount),
    used: balance.used + amount,
    total: balance.total + Math.max(0, amount),
    held: balance.held + amount,
    ...(balance.shares && { shares: withTaken(balance.shares, { own: amount, device: amount, user: amount }) }),
  };
}

/** The balance with the part of an amount, or of a negative one that is returned, that its grants bear. */
export function withDrawn(balance: CurrentBalance, amount: number): CurrentBalance {
  const { granted, grants, terms, startsAt, endsAt } = balance;
  if (grants === null && granted === 0) {
    return balance;
  }
  const before = grants ?? [];
  const use: Drawable = { limit: terms.limit, own: ownUseOf(balance), startsAt, endsAt, grants: before };
  const after = amount > 0 ? drawn(use, amount) : returned(use, -amount);
  const change = after.reduce((sum, { used }, index) => sum + used - (before[index]?.used ?? 0), 0);
  // Draws of a period that this meter had under other terms are not known any more.
  const known = Math.min(granted + change, balance.used + amount);
  return { ...balance, granted: known, grants: after };
}
