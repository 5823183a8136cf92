import type { VNode } from 'preact';
import { formatNumber } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import type { NavigationEntry } from './navigation';

/** How many need somebody to act. */
export function NavigationCount({ count = 0 }: Pick<NavigationEntry, 'count'>): VNode | null {
  if (count === 0) {
    return null;
  }
  return (
    <span class="nav-count">
      {formatNumber(count)}
      <span class="visually-hidden">{texts('navigationCount').needAttention}</span>
    </span>
  );
}
