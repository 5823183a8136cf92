import { Type } from 'class-transformer';
import { IsDate } from 'class-validator';
import type { Calendar } from '../../common/calendar';
import { isAddressPattern } from '../../common/http/addresses';
import type { FormValues } from '../../common/http/form-fields';
import { RequestValidationPipe } from '../../common/http/request-validation.pipe';
import { isCalendarDate } from '../../common/validation/fields';
import type { LicenseChange } from '../../licensing/licenses/change-license.service';
import { normalizeDomainPattern } from '../../licenses/domains/domains';
import { UpdateLicenseDto } from '../../licensing/licenses/dto/license-input.dto';
import type { License } from '../../licenses/licenses/license.entity';
import type { FormMessages } from '../kit/form-state';
import type { Text } from '../../i18n/text';
import { texts } from '../../i18n/texts';

const LIMITS = ['max_activations', 'uses_limit', 'max_users', 'max_sessions'] as const;
const LISTS = ['allowed_domains', 'allowed_ips', 'features'] as const;
const OPTIONAL_TEXTS = ['type_label', 'restricted_to_email', 'restricted_to_client_name'] as const;
/** With the part of the day that is meant. */
const DATES = { starts_at: 'startOf', expires_at: 'endOf', updates_until: 'endOf', support_until: 'endOf' } as const;
type DateField = keyof typeof DATES;
const DATE_FIELDS = Object.keys(DATES) as DateField[];

/** The fields of the form beside the license. */
export class ChangeFormDto {
  /** When the license that the form shows was last changed. */
  @Type(() => Date)
  @IsDate()
  revision!: Date;
}

const validation = new RequestValidationPipe();

/** Validates the license in a form by the DTO of the API. A day that the form shows unchanged keeps its time. */
export async function changeIn(body: FormValues, shown: FormValues, calendar: Calendar): Promise<LicenseChange> {
  const input = {
    type: textIn(body, 'type'),
    group: textIn(body, 'group') || null,
    description: textIn(body, 'description'),
    metadata: metadataIn(textIn(body, 'metadata')),
    ...entries(OPTIONAL_TEXTS, (field) => textIn(body, field).trim() || null),
    ...entries(LIMITS, (field) => limitIn(textIn(body, field).trim())),
    ...entries(LISTS, (field) => linesIn(textIn(body, field))),
    ...entries(
      DATE_FIELDS.filter((field) => textIn(body, field) !== textIn(shown, field)),
      (field) => dateIn(textIn(body, field), (date) => calendar[DATES[field]](date)),
    ),
  };
  const value: unknown = await validation.transform(input, { type: 'body', metatype: UpdateLicenseDto });
  return UpdateLicenseDto.toChange(value as UpdateLicenseDto);
}

/** The initial values of the form of a license. */
export function changeValues(license: License, calendar: Calendar): FormValues {
  const day = (at: Date | null): string => (at ? calendar.dateOf(at) : '');
  return {
    type: license.type,
    type_label: license.typeLabel ?? '',
    group: license.groupId ?? '',
    starts_at: day(license.startsAt),
    expires_at: day(license.expiresAt),
    updates_until: day(license.updatesUntil),
    support_until: day(license.supportUntil),
    max_activations: String(license.maxActivations ?? ''),
    uses_limit: String(license.usesLimit ?? ''),
    max_users: String(license.maxUsers ?? ''),
    max_sessions: String(license.maxSessions ?? ''),
    allowed_domains: license.allowedDomains.join('\n'),
    allowed_ips: license.allowedIps.join('\n'),
    restricted_to_email: license.restrictedToEmail ?? '',
    restricted_to_client_name: license.restrictedToClientName ?? '',
    features: license.features.join('\n'),
    description: license.description,
    metadata: Object.keys(license.metadata).length === 0 ? '' : JSON.stringify(license.metadata, null, 2),
    revision: license.updatedAt.toISOString(),
  };
}

export function changeMessages(body: FormValues): FormMessages {
  const t = texts('licenseChange');
  const wrong = (field: string, isRight: (line: string) => boolean, say: Text<{ line: number; text: string }>) => {
    const lines = linesIn(textIn(body, field));
    const index = lines.findIndex((line) => !isRight(line));
    return { [field]: index < 0 ? t.tooMany : say({ line: index + 1, text: lines[index] ?? '' }) };
  };
  return {
    ...entries(LIMITS, () => t.badLimit),
    ...entries(DATE_FIELDS, () => t.badDate),
    ...entries(OPTIONAL_TEXTS, () => t.tooLong),
    ...wrong('allowed_domains', (line) => normalizeDomainPattern(line) !== null, t.badDomain),
    ...wrong('allowed_ips', isAddressPattern, t.badAddress),
    features: t.tooMany,
    restricted_to_email: t.badEmail,
    description: t.tooLong,
    metadata: t.badMetadata,
  };
}

function entries<F extends string, T>(fields: readonly F[], value: (field: F) => T): Record<string, T> {
  return Object.fromEntries(fields.map((field) => [field, value(field)]));
}

/** Browsers send the line ends of Windows. */
export function textIn(values: FormValues, field: string): string {
  const value: unknown = Object.hasOwn(values, field) ? values[field] : undefined;
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A value that is not a number stays a text, which the DTO refuses. */
function limitIn(text: string): number | string | null {
  return text === '' ? null : /^\d{1,12}$/.test(text) ? Number(text) : text;
}

function dateIn(text: string, toInstant: (date: string) => Date): string | null {
  return text === '' ? null : isCalendarDate(text) ? toInstant(text).toISOString() : text;
}

function metadataIn(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    return text;
  }
}
