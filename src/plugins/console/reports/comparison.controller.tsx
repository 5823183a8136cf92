import { Get, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Authorized } from '../../../core/common';
import { formatDay, texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import {
  type Dimension,
  DIMENSIONS,
  DimensionStatisticsService,
  LicenseDaysService,
} from '../../../core/licensing/internal';
import { FromReplica } from '../../../core/platform';
import { Bars } from '../../../pages/components/bars';
import { listPage } from '../../../pages/components/list-page';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { DAY_CHARTS, type DayChart, DayCharts } from './day-charts.view';
import { comparisonColumns } from './comparison-columns';
import { REPORTS_PATH } from '../../../pages/reports/report-places';
import { COMPARISON_PATH, comparisonPath, reportPath, REPORTS } from './reports';

const SHOWN = 100;
/** Versions in the chart: those with the most devices. */
const CHARTED = 10;
const FORMER_VIEWS = ['unused', 'full'] as const;

class ComparisonQueryDto {
  @OptionalField()
  @IsIn(DIMENSIONS)
  by?: Dimension;

  @OptionalField()
  @IsIn(DAY_CHARTS)
  table?: DayChart;
}

class FormerQueryDto {
  @OptionalField()
  @IsIn([...DIMENSIONS, ...FORMER_VIEWS])
  view?: Dimension | (typeof FORMER_VIEWS)[number];
}

/** Compares products, versions, policies, countries, entitlements and customers. */
@ConsoleController()
export class ComparisonController {
  constructor(
    private readonly statistics: DimensionStatisticsService,
    private readonly days: LicenseDaysService,
  ) {}

  @Get(COMPARISON_PATH)
  @FromReplica('bounded')
  @Authorized(Permission.MonitoringRead)
  async compare(@Query() { by = 'product', table }: ComparisonQueryDto): Promise<Page> {
    const t = texts('statistics');
    const { rows, from, to, countedAt } = await this.statistics.read({ by, limit: SHOWN });
    const bars = rows.map(({ name, product, devices }) => ({
      title: [product, name || t.noVersion].filter(Boolean).join(' '),
      count: devices ?? 0,
    }));
    return listPage({
      title: by === 'version' ? texts('reports').of.versions : t.title,
      crumbs: [{ title: texts('reports').title, href: REPORTS_PATH }],
      lead: t.lead,
      path: COMPARISON_PATH,
      query: { by: by === 'product' ? undefined : by },
      label: t.views[by],
      views: {
        label: t.viewsLabel,
        field: 'by',
        all: DIMENSIONS.map((one) => ({ value: one === 'product' ? undefined : one, title: t.views[one] })),
      },
      pages: {},
      above: by === 'version' && rows.length > 0 && (
        <div class="report-chart">
          <Bars bars={bars.toSorted((one, other) => other.count - one.count).slice(0, CHARTED)} figure="devices" />
        </div>
      ),
      rows,
      columns: comparisonColumns(by),
      order: by === 'customer' ? t.mostAnswers : t.mostLicenses,
      notes: [t.answersOf({ from: formatDay(from), to: formatDay(to) }), rows.length === SHOWN && t.largest],
      below: (
        <>
          <p class="note">{countedAt === null ? t.notCounted : t.countedAt({ at: <Time at={countedAt} /> })}</p>
          {by === 'product' && <DayCharts days={await this.days.read({ from, to })} table={table} />}
        </>
      ),
      empty: { icon: 'chart-column', title: t.nothing, text: by === 'country' ? t.needsCountries : t.nothingText },
    });
  }

  /** The address of this page, and of two reports, until reports had pages of their own. */
  @Get('console/overview/statistics')
  @Authorized(Permission.MonitoringRead)
  leadToReports(@Query() { view = 'product' }: FormerQueryDto): SeeOther {
    const report = REPORTS.find(({ name }) => name === view);
    return new SeeOther(report ? reportPath(report.query) : comparisonPath(view as Dimension));
  }
}
