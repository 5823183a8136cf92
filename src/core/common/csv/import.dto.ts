import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsFlag, IsText, MayBeMissing } from '../validation/fields';
import { TakesFile } from '../http/uploads';
import { Answers } from '../openapi/answers.decorator';
import { sentProblem } from '../errors/problem';
import { CSV_FIELD } from './csv-cells';
import type { CsvReading } from './csv-reading';
import { MAX_HEADINGS } from './csv-rows';
import { DAMAGED_VALUES, type DamagedValues } from './damaged-values';
import type { ImportReport, RowProblem } from './import-report';

/** Query of an import: whether nothing is stored, and how the file is read. */
export class ImportQueryDto {
  /** Whether to report what is wrong with the file without importing it; true by default. */
  @IsFlag()
  @ApiProperty({ type: 'boolean', required: false, default: true })
  dry_run: boolean = true;

  /**
   * Character set of the file, such as `windows-1252`. By default, that of its byte order mark, or UTF-8 if it has none.
   * @example "windows-1252"
   */
  @MayBeMissing()
  @IsText(40)
  charset?: string;

  @MayBeMissing()
  @IsIn(DAMAGED_VALUES)
  @ApiProperty({
    required: false,
    enum: DAMAGED_VALUES,
    enumName: 'DamagedValues',
    description:
      'What becomes of values that a spreadsheet has changed: `repair` removes guards such as `="00123"` and leaves out what is ' +
      'lost, such as `1.23457E+15`; `keep` takes them as they are. Without it, they are problems of their rows.',
  })
  damaged?: DamagedValues;

  /**
   * Line of the headings, from 1. By default the first line with several cells: lines of one cell above it are titles.
   * @example 1
   */
  @MayBeMissing()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_HEADINGS)
  @ApiProperty({ type: 'integer', required: false })
  header_line?: number;

  static toReading({ charset, damaged, header_line: headerLine }: ImportQueryDto): CsvReading {
    return { charset, damaged, headerLine };
  }
}

@ApiSchema({ name: 'LeftAsideColumn' })
export class LeftAsideColumnDto {
  /**
   * Heading of the column.
   * @example "Region"
   */
  column!: string;

  @ApiProperty({ type: 'integer', example: 12, description: 'Number of its values.' })
  values!: number;
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

/** Result of an import in answers of the native API. */
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

  @ApiProperty({
    type: [LeftAsideColumnDto],
    description:
      'Columns with values that are not imported. The last one stands for the rest if there are more than 100.',
  })
  left_aside!: LeftAsideColumnDto[];

  @ApiProperty({
    type: 'integer',
    example: 0,
    description: 'Number of values that a spreadsheet has lost and that are left out, with `damaged=repair`.',
  })
  lost_values!: number;

  static from({ isDryRun, rows, imported, wrongRows, problems, left }: ImportReport): ImportReportDto {
    return {
      dry_run: isDryRun,
      rows,
      imported,
      wrong_rows: wrongRows,
      problems: problems.map(sentRowProblem),
      left_aside: [...left.columns],
      lost_values: left.values,
    };
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
  const format = 'A CSV file, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs.';
  return applyDecorators(
    TakesFile(CSV_FIELD, `${format} Its headings name the columns: ${columns}`),
    Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE', 'FILE_TOO_LARGE', 'FORM_TOO_LARGE'),
    Answers(
      422,
      'Rows are invalid: `details` names the first 100 problems, as `rows.<row>.<column>`. Nothing was imported.',
    ),
  );
}
