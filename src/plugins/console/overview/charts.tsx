import type { VNode } from 'preact';
import type { SeatSeries } from '../../../core/events/internal';
import type { VerdictSeries } from '../../../core/licensing/internal';
import { Chart } from '../../../pages/components/chart';
import { dayColumns, labelOfStep, titleOfStep } from '../../../pages/components/chart-steps';
import { formatNumber, texts, viewer } from '../../../core/i18n';
import { activityPath, type ActivityQueryDto } from './overview-query.dto';

interface ChartProps<T> {
  readonly series: T;
  readonly query: ActivityQueryDto;
}

export function VerdictChart({ series, query }: ChartProps<VerdictSeries>): VNode {
  const t = texts('overview');
  const { span } = query;
  const { usable, refused, steps } = series;
  const columns = steps.map((step, index) => ({
    title: titleOfStep(step, span),
    label: labelOfStep(index, steps, span),
    values: [step.usable, step.refused],
  }));
  return (
    <Chart
      id="verdict-chart"
      label={`${t.per[span]}: ${formatNumber(usable)} ${t.usableSeries}, ${formatNumber(refused)} ${t.refusedSeries}`}
      kind="stacked"
      series={[
        { title: t.usableSeries, figure: 'usable', total: usable },
        { title: t.refusedSeries, figure: 'refused', total: refused },
      ]}
      columns={columns}
      stepTitle={t.step}
      {...tableOf('verdicts', query)}
    >
      {t.verdictsCaption({ zone: viewer().zone })}
    </Chart>
  );
}

export function SeatChart({ series, query }: ChartProps<SeatSeries>): VNode {
  const t = texts('overview');
  const { taken, freed, steps } = series;
  return (
    <Chart
      id="seat-chart"
      label={`${t.seatsPerDay}: ${formatNumber(taken)} ${t.taken}, ${formatNumber(freed)} ${t.freed}`}
      kind="opposed"
      series={[
        { title: t.taken, figure: 'seats', total: taken },
        { title: t.freed, figure: 'freedSeats', total: freed },
      ]}
      columns={dayColumns(steps, (step) => [step.taken, step.freed])}
      stepTitle={t.step}
      {...tableOf('seats', query)}
    >
      {t.seatsCaption({ zone: viewer().zone })}
    </Chart>
  );
}

function tableOf(table: 'verdicts' | 'seats', query: ActivityQueryDto): { isTable: boolean; otherHref: string } {
  const isTable = query.table === table;
  return { isTable, otherHref: activityPath({ span: query.span, table: isTable ? undefined : table }) };
}
