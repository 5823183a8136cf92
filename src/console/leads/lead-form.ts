import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Calendar } from '../../common/calendar';
import type { FormValues } from '../../common/http/form-fields';
import { InvalidRequest, RequestValidationPipe } from '../../common/http/request-validation.pipe';
import { IsCalendarDate, IsText, MayBeMissing } from '../../common/validation/fields';
import type { Lead } from '../../customers/leads/institution.entity';
import type { NewLeadActivity } from '../../customers/leads/lead-activities.service';
import { LEAD_ACTIVITY_TYPES, type LeadActivityType } from '../../customers/leads/lead-activity.entity';
import { OptionalField } from '../kit/optional-field';
import { viewer } from '../../i18n/viewer';
import { contactFieldsOf, contactsIn, EMPTY_CONTACT, asFormError } from './contact-fields';

const LEAD_FIELDS = ['name', 'type', 'status', 'city', 'website', 'address', 'notes'] as const;

/** The fields of the form that are not those of the lead. */
export class LeadFormDto {
  @OptionalField()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
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

/** Validates the lead in a form by the DTO of the API. The problems are those of the form's fields. */
export async function leadIn<T extends object>(body: FormValues, metatype: new () => T): Promise<T> {
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

export const NEW_LEAD: FormValues = { ...EMPTY_CONTACT, status: 'new' };

/** The initial values of the form of a lead. */
export function valuesOf(lead: Lead): FormValues {
  const { name, type, status, city, website, address, notes, revision } = lead.institution;
  const fields = { name, type, status, city, website, address, notes, revision: String(revision) };
  return { ...fields, ...contactFieldsOf(lead) };
}
