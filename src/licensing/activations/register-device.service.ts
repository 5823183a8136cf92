import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import type { License } from '../licenses/license.entity';
import { VerificationLogService } from '../verifications/verification-log.service';
import type { Activation } from './activation.entity';
import { LicenseRefused } from '../verifications/verification.errors';
import { toLogEntry } from '../verifications/check-license.service';
import type { Device } from './device';
import { evaluate, type LicenseContext, takesSeat, type VerificationRequest } from '../verifications/evaluate';
import { LicenseContextLoader } from '../verifications/license-context.loader';
import { SeatsService } from './seats.service';

/** Activates a device on behalf of an admin. The caller is not the device: its address is unknown, and not checked. */
@Injectable()
export class RegisterDeviceService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contexts: LicenseContextLoader,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /** Refused if the device itself could not activate. A device that is active keeps its seat, with the new description. */
  register({ key }: License, description: Device): Promise<Activation> {
    const device = { ...description, isRemote: true };
    const request = { operation: 'activate', fingerprint: device.fingerprint } as const;
    return this.work.runInTurn(changesOf(key), async () => {
      const context = await this.contexts.findLocked(key, device.fingerprint);
      const { usable, code } = evaluate(context, request, this.clock.now());
      const registered = context && usable ? await this.seat(context, device, request) : null;
      await this.log.write(toLogEntry('activate', key, device, registered ?? context, code));
      if (!registered?.activation) {
        throw new LicenseRefused(code);
      }
      return registered.activation;
    });
  }

  private seat(context: LicenseContext, device: Device, request: VerificationRequest): Promise<LicenseContext> {
    const { activation } = context;
    return activation && !takesSeat(context, request)
      ? this.seats.touch(context, activation, device)
      : this.seats.allocate(context, device, request);
  }
}
