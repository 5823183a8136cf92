import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized, MayBeMissing } from '../../../core/common';
import { ConvertLeadService } from '../convert-lead.service';
import { type Lead, LEAD_STATUSES, type LeadStatus } from '../institution.entity';
import { LeadActivitiesService } from '../lead-activities.service';
import type { LeadActivity } from '../lead-activity.entity';
import { LeadStatsService, type LeadStats } from '../lead-stats.service';
import { LeadsService } from '../leads.service';
import { formatNumber, formatPercent, texts, zoneNote } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { StatusBadge } from '../../../pages/components/badge';
import { addLink } from '../../../pages/components/button';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { listPage } from '../../../pages/components/list-page';
import { numberedPages } from '../../../pages/components/list-pages';
import { Cut, RowTitle, NoValue } from '../../../pages/components/table';
import { type Figure, Figures, Time } from '../../../pages/components/text';
import { exportMenu } from '../../../pages/exports/export.view';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { IsPageNumber } from '../../../pages/kit/is-page-number.decorator';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { FromReplica } from '../../../core/platform';
import { LeadExportService } from './lead-export.service';
import { LeadFilterQueryDto } from './lead-query.dto';
import { convertPath, deletePath, editPath, LEADS_PATH, createPath, importPath } from './lead-paths';

class LeadListQueryDto extends LeadFilterQueryDto {
  @MayBeMissing()
  @IsPageNumber()
  page: number = 1;
}

/** Leads on a page of the list. */
const LEADS_PER_PAGE = 50;

const LISTED_TYPES = 3;

/** The list of leads, and what is done to a whole lead. */
@ConsoleController('leads')
export class LeadListController {
  constructor(
    private readonly leads: LeadsService,
    private readonly exports: LeadExportService,
    private readonly activities: LeadActivitiesService,
    private readonly conversion: ConvertLeadService,
    private readonly leadStats: LeadStatsService,
  ) {}

  // Nest removes one slash at the end of a path.
  @Get(['', '//'])
  @FromReplica()
  @Authorized('leads:read')
  async showLeads(@CurrentCaller() caller: Caller, @Query() { page, ...filter }: LeadListQueryDto): Promise<Page> {
    const order = { by: 'lastActivityAt', direction: 'DESC' } as const;
    const { status, type, q } = filter;
    const { rows: leads, total } = await this.leads.list({ page, perPage: LEADS_PER_PAGE, order }, filter);
    const latest = await this.activities.latestOf(leads.map(({ institution }) => institution));
    const stats = await this.leadStats.get();
    const canWrite = isPermitted(caller, 'leads:write');
    const t = texts('leads');
    const isBlank = stats.institutions === 0;
    const byInstitution = new Map(latest.map((activity) => [activity.institutionId, activity]));
    const statuses = LEAD_STATUSES.map((value) => ({ value, title: t.statuses[value], count: stats.byStatus[value] }));
    const types = Object.keys(stats.byType).map((value) => ({ value, title: value }));
    return listPage({
      title: t.leads,
      lead: t.lead({ zone: zoneNote() }),
      actions: [
        canWrite && { title: t.import, href: importPath, icon: 'upload' },
        !isBlank && exportMenu(this.exports, filter),
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
        { name: 'type', head: t.type, onCard: 'hidden', cell: ({ institution }) => <Cut text={institution.type} /> },
        { head: t.status, onCard: 'status', cell: ({ institution }) => <LeadBadge status={institution.status} /> },
        { name: 'contact', head: t.contact, width: 20, onCard: 'wide', cell: (lead) => <FirstContact {...lead} /> },
        {
          name: 'activity',
          head: t.lastActivity,
          width: 20,
          onCard: 'wide',
          sort: { href: LEADS_PATH, direction: 'descending' },
          cell: ({ institution }) => (
            <LastActivity activity={byInstitution.get(institution.id)} at={institution.createdAt} />
          ),
        },
      ],
      order: texts('lists').byActivity,
      pages: numberedPages({ page, perPage: LEADS_PER_PAGE, total: total ?? 0 }),
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

  @FormRoute('delete/:id')
  @Authorized('leads:write')
  async deleteLead(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('leads');
    const lead = await this.leads.get(id);
    const { name, customer } = lead.institution;
    const contacts = lead.contacts.length;
    const activities = await this.activities.count(lead.institution);
    return new ConfirmForm({
      ...aboutLead(lead),
      title: t.askDelete({ name }),
      undo: { isPossible: false, text: t.insteadOfDelete },
      consequences: [
        { icon: 'trash-2', tone: 'bad', text: t.goesWith({ contacts, activities, all: contacts + activities }) },
        { icon: 'info', text: customer ? t.customerStays({ name: customer.name }) : t.notCounted },
      ],
      action: deletePath(id),
      verb: t.deleteLead,
      keep: { title: t.keepLead, href: editPath(id) },
      submit: async () => {
        await this.leads.delete(id);
        return SeeOther.done(LEADS_PATH, t.isDeleted({ name }));
      },
    });
  }

  @FormRoute('convert/:id')
  @Authorized('leads:write')
  async convertLead(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('leads');
    const lead = await this.leads.get(id);
    const { name } = lead.institution;
    const [email] = lead.contacts.flatMap(({ emails }) => emails);
    return new ConfirmForm({
      ...aboutLead(lead),
      title: t.askConvert({ name }),
      consequences: [
        { icon: 'user', text: email === undefined ? t.customerWithoutEmail : t.customerWithEmail({ email }) },
        { icon: 'arrow-left-right', text: t.convertedForGood },
      ],
      action: convertPath(id),
      verb: t.convertLead,
      keep: { title: t.keepAsLead, href: editPath(id) },
      submit: async () => {
        await this.conversion.convert(id);
        return SeeOther.done(editPath(id), t.isNowCustomer({ name }));
      },
    });
  }
}

function aboutLead({ institution: { uid, name, type, city, status }, contacts: [first] }: Lead) {
  const t = texts('leads');
  return {
    crumbs: [
      { title: t.leads, href: LEADS_PATH },
      { title: name, href: editPath(uid) },
    ],
    about: [
      { term: t.institution, value: name },
      { term: t.type, value: type },
      { term: t.city, value: city },
      { term: t.status, value: <LeadBadge status={status} /> },
      { term: t.contact, value: first?.name },
    ],
  };
}

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
    return <NoValue />;
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

function LeadBadge({ status }: { readonly status: LeadStatus }): VNode {
  return <StatusBadge status={status} text={texts('leads').statuses[status]} />;
}
