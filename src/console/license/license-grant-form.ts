import { IsString } from 'class-validator';
import type { Entitlement, EntitlementType } from '../../catalog/definitions/entitlement.entity';
import type { GrantChange, GrantedEntitlement } from '../../catalog/grants/grants';
import type { MeterTerms } from '../../catalog/grants/meter-terms';
import type { Calendar } from '../../common/calendar';
import type { FormValues } from '../../common/http/form-fields';
import { RequestValidationPipe } from '../../common/http/request-validation.pipe';
import { isCalendarDate, MayBeMissing } from '../../common/validation/fields';
import { UpdateLicenseDto } from '../../licensing/licenses/dto/license-input.dto';
import { type FormMessages, refusedField } from '../kit/form-state';
import { texts } from '../../i18n/texts';
import { textIn } from './license-change-form';
import type { LicenseGrants } from './license-grants.service';

/** Where the form takes the value of a code from. */
export const SOURCES = ['policy', 'own', 'withdrawn'] as const;

export const sourceField = (kind: 'entitlements' | 'meters', code: string): string => `from.${kind}.${code}`;
/** As the API names the problem of a grant. */
export const valueField = (code: string): string => `entitlements.${code}`;
export const limitField = (code: string): string => `meters.${code}`;
export const untilField = (code: string): string => `until.${code}`;
export const periodField = (code: string): string => `period.${code}`;

/** The fields are named by codes. */
export class GrantFormDto {
  @MayBeMissing()
  @IsString()
  form?: string;
}

const validation = new RequestValidationPipe();

/** Validates the license's own grants by the DTO of the API. An expiration date that the form shows unchanged keeps its time. */
export async function grantsIn(
  body: FormValues,
  { entitlements, meters, own, ofPolicy }: LicenseGrants,
  calendar: Calendar,
): Promise<GrantChange> {
  const input = {
    entitlements: chosen(entitlements, 'entitlements', body, (declared) =>
      entitlementIn(body, declared, own.entitlements[declared.code], calendar),
    ),
    meters: chosen(meters, 'meters', body, ({ code }) =>
      meterIn(body, code, own.meters[code] ?? ofPolicy.meters[code] ?? null),
    ),
  };
  const value: unknown = await validation.transform(input, { type: 'body', metatype: UpdateLicenseDto });
  return UpdateLicenseDto.toChange(value as UpdateLicenseDto).grants ?? {};
}

function chosen<D extends { readonly code: string }>(
  declared: readonly D[],
  kind: 'entitlements' | 'meters',
  body: FormValues,
  ownValue: (declared: D) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    declared.flatMap((one) => {
      const source = textIn(body, sourceField(kind, one.code));
      return source === 'own' ? [[one.code, ownValue(one)]] : source === 'withdrawn' ? [[one.code, null]] : [];
    }),
  );
}

const VALUE: Readonly<Record<EntitlementType, (text: string) => unknown>> = {
  flag: (text) => text !== '0',
  number: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text),
  text: (text) => text,
  choice: (text) => text,
};

function entitlementIn(
  body: FormValues,
  { code, type }: Entitlement,
  known: GrantedEntitlement | undefined,
  calendar: Calendar,
): object {
  const until = textIn(body, untilField(code)).trim();
  if (until !== '' && !isCalendarDate(until)) {
    throw refusedField(untilField(code), texts('licenseGrants').badDate);
  }
  const isKept = until === dayOf(known, calendar);
  const expiresAt = isKept ? (known?.expires_at ?? null) : until === '' ? null : calendar.endOf(until);
  return { value: VALUE[type](textIn(body, valueField(code)).trim()), expires_at: expiresAt?.toISOString() ?? null };
}

function meterIn(body: FormValues, code: string, known: MeterTerms | null): object {
  const limit = textIn(body, limitField(code)).trim();
  if (!/^\d{0,13}$/.test(limit)) {
    throw refusedField(limitField(code), texts('licenseGrants').badLimit);
  }
  const period = textIn(body, periodField(code)) || (known?.period ?? 'none');
  const { anchor, overage_percent } = known ?? { anchor: 'calendar', overage_percent: 0 };
  return { limit: limit === '' ? null : Number(limit), period, anchor, overage_percent };
}

/** The initial values of the form of a license. */
export function grantValues(grants: LicenseGrants, calendar: Calendar): FormValues {
  return Object.fromEntries([...entitlementValues(grants, calendar), ...meterValues(grants)]);
}

type Field = [name: string, value: string];

function entitlementValues({ entitlements, own, ofPolicy }: LicenseGrants, calendar: Calendar): Field[] {
  return entitlements.flatMap(({ code }): Field[] => {
    const grant = own.entitlements[code];
    const value = grant?.value ?? ofPolicy.entitlements[code]?.value;
    return [
      [sourceField('entitlements', code), grant ? (grant.value === null ? 'withdrawn' : 'own') : 'policy'],
      [valueField(code), value === true ? '1' : value === false ? '0' : String(value ?? '')],
      [untilField(code), dayOf(grant, calendar)],
    ];
  });
}

function meterValues({ meters, own, ofPolicy }: LicenseGrants): Field[] {
  return meters.flatMap(({ code }): Field[] => {
    const grant = own.meters[code];
    const terms = grant ?? ofPolicy.meters[code];
    return [
      [sourceField('meters', code), grant === undefined ? 'policy' : grant === null ? 'withdrawn' : 'own'],
      [limitField(code), String(terms?.limit ?? '')],
      [periodField(code), terms?.period ?? 'none'],
    ];
  });
}

export function grantMessages({ entitlements, meters }: LicenseGrants): FormMessages {
  const t = texts('licenseGrants');
  return {
    entitlements: t.badValue,
    meters: t.badLimit,
    ...Object.fromEntries(entitlements.map(({ code }) => [valueField(code), t.badValue])),
    ...Object.fromEntries(meters.map(({ code }) => [limitField(code), t.badLimit])),
  };
}

function dayOf(grant: GrantedEntitlement | undefined, calendar: Calendar): string {
  return grant?.expires_at ? calendar.dateOf(grant.expires_at) : '';
}
