import type { VNode } from 'preact';
import { texts, viewer } from '../../../../core/i18n';
import type { Order } from '../../orders/order.entity';
import { nextChangeAt, type SubscriptionState, subscriptionStateAt } from '../../orders/subscription-state';
import { Badge } from '../../../../pages/components/badge';
import { NoValue } from '../../../../pages/components/table';
import { Time } from '../../../../pages/components/text';

const LOOKS = {
  active: { tone: 'ok', icon: 'circle-check' },
  past_due: { tone: 'warn', icon: 'clock' },
  cancelled: { tone: 'outlined', icon: 'circle-x' },
  ended: { tone: 'neutral', icon: 'circle-x' },
} as const satisfies Record<SubscriptionState, object>;

export function SubscriptionBadge({ order }: { readonly order: Order }): VNode {
  const state = subscriptionStateAt(order, viewer().now);
  return <Badge {...LOOKS[state]} text={texts('subscriptions').states[state]} />;
}

/** The next payment, or what happens without one. */
export function NextChange({ order }: { readonly order: Order }): VNode {
  const t = texts('subscriptions');
  const next = nextChangeAt(order, viewer().now);
  return next === null ? (
    <NoValue />
  ) : (
    <>
      <Time at={next.at} as="date" />
      <span class="row-note cut">{t.nextChanges[next.type]}</span>
    </>
  );
}
