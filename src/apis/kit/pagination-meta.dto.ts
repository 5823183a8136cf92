import { ApiProperty } from '@nestjs/swagger';
import type { NumberedRequest } from '../../core/common';

/** Page numbers and totals, as several dialects return them. */
export class PaginationMetaDto {
  /** Number of this page; the first is 1. */
  @ApiProperty({ type: 'integer', example: 1 })
  current_page!: number;

  /** Maximum number of items on a page. */
  @ApiProperty({ type: 'integer', example: 20 })
  per_page!: number;

  /** Number of items on all pages. */
  @ApiProperty({ type: 'integer', example: 100 })
  total!: number;

  /** Number of the last page; 1 if there are no items. */
  @ApiProperty({ type: 'integer', example: 5 })
  last_page!: number;

  static from({ page, perPage }: NumberedRequest, total: number | null): PaginationMetaDto {
    const rows = total ?? 0;
    return { current_page: page, per_page: perPage, total: rows, last_page: Math.max(1, Math.ceil(rows / perPage)) };
  }
}
