import { IsName } from '../../../core/common';
import { TRIAL_STATES, type TrialFilter } from '../../../core/verification/internal';
import { withQuery } from '../../../pages/components/filters';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { choiceField, nameField, queryOf, searchField } from '../../../pages/kit/query-of';

export const TRIALS_PATH = '/console/trials';

/** @param back the list as it is shown */
export const trialPath = (trial: string, verb: 'confirm' | 'convert' | 'forget', back?: string): string =>
  withQuery(`${TRIALS_PATH}/${trial}/${verb}`, { back });

export class TrialListQueryDto extends queryOf(
  {
    state: choiceField(TRIAL_STATES),
    q: searchField(),
    product: nameField(),
  },
  AfterBeforeDto,
) {
  static filterOf({ state, q, product }: TrialListQueryDto): TrialFilter {
    return { state, q, product };
  }
}

/** The page that is shown after an action. */
export class BackQueryDto {
  @OptionalField()
  @IsName(1_000)
  back?: string;
}
