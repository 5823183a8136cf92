import type { Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type as ConvertTo } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

export class PageQueryDto {
  /** Rows at the most. */
  @IsOptional()
  @ConvertTo(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  @ApiProperty({ type: 'integer', default: 20, required: false, minimum: 1, maximum: 100 })
  limit: number = 20;

  /** The `next` of the page before; left out for the newest rows. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  after?: string;
}

export interface PageDto<T> {
  items: T[];
  next: string | null;
}

/** The answer of a native list: rows of one kind and where the next page begins. */
export function PageOf<T>(item: Type<T>): Type<PageDto<T>> {
  class PageOfItems implements PageDto<T> {
    @ApiProperty({ type: [item] })
    items!: T[];

    @ApiProperty({
      type: String,
      nullable: true,
      description: 'Send it as `after` for the next page; null at the end.',
      example: null,
    })
    next!: string | null;
  }
  return PageOfItems;
}
