import { Injectable } from '@nestjs/common';
import { ActivateLicenseService } from '../calls/activate-license.service';
import type { Device } from '../../licenses/activations/device';
import { LicenseSizesService } from '../assessment/license-sizes.service';
import { DeviceComponentsService } from '../seats/device-components.service';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { toVerificationRequest, type VerificationScope } from '../rules/assessment';
import { VerificationLogService } from '../log/verification-log.service';
import {
  type FileOptions,
  type IssuedLicenseFile,
  offlineRefusal,
  WriteLicenseFileService,
} from './write-license-file.service';

/** A license file that an admin orders. */
export interface LicenseFileOrder extends FileOptions {
  /** The device, which is activated; a file for any device by default. */
  readonly device?: Device;
  /** Request of a program without network, in place of the device. */
  readonly request?: string;
  /** Name for the device of the request. */
  readonly deviceName?: string;
  /** Reference of the product, for a license for several; the first of them by default. */
  readonly product?: string;
  /** User of the program, as stored. */
  readonly user?: string;
}

/** Issues license files. */
@Injectable()
export class IssueLicenseFileService {
  constructor(
    private readonly activation: ActivateLicenseService,
    private readonly assessments: AssessLicenseService,
    private readonly components: DeviceComponentsService,
    private readonly sizes: LicenseSizesService,
    private readonly log: VerificationLogService,
    private readonly writer: WriteLicenseFileService,
  ) {}

  /** On behalf of a program on an active device. */
  issueToProgram(
    key: string,
    device: Device,
    scope: VerificationScope,
    options: FileOptions,
  ): Promise<IssuedLicenseFile> {
    const request = toVerificationRequest('check', device, scope);
    return this.assessments.assessLocked({ key, device, request }, async (assessment) => {
      const { usable } = assessment;
      const refusal = usable && offlineRefusal(usable.behavior, options);
      await this.log.write(assessment.entry('check', refusal?.code));
      if (!usable) {
        throw assessment.refusal();
      }
      if (refusal) {
        throw refusal;
      }
      await this.components.updateComponents(usable, usable.activation, device);
      await this.sizes.record(usable, request);
      return this.writer.write(assessment, usable, options);
    });
  }

  /** On behalf of an admin, who holds the license's row lock. The device's seat is taken in the same transaction. */
  async issue(
    key: string,
    { device, product, user, ...options }: Omit<LicenseFileOrder, 'request' | 'deviceName'>,
  ): Promise<IssuedLicenseFile> {
    if (device) {
      await this.activation.register(key, device, { product, user });
    }
    const request = { operation: 'check', fingerprint: device?.fingerprint, product, user } as const;
    return this.assessments.assessLocked({ key, device, request }, async (assessment) => {
      if (!assessment.usable) {
        throw assessment.refusal();
      }
      return this.writer.write(assessment, assessment.usable, options);
    });
  }
}
