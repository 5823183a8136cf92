import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { CheckLicenseService } from '../../../core/verification';
import { Answers, Authorized, Clock, Dialect, FastPath, Public, RateLimited } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { IssueLicensesService } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { ClaimLicenseService } from '../app/claim-license.service';
import {
  GenerateAnswerDto,
  GeneratedLicenseDto,
  GenerateLicenseDto,
  LicenseAnswerDto,
  LicenseDto,
} from './dto/license.dto';
import {
  ActivateAnswerDto,
  ActivateDto,
  ActivatedLicenseDto,
  ValidateAnswerDto,
  ValidateDto,
  ValidLicenseDto,
} from './dto/plugin.dto';
import { LicenseUidPipe } from './license-uid.pipe';
import { PROGRAN3, PROGRAN3_PRODUCT } from '../progran3.dialect';
import { SignatureGuard } from './signature.guard';

/** License paths that no other API has. */
@Dialect(PROGRAN3)
@ApiTags('licenses')
@Controller('api/licenses')
@UseGuards(SignatureGuard)
export class Progran3OwnLicensesController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly issuing: IssueLicensesService,
    private readonly claiming: ClaimLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly clock: Clock,
  ) {}

  /** Generate a license. Its duration starts with the first activation. */
  @Post('generate')
  @Authorized(Permission.LicensesWrite)
  async generateLicense(@Body() { duration_days, description }: GenerateLicenseDto): Promise<GenerateAnswerDto> {
    const input = { product: PROGRAN3_PRODUCT, durationDays: duration_days, description: description ?? '' };
    const license = await this.issuing.issue(input);
    return {
      success: true,
      data: GeneratedLicenseDto.from(license, this.clock.now()),
      message: 'License generated successfully',
    };
  }

  /** Activate a license for a user on a system. Repeating the call for the same user and system has no effect. */
  @Post('activate')
  @HttpCode(200)
  @Public()
  @RateLimited('default', 'activate')
  @Answers(403, 'FORBIDDEN or EMAIL_MISMATCH', 'FORBIDDEN', 'EMAIL_MISMATCH')
  async activateLicense(@Body() input: ActivateDto): Promise<ActivateAnswerDto> {
    const license = await this.claiming.claim(input.license_key, input.user_email, input.system_fingerprint);
    return {
      success: true,
      data: ActivatedLicenseDto.from(license, input.user_email, this.clock.now()),
      message: 'License activated successfully',
    };
  }

  /** Validate that a license may be used on a system. */
  @Post('validate')
  @HttpCode(200)
  @Public()
  @RateLimited('default', 'validate')
  @Answers(403, 'FORBIDDEN: not active, expired, or bound to another system', 'FORBIDDEN')
  @Answers(404, 'NOT_FOUND', 'NOT_FOUND')
  @FastPath()
  async validateLicense(@Body() input: ValidateDto): Promise<ValidateAnswerDto> {
    const device = { fingerprint: input.system_fingerprint };
    const { license } = await this.checking.verifyOrThrow(input.license_key, device);
    return { success: true, data: ValidLicenseDto.from(license, this.clock.now()) };
  }

  /** Get a license. */
  @Get(':id')
  @ApiParam({ name: 'id', format: 'uuid' })
  @Authorized(Permission.LicensesRead, { openable: true })
  async getLicense(@Param('id', LicenseUidPipe) id: string): Promise<LicenseAnswerDto> {
    const { license } = await this.licenses.get(id);
    return { success: true, data: LicenseDto.from(license, this.clock.now()) };
  }
}
