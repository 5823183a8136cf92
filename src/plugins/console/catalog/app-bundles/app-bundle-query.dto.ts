import { IsIn } from 'class-validator';
import { APP_BUNDLE_STATUSES, type AppBundle } from '../../../../core/catalog';
import { ListQueryDto } from '../../../../pages/kit/list-query.dto';
import { OptionalField } from '../../../../pages/kit/optional-field';

export class AppBundleListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(APP_BUNDLE_STATUSES)
  status?: AppBundle['status'];
}
