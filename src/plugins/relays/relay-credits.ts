import { rateTexts } from '../../core/catalog/internal';
import type { FeatureRate } from '../../core/catalog';
import type { CurrentBalance } from '../../core/verification';
import type { Pool } from './relay.entity';

/** The credits in the pool of a relay, which it declares. */
interface RelayCredits {
  /** By code. */
  readonly decimals: Readonly<Record<string, number>>;
  /** By feature. */
  readonly rates: Readonly<Record<string, FeatureRate>>;
  /** Rates that hold from a time on, in ISO 8601. */
  readonly next_rates: { readonly from: string; readonly rates: RelayCredits['rates'] } | null;
}

type Terms = CurrentBalance['terms'];

/** @param meters of the license */
export function relayCredits(meters: readonly CurrentBalance[], pool: Pool): RelayCredits {
  const credits = meters.flatMap(({ code, terms }) =>
    terms.decimals !== undefined && pool.meters?.[code] !== undefined
      ? [{ code, terms, decimals: terms.decimals }]
      : [],
  );
  const collected = (ratesOf: (terms: Terms) => Terms['rates']): RelayCredits['rates'] =>
    Object.fromEntries(
      credits.flatMap(({ code, terms, decimals }) => Object.entries(rateTexts(ratesOf(terms) ?? {}, code, decimals))),
    );
  const from = credits.find(({ terms }) => terms.next_rates)?.terms.next_rates?.from;
  return {
    decimals: Object.fromEntries(credits.map(({ code, decimals }) => [code, decimals])),
    rates: collected(({ rates }) => rates),
    next_rates: from === undefined ? null : { from, rates: collected(({ next_rates: next }) => next?.rates) },
  };
}
