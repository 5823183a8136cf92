import { IsIn } from 'class-validator';
import { IsCalendarDate, IsName, IsWholeNumber, MayBeMissing } from '../../common/validation/fields';
import { MAX_DURATION_DAYS } from '../../catalog/policies/policy.entity';
import { OptionalField, NumberOrMissing } from '../kit/optional-field';

export const RUNS = ['policy', 'date', 'first_use', 'never'] as const;
export type Runs = (typeof RUNS)[number];

const MAX_BATCH = 1_000;

/** The fields of the form that are not those of the API. */
export class IssueFormDto {
  @IsIn(RUNS)
  runs: Runs = 'policy';

  @OptionalField()
  @IsCalendarDate()
  starts_on?: string;

  @OptionalField()
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

  @OptionalField()
  @IsName()
  batch?: string;
}
