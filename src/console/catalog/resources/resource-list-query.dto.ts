import { IsIn } from 'class-validator';
import { IsName } from '../../../common/validation/fields';
import { RESOURCE_STATUSES, type ResourceStatus } from '../../../licensing/resources/resource.entity';
import { OptionalField } from '../../kit/optional-field';
import { ListQueryDto } from '../list-query.dto';

export class ResourceListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(RESOURCE_STATUSES)
  status?: ResourceStatus;

  @OptionalField()
  @IsName()
  type?: string;

  /** Uid or key of the license that holds the resources. */
  @OptionalField()
  @IsName()
  license?: string;
}

/** The license that the form to allocate a resource shows at first. */
export class AllocationQueryDto {
  @OptionalField()
  @IsName()
  license?: string;
}
