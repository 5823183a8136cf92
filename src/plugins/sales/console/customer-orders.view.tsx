import { texts } from '../../../i18n/texts';
import type { OrderLine } from '../orders/order-line.entity';
import type { Order } from '../orders/order.entity';
import { Money } from '../../../pages/components/money';
import { OrderBadge, orderName } from './orders/order-badge';
import { type Column, Cut, RowTitle } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { orderPath } from '../../../pages/kit/record-paths';

export function orderColumns(): Column<Order>[] {
  const t = texts('orders');
  return [
    {
      head: t.order,
      width: 20,
      onCard: 'title',
      cell: (order) => <RowTitle href={orderPath(order.uid)} title={orderName(order)} />,
    },
    { head: t.state, width: 20, onCard: 'status', cell: (order) => <OrderBadge {...order} /> },
    { head: t.soldProducts, onCard: 'wide', cell: ({ lines = [] }) => <Cut text={soldText(lines)} /> },
    {
      head: t.total,
      width: 15,
      isRight: true,
      onCard: 'left',
      cell: ({ total, currency }) => <Money amount={total} currency={currency} />,
    },
    {
      head: t.created,
      width: 20,
      isRight: true,
      onCard: 'right',
      cell: ({ createdAt }) => <Time at={createdAt} as="date" />,
    },
  ];
}

/** The products of the lines with licenses and seats: "Studio, 2 × 5 seats". */
function soldText(lines: readonly OrderLine[]): string {
  const t = texts('orders');
  return lines
    .map(({ product, quantity, seats }) =>
      t.sold({ product: product?.name ?? t.deletedProduct, quantity, seats: seats ?? 0 }),
    )
    .join('; ');
}
