import { ApiSchema } from '@nestjs/swagger';
import { PaginationMetaDto } from '../../../kit/pagination-meta.dto';
import { LICENSE_MANAGER } from '../../license-manager.dialect';
import { IsQueryNumber } from './fields';

const { size } = LICENSE_MANAGER.paging;

export class PageDto {
  /** Page number, starting at 1; 1 by default. */
  @IsQueryNumber(1)
  page: number = 1;

  /** Number of items per page, 20 by default; values above 100 are reduced to 100. */
  @IsQueryNumber(size)
  per_page: number = size;
}

@ApiSchema({ name: 'PageMeta' })
export class MetaDto extends PaginationMetaDto {}
