import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { changeQueueKey } from '../../licenses/licenses/typed-key';
import type { License } from '../../licenses/licenses/license.entity';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { VerificationLogService } from '../log/verification-log.service';
import { Activation } from '../../licenses/activations/activation.entity';
import { type ActivationId, FindActivationService, type LicensedActivation } from './find-activation.service';
import { SeatsService } from '../seats/seats.service';

/** Limits the number of parameters of a statement. */
const BATCH_SIZE = 500;

/** Releases a device's seat on behalf of the device. */
@Injectable()
export class DeactivateActivationService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly activations: FindActivationService,
    private readonly seats: SeatsService,
    private readonly log: VerificationLogService,
  ) {}

  /** Idempotent. */
  async deactivate(id: ActivationId): Promise<LicensedActivation> {
    const { license } = await this.activations.get(id);
    return this.work.runSerialized(changeQueueKey(license.key), async (manager) => {
      await lockLicense(manager, license.id);
      // Read again under the lock: it may have changed while this call waited.
      const activation = await this.activations.get(id);
      if (!activation.isActive) {
        return activation;
      }
      await this.release(activation.license, [activation]);
      return activation;
    });
  }

  /** Like `deactivate`, if the activation is of this license. */
  async deactivateOf({ id: licenseId }: License, id: ActivationId): Promise<LicensedActivation> {
    const { license } = await this.activations.get(id);
    if (license.id !== licenseId) {
      throw problem('ACTIVATION_NOT_FOUND');
    }
    return this.deactivate(id);
  }

  /** Deactivates all devices of the license. */
  deactivateAll(license: License): Promise<void> {
    return this.work.run(async (manager) => {
      await lockLicense(manager, license.id);
      const devices = manager.createQueryBuilder(Activation, 'activation');
      await this.deactivateThose(license, devices.where('activation.licenseId = :id', { id: license.id }));
    });
  }

  /** Deactivates the active devices of the query. The caller holds the license's row lock. */
  async deactivateThose(license: License, devices: SelectQueryBuilder<Activation>): Promise<void> {
    const active = devices.andWhere('activation.deactivatedAt IS NULL').orderBy('activation.id').limit(BATCH_SIZE);
    for (let hasMore = true; hasMore;) {
      const batch = await active.getMany();
      await this.release(license, batch);
      hasMore = batch.length === BATCH_SIZE;
    }
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
