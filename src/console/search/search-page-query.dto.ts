import { IsName } from '../../common/validation/fields';
import { OptionalField } from '../kit/optional-field';

export class SearchPageQueryDto {
  @OptionalField()
  @IsName()
  q?: string;
}
