import { Get, Query } from '@nestjs/common';
import { IntersectionType } from '@nestjs/swagger';
import { PoliciesService, ProductsService } from '../../../core/catalog';
import { Authorized, Calendar, Clock } from '../../../core/common';
import { GroupsService } from '../../../core/customers/internal';
import { formatNumber, texts } from '../../../core/i18n';
import { CurrentCaller, isPermitted, type LoggedIn, Permission } from '../../../core/identity';
import { LicenseListService, LicenseReportService } from '../../../core/licensing/internal';
import { FromReplica } from '../../../core/platform';
import { cursorPages } from '../../../pages/components/list-pages';
import { exportMenu } from '../../../pages/exports/export.view';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { MonthChart, monthStarts } from '../../../pages/reports/month-chart';
import { noteOf, reportPage } from '../../../pages/reports/report-page';
import { ReportQueryDto } from '../../../pages/reports/report-places';
import { bulkForm } from '../license-list/bulk-verbs.view';
import { licenseColumns } from '../license-list/license-columns';
import { LicenseExportService } from '../license-list/license-export.service';
import { licenseFilters } from '../license-list/license-filters.view';
import {
  fieldsOf,
  filterOf,
  LICENSES_PER_PAGE,
  LicenseListQueryDto,
  orderOf,
} from '../license-list/license-list-query.dto';
import { chartedDate, LICENSE_REPORT_PATH, reportOf } from './reports';

/** Products and policies that the conditions offer. */
const CHOICES = { limit: 100 } as const;

class LicenseReportQueryDto extends IntersectionType(LicenseListQueryDto, ReportQueryDto) {}

/** A report of licenses. */
@ConsoleController(LICENSE_REPORT_PATH.slice(1))
export class LicenseReportController {
  constructor(
    private readonly list: LicenseListService,
    private readonly exports: LicenseExportService,
    private readonly reports: LicenseReportService,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly groups: GroupsService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async showReport(@CurrentCaller() caller: LoggedIn, @Query() query: LicenseReportQueryDto): Promise<Page> {
    const t = texts('reports');
    const now = this.clock.now();
    const filter = filterOf(query, now, this.calendar);
    const { after, before, sort, table } = query;
    const by = chartedDate(query);
    const isOfExpiry = by === 'expiresAt';
    const starts = isOfExpiry ? monthStarts(0) : monthStarts();
    const [page, figures, counts] = await Promise.all([
      this.list.list({ limit: LICENSES_PER_PAGE, after, before }, filter, orderOf(query)),
      this.reports.figures(filter),
      this.reports.series(filter, by, starts),
    ]);
    const { count, neverActivated, customers, withEmail, seatsUsed } = figures;
    const { rows: products } = await this.products.list(CHOICES);
    const { rows: policies } = await this.policies.list(CHOICES);
    const groups = query.group === undefined ? [] : await this.groups.getEach([query.group]);
    const report = reportOf(query);
    const shown = { ...fieldsOf(query), sort };
    return reportPage({
      caller,
      kind: 'licenses',
      title: report && t.of[report.name],
      lead: report && t.lead[report.name],
      query: shown,
      conditions: licenseFilters({ query, products, policies, groups, path: LICENSE_REPORT_PATH }),
      count,
      figures: [
        { label: t.figures.neverActivated, value: formatNumber(neverActivated) },
        {
          label: t.figures.customers,
          value: formatNumber(customers),
          of: t.figures.withEmail({ count: withEmail }),
        },
        {
          label: t.figures.seatsUsed,
          value: formatNumber(seatsUsed),
          of: noteOf(count, t.figures.asCounted),
        },
      ],
      chart: (
        <MonthChart
          title={t.chart[by]}
          {...{ starts, counts, query: shown, path: LICENSE_REPORT_PATH }}
          isTable={Boolean(table)}
          isWhole={isOfExpiry}
        />
      ),
      exports: exportMenu(this.exports, query),
      rows: page.rows,
      columns: licenseColumns(query, now, LICENSE_REPORT_PATH),
      inForm: bulkForm({
        query,
        count,
        shown: page.rows.length,
        canWrite: isPermitted(caller, Permission.LicensesWrite),
      }),
      order: texts('licenses').order[orderOf(query)],
      pages: cursorPages(page),
    });
  }
}
