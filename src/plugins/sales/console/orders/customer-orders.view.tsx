import type { VNode } from 'preact';
import { formatMoney, formatMonth, texts } from '../../../../core/i18n';
import { countText } from '../../../../pages/components/list-counts';
import { Rows } from '../../../../pages/components/list-page';
import { Money } from '../../../../pages/components/money';
import { type Column, Cut, RowTitle } from '../../../../pages/components/table';
import { Time } from '../../../../pages/components/text';
import type { CustomerOrdersTable, CustomerSales } from '../../../../pages/kit/customer-orders';
import { orderPath } from '../../../../pages/kit/record-paths';
import type { Order } from '../../orders/order.entity';
import { MAX_COUNTED_ORDERS, type OrderTotals } from '../../orders/orders.service';
import { OrderBadge, orderName } from './order-badge';
import { soldText } from './order-parts';

/** All that was paid in the currency of most orders, with the other currencies beside it. Null without orders. */
export function salesOf(orders: readonly OrderTotals[]): CustomerSales | null {
  const t = texts('customer');
  const [first, ...others] = orders;
  if (!first) {
    return null;
  }
  const money = (amount: number, currency: string): string => formatMoney(amount, currency, true);
  const count = orders.reduce((sum, totals) => sum + totals.orders, 0);
  const { currency } = first;
  const since = new Date(Math.min(...orders.map((totals) => totals.since.getTime())));
  const further = others.flatMap((totals) => (totals.currency ? money(totals.paid, totals.currency) : []));
  const paidBack = orders.flatMap((totals) =>
    totals.currency && totals.refunded > 0 ? money(totals.refunded, totals.currency) : [],
  );
  const parts = [
    ...further.map((amount) => t.ordersFurther({ amount })),
    t.ordersOf({ count: countText(count, MAX_COUNTED_ORDERS - 1), month: formatMonth(since) }),
    ...(paidBack.length > 0 ? [t.paidBack({ amount: paidBack.join(' + ') })] : []),
  ];
  const value = currency === null ? countText(count, MAX_COUNTED_ORDERS - 1) : money(first.paid, currency);
  return { count, figure: { label: t.tabs.orders, value, of: parts.join(t.separator) } };
}

export function orderTable(rows: readonly Order[]): (list: CustomerOrdersTable) => VNode {
  return (list) => <Rows {...list} rows={rows} columns={orderColumns()} />;
}

function orderColumns(): Column<Order>[] {
  const t = texts('orders');
  return [
    {
      head: t.order,
      width: 20,
      onCard: 'title',
      cell: (order) => <RowTitle href={orderPath(order.uid)} title={orderName(order)} />,
    },
    { head: t.state, width: 20, onCard: 'status', cell: (order) => <OrderBadge {...order} /> },
    { head: t.soldProducts, onCard: 'wide', cell: (order) => <Cut text={soldText(order)} /> },
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
