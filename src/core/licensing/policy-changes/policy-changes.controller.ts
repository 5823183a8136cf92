import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { BulkPolicyChangesService, type RequestedPolicyChange } from './bulk-policy-changes.service';
import { ChangePolicyService } from './change-policy.service';
import {
  ChangeLicensePoliciesDto,
  ChangeLicensePolicyDto,
  ChangeLicensePolicyOnDateDto,
  LicensePolicyChangeDto,
  PolicyChangeDto,
  PolicyChangePreviewDto,
} from './dto/policy-change.dto';
import { ScheduleChangesService } from '../scheduled-changes/schedule-changes.service';
import { LICENSE_ID } from '../../licenses/licenses/license-id';

@ApiTags('licenses')
@Controller('api/v1')
export class PolicyChangesController {
  constructor(
    private readonly single: ChangePolicyService,
    private readonly bulk: BulkPolicyChangesService,
    private readonly schedules: ScheduleChangesService,
  ) {}

  /** Change the policy of a license, with limits and term. Seats above the new limit stay active, but no other is admitted. */
  @Post('licenses/:id/change-policy')
  @HttpCode(200)
  @Answers(404, 'License or policy not found.')
  @Authorized(Permission.LicensesWrite)
  async changeLicensePolicy(
    @IdOrName(LICENSE_ID) id: string,
    @Body() { effective_at: effectiveAt, dry_run: isDryRun = false, ...params }: ChangeLicensePolicyOnDateDto,
  ): Promise<LicensePolicyChangeDto> {
    const changed = effectiveAt
      ? this.schedules.schedulePolicy(id, params, { effectiveAt, isDryRun })
      : this.single.change(id, { ...ChangeLicensePolicyDto.toInput(params), isDryRun });
    return LicensePolicyChangeDto.from(await changed);
  }

  /** Change the policy of many licenses in the background or, with `dry_run`, preview the change. */
  @Post('licenses/change-policy')
  @HttpCode(202)
  @Answers(200, PolicyChangePreviewDto)
  @Answers(202, PolicyChangeDto)
  @Answers(404, 'Policy or license not found.')
  @Authorized(Permission.LicensesWrite)
  async changeLicensePolicies(
    @Body() input: ChangeLicensePoliciesDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyChangeDto | PolicyChangePreviewDto> {
    const requested = await this.bulk.request(ChangeLicensePoliciesDto.toBulkInput(input));
    reply.status(statusOf(requested));
    return answerOf(requested);
  }

  /** Get the progress of a change of many licenses. */
  @Get('policy-changes/:id')
  @Authorized(Permission.LicensesRead)
  async getPolicyChange(@Param('id', UuidPipe) id: string): Promise<PolicyChangeDto> {
    return PolicyChangeDto.from(await this.bulk.get(id));
  }
}

function statusOf({ preview }: RequestedPolicyChange): HttpStatus {
  return preview ? HttpStatus.OK : HttpStatus.ACCEPTED;
}

function answerOf(requested: RequestedPolicyChange): PolicyChangeDto | PolicyChangePreviewDto {
  return requested.preview ? PolicyChangePreviewDto.from(requested.preview) : PolicyChangeDto.from(requested.change);
}
