import { Controller, Get, HttpCode, Post, Query, Req, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import {
  Authorized,
  csvFile,
  ImportReportDto,
  RateLimited,
  receiveCsv,
  SharedPathDialect,
  TakesFile,
} from '../../../core/common';
import { LeadFilterDto } from '../dto/lead.dto';
import { ImportLeadsService } from '../import-leads.service';
import { LEAD_COLUMNS, rowPages } from '../lead-rows';
import { LeadsService } from '../leads.service';
import { FromReplica, NotIdempotent } from '../../../core/platform';
import { V2 } from '../../../apis/v2/v2.dialect';

/** The paths are those of pages of the console, which serves requests that accept HTML. */
@SharedPathDialect(V2)
@ApiTags('leads')
@Controller('leads')
@RateLimited('admin')
export class V2LeadFilesController {
  constructor(
    private readonly leads: LeadsService,
    private readonly imports: ImportLeadsService,
  ) {}

  /** Download all leads as CSV, newest first. A lead has one row for each contact. A request that accepts `text/html` gets the page of the export. */
  @Get('export')
  @FromReplica()
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', schema: { type: 'string', format: 'binary' } })
  @Authorized('leads:read', { by: 'token' })
  exportLeads(@Query() filter: LeadFilterDto): StreamableFile {
    return csvFile('leads.csv', LEAD_COLUMNS, rowPages(this.leads.all(filter)));
  }

  /** Import leads from a CSV file, all or none. If rows are wrong, `details` says what is wrong in the first 100, and nothing is imported. */
  @Post('import')
  @HttpCode(200)
  @TakesFile('file', `A CSV file in UTF-8 with columns of these names: ${LEAD_COLUMNS.join(', ')}.`)
  @NotIdempotent()
  @Authorized('leads:write', { by: 'token' })
  async importLeads(@Req() request: FastifyRequest): Promise<ImportReportDto> {
    return ImportReportDto.from(await this.imports.import(await receiveCsv(request), false, { damaged: 'keep' }));
  }
}
