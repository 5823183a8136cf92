import { IsName, MayBeMissing } from '../../common/validation/fields';
import { CursorPageDto } from '../kit/cursor-page';
import { EmptyIsMissing } from '../kit/empty-is-missing';

/** An empty search form sends an empty text. */
export class CustomerListQueryDto extends CursorPageDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  q?: string;
}
