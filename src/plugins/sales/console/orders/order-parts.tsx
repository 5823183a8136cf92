import type { VNode } from 'preact';
import { texts } from '../../../../core/i18n';
import type { Order } from '../../orders/order.entity';
import { Money } from '../../../../pages/components/money';
import { OrderBadge, orderName } from './order-badge';
import type { Crumb } from '../../../../pages/components/page-parts';
import type { Detail } from '../../../../pages/components/text';
import { customerPath, orderPath } from '../../../../pages/kit/record-paths';
import { ORDERS_PATH } from './order-paths';

/** The customer with a link to the page; nothing after the customer was deleted. */
export function Buyer({ customer }: Pick<Order, 'customer'>): VNode {
  return customer ? (
    <a class="cut" href={customerPath(customer.uid)} title={customer.email ?? customer.name}>
      {customer.name || customer.email}
    </a>
  ) : (
    <span class="unset">{texts('orders').noCustomer}</span>
  );
}

/** The pages above a page of an order, its own included if it is given. */
export function crumbsOf(order?: Order): Crumb[] {
  const list = { title: texts('orders').title, href: ORDERS_PATH };
  return order ? [list, { title: orderName(order), href: orderPath(order.uid) }] : [list];
}

/** Facts for a confirmation. */
export function aboutOf(order: Order): Detail[] {
  const t = texts('orders');
  return [
    { term: t.order, value: orderName(order) },
    { term: t.state, value: <OrderBadge {...order} /> },
    { term: t.customer, value: <Buyer {...order} /> },
    { term: t.total, value: <Money amount={order.total} currency={order.currency} /> },
  ];
}

/** The products of the lines with licenses and seats: "Studio, 2 × 5 seats". */
export function soldText({ lines = [] }: Pick<Order, 'lines'>): string {
  const t = texts('orders');
  return lines
    .map(({ product, quantity, seats }) =>
      t.sold({ product: product?.name ?? t.deletedProduct, quantity, seats: seats ?? 0 }),
    )
    .join('; ');
}
