import { IsIn } from 'class-validator';
import { IsName } from '../../../core/common';
import { LEAD_STATUSES, type LeadStatus } from '../institution.entity';
import type { LeadFilter } from '../lead-filter';
import { OptionalField } from '../../../pages/kit/optional-field';

/** Filters of the list. An empty search form sends empty texts. */
export class LeadFilterQueryDto implements LeadFilter {
  @OptionalField()
  @IsIn(LEAD_STATUSES)
  status?: LeadStatus;

  @OptionalField()
  @IsName(64)
  type?: string;

  @OptionalField()
  @IsName()
  q?: string;
}
