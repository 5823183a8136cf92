import { Get, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import type { FormValues } from '../../common/http/form-fields';
import { CreateLeadDto, UpdateLeadDto } from '../../customers/leads/dto/lead.dto';
import { LeadActivitiesService } from '../../customers/leads/lead-activities.service';
import { LeadStatsService } from '../../customers/leads/lead-stats.service';
import { LeadsService } from '../../customers/leads/leads.service';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { contactCountIn, withContactsChanged } from './contact-fields';
import { LeadFormDto, leadIn, NEW_LEAD, valuesOf } from './lead-form';
import { leadFormPage, type SavedLead } from './lead-form.view';
import { editPath } from './lead-paths';
import { Id, FormBody } from '../kit/parameters';

/** Activities on the page of a lead. */
const LATEST_ACTIVITIES = { page: 1, perPage: 10, order: { by: 'at', direction: 'DESC' } } as const;

@ConsoleController('leads')
export class LeadFormController {
  constructor(
    private readonly leads: LeadsService,
    private readonly activities: LeadActivitiesService,
    private readonly leadStats: LeadStatsService,
    private readonly clock: Clock,
  ) {}

  @Get('create')
  @Authorized(Permission.LeadsWrite)
  showNewLead(): Promise<Page> {
    return this.newLead(NEW_LEAD, FormState.of(NEW_LEAD));
  }

  @Post('create')
  @Authorized(Permission.LeadsWrite)
  async createLead(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    const changed = withContactsChanged(body);
    if (changed) {
      return this.newLead(changed, FormState.of(changed));
    }
    return submitForm({
      body,
      input: LeadFormDto,
      messages: texts('leads').errors,
      submit: async () => {
        const { institution } = await this.leads.create(await leadIn(body, CreateLeadDto));
        return SeeOther.done(editPath(institution.uid), texts('leads').isAdded({ name: institution.name }));
      },
      show: (form) => this.newLead(body, form),
    });
  }

  @Get('edit/:id')
  @Authorized(Permission.LeadsRead)
  async showLead(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const values = valuesOf(await this.leads.get(id));
    return this.savedLead(id, caller, values, FormState.of(values));
  }

  @Post('update/:id')
  @Authorized(Permission.LeadsWrite)
  async updateLead(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    const changed = withContactsChanged(body);
    if (changed) {
      return this.savedLead(id, caller, changed, FormState.of(changed));
    }
    return submitForm({
      body,
      input: LeadFormDto,
      messages: texts('leads').errors,
      submit: async (input) => {
        const activity = LeadFormDto.activityIn(input, this.clock.now());
        const change = await leadIn(body, UpdateLeadDto);
        const { institution } = await this.activities.changeLead(id, change, input.revision, activity);
        return SeeOther.done(editPath(id), texts('leads').isSaved({ name: institution.name }));
      },
      show: (form) => this.savedLead(id, caller, body, form),
    });
  }

  private async newLead(values: FormValues, form: FormState): Promise<Page> {
    const types = await this.leadStats.types();
    return leadFormPage({ form, contactCount: contactCountIn(values), types, canWrite: true });
  }

  private async savedLead(id: string, caller: Caller, values: FormValues, form: FormState): Promise<Page> {
    return leadFormPage({
      form,
      contactCount: contactCountIn(values),
      types: await this.leadStats.types(),
      saved: await this.read(id),
      canWrite: isPermitted(caller, Permission.LeadsWrite),
    });
  }

  private async read(id: string): Promise<SavedLead> {
    const lead = await this.leads.get(id);
    const { rows, total } = await this.activities.list(id, LATEST_ACTIVITIES);
    return { lead, activities: rows, activityCount: total ?? rows.length };
  }
}
