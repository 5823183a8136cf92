import { Get, Post, Query, type StreamableFile } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { csvFile } from '../../common/csv/csv-file';
import { ConvertLeadService } from '../../customers/leads/convert-lead.service';
import { LeadActivitiesService } from '../../customers/leads/lead-activities.service';
import { LEAD_COLUMNS, rowPages } from '../../customers/leads/lead-rows';
import { LeadStatsService } from '../../customers/leads/lead-stats.service';
import { LeadsService } from '../../customers/leads/leads.service';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import { type Page, SeeOther } from '../kit/page';
import { texts } from '../../i18n/texts';
import { convertLeadPage, deleteLeadPage } from './lead-confirmation.view';
import { LeadFilterQueryDto, LeadListQueryDto, LEADS_PER_PAGE } from './lead-list-query.dto';
import { leadListPage } from './lead-list.view';
import { editPath, LEADS_PATH } from './lead-paths';
import { Id } from '../kit/parameters';

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
    const lead = await this.leads.get(id);
    return deleteLeadPage(lead, await this.activities.count(lead.institution));
  }

  @Post('delete/:id')
  @Authorized(Permission.LeadsWrite)
  async deleteLead(@Id() id: string): Promise<SeeOther> {
    const { institution } = await this.leads.delete(id);
    return SeeOther.done(LEADS_PATH, texts('leads').isDeleted({ name: institution.name }));
  }

  @Get('convert/:id')
  @Authorized(Permission.LeadsWrite)
  async askToConvertLead(@Id() id: string): Promise<Page> {
    return convertLeadPage(await this.leads.get(id));
  }

  @Post('convert/:id')
  @Authorized(Permission.LeadsWrite)
  async convertLead(@Id() id: string): Promise<SeeOther> {
    const { institution } = await this.conversion.convert(id);
    return SeeOther.done(editPath(id), texts('leads').isNowCustomer({ name: institution.name }));
  }
}
