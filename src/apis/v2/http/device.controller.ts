import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Dialect, RateLimited, SdkName } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ActivationsService, LicensesService } from '../../../core/licensing';
import { ActivateLicenseService, DeactivateActivationService } from '../../../core/verification';
import { ActivationNumberPipe, LicenseNumberPipe } from '../../kit/number-pipes';
import { V2 } from '../v2.dialect';
import { FromReplica } from '../../../core/platform';
import { DeviceRegisteredDto, LicenseDeviceDto, LicenseDevicesDto, RegisterDeviceDto } from './dto/device.dto';
import { MessageAnswerDto } from './dto/license-admin.dto';

const MAX_DEVICES = 1_000;

@Dialect(V2)
@ApiTags('devices')
@Controller('api/license/:license_id')
@RateLimited('admin')
export class V2DeviceController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly activations: ActivationsService,
    private readonly activating: ActivateLicenseService,
    private readonly deactivation: DeactivateActivationService,
  ) {}

  /** List the devices of a license. */
  @Get('devices')
  @FromReplica()
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Authorized(Permission.ActivationsRead, { by: 'token' })
  @SdkName('list')
  async listLicenseDevices(@Param('license_id', LicenseNumberPipe) number: number): Promise<LicenseDevicesDto> {
    const { license } = await this.licenses.get(number);
    const { rows } = await this.activations.listOf(license.id, { page: 1, perPage: MAX_DEVICES });
    return { devices: rows.map((row) => LicenseDeviceDto.from(row)) };
  }

  /** Activate a license for a device, by the rules of an activation. Registering an active device again keeps its seat. */
  @Post('register-device')
  @HttpCode(200)
  @Answers(403, 'LICENSE_INACTIVE or LICENSE_EXPIRED', 'LICENSE_INACTIVE', 'LICENSE_EXPIRED')
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  @Answers(
    409,
    'ACTIVATION_LIMIT_REACHED or DEVICE_BOUND_ELSEWHERE',
    'ACTIVATION_LIMIT_REACHED',
    'DEVICE_BOUND_ELSEWHERE',
  )
  @Authorized(Permission.ReactivationsWrite, { by: 'token' })
  async registerDevice(
    @Param('license_id', LicenseNumberPipe) number: number,
    @Body() input: RegisterDeviceDto,
  ): Promise<DeviceRegisteredDto> {
    const { license } = await this.licenses.get(number);
    return DeviceRegisteredDto.from(await this.activating.register(license.key, RegisterDeviceDto.toDevice(input)));
  }

  /** Release the seat of a device. A device that is already inactive does not change. */
  @Post('deactivate-device/:device_id')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND, or NOT_FOUND: the license has no such device', 'LICENSE_NOT_FOUND', {
    NOT_FOUND: 'The license has no such device',
  })
  @Authorized(Permission.ActivationsWrite, { by: 'token' })
  async deactivateDevice(
    @Param('license_id', LicenseNumberPipe) number: number,
    @Param('device_id', ActivationNumberPipe) device: number,
  ): Promise<MessageAnswerDto> {
    const { license } = await this.licenses.get(number);
    await this.deactivation.deactivateOf(license, device);
    return { success: true, message: 'Device deactivated successfully' };
  }
}
