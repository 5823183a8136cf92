import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { MayBeMissing } from '../../../common/validation/fields';
import type { ResourceImport } from '../import-resources.service';

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class ImportResourcesDto {
  /** Whether to report what is wrong with the file without importing it; true by default. */
  @MayBeMissing()
  @Transform(({ value }: { value: string }) => BOOLEANS[value] ?? value)
  @IsBoolean()
  @ApiProperty({ type: 'boolean', required: false, default: true })
  dry_run: boolean = true;
}

@ApiSchema({ name: 'ResourceImportProblem' })
export class ResourceImportProblemDto {
  @ApiProperty({ type: 'integer', example: 3, description: 'Row of the file; the header is row 1.' })
  row!: number;

  /**
   * Column, or `row` if the problem concerns the whole row.
   * @example "identifier"
   */
  field!: string;

  /** @example "taken" */
  reason!: string;

  /** @example "Row 2 has the same type and identifier" */
  message!: string;
}

@ApiSchema({ name: 'ResourceImport' })
export class ResourceImportDto {
  /** Whether this was a dry run. */
  dry_run!: boolean;

  @ApiProperty({ type: 'integer', example: 250, description: 'Rows of the file, without the header and empty rows.' })
  rows!: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Number of imported resources; 0 for a dry run.' })
  imported!: number;

  @ApiProperty({ type: 'integer', example: 1, description: 'Number of rows with problems.' })
  wrong_rows!: number;

  @ApiProperty({ type: [ResourceImportProblemDto], description: 'The first 100 problems, by row.' })
  problems!: ResourceImportProblemDto[];

  static from({ isDryRun, rows, imported, wrongRows, problems }: ResourceImport): ResourceImportDto {
    return { dry_run: isDryRun, rows, imported, wrong_rows: wrongRows, problems: [...problems] };
  }
}
