import { ApiProperty, ApiSchema, PickType } from '@nestjs/swagger';
import type { Activation, Device } from '../../../../core/licenses';
import { SuccessDto } from '../../../kit/success.dto';
import { ActivateDto, DeviceDto } from './license.dto';

@ApiSchema({ name: 'RegisterDeviceRequest' })
export class RegisterDeviceDto extends PickType(ActivateDto, ['hardware_hash', 'machine_name', 'app_version']) {
  static toDevice({ hardware_hash, machine_name, app_version }: RegisterDeviceDto): Device {
    return { fingerprint: hardware_hash, name: machine_name ?? undefined, appVersion: app_version ?? undefined };
  }
}

@ApiSchema({ name: 'DeviceRegistered' })
export class DeviceRegisteredDto extends SuccessDto {
  /** Number of the device. */
  @ApiProperty({ type: 'integer', example: 456 })
  device_id!: number;

  /**
   * Result in words, for a person.
   * @example "Device registered successfully"
   */
  message!: string;

  static from({ id }: Activation): DeviceRegisteredDto {
    return { success: true, device_id: id, message: 'Device registered successfully' };
  }
}

@ApiSchema({ name: 'LicenseDevice' })
export class LicenseDeviceDto extends DeviceDto {
  /** Version of the program. */
  @ApiProperty({ type: String, nullable: true, example: '1.0.0' })
  app_version!: string | null;

  static override from(activation: Activation): LicenseDeviceDto {
    return { ...DeviceDto.from(activation), app_version: activation.appVersion };
  }
}

@ApiSchema({ name: 'LicenseDevices' })
export class LicenseDevicesDto {
  @ApiProperty({
    type: [LicenseDeviceDto],
    description: 'The newest devices first, inactive ones included, 1,000 at most.',
  })
  devices!: LicenseDeviceDto[];
}
