import { SUBSCRIPTION_STATES } from '../../orders/subscription-state';
import { AfterBeforeDto } from '../../../../pages/kit/cursor-page';
import { choiceField, nameField, queryOf, searchField } from '../../../../pages/kit/query-of';

export const SUBSCRIPTIONS_PATH = '/console/subscriptions';

/** An empty search form sends an empty text. */
export class SubscriptionListQueryDto extends queryOf(
  {
    q: searchField(),
    state: choiceField(SUBSCRIPTION_STATES),
    /** Name of a shop. */
    shop: nameField(64),
    /** ID, reference or e-mail address of a customer. */
    customer: nameField(),
  },
  AfterBeforeDto,
) {}
