import { IsName } from '../../common/validation/fields';
import { CursorPageDto } from '../kit/cursor-page';
import { OptionalField } from '../kit/optional-field';

/** An empty search form sends an empty text. */
export class CustomerListQueryDto extends CursorPageDto {
  @OptionalField()
  @IsName()
  q?: string;
}
