import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeMissing } from '../../../common/validation/fields';
import type { ResourceImport } from '../import-resources.service';
import { LISTED_PROBLEMS } from '../resource.errors';
import { RESOURCE_COLUMNS, type ResourceColumn, type ResourceRowProblem } from '../resource-rows';

export class ImportResourcesQueryDto {
  /** With `true`, the file is checked and nothing is imported; `false` by default. */
  @MayBeMissing()
  @IsIn(['true', 'false'])
  @ApiProperty({ enum: ['true', 'false'], default: 'false', required: false })
  dry_run?: 'true' | 'false';
}

export class ResourceRowProblemDto implements ResourceRowProblem {
  /** Number of the row in a spreadsheet: the header is row 1. */
  @ApiProperty({ type: 'integer', example: 14 })
  row!: number;

  @ApiProperty({ enum: RESOURCE_COLUMNS, enumName: 'ResourceColumn' })
  column!: ResourceColumn;

  /** @example "The cell is empty." */
  message!: string;
}

export class ResourceImportDto {
  /** Rows of the file, without its header and empty rows. */
  @ApiProperty({ type: 'integer', example: 2 })
  rows!: number;

  /** Whether the resources were imported; false for a dry run. */
  imported!: boolean;

  /** Number of invalid cells. */
  @ApiProperty({ type: 'integer', example: 0 })
  problem_count!: number;

  /** The first 100 invalid cells, in the order of the rows. */
  problems!: ResourceRowProblemDto[];

  static from({ rows, problems, imported }: ResourceImport): ResourceImportDto {
    const listed = problems.slice(0, LISTED_PROBLEMS);
    return { rows: rows.length, imported, problem_count: problems.length, problems: listed };
  }
}
