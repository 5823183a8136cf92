import type { License } from '../../../core/licenses';
import type { Order, OrderState } from './order.entity';
import type { Held } from './order-holds.service';
import type { OrderLine } from './order-line.entity';
import type { WholeOrder } from './orders.service';

/** Identifies an order in the data of an event. */
export function orderPayload(order: Order, state: OrderState): Record<string, unknown> {
  return {
    order_id: order.uid,
    shop: order.shop,
    external_id: order.externalId,
    subscription_id: order.subscriptionId,
    customer_id: order.customerId,
    state,
  };
}

/** Lines as events show them. */
export function linesPayload(lines: readonly OrderLine[]): Record<string, unknown>[] {
  return lines.map((line) => ({
    uid: line.uid,
    product: line.product?.reference ?? null,
    policy: line.policy?.uid ?? null,
    quantity: line.quantity,
    seats: line.seats,
    action: line.continues?.action ?? null,
    license: line.license?.uid ?? null,
    price: line.price,
    external_id: line.externalId,
    refunded_at: line.refundedAt?.toISOString() ?? null,
    removed_at: line.removedAt?.toISOString() ?? null,
  }));
}

export function uidsOf(licenses: readonly (License | null | undefined)[]): string[] {
  return licenses.flatMap((license) => license?.uid ?? []);
}

/** Licenses that lines gave. */
export function givenBy(lines: WholeOrder['lines']): WholeOrder['lines'][number]['licenses'] {
  return lines.flatMap(({ licenses }) => licenses);
}

/** Licenses that lines gave, and the lines that continue others. */
export function soldBy(lines: WholeOrder['lines']): Held[] {
  return lines.flatMap<Held>((line) => (line.continues ? [line] : line.licenses));
}
