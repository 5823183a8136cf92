import { Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { receiveCsv } from '../../common/csv/csv-rows';
import { ImportQueryDto, ImportReportDto, TakesCsv } from '../../common/csv/import.dto';
import { Answers } from '../../common/openapi/answers.decorator';
import { Permission } from '../../identity/permissions/permission';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { ImportLicensesService } from './import-licenses.service';

@ApiTags('licenses')
@Controller('api/v1/licenses/import')
export class LicenseImportController {
  constructor(private readonly imports: ImportLicensesService) {}

  /** Import licenses from a CSV file, all or none. By default a dry run: it reports what is wrong with the file and imports nothing. */
  @Post()
  @HttpCode(200)
  @TakesCsv(
    '`product` and any field of an exported license. Lists are separated by semicolons or JSON, objects are JSON. An empty cell is ' +
      'null, such as no limit; a column that is missing takes the value of the policy. Without a `key`, one is generated. ' +
      'A date without a time is a whole day in the time zone of the installation. ' +
      '`customer_reference` or `customer_email` names the customer instead of `customer_id`. ' +
      '`id`, `number`, `status`, `seats_used`, `uses` and the dates of the record have no effect.',
  )
  @Answers(409, 'A license with a key of the file was created concurrently.')
  @NotIdempotent()
  @Authorized(Permission.LicensesWrite)
  async importLicenses(@Query() query: ImportQueryDto, @Req() request: FastifyRequest): Promise<ImportReportDto> {
    const csv = await receiveCsv(request);
    return ImportReportDto.from(await this.imports.import(csv, query.dry_run, ImportQueryDto.toReading(query)));
  }
}
