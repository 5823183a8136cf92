import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { CSV_FIELD, receiveCsv } from '../../common/http/csv-rows';
import { TakesFile } from '../../common/http/uploads';
import { Answers } from '../../common/openapi/answers.decorator';
import { Permission } from '../../identity/permissions/permission';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { ImportResourcesDto, ResourceImportDto } from './dto/resource-import.dto';
import { ImportResourcesService } from './import-resources.service';

@ApiTags('resources')
@Controller('api/v1/resources/import')
export class ResourceImportController {
  constructor(private readonly imports: ImportResourcesService) {}

  /** Import resources from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports nothing. */
  @Post()
  @HttpCode(200)
  @TakesFile(CSV_FIELD, 'A CSV file in UTF-8 with the columns type and identifier, at most 2 MiB and 10,000 rows.')
  @Answers(409, 'A resource of the file was created concurrently.')
  @Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE')
  @Answers(
    422,
    'Rows are wrong: `details` names the first 100 problems, as `rows.<row>.<column>`. Nothing was imported.',
  )
  @NotIdempotent()
  @Authorized(Permission.ResourcesWrite)
  async importResources(
    @Query() { dry_run }: ImportResourcesDto,
    @Req() request: FastifyRequest,
  ): Promise<ResourceImportDto> {
    const csv = await receiveCsv(request);
    return ResourceImportDto.from(await this.imports.import(csv, dry_run));
  }
}
