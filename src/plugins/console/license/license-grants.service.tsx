import {
  type Entitlement,
  EntitlementsService,
  type EntitlementValue,
  type GrantedEntitlement,
  type Meter,
  MetersService,
} from '../../../core/catalog';
import { type GrantSet, METER_PERIODS, type MeterTerms } from '../../../core/catalog/internal';
import { type Calendar, type FormValues, isCalendarDate } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { textIn } from '../../../pages/kit/form-input';
import { refusedField } from '../../../pages/kit/form-state';
import type { FormField, FormGroups } from '../../../pages/kit/form-table';
import { Injectable } from '@nestjs/common';
import { GrantsService, type License } from '../../../core/licenses';

type Kind = 'entitlements' | 'meters';
type Input = Readonly<Record<string, unknown>>;

/** Where the form takes the value of a code from. */
type Source = 'policy' | 'own' | 'withdrawn';

const sourceField = (kind: Kind, code: string): string => `from.${kind}.${code}`;
/** Field name as the API names it in the problem of a grant. */
const valueField = (kind: Kind, code: string): string => `${kind}.${code}`;
const untilField = (code: string): string => `until.${code}`;
const periodField = (code: string): string => `period.${code}`;

/** A panel for each declared code. */
export function grantGroups(grants: LicenseGrants, calendar: Calendar): FormGroups {
  const t = texts('licenseGrants');
  const { entitlements, meters, own, ofPolicy } = grants;
  const nothing = () => <p class="unset">{t.nothing}</p>;
  return [
    {
      id: 'entitlements',
      rows: [
        entitlements.length === 0 && nothing,
        ...entitlements.map((declared) => {
          const { code } = declared;
          const grant = own.entitlements[code];
          const policy = ofPolicy.entitlements[code]?.value ?? null;
          const source = grant ? (grant.value === null ? 'withdrawn' : 'own') : 'policy';
          return panelOf('entitlements', declared, source, policy === null ? null : valueText(policy), [
            entitlementField(declared, grant?.value ?? policy),
            {
              name: untilField(code),
              kind: 'date',
              label: t.until,
              hint: t.untilHint,
              value: dayOf(grant, calendar),
            },
          ]);
        }),
      ],
    },
    {
      id: 'meters',
      rows: [
        meters.length === 0 && nothing,
        ...meters.map((declared) => {
          const { code } = declared;
          const grant = own.meters[code];
          const source = grant === undefined ? 'policy' : grant === null ? 'withdrawn' : 'own';
          return panelOf(
            'meters',
            declared,
            source,
            policyTerms(ofPolicy.meters[code]),
            meterFields(code, knownTerms(grants, code)),
          );
        }),
      ],
    },
  ];
}

/** @param policy the policy's grant; null for none */
function panelOf(
  kind: Kind,
  { code, name }: Entitlement | Meter,
  source: Source,
  policy: string | null,
  fields: readonly FormField[],
) {
  const t = texts('licenseGrants');
  const choices = [
    { value: 'policy', title: t.ofPolicyValue({ value: policy ?? t.notGranted }) },
    { value: 'own', title: t.own },
    ...(policy === null ? [] : [{ value: 'withdrawn', title: t.withdrawn }]),
  ];
  const from: FormField = { name: sourceField(kind, code), kind: 'radios', label: t.from, choices, value: source };
  const heading = () => (
    <p>
      <b>{name}</b> <code>{code}</code>
    </p>
  );
  return { panel: name, rows: [heading, from, fields] };
}

function entitlementField({ code, type, choices }: Entitlement, value: EntitlementValue | null): FormField {
  const t = texts('licenseGrants');
  const field = { name: valueField('entitlements', code), label: t.value, isShort: true, problem: t.badValue };
  switch (type) {
    case 'flag': {
      const answers = [
        { value: '1', title: t.yes },
        { value: '0', title: t.no },
      ];
      const answer = value === true ? '1' : value === false ? '0' : value;
      return { ...field, kind: 'select', choices: answers, value: answer, read: (text) => text !== '0' };
    }
    case 'choice':
      return { ...field, kind: 'select', choices: choices.map((choice) => ({ value: choice, title: choice })), value };
    case 'number':
      return { ...field, value, read: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text) };
    case 'text':
      return { ...field, value };
  }
}

function meterFields(code: string, terms: MeterTerms | null): FormField[] {
  const t = texts('licenseGrants');
  const periods = METER_PERIODS.map((value) => ({ value, title: texts('meterPeriods')[value] }));
  return [
    {
      name: valueField('meters', code),
      kind: 'number',
      label: t.limit,
      hint: t.limitHint,
      problem: t.badLimit,
      value: terms?.limit,
    },
    {
      name: periodField(code),
      kind: 'select',
      label: t.period,
      choices: periods,
      isShort: true,
      value: terms?.period ?? 'none',
    },
  ];
}

/** Whether a field counts: a value, with its date or period, does if it is the license's own. */
export function isGrantUsed(name: string, body: FormValues): boolean {
  const [, part = '', code = ''] = /^(entitlements|meters|until|period)[.](.*)$/.exec(name) ?? [];
  const kind = part === 'meters' || part === 'period' ? 'meters' : 'entitlements';
  return part === '' || textIn(body, sourceField(kind, code)) === 'own';
}

/** The license's own grants, as the API has them. An expiration date that the form shows unchanged keeps its time. */
export function grantsIn(input: Input, grants: LicenseGrants, calendar: Calendar): object {
  const { entitlements, meters, own } = grants;
  return {
    entitlements: chosen('entitlements', entitlements, input, (code) =>
      entitlementIn(input, code, own.entitlements[code], calendar),
    ),
    meters: chosen('meters', meters, input, (code) => meterIn(input, code, knownTerms(grants, code))),
  };
}

function chosen(
  kind: Kind,
  declared: readonly (Entitlement | Meter)[],
  input: Input,
  ownValue: (code: string) => object,
): object {
  return Object.fromEntries(
    declared.flatMap(({ code }): [string, object | null][] => {
      const source = input[sourceField(kind, code)];
      return source === 'own' ? [[code, ownValue(code)]] : source === 'withdrawn' ? [[code, null]] : [];
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
  return { value: input[valueField('entitlements', code)], expires_at: expiresAt?.toISOString() ?? null };
}

function meterIn(input: Input, code: string, known: MeterTerms | null): object {
  const limit = input[valueField('meters', code)];
  if (typeof limit === 'string') {
    throw refusedField(valueField('meters', code), texts('licenseGrants').badLimit);
  }
  const { anchor, overage_percent, period } = known ?? { anchor: 'calendar', overage_percent: 0, period: 'none' };
  return { limit, period: input[periodField(code)] || period, anchor, overage_percent };
}

function knownTerms({ own, ofPolicy }: LicenseGrants, code: string): MeterTerms | null {
  return own.meters[code] ?? ofPolicy.meters[code] ?? null;
}

function policyTerms(terms: MeterTerms | null | undefined): string | null {
  const t = texts('licenseGrants');
  if (!terms) {
    return null;
  }
  const { limit, period } = terms;
  const amount = limit === null ? t.noLimit : formatNumber(limit);
  return t.amount({ limit: amount, period: period === 'none' ? undefined : texts('meterPeriods')[period] });
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
const NONE: GrantSet = { entitlements: {}, meters: {} };

export interface LicenseGrants {
  /** Each code once, though several products may declare it. */
  readonly entitlements: readonly Entitlement[];
  readonly meters: readonly Meter[];
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
      meters: byCode(meters),
      own: (await this.grants.ofLicenses([license.id])).get(license.id) ?? NONE,
      ofPolicy: (await this.grants.ofPolicies([license.policyId])).get(license.policyId) ?? NONE,
    };
  }
}

function byCode<T extends { readonly code: string }>(declared: readonly T[]): T[] {
  const unique = new Map(declared.map((one) => [one.code, one]));
  return [...unique.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}
