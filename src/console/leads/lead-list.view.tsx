import type { VNode } from 'preact';
import { type Lead, LEAD_STATUSES } from '../../customers/leads/institution.entity';
import type { LeadActivity } from '../../customers/leads/lead-activity.entity';
import type { LeadFilter } from '../../customers/leads/lead-filter';
import type { LeadStats } from '../../customers/leads/lead-stats.service';
import { ButtonLink } from '../components/button';
import { AddFilter, Chips, ClearFilters, FilterChoices, Results, SearchForm } from '../components/filters';
import { EmptyState, PageHeader, Tabs } from '../components/page-parts';
import { type Column, Cut, Pager, RowTitle, Table } from '../components/table';
import { type Figure, Figures, Time } from '../components/text';
import { formatNumber, formatPercent } from '../kit/format';
import { Page } from '../kit/page';
import { texts } from '../kit/texts';
import { zoneNote } from '../kit/zone-note';
import { LEADS_PER_PAGE } from './lead-list-query.dto';
import { createPath, editPath, exportPath, importPath, LEADS_PATH, listPath } from './lead-paths';
import { LeadBadge } from './lead-status';

export interface LeadListData {
  readonly leads: readonly Lead[];
  readonly total: number;
  readonly latest: readonly LeadActivity[];
  readonly stats: LeadStats;
  readonly filter: LeadFilter;
  readonly page: number;
  /** Whether the user may change leads. */
  readonly canWrite: boolean;
}

export function leadListPage(data: LeadListData): Page {
  return new Page({ title: texts('leads').leads, body: <LeadList {...data} /> });
}

function LeadList(data: LeadListData): VNode {
  const t = texts('leads');
  const { stats, leads, latest } = data;
  return (
    <>
      <PageHeader title={t.leads} lead={t.lead({ zone: zoneNote() })} actions={<ListActions {...data} />} />
      {stats.institutions > 0 && (
        <>
          <Figures items={figuresOf(stats)} />
          <Tabs label={t.byStatus} tabs={tabsOf(data)} />
          <Filters {...data} />
        </>
      )}
      <Results summary={rangeOf(data)}>
        {leads.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <Table
              label={t.leads}
              rows={leads}
              columns={columnsOf(latest)}
              keyOf={({ institution }) => institution.id}
            />
            <LeadPager {...data} />
          </>
        )}
      </Results>
    </>
  );
}

function ListActions({ filter, canWrite, stats }: LeadListData): VNode {
  const t = texts('leads');
  return (
    <>
      {canWrite && (
        <ButtonLink icon="upload" href={importPath}>
          {t.import}
        </ButtonLink>
      )}
      {stats.institutions > 0 && (
        <ButtonLink icon="download" href={exportPath(filter)}>
          {t.export}
        </ButtonLink>
      )}
      {canWrite && (
        <ButtonLink look="primary" icon="plus" href={createPath}>
          {t.addLead}
        </ButtonLink>
      )}
    </>
  );
}

const LISTED_TYPES = 3;

function figuresOf({ institutions, contacts, recentActivities, conversionRate, byType }: LeadStats): Figure[] {
  const t = texts('leads');
  const types = Object.entries(byType).map(([type, count]) => t.ofType({ count, type }));
  const more = types.length > LISTED_TYPES ? [t.moreTypes({ count: types.length - LISTED_TYPES })] : [];
  return [
    {
      label: t.institutions,
      value: formatNumber(institutions),
      of: [...types.slice(0, LISTED_TYPES), ...more].join(t.listSeparator),
    },
    {
      label: t.contacts,
      value: formatNumber(contacts),
      of: t.perInstitution({ share: contacts / Math.max(institutions, 1) }),
    },
    { label: t.activities, value: formatNumber(recentActivities), of: t.last30Days },
    { label: t.statuses.converted, value: formatPercent(conversionRate / 100), of: t.ofAllInstitutions },
  ];
}

function tabsOf({ filter, stats }: LeadListData) {
  const t = texts('leads');
  const { status, ...rest } = filter;
  const all = { title: t.all, href: listPath(rest), count: stats.institutions, isCurrent: status === undefined };
  const each = LEAD_STATUSES.map((one) => ({
    title: t.statuses[one],
    href: listPath({ ...rest, status: one }),
    count: stats.byStatus[one],
    isCurrent: status === one,
  }));
  return [all, ...each];
}

function Filters({ filter, stats }: LeadListData): VNode {
  const t = texts('leads');
  const { status, type, q } = filter;
  const types = Object.keys(stats.byType);
  return (
    <SearchForm
      action={LEADS_PATH}
      label={t.searchLeads}
      placeholder={t.searchHint}
      value={q ?? ''}
      keep={{ status, type }}
    >
      {type !== undefined && <Chips chips={[{ field: t.type, value: type, removeHref: listPath({ status, q }) }]} />}
      <AddFilter>
        <FilterChoices
          title={t.type}
          choices={types.map((one) => ({ title: one, href: listPath({ ...filter, type: one }) }))}
        />
      </AddFilter>
      {(q ?? type) !== undefined && <ClearFilters href={listPath({ status })} />}
    </SearchForm>
  );
}

function columnsOf(latest: readonly LeadActivity[]): Column<Lead>[] {
  const t = texts('leads');
  const byInstitution = new Map(latest.map((activity) => [activity.institutionId, activity]));
  return [
    {
      head: t.institution,
      width: 35,
      onCard: 'title',
      cell: ({ institution: { uid, name, city } }) => <RowTitle href={editPath(uid)} title={name} note={city} />,
    },
    { head: t.type, onCard: 'hidden', cell: ({ institution }) => <Cut text={institution.type} /> },
    { head: t.status, onCard: 'status', cell: ({ institution }) => <LeadBadge status={institution.status} /> },
    { head: t.contact, width: 20, onCard: 'wide', cell: (lead) => <FirstContact {...lead} /> },
    {
      head: t.lastActivity,
      width: 20,
      onCard: 'wide',
      sort: { href: LEADS_PATH, direction: 'descending' },
      cell: ({ institution }) => (
        <LastActivity activity={byInstitution.get(institution.id)} at={institution.createdAt} />
      ),
    },
  ];
}

function FirstContact({ contacts: [first, ...more] }: Lead): VNode {
  if (!first) {
    return <span class="unset">{texts('leads').noContact}</span>;
  }
  return (
    <span class="cut" title={first.name}>
      {first.name} {more.length > 0 && <span class="unset">+{more.length}</span>}
    </span>
  );
}

/** @param at when the lead was created */
function LastActivity({ activity, at }: { readonly activity: LeadActivity | undefined; readonly at: Date }): VNode {
  const t = texts('leads');
  if (!activity) {
    return <Cut text={t.added} note={<Time at={at} as="age" />} />;
  }
  const title = t.activityTypes[activity.type];
  return (
    <Cut
      text={activity.text === '' ? title : t.activity({ type: title, text: activity.text })}
      note={<Time at={activity.at} as="age" />}
    />
  );
}

function LeadPager(data: LeadListData): VNode {
  const { total, filter, page } = data;
  return (
    <Pager
      text={texts('leads').byActivity({ range: rangeOf(data) })}
      previousHref={page > 1 ? listPath(filter, page - 1) : undefined}
      nextHref={page * LEADS_PER_PAGE < total ? listPath(filter, page + 1) : undefined}
    />
  );
}

function rangeOf({ leads, total, page }: LeadListData): string {
  const t = texts('leads');
  const first = (page - 1) * LEADS_PER_PAGE + 1;
  const last = first + leads.length - 1;
  return leads.length === 0 ? t.noMatch : t.range({ first, last, total });
}

function Nothing({ stats, filter, canWrite }: LeadListData): VNode {
  const t = texts('leads');
  if (stats.institutions > 0) {
    const actions = <ButtonLink href={LEADS_PATH}>{t.showAll}</ButtonLink>;
    return (
      <EmptyState icon="search" title={t.noMatch} actions={actions}>
        {filter.q === undefined ? t.noMatchForFilter : t.nothingFound({ search: filter.q })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="building-2"
      title={t.noLeads}
      actions={canWrite ? <ButtonLink href={createPath}>{t.addFirst}</ButtonLink> : undefined}
    >
      {t.whatLeadsAre}
    </EmptyState>
  );
}
