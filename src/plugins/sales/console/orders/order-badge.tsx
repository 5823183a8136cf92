import type { VNode } from 'preact';
import { texts } from '../../../../core/i18n';
import type { Order, OrderState } from '../../orders/order.entity';
import { Badge } from '../../../../pages/components/badge';

const LOOKS = {
  paid: { tone: 'ok', icon: 'circle-check' },
  partly_refunded: { tone: 'info', icon: 'rotate-ccw' },
  refunded: { tone: 'neutral', icon: 'rotate-ccw' },
  disputed: { tone: 'bad', icon: 'circle-alert' },
  cancelled: { tone: 'outlined', icon: 'circle-x' },
  past_due: { tone: 'warn', icon: 'clock' },
} as const satisfies Record<OrderState, object>;

export function OrderBadge({ state }: Pick<Order, 'state'>): VNode {
  return <Badge {...LOOKS[state]} text={texts('orders').states[state]} />;
}

/** The shop's id of an order, or its number. */
export function orderName({ externalId, id }: Pick<Order, 'externalId' | 'id'>): string {
  return externalId ?? `#${id}`;
}

export function OrderLink(order: Pick<Order, 'uid' | 'externalId' | 'id'>): VNode {
  return (
    <a class="cut" href={`/console/orders/${order.uid}`}>
      {orderName(order)}
    </a>
  );
}
