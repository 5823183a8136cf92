import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';
import { VerificationLog } from '../verifications/verification-log';
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
      await manager.query(`SELECT id FROM licenses WHERE id = $1 FOR NO KEY UPDATE`, [licenseId]);
      // Read again under the lock: it may have ended or come back while we waited.
      const activation = await this.activations.get(id);
      if (!activation.isLive) {
        return activation;
      }
      const { license, fingerprint } = activation;
      await this.seats.leave(license, activation);
      await this.log.write({ operation: 'deactivate', outcome: 'VALID', key: license.key, licenseId, fingerprint });
      return activation;
    });
  }
}
