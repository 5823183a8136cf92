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
import { Page } from '../kit/page';
import { ACTIVITY_TITLES } from './lead-activity.view';
import { LEADS_PER_PAGE } from './lead-list-query.dto';
import { createPath, editPath, exportPath, importPath, LEADS_PATH, listPath } from './lead-paths';
import { LeadBadge, STATUS_TITLES } from './lead-status';

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
  return new Page({ title: 'Leads', body: <LeadList {...data} /> });
}

function LeadList(data: LeadListData): VNode {
  const { stats, leads, latest } = data;
  return (
    <>
      <PageHeader
        title="Leads"
        lead="Institutions you talk to before they buy. Times are UTC."
        actions={<ListActions {...data} />}
      />
      {stats.institutions > 0 && (
        <>
          <Figures items={figuresOf(stats)} />
          <Tabs label="Leads by status" tabs={tabsOf(data)} />
          <Filters {...data} />
        </>
      )}
      <Results summary={rangeOf(data)}>
        {leads.length === 0 ? (
          <Nothing {...data} />
        ) : (
          <>
            <Table label="Leads" rows={leads} columns={columnsOf(latest)} keyOf={({ institution }) => institution.id} />
            <LeadPager {...data} />
          </>
        )}
      </Results>
    </>
  );
}

function ListActions({ filter, canWrite, stats }: LeadListData): VNode {
  return (
    <>
      {canWrite && (
        <ButtonLink icon="upload" href={importPath}>
          Import
        </ButtonLink>
      )}
      {stats.institutions > 0 && (
        <ButtonLink icon="download" href={exportPath(filter)}>
          Export
        </ButtonLink>
      )}
      {canWrite && (
        <ButtonLink look="primary" icon="plus" href={createPath}>
          Add lead
        </ButtonLink>
      )}
    </>
  );
}

const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const LISTED_TYPES = 3;

function figuresOf({ institutions, contacts, recentActivities, conversionRate, byType }: LeadStats): Figure[] {
  const types = Object.entries(byType).map(([type, count]) => `${NUMBER.format(count)} ${type}`);
  const more = types.length > LISTED_TYPES ? `, ${types.length - LISTED_TYPES} more` : '';
  return [
    {
      label: 'Institutions',
      value: NUMBER.format(institutions),
      of: types.slice(0, LISTED_TYPES).join(', ') + more,
    },
    {
      label: 'Contacts',
      value: NUMBER.format(contacts),
      of: `${NUMBER.format(contacts / Math.max(institutions, 1))} per institution`,
    },
    { label: 'Activities', value: NUMBER.format(recentActivities), of: 'in the last 30 days' },
    { label: 'Converted', value: `${NUMBER.format(conversionRate)}%`, of: 'of all institutions' },
  ];
}

function tabsOf({ filter, stats }: LeadListData) {
  const { status, ...rest } = filter;
  const all = { title: 'All', href: listPath(rest), count: stats.institutions, isCurrent: status === undefined };
  const each = LEAD_STATUSES.map((one) => ({
    title: STATUS_TITLES[one],
    href: listPath({ ...rest, status: one }),
    count: stats.byStatus[one],
    isCurrent: status === one,
  }));
  return [all, ...each];
}

function Filters({ filter, stats }: LeadListData): VNode {
  const { status, type, q } = filter;
  const types = Object.keys(stats.byType);
  return (
    <SearchForm
      action={LEADS_PATH}
      label="Search leads"
      placeholder="Institution, contact, city"
      value={q ?? ''}
      keep={{ status, type }}
    >
      {type !== undefined && <Chips chips={[{ field: 'Type', value: type, removeHref: listPath({ status, q }) }]} />}
      <AddFilter>
        <FilterChoices
          title="Type"
          choices={types.map((one) => ({ title: one, href: listPath({ ...filter, type: one }) }))}
        />
      </AddFilter>
      {(q ?? type) !== undefined && <ClearFilters href={listPath({ status })} />}
    </SearchForm>
  );
}

function columnsOf(latest: readonly LeadActivity[]): Column<Lead>[] {
  const byInstitution = new Map(latest.map((activity) => [activity.institutionId, activity]));
  return [
    {
      head: 'Institution',
      width: 35,
      onCard: 'title',
      cell: ({ institution: { uid, name, city } }) => <RowTitle href={editPath(uid)} title={name} note={city} />,
    },
    { head: 'Type', onCard: 'hidden', cell: ({ institution }) => <Cut text={institution.type} /> },
    { head: 'Status', onCard: 'status', cell: ({ institution }) => <LeadBadge status={institution.status} /> },
    { head: 'Contact', width: 20, onCard: 'wide', cell: (lead) => <FirstContact {...lead} /> },
    {
      head: 'Last activity',
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
    return <span class="unset">none</span>;
  }
  return (
    <span class="cut" title={first.name}>
      {first.name} {more.length > 0 && <span class="unset">+{more.length}</span>}
    </span>
  );
}

/** @param at when the lead was created */
function LastActivity({ activity, at }: { readonly activity: LeadActivity | undefined; readonly at: Date }): VNode {
  if (!activity) {
    return <Cut text="Added" note={<Time at={at} />} />;
  }
  const title = ACTIVITY_TITLES[activity.type];
  return <Cut text={activity.text === '' ? title : `${title}: ${activity.text}`} note={<Time at={activity.at} />} />;
}

function LeadPager(data: LeadListData): VNode {
  const { total, filter, page } = data;
  return (
    <Pager
      text={`${rangeOf(data)}, latest activity first`}
      previousHref={page > 1 ? listPath(filter, page - 1) : undefined}
      nextHref={page * LEADS_PER_PAGE < total ? listPath(filter, page + 1) : undefined}
    />
  );
}

function rangeOf({ leads, total, page }: LeadListData): string {
  const first = (page - 1) * LEADS_PER_PAGE + 1;
  const last = first + leads.length - 1;
  return leads.length === 0
    ? 'No lead matches'
    : `${NUMBER.format(first)}–${NUMBER.format(last)} of ${NUMBER.format(total)}`;
}

function Nothing({ stats, filter, canWrite }: LeadListData): VNode {
  if (stats.institutions > 0) {
    const actions = <ButtonLink href={LEADS_PATH}>Show all leads</ButtonLink>;
    return (
      <EmptyState icon="search" title="No lead matches" actions={actions}>
        {filter.q === undefined ? 'No lead has this status and type.' : `Nothing was found for “${filter.q}”.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="building-2"
      title="No leads yet"
      actions={canWrite ? <ButtonLink href={createPath}>Add a lead</ButtonLink> : undefined}
    >
      A lead is an institution that may become a customer, with its contacts and what was said.
    </EmptyState>
  );
}
