import { ratesAt } from '../../catalog/grants/credit-terms';
import type { CurrentBalance } from './current-balance';

/** A use of a feature, or an amount of a meter, to take or, if negative, to return. */
export interface UsageItem {
  readonly meter?: string;
  /** Costs credits by the rates of the policy. */
  readonly feature?: string;
  readonly amount: number;
}

/** An amount of a meter or, in its smallest parts, of a credit. */
export interface MeterAmount {
  /** Code of the meter or the credit. */
  readonly meter: string;
  readonly amount: number;
  readonly item: UsageItem;
  /** Smallest parts of the credit for each unit of a feature; 1 for a meter. */
  readonly rate: number;
}

/** An item that names no meter of the license, or a feature without a rate. */
export interface UnknownItem {
  readonly code: 'METER_NOT_FOUND';
  readonly meter: string;
  readonly feature?: string;
}

/** The amounts of the items by the rates at a time; the first one that is unknown refuses all of them. */
export function amountsOf(
  balances: readonly CurrentBalance[],
  items: readonly UsageItem[],
  now: Date,
): readonly MeterAmount[] | UnknownItem {
  const amounts: MeterAmount[] = [];
  for (const item of items) {
    const found = item.feature === undefined ? meterOf(balances, item) : costOf(balances, item, item.feature, now);
    if (!found) {
      return {
        code: 'METER_NOT_FOUND',
        meter: item.meter ?? '',
        ...(item.feature !== undefined && { feature: item.feature }),
      };
    }
    amounts.push(found);
  }
  return amounts;
}

/** Exact up to the most that can be counted, and above it for any number that is larger. */
export function multiplied(rate: number, count: number): number {
  return Number(BigInt(rate) * BigInt(count));
}

function meterOf(balances: readonly CurrentBalance[], item: UsageItem): MeterAmount | undefined {
  const meter = balances.find(({ code, terms }) => code === item.meter && terms.decimals === undefined);
  return meter && { meter: meter.code, amount: item.amount, item, rate: 1 };
}

function costOf(
  balances: readonly CurrentBalance[],
  item: UsageItem,
  feature: string,
  now: Date,
): MeterAmount | undefined {
  for (const { code, terms } of balances) {
    const rates = terms.decimals === undefined ? {} : ratesAt(terms, now);
    const rate = Object.hasOwn(rates, feature) ? rates[feature] : undefined;
    if (rate !== undefined) {
      return { meter: code, amount: multiplied(rate, item.amount), item, rate };
    }
  }
  return undefined;
}
