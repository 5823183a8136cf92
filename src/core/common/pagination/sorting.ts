import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { MayBeMissing } from '../validation/fields';
import { PageQueryDto } from './page.dto';

/** A column that a list can be sorted by. In a table that grows without bound, an index has the column and the id. */
export interface SortColumn {
  /** A property of the main alias. */
  readonly property: string;
  /** Stands for null, in the index as well. */
  readonly whenNull?: 'infinity';
  /** The index has nulls first. */
  readonly hasNullsFirst?: boolean;
}

/** The columns of a list by their names in `sort`. */
export type Sorts = Readonly<Record<string, SortColumn>>;

export interface ListOrder extends SortColumn {
  /** Name as in `sort`: with a minus if the order is descending. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
}

/** Sort column of a list whose ids are in the order of creation. */
export const BY_CREATION = { created_at: { property: 'id' } } satisfies Sorts;

/** The query of a list that can be sorted. */
export interface SortedPageQuery extends PageQueryDto {
  sort?: ListOrder;
}

/**
 * The query of a list with `sort`.
 * @param enumName unique in the document
 * @param usual the order without `sort`
 */
export function SortedPage(sorts: Sorts, enumName: string, usual = 'the newest first'): Type<SortedPageQuery> {
  class SortedPageDto extends PageQueryDto implements SortedPageQuery {
    @IsSort(sorts, enumName, usual)
    sort?: ListOrder;
  }
  return SortedPageDto;
}

/** The order for a value of `sort`; undefined if the list has none of that name. */
export function orderNamed(sorts: Sorts, name: string): ListOrder | undefined {
  const isDescending = name.startsWith('-');
  const column = new Map(Object.entries(sorts)).get(isDescending ? name.slice(1) : name);
  return column && { ...column, name, direction: isDescending ? 'DESC' : 'ASC' };
}

function IsSort(sorts: Sorts, enumName: string, usual: string): PropertyDecorator {
  const names = Object.keys(sorts).flatMap((name) => [name, `-${name}`]);
  return applyDecorators(
    MayBeMissing(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' && orderNamed(sorts, value)) || value),
    ValidateBy({
      name: 'isIn',
      constraints: [names],
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && 'direction' in value,
        defaultMessage: () => `$property must be one of the following values: ${names.join(', ')}`,
      },
    }),
    ApiProperty({
      enum: names,
      enumName,
      required: false,
      description: `Order of the list; with a minus, the largest or latest first. Default: ${usual}.`,
    }),
  );
}
