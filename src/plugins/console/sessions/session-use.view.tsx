import type { VNode } from 'preact';
import { formatDateTime, formatNumber, formatTime, texts, viewer } from '../../../core/i18n';
import type { SeatsInUse, SessionSeries } from '../../../core/verification/internal';
import { Chart } from '../../../pages/components/chart';
import { type ChartSpan, labelOfStep, titleOfStep } from '../../../pages/components/chart-steps';
import { withQuery } from '../../../pages/components/filters';
import { Section } from '../../../pages/components/page-parts';
import { type Figure, Figures } from '../../../pages/components/text';
import { BY_LICENSE_PATH, SESSIONS_PATH, SessionListQueryDto } from './session-paths';

interface SessionUseProps {
  readonly use: SeatsInUse;
  readonly series: SessionSeries;
  readonly query: SessionListQueryDto;
}

/** The figures and the chart above the list of sessions. */
export function SessionUse(props: SessionUseProps): VNode {
  const {
    use,
    query: { span },
  } = props;
  return (
    <>
      <div data-live="figures">
        <Figures items={figuresOf(props)} />
      </div>
      <Section
        id="use"
        title={texts('floatingSessions').per[span]}
        link={use.licenses > 1 ? { href: BY_LICENSE_PATH, title: texts('floatingSessions').byLicense } : undefined}
        isLive
      >
        <UseChart {...props} />
      </Section>
    </>
  );
}

function figuresOf({ use, series, query: { span } }: SessionUseProps): Figure[] {
  const t = texts('floatingSessions');
  const { running, borrowed, limit, silent, silentUntil } = use;
  const of = (seats: number): string => (limit === null ? formatNumber(seats) : t.ofSeats({ seats, limit }));
  const inSpan = texts('overview').spans[span];
  return [
    { label: t.inUse, value: of(running + borrowed), of: t.inUseOf({ running, borrowed }) },
    { label: t.peak({ span: inSpan }), value: of(series.seats), of: peakOf(series, limit, span) },
    {
      label: t.refused({ span: inSpan }),
      value: formatNumber(series.refused),
      of: t.refusedOf({ count: series.refusedDevices }),
    },
    {
      label: t.silent,
      value: formatNumber(silent),
      of: silentUntil === null ? t.noneSilent : t.silentOf({ count: silent, at: formatTime(silentUntil, true) }),
    },
  ];
}

/** The time that most seats were taken: at the limit, no other program found one. */
function peakOf({ seats, peak }: SessionSeries, limit: number | null, span: ChartSpan): string {
  const t = texts('floatingSessions');
  if (!peak) {
    return t.noPeak;
  }
  const format = span === '24h' ? formatTime : formatDateTime;
  const time = { hours: Math.floor(peak.minutes / 60), minutes: peak.minutes % 60 };
  const between = { from: format(peak.from), until: format(peak.until) };
  return limit !== null && seats >= limit ? t.fullFor({ ...time, ...between }) : t.peakFor({ ...time, ...between });
}

function UseChart({ use: { limit }, series, query }: SessionUseProps): VNode {
  const t = texts('floatingSessions');
  const { span, table } = query;
  const { steps, refused } = series;
  const isTable = table !== undefined;
  const other = SessionListQueryDto.chartOf({ span, table: isTable ? undefined : '1' });
  return (
    <Chart
      id="use-chart"
      label={t.chart({ per: t.per[span], seats: series.seats, refused })}
      kind="stacked"
      series={[
        { title: t.mostSeats, figure: 'seats' },
        { title: t.refusedSeries, figure: 'refused', total: refused },
      ]}
      columns={steps.map((step, index) => ({
        title: titleOfStep(step, span),
        label: labelOfStep(index, steps, span),
        values: [step.seats, step.refused],
      }))}
      limit={limit === null ? undefined : { title: t.limit({ count: limit }), value: limit }}
      stepTitle={t.step}
      isTable={isTable}
      otherHref={withQuery(SESSIONS_PATH, { ...SessionListQueryDto.filtersOf(query), ...other })}
    >
      {t.caption({ zone: viewer().zone })}
    </Chart>
  );
}
