import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CheckLicenseService } from '../../../core/verification';
import { Answers, Calendar, Clock, Dialect, FastPath, Public, RateLimited } from '../../../core/common';
import { VerifiedLicenseDto, VerifyAnswerDto, VerifyDto } from './dto/verify.dto';
import { LIC } from '../lic.dialect';

@Dialect(LIC)
@ApiTags('verify')
@Controller('api/verify')
export class LicVerifyController {
  constructor(
    private readonly checking: CheckLicenseService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Verify that a license may be used on a machine. The first machine that verifies is bound to the license. */
  @Post()
  @HttpCode(200)
  @Public()
  @RateLimited('verify')
  @Answers(
    403,
    'INVALID_LICENSE, EXPIRED_LICENSE, DISABLED_LICENSE, MACHINE_MISMATCH or MACHINE_ALREADY_BOUND',
    'INVALID_LICENSE',
    'EXPIRED_LICENSE',
    'DISABLED_LICENSE',
    'MACHINE_MISMATCH',
    'MACHINE_ALREADY_BOUND',
  )
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Answers(422, 'A field is invalid.')
  @FastPath()
  async verifyLicense(@Body() input: VerifyDto): Promise<VerifyAnswerDto> {
    const now = this.clock.now();
    const verified = await this.checking.verifyOrThrow(input.license_key, VerifyDto.toDevice(input));
    return { success: true, message: '验证成功', data: VerifiedLicenseDto.from(verified, now, this.calendar) };
  }
}
