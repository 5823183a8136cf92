import type { VNode } from 'preact';
import { formatNumber, texts } from '../../../core/i18n';
import type { LicenseDay } from '../../../core/licensing/internal';
import { Chart, type ChartProps } from '../../../pages/components/chart';
import { dayColumns } from '../../../pages/components/chart-steps';
import { withQuery } from '../../../pages/components/filters';
import { Section } from '../../../pages/components/page-parts';
import { COMPARISON_PATH } from './reports';

export const DAY_CHARTS = ['licenses', 'checks'] as const;
export type DayChart = (typeof DAY_CHARTS)[number];

/** Noon is on the same date in nearly every zone. */
const withStart = (day: LicenseDay) => ({ ...day, from: new Date(`${day.day}T12:00:00Z`) });

interface DayChartsProps {
  readonly days: readonly LicenseDay[];
  /** The chart that is shown as a table. */
  readonly table: DayChart | undefined;
}

/** Licenses that came and went, and the results of checks, by day. */
export function DayCharts({ days, table }: DayChartsProps): VNode {
  const t = texts('reports').days;
  const chart = (id: DayChart, kind: ChartProps['kind'], series: readonly DaySeries[]): VNode => (
    <Section id={id} title={t[id]}>
      <Chart
        id={`${id}-chart`}
        label={series.map(({ title, of }) => `${title} ${formatNumber(sumOf(days, of))}`).join(', ')}
        kind={kind}
        series={series.map(({ title, figure, of }) => ({ title, figure, total: sumOf(days, of) }))}
        columns={dayColumns(days.map(withStart), (day) => series.map(({ of }) => of(day)))}
        stepTitle={t.day}
        isTable={table === id}
        otherHref={withQuery(COMPARISON_PATH, { table: table === id ? undefined : id })}
      >
        {t.span}
      </Chart>
    </Section>
  );
  return (
    <>
      {chart('licenses', 'opposed', [
        { title: t.issued, figure: 'licenses', of: ({ issued }) => issued },
        { title: t.ended, figure: 'refused', of: ({ expired, revoked }) => expired + revoked },
      ])}
      {chart('checks', 'stacked', [
        { title: t.usable, figure: 'usable', of: ({ checks, refused }) => checks - refused },
        { title: t.denied, figure: 'refused', of: ({ refused }) => refused },
      ])}
    </>
  );
}

interface DaySeries extends Pick<ChartProps['series'][number], 'title' | 'figure'> {
  readonly of: (day: LicenseDay) => number;
}

function sumOf(days: readonly LicenseDay[], of: DaySeries['of']): number {
  return days.reduce((sum, day) => sum + of(day), 0);
}
