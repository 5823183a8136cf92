import { Get, Post, Query, type StreamableFile } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import { csvFile } from '../../common/csv/csv-file';
import { IsName, MayBeMissing } from '../../common/validation/fields';
import { ConvertLeadService } from '../../customers/leads/convert-lead.service';
import { type Lead, LEAD_STATUSES, type LeadStatus } from '../../customers/leads/institution.entity';
import { LeadActivitiesService } from '../../customers/leads/lead-activities.service';
import type { LeadFilter } from '../../customers/leads/lead-filter';
import { LEAD_COLUMNS, rowPages } from '../../customers/leads/lead-rows';
import { LeadStatsService } from '../../customers/leads/lead-stats.service';
import { LeadsService } from '../../customers/leads/leads.service';
import { texts } from '../../i18n/texts';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConfirmForm } from '../components/confirmation';
import { ConsoleController } from '../frame/console-controller.decorator';
import { OptionalField } from '../kit/optional-field';
import { type Page, SeeOther } from '../kit/page';
import { Id } from '../kit/parameters';
import { LeadBadge, leadListPage, LEADS_PER_PAGE } from './lead-list.view';
import { convertPath, deletePath, editPath, LEADS_PATH } from './lead-paths';

const MAX_PAGE = 2_000;

/** Filters and page of the list. An empty search form sends empty texts. */
class LeadFilterQueryDto implements LeadFilter {
  @OptionalField()
  @IsIn(LEAD_STATUSES)
  status?: LeadStatus;

  @OptionalField()
  @IsName(64)
  type?: string;

  @OptionalField()
  @IsName()
  q?: string;
}

class LeadListQueryDto extends LeadFilterQueryDto {
  @MayBeMissing()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  page: number = 1;
}

/** The list of leads, and what is done to a whole lead. */
@ConsoleController('leads')
export class LeadListController {
  constructor(
    private readonly leads: LeadsService,
    private readonly activities: LeadActivitiesService,
    private readonly conversion: ConvertLeadService,
    private readonly leadStats: LeadStatsService,
  ) {}

  // Nest removes one slash at the end of a path.
  @Get(['', '//'])
  @Authorized(Permission.LeadsRead)
  async showLeads(@CurrentCaller() caller: Caller, @Query() { page, ...filter }: LeadListQueryDto): Promise<Page> {
    const order = { by: 'lastActivityAt', direction: 'DESC' } as const;
    const { rows, total } = await this.leads.list({ page, perPage: LEADS_PER_PAGE, order }, filter);
    return leadListPage({
      leads: rows,
      total: total ?? 0,
      latest: await this.activities.latestOf(rows.map(({ institution }) => institution)),
      stats: await this.leadStats.get(),
      filter,
      page,
      canWrite: isPermitted(caller, Permission.LeadsWrite),
    });
  }

  @Get('export')
  @Authorized(Permission.LeadsRead)
  exportLeads(@Query() filter: LeadFilterQueryDto): StreamableFile {
    return csvFile('leads.csv', LEAD_COLUMNS, rowPages(this.leads.all(filter)));
  }

  @Get('delete/:id')
  @Authorized(Permission.LeadsWrite)
  async askToDeleteLead(@Id() id: string): Promise<Page> {
    return (await this.deletion(id)).show();
  }

  @Post('delete/:id')
  @Authorized(Permission.LeadsWrite)
  async deleteLead(@Id() id: string): Promise<Page | SeeOther> {
    return (await this.deletion(id)).submit();
  }

  @Get('convert/:id')
  @Authorized(Permission.LeadsWrite)
  async askToConvertLead(@Id() id: string): Promise<Page> {
    return (await this.conversionOf(id)).show();
  }

  @Post('convert/:id')
  @Authorized(Permission.LeadsWrite)
  async convertLead(@Id() id: string): Promise<Page | SeeOther> {
    return (await this.conversionOf(id)).submit();
  }

  private async deletion(id: string): Promise<ConfirmForm> {
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

  private async conversionOf(id: string): Promise<ConfirmForm> {
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
