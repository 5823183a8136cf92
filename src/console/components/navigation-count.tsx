import type { VNode } from 'preact';
import { formatNumber } from '../kit/format';
import { defineTexts } from '../kit/texts';
import type { NavigationEntry } from '../navigation';

const TEXTS = defineTexts({
  en: { needAttention: ' need attention' },
  de: { needAttention: ' zu bearbeiten' },
  zh: { needAttention: ' 项需要处理' },
});

/** How many need somebody to act. */
export function NavigationCount({ count = 0 }: Pick<NavigationEntry, 'count'>): VNode | null {
  if (count === 0) {
    return null;
  }
  return (
    <span class="nav-count">
      {formatNumber(count)}
      <span class="visually-hidden">{TEXTS().needAttention}</span>
    </span>
  );
}
