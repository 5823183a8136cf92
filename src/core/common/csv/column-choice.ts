import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { MayBeMissing } from '../validation/fields';

/** The columns of an export in the query of its address, separated by commas. */
export function IsColumnChoice(columns: readonly string[]): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.split(',').map((column) => column.trim()) : value,
    ),
    IsArray(),
    ArrayMinSize(1),
    ArrayUnique(),
    IsIn(columns, { each: true }),
    ApiProperty({
      type: String,
      required: false,
      description: `Columns of the file, separated by commas, in this order; all by default: ${columns.join(', ')}.`,
      example: columns.slice(0, 3).join(','),
    }),
  );
}
