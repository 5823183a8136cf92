import type { VNode } from 'preact';
import { formatMoney } from '../../core/i18n';
import { NoValue } from './table';

/** An amount in the smallest unit of the order's currency. */
export function Money({
  amount,
  currency,
}: {
  readonly amount: number | null;
  readonly currency: string | null;
}): VNode {
  return amount === null || currency === null ? <NoValue /> : <>{formatMoney(amount, currency)}</>;
}
