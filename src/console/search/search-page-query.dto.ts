import { IsName, MayBeMissing } from '../../common/validation/fields';
import { EmptyIsMissing } from '../kit/empty-is-missing';

export class SearchPageQueryDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  q?: string;
}
