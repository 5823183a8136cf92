import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized, Public } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { RateLimited } from '../../common/limits/route-limits';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { UuidPipe } from '../../common/validation/id.pipes';
import { Permission } from '../../identity/permissions/permission';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import {
  ListTrialsDto,
  RequestedTrialByEmailDto,
  RequestedTrialDto,
  RequestTrialByEmailDto,
  RequestTrialDto,
  TrialDto,
  TrialPageDto,
} from './dto/trial.dto';
import { type RequestedTrial, RequestTrialService } from './request-trial.service';
import { TrialConfirmationsService } from './trial-confirmations.service';
import { TrialsService } from './trials.service';

@ApiTag('trials', 'Trial licenses: requested by apps, verified and managed by admins.')
@Controller('api/v1/trials')
export class TrialsController {
  constructor(
    private readonly requests: RequestTrialService,
    private readonly confirmations: TrialConfirmationsService,
    private readonly trials: TrialsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Request a trial of a product and activate it on this device. Each device, e-mail and domain gets one. A device that asks
   * again gets its trial again, with 200 instead of 201.
   */
  @Post()
  @Public()
  @RateLimited('trial')
  @Answers(200, RequestedTrialDto)
  @Answers(202, RequestedTrialDto)
  @Answers(
    403,
    'TRIAL_USED, TRIALS_NOT_OFFERED, or the reason why the trial license cannot be used.',
    'TRIAL_USED',
    'TRIALS_NOT_OFFERED',
  )
  @Answers(404, 'Product not found.')
  @Answers(
    409,
    'SEATS_EXHAUSTED or USES_EXHAUSTED: the seat limit or the lifetime activation limit of the trial license is reached.',
    'SEATS_EXHAUSTED',
    'USES_EXHAUSTED',
  )
  async requestTrial(
    @Body() input: RequestTrialDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RequestedTrialDto> {
    const requested = await this.requests.request(RequestTrialDto.toRequest(input));
    reply.status(statusOf(requested));
    return RequestedTrialDto.from(requested, this.clock.now());
  }

  /**
   * Request a trial of a product by e-mail: the address gets a link, good for 24 hours, that begins the trial. The answer is
   * always the same. The trial policy of the product requires an e-mail and its verification, and `mail.trial_confirm.enabled`
   * is on. A mailbox gets one trial of a product, whatever its spelling, and at most three links
   * in a day. With `fingerprint`, the license is activated on that device, which has no other trial of the product. Without `language`, the e-mail has that of the setting `mail.language`.
   */
  @Post('by-email')
  @HttpCode(202)
  @Public()
  @RateLimited('trial')
  @Answers(403, 'TRIALS_NOT_OFFERED: not by e-mail, or not at all.', 'TRIALS_NOT_OFFERED')
  @Answers(404, 'Product not found.')
  async requestTrialByEmail(@Body() input: RequestTrialByEmailDto): Promise<RequestedTrialByEmailDto> {
    await this.confirmations.request(RequestTrialByEmailDto.toRequest(input));
    return { status: 'link_sent' };
  }

  /** List trials, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async listTrials(@Query() { limit, after, sort, ...filter }: ListTrialsDto): Promise<TrialPageDto> {
    return toPage(await this.trials.list({ limit, after, sort }, filter), (trial) =>
      TrialDto.from(trial, this.clock.now()),
    );
  }

  /** Get a trial. */
  @Get(':id')
  @Authorized(Permission.LicensesRead)
  async getTrial(@Param('id', UuidPipe) id: string): Promise<TrialDto> {
    return TrialDto.from(await this.trials.get(id), this.clock.now());
  }

  /**
   * Confirm that the e-mail or domain of a trial was verified: call this after your own verification, if Keyward sends no links.
   * The device gets its license when it requests the trial again.
   */
  @Post(':id/verify')
  @HttpCode(200)
  @Authorized(Permission.LicensesWrite)
  async verifyTrial(@Param('id', UuidPipe) id: string): Promise<TrialDto> {
    return TrialDto.from(await this.trials.verify(id), this.clock.now());
  }

  /** Delete a trial, so that its device, e-mail and domain may have another. Its license is unchanged. */
  @Delete(':id')
  @HttpCode(204)
  @Authorized(Permission.LicensesWrite)
  async deleteTrial(@Param('id', UuidPipe) id: string): Promise<void> {
    await this.trials.delete(id);
  }
}

function statusOf({ activated }: RequestedTrial): HttpStatus {
  if (!activated) {
    return HttpStatus.ACCEPTED;
  }
  return activated.isNew ? HttpStatus.CREATED : HttpStatus.OK;
}
