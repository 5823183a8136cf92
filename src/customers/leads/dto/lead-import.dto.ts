import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeMissing } from '../../../common/validation/fields';
import { type LeadImport, LISTED_PROBLEMS } from '../import-leads.service';
import { LEAD_COLUMNS, type LeadColumn, type LeadRowProblem } from '../lead-rows';

export class ImportLeadsQueryDto {
  /** With `true`, the file is checked and nothing is imported; `false` by default. */
  @MayBeMissing()
  @IsIn(['true', 'false'])
  @ApiProperty({ enum: ['true', 'false'], default: 'false', required: false })
  dry_run?: 'true' | 'false';
}

export class LeadRowProblemDto {
  /** Number of the row in a spreadsheet: the header is row 1. */
  @ApiProperty({ type: 'integer', example: 14 })
  row!: number;

  @ApiProperty({ enum: LEAD_COLUMNS, enumName: 'LeadColumn' })
  column!: LeadColumn;

  /** Content of the cell, at most 255 characters. */
  value!: string;

  /** @example "The name is missing." */
  message!: string;

  static from({ row, column, value, message }: LeadRowProblem): LeadRowProblemDto {
    return { row, column, value: Array.from(value).slice(0, 255).join(''), message };
  }
}

export class LeadImportDto {
  /** Rows of the file, without its header and empty rows. */
  @ApiProperty({ type: 'integer', example: 2 })
  rows!: number;

  /** Leads in the file. */
  @ApiProperty({ type: 'integer', example: 1 })
  leads!: number;

  /** Whether the leads were imported; false for a dry run. */
  imported!: boolean;

  /** Number of invalid cells. */
  @ApiProperty({ type: 'integer', example: 0 })
  problem_count!: number;

  /** The first 100 invalid cells, in the order of the rows. */
  problems!: LeadRowProblemDto[];

  static from({ rows, leads, problems, imported }: LeadImport): LeadImportDto {
    return {
      rows: rows.length,
      leads: leads.length,
      imported,
      problem_count: problems.length,
      problems: problems.slice(0, LISTED_PROBLEMS).map((problem) => LeadRowProblemDto.from(problem)),
    };
  }
}
