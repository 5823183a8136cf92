import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { NotFound } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import { VerificationLogService } from '../verifications/verification-log.service';
import type { Activation } from './activation.entity';
import { LicenseRefused } from '../verifications/verification.errors';
import { type ActivationId, ActivationsService, type LicensedActivation } from './activations.service';
import { toLogEntry, type VerificationScope } from '../verifications/check-license.service';
import { evaluate, type VerificationRequest } from '../verifications/evaluate';
import { withBehavior } from '../verifications/behavior-overrides';
import { LicenseContextLoader } from '../verifications/license-context.loader';
import { SeatsService } from './seats.service';

/** Options of the API through which domains activate. */
export type ReactivationOptions = Pick<VerificationScope, 'behavior' | 'exactDomains'>;

/** Reactivates an ended activation on behalf of its device. */
@Injectable()
export class ReactivateActivationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activations: ActivationsService,
    private readonly contexts: LicenseContextLoader,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /**
   * Refused if the device itself could not activate now. An active activation is unchanged.
   * @param options apply to domains only
   */
  async reactivate(id: ActivationId, options: ReactivationOptions = {}): Promise<LicensedActivation> {
    const ended = await this.activations.get(id);
    const { key } = ended.license;
    return this.work.runInTurn(changesOf(key), async () => {
      const { behavior, exactDomains } = ended.kind === 'domain' ? options : {};
      const request = { ...toSeatRequest(ended), exactDomains };
      const context = withBehavior(await this.contexts.findLocked(key, ended.fingerprint), behavior);
      // Read under the lock: it may have changed while this call waited.
      if (!context?.activation) {
        throw new NotFound('activation');
      }
      if (!context.activation.isActive) {
        const { usable, code } = evaluate(context, request, this.clock.now());
        const reactivated = usable ? await this.seats.reactivate(context, request) : null;
        await this.log.write(
          toLogEntry('activate', key, { fingerprint: ended.fingerprint }, reactivated ?? context, code),
        );
        if (!reactivated) {
          throw new LicenseRefused(code, context);
        }
      }
      return this.activations.get(id);
    });
  }
}

/** The caller is not the device: its address and client name are unknown. */
function toSeatRequest({ kind, fingerprint }: Activation): VerificationRequest {
  return { operation: 'activate', fingerprint, domain: kind === 'domain' ? fingerprint : undefined };
}
