import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { NotFound } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import { VerificationLogService } from '../verifications/verification-log.service';
import type { Activation } from './activation.entity';
import { LicenseRefused } from './activation.errors';
import { type ActivationId, ActivationsService, type LicensedActivation } from './activations.service';
import { toLogEntry, type VerificationScope } from './check-license.service';
import { evaluate, type VerificationRequest } from './evaluate';
import { withBehavior } from './behavior-overrides';
import { LicenseContextLoader } from './license-context.loader';
import { SeatsService } from './seats.service';

/** What holds for domains at the door through which they activate. */
export type ReactivationOptions = Pick<VerificationScope, 'behavior' | 'exactDomains'>;

/** Support seats a device again whose activation has ended, as the device itself would by activating. */
@Injectable()
export class ReactivateActivationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activations: ActivationsService,
    private readonly lookup: LicenseContextLoader,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /**
   * Refused where the device could not activate now, whoever asked. What is live already stays as it is.
   * @param door where domains activate
   */
  async reactivate(id: ActivationId, door: ReactivationOptions = {}): Promise<LicensedActivation> {
    const ended = await this.activations.get(id);
    const { key } = ended.license;
    return this.work.runInTurn(changesOf(key), async () => {
      const { behavior, exactDomains } = ended.kind === 'domain' ? door : {};
      const question = { ...toSeatRequest(ended), exactDomains };
      const found = withBehavior(await this.lookup.findLocked(key, ended.fingerprint), behavior);
      // Read under the lock: it may have come back, or be gone, while we waited.
      if (!found?.activation) {
        throw new NotFound('activation');
      }
      if (!found.activation.isLive) {
        const { usable, code } = evaluate(found, question, this.clock.now());
        const seated = usable ? await this.seats.reactivate(found, question) : null;
        await this.log.write(toLogEntry('activate', key, { fingerprint: ended.fingerprint }, seated ?? found, code));
        if (!seated) {
          throw new LicenseRefused(code);
        }
      }
      return this.activations.get(id);
    });
  }
}

/** It is not the device that calls: from where, and for whom, nobody can say. */
function toSeatRequest({ kind, fingerprint }: Activation): VerificationRequest {
  return { operation: 'activate', fingerprint, domain: kind === 'domain' ? fingerprint : undefined };
}
