import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { BulkPolicyChangesService, type RequestedPolicyChange } from './bulk-policy-changes.service';
import { ChangeLicensePoliciesDto, PolicyChangeDto, PolicyChangePreviewDto } from './dto/policy-change.dto';

@ApiTags('licenses')
@Controller('api/v1')
export class PolicyChangesController {
  constructor(private readonly bulk: BulkPolicyChangesService) {}

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
