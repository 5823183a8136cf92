import { IsIn, Matches } from 'class-validator';
import { IsName, LETTER_OR_DIGIT } from '../../../../core/common';
import { IsDays } from '../../../../pages/kit/condition-fields';
import { AfterBeforeDto } from '../../../../pages/kit/cursor-page';
import { OptionalField } from '../../../../pages/kit/optional-field';
import { type QueryFields, withQuery } from '../../../../pages/components/filters';
import { DEFAULT_DAYS } from '../../renewals/dto/renewals.dto';
import { RENEWAL_STATES, type RenewalState } from '../../renewals/renewals.service';

export const RENEWALS_PATH = '/console/renewals';
export const renewalsPath = (query: QueryFields = {}): string => withQuery(RENEWALS_PATH, query);

/** An empty field of a form is none. */
export class RenewalListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsName()
  batch?: string;

  /** Days ahead that count as soon. */
  @IsDays()
  days?: number;

  @OptionalField()
  @IsIn(RENEWAL_STATES)
  state?: RenewalState;

  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  static fieldsOf({ batch, days, state, q }: RenewalListQueryDto): QueryFields {
    return { q, state, batch, days: days === undefined || days === DEFAULT_DAYS ? undefined : String(days) };
  }
}
