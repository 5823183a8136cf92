import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsFlag } from '../validation/fields';
import { TakesFile } from '../http/uploads';
import { Answers } from '../openapi/answers.decorator';
import { sentProblem } from '../errors/problem';
import { CSV_FIELD } from './csv-format';
import type { ImportReport, RowProblem } from './import-report';

export class ImportQueryDto {
  /** Whether to report what is wrong with the file without importing it; true by default. */
  @IsFlag()
  @ApiProperty({ type: 'boolean', required: false, default: true })
  dry_run: boolean = true;
}

@ApiSchema({ name: 'ImportProblem' })
export class ImportProblemDto {
  @ApiProperty({ type: 'integer', example: 3, description: 'Row of the file; the header is row 1.' })
  row!: number;

  /**
   * Column, or `row` if the problem concerns the whole row.
   * @example "email"
   */
  field!: string;

  /**
   * Machine-readable reason.
   * @example "is_email"
   */
  reason!: string;

  /**
   * Human-readable reason.
   * @example "email must be an email"
   */
  message!: string;
}

@ApiSchema({ name: 'ImportReport' })
export class ImportReportDto {
  /** Whether this was a dry run. */
  dry_run!: boolean;

  @ApiProperty({ type: 'integer', example: 250, description: 'Rows of the file, without the header and empty rows.' })
  rows!: number;

  @ApiProperty({ type: 'integer', example: 0, description: 'Number of imported records; 0 for a dry run.' })
  imported!: number;

  @ApiProperty({ type: 'integer', example: 1, description: 'Number of rows with problems.' })
  wrong_rows!: number;

  @ApiProperty({ type: [ImportProblemDto], description: 'The first 100 problems, by row.' })
  problems!: ImportProblemDto[];

  static from({ isDryRun, rows, imported, wrongRows, problems }: ImportReport): ImportReportDto {
    return { dry_run: isDryRun, rows, imported, wrong_rows: wrongRows, problems: problems.map(sentRowProblem) };
  }
}

function sentRowProblem({ row, ...problem }: RowProblem): ImportProblemDto {
  return { row, ...sentProblem(problem) };
}

/**
 * The route imports a CSV file.
 * @param columns describes them
 */
export function TakesCsv(columns: string): MethodDecorator {
  const format = 'A CSV file in UTF-8, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs.';
  return applyDecorators(
    TakesFile(CSV_FIELD, `${format} The first row names the columns: ${columns}`),
    Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE', 'FILE_TOO_LARGE', 'FORM_TOO_LARGE'),
    Answers(
      422,
      'Rows are wrong: `details` names the first 100 problems, as `rows.<row>.<column>`. Nothing was imported.',
    ),
  );
}
