import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, Authorized, ImportQueryDto, ImportReportDto, receiveCsv, TakesCsv } from '../../core/common';
import { NotIdempotent } from '../../core/platform';
import { ImportResourcesService } from './import-resources.service';

@ApiTags('resources')
@Controller('api/v1/resources/import')
export class ResourceImportController {
  constructor(private readonly imports: ImportResourcesService) {}

  /** Import resources from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports nothing. */
  @Post()
  @HttpCode(200)
  @TakesCsv('`type` and `identifier`; other columns of a listed resource have no effect.')
  @Answers(409, 'A resource of the file was created concurrently.')
  @NotIdempotent()
  @Authorized('resources:write')
  async importResources(@Query() query: ImportQueryDto, @Req() request: FastifyRequest): Promise<ImportReportDto> {
    const csv = await receiveCsv(request);
    return ImportReportDto.from(await this.imports.import(csv, query.dry_run, ImportQueryDto.toReading(query)));
  }
}
