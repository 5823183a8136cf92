import type { VNode } from 'preact';
import { formatMonth, formatNumber, texts, zoneNote } from '../../../core/i18n';
import { type ReportDate, type ReportFigures as Numbers, REPORTED_LICENSES } from '../../../core/licensing/internal';
import { Chart } from '../../../pages/components/chart';
import { AddFilter, Chips, type QueryFields, withQuery } from '../../../pages/components/filters';
import { countText } from '../../../pages/components/list-counts';
import type { SearchBar } from '../../../pages/components/list-page';
import { Figures } from '../../../pages/components/text';
import type { LicenseListQueryDto } from '../license-list/license-list-query.dto';
import { LICENSE_REPORT_PATH, reportPath } from './reports';

type ConditionsProps = Pick<SearchBar, 'filters' | 'form'> & { readonly fields: QueryFields };

/** The conditions of a report as a sentence. */
export function Conditions({ filters = [], form, fields }: ConditionsProps): VNode {
  const t = texts('reports');
  const chips = filters.flatMap(({ field, title, values = [] }) => {
    const value = fields[field];
    const removeHref = withQuery(LICENSE_REPORT_PATH, { ...fields, [field]: undefined });
    return value === undefined
      ? []
      : [
          {
            field: title,
            value: values.find((one) => one.value === value)?.title ?? value,
            isPhrase: true,
            removeHref,
          },
        ];
  });
  return (
    <div class="filters report-conditions">
      <span>{chips.length === 0 ? t.allLicenses : t.licensesWith}</span>
      <Chips chips={chips} />
      <AddFilter title={t.addCondition}>{form}</AddFilter>
    </div>
  );
}

export function ReportFigures(numbers: Numbers): VNode {
  const t = texts('reports').figures;
  const { count, neverActivated, customers, withEmail, seatsUsed, isOfNewest } = numbers;
  const of = (text: string): string => (isOfNewest ? t.ofNewest({ count: REPORTED_LICENSES }) : text);
  return (
    <Figures
      items={[
        { label: t.licenses, value: countText(count, REPORTED_LICENSES), of: t.match },
        { label: t.neverActivated, value: formatNumber(neverActivated), of: of(t.ofThese) },
        { label: t.customers, value: formatNumber(customers), of: t.withEmail({ count: withEmail }) },
        { label: t.seatsUsed, value: formatNumber(seatsUsed), of: of(t.asCounted) },
      ]}
    />
  );
}

export interface MonthCount {
  /** Its first instant. */
  readonly month: Date;
  readonly count: number;
}

interface LicenseChartProps {
  readonly months: readonly MonthCount[];
  readonly by: ReportDate;
  readonly query: LicenseListQueryDto;
  readonly isTable: boolean;
}

/** The licenses of a report by month. */
export function LicenseChart({ months, by, query, isTable }: LicenseChartProps): VNode {
  const t = texts('reports').chart;
  const title = t[by];
  const total = months.reduce((sum, { count }) => sum + count, 0);
  const path = reportPath(query);
  return (
    <div class="report-chart">
      <Chart
        id="report-chart"
        label={`${title}: ${formatNumber(total)}`}
        kind="stacked"
        series={[{ title, figure: 'licenses', total }]}
        columns={months.map(({ month, count }, index) => ({
          title: formatMonth(month),
          label: index % 3 === 0 ? formatMonth(month) : undefined,
          values: [count],
        }))}
        stepTitle={t.month}
        isTable={isTable}
        isWhole={by === 'expiresAt'}
        otherHref={isTable ? path : withQuery(path, {}).concat(path.includes('?') ? '&table=1' : '?table=1')}
      >
        {zoneNote()}
      </Chart>
    </div>
  );
}
