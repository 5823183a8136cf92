import { IsIn } from 'class-validator';
import { IsCalendarDate, IsName, IsWholeNumber, MayBeMissing } from '../../common/validation/fields';
import { MAX_DURATION_DAYS } from '../../catalog/policies/policy.entity';
import { EmptyIsMissing } from '../kit/empty-is-missing';
import { NumberOrMissing } from '../kit/number-or-missing';

export const RUNS = ['policy', 'date', 'first_use', 'never'] as const;
export type Runs = (typeof RUNS)[number];

const MAX_BATCH = 1_000;

/** The fields of the form that are not those of the API. */
export class IssueFormDto {
  @IsIn(RUNS)
  runs: Runs = 'policy';

  @EmptyIsMissing()
  @MayBeMissing()
  @IsCalendarDate()
  starts_on?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsCalendarDate()
  expires_on?: string;

  @NumberOrMissing()
  @MayBeMissing()
  @IsWholeNumber(1, MAX_DURATION_DAYS)
  days_of_use?: number;

  @NumberOrMissing()
  @MayBeMissing()
  @IsWholeNumber(1, MAX_BATCH)
  count?: number;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  batch?: string;
}
