import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';
import type { FieldProblem } from '../../common/errors/problem';
import type { FormValues } from '../../common/http/form-fields';
import { IsCalendarDate } from '../../common/validation/fields';
import type { ExtendedTerm } from '../../licensing/licenses/extend-license.service';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { formatDate } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import type { FormGroups } from '../kit/form-table';

const EXTENSIONS = ['month', 'year', 'days', 'date'] as const;
type Extension = (typeof EXTENSIONS)[number];

const DAYS_OF: Readonly<Record<'month' | 'year', number>> = { month: 30, year: 365 };

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

  /** Undefined for a date. */
  static daysIn({ by, days = 0 }: ExtendFormDto): number | undefined {
    return by === 'date' ? undefined : by === 'days' ? days : DAYS_OF[by];
  }
}

/** Fields that are filled in but belong to another choice. */
export function otherEnds(body: FormValues): FieldProblem[] {
  const message = texts('licenseActions').otherEnd;
  return ['days', 'date']
    .filter((field) => field !== body.by && (body[field] ?? '') !== '')
    .map((field) => ({ field, reason: 'other_end', message, isTranslated: true }));
}

/** @param preview the new end by number of days; null if the license has no end to extend */
export function extendGroups(preview: (days: number) => ExtendedTerm | null, zone: string): FormGroups {
  const t = texts('licenseActions');
  const hasEnd = preview(1) !== null;
  const choices = EXTENSIONS.filter((one) => hasEnd || one === 'date').map((value) => ({
    value,
    title: t.extendOptions[value],
    note: value === 'month' || value === 'year' ? endOf(preview(DAYS_OF[value])) : undefined,
  }));
  const days = { name: 'days', kind: 'number', isOptional: true, chooses: 'by=days' } as const;
  const date = {
    name: 'date',
    kind: 'date',
    isOptional: true,
    hint: t.dateHint({ zone }),
    chooses: 'by=date',
  } as const;
  return [
    {
      rows: [
        { name: 'by', kind: 'radios', textKey: 'extendBy', choices, value: 'year' },
        hasEnd ? [days, date] : [date],
      ],
    },
  ];
}

function endOf(term: ExtendedTerm | null): string {
  const t = texts('licenseActions');
  return term?.expiresAt ? t.endsOn({ date: formatDate(term.expiresAt) }) : t.termOf({ days: term?.durationDays ?? 0 });
}

export function extendedText({ license: { expiresAt, durationDays } }: LicenseWithUsage): string {
  const t = texts('licenseActions');
  return expiresAt ? t.extended({ date: formatDate(expiresAt) }) : t.extendedTerm({ days: durationDays ?? 0 });
}
