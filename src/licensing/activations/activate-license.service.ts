import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import type { License } from '../licenses/license.entity';
import { VerificationLogService } from '../verifications/verification-log.service';
import type { Activation } from './activation.entity';
import { LicenseRefused } from './activation.errors';
import {
  toVerificationResult,
  toLogEntry,
  toVerificationRequest,
  type VerificationScope,
} from './check-license.service';
import { evaluate, evaluateDeactivation, type LicenseContext, type VerificationRequest, takesSeat } from './evaluate';
import type { Device } from './device';
import { withBehavior } from './behavior-overrides';
import { ActivationThrottleService } from './activation-throttle.service';
import { LicenseContextLoader } from './license-context.loader';
import { SeatsService } from './seats.service';
import type { VerificationResult } from './verdict';

export interface Activated extends VerificationResult {
  readonly license: License;
  readonly activation: Activation;
  /** The device had no row on this license before. */
  readonly isNew: boolean;
}

/** Devices take and leave seats. */
@Injectable()
export class ActivateLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: LicenseContextLoader,
    private readonly attempts: ActivationThrottleService,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /** Activating a device twice gives back its first seat, refreshed. */
  activate(key: string, device: Device, scope: VerificationScope = {}): Promise<Activated> {
    const question = toVerificationRequest('activate', device, scope);
    return this.work.runInTurn(changesOf(key), async () => {
      const found = await this.findLocked(key, device, scope);
      const { usable, code } = evaluate(found, question, this.clock.now());
      const seated = found && usable ? await this.seat(found, device, question) : null;
      await this.log.write(toLogEntry('activate', key, device, seated ?? found, code));
      if (!seated?.activation) {
        throw new LicenseRefused(code);
      }
      const { license, activation } = seated;
      return { ...toVerificationResult(seated, code, true), license, activation, isNew: found?.activation === null };
    });
  }

  /** Frees the device's seat, also of a license that could not be used any more. */
  deactivate(key: string, device: Device, scope: VerificationScope = {}): Promise<Activation> {
    const question = toVerificationRequest('check', device, scope);
    return this.work.runInTurn(changesOf(key), async () => {
      const found = await this.lookup.findLocked(key, device.fingerprint);
      const { usable, code } = evaluateDeactivation(found, question, this.clock.now());
      await this.log.write(toLogEntry('deactivate', key, device, found, code));
      if (!found?.activation || !usable) {
        throw new LicenseRefused(code);
      }
      return this.seats.release(found.license, found.activation);
    });
  }

  private async findLocked(
    key: string,
    device: Device,
    { behavior }: VerificationScope,
  ): Promise<LicenseContext | null> {
    const failedTooOften = await this.attempts.isExceeded(device);
    const found = withBehavior(await this.lookup.findLocked(key, device.fingerprint), behavior);
    return found && { ...found, isThrottled: failedTooOften };
  }

  private seat(found: LicenseContext, device: Device, question: VerificationRequest): Promise<LicenseContext> {
    const { activation } = found;
    return activation && !takesSeat(found, question)
      ? this.seats.touch(found, activation, device)
      : this.seats.allocate(found, device, question);
  }
}
