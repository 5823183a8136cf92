import type { VNode } from 'preact';
import { monthsOf } from '../../../core/catalog';
import { type GivenSpan } from '../../../core/catalog/internal';
import {
  type Calendar,
  type FieldProblem,
  type FormValues,
  isAddressPattern,
  IsCalendarDate,
} from '../../../core/common';
import type { Group } from '../../../core/customers';
import { type License, LICENSE_TYPES, normalizeDomainPattern } from '../../../core/licenses';
import { effectiveType } from '../../../core/licenses/internal';
import { formatDate, texts } from '../../../core/i18n';
import { type Text } from '../../../core/i18n/internal';
import { Banner } from '../../../pages/components/banner';
import { Instead } from '../../../pages/components/rule-list';
import { listIn, textIn } from '../../../pages/kit/form-input';
import type { FormMessages, FormState } from '../../../pages/kit/form-state';
import type { FormField, FormGroups } from '../../../pages/kit/form-table';
import { valueOf } from '../policies/policy-sentences';
import { OptionalField } from '../../../pages/kit/optional-field';
import { auditPath } from './license-paths';
import { onDate } from './on-date';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';
import type { LicenseWithUsage } from '../../../core/licensing';
import type { ExtendedTerm } from '../../../core/licensing/internal';

/** @param shown the newest groups, and that of the license */
export function changeGroups(license: License, shown: readonly Group[], calendar: Calendar): FormGroups {
  const t = texts('licenseChange');
  const types = texts('licenseTypes');
  const limit = { kind: 'number', placeholder: t.noLimit, problem: t.badLimit } as const;
  const list = { kind: 'lines', isOptional: true, problem: t.tooMany } as const;
  const optional = { isOptional: true, empty: null, problem: t.tooLong } as const;
  const start = dayField(license.startsAt, calendar);
  const end = (at: Date | null) => dayField(at, calendar);
  return [
    {
      id: 'kind',
      rows: [
        {
          name: 'type',
          kind: 'radios',
          choices: LICENSE_TYPES.map((value) => ({ value, title: types[value] })),
          // The shown type is left out, so that the license keeps the one with which it was issued.
          read: (text) => (text === license.effectiveType ? undefined : text),
        },
        { name: 'type_label', ...optional },
      ],
    },
    {
      id: 'term',
      note: t.termNote({ zone: calendar.zone }),
      rows: [
        [
          { name: 'starts_at', textKey: 'starts', ...start },
          { name: 'expires_at', textKey: 'expires', ...end(license.expiresAt) },
        ],
        [
          { name: 'updates_until', textKey: 'updates', hint: t.untilHint, ...end(license.updatesUntil) },
          { name: 'support_until', textKey: 'support', hint: t.untilHint, ...end(license.supportUntil) },
        ],
      ],
    },
    {
      id: 'limits',
      rows: [
        [
          { name: 'max_activations', textKey: 'seats', ...limit, ...ownHint('max_activations', license, t.seatsHint) },
          { name: 'uses_limit', textKey: 'uses', ...limit, ...ownHint('uses_limit', license, t.usesHint) },
        ],
        [
          { name: 'max_users', textKey: 'users', ...limit, ...ownHint('max_users', license) },
          { name: 'max_sessions', textKey: 'sessions', ...limit, ...ownHint('max_sessions', license) },
        ],
      ],
    },
    {
      id: 'where',
      rows: [
        { name: 'allowed_domains', textKey: 'domains', ...list },
        { name: 'allowed_ips', textKey: 'addresses', ...list },
        [
          { name: 'restricted_to_email', kind: 'email', textKey: 'email', ...optional, problem: t.emailWrong },
          { name: 'restricted_to_client_name', textKey: 'client', ...optional },
        ],
      ],
    },
    {
      id: 'more',
      rows: [
        {
          name: 'group',
          kind: 'select',
          empty: null,
          choices: [{ value: '', title: t.noGroup }, ...shown.map(({ uid, name }) => ({ value: uid, title: name }))],
        },
        { name: 'features', ...list, ...ownHint('features', license, t.featuresHint) },
        { name: 'description', kind: 'area', textKey: 'notes', isOptional: true, problem: t.tooLong },
        { name: 'metadata', kind: 'json', rows: 5, isOptional: true },
      ],
    },
  ];
}

/** The terms that a new license copies from its policy. */
const COPIED = {
  max_activations: 'maxActivations',
  uses_limit: 'usesLimit',
  max_users: 'maxUsers',
  max_sessions: 'maxSessions',
  features: 'features',
} as const;

/** Where a term differs from that of the policy, its hint shows both. */
function ownHint(name: keyof typeof COPIED, license: License, hint?: string): Pick<FormField, 'hint'> {
  const term = { name, kind: name === 'features' ? 'list' : 'limit' } as const;
  const own = valueOf(term, license[COPIED[name]]);
  const policy = license.policy ? valueOf(term, license.policy[COPIED[name]]) : own;
  if (policy === own) {
    return {};
  }
  return {
    hint: (
      <>
        {hint} {hint !== undefined && <br />}
        <Instead of={texts('ownValues').policyValue({ value: policy })} value={own} />
      </>
    ),
  };
}

/** The problem of a chosen type that the license would not have: with an end it is a subscription. */
export function unkeptType({ effectiveType: shown, durationDays }: License, body: FormValues): FieldProblem[] {
  const chosen = LICENSE_TYPES.find((type) => type === body.type);
  const end = textIn(body, 'expires_at') === '' ? null : new Date(0);
  if (
    chosen === undefined ||
    chosen === shown ||
    effectiveType({ type: chosen, expiresAt: end, durationDays }) === chosen
  ) {
    return [];
  }
  return [{ field: 'type', reason: 'has_end', message: texts('licenseChange').hasEnd, isTranslated: true }];
}

/** A day that the form shows unchanged is left out, so that it keeps its time. */
function dayField(at: Date | null, calendar: Calendar) {
  const value = at ? calendar.dateOf(at) : '';
  const read = (text: string): string | null | undefined => {
    if (text === value) {
      return undefined;
    }
    return text === '' ? null : text;
  };
  return { kind: 'date', value, read, problem: texts('licenseChange').badDate } as const satisfies Partial<FormField>;
}

/** Names the first line that is wrong. */
export function patternMessages(body: FormValues): FormMessages {
  const t = texts('licenseChange');
  const wrong = (field: string, isRight: (line: string) => boolean, say: Text<{ line: number; text: string }>) => {
    const lines = listIn(body, field, /\n/);
    const index = lines.findIndex((line) => !isRight(line));
    return index < 0 ? {} : { [field]: say({ line: index + 1, text: lines[index] ?? '' }) };
  };
  return {
    ...wrong('allowed_domains', (line) => normalizeDomainPattern(line) !== null, t.badDomain),
    ...wrong('allowed_ips', isAddressPattern, t.badAddress),
  };
}

/** Whether somebody else has changed the license since the form was opened. */
export function isOutdated(form: FormState): boolean {
  return form.problemOf('revision') !== undefined;
}

export function ChangedMeanwhile({ id }: { readonly id: string }): VNode {
  const t = texts('licenseChange');
  const action = <a href={auditPath(id)}>{t.showChange}</a>;
  return (
    <Banner tone="bad" id="errors" title={t.changedTitle} action={action} isAlert>
      {t.changedText}
    </Banner>
  );
}

const EXTENSIONS = ['month', 'year', 'days', 'date'] as const;
type Extension = (typeof EXTENSIONS)[number];

const SPANS: Readonly<Record<'month' | 'year', GivenSpan>> = { month: { months: 1 }, year: { years: 1 } };

export class ExtendFormDto {
  @IsIn(EXTENSIONS)
  by!: Extension;

  @ValidateIf(({ by }: ExtendFormDto) => by === 'days')
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(36_500)
  days?: number;

  @ValidateIf(({ by }: ExtendFormDto) => by === 'date')
  @IsCalendarDate()
  date?: string;

  @OptionalField()
  @IsCalendarDate()
  on?: string;

  /** Undefined for a date. */
  static spanIn({ by, days = 0 }: ExtendFormDto): GivenSpan | undefined {
    return by === 'date' ? undefined : by === 'days' ? { days } : SPANS[by];
  }
}

/** Fields that are filled in but belong to another choice. */
export function otherEnds(body: FormValues): FieldProblem[] {
  const message = texts('licenseActions').otherEnd;
  return ['days', 'date']
    .filter((field) => field !== body.by && (body[field] ?? '') !== '')
    .map((field) => ({ field, reason: 'other_end', message, isTranslated: true }));
}

/** @param preview the new end; null if the license has no end to extend */
export function extendGroups(preview: (span: GivenSpan) => ExtendedTerm | null, zone: string): FormGroups {
  const t = texts('licenseActions');
  const hasEnd = preview({ days: 1 }) !== null;
  const rows: Partial<Record<Extension, FormField[]>> = {
    days: [{ name: 'days', kind: 'number', isShort: true }],
    date: [{ name: 'date', kind: 'date', hint: t.dateHint({ zone }) }],
  };
  const choices = EXTENSIONS.filter((one) => hasEnd || one === 'date').map((value) => ({
    value,
    title: t.extendOptions[value],
    note: value === 'month' || value === 'year' ? endOf(preview(SPANS[value])) : undefined,
    rows: rows[value],
  }));
  return [
    {
      rows: [
        { choose: { name: 'by', kind: 'radios', textKey: 'extendBy', value: hasEnd ? 'year' : 'date' }, choices },
        hasEnd && onDate(zone),
      ],
    },
  ];
}

function endOf(term: ExtendedTerm | null): string {
  const t = texts('licenseActions');
  if (term?.expiresAt) {
    return t.endsOn({ date: formatDate(term.expiresAt) });
  }
  return t.termOf({ days: term?.durationDays ?? 0, months: term ? monthsOf(term) : 0 });
}

export function extendedText({ license }: LicenseWithUsage): string {
  const t = texts('licenseActions');
  const { expiresAt, durationDays } = license;
  return expiresAt
    ? t.extended({ date: formatDate(expiresAt) })
    : t.extendedTerm({ days: durationDays ?? 0, months: monthsOf(license) });
}
