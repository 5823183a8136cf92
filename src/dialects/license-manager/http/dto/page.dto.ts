import { ApiSchema } from '@nestjs/swagger';
import { PaginationMetaDto } from '../../../kit/pagination-meta.dto';
import type { NumberedRequest } from '../../../../common/pagination/page-request';
import { LICENSE_MANAGER } from '../../license-manager.dialect';
import { IsQueryNumber } from './fields';

const { size, max } = LICENSE_MANAGER.paging;

/** Which part of a list. */
export class PageDto {
  @IsQueryNumber(1)
  page: number = 1;

  /** More than 100 are cut to 100. */
  @IsQueryNumber(size)
  per_page: number = size;
}

/** Larger pages than there are get the largest: the answer says how large it is. */
export function pageOf({ page, per_page }: PageDto): NumberedRequest {
  return { page, perPage: Math.min(per_page, max) };
}

@ApiSchema({ name: 'PageMeta' })
export class MetaDto extends PaginationMetaDto {}
