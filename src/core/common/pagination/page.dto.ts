import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type as ConvertTo } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** A cursor has the value that its list is sorted by, such as a name. */
const MAX_CURSOR = 2_500;

/** Query of a list: `limit` and `after`. Described by decorators, for plug-ins that extend it and are compiled without ours. */
export class PageQueryDto {
  @IsOptional()
  @ConvertTo(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  @ApiProperty({
    type: 'integer',
    default: 20,
    required: false,
    minimum: 1,
    maximum: 100,
    description: 'Maximum number of items, 1 to 100; 20 by default.',
  })
  limit: number = 20;

  @IsOptional()
  @IsString()
  @MaxLength(MAX_CURSOR)
  @ApiProperty({
    required: false,
    maxLength: MAX_CURSOR,
    description: 'Cursor: the `next` value of the previous page; the first page by default.',
  })
  after?: string;
}

export interface PageDto<T> {
  items: T[];
  next: string | null;
}

/** The page schema of a native list. */
export function PageOf<T>(item: Type<T>): Type<PageDto<T>> {
  class PageOfItems implements PageDto<T> {
    @ApiProperty({ type: [item], description: 'Items of this page, in the order of the list.' })
    items!: T[];

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'Cursor for the `after` parameter of the next page; null on the last page.',
      example: null,
    })
    next!: string | null;
  }
  return PageOfItems;
}
