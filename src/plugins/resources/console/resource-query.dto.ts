import { IsIn } from 'class-validator';
import { IsName } from '../../../core/common';
import { RESOURCE_STATUSES, type ResourceStatus } from '../resource.entity';
import { ListQueryDto } from '../../../pages/kit/list-query.dto';
import { OptionalField } from '../../../pages/kit/optional-field';

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
