import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import type { License } from '../licenses/license.entity';
import { VerificationLogService } from '../verifications/verification-log.service';
import type { Activation } from './activation.entity';
import { LicenseRefused } from '../verifications/verification.errors';
import {
  toVerificationResult,
  toLogEntry,
  toVerificationRequest,
  type VerificationScope,
} from '../verifications/check-license.service';
import {
  evaluate,
  evaluateDeactivation,
  type LicenseContext,
  type VerificationRequest,
  takesSeat,
} from '../verifications/evaluate';
import type { Device } from './device';
import { withBehavior } from '../verifications/behavior-overrides';
import { ActivationThrottleService } from '../verifications/activation-throttle.service';
import { LicenseContextLoader } from '../verifications/license-context.loader';
import { SeatsService } from './seats.service';
import type { VerificationResult } from '../verifications/verdict';

export interface Activated extends VerificationResult {
  readonly license: License;
  readonly activation: Activation;
  /** The device was unknown to this license. */
  readonly isNew: boolean;
}

@Injectable()
export class ActivateLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contexts: LicenseContextLoader,
    private readonly throttle: ActivationThrottleService,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /** Activating an active device again keeps its seat and updates its description. */
  activate(key: string, device: Device, scope: VerificationScope = {}): Promise<Activated> {
    const request = toVerificationRequest('activate', device, scope);
    return this.work.runInTurn(changesOf(key), async () => {
      const context = await this.findLocked(key, device, scope);
      const { usable, code } = evaluate(context, request, this.clock.now());
      const activated = context && usable ? await this.seat(context, device, request) : null;
      await this.log.write(toLogEntry('activate', key, device, activated ?? context, code));
      if (!activated?.activation) {
        throw new LicenseRefused(code, context);
      }
      const { license, activation } = activated;
      return {
        ...toVerificationResult(activated, code, true),
        license,
        activation,
        isNew: context?.activation === null,
      };
    });
  }

  /** Releases the device's seat, also of a license that is no longer usable. */
  deactivate(key: string, device: Device, scope: VerificationScope = {}): Promise<Activation> {
    const request = toVerificationRequest('check', device, scope);
    return this.work.runInTurn(changesOf(key), async () => {
      const context = await this.contexts.findLocked(key, device.fingerprint);
      const { usable, code } = evaluateDeactivation(context, request, this.clock.now());
      await this.log.write(toLogEntry('deactivate', key, device, context, code));
      if (!context?.activation || !usable) {
        throw new LicenseRefused(code, context);
      }
      return this.seats.release(context.license, context.activation);
    });
  }

  private async findLocked(
    key: string,
    device: Device,
    { behavior }: VerificationScope,
  ): Promise<LicenseContext | null> {
    const isThrottled = await this.throttle.isExceeded(device);
    const context = withBehavior(await this.contexts.findLocked(key, device.fingerprint), behavior);
    return context && { ...context, isThrottled };
  }

  private seat(context: LicenseContext, device: Device, request: VerificationRequest): Promise<LicenseContext> {
    const { activation } = context;
    return activation && !takesSeat(context, request)
      ? this.seats.touch(context, activation, device)
      : this.seats.allocate(context, device, request);
  }
}
