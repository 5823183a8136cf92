import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/access/authorized.decorator';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { deviceIn, scopeIn } from '../calls/dto/device-and-scope';
import { namedLicenseIn } from '../calls/named-license';
import { RequestedLicenseFileDto, RequestLicenseFileDto } from './dto/license-file-call.dto';
import { IssueLicenseFileService } from './issue-license-file.service';

/** License files for client apps. The license key is the credential. */
@ApiTags('client')
@Controller('api/v1/license-file')
@Public()
@CountsByLicense(namedLicenseIn)
export class LicenseFileCallsController {
  constructor(private readonly issuance: IssueLicenseFileService) {}

  /**
   * Get a signed license file for an active device, with which the app runs without the server until the file ends. Each call
   * issues another file; earlier ones still count.
   */
  @Post()
  @NotIdempotent()
  @Answers(
    403,
    'OFFLINE_NOT_ALLOWED, or the reason why the license cannot be used on this device.',
    'OFFLINE_NOT_ALLOWED',
  )
  @Answers(404, 'License not found.', { NOT_FOUND: 'License not found' })
  async requestLicenseFile(@Body() input: RequestLicenseFileDto): Promise<RequestedLicenseFileDto> {
    const options = RequestLicenseFileDto.toOptions(input);
    return RequestedLicenseFileDto.of(
      await this.issuance.issueToProgram(input.license_key, deviceIn(input), scopeIn(input), options),
    );
  }
}
