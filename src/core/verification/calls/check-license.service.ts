import { Injectable } from '@nestjs/common';
import { RateLimitsService } from '../../common/limits/rate-limits.service';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { Device } from '../../licenses/activations/device';
import { DeviceComponentsService } from '../seats/device-components.service';
import { SeatsService } from '../seats/seats.service';
import { AssignUsersService } from '../seats/assign-users.service';
import { LicenseSizesService } from '../assessment/license-sizes.service';
import { StartTermService } from '../../licenses/licenses/start-term.service';
import { AssessLicenseService, type KnownAssessment } from '../assessment/assess-license.service';
import { type Assessment, type LicenseCall, toVerificationRequest, type VerificationScope } from '../rules/assessment';
import type { CheckedLicense } from '../rules/checked-license';
import { confirmedContext, type ContextOptions } from '../assessment/license-context.loader';
import type { VerificationResult } from '../rules/verdict';
import type { Operation } from '../log/verification.entity';
import { LicenseRefused } from '../rules/verification.errors';
import { VerificationLogService } from '../log/verification-log.service';

export type { VerificationScope } from '../rules/assessment';

/** A usable license with the device's active activation. */
export interface VerifiedActivation {
  readonly license: CheckedLicense;
  readonly activation: Activation;
}

export interface Heartbeat extends VerificationResult {
  readonly license: CheckedLicense;
  readonly lastHeartbeat: Date;
  readonly nextHeartbeat: Date;
}

/** Checks licenses. Calls are read and logged in batches; only a check that takes a seat locks the license. */
@Injectable()
export class CheckLicenseService {
  constructor(
    private readonly assessments: AssessLicenseService,
    private readonly seats: SeatsService,
    private readonly components: DeviceComponentsService,
    private readonly users: AssignUsersService,
    private readonly sizes: LicenseSizesService,
    private readonly terms: StartTermService,
    private readonly log: VerificationLogService,
    private readonly limits: RateLimitsService,
  ) {}

  /** Returns a verdict, also for an unusable license. Updates the last-seen date of a known device. */
  async check(
    key: string,
    device: Device | undefined,
    scope: VerificationScope = {},
    options: ContextOptions = {},
  ): Promise<VerificationResult> {
    const request = { ...toVerificationRequest('check', device, scope), assignsUser: true };
    const call = { key, device, request };
    const reading = { ...options, withSeats: options.withSeats ?? false };
    const assessed = this.assessments.assessKnown(call, reading);
    return (assessed && (await this.checkKnown(assessed))) ?? this.checkRead(call, scope, reading);
  }

  /** Undefined if the license and its device are no longer as this node knows them, or the check changes them. */
  private async checkKnown(assessed: KnownAssessment): Promise<VerificationResult | undefined> {
    const assessment = assessed.assessment.asBindIfAllowed();
    const entry = assessment.entry('check');
    if (entry.reached || this.needsLock(assessment)) {
      return undefined;
    }
    const confirmed = await this.log.confirm(entry, assessed.known.expected);
    if (confirmed) {
      return assessment.result(confirmedContext(assessed.known, confirmed));
    }
    this.assessments.forget(assessed);
    return undefined;
  }

  private async checkRead(
    call: LicenseCall,
    scope: VerificationScope,
    options: ContextOptions,
  ): Promise<VerificationResult> {
    const checked = await this.assessments.assess(call, options);
    await this.countValidation(checked);
    const assessment = checked.asBindIfAllowed();
    if (this.needsLock(assessment) || assessment.needsSeatOfFreeHost) {
      return this.checkLocked(assessment.call, scope, options);
    }
    await this.log.write(assessment.entry('check'));
    return assessment.result();
  }

  private needsLock({ takesSeat, changesLicense, assignsUser }: Assessment): boolean {
    return takesSeat || changesLicense || assignsUser;
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
  async checkDownload(
    key: string,
    device: Device | undefined,
    scope: VerificationScope = {},
  ): Promise<VerificationResult> {
    const assessment = await this.assessDownload(key, device, scope);
    if (assessment.startsTerm) {
      return this.assessments.assessLocked(assessment.call, async (locked) => {
        await this.record(locked, 'download');
        return locked.result();
      });
    }
    await this.log.write(assessment.entry('download'));
    return assessment.result();
  }

  /**
   * Like `checkDownload`, for a program that asks which update it may have: the verdict is the same, but nothing is
   * logged or counted, and the device's last-seen date is unchanged.
   */
  async checkOffer(
    key: string,
    device: Device | undefined,
    scope: VerificationScope = {},
  ): Promise<VerificationResult> {
    return (await this.assessDownload(key, device, scope)).result();
  }

  /** Refused for a device that is not active on this license; a refusal does not count against the device's rate limit. */
  async heartbeat(key: string, device: Device, scope: VerificationScope = {}): Promise<Heartbeat> {
    const request = toVerificationRequest('check', device, scope);
    const assessment = await this.assessments.assess({ key, device, request }, { withSeats: false });
    if (assessment.usable?.activation) {
      await this.limits.countHere('heartbeat', String(assessment.usable.activation.id));
    }
    if (assessment.changesLicense) {
      return this.assessments.assessLocked(assessment.call, (locked) => this.heartbeatOf(locked));
    }
    return this.heartbeatOf(assessment);
  }

  private async heartbeatOf(assessment: Assessment): Promise<Heartbeat> {
    const { usable, now } = assessment;
    await this.record(assessment, 'heartbeat');
    if (!usable) {
      throw assessment.refusal();
    }
    return {
      ...assessment.result(),
      license: usable.license,
      lastHeartbeat: now,
      nextHeartbeat: new Date(now.getTime() + usable.behavior.heartbeatInterval * 1000),
    };
  }

  private assessDownload(key: string, device: Device | undefined, scope: VerificationScope): Promise<Assessment> {
    const request = toVerificationRequest('download', device, scope);
    return this.assessments.assess({ key, device, request }, { withSeats: false });
  }

  /** Throws if the policy's limit is reached. The call is then neither logged nor counted in the statistics. */
  private async countValidation({ context }: Assessment): Promise<void> {
    const limit = context?.behavior.maxValidationsPerMinute ?? null;
    if (context && limit !== null) {
      await this.limits.countUpTo('license-validations', String(context.license.id), limit);
    }
  }

  /** A check that changes the license. */
  private checkLocked(
    call: LicenseCall,
    scope: VerificationScope,
    { withLatestVersion, withMeters, withSessions }: ContextOptions,
  ): Promise<VerificationResult> {
    return this.assessments.assessLocked(
      call,
      async (assessment) => {
        const { usable, takesSeat } = assessment;
        if (usable && takesSeat && call.device) {
          const seated = await this.seats.allocate(usable, call.device, call.request, assessment.entry('check'));
          await this.components.updateComponents(usable, seated.activation, call.device);
          await this.users.recordUse(seated, call.request);
          return assessment.result(seated);
        }
        await this.record(assessment, 'check');
        if (usable) {
          await this.users.recordUse(usable, call.request);
        }
        return assessment.result();
      },
      { behavior: scope.behavior, withLatestVersion, withMeters, withSessions },
    );
  }

  /** Logs the call, starts the term of the license if this is the first one, and learns changed components and sizes of the device. */
  private async record(assessment: Assessment, operation: Operation): Promise<void> {
    const { usable, startsTerm, call, now } = assessment;
    if (usable && startsTerm) {
      await this.terms.start(usable.license, now);
    }
    if (usable) {
      await this.components.updateComponents(usable, usable.activation, call.device);
      await this.sizes.record(usable, call.request);
    }
    await this.log.write(assessment.entry(operation));
  }
}
