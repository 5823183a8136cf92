import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { messageOf } from '../../../licensing/activations/verdict';
import { Authorized } from '../../../common/access/authorized.decorator';
import { Permission } from '../../../identity/permissions/permission';
import { Dialect } from '../../../common/dialects/dialect.decorator';
import { TakesForms } from '../../../common/http/uploads';
import { Answers } from '../../../common/openapi/answers.decorator';
import { DomainLicensesService } from '../app/domain-licenses.service';
import type { ClientLocation } from '../app/domain-clients.service';
import { ClientHeaders, TakesClientHeaders } from './calling-site';
import {
  ActivateDto,
  ActivationAnswerDto,
  CheckLicenseDto,
  DoneDto,
  LicenseClaimsDto,
  VerificationAnswerDto,
} from './dto/external-license.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';

const REFUSED = 'The license may not be used so; the message says why.';
const INVALID = 'The fields of the request are not valid.';

/** What programs in the field ask of their licenses. */
@Dialect(LICENSE_MANAGER)
@ApiTags('license')
@Controller('api/external/license')
@TakesForms()
@TakesClientHeaders()
@Authorized(Permission.ClientCalls)
export class LmExternalLicensesController {
  constructor(private readonly sites: DomainLicensesService) {}

  /** Activate a license where the program runs. The same place again gets the same seat. */
  @Post('activate')
  @HttpCode(200)
  @Answers(400, REFUSED)
  @Answers(422, INVALID)
  async activateLicense(
    @Body() input: ActivateDto,
    @ClientHeaders() site: ClientLocation,
  ): Promise<ActivationAnswerDto> {
    const { license, data } = await this.sites.activate(ActivateDto.toClaims(input), site);
    return ActivationAnswerDto.from(license, data);
  }

  /** Whether a license may be used where the program runs. */
  @Post('verify')
  @HttpCode(200)
  @Answers(400, REFUSED)
  @Answers(422, INVALID)
  async verifyLicense(
    @Body() input: LicenseClaimsDto,
    @ClientHeaders() site: ClientLocation,
  ): Promise<VerificationAnswerDto> {
    await this.sites.verify(LicenseClaimsDto.toClaims(input), site);
    return { status: true, is_active: true, message: 'Verified.', data: null };
  }

  /** Give back the seat of where the program runs. */
  @Post('deactivate')
  @HttpCode(200)
  @Answers(400, REFUSED)
  @Answers(422, INVALID)
  async deactivateLicense(@Body() input: LicenseClaimsDto, @ClientHeaders() site: ClientLocation): Promise<DoneDto> {
    await this.sites.deactivate(LicenseClaimsDto.toClaims(input), site);
    return { status: true, is_active: true, message: 'Deactivated.' };
  }

  /** Whether a license could be used, wherever it is active. Takes no seat. */
  @Post('check')
  @HttpCode(200)
  @Answers(400, 'There is no such license.')
  @Answers(422, INVALID)
  async checkLicense(@Body() input: CheckLicenseDto, @ClientHeaders() site: ClientLocation): Promise<DoneDto> {
    const { usable, code } = await this.sites.check(input.license_code.trim(), site);
    return { status: usable, is_active: usable, message: messageOf(code) };
  }
}
