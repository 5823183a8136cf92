import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { IN_MEMORY } from '../../common/http/in-memory-files';
import { receiveFile, TakesFile } from '../../common/http/uploads';
import { Answers } from '../../common/openapi/answers.decorator';
import { Permission } from '../../identity/permissions/permission';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { ImportResourcesQueryDto, ResourceImportDto } from './dto/resource-import.dto';
import { ImportResourcesService } from './import-resources.service';

const FILE = { field: 'file', maxBytes: 1024 * 1024 };

@ApiTags('resources')
@Controller('api/v1/resources/import')
export class ResourceImportController {
  constructor(private readonly imports: ImportResourcesService) {}

  /** Create the resources of a CSV file: all of them or, if a cell is invalid, none. API keys of one product cannot. */
  @Post()
  @HttpCode(200)
  @TakesFile(FILE.field, 'A CSV file in UTF-8 with the columns type and identifier, at most 1 MiB and 5,000 rows.')
  @Answers(409, 'CONFLICT: a resource of the file was created concurrently.')
  @Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE')
  @Answers(422, 'IMPORT_REFUSED: `details` lists the first 100 invalid cells.')
  @NotIdempotent()
  @Authorized(Permission.ResourcesWrite)
  async importResources(
    @Query() { dry_run }: ImportResourcesQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<ResourceImportDto> {
    const file = await receiveFile(request, FILE, IN_MEMORY);
    return ResourceImportDto.from(await this.imports.import(file, dry_run === 'true'));
  }
}
