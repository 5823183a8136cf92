import { Get, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import {
  Authorized,
  Calendar,
  Clock,
  type FormValues,
  InvalidRequest,
  IsCalendarDate,
  IsText,
  MAX_INTEGER,
  MayBeMissing,
  RequestValidationPipe,
} from '../../../core/common';
import { CreateLeadDto, UpdateLeadDto } from '../dto/lead.dto';
import { OPEN_LEAD_STATUSES, type Lead } from '../institution.entity';
import { LeadActivitiesService, type NewLeadActivity } from '../lead-activities.service';
import { LEAD_ACTIVITY_TYPES, type LeadActivityType } from '../lead-activity.entity';
import { LeadStatsService } from '../lead-stats.service';
import { LeadsService } from '../leads.service';
import { texts, viewer } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import type { FormGroup } from '../../../pages/kit/form-table';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody, Id } from '../../../pages/kit/parameters';
import {
  contactCountIn,
  withContactsChanged,
  contactFieldsOf,
  contactsIn,
  EMPTY_CONTACT,
  asFormError,
} from './contact-fields';
import { Activities, ChangedMeanwhile, Contacts, ConvertedBanner, Since } from './lead-form.view';
import { convertPath, createPath, deletePath, editPath, LEADS_PATH, updatePath } from './lead-paths';

/** Activities on the page of a lead. */
const LATEST_ACTIVITIES = { page: 1, perPage: 10, order: { by: 'at', direction: 'DESC' } } as const;

const LEAD_FIELDS = ['name', 'type', 'status', 'city', 'website', 'address', 'notes'] as const;

/** Without its text, an activity is not recorded. */
const OF_AN_ACTIVITY: readonly string[] = ['activity_type', 'activity_date'];

const NEW_LEAD: FormValues = { ...EMPTY_CONTACT, status: 'new' };

/** The fields of the form that are not those of the lead. */
export class LeadFormDto {
  @OptionalField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  revision?: number;

  @MayBeMissing()
  @IsIn(LEAD_ACTIVITY_TYPES)
  activity_type?: LeadActivityType;

  @OptionalField()
  @IsCalendarDate()
  activity_date?: string;

  @OptionalField()
  @IsText(2000)
  activity_text?: string;

  /** The activity in the form, if there is one. Dates are those of the viewer's zone; the date of today means now. */
  static activityIn(
    { activity_type, activity_date, activity_text }: LeadFormDto,
    now: Date,
  ): NewLeadActivity | undefined {
    if (activity_text === undefined) {
      return undefined;
    }
    const calendar = new Calendar(viewer().zone);
    const isNow = activity_date === undefined || activity_date === calendar.dateOf(now);
    const at = isNow ? undefined : calendar.startOf(activity_date);
    return { type: activity_type ?? 'note', text: activity_text, at };
  }
}

const validation = new RequestValidationPipe();

@ConsoleController('leads')
export class LeadFormController {
  constructor(
    private readonly leads: LeadsService,
    private readonly activities: LeadActivitiesService,
    private readonly leadStats: LeadStatsService,
    private readonly clock: Clock,
  ) {}

  @Get('create')
  @Authorized('leads:write')
  async showNewLead(): Promise<Page> {
    return (await this.newForm(NEW_LEAD)).show(FormState.of(NEW_LEAD));
  }

  @Post('create')
  @Authorized('leads:write')
  async createLead(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    const changed = withContactsChanged(body);
    const form = await this.newForm(changed ?? body);
    return changed ? form.show(FormState.of(changed)) : form.submit(body);
  }

  @Get('edit/:id')
  @Authorized('leads:read')
  async showLead(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const values = valuesOf(await this.leads.get(id));
    return (await this.editForm(id, caller, values)).show(FormState.of(values));
  }

  @Post('update/:id')
  @Authorized('leads:write')
  async updateLead(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    const changed = withContactsChanged(body);
    const form = await this.editForm(id, caller, changed ?? body);
    return changed ? form.show(FormState.of(changed)) : form.submit(body);
  }

  /** @param values of the form, with the contacts that it shows */
  private async newForm(values: FormValues): Promise<EditForm<LeadFormDto>> {
    const t = texts('leads');
    return new EditForm({
      ...formOf(),
      title: t.addLead,
      groups: [institutionGroup(await this.leadStats.types()), contactsGroup(values)],
      hidden: () => ({ contacts_shown: '1' }),
      hasButtons: true,
      action: createPath,
      submit: async (_input, body) => {
        const { institution } = await this.leads.create(await leadIn(body, CreateLeadDto));
        return SeeOther.done(editPath(institution.uid), t.isAdded({ name: institution.name }));
      },
    });
  }

  /** @param values of the form, with the contacts that it shows */
  private async editForm(id: string, caller: Caller, values: FormValues): Promise<EditForm<LeadFormDto>> {
    const t = texts('leads');
    const { institution } = await this.leads.get(id);
    const { rows: activities, total } = await this.activities.list(id, LATEST_ACTIVITIES);
    const canWrite = isPermitted(caller, 'leads:write');
    const isConverted = institution.status === 'converted';
    return new EditForm({
      ...formOf(),
      title: institution.name,
      lead: <Since at={institution.createdAt} />,
      actions: canWrite && [
        { title: t.delete, href: deletePath(id), look: 'danger', icon: 'trash-2' },
        institution.customerId === null && { title: t.convert, href: convertPath(id), icon: 'arrow-left-right' },
      ],
      problems: (form) => (isOutdated(form) ? <ChangedMeanwhile lead={id} /> : undefined),
      above: isConverted && <ConvertedBanner {...institution} />,
      groups: [
        institutionGroup(await this.leadStats.types(), isConverted),
        contactsGroup(values, canWrite),
        {
          id: 'activities',
          rows: [
            ...(canWrite ? activityFields() : []),
            () => <Activities activities={activities} count={total ?? activities.length} />,
          ],
        },
      ],
      // A form that was refused because of a newer revision is based on that one from now on.
      hidden: (form) => ({
        revision: isOutdated(form) ? String(institution.revision) : form.value('revision'),
        contacts_shown: '1',
      }),
      hasButtons: canWrite,
      readOnly: !canWrite && t.readOnly,
      action: updatePath(id),
      unusedBecause: (field, body) =>
        OF_AN_ACTIVITY.includes(field) && !body.activity_text ? t.activityMissing : undefined,
      submit: async (input, body) => {
        const activity = LeadFormDto.activityIn(input, this.clock.now());
        const change = await leadIn(body, UpdateLeadDto);
        const saved = await this.activities.changeLead(id, change, input.revision, activity);
        return SeeOther.done(editPath(id), t.isSaved({ name: saved.institution.name }));
      },
    });
  }
}

/** The parts that both forms share. */
function formOf() {
  const t = texts('leads');
  return {
    crumbs: [{ title: t.leads, href: LEADS_PATH }],
    texts: t,
    verb: t.save,
    cancel: LEADS_PATH,
    input: LeadFormDto,
    inputOf: (_fields: object, body: FormValues) => body,
    messages: { at: t.atWrong },
  };
}

function isOutdated(form: FormState): boolean {
  return form.problemOf('revision') !== undefined;
}

/** @param types in use, as suggestions */
function institutionGroup(types: readonly string[], isConverted = false): FormGroup {
  const { statuses } = texts('leads');
  const choices = OPEN_LEAD_STATUSES.map((value) => ({ value, title: statuses[value] }));
  return {
    id: 'institution',
    rows: [
      { name: 'name' },
      [
        { name: 'type', suggestions: types },
        { name: 'city', textKey: 'cityAndCountry', isOptional: true },
      ],
      !isConverted && { name: 'status', kind: 'radios', choices },
      { name: 'website', isOptional: true },
      { name: 'address', kind: 'area', isOptional: true },
      { name: 'notes', kind: 'area', isOptional: true },
    ],
  };
}

function contactsGroup(values: FormValues, canWrite = true): FormGroup {
  const count = contactCountIn(values);
  return { id: 'contacts', rows: [(form) => <Contacts form={form} count={count} canWrite={canWrite} />] };
}

/** The fields of a new activity. */
function activityFields(): FormGroup['rows'] {
  const { activityTypes } = texts('leads');
  const choices = LEAD_ACTIVITY_TYPES.map((value) => ({ value, title: activityTypes[value] }));
  return [
    [
      { name: 'activity_type', kind: 'select', textKey: 'what', choices, value: LEAD_ACTIVITY_TYPES[0], isShort: true },
      { name: 'activity_date', kind: 'date', textKey: 'when', isOptional: true },
    ],
    { name: 'activity_text', textKey: 'note', isOptional: true },
  ];
}

/** Validates the lead in a form by the DTO of the API. The problems are those of the form's fields. */
async function leadIn<T extends object>(body: FormValues, metatype: new () => T): Promise<T> {
  const contacts = contactsIn(body);
  const lead = Object.fromEntries(LEAD_FIELDS.map((name) => [name, lineEndsIn(body[name])]));
  // A form that does not show the contacts leaves them as they are.
  const shown = body.contacts_shown === undefined ? undefined : contacts.map(({ contact }) => contact);
  try {
    const value: unknown = await validation.transform({ ...lead, contacts: shown }, { type: 'body', metatype });
    return value as T;
  } catch (error) {
    throw error instanceof InvalidRequest
      ? new InvalidRequest(error.fields.map((problem) => asFormError(problem, contacts)))
      : error;
  }
}

/** Browsers send the line ends of Windows, whatever the text had before. */
function lineEndsIn(text: unknown): unknown {
  return typeof text === 'string' ? text.replaceAll('\r\n', '\n') : text;
}

/** The initial values of the form of a lead. */
function valuesOf(lead: Lead): FormValues {
  const { name, type, status, city, website, address, notes, revision } = lead.institution;
  const fields = { name, type, status, city, website, address, notes, revision: String(revision) };
  return { ...fields, ...contactFieldsOf(lead) };
}
