import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min, ValidateIf } from 'class-validator';
import type { FieldProblem } from '../../common/errors/problem';
import type { FormValues } from '../../common/http/form-fields';
import { IsCalendarDate } from '../../common/validation/fields';
import { texts } from '../../i18n/texts';

export const EXTENSIONS = ['month', 'year', 'days', 'date'] as const;
export type Extension = (typeof EXTENSIONS)[number];

export const DAYS_OF: Readonly<Record<'month' | 'year', number>> = { month: 30, year: 365 };

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
