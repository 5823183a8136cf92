import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { currentRequest } from '../../common/http/request-context';
import { RateLimitsService } from '../../common/limits/rate-limits.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { checksOf } from '../licenses/license-turns';
import type { License } from '../licenses/license.entity';
import type { Operation } from './verification.entity';
import { type VerificationEntry, VerificationLogService } from './verification-log.service';
import type { Activation } from '../activations/activation.entity';
import { LicenseRefused } from './verification.errors';
import { evaluate, type LicenseContext, type VerificationRequest, takesSeat } from './evaluate';
import { type BehaviorOverrides, withBehavior } from './behavior-overrides';
import type { Device } from '../activations/device';
import { LicenseContextLoader } from './license-context.loader';
import { SeatsService } from '../activations/seats.service';
import type { VerificationResult, Verdict, VerdictCode } from './verdict';

/** Request data besides the device; omitted fields are not checked. */
export interface VerificationScope extends Omit<VerificationRequest, 'operation' | 'fingerprint' | 'caller'> {
  readonly behavior?: BehaviorOverrides;
}

/** A usable license with the device's active activation. */
export interface VerifiedActivation {
  readonly license: License;
  readonly activation: Activation;
}

export interface Heartbeat {
  readonly license: License;
  readonly lastHeartbeat: Date;
  readonly nextHeartbeat: Date;
}

const BINDABLE: readonly VerdictCode[] = ['NOT_ACTIVATED', 'DEVICE_MISMATCH'];

/** Operations that update the last-seen date. Activation and deactivation write the row themselves. */
const UPDATES_LAST_SEEN: readonly Operation[] = ['check', 'heartbeat', 'session', 'download'];

@Injectable()
export class CheckLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contexts: LicenseContextLoader,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
    private readonly limits: RateLimitsService,
    private readonly clock: Clock,
  ) {}

  /** Returns a verdict, also for an unusable license. Updates the last-seen date of a known device. */
  check(key: string, device: Device | undefined, scope: VerificationScope = {}): Promise<VerificationResult> {
    return this.work.inTurn(checksOf(key), async () => {
      const context = await this.contexts.find(key, device?.fingerprint);
      const verdict = evaluate(context, toVerificationRequest('check', device, scope), this.clock.now());
      if (device && context?.behavior.bindOnCheck && BINDABLE.includes(verdict.code)) {
        return this.checkAndBind(key, device, scope);
      }
      return this.recordResult('check', key, device, context, verdict);
    });
  }

  /** Like `check`, but throws on a refusal, after recording it. */
  async verifyOrThrow(key: string, device: Device, scope: VerificationScope = {}): Promise<VerifiedActivation> {
    const result = await this.check(key, device, scope);
    const { usable, code, license, activation } = result;
    if (!usable || !license || !activation) {
      throw new LicenseRefused(code, result);
    }
    return { license, activation };
  }

  /** Like `check`, for a version's file: requires an active device; without a fingerprint, any active device of the license. */
  checkDownload(key: string, device: Device | undefined, scope: VerificationScope = {}): Promise<VerificationResult> {
    return this.work.inTurn(checksOf(key), async () => {
      const context = await this.contexts.find(key, device?.fingerprint);
      const verdict = evaluate(context, toVerificationRequest('download', device, scope), this.clock.now());
      return this.recordResult('download', key, device, context, verdict);
    });
  }

  /**
   * Like `checkDownload`, for a program that asks which update it may have: the verdict is the same, but nothing is
   * logged or counted, and the device's last-seen date is unchanged.
   */
  checkOffer(key: string, device: Device | undefined, scope: VerificationScope = {}): Promise<VerificationResult> {
    return this.work.inTurn(checksOf(key), async () => {
      const context = await this.contexts.find(key, device?.fingerprint);
      const { code, usable } = evaluate(context, toVerificationRequest('download', device, scope), this.clock.now());
      return toVerificationResult(context, code, usable);
    });
  }

  /** Refused for a device that is not active on this license; a refusal does not count against the device's rate limit. */
  heartbeat(key: string, device: Device, scope: VerificationScope = {}): Promise<Heartbeat> {
    return this.work.inTurn(checksOf(key), async () => {
      const context = await this.contexts.find(key, device.fingerprint);
      const now = this.clock.now();
      const { usable, code } = evaluate(context, toVerificationRequest('check', device, scope), now);
      if (usable && context?.activation) {
        await this.limits.countHere('heartbeat', String(context.activation.id));
      }
      await this.log.write(toLogEntry('heartbeat', key, device, context, code));
      if (!context || !usable) {
        throw new LicenseRefused(code, context);
      }
      return {
        license: context.license,
        lastHeartbeat: now,
        nextHeartbeat: new Date(now.getTime() + context.behavior.heartbeatInterval * 1000),
      };
    });
  }

  private async recordResult(
    operation: Operation,
    key: string,
    device: Device | undefined,
    context: LicenseContext | null,
    { code, usable }: Verdict,
  ): Promise<VerificationResult> {
    await this.log.write(toLogEntry(operation, key, device, context, code));
    return toVerificationResult(context, code, usable);
  }

  private checkAndBind(key: string, device: Device, scope: VerificationScope): Promise<VerificationResult> {
    return this.work.run(async () => {
      const context = withBehavior(await this.contexts.findLocked(key, device.fingerprint), scope.behavior);
      const request = toVerificationRequest('bind', device, scope);
      const { usable, code } = evaluate(context, request, this.clock.now());
      const bound =
        context && usable && takesSeat(context, request) ? await this.seats.allocate(context, device, scope) : context;
      return this.recordResult('check', key, device, bound, { code, usable });
    });
  }
}

export function toVerificationRequest(
  operation: VerificationRequest['operation'],
  device: Device | undefined,
  { behavior: _behavior, ...scope }: VerificationScope,
): VerificationRequest {
  const address = currentRequest()?.address;
  return {
    operation,
    fingerprint: device?.fingerprint,
    address,
    ...scope,
    caller: address,
  };
}

export function toLogEntry(
  operation: Operation,
  key: string,
  device: Device | undefined,
  context: LicenseContext | null,
  outcome: string,
): VerificationEntry {
  return {
    operation,
    outcome,
    key,
    licenseId: context?.license.id ?? null,
    fingerprint: device?.fingerprint,
    appVersion: device?.appVersion,
    seenActivationId: UPDATES_LAST_SEEN.includes(operation) ? context?.activation?.id : undefined,
  };
}

export function toVerificationResult(
  context: LicenseContext | null,
  code: VerdictCode,
  usable: boolean,
): VerificationResult {
  return {
    usable,
    code,
    license: context?.license ?? null,
    activation: context?.activation ?? null,
    seatsTaken: context?.seatsTaken ?? 0,
  };
}
