import { MAX_DECIMALS, partsOf } from '../../core/catalog';
import type { RelayFile } from './cli/relay-file';
import type { LicenseFields } from './relay-claims';

/** A meter of a pool. */
export interface PoolMeter {
  /** In the smallest parts of a credit. */
  readonly amount: number;
  /** Null for a meter, which has whole amounts. */
  readonly decimals: number | null;
}

/** The meters of a pool, by code. */
export function poolMeters({ claims, terms }: RelayFile): Readonly<Record<string, PoolMeter>> {
  return Object.fromEntries(
    Object.entries(claims.pool.meters ?? {}).map(([code, sent]) => {
      const decimals = decimalsOf(terms.license_fields, code, sent);
      return [code, { decimals, amount: partsOf(String(sent), decimals ?? 0) ?? 0 }];
    }),
  );
}

/** Decimals of a credit, whose amount is a decimal text; null for a meter. */
export function decimalsOf({ decimals = {} }: LicenseFields, code: string, sent: number | string): number | null {
  return typeof sent === 'string' ? (decimals[code] ?? MAX_DECIMALS) : null;
}

/** Amounts that a usage call takes, by code; empty for one that is not of the license of the pool, or not well formed. */
export function amountsOfCall(body: unknown, file: RelayFile, now: Date): ReadonlyMap<string, number> {
  const { license_key: key, items, meter, amount } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const amounts = new Map<string, number>();
  if (key !== file.terms.license_key) {
    return amounts;
  }
  const meters = poolMeters(file);
  for (const item of Array.isArray(items) ? (items as unknown[]) : [{ meter, amount }]) {
    const [code, taken] = takenBy(item, file.terms.license_fields, now);
    const pool = Object.hasOwn(meters, code) ? meters[code] : undefined;
    if (pool && Number.isSafeInteger(taken) && taken > 0) {
      amounts.set(code, Math.min(pool.amount, (amounts.get(code) ?? 0) + taken));
    }
  }
  return amounts;
}

function takenBy(item: unknown, fields: LicenseFields, now: Date): [code: string, amount: number] {
  const { meter, feature, amount } = (item ?? {}) as Readonly<Record<string, unknown>>;
  const { rates = {}, next_rates: next, decimals = {} } = fields;
  const current = next && new Date(next.from) <= now ? next.rates : rates;
  const rate = typeof feature === 'string' && Object.hasOwn(current, feature) ? current[feature] : undefined;
  return rate
    ? [rate.credit, (partsOf(rate.amount, decimals[rate.credit] ?? MAX_DECIMALS) ?? 0) * Number(amount)]
    : [String(meter), Number(amount)];
}
