import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ActivateLicenseService } from '../activations/activate-license.service';
import type { Device } from '../activations/device';
import { DeviceComponentsService } from '../activations/device-components.service';
import type { License } from '../licenses/license.entity';
import { LicensesService } from '../licenses/licenses.service';
import { AssessLicenseService } from '../verifications/assess-license.service';
import { toVerificationRequest, type VerificationScope } from '../verifications/assessment';
import { VerificationLogService } from '../verifications/verification-log.service';
import { type AirGapRequest, isOfKey, readRequest } from './air-gap-codes';
import { InvalidCode, OfflineDaysExceeded } from './license-file.errors';
import { knownKeys } from './known-keys';
import {
  type FileOptions,
  type IssuedLicenseFile,
  offlineRefusal,
  WriteLicenseFileService,
} from './write-license-file.service';

/** What an admin orders. */
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
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly activation: ActivateLicenseService,
    private readonly assessments: AssessLicenseService,
    private readonly components: DeviceComponentsService,
    private readonly log: VerificationLogService,
    private readonly writer: WriteLicenseFileService,
    private readonly clock: Clock,
  ) {}

  /** On behalf of an admin. The device's seat and the file are written in one transaction. */
  issue(id: string, { request, deviceName, ...order }: LicenseFileOrder): Promise<IssuedLicenseFile> {
    return this.licenses.runLocked(id, async ({ license }) => {
      const refusal = offlineRefusal(license.behavior, order);
      if (refusal) {
        throw new OfflineDaysExceeded(refusal);
      }
      if (request === undefined) {
        return this.issueWith(license.key, order);
      }
      const { key, f: fingerprint, n: nonce } = await this.resolve(license, request);
      return this.issueWith(key, { ...order, device: { fingerprint, name: deviceName }, nonce });
    });
  }

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
      await this.components.learn(usable, usable.activation, device);
      return this.writer.write(assessment, usable, options);
    });
  }

  /** The request, with the key of the license that the program has. */
  private async resolve(license: License, text: string): Promise<AirGapRequest & { key: string }> {
    const request = readRequest(text);
    if (!request) {
      throw new InvalidCode('request', 'request is not a license file request');
    }
    const key = (await knownKeys(this.work.manager, license, this.clock.now())).find((known) =>
      isOfKey(request, known),
    );
    if (key === undefined) {
      throw new InvalidCode('request', 'This request was made with the key of another license');
    }
    return { ...request, key };
  }

  private async issueWith(
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
