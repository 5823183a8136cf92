import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import type { License } from '../licenses/license.entity';
import { lockLicense } from '../licenses/lock-license';
import { VerificationLogService } from '../verifications/verification-log.service';
import { Activation } from './activation.entity';
import { type ActivationId, ActivationsService, type LicensedActivation } from './activations.service';
import { SeatsService } from './seats.service';

/** A license may have any number of devices, and a statement only so many parameters. */
const ENDED_AT_ONCE = 500;

/** Support frees a device's seat, which the device itself could no longer do. */
@Injectable()
export class DeactivateActivationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activations: ActivationsService,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
  ) {}

  /** Ending what has ended already changes nothing. */
  async deactivate(id: ActivationId): Promise<LicensedActivation> {
    const { license } = await this.activations.get(id);
    return this.work.runInTurn(changesOf(license.key), async (manager) => {
      await lockLicense(manager, license.id);
      // Read again under the lock: it may have ended or come back while we waited.
      const activation = await this.activations.get(id);
      if (!activation.isLive) {
        return activation;
      }
      await this.release(activation.license, [activation]);
      return activation;
    });
  }

  /** Every device of the license leaves it. */
  deactivateAll(license: License): Promise<void> {
    return this.work.run(async (manager) => {
      await lockLicense(manager, license.id);
      for (let left = true; left;) {
        const live = await manager.find(Activation, {
          where: { licenseId: license.id, deactivatedAt: IsNull() },
          order: { id: 'ASC' },
          take: ENDED_AT_ONCE,
        });
        await this.release(license, live);
        left = live.length === ENDED_AT_ONCE;
      }
    });
  }

  private async release(license: License, activations: readonly Activation[]): Promise<void> {
    await this.seats.releaseAll(license, activations);
    const entry = { operation: 'deactivate', outcome: 'VALID', key: license.key, licenseId: license.id } as const;
    await this.log.writeForEach(
      entry,
      activations.map(({ fingerprint }) => fingerprint),
    );
  }
}
