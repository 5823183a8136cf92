import { IsIn } from 'class-validator';
import { APP_BUNDLE_STATUSES, type AppBundleStatus } from '../../../catalog/app-bundles/app-bundle.entity';
import { OptionalField } from '../../kit/optional-field';
import { ListQueryDto } from '../list-query.dto';

export class AppBundleListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(APP_BUNDLE_STATUSES)
  status?: AppBundleStatus;
}
