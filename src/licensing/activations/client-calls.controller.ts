import { Body, Controller, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { RateLimited } from '../../common/limits/rate-limited.decorator';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { ActivateLicenseService } from './activate-license.service';
import { CheckLicenseService } from './check-license.service';
import {
  ActivationResultDto,
  ActivateLicenseDto,
  DeactivationResultDto,
  DeactivateLicenseDto,
  deviceIn,
  HeartbeatResultDto,
  SendHeartbeatDto,
  scopeIn,
  ValidateLicenseDto,
  ValidationResultDto,
} from './dto/client-call.dto';

/** What programs in the field call. The license key is the credential. */
@ApiTags('client')
@Controller('api/v1')
@Public()
@RateLimited('client')
export class ClientCallsController {
  constructor(
    private readonly activating: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly clock: Clock,
  ) {}

  /** Take a seat for this device. The same device again gets the same seat, with 200 instead of 201. */
  @Post('activate')
  @Answers(200, ActivationResultDto)
  @Answers(403, 'The license may not be used: the code says why.')
  @Answers(404, 'There is no such license.')
  @Answers(409, 'All seats or uses are taken.')
  async activate(
    @Body() input: ActivateLicenseDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ActivationResultDto> {
    const activated = await this.activating.activate(input.license_key, deviceIn(input), scopeIn(input));
    reply.status(activated.isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return ActivationResultDto.from(activated);
  }

  /** May this program run? The answer is 200 for every license, and `valid` says yes or no. */
  @Post('validate')
  @NotIdempotent()
  @HttpCode(200)
  async validate(@Body() input: ValidateLicenseDto): Promise<ValidationResultDto> {
    const { hardware_id, ...rest } = input;
    const device = hardware_id === undefined ? undefined : deviceIn({ ...rest, hardware_id });
    const answer = await this.checking.check(input.license_key, device, scopeIn(input));
    return ValidationResultDto.from(answer, input.nonce, this.clock.now());
  }

  /** Show that the program still runs. */
  @Post('heartbeat')
  @HttpCode(200)
  @Answers(403, 'The license may not be used here: the code says why.')
  @Answers(404, 'There is no such license.')
  async heartbeat(@Body() input: SendHeartbeatDto): Promise<HeartbeatResultDto> {
    const { nextHeartbeat } = await this.checking.heartbeat(input.license_key, deviceIn(input), scopeIn(input));
    return { success: true, next_heartbeat: nextHeartbeat };
  }

  /** Give this device's seat back, also of a license that has expired or is disabled. */
  @Post('deactivate')
  @HttpCode(200)
  @Answers(403, 'The license is not active on this device.')
  @Answers(404, 'There is no such license.')
  async deactivate(@Body() input: DeactivateLicenseDto): Promise<DeactivationResultDto> {
    await this.activating.deactivate(input.license_key, deviceIn(input), scopeIn(input));
    return { success: true };
  }
}
