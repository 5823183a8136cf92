import { AfterBeforeDto } from '../../../../pages/kit/cursor-page';
import { type QueryFields, withQuery } from '../../../../pages/components/filters';
import { DEFAULT_DAYS } from '../../renewals/dto/renewals.dto';
import { RENEWAL_STATES } from '../../renewals/renewals.service';
import { choiceField, daysField, nameField, queryOf, searchField } from '../../../../pages/kit/query-of';

export const RENEWALS_PATH = '/console/renewals';
export const renewalsPath = (query: QueryFields = {}): string => withQuery(RENEWALS_PATH, query);

/** An empty field of a form is none. */
export class RenewalListQueryDto extends queryOf(
  {
    batch: nameField(),
    /** Days ahead that count as soon. */
    days: daysField(),
    state: choiceField(RENEWAL_STATES),
    q: searchField(),
  },
  AfterBeforeDto,
) {
  static override fieldsOf({ batch, days, state, q }: RenewalListQueryDto): QueryFields {
    return { q, state, batch, days: days === undefined || days === DEFAULT_DAYS ? undefined : String(days) };
  }
}
