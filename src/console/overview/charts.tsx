import type { VNode } from 'preact';
import type { TimeStep } from '../../common/time-steps';
import type { SeatSeries } from '../../events/records/seat-series.service';
import type { VerdictSeries } from '../../licensing/verifications/verdict-series.service';
import { Chart } from '../components/chart';
import { formatWeekdayDate, formatDayOfMonth, formatNumber, formatTime, formatWeekday } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import { overviewPath, type OverviewQueryDto } from './overview-query.dto';

/** Every so many columns have a label. */
const LABEL_EVERY = { '24h': 6, '7d': 4, '30d': 7 };
/** Labels that are nearer to the last one are left out. */
const LABEL_DISTANCE = 3;

interface ChartProps<T> {
  readonly series: T;
  readonly query: OverviewQueryDto;
}

export function VerdictChart({ series, query }: ChartProps<VerdictSeries>): VNode {
  const t = texts('overview');
  const { span } = query;
  const { usable, refused, steps } = series;
  const columns = steps.map((step, index) => ({
    title: span === '30d' ? formatWeekdayDate(step.from) : hoursOf(step),
    label: labelAt(index, steps, LABEL_EVERY[span], span === '30d' ? t.today : t.now, labelOf[span]),
    values: [step.usable, step.refused],
  }));
  return (
    <Chart
      id="verdict-chart"
      label={`${t.per[span]}: ${formatNumber(usable)} ${t.usableSeries}, ${formatNumber(refused)} ${t.refusedSeries}`}
      kind="stacked"
      series={[
        { title: t.usableSeries, tone: 'usual', total: usable },
        { title: t.refusedSeries, tone: 'bad', total: refused },
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
  const columns = steps.map((step, index) => ({
    title: formatWeekdayDate(step.from),
    label: labelAt(index, steps, LABEL_EVERY['30d'], t.today, labelOf['30d']),
    values: [step.taken, step.freed],
  }));
  return (
    <Chart
      id="seat-chart"
      label={`${t.seatsPerDay}: ${formatNumber(taken)} ${t.taken}, ${formatNumber(freed)} ${t.freed}`}
      kind="opposed"
      series={[
        { title: t.taken, tone: 'usual', total: taken },
        { title: t.freed, tone: 'warn', total: freed },
      ]}
      columns={columns}
      stepTitle={t.step}
      {...tableOf('seats', query)}
    >
      {t.seatsCaption({ zone: viewer().zone })}
    </Chart>
  );
}

function tableOf(table: 'verdicts' | 'seats', query: OverviewQueryDto): { isTable: boolean; otherHref: string } {
  const isTable = query.table === table;
  return { isTable, otherHref: overviewPath({ span: query.span, table: isTable ? undefined : table }) };
}

function hoursOf({ from, until }: TimeStep): string {
  return `${formatWeekdayDate(from)}, ${formatTime(from)}–${formatTime(until)}`;
}

const labelOf = {
  '24h': (from: Date, isFirst: boolean) =>
    isFirst || isMorning(from) ? `${formatWeekday(from)} ${formatTime(from)}` : formatTime(from),
  '7d': (from: Date) => formatWeekday(from),
  '30d': (from: Date) => formatDayOfMonth(from),
};

/** Whether a label after it is the first one of the day, as labels are six hours apart. */
function isMorning(from: Date): boolean {
  return Number(formatTime(from).slice(0, 2)) < LABEL_EVERY['24h'];
}

function labelAt(
  index: number,
  steps: readonly TimeStep[],
  every: number,
  last: string,
  labelOfStep: (from: Date, isFirst: boolean) => string,
): string | undefined {
  const step = steps[index];
  const left = steps.length - 1 - index;
  if (left === 0 || !step) {
    return last;
  }
  return index % every === 0 && left >= LABEL_DISTANCE ? labelOfStep(step.from, index === 0) : undefined;
}
