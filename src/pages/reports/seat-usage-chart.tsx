import type { VNode } from 'preact';
import { texts } from '../../core/i18n';
import type { SeatUsage } from '../../core/verification';
import { Chart } from '../components/chart';

interface SeatUsageChartProps {
  /** Use by day. */
  readonly usage: SeatUsage;
  readonly isTable: boolean;
  /** The same data as a table, or as a chart if this is the table. */
  readonly otherHref: string;
}

/** Peak of seats and refused starts by day, with the limit. */
export function SeatUsageChart({ usage: { items, limit, total }, isTable, otherHref }: SeatUsageChartProps): VNode {
  const t = texts('licenseSeatUsage');
  return (
    <Chart
      id="use-chart"
      label={t.chart({ peak: total.peak, refused: total.refused })}
      kind="stacked"
      series={[
        { title: t.peak, figure: 'seats' },
        { title: t.refused, figure: 'refused', total: total.refused },
      ]}
      columns={items.map(({ key, peak, refused }) => ({ title: key ?? '', values: [peak, refused ?? 0] }))}
      limit={limit === null ? undefined : { title: t.seats, value: limit }}
      stepTitle={t.by.day}
      isTable={isTable}
      otherHref={otherHref}
    >
      {t.caption}
    </Chart>
  );
}
