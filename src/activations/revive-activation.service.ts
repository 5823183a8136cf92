import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { NotFound } from '../common/errors/domain-error';
import { UnitOfWork } from '../database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import { VerificationLog } from '../verifications/verification-log';
import type { Activation } from './activation.entity';
import { LicenseRefused } from './activation.errors';
import { type ActivationId, ActivationsService, type LicensedActivation } from './activations.service';
import { entryOf, type Scope } from './check-license.service';
import { decide, type Question } from './decide';
import { withBehavior } from './door-behavior';
import { LicenseLookup } from './license-lookup';
import { Seats } from './seats';

/** What holds for domains at the door through which they activate. */
export type DomainDoor = Pick<Scope, 'behavior' | 'exactDomains'>;

/** Support seats a device again whose activation has ended, as the device itself would by activating. */
@Injectable()
export class ReviveActivation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activations: ActivationsService,
    private readonly lookup: LicenseLookup,
    private readonly seats: Seats,
    private readonly log: VerificationLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Refused where the device could not activate now, whoever asked. What is live already stays as it is.
   * @param door where domains activate
   */
  async revive(id: ActivationId, door: DomainDoor = {}): Promise<LicensedActivation> {
    const ended = await this.activations.get(id);
    const { key } = ended.license;
    return this.work.runInTurn(changesOf(key), async () => {
      const { behavior, exactDomains } = ended.kind === 'domain' ? door : {};
      const question = { ...questionFor(ended), exactDomains };
      const found = withBehavior(await this.lookup.findLocked(key, ended.fingerprint), behavior);
      // Read under the lock: it may have come back, or be gone, while we waited.
      if (!found?.activation) {
        throw new NotFound('activation');
      }
      if (!found.activation.isLive) {
        const { usable, code } = decide(found, question, this.clock.now());
        const seated = usable ? await this.seats.takeAgain(found, question) : null;
        await this.log.write(entryOf('activate', key, { fingerprint: ended.fingerprint }, seated ?? found, code));
        if (!seated) {
          throw new LicenseRefused(code);
        }
      }
      return this.activations.get(id);
    });
  }
}

/** It is not the device that calls: from where, and for whom, nobody can say. */
function questionFor({ kind, fingerprint }: Activation): Question {
  return { asks: 'activate', fingerprint, domain: kind === 'domain' ? fingerprint : undefined };
}
