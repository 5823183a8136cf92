import type { VNode } from 'preact';
import { formatMoney, formatNumber, texts } from '../../../../core/i18n';
import { Bars } from '../../../../pages/components/bars';
import { type QueryFields, withQuery } from '../../../../pages/components/filters';
import { Money } from '../../../../pages/components/money';
import { Section } from '../../../../pages/components/page-parts';
import { Cut, Table } from '../../../../pages/components/table';
import type { ShopTotals } from '../../orders/orders.service';
import { ORDER_REPORT_PATH } from './order-paths';

const CHARTED = 20;

/** Amounts in each currency, the one of most orders first; a dash without prices. */
function amountOf(totals: readonly ShopTotals[], kind: 'paid' | 'refunded'): string {
  const amounts = new Map<string, number>();
  for (const { currency, [kind]: amount } of totals) {
    if (currency !== null) {
      amounts.set(currency, (amounts.get(currency) ?? 0) + amount);
    }
  }
  return [...amounts].map(([currency, amount]) => formatMoney(amount, currency, true)).join(' + ') || '–';
}

/** The amounts of a report. */
export function moneyFigures(totals: readonly ShopTotals[]) {
  const t = texts('orders');
  return [
    { label: texts('reports').figures.paid, value: amountOf(totals, 'paid') },
    { label: t.refundedAmount, value: amountOf(totals, 'refunded') },
  ];
}

interface ShopChartProps {
  readonly shops: readonly ShopTotals[];
  readonly query: QueryFields;
  readonly isTable: boolean;
  readonly note: string;
}

/** Orders and their value by shop. */
export function ShopChart({ shops, query, isTable, note }: ShopChartProps): VNode {
  const t = texts('reports').chart;
  const { showChart, showTable } = texts('charts');
  const bars = [...new Set(shops.map(({ shop }) => shop))].slice(0, CHARTED).map((shop) => {
    const totals = shops.filter((one) => one.shop === shop);
    const count = totals.reduce((sum, { orders }) => sum + orders, 0);
    return {
      title: shop,
      href: withQuery(ORDER_REPORT_PATH, { ...query, shop }),
      count,
      text: `${formatNumber(count)} · ${amountOf(totals, 'paid')}`,
    };
  });
  const other = withQuery(ORDER_REPORT_PATH, { ...query, table: isTable ? undefined : '1' });
  return (
    <div class="report-chart">
      <Section id="by-shop" title={t.byShop} note={note || undefined}>
        {isTable ? <ShopTable shops={shops} /> : <Bars bars={bars} figure="rows" />}
        <p class="note">
          <a href={`${other}#by-shop`}>{isTable ? showChart : showTable}</a>
        </p>
      </Section>
    </div>
  );
}

function ShopTable({ shops }: Pick<ShopChartProps, 'shops'>): VNode {
  const t = texts('orders');
  return (
    <Table
      label={texts('reports').chart.byShop}
      rows={shops}
      columns={[
        { head: t.shop, onCard: 'title', cell: ({ shop }) => <Cut text={shop} /> },
        { head: t.title, isRight: true, onCard: 'status', cell: ({ orders }) => formatNumber(orders) },
        {
          head: texts('reports').figures.paid,
          isRight: true,
          onCard: 'left',
          cell: ({ paid, currency }) => <Money amount={paid} currency={currency} />,
        },
        {
          head: t.refundedAmount,
          isRight: true,
          onCard: 'right',
          cell: ({ refunded, currency }) => <Money amount={refunded} currency={currency} />,
        },
      ]}
    />
  );
}
