import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { NumberedRequest } from '../../../common/pagination/page-request';
import { LICENSE_MANAGER } from '../license-manager.dialect';
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

/** Where a page stands in its list. */
@ApiSchema({ name: 'PageMeta' })
export class MetaDto {
  @ApiProperty({ type: 'integer', example: 1 })
  current_page!: number;

  @ApiProperty({ type: 'integer', example: 20 })
  per_page!: number;

  @ApiProperty({ type: 'integer', example: 100 })
  total!: number;

  @ApiProperty({ type: 'integer', example: 5 })
  last_page!: number;

  static from({ page, perPage }: NumberedRequest, total: number | null): MetaDto {
    const rows = total ?? 0;
    return { current_page: page, per_page: perPage, total: rows, last_page: Math.max(1, Math.ceil(rows / perPage)) };
  }
}
