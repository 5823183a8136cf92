import { Injectable } from '@nestjs/common';
import { LicenseDevicesService } from '../../../licensing/activations/license-devices.service';
import { Calendar } from '../../../common/calendar';
import type { LicenseWithUsage } from '../../../licensing/licenses/licenses.service';
import { LicenseDto } from './dto/license.dto';

/** Renders licenses, each with the machine that used it last. */
@Injectable()
export class LicensePresenter {
  constructor(
    private readonly devices: LicenseDevicesService,
    private readonly calendar: Calendar,
  ) {}

  async of(used: readonly LicenseWithUsage[]): Promise<LicenseDto[]> {
    const licenses = used.map(({ license }) => license);
    const devices = await this.devices.of(licenses);
    return licenses.map((license) => LicenseDto.from(license, devices.get(license.id), this.calendar));
  }

  async one({ license }: LicenseWithUsage): Promise<LicenseDto> {
    const devices = await this.devices.of([license]);
    return LicenseDto.from(license, devices.get(license.id), this.calendar);
  }
}
