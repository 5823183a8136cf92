import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { errorOf, messageOf } from '../../../core/verification';
import { Answers, Authorized, Dialect, FastPath, TakesForms } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { DomainLicensesService } from '../app/domain-licenses.service';
import { PurchaseCodesService } from '../app/purchase-codes.service';
import type { ClientLocation } from '../app/domain-clients/domain-client';
import { ClientHeaders, TakesClientHeaders } from './client-headers';
import {
  ActivateDto,
  ActivationAnswerDto,
  CheckLicenseDto,
  DoneDto,
  LicenseCredentialDto,
  VerificationAnswerDto,
} from './dto/external-license.dto';
import { InProgramLanguage, type Say } from './program-language';
import { LICENSE_MANAGER } from '../license-manager.dialect';

const REFUSED = 'The license is refused; see the message.';
const INVALID = 'A field is invalid.';

/** License calls of client programs. */
@Dialect(LICENSE_MANAGER)
@ApiTags('license')
@Controller('api/external/license')
@TakesForms()
@TakesClientHeaders()
@Authorized(Permission.ClientCalls)
export class LmExternalLicensesController {
  constructor(
    private readonly licenses: DomainLicensesService,
    private readonly purchases: PurchaseCodesService,
  ) {}

  /** Activate a license at the program's location. Repeating the call at the same location reuses the seat. */
  @Post('activate')
  @HttpCode(200)
  @Answers(400, REFUSED, 'EXPIRED')
  @Answers(422, INVALID)
  @Answers(503, 'Envato cannot be asked for the purchase code now. Nothing was issued.', {
    UNAVAILABLE: 'The purchase code cannot be verified now: try again later',
  })
  async activateLicense(
    @Body() input: ActivateDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
    @Req() received: FastifyRequest,
  ): Promise<ActivationAnswerDto> {
    const sent = ActivateDto.toCredential(input);
    const code = await this.purchases.keyFor(sent.code, input.verify_type, received);
    const { license, data } = await this.licenses.activate({ ...sent, code }, location);
    return { ...ActivationAnswerDto.from(license, data), message: say('Activated.') };
  }

  /** Verify that a license may be used at the program's location. */
  @Post('verify')
  @HttpCode(200)
  @Answers(400, REFUSED, 'EXPIRED')
  @Answers(422, INVALID)
  @FastPath()
  async verifyLicense(
    @Body() input: LicenseCredentialDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<VerificationAnswerDto> {
    await this.licenses.verify(LicenseCredentialDto.toCredential(input), location);
    return { status: true, is_active: true, message: say('Verified.'), data: null };
  }

  /** Deactivate a license at the program's location and release its seat. */
  @Post('deactivate')
  @HttpCode(200)
  @Answers(400, REFUSED, 'EXPIRED')
  @Answers(422, INVALID)
  async deactivateLicense(
    @Body() input: LicenseCredentialDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<DoneDto> {
    await this.licenses.deactivate(LicenseCredentialDto.toCredential(input), location);
    return { status: true, is_active: true, message: say('Deactivated.') };
  }

  /** Check whether a license is usable, without activating it. */
  @Post('check')
  @HttpCode(200)
  @Answers(400, 'License not found.', 'LICENSE_NOT_FOUND')
  @Answers(422, INVALID)
  async checkLicense(
    @Body() input: CheckLicenseDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<DoneDto> {
    const { usable, code } = await this.licenses.check(input.license_code.trim(), location);
    const rule = usable ? undefined : errorOf(code);
    return { status: usable, is_active: usable, message: say(messageOf(code), { rule }) };
  }
}
