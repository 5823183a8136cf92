import type { VNode } from 'preact';
import { formatDate, formatDateTime, formatNumber, texts } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { capacityOf, type CurrentBalance, shownAmount } from '../../../core/verification';
import type { PeriodUsage } from '../../../core/verification/internal';
import { Chart } from '../../../pages/components/chart';
import { detailPage } from '../../../pages/components/detail-page';
import { withQuery } from '../../../pages/components/filters';
import { EmptyState } from '../../../pages/components/page-parts';
import type { Page } from '../../../pages/kit/page';
import { crumbsOf, meterUsePath } from './license-paths';

/** Every so many columns have a label. */
const LABEL_EVERY = 4;

interface MeterUse {
  readonly license: Pick<License, 'uid' | 'key'>;
  readonly meter: CurrentBalance;
  /** Newest first. */
  readonly periods: readonly PeriodUsage[];
  readonly isTable: boolean;
}

/** The use of a meter of a license by period, with the limit that holds now. */
export function meterUsePage(use: MeterUse): Page {
  const t = texts('licenseMeter');
  return detailPage({
    title: t.useTitle({ meter: use.meter.code }),
    crumbs: crumbsOf(use.license),
    lead: t.useLead,
    main: use.periods.length === 0 ? <EmptyState icon="gauge" title={t.unused} /> : <UseChart {...use} />,
  });
}

function UseChart({ license, meter, periods, isTable }: MeterUse): VNode {
  const t = texts('licenseMeter');
  const { code, terms, startsAt } = meter;
  const capacity = capacityOf(terms);
  const limit = capacity === null ? null : shownAmount(meter, capacity);
  const columns = periods.toReversed();
  const isRunning = columns.at(-1)?.periodStart.getTime() === Date.parse(startsAt);
  return (
    <Chart
      id="meter-chart"
      label={t.useTitle({ meter: code })}
      kind="stacked"
      series={[{ title: t.usedSeries, figure: 'uses' }]}
      columns={columns.map((period, index) => ({
        title: titleOf(period, terms.period),
        label: labelOf(period, index, columns.length),
        values: [shownAmount(meter, period.used)],
      }))}
      limit={limit === null ? undefined : { title: t.limitLine({ limit: formatNumber(limit, 6) }), value: limit }}
      stepTitle={t.period}
      isTable={isTable}
      isWhole={!isRunning}
      otherHref={withQuery(meterUsePath(license.uid, code), { table: isTable ? undefined : '1' })}
    >
      {t.useCaption}
    </Chart>
  );
}

function titleOf({ periodStart, periodEnd }: PeriodUsage, unit: CurrentBalance['terms']['period']): string {
  const start = (unit === 'hour' ? formatDateTime : formatDate)(periodStart);
  return periodEnd === null ? texts('licenseMeter').ever : texts('licenseMeter').since({ start });
}

function labelOf({ periodStart, periodEnd }: PeriodUsage, index: number, count: number): string | undefined {
  const left = count - 1 - index;
  return periodEnd !== null && left % LABEL_EVERY === 0 ? formatDate(periodStart) : undefined;
}
