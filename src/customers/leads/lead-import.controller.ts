import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { IN_MEMORY } from '../../common/http/in-memory-files';
import { receiveFile, TakesFile } from '../../common/http/uploads';
import { Answers } from '../../common/openapi/answers.decorator';
import { Permission } from '../../identity/permissions/permission';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { ImportLeadsQueryDto, LeadImportDto } from './dto/lead-import.dto';
import { ImportLeadsService, MAX_IMPORT_BYTES } from './import-leads.service';

const FIELD = 'file';

@ApiTags('leads')
@Controller('api/v1/leads')
export class LeadImportController {
  constructor(private readonly imports: ImportLeadsService) {}

  /** Import leads from a CSV file: all of them or, if a cell is invalid, none. Leads that exist already are invalid. */
  @Post('import')
  @HttpCode(200)
  @TakesFile(FIELD, 'A CSV file in UTF-8 with a header, at most 1 MiB and 2,000 rows. The export shows its columns.')
  @Answers(413, 'FILE_TOO_LARGE, FORM_TOO_LARGE')
  @Answers(422, 'IMPORT_REFUSED: `details` lists the first 100 invalid cells.')
  @NotIdempotent()
  @Authorized(Permission.LeadsWrite)
  async importLeads(@Query() { dry_run }: ImportLeadsQueryDto, @Req() request: FastifyRequest): Promise<LeadImportDto> {
    const file = await receiveFile(request, { field: FIELD, maxBytes: MAX_IMPORT_BYTES }, IN_MEMORY);
    return LeadImportDto.from(await this.imports.importOrThrow(file, dry_run === 'true'));
  }
}
