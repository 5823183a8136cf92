import { IsIn } from 'class-validator';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import { RESOURCE_STATUSES, type ResourceStatus } from '../../../licensing/resources/resource.entity';
import { EmptyIsMissing } from '../../kit/empty-is-missing';
import { ListQueryDto } from '../list-query.dto';

export class ResourceListQueryDto extends ListQueryDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsIn(RESOURCE_STATUSES)
  status?: ResourceStatus;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  type?: string;

  /** Uid or key of the license that holds the resources. */
  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  license?: string;
}

/** The license that the form to allocate a resource shows at first. */
export class AllocationQueryDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  license?: string;
}
