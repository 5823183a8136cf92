import type { VNode } from 'preact';
import { Calendar } from '../../core/common';
import { formatMonth, formatNumber, texts, viewer, zoneNote } from '../../core/i18n';
import { Chart } from '../components/chart';
import { type QueryFields, withQuery } from '../components/filters';

const MONTHS = 12;

/**
 * The starts of twelve months as the viewer's clock shows them, and the end of the last one.
 * @param first 0 for the present month; by default, it is the last one
 */
export function monthStarts(first = 1 - MONTHS): Date[] {
  const calendar = new Calendar(viewer().zone);
  const [year = 0, month = 0] = calendar.dateOf(viewer().now).split('-').map(Number);
  return Array.from({ length: MONTHS + 1 }, (_, index) =>
    calendar.startOf(new Date(Date.UTC(year, month - 1 + first + index, 1)).toISOString().slice(0, 10)),
  );
}

interface MonthChartProps {
  readonly title: string;
  readonly starts: readonly Date[];
  readonly counts: readonly number[];
  readonly path: string;
  readonly query: QueryFields;
  readonly isTable: boolean;
  /** The last month is not in progress. */
  readonly isWhole?: boolean;
  readonly note?: string;
}

/** The rows of a report by month. */
export function MonthChart({ title, starts, counts, path, query, isTable, isWhole, note }: MonthChartProps): VNode {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <div class="report-chart">
      <Chart
        id="report-chart"
        label={`${title}: ${formatNumber(total)}`}
        kind="stacked"
        series={[{ title, figure: 'rows', total }]}
        columns={counts.map((count, index) => {
          const month = formatMonth(starts[index] ?? viewer().now);
          return { title: month, label: index % 3 === 0 ? month : undefined, values: [count] };
        })}
        stepTitle={texts('reports').chart.month}
        isTable={isTable}
        isWhole={isWhole}
        otherHref={withQuery(path, { ...query, table: isTable ? undefined : '1' })}
      >
        {[note, zoneNote()].filter(Boolean).join(' ')}
      </Chart>
    </div>
  );
}
