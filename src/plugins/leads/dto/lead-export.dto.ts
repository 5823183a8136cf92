import { IsColumnChoice } from '../../../core/common';
import { LEAD_COLUMNS } from '../lead-rows';
import { LeadFilterDto } from './lead.dto';

export class ExportLeadsDto extends LeadFilterDto {
  @IsColumnChoice(LEAD_COLUMNS)
  columns?: string[];
}
