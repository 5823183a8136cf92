import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Authorized, ImportQueryDto, ImportReportDto, receiveCsv, TakesCsv } from '../../core/common';
import { NotIdempotent } from '../../core/platform';
import { ImportLeadsService } from './import-leads.service';
import { LEAD_COLUMNS, REQUIRED_LEAD_COLUMNS } from './lead-rows';

const OPTIONAL_COLUMNS = LEAD_COLUMNS.filter(
  (column) => !REQUIRED_LEAD_COLUMNS.some((required) => required === column),
);
const CSV_COLUMNS = `${REQUIRED_LEAD_COLUMNS.join(' and ')}, and optionally ${OPTIONAL_COLUMNS.join(', ')}. Rows with the same name are one lead with several contacts.`;

@ApiTags('leads')
@Controller('api/v1/leads')
export class LeadImportController {
  constructor(private readonly imports: ImportLeadsService) {}

  /**
   * Import leads from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports
   * nothing. Rows with the name of an existing lead are invalid.
   */
  @Post('import')
  @HttpCode(200)
  @TakesCsv(CSV_COLUMNS)
  @NotIdempotent()
  @Authorized('leads:write')
  async importLeads(@Query() query: ImportQueryDto, @Req() request: FastifyRequest): Promise<ImportReportDto> {
    const csv = await receiveCsv(request);
    return ImportReportDto.from(await this.imports.import(csv, query.dry_run, ImportQueryDto.toReading(query)));
  }
}
