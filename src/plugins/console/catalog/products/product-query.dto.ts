import { IsIn } from 'class-validator';
import { ListQueryDto } from '../../../../pages/kit/list-query.dto';
import { OptionalField } from '../../../../pages/kit/optional-field';

export const PRODUCT_STATES = ['active', 'inactive'] as const;

export class ProductListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(PRODUCT_STATES)
  status?: (typeof PRODUCT_STATES)[number];
}
