import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { UnitOfWork } from '../database/unit-of-work';
import type { License } from '../licenses/license.entity';
import { VerificationLog } from '../verifications/verification-log';
import { Activation } from './activation.entity';
import { type ActivationId, ActivationsService, type LicensedActivation } from './activations.service';
import { Seats } from './seats';

/** Support frees a device's seat, which the device itself could no longer do. */
@Injectable()
export class EndActivation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activations: ActivationsService,
    private readonly seats: Seats,
    private readonly log: VerificationLog,
  ) {}

  /** Ending what has ended already changes nothing. */
  end(id: ActivationId): Promise<LicensedActivation> {
    return this.work.run(async (manager) => {
      const { licenseId } = await this.activations.get(id);
      await lockLicense(manager, licenseId);
      // Read again under the lock: it may have ended or come back while we waited.
      const activation = await this.activations.get(id);
      if (!activation.isLive) {
        return activation;
      }
      await this.free(activation.license, activation);
      return activation;
    });
  }

  /** Every device of the license leaves it. */
  endAllOf(license: License): Promise<void> {
    return this.work.run(async (manager) => {
      await lockLicense(manager, license.id);
      const live = await manager.find(Activation, {
        where: { licenseId: license.id, deactivatedAt: IsNull() },
        order: { id: 'ASC' },
      });
      for (const activation of live) {
        await this.free(license, activation);
      }
    });
  }

  private async free(license: License, activation: Activation): Promise<void> {
    const { fingerprint } = activation;
    await this.seats.leave(license, activation);
    await this.log.write({
      operation: 'deactivate',
      outcome: 'VALID',
      key: license.key,
      licenseId: license.id,
      fingerprint,
    });
  }
}

async function lockLicense(manager: EntityManager, id: number): Promise<void> {
  await manager.query(`SELECT id FROM licenses WHERE id = $1 FOR NO KEY UPDATE`, [id]);
}
