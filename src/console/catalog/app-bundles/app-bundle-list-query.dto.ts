import { IsIn } from 'class-validator';
import { APP_BUNDLE_STATUSES, type AppBundleStatus } from '../../../catalog/app-bundles/app-bundle.entity';
import { MayBeMissing } from '../../../common/validation/fields';
import { EmptyIsMissing } from '../../kit/empty-is-missing';
import { ListQueryDto } from '../list-query.dto';

export class AppBundleListQueryDto extends ListQueryDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsIn(APP_BUNDLE_STATUSES)
  status?: AppBundleStatus;
}
