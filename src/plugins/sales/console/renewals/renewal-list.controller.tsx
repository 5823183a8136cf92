import { Get, Query } from '@nestjs/common';
import { Authorized, Clock } from '../../../../core/common';
import { formatNumber, texts } from '../../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import type { License } from '../../../../core/licenses';
import { FromReplica } from '../../../../core/platform';
import { withQuery } from '../../../../pages/components/filters';
import { Expiry, LicenseBadge, LicenseLink } from '../../../../pages/components/license-badge';
import { listPage } from '../../../../pages/components/list-page';
import { cursorPages } from '../../../../pages/components/list-pages';
import { type Column, Cut, NoValue, RowTitle } from '../../../../pages/components/table';
import { type Figure, Figures } from '../../../../pages/components/text';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { conditionsOf, numberOf } from '../../../../pages/reports/conditions';
import { DEFAULT_DAYS } from '../../renewals/dto/renewals.dto';
import { RENEWAL_STATES, type Renewals, RenewalsService, type RenewalState } from '../../renewals/renewals.service';
import { RenewalListQueryDto, RENEWALS_PATH, renewalsPath } from './renewal-paths';

const LICENSES_PER_PAGE = 50;
/** Batches to choose from; another one is entered. */
const BATCHES = 50;
const NONE = { rows: [], previous: null, next: null };

/** The licenses of a batch, such as those of an import: those that a payment has continued, and those that end without one. */
@ConsoleController(RENEWALS_PATH)
export class RenewalListController {
  constructor(
    private readonly renewals: RenewalsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @FromReplica()
  @Authorized('orders:read')
  async showRenewals(@CurrentCaller() caller: Caller, @Query() query: RenewalListQueryDto): Promise<Page> {
    const t = texts('renewals');
    const { batch } = query;
    if (batch === undefined) {
      return batchesPage(await this.renewals.batches(BATCHES), query);
    }
    const counts = await this.renewals.of(batch, daysIn(query));
    const canRead = isPermitted(caller, Permission.LicensesRead);
    const page = canRead ? await this.licensesOf(batch, query) : NONE;
    const { state: _state, q: _q, ...kept } = RenewalListQueryDto.fieldsOf(query);
    return listPage({
      title: t.title,
      lead: t.leadOf({ batch }),
      actions: [canRead && { title: t.allLicenses, icon: 'key', href: withQuery('/console/licenses', { batch }) }],
      above: <Figures items={figuresOf(counts, query)} />,
      path: RENEWALS_PATH,
      query: RenewalListQueryDto.fieldsOf({ ...query, batch: undefined, days: undefined }),
      kept,
      views: {
        label: t.views,
        field: 'state',
        all: [
          { title: t.all, count: counts.licenses, href: renewalsPath(kept) },
          ...RENEWAL_STATES.map((value) => ({
            value,
            title: titleOf(value, query),
            count: countOf(counts, value),
            href: renewalsPath({ ...kept, state: value }),
          })),
        ],
      },
      search: { label: t.search, placeholder: t.searchHint, ...conditions(query) },
      isBlank: counts.licenses === 0 || !canRead,
      rows: page.rows,
      columns: columns(this.clock.now()),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: { icon: 'key', title: t.emptyTitle, text: canRead ? t.emptyText : t.hidden },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }

  private licensesOf(batch: string, query: RenewalListQueryDto) {
    const { state, q, after, before } = query;
    return this.renewals.list({ batch, days: daysIn(query), state, q }, { limit: LICENSES_PER_PAGE, after, before });
  }
}

function daysIn({ days = DEFAULT_DAYS }: RenewalListQueryDto): number {
  return days;
}

/** Asks for the batch. */
function batchesPage(batches: readonly string[], query: RenewalListQueryDto): Page {
  const t = texts('renewals');
  const areAll = batches.length > 0 && batches.length < BATCHES;
  return listPage({
    title: t.title,
    lead: t.lead,
    path: RENEWALS_PATH,
    query: {},
    isBlank: batches.length === 0,
    rows: batches,
    columns: [
      { head: t.batch, onCard: 'title', cell: (batch) => <RowTitle href={renewalsPath({ batch })} title={batch} /> },
    ],
    order: t.byName,
    pages: cursorPages(NONE),
    empty: { icon: 'calendar-clock', title: t.noBatchTitle, text: t.noBatchText },
    below: areAll ? undefined : <div class="below-empty">{conditions(query).form}</div>,
  });
}

function conditions(query: RenewalListQueryDto) {
  const t = texts('renewals');
  const { filters, form } = conditionsOf({
    path: RENEWALS_PATH,
    query: RenewalListQueryDto.fieldsOf(query),
    keep: ['q', 'state'],
    texts: t,
    rows: [{ name: 'batch' }, numberOf('days', t.days, (days) => formatNumber(days))],
  });
  return { filters: filters.filter(({ field }) => field === 'days'), form };
}

function titleOf(state: RenewalState, query: RenewalListQueryDto): string {
  const { states } = texts('renewals');
  return state === 'ends_soon' ? states.ends_soon({ days: daysIn(query) }) : states[state];
}

function countOf({ paid, endsSoon, endsLater, ended, withoutEnd }: Renewals, state: RenewalState): number {
  return { paid, ends_soon: endsSoon, ends_later: endsLater, ended, without_end: withoutEnd }[state];
}

function figuresOf(counts: Renewals, query: RenewalListQueryDto): Figure[] {
  const t = texts('renewals');
  const { licenses, paid, endsSoon, endsLater, ended, withoutEnd } = counts;
  const { state: _state, q: _q, ...kept } = RenewalListQueryDto.fieldsOf(query);
  const to = (state?: RenewalState): string => renewalsPath({ ...kept, state });
  const share = licenses === 0 ? 0 : paid / licenses;
  return [
    { label: t.moved, value: formatNumber(licenses), of: t.movedOf({ withoutEnd }), href: to() },
    { label: titleOf('paid', query), value: formatNumber(paid), of: t.paidOf({ share }), href: to('paid') },
    {
      label: t.notYet,
      value: formatNumber(endsSoon + endsLater),
      of: t.notYetOf({ soon: endsSoon, days: daysIn(query), later: endsLater }),
      href: to(endsSoon > 0 ? 'ends_soon' : 'ends_later'),
    },
    { label: titleOf('ended', query), value: formatNumber(ended), of: t.endedOf, href: to('ended') },
  ];
}

function columns(now: Date): Column<License>[] {
  const t = texts('renewals');
  return [
    { head: t.key, width: 30, onCard: 'title', cell: (license) => <LicenseLink {...license} /> },
    { head: t.status, width: 15, onCard: 'status', cell: (license) => <LicenseBadge status={license.statusAt(now)} /> },
    {
      name: 'customer',
      head: t.customer,
      onCard: 'wide',
      cell: ({ customer }) => (customer ? <Cut text={customer.name || (customer.email ?? '')} /> : <NoValue />),
    },
    { name: 'product', head: t.product, onCard: 'wide', cell: ({ product }) => <Cut text={product?.name ?? ''} /> },
    {
      head: t.expires,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: (license) => <Expiry license={license} warnedUntil={now} />,
    },
  ];
}
