import { IsIn, Matches } from 'class-validator';
import { IsName, LETTER_OR_DIGIT } from '../../../core/common';
import { TRIAL_STATES, type TrialFilter, type TrialState } from '../../../core/verification/internal';
import { type QueryFields, withQuery } from '../../../pages/components/filters';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';

export const TRIALS_PATH = '/console/trials';

/** @param back the list as it is shown */
export const trialPath = (trial: string, verb: 'confirm' | 'convert' | 'forget', back?: string): string =>
  withQuery(`${TRIALS_PATH}/${trial}/${verb}`, { back });

export class TrialListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsIn(TRIAL_STATES)
  state?: TrialState;

  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  @OptionalField()
  @IsName()
  product?: string;

  static filterOf({ state, q, product }: TrialListQueryDto): TrialFilter {
    return { state, q, product };
  }

  /** The filters as fields of the address. */
  static filtersOf({ state, q, product }: TrialListQueryDto): QueryFields {
    return { state, q, product };
  }
}

/** The page that is shown after an action. */
export class BackQueryDto {
  @OptionalField()
  @IsName(1_000)
  back?: string;
}
