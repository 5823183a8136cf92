import { Get, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { PoliciesService, ProductsService } from '../../../core/catalog';
import { Authorized, Calendar, Clock } from '../../../core/common';
import { GroupsService } from '../../../core/customers/internal';
import { texts, viewer } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import type { LicenseFilter } from '../../../core/licensing';
import { LicenseListService, LicenseReportService } from '../../../core/licensing/internal';
import { FromReplica } from '../../../core/platform';
import { withQuery } from '../../../pages/components/filters';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { VIEWS_PATH } from '../../../pages/kit/list-address';
import { OptionalField } from '../../../pages/kit/optional-field';
import type { Page } from '../../../pages/kit/page';
import { bulkForm } from '../license-list/bulk-verbs.view';
import { licenseColumns } from '../license-list/license-columns';
import { licenseFilters } from '../license-list/license-filters.view';
import {
  COUNTED_LICENSES,
  fieldsOf,
  filterOf,
  LICENSES_PER_PAGE,
  LicenseListQueryDto,
  orderOf,
} from '../license-list/license-list-query.dto';
import { exportPath } from '../license-list/license-paths';
import { Conditions, LicenseChart, type MonthCount, ReportFigures } from './license-report.view';
import { chartedDate, LICENSE_REPORT_PATH, reportOf, REPORTS_PATH } from './reports';

/** Products and policies that the conditions offer. */
const CHOICES = { limit: 100 } as const;
const MONTHS = 12;

class LicenseReportQueryDto extends LicenseListQueryDto {
  /** The chart is shown as a table. */
  @OptionalField()
  @IsIn(['1'])
  table?: '1';
}

/** A report of licenses: conditions in a sentence, figures, a chart and the list. */
@ConsoleController(LICENSE_REPORT_PATH.slice(1))
export class LicenseReportController {
  constructor(
    private readonly list: LicenseListService,
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
  async showReport(@CurrentCaller() caller: Caller, @Query() query: LicenseReportQueryDto): Promise<Page> {
    const t = texts('reports');
    const now = this.clock.now();
    const filter = filterOf(query, now, this.calendar);
    const { after, before, sort } = query;
    const page = await this.list.list({ limit: LICENSES_PER_PAGE, after, before }, filter, orderOf(query));
    const figures = await this.reports.figures(filter);
    const months = await this.monthsOf(query, filter, now);
    const { rows: products } = await this.products.list(CHOICES);
    const { rows: policies } = await this.policies.list(CHOICES);
    const groups = query.group === undefined ? [] : await this.groups.getEach([query.group]);
    const filters = licenseFilters({ query, products, policies, groups, path: LICENSE_REPORT_PATH });
    const report = reportOf(query);
    const fields = fieldsOf(query);
    const { count } = figures;
    return listPage({
      title: report ? t.of[report.name] : t.own,
      crumbs: [{ title: t.title, href: REPORTS_PATH }],
      lead: report ? t.lead[report.name] : t.ownLead,
      actions: [
        {
          icon: 'save',
          title: t.save,
          href: withQuery(`${VIEWS_PATH}/new`, { list: 'reports', query: withQuery('', { ...fields, sort }).slice(1) }),
        },
        { icon: 'download', title: texts('licenses').export, href: withQuery(exportPath, fields) },
      ],
      path: LICENSE_REPORT_PATH,
      query: { ...fields, sort },
      above: (
        <>
          <Conditions {...filters} fields={{ ...fields, sort }} />
          <ReportFigures {...figures} />
          {count > 0 && (
            <LicenseChart months={months} by={chartedDate(query)} query={query} isTable={Boolean(query.table)} />
          )}
        </>
      ),
      rows: page.rows,
      columns: licenseColumns(query, now, LICENSE_REPORT_PATH),
      inForm: bulkForm({
        query,
        count,
        shown: page.rows.length,
        canWrite: isPermitted(caller, Permission.LicensesWrite),
      }),
      order: texts('licenses').order[orderOf(query)],
      total: { count, limit: COUNTED_LICENSES },
      pages: cursorPages(page),
      empty: { icon: 'circle-check', title: t.none, text: t.noneText },
      noMatch: { title: t.none, text: t.noneText, showAll: texts('licenses').showAll },
    });
  }

  /** The twelve months from this one on or up to this one, as the viewer's clock shows them. */
  private async monthsOf(query: LicenseListQueryDto, filter: LicenseFilter, now: Date): Promise<MonthCount[]> {
    const by = chartedDate(query);
    const calendar = new Calendar(viewer().zone);
    const first = `${calendar.dateOf(now).slice(0, 7)}-01`;
    const shift = by === 'expiresAt' ? 0 : 1 - MONTHS;
    const starts = Array.from({ length: MONTHS + 1 }, (_, index) => startOfMonth(calendar, first, index + shift));
    const counts = await this.reports.series(filter, by, starts);
    return counts.map((count, index) => ({ month: starts[index] ?? now, count }));
  }
}

/** @param first first day of a month */
function startOfMonth(calendar: Calendar, first: string, months: number): Date {
  const [year = 0, month = 0] = first.split('-').map(Number);
  const at = new Date(Date.UTC(year, month - 1 + months, 1));
  return calendar.startOf(at.toISOString().slice(0, 10));
}
