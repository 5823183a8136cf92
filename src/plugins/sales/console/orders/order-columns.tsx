import { texts } from '../../../../core/i18n';
import { Money } from '../../../../pages/components/money';
import { type Column, Cut, RowTitle } from '../../../../pages/components/table';
import { Time } from '../../../../pages/components/text';
import { orderPath } from '../../../../pages/kit/record-paths';
import type { Order } from '../../orders/order.entity';
import { orderName, OrderBadge } from './order-badge';
import { Buyer, soldText } from './order-parts';

/** The columns of a list of orders. */
export function orderColumns(): Column<Order>[] {
  const t = texts('orders');
  return [
    {
      head: t.order,
      width: 20,
      onCard: 'title',
      cell: (order) => (
        <RowTitle href={orderPath(order.uid)} title={orderName(order)} note={order.subscriptionId ?? undefined} />
      ),
    },
    { name: 'state', head: t.state, width: 15, onCard: 'status', cell: (order) => <OrderBadge {...order} /> },
    { name: 'customer', head: t.customer, width: 15, onCard: 'wide', cell: (order) => <Buyer {...order} /> },
    { name: 'sold', head: t.soldProducts, width: 20, onCard: 'wide', cell: (order) => <Cut text={soldText(order)} /> },
    { name: 'shop', head: t.shop, width: 10, onCard: 'hidden', cell: ({ shop }) => <Cut text={shop} /> },
    {
      name: 'total',
      head: t.total,
      width: 10,
      isRight: true,
      onCard: 'left',
      cell: ({ total, currency }) => <Money amount={total} currency={currency} />,
    },
    {
      name: 'created',
      head: t.created,
      width: 10,
      isRight: true,
      onCard: 'right',
      cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
    },
  ];
}
