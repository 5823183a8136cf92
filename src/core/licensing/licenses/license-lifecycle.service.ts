import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { Transfer } from '../../licenses/licenses/transfer.entity';
import { revoked, suspended } from '../../licenses/licenses/license.errors';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';
import type { EventName } from '../../platform/records/event-catalogue';

type StateColumn = 'disabledAt' | 'blockedAt' | 'revokedAt';

/** Suspends and restores licenses. All operations are idempotent except `toggle`. Revoked licenses cannot be enabled or unblocked. */
@Injectable()
export class LicenseLifecycleService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
  ) {}

  disable(id: LicenseId): Promise<LicenseWithUsage> {
    return this.set(id, 'disabledAt', 'license.disabled');
  }

  enable(id: LicenseId): Promise<LicenseWithUsage> {
    return this.clear(id, 'disabledAt', 'license.enabled');
  }

  block(id: LicenseId): Promise<LicenseWithUsage> {
    return this.set(id, 'blockedAt', 'license.blocked');
  }

  unblock(id: LicenseId): Promise<LicenseWithUsage> {
    return this.clear(id, 'blockedAt', 'license.unblocked');
  }

  revoke(id: LicenseId): Promise<LicenseWithUsage> {
    return this.set(id, 'revokedAt', 'license.revoked');
  }

  /** Ends the suspension or the revocation that began at this instant; one that began at another stays. */
  lift(id: LicenseId, column: 'disabledAt' | 'revokedAt', since: Date): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license) =>
      license[column]?.getTime() === since.getTime() ? { event: 'license.enabled', change: { [column]: null } } : null,
    );
  }

  /** Enables a disabled license and disables an enabled one. Blocked and revoked licenses are refused. */
  toggle(id: LicenseId): Promise<LicenseWithUsage> {
    return this.licenses.update(id, ({ blockedAt, revokedAt, disabledAt }, now) => {
      if (blockedAt || revokedAt) {
        throw suspended();
      }
      return disabledAt
        ? { event: 'license.enabled', change: { disabledAt: null } }
        : { event: 'license.disabled', change: { disabledAt: now } };
    });
  }

  /** Counts as a check of every device, without a change of the devices. */
  checkIn(id: LicenseId): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (_license, now) => ({ event: 'license.checked_in', change: { checkedInAt: now } }));
  }

  /** Allows programs as many deactivations as if there had been none. */
  resetTransfers(id: LicenseId): Promise<LicenseWithUsage> {
    return this.licenses.runLocked(id, async (locked) => {
      const { license } = locked;
      await this.work.manager.delete(Transfer, { licenseId: license.id });
      const reset = this.work.changeRecord('license.transfers_reset', license, null, null, eventPayload(license));
      await this.work.record([reset]);
      return locked;
    });
  }

  private set(id: LicenseId, column: StateColumn, event: EventName): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license, now) => (license[column] ? null : { event, change: { [column]: now } }));
  }

  private clear(id: LicenseId, column: 'disabledAt' | 'blockedAt', event: EventName): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license) => {
      if (license.revokedAt) {
        throw revoked();
      }
      return license[column] ? { event, change: { [column]: null } } : null;
    });
  }
}
