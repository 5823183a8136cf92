import { Get, Query } from '@nestjs/common';
import { Authorized, type Page as Rows } from '../../../core/common';
import { CustomersService, type Group } from '../../../core/customers';
import { GroupsService } from '../../../core/customers/internal';
import { formatNumber, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { COUNTED_IN_LIST, GroupUseService } from './group-use.service';
import { LicenseListService } from '../../../core/licensing/internal';
import { RecordHistoryService } from '../../../pages/audit/record-history.service';
import { countText } from '../../../pages/components/list-counts';
import { addLink } from '../../../pages/components/button';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { RowTitle } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import type { Page } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { groupPath } from '../../../pages/kit/record-paths';
import { FromReplica } from '../../../core/platform';
import { GroupListQueryDto, GROUPS_PATH } from './group-paths';
import { groupPage } from './group.view';

const GROUPS_PER_PAGE = 50;
const LICENSES_PER_PAGE = 20;
/** Customers and changes that the page of a group lists: the newest. */
const LISTED = 10;

/** The list of groups, and their pages. */
@ConsoleController('console/groups')
@Authorized(Permission.LicensesRead)
export class GroupPagesController {
  constructor(
    private readonly groups: GroupsService,
    private readonly uses: GroupUseService,
    private readonly licenses: LicenseListService,
    private readonly customers: CustomersService,
    private readonly history: RecordHistoryService,
  ) {}

  @Get()
  @FromReplica()
  async showGroups(@CurrentCaller() caller: Caller, @Query() { q, after, before }: GroupListQueryDto): Promise<Page> {
    const groups = await this.groups.list({ limit: GROUPS_PER_PAGE, after, before }, q);
    const licenses = await this.uses.licensesOf(groups.rows.map(({ uid }) => uid));
    return groupListPage(groups, licenses, q, isPermitted(caller, Permission.LicensesWrite));
  }

  @Get(':id')
  async showGroup(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { after, before }: AfterBeforeDto,
  ): Promise<Page> {
    const group = await this.groups.get(id);
    const page = { limit: LICENSES_PER_PAGE, after, before };
    const canReadCustomers = isPermitted(caller, Permission.CustomersRead);
    return groupPage({
      group,
      use: await this.uses.of(id),
      licenses: await this.licenses.list(page, { group: id }, 'newest'),
      customers: canReadCustomers ? (await this.customers.list({ limit: LISTED }, { group: id })).rows : undefined,
      history: await this.history.newestOf({ type: 'groups', id }, LISTED),
      canWrite: isPermitted(caller, Permission.LicensesWrite),
    });
  }
}

function groupListPage(
  groups: Rows<Group>,
  licenses: ReadonlyMap<string, number>,
  q: string | undefined,
  canWrite: boolean,
): Page {
  const t = texts('groups');
  const limit = (value: number | null) =>
    value === null ? <span class="unset">{t.noLimit}</span> : formatNumber(value);
  const used = ({ uid, maxLicenses }: Group): string => {
    const count = countText(licenses.get(uid) ?? 0, COUNTED_IN_LIST);
    return maxLicenses === null ? count : t.used({ count, limit: formatNumber(maxLicenses) });
  };
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.add, `${GROUPS_PATH}/new`)],
    path: GROUPS_PATH,
    query: { q },
    search: { label: t.search, placeholder: t.searchHint },
    rows: groups.rows,
    columns: [
      {
        head: t.name,
        width: 40,
        onCard: 'title',
        cell: ({ uid, name }) => <RowTitle href={groupPath(uid)} title={name} />,
      },
      { name: 'licenses', head: t.licenses, onCard: 'left', hasLabelOnCard: true, cell: used },
      { name: 'seats', head: t.maxSeats, onCard: 'hidden', cell: ({ maxActivations }) => limit(maxActivations) },
      { name: 'users', head: t.maxUsersShort, onCard: 'hidden', cell: ({ maxUsers }) => limit(maxUsers) },
      {
        name: 'changed',
        head: t.changed,
        isRight: true,
        onCard: 'right',
        cell: ({ updatedAt }) => <Time at={updatedAt} as="age" />,
      },
    ],
    order: texts('lists').newestFirst,
    pages: cursorPages(groups),
    empty: {
      icon: 'tag',
      title: t.emptyTitle,
      text: t.emptyText,
      add: canWrite && { title: t.add, href: `${GROUPS_PATH}/new` },
    },
    noMatch: { title: t.nothingTitle, showAll: t.showAll },
  });
}
