import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiOkResponse, ApiProduces, getSchemaPath } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import {
  Answers,
  ApiTag,
  Authorized,
  DAMAGED_VALUES,
  datedPage,
  MAX_HEADINGS,
  TakesFiles,
  toPage,
  UuidPipe,
} from '../../../core/common';
import { NotIdempotent } from '../../../core/platform';
import {
  ConfirmImportDto,
  ImportApiDto,
  LeftOutFilterDto,
  ListImportRowsDto,
  ListImportsDto,
  ListLeftOutDto,
  ResumeImportDto,
} from './dto/import-input.dto';
import { ImportDto, ImportPageDto } from './dto/import.dto';
import { ImportRowDto, ImportRowPageDto, RecognizedPoliciesDto, RecognizedPolicyDto } from './dto/import-row.dto';
import { ImportSamplesDto } from './dto/import-samples.dto';
import { ImportFilesService, IMPORT_FILE } from './import-files.service';
import { ImportSamplesService } from './import-samples.service';
import { ImportsService } from './imports.service';
import { leftOutFile } from './left-out-file';
import { PAGED_APIS } from './paged-apis';
import { DATE_ORDERS } from './sources/csv-dates';
import { CSV_FIELDS } from './sources/csv-fields';
import { SOURCE_NAMES } from './sources/import-sources';
import { StartImportsService } from './start-imports.service';

/** A file is only in a form. */
const START_FORM = {
  type: 'object',
  required: ['from'],
  properties: {
    [IMPORT_FILE]: {
      type: 'string',
      format: 'binary',
      description:
        'A dump or an export, plain or as gzip, in a form; required without `api`. The setting `imports.max_megabytes` limits its size.',
    },
    api: {
      description: `Access to the API that is read instead of a file: ${Object.keys(PAGED_APIS).join(', ')}.`,
      allOf: [{ $ref: getSchemaPath(ImportApiDto) }],
    },
    from: { type: 'string', enum: SOURCE_NAMES, description: 'The other server.' },
    time_zone: {
      type: 'string',
      description: 'Time zone of dates that name none; by default that of the file, or UTC.',
    },
    table_prefix: { type: 'string', description: 'Prefix of the tables of one site, in a dump of several.' },
    product: { type: 'string', description: 'Reference of the product of licenses that name none.' },
    charset: {
      type: 'string',
      maxLength: 40,
      description:
        'Character set of the file, such as `windows-1252`; UTF-8 or UTF-16 by default. A file that is neither fails with `charset_unclear`.',
    },
    dates: {
      type: 'string',
      enum: [...DATE_ORDERS],
      description:
        'Order of day and month in dates such as `12/11/2030`. Without it, an import with a date that can be read in two ways fails with `dates_unclear`.',
    },
    damaged: {
      type: 'string',
      enum: [...DAMAGED_VALUES],
      description:
        'What becomes of values that a spreadsheet has changed: `repair` removes guards such as `="00123"` and leaves out what is lost, such as the key `1.23457E+15`; `keep` takes them as they are. Without it, an import with such values fails with `values_damaged`.',
    },
    header_line: {
      type: 'integer',
      minimum: 1,
      maximum: MAX_HEADINGS,
      description:
        'Line of the headings of a spreadsheet; by default the first one with several cells, or with a heading that has a meaning.',
    },
    columns: {
      type: 'string',
      description: `Meaning of columns by their headings, as JSON, such as \`{"Serial no.": "key"}\`: ${CSV_FIELDS.join(', ')}, \`metadata.NAME\`, or empty for a column that is not imported.`,
    },
  },
};

@ApiTag('imports', 'Bring in everything from another license server.')
@Controller('api/v1/imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly files: ImportFilesService,
    private readonly starts: StartImportsService,
    private readonly samples: ImportSamplesService,
  ) {}

  /**
   * Import the data of another license server from a file or from its API. The file or the API is read and checked in the
   * background; nothing is imported before the import is confirmed. The file is deleted as soon as it is read. An API is read
   * with a token, which is deleted when all pages are read; a private address is refused unless WEBHOOK_ALLOW_PRIVATE is set.
   */
  @Post()
  @TakesFiles()
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({ schema: START_FORM })
  @ApiExtraModels(ImportApiDto)
  @Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE', 'FILE_TOO_LARGE', 'FORM_TOO_LARGE')
  @NotIdempotent()
  @Authorized('imports:write')
  async startImport(@Req() request: FastifyRequest): Promise<ImportDto> {
    return ImportDto.from(await this.files.start(request));
  }

  /** List imports, newest first. */
  @Get()
  @Authorized('imports:read')
  async listImports(@Query() { q, ...page }: ListImportsDto): Promise<ImportPageDto> {
    return toPage(await this.imports.list(datedPage(page), q), (one) => ImportDto.from(one));
  }

  /** Get an import with its counts. */
  @Get(':id')
  @Authorized('imports:read')
  async getImport(@Param('id', UuidPipe) id: string): Promise<ImportDto> {
    return ImportDto.from(await this.imports.get(id));
  }

  /** List the policies that were recognized from licenses with the same limits, those of most licenses first. */
  @Get(':id/policies')
  @Authorized('imports:read')
  async listRecognizedPolicies(@Param('id', UuidPipe) id: string): Promise<RecognizedPoliciesDto> {
    const rows = await this.imports.policies(await this.imports.get(id));
    return { items: rows.map((row) => RecognizedPolicyDto.from(row)) };
  }

  /** Get the first licenses that an import makes, and the first rows that are left out for each reason. */
  @Get(':id/samples')
  @Authorized('imports:read')
  async getImportSamples(@Param('id', UuidPipe) id: string): Promise<ImportSamplesDto> {
    const of = await this.imports.get(id);
    return ImportSamplesDto.from(await this.samples.licenses(of), await this.samples.leftOut(of));
  }

  /** List the rows of an import, in the order of the file. */
  @Get(':id/rows')
  @Authorized('imports:read')
  async listImportRows(
    @Param('id', UuidPipe) id: string,
    @Query() { kind, q, ...page }: ListImportRowsDto,
  ): Promise<ImportRowPageDto> {
    const of = await this.imports.get(id);
    return toPage(await this.imports.rows(of, { kind, q }, page), (row) => ImportRowDto.from(row));
  }

  /** List the rows that were left out, by kind and reason. */
  @Get(':id/left-out')
  @Authorized('imports:read')
  async listLeftOutRows(
    @Param('id', UuidPipe) id: string,
    @Query() { kind, reason, q, ...page }: ListLeftOutDto,
  ): Promise<ImportRowPageDto> {
    const of = await this.imports.get(id);
    return toPage(await this.imports.leftOut(of, { kind, reason, q }, page), (row) => ImportRowDto.from(row));
  }

  /**
   * Download the rows that were left out as CSV. Values that a spreadsheet would run as a formula are prefixed with an
   * apostrophe.
   */
  @Get(':id/left-out.csv')
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized('imports:read')
  async downloadLeftOutRows(
    @Param('id', UuidPipe) id: string,
    @Query() filter: LeftOutFilterDto,
  ): Promise<StreamableFile> {
    return leftOutFile(this.imports.allLeftOut(await this.imports.get(id), filter));
  }

  /** Confirm an import that is `ready`. Its rows are imported in the background. */
  @Post(':id/apply')
  @HttpCode(202)
  @Answers(409, 'The import is not ready, or was confirmed before.', 'IMPORT_NOT_READY')
  @Authorized('imports:write')
  async applyImport(@Param('id', UuidPipe) id: string, @Body() { policies }: ConfirmImportDto): Promise<ImportDto> {
    return ImportDto.from(await this.imports.apply(id, policies));
  }

  /**
   * Undo an import as a whole, in the background. If something of it was used since, nothing is deleted, and `used_since` lists
   * what was used.
   */
  @Post(':id/undo')
  @HttpCode(202)
  @Answers(409, 'The import is not done, or its `undo_until` is over.', 'IMPORT_NOT_UNDOABLE')
  @Authorized('imports:write')
  async undoImport(@Param('id', UuidPipe) id: string): Promise<ImportDto> {
    return ImportDto.from(await this.imports.undo(id));
  }

  /**
   * Continue an interrupted import immediately; without this call, another node continues it after a minute. An API that could not
   * be read is read on from the last page, with the token of the body.
   */
  @Post(':id/resume')
  @HttpCode(202)
  @ApiBody({ type: ResumeImportDto, required: false })
  @Authorized('imports:write')
  async resumeImport(@Param('id', UuidPipe) id: string, @Body() { token }: ResumeImportDto): Promise<ImportDto> {
    return ImportDto.from(await this.starts.resume(id, token));
  }
}
