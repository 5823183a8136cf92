import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsName, MayBeMissing } from '../../common/validation/fields';
import { LEAD_STATUSES, type LeadStatus } from '../../customers/leads/institution.entity';
import type { LeadFilter } from '../../customers/leads/lead-filter';
import { OptionalField } from '../kit/optional-field';

/** Leads on a page of the list. */
export const LEADS_PER_PAGE = 50;
const MAX_PAGE = 2_000;

/** Filters and page of the list. An empty search form sends empty texts. */
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

export class LeadListQueryDto extends LeadFilterQueryDto {
  @MayBeMissing()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  page: number = 1;
}
