import { Body, Controller, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Dialect, Public, TakesForms } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { CountedLicensesService } from '../app/counted-licenses.service';
import { GUMROAD } from '../gumroad.dialect';
import { LicenseAnswerDto } from './dto/answer.dto';
import { ChangeLicenseDto, namedLicenseIn, VerifyLicenseDto } from './dto/input.dto';

const UNKNOWN = 'No license of the product has this key.';

/** Programs send the fields in the URL, in a form or as JSON. */
@Dialect(GUMROAD)
@ApiTags('licenses')
@Controller('v2/licenses')
@TakesForms()
export class GumroadLicensesController {
  constructor(private readonly licenses: CountedLicensesService) {}

  /** Verify that a license may be used, and count the use. */
  @Post('verify')
  @HttpCode(200)
  @Public()
  @Answers(404, 'The license is unknown, disabled or expired.', 'LICENSE_NOT_FOUND', 'DISABLED', 'EXPIRED')
  async verifyLicense(@Body() input: VerifyLicenseDto): Promise<LicenseAnswerDto> {
    const isCounted = input.increment_uses_count ?? true;
    return LicenseAnswerDto.from(await this.licenses.verify(namedLicenseIn(input), { isCounted }));
  }

  /** Enable a disabled license. A revoked one is refused with 402. */
  @Put('enable')
  @Authorized(Permission.LicensesWrite)
  @Answers(402, 'The license was revoked.', 'CONFLICT')
  @Answers(404, UNKNOWN, 'LICENSE_NOT_FOUND')
  async enableLicense(@Body() input: ChangeLicenseDto): Promise<LicenseAnswerDto> {
    return LicenseAnswerDto.from(await this.licenses.enable(namedLicenseIn(input)));
  }

  /** Disable a license until it is enabled again. */
  @Put('disable')
  @Authorized(Permission.LicensesWrite)
  @Answers(404, UNKNOWN, 'LICENSE_NOT_FOUND')
  async disableLicense(@Body() input: ChangeLicenseDto): Promise<LicenseAnswerDto> {
    return LicenseAnswerDto.from(await this.licenses.disable(namedLicenseIn(input)));
  }

  /** Decrease the number of uses by one, to no less than zero. */
  @Put('decrement_uses_count')
  @Authorized(Permission.LicensesWrite)
  @Answers(404, UNKNOWN, 'LICENSE_NOT_FOUND')
  async decrementUsesCount(@Body() input: ChangeLicenseDto): Promise<LicenseAnswerDto> {
    return LicenseAnswerDto.from(await this.licenses.decrementUses(namedLicenseIn(input)));
  }

  /** Replace the key of a license, in the format of its policy. The former key is unknown at once. */
  @Put('rotate')
  @Authorized(Permission.LicensesWrite)
  @Answers(404, UNKNOWN, 'LICENSE_NOT_FOUND')
  async rotateLicense(@Body() input: ChangeLicenseDto): Promise<LicenseAnswerDto> {
    return LicenseAnswerDto.from(await this.licenses.rotate(namedLicenseIn(input)));
  }
}
