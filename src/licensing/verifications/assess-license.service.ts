import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import { ActivationThrottleService } from './activation-throttle.service';
import { Assessment, type LicenseCall, type Rules } from './assessment';
import { type BehaviorOverrides, withBehavior } from './behavior-overrides';
import { type ContextOptions, LicenseContextLoader } from './license-context.loader';
import { lockStatement } from './license-context.query';
import { TransfersService } from './transfers.service';

export interface LockedOptions extends Pick<ContextOptions, 'withLatestVersion' | 'withMeters'> {
  readonly behavior?: BehaviorOverrides;
  readonly rules?: Rules;
  /** Apply the limits of refused activations per address and domain. */
  readonly throttled?: boolean;
  /** Apply the limit of deactivations by programs. */
  readonly isTransfer?: boolean;
}

/** Finds the license of a call and judges the call: the first two steps of every operation. The third is its log entry. */
@Injectable()
export class AssessLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contexts: LicenseContextLoader,
    private readonly throttle: ActivationThrottleService,
    private readonly transfers: TransfersService,
    private readonly clock: Clock,
  ) {}

  async assess(call: LicenseCall, options: ContextOptions = {}): Promise<Assessment> {
    const now = this.clock.now();
    const { fingerprint, product, version } = call.request;
    const context = await this.contexts.find(call.key, fingerprint, now, { ...options, product, version });
    return new Assessment(call, context, now);
  }

  /**
   * Locks the license's row and, if devices are unique within the product, the device. Judges the call under the locks,
   * which hold until the work is committed.
   */
  assessLocked<T>(
    call: LicenseCall,
    work: (assessment: Assessment) => Promise<T>,
    { behavior, rules, throttled = false, isTransfer = false, ...reading }: LockedOptions = {},
  ): Promise<T> {
    const { key, device, request } = call;
    const { product, version } = request;
    const judge = async (): Promise<Assessment> => {
      const now = this.clock.now();
      const isThrottled = throttled && device !== undefined && (await this.throttle.isExceeded(device));
      // Read after locking: a statement sees what was committed before it began.
      const reserveId = request.operation === 'activate' || request.operation === 'bind';
      const options = { ...reading, product, version, reserveId };
      const context = withBehavior(await this.contexts.find(key, device?.fingerprint, now, options), behavior);
      const transfersExhausted = isTransfer && context !== null && (await this.transfers.areExhausted(context, now));
      return new Assessment(call, context && { ...context, isThrottled, transfersExhausted }, now, rules);
    };
    const lock = lockStatement(key, device?.fingerprint, productScope());
    return this.work.runInTurn(changesOf(key), async () => work(await judge()), lock);
  }
}
