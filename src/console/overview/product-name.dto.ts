import { IsName, IsOneLine } from '../../common/validation/fields';
import { EmptyIsMissing } from '../kit/empty-is-missing';

export class ProductNameDto {
  @EmptyIsMissing()
  @IsName()
  @IsOneLine()
  name!: string;
}
