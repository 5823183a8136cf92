import { Injectable } from '@nestjs/common';
import { Conflict } from '../../common/errors/domain-error';
import { type LicenseId, LicensesService, type LicenseWithUsage } from './licenses.service';
import type { EventName } from '../../platform/records/event-catalogue';

/** A state's own moment, which its verbs touch and no others. */
type StateColumn = 'disabledAt' | 'blockedAt' | 'revokedAt';

/** The verbs that end a license's validity and bring it back. Repeating one changes nothing. */
@Injectable()
export class LicenseLifecycleService {
  constructor(private readonly licenses: LicensesService) {}

  disable(id: LicenseId): Promise<LicenseWithUsage> {
    return this.set(id, 'disabledAt', 'license.disabled');
  }

  /** What is blocked or revoked stays so. */
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

  /** Disables or enables, whichever is not so yet. A license that is blocked or revoked has no such switch. */
  toggle(id: LicenseId): Promise<LicenseWithUsage> {
    return this.licenses.update(id, ({ blockedAt, revokedAt, disabledAt }, now) => {
      if (blockedAt || revokedAt) {
        throw new Conflict('A license that is blocked or revoked can be neither enabled nor disabled');
      }
      return disabledAt
        ? { event: 'license.enabled', change: { disabledAt: null } }
        : { event: 'license.disabled', change: { disabledAt: now } };
    });
  }

  private set(id: LicenseId, column: StateColumn, event: EventName): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license, now) => (license[column] ? null : { event, change: { [column]: now } }));
  }

  private clear(id: LicenseId, column: StateColumn, event: EventName): Promise<LicenseWithUsage> {
    return this.licenses.update(id, (license) => (license[column] ? { event, change: { [column]: null } } : null));
  }
}
