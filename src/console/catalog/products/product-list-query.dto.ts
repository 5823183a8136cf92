import { IsIn } from 'class-validator';
import { MayBeMissing } from '../../../common/validation/fields';
import { EmptyIsMissing } from '../../kit/empty-is-missing';
import { ListQueryDto } from '../list-query.dto';

export const PRODUCT_STATES = ['active', 'inactive'] as const;
export type ProductState = (typeof PRODUCT_STATES)[number];

export class ProductListQueryDto extends ListQueryDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsIn(PRODUCT_STATES)
  status?: ProductState;
}
