import type { VNode } from 'preact';
import { type Lead, LEAD_STATUSES, type LeadStatus } from '../../customers/leads/institution.entity';
import type { LeadActivity } from '../../customers/leads/lead-activity.entity';
import type { LeadFilter } from '../../customers/leads/lead-filter';
import type { LeadStats } from '../../customers/leads/lead-stats.service';
import { Badge, type Tone } from '../components/badge';
import { addLink } from '../components/button';
import type { IconName } from '../components/icon';
import { listPage, numberedPages } from '../components/list-page';
import { Cut, RowTitle } from '../components/table';
import { type Figure, Figures, Time } from '../components/text';
import { formatNumber, formatPercent } from '../../i18n/format';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { zoneNote } from '../kit/zone-note';
import { createPath, editPath, exportPath, importPath, LEADS_PATH } from './lead-paths';

/** Leads on a page of the list. */
export const LEADS_PER_PAGE = 50;

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
  const t = texts('leads');
  const { leads, latest, stats, filter, total, page, canWrite } = data;
  const { status, type, q } = filter;
  const isBlank = stats.institutions === 0;
  const byInstitution = new Map(latest.map((activity) => [activity.institutionId, activity]));
  const statuses = LEAD_STATUSES.map((value) => ({ value, title: t.statuses[value], count: stats.byStatus[value] }));
  const types = Object.keys(stats.byType).map((value) => ({ value, title: value }));
  return listPage({
    title: t.leads,
    lead: t.lead({ zone: zoneNote() }),
    actions: [
      canWrite && { title: t.import, href: importPath, icon: 'upload' },
      !isBlank && { title: t.export, href: exportPath(filter), icon: 'download' },
      canWrite && addLink(t.addLead, createPath),
    ],
    above: !isBlank && <Figures items={figuresOf(stats)} />,
    path: LEADS_PATH,
    query: { status, type, q },
    views: { label: t.byStatus, field: 'status', all: [{ title: t.all, count: stats.institutions }, ...statuses] },
    search: {
      label: t.searchLeads,
      placeholder: t.searchHint,
      filters: [{ field: 'type', title: t.type, values: types }],
    },
    isBlank,
    rows: leads,
    columns: [
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
    ],
    shown: t.byActivity({ range: rangeOf(data) }),
    summary: rangeOf(data),
    pages: numberedPages({ page, perPage: LEADS_PER_PAGE, total }),
    empty: {
      icon: 'building-2',
      title: t.noLeads,
      text: t.whatLeadsAre,
      add: canWrite && addLink(t.addFirst, createPath),
    },
    noMatch: {
      title: t.noMatch,
      text: q === undefined ? t.noMatchForFilter : t.nothingFound({ search: q }),
      showAll: t.showAll,
    },
  });
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

function rangeOf({ leads, total, page }: LeadListData): string {
  const t = texts('leads');
  const first = (page - 1) * LEADS_PER_PAGE + 1;
  return leads.length === 0 ? t.noMatch : t.range({ first, last: first + leads.length - 1, total });
}

const LOOKS: Readonly<Record<LeadStatus, { tone: Tone; icon: IconName }>> = {
  new: { tone: 'outlined', icon: 'circle-dashed' },
  contacted: { tone: 'neutral', icon: 'mail' },
  qualified: { tone: 'info', icon: 'circle-check' },
  converted: { tone: 'ok', icon: 'arrow-left-right' },
  lost: { tone: 'outlined', icon: 'circle-x' },
};

export function LeadBadge({ status }: { readonly status: LeadStatus }): VNode {
  return <Badge {...LOOKS[status]} text={texts('leads').statuses[status]} />;
}
