import { Body, Controller, HttpCode, HttpStatus, Post, Res } from '@nestjs/common';
import { ApiExtraModels } from '@nestjs/swagger';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Public } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { Answers } from '../../common/openapi/answers.decorator';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { type AnswerHead, FastPath } from '../../common/http/fast-path.decorator';
import { ManageUrlService } from '../../platform/mail/manage-url.service';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { ActivateLicenseService } from './activate-license.service';
import { LicenseFileStatusService } from './license-file-status.service';
import { signedCallIn, signedRequestIn } from '../signed-answers/dto/signed-answer.dto';
import { SignedAnswersService } from '../signed-answers/signed-answers.service';
import { SignedCallsService } from '../signed-answers/signed-calls.service';
import { namedLicenseIn } from './named-license';
import { CheckLicenseService } from './check-license.service';
import {
  ActivateLicenseDto,
  DeactivateLicenseDto,
  DeviceCallDto,
  SendHeartbeatDto,
  ValidateLicenseDto,
} from './dto/client-call.dto';
import { toUsageItems } from './dto/usage-item.dto';
import { deviceIn, optionalDeviceIn, scopeIn, validationScope } from './dto/device-and-scope';
import {
  ActivationResultDto,
  DeactivationResultDto,
  HeartbeatResultDto,
  ValidationResultDto,
} from './dto/client-result.dto';

/** Endpoints for client apps. The license key is the credential. */
// The fields that several bodies share stand in the document once.
@ApiExtraModels(DeviceCallDto)
@ApiTag('client', 'Calls of client apps: activate, check and release a license on a device.')
@Controller('api/v1')
@Public()
@CountsByLicense(namedLicenseIn)
export class ClientCallsController {
  constructor(
    private readonly activation: ActivateLicenseService,
    private readonly verification: CheckLicenseService,
    private readonly files: LicenseFileStatusService,
    private readonly answers: SignedAnswersService,
    private readonly signing: SignedCallsService,
    private readonly manageUrls: ManageUrlService,
    private readonly clock: Clock,
  ) {}

  /** Activate a license on a device. A known device gets the same activation again, with 200 instead of 201. */
  @Post('activate')
  @Answers(200, ActivationResultDto)
  @Answers(
    403,
    'The license cannot be used; the code gives the reason, such as EXPIRED or REVOKED.',
    'EXPIRED',
    'REVOKED',
  )
  @Answers(404, 'License not found.', { NOT_FOUND: 'License not found' })
  @Answers(
    409,
    'SEATS_EXHAUSTED or USES_EXHAUSTED: the seat limit or the lifetime activation limit is reached. CAPACITY_EXHAUSTED: the devices of the license would be too large.',
    'SEATS_EXHAUSTED',
    'USES_EXHAUSTED',
  )
  @FastPath()
  async activate(
    @Body() input: ActivateLicenseDto,
    @Res({ passthrough: true }) reply: AnswerHead,
  ): Promise<ActivationResultDto> {
    const activated = await this.signing.refusing(signedCallIn('activate', input), () =>
      this.activation.activate(input.license_key, deviceIn(input), scopeIn(input)),
    );
    const signed = await this.answers.sign(signedRequestIn('activate', input), activated);
    reply.status(activated.isNew ? HttpStatus.CREATED : HttpStatus.OK);
    return ActivationResultDto.from(activated, { now: this.clock.now(), signed, manageUrl: this.manageUrls.url });
  }

  /** Validate a license. Always returns 200; `valid` holds the result. */
  @Post('validate')
  @NotIdempotent()
  @HttpCode(200)
  @FastPath()
  async validate(@Body() input: ValidateLicenseDto): Promise<ValidationResultDto> {
    const { license_key, nonce } = input;
    const items = input.items && toUsageItems(input.items);
    const options = { withMeters: true, withSessions: true, withSeats: true };
    const answer = await this.verification.check(license_key, optionalDeviceIn(input), validationScope(input), options);
    const isRevoked = await this.files.isRevoked(answer.license, input.license_file);
    const signed = await this.answers.sign(signedRequestIn('validate', input), answer, { isFileRevoked: isRevoked });
    return ValidationResultDto.from(answer, {
      nonce,
      signed,
      isRevoked,
      manageUrl: this.manageUrls.url,
      now: this.clock.now(),
      items,
    });
  }

  /** Send a heartbeat for an activated device. */
  @Post('heartbeat')
  @HttpCode(200)
  @Answers(
    403,
    'The license cannot be used on this device; the code gives the reason, such as NOT_ACTIVATED or EXPIRED.',
    'NOT_ACTIVATED',
    'EXPIRED',
  )
  @Answers(404, 'License not found.', { NOT_FOUND: 'License not found' })
  @FastPath()
  async heartbeat(@Body() input: SendHeartbeatDto): Promise<HeartbeatResultDto> {
    const heartbeat = await this.signing.refusing(signedCallIn('heartbeat', input), () =>
      this.verification.heartbeat(input.license_key, deviceIn(input), scopeIn(input)),
    );
    const isRevoked = await this.files.isRevoked(heartbeat.license, input.license_file);
    const signed = await this.answers.sign(signedRequestIn('heartbeat', input), heartbeat, {
      isFileRevoked: isRevoked,
    });
    return HeartbeatResultDto.from(heartbeat, { signed, isRevoked });
  }

  /** Deactivate a license on a device. Also works for expired and disabled licenses. */
  @Post('deactivate')
  @HttpCode(200)
  @Answers(
    403,
    'NOT_ACTIVATED or DEVICE_MISMATCH: the license is not active on this device.',
    'NOT_ACTIVATED',
    'DEVICE_MISMATCH',
  )
  @Answers(404, 'License not found.', { NOT_FOUND: 'License not found' })
  @Answers(409, 'TRANSFERS_EXHAUSTED: the policy allows no more deactivations now.', 'TRANSFERS_EXHAUSTED')
  async deactivate(@Body() input: DeactivateLicenseDto): Promise<DeactivationResultDto> {
    const call = signedCallIn('deactivate', input);
    await this.signing.refusing(call, () =>
      this.activation.deactivate(input.license_key, deviceIn(input), scopeIn(input)),
    );
    return this.signing.answered(call, { success: true });
  }
}
