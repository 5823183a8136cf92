import {
  CREDIT_AMOUNT,
  type Entitlement,
  EntitlementsService,
  type EntitlementValue,
  type GrantedEntitlement,
  type Meter,
  MetersService,
  NO_GRANTS,
  PolicyVersionsService,
} from '../../../core/catalog';
import {
  type CreditTerms,
  type GrantSet,
  holderLimits,
  METER_PERIODS,
  type MeterTerms,
} from '../../../core/catalog/internal';
import { Calendar, isCalendarDate } from '../../../core/common';
import { formatDate, formatNumber, texts } from '../../../core/i18n';
import { refusedField } from '../../../pages/kit/form-state';
import type { FormField } from '../../../pages/kit/form-table';
import { Injectable } from '@nestjs/common';
import { GrantsService, type License } from '../../../core/licenses';
import type { Input, OwnDraft, OwnValue } from './own-values';

type Kind = 'entitlements' | 'meters' | 'credits';

type MeterKind = Exclude<Kind, 'entitlements'>;
type Terms = MeterTerms | CreditTerms;

/** Name of a value, and of its field: as the API names it in the problem of a grant. */
const nameOf = (kind: Kind, code: string): string => `${kind}.${code}`;
const untilField = (code: string): string => `until.${code}`;
const periodField = (code: string): string => `period.${code}`;

/** The entitlements, meters and credits that can be granted to a license. */
export function grantValues(grants: LicenseGrants, calendar: Calendar): OwnValue[] {
  const { entitlements, meters, credits, own, ofPolicy } = grants;
  return [
    ...entitlements.map((declared) => {
      const { code } = declared;
      return entitlementValue(declared, own.entitlements[code], ofPolicy.entitlements[code]?.value ?? null, calendar);
    }),
    ...meters.map((declared) =>
      meterValue('meters', declared, own.meters[declared.code], ofPolicy.meters[declared.code] ?? null),
    ),
    ...credits.map((declared) =>
      meterValue('credits', declared, own.credits[declared.code], ofPolicy.credits[declared.code] ?? null),
    ),
  ];
}

function entitlementValue(
  declared: Entitlement,
  grant: GrantedEntitlement | undefined,
  policy: EntitlementValue | null,
  calendar: Calendar,
): OwnValue {
  const t = texts('licenseGrants');
  const { code } = declared;
  const name = nameOf('entitlements', code);
  const wordsOf = (value: unknown, until: string): string => {
    const text = grantText(value);
    return until === '' ? text : t.valueUntil({ value: text, date: dateText(until, calendar) });
  };
  const held = grant?.value ?? policy ?? (declared.type === 'flag' ? true : null);
  return {
    ...aboutOf('entitlements', declared),
    policy: grantText(policy),
    own: grant && wordsOf(grant.value, dayOf(grant, calendar)),
    fields: [
      entitlementField(declared, held),
      { name: untilField(code), kind: 'date', label: t.until, hint: t.untilHint, value: dayOf(grant, calendar) },
    ],
    wordsOf: (input) => wordsOf(input[name], String(input[untilField(code)])),
    withdrawn: policy === null ? undefined : t.notGranted,
  };
}

function meterValue(kind: MeterKind, declared: Meter, own: Terms | null | undefined, policy: Terms | null): OwnValue {
  const t = texts('licenseGrants');
  const { code } = declared;
  return {
    ...aboutOf(kind, declared),
    policy: termsText(policy),
    own: own === undefined ? undefined : termsText(own),
    fields: meterFields(kind, code, own ?? policy),
    wordsOf: (input) => amountText(input[nameOf(kind, code)], String(input[periodField(code)])),
    withdrawn: policy === null ? undefined : t.notGranted,
  };
}

function aboutOf(kind: Kind, { code, name: title }: Entitlement | Meter) {
  return { name: nameOf(kind, code), group: kind, title, means: code };
}

function entitlementField({ code, type, choices }: Entitlement, value: EntitlementValue | null): FormField {
  const t = texts('licenseGrants');
  const field = { name: nameOf('entitlements', code), label: t.value, problem: t.badValue };
  switch (type) {
    case 'flag': {
      const { yes, no } = texts('words');
      const answers = [
        { value: '1', title: yes },
        { value: '0', title: no },
      ];
      return {
        ...field,
        kind: 'select',
        choices: answers,
        value: value === false ? '0' : '1',
        read: (text) => text !== '0',
      };
    }
    case 'choice':
      return { ...field, kind: 'select', choices: choices.map((choice) => ({ value: choice, title: choice })), value };
    case 'number':
      return { ...field, value, read: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text) };
    case 'text':
      return { ...field, value };
  }
}

/** Amounts of a credit are decimal texts. */
function meterFields(kind: MeterKind, code: string, terms: Terms | null): FormField[] {
  const t = texts('licenseGrants');
  const periods = METER_PERIODS.map((value) => ({ value, title: texts('meterPeriods')[value] }));
  return [
    {
      name: nameOf(kind, code),
      ...(kind === 'meters' ? ({ kind: 'number' } as const) : { empty: null }),
      label: t.limit,
      hint: t.limitHint,
      problem: t.badLimit,
      value: terms?.limit,
    },
    { name: periodField(code), kind: 'select', label: t.period, choices: periods, value: terms?.period ?? 'none' },
  ];
}

/** The license's own grants after a change, as the API has them. A date that the form shows unchanged keeps its time. */
export function grantsIn(draft: OwnDraft, grants: LicenseGrants, calendar: Calendar): object {
  const { entitlements, meters, credits, own } = grants;
  const { input } = draft;
  return {
    entitlements: changed('entitlements', entitlements, draft, {
      kept: (code) => own.entitlements[code],
      entered: (code) => entitlementIn(input, code, own.entitlements[code], calendar),
    }),
    meters: changed('meters', meters, draft, {
      kept: (code) => own.meters[code],
      entered: (code) => meterIn('meters', input, code, own.meters[code] ?? grants.ofPolicy.meters[code] ?? null),
    }),
    credits: changed('credits', credits, draft, {
      kept: (code) => own.credits[code],
      entered: (code) => meterIn('credits', input, code, own.credits[code] ?? grants.ofPolicy.credits[code] ?? null),
    }),
  };
}

interface Sources {
  /** Undefined if the license follows its policy. */
  readonly kept: (code: string) => object | null | undefined;
  readonly entered: (code: string) => object;
}

function changed(
  kind: Kind,
  declared: readonly (Entitlement | Meter)[],
  draft: OwnDraft,
  { kept, entered }: Sources,
): object {
  const isIn = (values: readonly OwnValue[], code: string) => values.some(({ name }) => name === nameOf(kind, code));
  return Object.fromEntries(
    declared.flatMap(({ code }): [string, object | null][] => {
      if (isIn(draft.denied, code)) {
        return [[code, null]];
      }
      if (isIn(draft.filled, code)) {
        return [[code, entered(code)]];
      }
      const known = isIn(draft.followed, code) ? undefined : kept(code);
      return known === undefined ? [] : [[code, known]];
    }),
  );
}

function entitlementIn(input: Input, code: string, known: GrantedEntitlement | undefined, calendar: Calendar): object {
  const until = String(input[untilField(code)]);
  if (until !== '' && !isCalendarDate(until)) {
    throw refusedField(untilField(code), texts('licenseGrants').badDate);
  }
  const isKept = until === dayOf(known, calendar);
  const expiresAt = isKept ? (known?.expires_at ?? null) : until === '' ? null : calendar.endOf(until);
  return { value: input[nameOf('entitlements', code)], expires_at: expiresAt?.toISOString() ?? null };
}

function meterIn(kind: MeterKind, input: Input, code: string, known: Terms | null): object {
  const limit = input[nameOf(kind, code)];
  if (typeof limit === 'string' && (kind === 'meters' || !CREDIT_AMOUNT.test(limit))) {
    throw refusedField(nameOf(kind, code), texts('licenseGrants').badLimit);
  }
  const { anchor, overage_percent, period } = known ?? { anchor: 'calendar', overage_percent: 0, period: 'none' };
  const chosen = input[periodField(code)] || period;
  const carried = chosen !== 'none' && known?.rollover && { rollover: known.rollover };
  return {
    limit,
    ...holderLimits<number | string, number | string>(known ?? {}, (amount) => amount),
    period: chosen,
    anchor,
    overage_percent,
    ...carried,
  };
}

function termsText(terms: Terms | null): string {
  return terms === null ? texts('licenseGrants').notGranted : amountText(terms.limit, terms.period);
}

function amountText(limit: unknown, period: string): string {
  const t = texts('licenseGrants');
  const amount = typeof limit === 'number' ? formatNumber(limit) : typeof limit === 'string' ? limit : t.noLimit;
  const named: Readonly<Record<string, string>> = texts('meterPeriods');
  return t.amount({ limit: amount, period: period === 'none' ? undefined : named[period] });
}

function grantText(value: unknown): string {
  const { yes, no } = texts('words');
  if (typeof value === 'boolean') {
    return value ? yes : no;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  return typeof value === 'string' ? value : texts('licenseGrants').notGranted;
}

function dateText(day: string, calendar: Calendar): string {
  return isCalendarDate(day) ? formatDate(calendar.endOf(day)) : day;
}

function dayOf(grant: GrantedEntitlement | undefined, calendar: Calendar): string {
  return grant?.expires_at ? calendar.dateOf(grant.expires_at) : '';
}

/** Numbers in the form of the language; all else as programs get it. */
export function valueText(value: EntitlementValue): string {
  return typeof value === 'number' ? formatNumber(value) : String(value);
}

/** Declarations of one product that the form shows. */
const SHOWN = 100;

export interface LicenseGrants {
  /** Each code once, though several products may declare it. */
  readonly entitlements: readonly Entitlement[];
  readonly meters: readonly Meter[];
  readonly credits: readonly Meter[];
  readonly own: GrantSet;
  readonly ofPolicy: GrantSet;
}

/** Reads what can be granted to a license and what is. */
@Injectable()
export class LicenseGrantsService {
  constructor(
    private readonly entitlements: EntitlementsService,
    private readonly meters: MetersService,
    private readonly grants: GrantsService,
    private readonly versions: PolicyVersionsService,
  ) {}

  async of(license: License): Promise<LicenseGrants> {
    const entitlements: Entitlement[] = [];
    const meters: Meter[] = [];
    // One after the other, so that the page holds one connection.
    for (const { uid } of license.products ?? []) {
      entitlements.push(...(await this.entitlements.list(uid, { limit: SHOWN })).rows);
      meters.push(...(await this.meters.list(uid, { limit: SHOWN })).rows);
    }
    return {
      entitlements: byCode(entitlements),
      meters: byCode(meters.filter(({ decimals }) => decimals === null)),
      credits: byCode(meters.filter(({ decimals }) => decimals !== null)),
      own: (await this.grants.ofLicenses([license.id])).get(license.id) ?? NO_GRANTS,
      ofPolicy: license.policy ? await this.versions.grantsOf(license.policy, license.policyVersion) : NO_GRANTS,
    };
  }
}

function byCode<T extends { readonly code: string }>(declared: readonly T[]): T[] {
  const unique = new Map(declared.map((one) => [one.code, one]));
  return [...unique.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}
