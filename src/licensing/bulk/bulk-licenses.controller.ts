import { Body, Controller, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { TakesLargeBody } from '../../common/http/body-limits';
import { Answers } from '../../common/openapi/answers.decorator';
import { Permission } from '../../identity/permissions/permission';
import { StartedJobDto } from '../jobs/dto/job.dto';
import { BulkLicensesJobsService } from './bulk-licenses-jobs.service';
import { BulkLicensesDto, BulkPreviewDto } from './dto/bulk-licenses.dto';

@ApiTags('licenses')
@Controller('api/v1/licenses')
export class BulkLicensesController {
  constructor(private readonly bulk: BulkLicensesJobsService) {}

  /** Change any number of licenses in the background or, with `preview`, count what would change. */
  @Post('bulk')
  @HttpCode(202)
  @Answers(200, BulkPreviewDto)
  @Answers(202, StartedJobDto)
  @Answers(404, 'License, policy or customer not found.')
  @Answers(409, 'Too many jobs of the caller are not finished.', 'TOO_MANY_JOBS')
  @Authorized(Permission.LicensesWrite)
  @TakesLargeBody()
  async bulkLicenses(
    @Body() input: BulkLicensesDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkPreviewDto | StartedJobDto> {
    const request = BulkLicensesDto.toRequest(input);
    if (input.preview) {
      reply.status(HttpStatus.OK);
      return BulkPreviewDto.from(await this.bulk.preview(request));
    }
    return StartedJobDto.from(await this.bulk.start(request));
  }
}
