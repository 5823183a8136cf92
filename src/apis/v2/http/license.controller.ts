import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ActivateLicenseService, CheckLicenseService, messageOf } from '../../../core/verification';
import { ActivationsService, LicensesService } from '../../../core/licensing';
import type { Device } from '../../../core/licenses';
import { Answers, Authorized, Clock, Dialect, FastPath } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { licenseKeyIn } from './license-key-in';
import { UpdatesService } from '../../../core/catalog';
import {
  ActivateAnswerDto,
  ActivateDto,
  ActivationDto,
  DeviceDto,
  InfoAnswerDto,
  LicenseDto,
  VerifiedLicenseDto,
  VerifyAnswerDto,
  VerifyDto,
} from './dto/license.dto';
import { V2, V2_PRODUCT } from '../v2.dialect';

const MAX_DEVICES = 1_000;

@Dialect(V2)
@ApiTags('license')
@Controller('api/license')
@Authorized(Permission.ClientCalls)
export class V2LicenseController {
  constructor(
    private readonly activating: ActivateLicenseService,
    private readonly checking: CheckLicenseService,
    private readonly activations: ActivationsService,
    private readonly licenses: LicensesService,
    private readonly updates: UpdatesService,
    private readonly clock: Clock,
  ) {}

  /** Activate a license on a device. Repeating the call on the same device reuses the seat. */
  @Post('activate')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Answers(
    409,
    'ACTIVATION_LIMIT_REACHED or DEVICE_BOUND_ELSEWHERE',
    'ACTIVATION_LIMIT_REACHED',
    'DEVICE_BOUND_ELSEWHERE',
  )
  @FastPath()
  async activateLicense(@Body() input: ActivateDto): Promise<ActivateAnswerDto> {
    const key = licenseKeyIn('license_key', input.license_key);
    const device = { ...deviceIn(input), name: input.machine_name ?? undefined };
    const { activation } = await this.activating.activate(key, device);
    return { message: 'License activated successfully', activation: ActivationDto.of(activation, key) };
  }

  /** Verify that a license may be used on a device. The status is 200 for invalid licenses too. */
  @Post('verify')
  @HttpCode(200)
  @FastPath()
  async verifyLicense(@Body() input: VerifyDto): Promise<VerifyAnswerDto> {
    const key = licenseKeyIn('license_key', input.license_key);
    const device = deviceIn(input);
    const options = { withLatestVersion: true };
    const { usable, code, license, latestVersion } = await this.checking.check(key, device, {}, options);
    const update = await this.updates.compare(latestVersion, V2_PRODUCT, device.appVersion, {
      device: device.fingerprint,
    });
    return {
      valid: usable,
      message: messageOf(code),
      license: license && VerifiedLicenseDto.from(license),
      update_available: update.isNewer,
      latest_version: update.latest,
    };
  }

  /** Get a license with its devices. */
  @Get('info/:license_key')
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  async getLicenseInfo(@Param('license_key') licenseKey: string): Promise<InfoAnswerDto> {
    const { license } = await this.licenses.getByKey(licenseKeyIn('license_key', licenseKey));
    const { rows } = await this.activations.listOf(license.id, { page: 1, perPage: MAX_DEVICES });
    return { license: LicenseDto.from(license, this.clock.now()), activations: rows.map((row) => DeviceDto.from(row)) };
  }
}

/** Typed clients send null for missing fields. */
function deviceIn({ hardware_hash, app_version }: VerifyDto): Device {
  return { fingerprint: hardware_hash, appVersion: app_version ?? undefined };
}
