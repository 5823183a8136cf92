import { Get, Query } from '@nestjs/common';
import { Authorized, type Page as Rows } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import type { RefusedStart } from './refused-starts.service';
import type { SeatsInUse } from '../../../core/verification/internal';
import { CHART_SPANS } from '../../../pages/components/chart-steps';
import { FilterForm } from '../../../pages/components/filter-form';
import { withQuery } from '../../../pages/components/filters';
import { type ListDescription, listPage } from '../../../pages/components/list-page';
import { cursorPages, trailPages } from '../../../pages/components/list-pages';
import { LiveStatus, Refreshed } from '../../../pages/components/live';
import { Segmented } from '../../../pages/components/segmented';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { Page } from '../../../pages/kit/page';
import { FromReplica } from '../../../core/platform';
import { SessionPageService, type SessionPageData } from './session-page.service';
import { SESSIONS_PATH, SessionListQueryDto } from './session-paths';
import { refusedColumns, sessionColumns } from './session-table';
import { SessionUse } from './session-use.view';

const REFRESH_SECONDS = 10;

/** Programs that hold floating seats. */
@ConsoleController('console/sessions')
export class SessionListController {
  constructor(private readonly sessions: SessionPageService) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async showSessions(@CurrentCaller() caller: Caller, @Query() query: SessionListQueryDto): Promise<Page> {
    const data = await this.sessions.read(query);
    const canEnd = isPermitted(caller, Permission.ActivationsWrite);
    const { content } = data.refused ? refusedPage(query, data, data.refused) : sessionPage(query, data, canEnd);
    return new Page({ ...content, body: <Refreshed seconds={REFRESH_SECONDS}>{content.body}</Refreshed> });
  }
}

function sessionPage(query: SessionListQueryDto, data: SessionPageData, canEnd: boolean): Page {
  const { page, users } = data;
  return listPage({
    ...frameOf(query, data),
    rows: page.rows,
    columns: sessionColumns({ users, canEnd }),
    order: texts('lists').longestFirst,
    pages: cursorPages(page),
  });
}

function refusedPage(
  query: SessionListQueryDto,
  { users, ...data }: SessionPageData,
  refused: Rows<RefusedStart>,
): Page {
  const t = texts('floatingSessions');
  const { rows, next } = refused;
  return listPage({
    ...frameOf(query, { ...data, users }),
    rows,
    columns: refusedColumns(users),
    order: texts('lists').newestFirst,
    notes: [t.eachTry],
    pages: trailPages(query, next),
    noMatch:
      query.q === undefined && query.license === undefined
        ? { title: t.noneRefused, showAll: t.showAll }
        : { title: t.nothingTitle, showAll: t.showAll },
  });
}

type Frame = Omit<
  ListDescription<unknown>,
  'rows' | 'columns' | 'view' | 'inForm' | 'order' | 'total' | 'notes' | 'pages'
>;

/** The page around its list. */
function frameOf(query: SessionListQueryDto, data: SessionPageData): Frame {
  const t = texts('floatingSessions');
  const { use } = data;
  const filters = SessionListQueryDto.filtersOf(query);
  const isBlank = query.license === undefined && use.licenses + use.running + use.borrowed === 0;
  return {
    title: t.title,
    crumbs: [{ title: texts('devices').title, href: '/console/devices' }],
    lead: isBlank ? t.lead : leadOf(use),
    actions: isBlank ? undefined : <Spans query={query} />,
    above: isBlank ? undefined : <SessionUse query={query} {...data} />,
    isBlank,
    path: SESSIONS_PATH,
    query: filters,
    kept: SessionListQueryDto.chartOf(query),
    views: {
      label: t.views,
      field: 'view',
      all: [
        { title: t.running, count: use.running },
        { value: 'borrowed', title: t.borrowed, count: use.borrowed },
        { value: 'refused', title: t.refusedView },
      ],
    },
    search: {
      label: t.search,
      placeholder: t.searchHint,
      filters: [{ field: 'license', title: t.license }],
      form: (
        <FilterForm
          action={SESSIONS_PATH}
          query={filters}
          keep={['view', 'q']}
          rows={[{ name: 'license', placeholder: t.licensePlaceholder }]}
          texts={t}
          verb={t.applyFilters}
        />
      ),
    },
    empty: {
      icon: 'monitor',
      title: t.emptyTitle,
      text: (
        <>
          {t.emptyText} <a href="/console/policies">{t.policies}</a>
        </>
      ),
    },
    noMatch: { title: t.nothingTitle, showAll: t.showAll },
  };
}

function leadOf({ licenses, limit }: SeatsInUse): string {
  const t = texts('floatingSessions');
  return limit === null ? t.lead : t.leadOf({ licenses, seats: limit });
}

function Spans({ query }: { readonly query: SessionListQueryDto }) {
  const t = texts('overview');
  const pathOf = (span: SessionListQueryDto['span']): string =>
    withQuery(SESSIONS_PATH, {
      ...SessionListQueryDto.filtersOf(query),
      ...SessionListQueryDto.chartOf({ span, table: query.table }),
    });
  const segments = CHART_SPANS.map((span) => ({
    title: t.spans[span],
    href: pathOf(span),
    isCurrent: span === query.span,
  }));
  return (
    <>
      <LiveStatus href={pathOf(query.span)} />
      <Segmented label={t.span} segments={segments} />
    </>
  );
}
