import { IsIn, Matches } from 'class-validator';
import { IsName, LETTER_OR_DIGIT } from '../../../../core/common';
import { SUBSCRIPTION_STATES, type SubscriptionState } from '../../orders/subscription-state';
import type { QueryFields } from '../../../../pages/components/filters';
import { AfterBeforeDto } from '../../../../pages/kit/cursor-page';
import { OptionalField } from '../../../../pages/kit/optional-field';

export const SUBSCRIPTIONS_PATH = '/console/subscriptions';

/** An empty search form sends an empty text. */
export class SubscriptionListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  @OptionalField()
  @IsIn(SUBSCRIPTION_STATES)
  state?: SubscriptionState;

  /** Name of a shop. */
  @OptionalField()
  @IsName(64)
  shop?: string;

  /** ID, reference or e-mail address of a customer. */
  @OptionalField()
  @IsName()
  customer?: string;

  static fieldsOf({ q, state, shop, customer }: SubscriptionListQueryDto): QueryFields {
    return { q, state, shop, customer };
  }
}
