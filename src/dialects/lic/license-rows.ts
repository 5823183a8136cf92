import { Injectable } from '@nestjs/common';
import { LicenseDevices } from '../../activations/license-devices.service';
import { Calendar } from '../../common/calendar';
import type { UsedLicense } from '../../licenses/licenses.service';
import { LicenseDto } from './dto/license.dto';

/** Licenses as this API shows them: each with the machine that it was last seen on. */
@Injectable()
export class LicenseRows {
  constructor(
    private readonly devices: LicenseDevices,
    private readonly calendar: Calendar,
  ) {}

  async of(used: readonly UsedLicense[]): Promise<LicenseDto[]> {
    const licenses = used.map(({ license }) => license);
    const devices = await this.devices.of(licenses);
    return licenses.map((license) => LicenseDto.from(license, devices.get(license.id), this.calendar));
  }

  async one({ license }: UsedLicense): Promise<LicenseDto> {
    const devices = await this.devices.of([license]);
    return LicenseDto.from(license, devices.get(license.id), this.calendar);
  }
}
