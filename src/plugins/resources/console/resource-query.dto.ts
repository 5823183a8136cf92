import { RESOURCE_STATUSES } from '../resource.entity';
import { ListQueryDto } from '../../../pages/kit/list-query.dto';
import { choiceField, nameField, queryOf } from '../../../pages/kit/query-of';

export class ResourceListQueryDto extends queryOf(
  {
    status: choiceField(RESOURCE_STATUSES),
    type: nameField(),
    /** Uid or key of the license that holds the resources. */
    license: nameField(),
  },
  ListQueryDto,
) {}
