import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNumberInQuery } from '../../../kit/fields';

const MAX = 100;
const DEFAULT_SIZE = 10;

/** One of two ways to page: `limit` alone, or `page[number]` with `page[size]`. */
export class PageQueryDto {
  /** Maximum number of items. */
  @IsNumberInQuery({ min: 1, max: MAX, byDefault: DEFAULT_SIZE, text: 'limit must be a number between 1 and 100' })
  limit?: number = DEFAULT_SIZE;

  /** Number of the page; the first is 1. */
  @IsNumberInQuery({ min: 1, max: MAX, text: 'page number must be a number between 1 and 100' })
  'page[number]'?: number;

  /** Items of a page. */
  @IsNumberInQuery({ min: 1, max: MAX, text: 'page size must be a number between 1 and 100' })
  @ApiPropertyOptional({ description: 'Items of a page; by default `limit`.' })
  'page[size]'?: number;
}
