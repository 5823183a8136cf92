import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsUUID } from 'class-validator';
import { MayBeMissing } from '../../../common/validation/fields';
import type { CustomerImport } from '../import-customers.service';

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class ImportCustomersDto {
  /** Whether to report what is wrong with the file without importing it; true by default. */
  @MayBeMissing()
  @Transform(({ value }: { value: string }) => BOOLEANS[value] ?? value)
  @IsBoolean()
  @ApiProperty({ type: 'boolean', required: false, default: true })
  dry_run: boolean = true;
}

@ApiSchema({ name: 'CustomerImportProblem' })
export class CustomerImportProblemDto {
  @ApiProperty({ type: 'integer', example: 3, description: 'Row of the file; the header is row 1.' })
  row!: number;

  /**
   * Column, or `row` if the problem concerns the whole row.
   * @example "email"
   */
  field!: string;

  /** @example "is_email" */
  reason!: string;

  /** @example "email must be an email" */
  message!: string;
}

@ApiSchema({ name: 'CustomerImport' })
export class CustomerImportDto {
  /** Whether this was a dry run. */
  dry_run!: boolean;

  @ApiProperty({ type: 'integer', example: 250, description: 'Rows of the file, without the header and empty rows.' })
  rows!: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Number of imported customers; 0 for a dry run.' })
  imported!: number;

  @ApiProperty({ type: 'integer', example: 1, description: 'Number of rows with problems.' })
  wrong_rows!: number;

  @ApiProperty({ type: [CustomerImportProblemDto], description: 'The first 100 problems, by row.' })
  problems!: CustomerImportProblemDto[];

  static from({ isDryRun, rows, imported, wrongRows, problems }: CustomerImport): CustomerImportDto {
    return { dry_run: isDryRun, rows, imported, wrong_rows: wrongRows, problems: [...problems] };
  }
}

@ApiSchema({ name: 'MergeCustomers' })
export class MergeCustomersDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsUUID(undefined, { each: true })
  @ApiProperty({
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    minItems: 1,
    maxItems: 100,
    description: 'IDs of the duplicates, 1 to 100.',
  })
  customer_ids!: string[];
}
