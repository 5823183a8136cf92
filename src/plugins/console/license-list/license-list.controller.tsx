import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { PoliciesService, ProductsService } from '../../../core/catalog';
import { Authorized, Calendar, Clock, type Page as Rows } from '../../../core/common';
import { GroupsService } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { type LicenseWithUsage } from '../../../core/licensing';
import { LicenseListService } from '../../../core/licensing/internal';
import { ButtonLink } from '../../../pages/components/button';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { exportMenu } from '../../../pages/exports/export.view';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { FromReplica } from '../../../core/platform';
import { bulkForm } from './bulk-verbs.view';
import { licenseColumns } from './license-columns';
import { LicenseExportService } from './license-export.service';
import { licenseFilters } from './license-filters.view';
import {
  COUNTED_LICENSES,
  filterOf,
  LicenseListQueryDto,
  LICENSES_PER_PAGE,
  orderOf,
  fieldsOf,
  LICENSE_VIEWS,
  type LicenseView,
} from './license-list-query.dto';
import { EXPLAIN_PATH } from '../license/license-paths';
import { importPath, LICENSES_PATH, listPath, newPath } from './license-paths';

/** Products and policies that the filters offer. */
const CHOICES = { limit: 100 } as const;

interface LicenseListData {
  readonly query: LicenseListQueryDto;
  readonly page: Rows<LicenseWithUsage>;
  /** Exact up to COUNTED_LICENSES, unless the search leaves out rows. */
  readonly count: number;
  readonly leavesOutRows: boolean;
  readonly exports: VNode;
  /** Whether the user may change licenses. */
  readonly canWrite: boolean;
}

/** The list of licenses. */
@ConsoleController('console/licenses')
export class LicenseListController {
  constructor(
    private readonly list: LicenseListService,
    private readonly exports: LicenseExportService,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly groups: GroupsService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async showLicenses(@CurrentCaller() caller: Caller, @Query() query: LicenseListQueryDto): Promise<Page> {
    const now = this.clock.now();
    const filter = filterOf(query, now, this.calendar);
    const { after, before } = query;
    const page = await this.list.list({ limit: LICENSES_PER_PAGE, after, before }, filter, orderOf(query));
    const count = await this.list.count(filter, COUNTED_LICENSES + 1);
    const leavesOutRows = query.q !== undefined && (await this.list.leavesOutRows(query.q));
    const { rows: products } = await this.products.list(CHOICES);
    const { rows: policies } = await this.policies.list(CHOICES);
    const groups = query.group === undefined ? [] : await this.groups.getEach([query.group]);
    const canWrite = isPermitted(caller, Permission.LicensesWrite);
    const data = { query, page, count, leavesOutRows, canWrite, exports: exportMenu(this.exports, query) };
    const summary = summaryOf(data);
    const t = texts('licenses');
    const notes: Partial<Record<LicenseView, string>> = t.viewNote;
    const note = query.view && notes[query.view];
    const order = orderOf(query);
    return listPage({
      title: t.title,
      lead: (
        <span data-live="count">
          {summary}
          {note && ` · ${note}`}
        </span>
      ),
      actions: <Actions {...data} />,
      path: LICENSES_PATH,
      query: { ...fieldsOf(query), sort: query.sort },
      views: {
        label: t.views,
        field: 'view',
        all: LICENSE_VIEWS.map((view) => ({
          value: view === 'all' ? undefined : view,
          title: t.view[view],
          href: listPath({ ...query, view, sort: undefined }),
        })),
      },
      search: {
        label: t.search,
        placeholder: t.searchHint,
        ...licenseFilters({ query, products, policies, groups }),
      },
      rows: page.rows,
      columns: licenseColumns(query, now),
      inForm: bulkForm({ query, count, canWrite, shown: page.rows.length }),
      order: t.order[order],
      total: { count, limit: COUNTED_LICENSES, isMinimum: leavesOutRows },
      notes: [query.q !== undefined && order !== 'newest' && t.amongNewest],
      leavesOutRows,
      pages: cursorPages(page),
      empty: {
        icon: 'key',
        title: t.emptyTitle,
        text: t.emptyText,
        add: canWrite && { title: t.issue, href: newPath },
      },
      noMatch: isFiltered(query)
        ? {
            title: t.nothingTitle,
            text: query.q === undefined ? t.nothingFiltered : t.nothingFor({ q: query.q }),
            showAll: t.showAll,
          }
        : undefined,
    });
  }
}

function Actions({ canWrite, exports }: LicenseListData): VNode {
  const t = texts('licenses');
  return (
    <>
      <ButtonLink icon="circle-help" href={EXPLAIN_PATH} text={texts('navigation').explain} />
      {canWrite && <ButtonLink icon="upload" href={importPath} text={t.import} />}
      <span data-live="export">{exports}</span>
      {canWrite && <ButtonLink look="primary" icon="plus" href={newPath} text={t.issue} />}
    </>
  );
}

function summaryOf({ count, query, leavesOutRows }: LicenseListData): string {
  const t = texts('licenses');
  const isMore = count > COUNTED_LICENSES;
  if (!isFiltered(query)) {
    return isMore ? t.moreInAll({ count: COUNTED_LICENSES }) : t.inAll({ count });
  }
  if (leavesOutRows) {
    return t.atLeastMatch({ count });
  }
  return isMore ? t.moreMatch({ count: COUNTED_LICENSES }) : t.match({ count });
}

function isFiltered(query: LicenseListQueryDto): boolean {
  return Object.values(fieldsOf(query)).some((value) => value !== undefined);
}
