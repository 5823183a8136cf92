import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { currentRequest } from '../../common/http/request-context';
import { RateLimitsService } from '../../common/limits/rate-limits.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { checksOf } from '../licenses/license-turns';
import type { License } from '../licenses/license.entity';
import type { Operation } from '../verifications/verification.entity';
import { type VerificationEntry, VerificationLogService } from '../verifications/verification-log.service';
import type { Activation } from './activation.entity';
import { LicenseRefused } from './activation.errors';
import { evaluate, type LicenseContext, type VerificationRequest, takesSeat } from './evaluate';
import { type BehaviorOverrides, withBehavior } from './behavior-overrides';
import type { Device } from './device';
import { LicenseContextLoader } from './license-context.loader';
import { SeatsService } from './seats.service';
import type { VerificationResult, Verdict, VerdictCode } from './verdict';

/** What a request says besides the device: what it leaves out is not looked at. */
export interface VerificationScope extends Omit<VerificationRequest, 'operation' | 'fingerprint' | 'caller'> {
  readonly behavior?: BehaviorOverrides;
}

/** A license that may be used on a device, which has a seat on it. */
export interface VerifiedActivation {
  readonly license: License;
  readonly activation: Activation;
}

export interface Heartbeat {
  readonly license: License;
  readonly lastHeartbeat: Date;
  /** When the next one is asked for. */
  readonly nextHeartbeat: Date;
}

const WANTS_A_SEAT: readonly VerdictCode[] = ['NOT_ACTIVATED', 'DEVICE_MISMATCH'];

/** By asking these, a device shows that it is there. Those who take or leave a seat write its row themselves. */
const SHOWS_LIFE: readonly Operation[] = ['check', 'heartbeat', 'session', 'download'];

/** "May I run?" */
@Injectable()
export class CheckLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: LicenseContextLoader,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
    private readonly limits: RateLimitsService,
    private readonly clock: Clock,
  ) {}

  /** Never throws for a license that is not usable. A known device shows a sign of life by asking. */
  check(key: string, device: Device | undefined, scope: VerificationScope = {}): Promise<VerificationResult> {
    return this.work.inTurn(checksOf(key), async () => {
      const found = await this.lookup.find(key, device?.fingerprint);
      const verdict = evaluate(found, toVerificationRequest('check', device, scope), this.clock.now());
      if (device && found?.behavior.bindOnCheck && WANTS_A_SEAT.includes(verdict.code)) {
        return this.checkAndBind(key, device, scope);
      }
      return this.answer('check', key, device, found, verdict);
    });
  }

  /** The same where a refusal is an error, once it is on record. */
  async verifyOrThrow(key: string, device: Device, scope: VerificationScope = {}): Promise<VerifiedActivation> {
    const { usable, code, license, activation } = await this.check(key, device, scope);
    if (!usable || !license || !activation) {
      throw new LicenseRefused(code);
    }
    return { license, activation };
  }

  /** As `check`, for a version's file: only a device that has a seat may have it; where none is named, one that has will do. */
  checkDownload(key: string, device: Device | undefined, scope: VerificationScope = {}): Promise<VerificationResult> {
    return this.work.inTurn(checksOf(key), async () => {
      const found = await this.lookup.find(key, device?.fingerprint);
      const verdict = evaluate(found, toVerificationRequest('download', device, scope), this.clock.now());
      return this.answer('download', key, device, found, verdict);
    });
  }

  /** A sign of life of a device that is active on this license; refused to any other, which spends nothing of the device's limit. */
  heartbeat(key: string, device: Device, scope: VerificationScope = {}): Promise<Heartbeat> {
    return this.work.inTurn(checksOf(key), async () => {
      const found = await this.lookup.find(key, device.fingerprint);
      const now = this.clock.now();
      const { usable, code } = evaluate(found, toVerificationRequest('check', device, scope), now);
      if (usable && found?.activation) {
        await this.limits.countHere('heartbeat', String(found.activation.id));
      }
      await this.log.write(toLogEntry('heartbeat', key, device, found, code));
      if (!found || !usable) {
        throw new LicenseRefused(code);
      }
      return {
        license: found.license,
        lastHeartbeat: now,
        nextHeartbeat: new Date(now.getTime() + found.behavior.heartbeatInterval * 1000),
      };
    });
  }

  private async answer(
    operation: Operation,
    key: string,
    device: Device | undefined,
    found: LicenseContext | null,
    { code, usable }: Verdict,
  ): Promise<VerificationResult> {
    await this.log.write(toLogEntry(operation, key, device, found, code));
    return toVerificationResult(found, code, usable);
  }

  private checkAndBind(key: string, device: Device, scope: VerificationScope): Promise<VerificationResult> {
    return this.work.run(async () => {
      const found = withBehavior(await this.lookup.findLocked(key, device.fingerprint), scope.behavior);
      const question = toVerificationRequest('bind', device, scope);
      const { usable, code } = evaluate(found, question, this.clock.now());
      const seated =
        found && usable && takesSeat(found, question) ? await this.seats.allocate(found, device, scope) : found;
      return this.answer('check', key, device, seated, { code, usable });
    });
  }
}

/** With what every question has: the caller's address. */
export function toVerificationRequest(
  asks: VerificationRequest['operation'],
  device: Device | undefined,
  { behavior: _behavior, ...scope }: VerificationScope,
): VerificationRequest {
  const address = currentRequest()?.address;
  return {
    operation: asks,
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
  found: LicenseContext | null,
  outcome: string,
): VerificationEntry {
  return {
    operation,
    outcome,
    key,
    licenseId: found?.license.id ?? null,
    fingerprint: device?.fingerprint,
    appVersion: device?.appVersion,
    seenActivationId: SHOWS_LIFE.includes(operation) ? found?.activation?.id : undefined,
  };
}

export function toVerificationResult(
  found: LicenseContext | null,
  code: VerdictCode,
  usable: boolean,
): VerificationResult {
  return {
    usable,
    code,
    license: found?.license ?? null,
    activation: found?.activation ?? null,
    seatsTaken: found?.seatsTaken ?? 0,
  };
}
