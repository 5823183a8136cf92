import { IsIn } from 'class-validator';
import { OptionalField } from '../../kit/optional-field';
import { ListQueryDto } from '../list-query.dto';

export const PRODUCT_STATES = ['active', 'inactive'] as const;
export type ProductState = (typeof PRODUCT_STATES)[number];

export class ProductListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(PRODUCT_STATES)
  status?: ProductState;
}
