import { Body, Controller, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { TakesLargeBody } from '../../common/http/body-limits';
import { Answers } from '../../common/openapi/answers.decorator';
import { Permission } from '../../identity/permissions/permission';
import { StartedJobDto } from '../background-jobs/dto/job.dto';
import { BulkLicensesJobsService } from './bulk-licenses-jobs.service';
import { ExportLicensesService } from './export-licenses.service';
import { BulkLicensesDto, BulkPreviewDto } from './dto/bulk-licenses.dto';

@ApiTags('licenses')
@Controller('api/v1/licenses')
export class BulkLicensesController {
  constructor(
    private readonly bulk: BulkLicensesJobsService,
    private readonly exports: ExportLicensesService,
  ) {}

  /**
   * Change or export any number of licenses in the background or, with `preview`, count what would change. The file of an
   * export is at the job's `result_url` once the job is done, for a day.
   */
  @Post('bulk')
  @HttpCode(202)
  @Answers(200, BulkPreviewDto)
  @Answers(202, StartedJobDto)
  @Answers(404, 'License, policy or customer not found.')
  @Answers(409, 'The caller has too many unfinished jobs or too many exports.', 'TOO_MANY_JOBS', 'TOO_MANY_EXPORTS')
  @Authorized(Permission.LicensesWrite)
  @TakesLargeBody()
  async bulkLicenses(
    @Body() input: BulkLicensesDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkPreviewDto | StartedJobDto> {
    if (input.preview) {
      reply.status(HttpStatus.OK);
      return this.preview(input);
    }
    const change = BulkLicensesDto.toChange(input);
    return change
      ? StartedJobDto.from(await this.bulk.start(change))
      : StartedJobDto.ofExport(await this.exports.start(BulkLicensesDto.toExport(input)));
  }

  private async preview(input: BulkLicensesDto): Promise<BulkPreviewDto> {
    const change = BulkLicensesDto.toChange(input);
    return change
      ? BulkPreviewDto.from(await this.bulk.preview(change))
      : BulkPreviewDto.ofExport(await this.exports.count(BulkLicensesDto.toExport(input)));
  }
}
