import { LEAD_STATUSES } from '../institution.entity';
import type { LeadFilter } from '../lead-filter';
import { choiceField, nameField, queryOf } from '../../../pages/kit/query-of';

/** Filters of the list. An empty search form sends empty texts. */
export class LeadFilterQueryDto
  extends queryOf({
    status: choiceField(LEAD_STATUSES),
    type: nameField(64),
    q: nameField(),
  })
  implements LeadFilter {}
